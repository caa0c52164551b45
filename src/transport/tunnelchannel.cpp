// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/tunnelchannel.h"

namespace Pushscope {

using Outcome = Transfer::Outcome;

TunnelHandshake::~TunnelHandshake() = default;

TunnelChannel::TunnelChannel(int descriptor, std::shared_ptr<TunnelHandshake> handshake)
    : m_plain(descriptor)
    , m_handshake(std::move(handshake))
{
}

Transfer TunnelChannel::open()
{
    for (int octets = 0; octets < OctetsPerTurn; ++octets) {
        m_output += m_handshake->takeOutput();
        if (const auto failure = m_handshake->failure())
            return fail(EndedHow::NeverConnected, true, *failure);
        if (const Transfer written = writeOutput(); written.outcome != Outcome::Moved)
            return written;
        if (m_handshake->isDone())
            return { Outcome::Moved, 0 };
        if (const Transfer read = readAnswer(); read.outcome != Outcome::Moved)
            return read;
    }
    // More may lie in the kernel, of which the event loop tells again.
    return { Outcome::Later, 0 };
}

Transfer TunnelChannel::writeOutput()
{
    while (!m_output.isEmpty()) {
        const Transfer transfer = m_plain.write(m_output);
        if (transfer.outcome == Outcome::Failed)
            return fail(m_plain.fault().how, m_plain.fault().isByPeer, m_plain.fault().error);
        if (transfer.outcome != Outcome::Moved)
            return transfer;
        m_output.remove(0, transfer.count);
    }
    return { Outcome::Moved, 0 };
}

Transfer TunnelChannel::readAnswer()
{
    // One at a time: what follows the answer is not ours to read. It is some hundred octets, once.
    char octet = 0;
    const Transfer transfer = m_plain.read({ &octet, 1 });
    if (transfer.outcome == Outcome::Moved)
        m_handshake->feed({ &octet, 1 });
    if (transfer.outcome == Outcome::PeerFinished)
        return fail(EndedHow::Fin, true, { ErrorCode::ClosedEarly, ErrorSite::Proxy, {} });
    if (transfer.outcome == Outcome::Failed)
        return fail(m_plain.fault().how, m_plain.fault().isByPeer, m_plain.fault().error);
    return transfer;
}

Transfer TunnelChannel::read(std::span<char>)
{
    return { Outcome::Later, 0 };
}

Transfer TunnelChannel::write(QByteArrayView)
{
    return { Outcome::Later, 0 };
}

Transfer TunnelChannel::finishWriting()
{
    return { Outcome::Later, 0 };
}

Transfer TunnelChannel::fail(EndedHow how, bool isByPeer, const Error &error)
{
    m_fault = { how, isByPeer, error };
    m_fault.error.where = ErrorSite::Proxy;
    return { Outcome::Failed, 0 };
}

} // namespace Pushscope
