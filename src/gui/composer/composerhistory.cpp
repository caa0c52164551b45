// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What was sent before: under Up and Down as in a shell, and in a list to pick from.

#include "gui/composer/composerpane.h"
#include "gui/composer/historypopup.h"
#include "gui/composer/messageinput.h"
#include "models/previewtext.h"
#include "ui_composerpane.h"

#include <QKeyEvent>
#include <QPlainTextEdit>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr qsizetype LineCharacters = 120;

} // namespace

void ComposerPane::setUpHistory()
{
    m_popup = new HistoryPopup(this);
    connect(m_ui->historyButton, &QPushButton::clicked, this, &ComposerPane::showHistory);
    connect(m_popup, &HistoryPopup::picked, this, &ComposerPane::pick);
    connect(m_popup, &HistoryPopup::cleared, this, [this] {
        m_history.clear();
        store();
        refresh();
    });
    connect(m_popup, &HistoryPopup::removed, this, [this](int index) {
        const QList<qsizetype> places = offeredEntries();
        if (index >= places.size())
            return;
        m_history.remove(places.at(index));
        store();
        showHistory();
    });
}

void ComposerPane::remember()
{
    m_history.add({ page().kind, page().input->draft() });
    m_recalled = -1;
    store();
    refresh();
}

QList<qsizetype> ComposerPane::offeredEntries() const
{
    QList<qsizetype> places;
    for (qsizetype i = m_history.entries().size() - 1; i >= 0; --i) {
        const QByteArray kind = m_history.entries().at(i).kind;
        if (std::any_of(m_pages.cbegin(), m_pages.cend(), [&](const Page &each) {
                return each.kind == kind && isOffered(each);
            }))
            places.append(i);
    }
    return places;
}

void ComposerPane::showHistory()
{
    QStringList lines;
    const QList<qsizetype> places = offeredEntries();
    for (const qsizetype place : places) {
        const MessageHistory::Entry *entry = &m_history.entries().at(place);
        const auto same = [&](const Page &each) { return each.kind == entry->kind; };
        const auto found = std::find_if(m_pages.cbegin(), m_pages.cend(), same);
        const QString label = found == m_pages.cend() ? QString() : found->label;
        const QLatin1String named(entry->kind == "event" ? "event" : "code");
        const QString code = entry->draft.value(named).toString();
        const QString text = entry->draft.value(QLatin1String("text")).toString();
        const QString body
            = code.isEmpty() ? text : QString(code + QLatin1Char(' ') + text).trimmed();
        lines << QStringLiteral("%1  %2").arg(
            label, shortText(lineText(body.left(LineCharacters * 2).toUtf8()), LineCharacters));
    }
    m_popup->setLines(lines);
    if (lines.isEmpty())
        m_popup->hide();
    else if (!m_popup->isVisible())
        m_popup->showAbove(*m_ui->historyButton);
    refresh();
}

void ComposerPane::pick(int index)
{
    const qsizetype place = offeredEntries().value(index, -1);
    if (place < 0)
        return;
    const MessageHistory::Entry entry = m_history.entries().at(place);
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        if (m_pages.at(i).kind != entry.kind)
            continue;
        m_ui->kindTabs->setCurrentIndex(static_cast<int>(i));
        m_pages.at(i).input->setDraft(entry.draft);
        if (QPlainTextEdit *edit = m_pages.at(i).input->historyEditor())
            edit->setFocus();
    }
    refresh();
}

bool ComposerPane::isAtEdge(int step) const
{
    const QPlainTextEdit *edit = page().input->historyEditor();
    QTextCursor cursor = edit->textCursor();
    const bool isWhole = cursor.hasSelection()
        && cursor.selectionEnd() - cursor.selectionStart()
            == std::max(0, edit->document()->characterCount() - 1);
    const bool isAsRecalled = m_recalled >= 0 && edit->toPlainText() == m_shown;
    if (step > 0) {
        return m_recalled >= 0
            && (isWhole || isAsRecalled || !cursor.movePosition(QTextCursor::Down));
    }
    return isWhole || isAsRecalled || !cursor.movePosition(QTextCursor::Up);
}

void ComposerPane::recall(int step)
{
    QList<QJsonObject> drafts;
    for (const MessageHistory::Entry &entry : m_history.entries()) {
        if (entry.kind == page().kind)
            drafts.prepend(entry.draft); // Newest first.
    }
    QPlainTextEdit *edit = page().input->historyEditor();
    const qsizetype wanted
        = std::clamp<qsizetype>(m_recalled - step, -1, std::max<qsizetype>(drafts.size() - 1, -1));
    if (wanted == m_recalled)
        return;
    if (m_recalled < 0)
        m_written = page().input->draft();
    if (wanted < 0 && m_written.isEmpty())
        edit->clear();
    else if (wanted < 0)
        page().input->setDraft(m_written);
    else
        page().input->setDraft(drafts.at(wanted));
    m_recalled = wanted;
    m_shown = edit->toPlainText();
    edit->moveCursor(QTextCursor::End);
}

bool ComposerPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && watched == page().input->historyEditor()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const int step = key->key() == Qt::Key_Up ? -1 : key->key() == Qt::Key_Down ? 1 : 0;
        const auto modifiers = key->modifiers() & ~Qt::KeypadModifier;
        const bool isAsked = modifiers == Qt::ControlModifier
            || (modifiers == Qt::NoModifier && step != 0 && isAtEdge(step));
        if (step != 0 && isAsked) {
            recall(step);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Pushscope
