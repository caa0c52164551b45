// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/streaming/messagescanner.h"

namespace Pushscope::Streaming {

/// Cut::Line and Cut::BlankLine.
class LineScanner final : public MessageScanner
{
public:
    /// @param isBlock messages are lines up to a blank one, not single lines.
    explicit LineScanner(bool isBlock)
        : m_isBlock(isBlock)
    {
    }

    [[nodiscard]] std::optional<Found> next(const OctetWindow &window) override;

private:
    bool m_isBlock;
    bool m_isInLine = false; ///< The line has an octet other than a first CR.
    bool m_hasCr = false; ///< The line is one CR so far.
};

} // namespace Pushscope::Streaming
