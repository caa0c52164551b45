// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/streaming/jsonnesting.h"
#include "protocol/streaming/messagescanner.h"

namespace Pushscope::Streaming {

/// Cut::Json and Cut::JsonArray: where one JSON text ends and the next begins.
///
/// A message is the text alone; blanks, commas and RS between them, a BOM before all, and the
/// brackets of Cut::JsonArray, belong to none. A text that is no JSON goes on to the next of these.
///
/// Spec: RFC 8259 §2, §7.
class JsonTextScanner final : public MessageScanner
{
public:
    explicit JsonTextScanner(bool isArray)
        : m_isArray(isArray)
    {
    }

    [[nodiscard]] std::optional<Found> next(const OctetWindow &window) override;
    [[nodiscard]] std::optional<Found> finish() override;

private:
    [[nodiscard]] bool isSeparator(char octet) const;
    void takeBetween(char octet);
    /// What is open is the BOM that the stream begins with.
    [[nodiscard]] bool isBom(const OctetWindow &window) const;

    bool m_isArray;
    bool m_isInArray = false; ///< Between the brackets that are not part of a message.
    bool m_isBare = false; ///< The open text is a number, a literal or nothing known.
    JsonNesting m_nesting;
};

} // namespace Pushscope::Streaming
