// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/messageinput.h"

#include "gui/theme/theme.h"

#include <QPlainTextEdit>

#include <algorithm>

namespace Pushscope {

void MessageInput::setTemplates(bool areExpanded)
{
    if (m_expandsTemplates == areExpanded)
        return;
    m_expandsTemplates = areExpanded;
    emit changed();
}

void MessageInput::underline(QPlainTextEdit &edit, std::optional<int> at)
{
    QList<QTextEdit::ExtraSelection> selections;
    if (at) {
        QTextEdit::ExtraSelection selection;
        selection.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        selection.format.setUnderlineColor(Theme::of(edit.palette()).error);
        selection.cursor = edit.textCursor();
        const int last = std::max(0, edit.document()->characterCount() - 2);
        selection.cursor.setPosition(std::min(*at, last));
        // Behind the end there is nothing to underline: what came last is.
        selection.cursor.movePosition(QTextCursor::Right, QTextCursor::KeepAnchor);
        selections.append(selection);
    }
    edit.setExtraSelections(selections);
}

} // namespace Pushscope
