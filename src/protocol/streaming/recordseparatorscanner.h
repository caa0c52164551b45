// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/streaming/jsonnesting.h"
#include "protocol/streaming/messagescanner.h"

namespace Pushscope::Streaming {

/// Cut::RecordSeparator: a JSON text sequence.
///
/// A message ends with the first LF that is not inside the JSON text; where that LF is missing, or
/// the text is not to be understood, with the next RS.
///
/// Spec: RFC 7464 §2.
class RecordSeparatorScanner final : public MessageScanner
{
public:
    [[nodiscard]] std::optional<Found> next(const OctetWindow &window) override;

private:
    void begin(char octet);
    void take(char octet);
    [[nodiscard]] Found endAtNext();

    JsonNesting m_nesting;
    bool m_isBroken = false; ///< An LF stood in a string.
    bool m_isEmpty = true; ///< Nothing but RS so far.
    char m_last = '\0';
    ViolationSet m_violations;
};

} // namespace Pushscope::Streaming
