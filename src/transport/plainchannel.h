// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "transport/octetchannel.h"

namespace Pushscope {

/// A channel that adds nothing to TCP.
class PlainChannel final : public OctetChannel
{
public:
    /// @p descriptor is connected, non-blocking, and the owner's.
    explicit PlainChannel(int descriptor);

    [[nodiscard]] Transfer open() override;
    [[nodiscard]] Transfer read(std::span<char> buffer) override;
    [[nodiscard]] Transfer write(QByteArrayView octets) override;
    [[nodiscard]] Transfer finishWriting() override;
    [[nodiscard]] bool wantsToWrite() const override { return false; }
    [[nodiscard]] bool holdsOctets() const override { return false; }
    [[nodiscard]] const Fault &fault() const override { return m_fault; }
    [[nodiscard]] std::optional<TlsFacts> tlsFacts() const override { return std::nullopt; }

private:
    [[nodiscard]] Transfer failed(int number);

    int m_descriptor;
    Fault m_fault;
};

} // namespace Pushscope
