// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/scriptedstream.h"

namespace Pushscope {

ScriptedPeer::ScriptedPeer(ScriptedNetwork *network, Role streamRole, const ConnectTarget &target)
    : m_network(network)
    , m_role(streamRole)
    , m_target(target)
{
}

void ScriptedPeer::accept()
{
    OpenFacts facts;
    facts.local = "127.0.0.1:50000";
    facts.remote = m_target.host.toUtf8() + ':' + QByteArray::number(m_target.port);
    facts.dnsNs = 1'000'000;
    facts.connectNs = 2'000'000;
    if (m_target.tls.isUsed) {
        facts.tlsNs = 3'000'000;
        facts.tls = TlsFacts{
            "TLSv1.3", "TLS_AES_256_GCM_SHA384", m_target.tls.alpn.value(0), {}, {}, {}, true, {}
        };
    }
    accept(std::move(facts));
}

void ScriptedPeer::accept(OpenFacts facts)
{
    openLater(std::move(facts));
    m_network->settle();
}

void ScriptedPeer::refuse(const Error &error, EndedHow how)
{
    end({ std::nullopt, how, error, 0 });
}

void ScriptedPeer::send(const QByteArray &octets)
{
    m_arrivals.push_back({ Arrival::What::Octets, octets, {} });
    m_network->settle();
}

void ScriptedPeer::finish()
{
    m_arrivals.push_back({ Arrival::What::Fin, {}, {} });
    m_network->settle();
}

void ScriptedPeer::reset()
{
    const Error error{ ErrorCode::Reset, ErrorSite::Tcp, {} };
    end({ peerOf(m_role), EndedHow::Reset, error, 0 });
}

void ScriptedPeer::end(const EndFacts &facts)
{
    m_arrivals.push_back({ Arrival::What::End, {}, facts });
    m_network->settle();
}

void ScriptedPeer::confirm(qint64 count)
{
    count = std::min(count, m_unconfirmed);
    m_unconfirmed -= count;
    m_toTell += count;
    m_network->settle();
}

void ScriptedPeer::openLater(OpenFacts facts)
{
    facts.t = m_network->nowNs();
    m_opening = std::move(facts);
}

bool ScriptedPeer::step()
{
    if (m_state == State::Over || !m_listener)
        return false;
    if (!m_stream) {
        m_state = State::Over; // Destroyed: nobody is to be told.
        m_grace.reset();
        return true;
    }
    if (m_isAborted) {
        tellEnd({ m_firstToFinish.value_or(m_role),
                  m_state == State::Connecting                     ? EndedHow::NeverConnected
                      : m_firstToFinish.value_or(m_role) == m_role ? EndedHow::Reset
                                                                   : EndedHow::Fin,
                  std::nullopt, 0 });
        return true;
    }
    if (m_opening) {
        const OpenFacts facts = *std::exchange(m_opening, std::nullopt);
        m_state = State::Open;
        m_listener->streamOpened(facts);
        return true;
    }
    return stepWritten() || stepArrival();
}

bool ScriptedPeer::stepWritten()
{
    if (m_state != State::Open)
        return false;
    if (m_isAutoConfirming)
        m_toTell += std::exchange(m_unconfirmed, 0);
    if (m_toTell > 0) {
        m_listener->streamWritten(std::exchange(m_toTell, 0), m_network->nowNs());
        return true;
    }
    if (!m_isWritingFinished || m_unconfirmed > 0)
        return false;
    if (!m_firstToFinish)
        m_firstToFinish = m_role;
    if (m_isPeerFinished || (m_isClosing && m_isAnsweringClose && m_arrivals.empty())) {
        tellEnd({ m_firstToFinish, EndedHow::Fin, std::nullopt, 0 });
        return true;
    }
    return false;
}

bool ScriptedPeer::stepArrival()
{
    if (m_arrivals.empty() || m_isReadingPaused)
        return false;
    if (m_state == State::Connecting && m_arrivals.front().what != Arrival::What::End)
        return false;
    const Arrival arrival = std::move(m_arrivals.front());
    m_arrivals.pop_front();
    switch (arrival.what) {
    case Arrival::What::Octets:
        m_listener->streamReceived(arrival.octets, m_network->nowNs());
        break;
    case Arrival::What::Fin:
        m_isPeerFinished = true;
        if (!m_firstToFinish)
            m_firstToFinish = peerOf(m_role);
        if (!m_isWritingFinished || m_unconfirmed > 0)
            m_listener->streamPeerFinished(m_network->nowNs());
        break; // Where both have finished the next step tells the end.
    case Arrival::What::End:
        tellEnd(arrival.facts);
        break;
    }
    return true;
}

void ScriptedPeer::tellEnd(EndFacts facts)
{
    m_state = State::Over;
    m_grace.reset();
    m_unconfirmed = 0;
    facts.t = m_network->nowNs();
    m_listener->streamEnded(facts);
}

void ScriptedPeer::closeFromStream(int graceMs)
{
    if (m_state == State::Over || std::exchange(m_isClosing, true))
        return;
    if (m_state == State::Connecting && m_unconfirmed == 0) {
        m_isAborted = true;
        return;
    }
    m_isWritingFinished = true;
    m_grace = m_network->startTimer(std::chrono::milliseconds(graceMs), [this] {
        if (m_state == State::Open && m_unconfirmed == 0)
            tellEnd({ m_firstToFinish.value_or(m_role), EndedHow::Fin, std::nullopt, 0 });
        else if (m_state != State::Over)
            m_isAborted = true;
    });
}

void ScriptedPeer::abortFromStream()
{
    if (m_state != State::Over)
        m_isAborted = true;
}

ScriptedStream::ScriptedStream(std::shared_ptr<ScriptedPeer> peer)
    : m_peer(std::move(peer))
{
    m_peer->m_stream = this;
}

ScriptedStream::~ScriptedStream()
{
    m_peer->m_stream = nullptr;
}

void ScriptedStream::write(QByteArray octets)
{
    if (m_peer->m_state == ScriptedPeer::State::Over || m_peer->m_isWritingFinished
        || m_peer->m_isAborted)
        return;
    m_peer->m_written += octets;
    m_peer->m_unconfirmed += octets.size();
}

qint64 ScriptedStream::pendingOctets() const
{
    return m_peer->m_unconfirmed;
}

void ScriptedStream::setReadingPaused(bool isPaused)
{
    m_peer->m_isReadingPaused = isPaused;
}

void ScriptedStream::shutdownWriting()
{
    if (m_peer->m_state != ScriptedPeer::State::Over)
        m_peer->m_isWritingFinished = true;
}

void ScriptedStream::close(int graceMs)
{
    m_peer->closeFromStream(graceMs);
}

void ScriptedStream::abort()
{
    m_peer->abortFromStream();
}

} // namespace Pushscope
