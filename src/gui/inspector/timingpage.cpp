// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/timingpage.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QShortcut>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

enum Column { LabelColumn, BarColumn, ValueColumn, ColumnCount };
enum ItemRole { BeginRole = Qt::UserRole, EndRole, KindRole, SeqRole };

constexpr int RowHeight = 22;
constexpr int BarHeight = 9;
constexpr int LabelWidth = 128;
constexpr int ValueWidth = 78;
constexpr int Margin = 12;

QColor barColor(TimingRow::Kind kind, const Theme &theme)
{
    switch (kind) {
    case TimingRow::Kind::Look:
        return theme.ping;
    case TimingRow::Kind::Connect:
        return theme.out;
    case TimingRow::Kind::Tls:
        return theme.handshake;
    case TimingRow::Kind::Wait:
        return theme.request;
    case TimingRow::Kind::Body:
    case TimingRow::Kind::In:
        return theme.in;
    case TimingRow::Kind::Open:
        return theme.stream;
    case TimingRow::Kind::Ping:
        return theme.ping;
    case TimingRow::Kind::Plain:
        break;
    }
    return theme.waiting;
}

/// Draws the bars.
class BarDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QVariant end = index.data(EndRole);
        if (!end.isValid())
            return;
        const Theme &theme = Theme::of(option.palette);
        const QRectF room = QRectF(option.rect).adjusted(4, 0, -4, 0);
        const double from = index.data(BeginRole).toDouble() * room.width();
        const double to = end.toDouble() * room.width();
        const auto kind = static_cast<TimingRow::Kind>(index.data(KindRole).toInt());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(barColor(kind, theme));
        const double width = to > from ? std::max(to - from, 1.5) : 0;
        painter->drawRoundedRect(
            QRectF(room.left() + from, room.center().y() - BarHeight / 2.0, width, BarHeight), 2,
            2);
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(std::max(size.height(), RowHeight));
        return size;
    }
};

} // namespace

TimingPage::TimingPage(QWidget *parent)
    : QWidget(parent)
    , m_empty(new QLabel(tr("No exchange and no messages to measure."), this))
    , m_rows(new QTreeWidget(this))
{
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(2 * Margin);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setObjectName(QStringLiteral("timingEmpty"));
    m_rows->setObjectName(QStringLiteral("timingRows"));
    m_rows->setAccessibleName(tr("Timing"));
    m_rows->setFrameShape(QFrame::NoFrame);
    m_rows->setRootIsDecorated(false);
    m_rows->setItemsExpandable(false);
    m_rows->setIndentation(0);
    m_rows->setHeaderHidden(true);
    m_rows->setColumnCount(ColumnCount);
    m_rows->setWordWrap(true);
    m_rows->setItemDelegate(new BarDelegate(m_rows));
    m_rows->header()->setStretchLastSection(false);
    m_rows->header()->setSectionResizeMode(BarColumn, QHeaderView::Stretch);
    m_rows->header()->resizeSection(LabelColumn, LabelWidth);
    m_rows->header()->resizeSection(ValueColumn, ValueWidth);
    m_rows->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 0);
    column->addWidget(m_rows, 1);
    column->addWidget(m_empty, 1);
    m_rows->hide();
    auto *shortcut = new QShortcut(QKeySequence::Copy, m_rows);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &TimingPage::copy);
    connect(m_rows, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("Copy"), QKeySequence(QKeySequence::Copy), this, &TimingPage::copy);
        menu->popup(m_rows->viewport()->mapToGlobal(position));
    });
    connect(m_rows, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        if (const qint64 seq = item->data(LabelColumn, SeqRole).toLongLong())
            emit recordPicked(seq);
    });
    connect(&m_reader, &TimingReader::found, this,
            [this](qint64 seq, const QList<TimingSection> &sections) {
                if (seq != m_current)
                    return;
                m_sections = sections;
                fill();
                emit shown(seq);
            });
}

void TimingPage::setPages(RecordPages *pages)
{
    m_reader.setPages(pages);
    m_current = 0;
    m_asked = 0;
}

void TimingPage::setCurrentRecord(qint64 seq)
{
    m_current = seq;
    m_asked = 0;
    ask();
}

void TimingPage::ask()
{
    if (!isVisible() || m_asked == m_current)
        return;
    m_asked = m_current;
    m_reader.read(m_current);
}

void TimingPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

void TimingPage::fill()
{
    m_rows->clear();
    QFont bold = textFont();
    bold.setWeight(QFont::DemiBold);
    const QBrush dim = palette().placeholderText();
    const auto addSpanned = [&](const QString &text, const QFont &font, bool isDim) {
        auto *item = new QTreeWidgetItem(m_rows, { text });
        item->setFont(LabelColumn, font);
        if (isDim)
            item->setForeground(LabelColumn, dim);
        item->setFirstColumnSpanned(true);
    };
    for (const TimingSection &section : std::as_const(m_sections)) {
        if (m_rows->topLevelItemCount() > 0)
            addSpanned(QString(), textFont(), false);
        addSpanned(section.title, bold, false);
        for (const QString &line : section.caption.split(QLatin1Char('\n')))
            addSpanned(line, textFont(SmallPixels), true);
        for (const TimingRow &row : section.rows) {
            auto *item = new QTreeWidgetItem(m_rows, { row.label, QString(), row.value });
            item->setForeground(LabelColumn, dim);
            item->setFont(LabelColumn, textFont());
            item->setFont(ValueColumn, wireFont());
            item->setTextAlignment(ValueColumn, Qt::AlignRight | Qt::AlignVCenter);
            item->setData(LabelColumn, SeqRole, row.seq);
            item->setData(BarColumn, BeginRole, row.begin);
            item->setData(BarColumn, EndRole, row.end);
            item->setData(BarColumn, KindRole, static_cast<int>(row.kind));
        }
    }
    m_rows->setVisible(!m_sections.isEmpty());
    m_empty->setVisible(m_sections.isEmpty());
}

QString TimingPage::plainText() const
{
    QStringList lines;
    for (const TimingSection &section : m_sections) {
        lines << section.title << section.caption;
        for (const TimingRow &row : section.rows)
            lines << row.label + QLatin1Char('\t') + row.value;
    }
    return lines.join(QLatin1Char('\n'));
}

void TimingPage::copy()
{
    QGuiApplication::clipboard()->setText(plainText());
}

} // namespace Pushscope
