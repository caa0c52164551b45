// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/octetsource.h"
#include "capture/record.h"
#include "capture/textassembler.h"

#include <QByteArray>

namespace Pushscope {

/// Shows a text that arrives in messages as it grows, in place of the messages that it is made of.
class TextGrowth
{
public:
    /// @param pointer empty: there is no such text.
    /// @param isAlone nothing but the text is printed: its octets as they are, and no summary.
    TextGrowth(QByteArray pointer, bool isAlone);

    /// Appends to @p out what @p record adds to the text, or what has to stand before its line.
    /// @return whether that is all there is to show of it.
    bool take(const Record &record, OctetSource &octets, QByteArray &out);

private:
    bool takeMessage(const Record &record, OctetSource &octets, QByteArray &out);
    void endLine(QByteArray &out);
    void summarize(QByteArray &out);

    QByteArray m_pointer;
    bool m_isAlone;
    TextAssembler m_text;
    bool m_isInLine = false; ///< The text has not ended its line.
};

} // namespace Pushscope
