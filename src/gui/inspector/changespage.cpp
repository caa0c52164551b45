// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/changespage.h"

#include "capture/recorddecoder.h"
#include "capture/recordpages.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/formatting.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>
#include <memory>
#include <utility>

namespace Pushscope {

namespace {

enum Column { MarkColumn, WhereColumn, BeforeColumn, AfterColumn, ColumnCount };

constexpr int Margin = 8;
constexpr int MarkWidth = 24;
constexpr int WhereWidth = 110;
/// Of each side: as much as the inspector shows of a payload.
constexpr qint64 MostOctets = 1024 * 1024;

QString markOf(DifferenceRow::Kind kind)
{
    switch (kind) {
    case DifferenceRow::Kind::Changed:
        return QStringLiteral("≠");
    case DifferenceRow::Kind::Removed:
        return QStringLiteral("−");
    case DifferenceRow::Kind::Added:
        return QStringLiteral("+");
    case DifferenceRow::Kind::Same:
        break;
    }
    return {};
}

QString wordOf(DifferenceRow::Kind kind)
{
    switch (kind) {
    case DifferenceRow::Kind::Changed:
        return ChangesPage::tr("changed");
    case DifferenceRow::Kind::Removed:
        return ChangesPage::tr("removed");
    case DifferenceRow::Kind::Added:
        return ChangesPage::tr("added");
    case DifferenceRow::Kind::Same:
        break;
    }
    return ChangesPage::tr("the same");
}

} // namespace

ChangesPage::ChangesPage(QWidget *parent)
    : QWidget(parent)
    , m_facts(new QLabel(this))
    , m_keep(new QToolButton(this))
    , m_rows(new QTreeWidget(this))
    , m_mailbox(this)
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(Margin, 0, Margin, 6);
    m_facts->setObjectName(QStringLiteral("changesFacts"));
    m_facts->setFont(textFont(SmallPixels));
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setWordWrap(true);
    m_keep->setObjectName(QStringLiteral("changesKeepButton"));
    m_keep->setText(tr("Keep to compare"));
    m_keep->setToolTip(tr("Compare the records chosen next with this one"));
    m_keep->setCheckable(true);
    m_keep->setFocusPolicy(Qt::StrongFocus);
    bar->addWidget(m_facts, 1);
    bar->addWidget(m_keep);
    m_rows->setObjectName(QStringLiteral("changesRows"));
    m_rows->setAccessibleName(tr("What differs"));
    m_rows->setFrameShape(QFrame::NoFrame);
    m_rows->setRootIsDecorated(false);
    m_rows->setUniformRowHeights(true);
    m_rows->setFont(wireFont());
    m_rows->setColumnCount(ColumnCount);
    m_rows->setHeaderLabels({ QString(), tr("where"), tr("before"), tr("now") });
    m_rows->header()->setFont(textFont(SmallPixels));
    m_rows->header()->setMinimumSectionSize(MarkWidth);
    m_rows->header()->resizeSection(MarkColumn, MarkWidth);
    m_rows->header()->resizeSection(WhereColumn, WhereWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_rows, 1);
    connect(m_keep, &QToolButton::toggled, this, [this](bool isKept) {
        m_kept = isKept ? m_current : 0;
        m_isAsked = false;
        ask();
    });
}

void ChangesPage::setPages(RecordPages *pages)
{
    m_pages = pages;
    m_kept = 0;
    const QSignalBlocker blocker(m_keep);
    m_keep->setChecked(false);
}

void ChangesPage::setCurrentRecord(qint64 seq)
{
    m_current = seq;
    m_isAsked = false;
    ask();
}

void ChangesPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    ask();
}

void ChangesPage::ask()
{
    if (!isVisible() || !m_pages || m_current <= 0 || std::exchange(m_isAsked, true))
        return;
    ++m_question;
    if (m_kept > 0)
        askForKept();
    else
        askForOneBefore();
}

void ChangesPage::askForKept()
{
    const auto content = std::make_shared<QByteArray>();
    m_pages->requestRecord(m_kept, [content](const Record *record, OctetSource &octets) {
        if (record)
            *content = contentOctets(*record, octets, MostOctets);
    });
    m_pages->requestRecord(
        m_current,
        [this, content, kept = m_kept, question = m_question,
         address = m_mailbox.address()](const Record *record, OctetSource &octets) {
            if (!record)
                return;
            const Difference difference
                = differenceOf(*content, contentOctets(*record, octets, MostOctets));
            address->post([this, question, kept, difference] {
                if (question == m_question)
                    setDifference(kept, difference);
            });
        });
}

void ChangesPage::askForOneBefore()
{
    const qint64 first = std::max<qint64>(0, m_current - RowsLookedAt);
    m_pages->requestRows(
        RecordPages::Everything, first, static_cast<int>(m_current - first),
        [this, question = m_question, address = m_mailbox.address()](
            const RecordPages::Page &, std::span<const Record> rows, OctetSource &octets) {
            if (rows.empty())
                return;
            const Record &record = rows.back();
            const auto isAlike = [&record](const Record &row) {
                return row.session == record.session && row.kind == record.kind
                    && row.from == record.from;
            };
            const auto found = std::find_if(rows.rbegin() + 1, rows.rend(), isAlike);
            const qint64 seq = found == rows.rend() ? 0 : found->seq;
            Difference difference;
            if (seq > 0) {
                difference = differenceOf(contentOctets(*found, octets, MostOctets),
                                          contentOctets(record, octets, MostOctets));
            }
            address->post([this, question, seq, difference] {
                if (question == m_question)
                    setDifference(seq, difference);
            });
        });
}

void ChangesPage::setDifference(qint64 seq, const Difference &difference)
{
    m_seq = seq;
    m_difference = difference;
    fill();
    emit shown();
}

void ChangesPage::fill()
{
    const Theme &theme = Theme::of(palette());
    m_rows->clear();
    if (m_seq == 0) {
        m_facts->setText(tr("There is none of its kind before it."));
        return;
    }
    QString facts = m_difference.isEmpty() ? tr("The same as #%1.").arg(groupedNumber(m_seq))
                                           : tr("Against #%1.").arg(groupedNumber(m_seq));
    if (m_difference.isCut)
        facts += QLatin1Char(' ') + tr("Only the beginning is compared.");
    m_facts->setText(facts);
    for (const DifferenceRow &row : m_difference.rows) {
        auto *item = new QTreeWidgetItem(m_rows);
        item->setText(MarkColumn, markOf(row.kind));
        item->setData(MarkColumn, Qt::AccessibleTextRole, wordOf(row.kind));
        item->setToolTip(MarkColumn, wordOf(row.kind));
        item->setText(WhereColumn, row.where);
        item->setText(BeforeColumn, row.before);
        item->setText(AfterColumn, row.after);
        item->setToolTip(BeforeColumn, row.before.left(1'000));
        item->setToolTip(AfterColumn, row.after.left(1'000));
        item->setForeground(MarkColumn, theme.accent);
        const bool isSame = row.kind == DifferenceRow::Kind::Same;
        item->setForeground(WhereColumn, theme.dim);
        item->setForeground(BeforeColumn, isSame ? theme.dim : theme.error);
        item->setForeground(AfterColumn, isSame ? theme.dim : theme.ok);
    }
    const int half = (m_rows->viewport()->width() - MarkWidth - WhereWidth) / 2;
    constexpr int LeastWidth = 80;
    m_rows->header()->resizeSection(BeforeColumn, std::max(half, LeastWidth));
}

void ChangesPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fill();
}

} // namespace Pushscope
