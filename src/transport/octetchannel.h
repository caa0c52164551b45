// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "transport/stream.h"

#include <QByteArrayView>

#include <span>

namespace Pushscope {

/// How one attempt to move octets over a descriptor went.
struct Transfer {
    enum class Outcome : quint8 {
        Moved,        ///< count octets, at least one.
        Later,        ///< The kernel would block.
        PeerFinished, ///< Reading only: nothing follows from the peer.
        Failed,       ///< The connection is over; OctetChannel::fault() says why.
    };

    Outcome outcome = Outcome::Later;
    qint64 count = 0;
};

/// Why a connection is over other than by FIN.
struct Fault {
    EndedHow how = EndedHow::Reset;
    bool isByPeer = false; ///< Their reset or alert; else an error between us or on our side.
    Error error;
};

/// Octets in and out of one connected descriptor: as they are, or through TLS.
class OctetChannel
{
public:
    OctetChannel() = default;
    OctetChannel(const OctetChannel &) = delete;
    OctetChannel &operator=(const OctetChannel &) = delete;
    virtual ~OctetChannel();

    /// Carries on with whatever has to precede the first octet. Moved once that is done.
    [[nodiscard]] virtual Transfer open() = 0;
    [[nodiscard]] virtual Transfer read(std::span<char> buffer) = 0;
    [[nodiscard]] virtual Transfer write(QByteArrayView octets) = 0;
    /// Says that nothing follows from us (FIN). Moved once said.
    [[nodiscard]] virtual Transfer finishWriting() = 0;
    /// True where what was asked for last waits for room to write, whatever it was.
    [[nodiscard]] virtual bool wantsToWrite() const = 0;
    /// True where octets can be read that the descriptor itself will not announce again.
    [[nodiscard]] virtual bool holdsOctets() const = 0;
    /// Only after Transfer::Outcome::Failed.
    [[nodiscard]] virtual const Fault &fault() const = 0;
    /// Once open() is done; nullopt without TLS.
    [[nodiscard]] virtual std::optional<TlsFacts> tlsFacts() const = 0;
};

} // namespace Pushscope
