// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Pushscope::Streaming {

/// How deep in a JSON text an octet lies: enough to find its end, not to judge it.
///
/// Spec: RFC 8259 §2 (structural characters), §7 (strings).
struct JsonNesting {
    qint64 depth = 0;
    bool isInString = false;
    bool isEscaped = false;

    [[nodiscard]] bool isInside() const { return depth > 0 || isInString; }

    void take(char octet)
    {
        if (isInString)
            takeInString(octet);
        else if (octet == '"')
            isInString = true;
        else if (octet == '{' || octet == '[')
            ++depth;
        else if ((octet == '}' || octet == ']') && depth > 0)
            --depth;
    }

private:
    void takeInString(char octet)
    {
        if (isEscaped)
            isEscaped = false;
        else if (octet == '\\')
            isEscaped = true;
        else if (octet == '"')
            isInString = false;
    }
};

} // namespace Pushscope::Streaming
