// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/wiretextview.h"

#include "gui/theme/fonts.h"

#include <QMimeData>
#include <QTextBlock>

#include <algorithm>
#include <vector>

namespace Pushscope {

namespace {

constexpr int Margin = 8;
constexpr int ContinuedState = 1; // QTextBlock::userState() of a piece that the next one goes on.

} // namespace

WireTextView::WireTextView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setFont(wireFont());
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(Margin);
}

void WireTextView::setText(const QString &text)
{
    QString pieces;
    pieces.reserve(text.size() + text.size() / PieceCharacters);
    std::vector<bool> isContinued;
    qsizetype length = 0;
    for (QChar character : text) {
        const bool isBreak = character == QLatin1Char('\n');
        if (!isBreak && length >= PieceCharacters && !character.isLowSurrogate()) {
            pieces += QLatin1Char('\n');
            isContinued.push_back(true);
            length = 0;
        }
        pieces += character;
        ++length;
        if (isBreak) {
            isContinued.push_back(false);
            length = 0;
        }
    }
    setPlainText(pieces);
    QTextBlock block = document()->firstBlock();
    for (bool isPiece : isContinued) {
        if (isPiece)
            block.setUserState(ContinuedState);
        block = block.next();
    }
}

QString WireTextView::selectedText() const
{
    const QTextCursor cursor = textCursor();
    QString text;
    for (QTextBlock block = document()->findBlock(cursor.selectionStart());
         block.isValid() && block.position() < cursor.selectionEnd(); block = block.next()) {
        const int begin = std::max(cursor.selectionStart() - block.position(), 0);
        const int end = std::min(cursor.selectionEnd() - block.position(), block.length() - 1);
        text += block.text().mid(begin, end - begin);
        const bool goesOn = cursor.selectionEnd() >= block.position() + block.length();
        if (goesOn && block.userState() != ContinuedState)
            text += QLatin1Char('\n');
    }
    return text;
}

// Each break between pieces is a character of the document that the text has not.
qsizetype WireTextView::characterAt(int position) const
{
    qsizetype breaks = 0;
    for (QTextBlock block = document()->firstBlock();
         block.isValid() && block.position() + block.length() <= position; block = block.next())
        breaks += block.userState() == ContinuedState ? 1 : 0;
    return position - breaks;
}

int WireTextView::positionOf(qsizetype character) const
{
    qsizetype before = 0;
    QTextBlock block = document()->firstBlock();
    for (; block.isValid(); block = block.next()) {
        const bool isPiece = block.userState() == ContinuedState;
        const qsizetype length = block.length() - (isPiece ? 1 : 0);
        if (character < before + length || !block.next().isValid())
            break;
        before += length;
    }
    const auto most = static_cast<qsizetype>(std::max(block.length() - 1, 0));
    return block.position() + static_cast<int>(std::clamp<qsizetype>(character - before, 0, most));
}

std::pair<qsizetype, qsizetype> WireTextView::selectedRange() const
{
    const QTextCursor cursor = textCursor();
    return { characterAt(cursor.selectionStart()), characterAt(cursor.selectionEnd()) };
}

void WireTextView::selectRange(qsizetype begin, qsizetype end)
{
    QTextCursor cursor = textCursor();
    cursor.setPosition(positionOf(begin));
    cursor.setPosition(positionOf(end), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    centerCursor();
}

QMimeData *WireTextView::createMimeDataFromSelection() const
{
    auto *mime = new QMimeData;
    mime->setText(selectedText());
    return mime;
}

} // namespace Pushscope
