// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/filterpopup.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int MeaningRole = Qt::UserRole + 1;
constexpr int WholeRole = Qt::UserRole + 2;
constexpr int RowHeight = 22;
constexpr int Margin = 8;
constexpr int Gap = 20; ///< Between what is offered and what it means.
constexpr int LeastWidth = 240;
constexpr int MostRows = 12;

/// What is offered as it is typed, its meaning dim beside it.
class OfferDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &,
                                 const QModelIndex &index) const override
    {
        const int text = QFontMetrics(wireFont()).horizontalAdvance(index.data().toString());
        const int meaning = QFontMetrics(textFont(SmallPixels))
                                .horizontalAdvance(index.data(MeaningRole).toString());
        return { text + meaning + Gap + 2 * Margin, RowHeight };
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Theme &theme = Theme::of(option.palette);
        const bool isChosen = option.state & QStyle::State_Selected;
        painter->save();
        painter->fillRect(option.rect, isChosen ? theme.selection : theme.raised);
        const QRect area = option.rect.adjusted(Margin, 0, -Margin, 0);
        painter->setFont(wireFont());
        painter->setPen(theme.text);
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
        painter->setFont(textFont(SmallPixels));
        painter->setPen(isChosen ? theme.text : theme.dim);
        painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter,
                          index.data(MeaningRole).toString());
        painter->restore();
    }
};

} // namespace

FilterPopup::FilterPopup(QLineEdit &edit)
    : QObject(&edit)
    , m_edit(edit)
    , m_completer(new QCompleter(this))
    , m_model(new QStandardItemModel(this))
{
    m_completer->setModel(m_model);
    m_completer->setWidget(&edit);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(MostRows);
    m_completer->popup()->setItemDelegate(new OfferDelegate(this));
    m_completer->popup()->setObjectName(QStringLiteral("filterPopup"));
    m_completer->popup()->setAccessibleName(tr("Ways to go on"));
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) { take(index.row()); });
}

void FilterPopup::offer(bool isAsked)
{
    m_isRecent = false;
    m_completion = completeFilter(m_edit.text(), m_edit.cursorPosition(), m_sessions, isAsked);
    show(m_completion.candidates);
}

void FilterPopup::offerRecent(const QStringList &recent)
{
    m_isRecent = true;
    QList<FilterCandidate> candidates;
    for (const QString &expression : recent)
        candidates.append({ expression, {}, true });
    show(candidates);
}

void FilterPopup::show(const QList<FilterCandidate> &candidates)
{
    m_model->clear();
    for (const FilterCandidate &candidate : candidates) {
        auto *item = new QStandardItem(candidate.text);
        item->setData(candidate.meaning, MeaningRole);
        item->setData(candidate.isWhole, WholeRole);
        item->setData(candidate.meaning.isEmpty()
                          ? candidate.text
                          : QString(candidate.text + QLatin1String(", ") + candidate.meaning),
                      Qt::AccessibleTextRole);
        m_model->appendRow(item);
    }
    if (candidates.isEmpty()) {
        hide();
        return;
    }
    QAbstractItemView *view = m_completer->popup();
    const int width = std::max(
        LeastWidth, view->sizeHintForColumn(0) + view->verticalScrollBar()->sizeHint().width() + 2);
    // Under the word that goes on.
    const int x = m_isRecent
        ? 0
        : std::max(0,
                   m_edit.inputMethodQuery(Qt::ImCursorRectangle).toRect().left()
                       - QFontMetrics(m_edit.font())
                             .horizontalAdvance(
                                 m_edit.text().mid(m_completion.begin, m_completion.length)));
    m_completer->complete({ x, 0, width, m_edit.height() });
}

void FilterPopup::hide()
{
    m_completer->popup()->hide();
}

bool FilterPopup::isVisible() const
{
    return m_completer->popup()->isVisible();
}

bool FilterPopup::accept(bool takesFirst)
{
    if (!isVisible())
        return false;
    const QModelIndex chosen = m_completer->popup()->currentIndex();
    if (!chosen.isValid() && !takesFirst)
        return false;
    hide();
    take(chosen.isValid() ? chosen.row() : 0);
    return true;
}

QStringList FilterPopup::offers() const
{
    QStringList texts;
    for (int row = 0; row < m_model->rowCount(); ++row)
        texts << m_model->item(row)->text();
    return texts;
}

void FilterPopup::take(int row)
{
    const QStandardItem *item = m_model->item(row);
    if (!item)
        return;
    const QString text = item->text();
    if (m_isRecent) {
        emit recentChosen(text);
        return;
    }
    const bool isWhole = item->data(WholeRole).toBool();
    QString whole = m_edit.text();
    const qsizetype end = m_completion.begin + m_completion.length;
    const bool isAtEnd = end >= whole.size();
    const QString put = isWhole && isAtEnd ? QString(text + QLatin1Char(' ')) : text;
    whole.replace(m_completion.begin, m_completion.length, put);
    m_edit.setText(whole);
    m_edit.setCursorPosition(static_cast<int>(m_completion.begin + put.size()));
    if (!isWhole)
        offer(true); // The key's values.
}

} // namespace Pushscope
