// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "transport/octetchannel.h"
#include "transport/plainchannel.h"
#include "transport/tunnelhandshake.h"

#include <memory>

namespace Pushscope {

/// The way through a proxy: open() is done once the proxy has led to the target, and has not taken
/// an octet of the target by then. Another channel goes on from there.
class TunnelChannel final : public OctetChannel
{
public:
    /// Octets read in one go; then others have their turn.
    static constexpr int OctetsPerTurn = 4096;

    TunnelChannel(int descriptor, std::shared_ptr<TunnelHandshake> handshake);

    [[nodiscard]] Transfer open() override;
    [[nodiscard]] Transfer read(std::span<char> buffer) override;
    [[nodiscard]] Transfer write(QByteArrayView octets) override;
    [[nodiscard]] Transfer finishWriting() override;
    [[nodiscard]] bool wantsToWrite() const override { return !m_output.isEmpty(); }
    [[nodiscard]] bool holdsOctets() const override { return false; }
    [[nodiscard]] const Fault &fault() const override { return m_fault; }
    [[nodiscard]] std::optional<TlsFacts> tlsFacts() const override { return std::nullopt; }

private:
    [[nodiscard]] Transfer writeOutput();
    [[nodiscard]] Transfer readAnswer();
    [[nodiscard]] Transfer fail(EndedHow how, bool isByPeer, const Error &error);

    PlainChannel m_plain;
    std::shared_ptr<TunnelHandshake> m_handshake;
    QByteArray m_output;
    Fault m_fault;
};

} // namespace Pushscope
