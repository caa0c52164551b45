// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/streaming/messagescanner.h"

namespace Pushscope::Streaming {

/// The cuts by a length before each message.
class LengthScanner final : public MessageScanner
{
public:
    /// Digits of a decimal length that 63 bits hold for sure.
    static constexpr int MaxDigits = 18;
    /// Octets of a base 128 length that 63 bits hold for sure; Protocol Buffers' own messages end
    /// at 2 GiB, which takes 5.
    static constexpr int MaxVarintOctets = 9;

    /// @param maxMessage announced lengths above it are TooLarge, whatever comes of them.
    LengthScanner(Cut cut, qint64 maxMessage)
        : m_cut(cut)
        , m_maxMessage(maxMessage)
    {
    }

    [[nodiscard]] std::optional<Found> next(const OctetWindow &window) override;
    [[nodiscard]] std::optional<Found> finish() override;

private:
    enum class State {
        Length,
        Message,
        BadLine, ///< Of LengthLine, what should be a length and is none, up to its LF.
        Lost, ///< No way to find the next length.
    };

    void takeLengthOctet(char octet);
    void takeFixed(uchar octet);
    void takeDigit(char octet);
    void takeVarint(uchar octet);
    void beginMessage();
    [[nodiscard]] Found endMessage(qint64 end);

    Cut m_cut;
    qint64 m_maxMessage;
    State m_state = State::Length;
    int m_lengthOctets = 0; ///< Of the length, so far.
    bool m_hasCr = false; ///< Of LengthLine, behind the digits.
    qint64 m_length = 0;
    qint64 m_end = 0; ///< Of the message at hand.
    ViolationSet m_violations;
};

} // namespace Pushscope::Streaming
