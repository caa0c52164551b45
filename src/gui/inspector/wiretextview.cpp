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

QMimeData *WireTextView::createMimeDataFromSelection() const
{
    auto *mime = new QMimeData;
    mime->setText(selectedText());
    return mime;
}

} // namespace Pushscope
