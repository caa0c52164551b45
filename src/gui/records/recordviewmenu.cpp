// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be done with rows of the record list: menus, selection, clipboard, marks, and what is
// said about them.

#include "gui/records/recordview.h"

#include "gui/records/recordcopier.h"
#include "gui/records/recordheader.h"
#include "models/formatting.h"

#include <QMenu>
#include <QToolTip>

#include <algorithm>

namespace Pushscope {

QMenu *RecordView::makeRecordMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("recordMenu"));
    const auto add = [this, menu](const QString &text, CopyForm form) {
        QAction *action = menu->addAction(text);
        connect(action, &QAction::triggered, this, [this, form] { copySelected(form); });
        return action;
    };
    add(tr("Copy as text"), CopyForm::Text)->setShortcut(QKeySequence::Copy);
    add(tr("Copy as JSON"), CopyForm::Json);
    add(tr("Copy as hexadecimal"), CopyForm::Hex);
    add(tr("Copy as Base64"), CopyForm::Base64);
    menu->addSeparator();
    QAction *mark
        = menu->addAction(m_marks.at(m_currentSeq) ? tr("Take the mark away") : tr("Mark"), this,
                          &RecordView::toggleMark);
    mark->setShortcut(Qt::Key_M);
    QAction *note = menu->addAction(tr("Note…"), this,
                                    [this, seq = m_currentSeq] { emit noteRequested(seq); });
    note->setShortcut(Qt::Key_N);
    addFilterActions(*menu);
    menu->addSeparator();
    m_header->fillMenu(*menu->addMenu(tr("Columns")));
    return menu;
}

void RecordView::addFilterActions(QMenu &menu)
{
    const RecordRow *row = m_rows.row(m_currentRow);
    if (!row)
        return;
    const auto add = [this, &menu](const QString &text, const QString &expression) {
        QAction *action = menu.addAction(text);
        connect(action, &QAction::triggered, this,
                [this, expression] { emit filterRequested(expression); });
    };
    menu.addSeparator();
    if (row->session > 0)
        add(tr("Show only this session"), QStringLiteral("session:%1").arg(row->session));
    if (row->connection > 0)
        add(tr("Show only this connection"), QStringLiteral("conn:%1").arg(row->connection));
    add(tr("Show only this kind"),
        QStringLiteral("kind:") + QString::fromLatin1(recordKindName(row->kind)));
}

bool RecordView::isSelected(qint64 row) const
{
    const auto [first, last] = selectedRows();
    return row >= 0 && row >= first && row <= last;
}

std::pair<qint64, qint64> RecordView::selectedRows() const
{
    const qint64 anchor = m_anchorRow < 0 ? m_currentRow : m_anchorRow;
    return std::minmax(anchor, m_currentRow);
}

void RecordView::selectAll()
{
    makeCurrent(0, true);
    makeCurrent(rowCount() - 1, true, true);
}

void RecordView::copySelected(CopyForm form)
{
    const auto [first, last] = selectedRows();
    if (!pages() || first < 0 || m_currentSeq == 0)
        return;
    // What is unfolded is no row of the filter; it is in memory, as all around it is.
    std::vector<qint64> seqs;
    for (qint64 row = first; row <= last; ++row) {
        const RecordRow *shown = m_rows.row(row);
        if (!shown)
            break;
        seqs.push_back(shown->seq);
    }
    if (static_cast<qint64>(seqs.size()) == last - first + 1) {
        m_copier->copyRecords(*pages(), seqs, form);
        return;
    }
    const qint64 from = m_rows.toFilter(first);
    m_copier->copyRows(*pages(), m_rows.filter(), from, m_rows.toFilter(last) - from + 1, form);
}

void RecordView::toggleMark()
{
    const RecordRow *row = m_rows.row(m_currentRow);
    if (!row)
        return;
    m_marks.toggle(row->seq, row->t);
    takeMarks();
}

void RecordView::setMarks(const RecordMarks &marks)
{
    m_marks = marks;
    takeMarks();
}

void RecordView::clearMarks()
{
    if (m_marks.isEmpty())
        return;
    m_marks.clear();
    takeMarks();
}

void RecordView::takeMarks()
{
    // Whoever sets a mark wants to measure from it.
    m_header->setShown(MarkDeltaColumn, !m_marks.isEmpty());
    viewport()->update();
    emit marksChanged();
}

void RecordView::goToNextMark()
{
    goToMark(m_marks.next(m_currentSeq));
}

void RecordView::goToPreviousMark()
{
    goToMark(m_marks.previous(m_currentSeq));
}

void RecordView::goToMark(const std::optional<RecordMarks::Mark> &mark)
{
    if (mark)
        setCurrentSeq(mark->seq);
}

QString RecordView::rowDescription(qint64 row) const
{
    const RecordRow *record = m_rows.row(row);
    if (!record)
        return tr("Record %1, not read yet").arg(row + 1);
    QStringList parts{ tr("Record %1").arg(record->seq) };
    switch (directionOf(record->from, m_sessions.isServer(record->session))) {
    case Direction::Incoming:
        parts << tr("incoming");
        break;
    case Direction::Outgoing:
        parts << tr("outgoing");
        break;
    case Direction::None:
        break;
    }
    parts << record->text.what;
    if (record->hasSize)
        parts << octetsText(record->size);
    if (!record->text.preview.isEmpty())
        parts << record->text.preview;
    if (const QString session = m_sessions.name(record->session); !session.isEmpty())
        parts << tr("session %1").arg(session);
    for (Violation violation : record->violations.toVector())
        parts << tr("problem: %1").arg(describe(violation, record->kind));
    if (const auto mark = m_marks.at(record->seq))
        parts << tr("mark %1").arg(markName(mark->number));
    if (const auto since = m_marks.sinceReference(record->t))
        parts << tr("%1 s since the mark").arg(deltaText(*since));
    for (const QString &note : m_notes.about(record->seq))
        parts << tr("note: %1").arg(note);
    const RecordOutline::Place place = m_rows.placeOf(row);
    if (place.isUnder)
        parts << tr("unfolded under the record above");
    if (place.heartbeats > 0)
        parts << tr("followed by %1").arg(heartbeatsText(place.heartbeats));
    return parts.join(QStringLiteral(", "));
}

bool RecordView::showToolTip(const QPoint &position, const QPoint &globalPosition)
{
    const qint64 row = rowAt(position.y());
    const RecordRow *record = m_rows.row(row);
    const QString text = record ? toolTipOf(*record) : QString();
    if (text.isEmpty()) {
        QToolTip::hideText();
        return false;
    }
    QToolTip::showText(globalPosition, text, viewport(), rowRect(row));
    return true;
}

QString RecordView::toolTipOf(const RecordRow &row) const
{
    QStringList sentences;
    for (const QString &note : m_notes.about(row.seq))
        sentences << QStringLiteral("✎ ") + note;
    for (Violation violation : row.violations.toVector())
        sentences << describe(violation, row.kind);
    if (m_header->isShown(ClockColumn)) {
        if (const auto wall = m_clock.wallNs(row.t))
            sentences << dateTimeText(*wall);
    }
    QString text;
    for (const QString &sentence : sentences)
        text += QStringLiteral("<p>%1</p>").arg(sentence.toHtmlEscaped());
    return text;
}

} // namespace Pushscope
