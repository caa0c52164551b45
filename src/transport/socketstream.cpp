// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/socketstream.h"

#include "transport/systemerror.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

using Outcome = Transfer::Outcome;

SocketStream::SocketStream(std::shared_ptr<NetworkCore> core, Role role)
    : m_core(std::move(core))
    , m_role(role)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { timedOut(); });
}

SocketStream::~SocketStream()
{
    dropSocket();
}

// Reading

void SocketStream::setReadingPaused(bool isPaused)
{
    if (m_isReadingPaused == isPaused)
        return;
    m_isReadingPaused = isPaused;
    updateNotifiers();
    if (!isPaused && m_channel && m_channel->holdsOctets())
        readLater();
}

void SocketStream::readable()
{
    if (m_phase == Phase::Handshaking)
        handshake();
    else
        readOctets();
}

void SocketStream::readLater()
{
    if (std::exchange(m_isReadPosted, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isReadPosted = false;
            readOctets();
        },
        Qt::QueuedConnection);
}

void SocketStream::readOctets()
{
    for (int reads = 0; reads < ReadsPerTurn; ++reads) {
        if (m_phase != Phase::Open || m_isReadingPaused || m_isPeerFinished)
            return;
        std::vector<char> &buffer = m_core->readBuffer;
        const Transfer transfer = m_channel->read(buffer);
        const qint64 t = now();
        if (transfer.outcome == Outcome::PeerFinished)
            return peerFinished(t);
        if (transfer.outcome == Outcome::Failed)
            return failed(m_channel->fault());
        if (transfer.outcome == Outcome::Later)
            return updateNotifiers();
        const QByteArrayView octets(buffer.data(), transfer.count);
        if (!call([&] { m_listener->streamReceived(octets, t); }))
            return;
        // Not worth asking the kernel again to hear that it has no more.
        if (transfer.count < qint64(NetworkCore::ReadOctets) && !holdsMore())
            return;
    }
    readLater();
}

bool SocketStream::holdsMore() const
{
    return m_channel && m_channel->holdsOctets();
}

void SocketStream::peerFinished(qint64 t)
{
    m_isPeerFinished = true;
    if (m_writeFault)
        return failed(*m_writeFault); // Its reset, of which the write took the error away.
    if (!m_firstToFinish)
        m_firstToFinish = peerOf(m_role);
    if (m_finish == Finish::Done)
        return finished();
    updateNotifiers();
    call([&] { m_listener->streamPeerFinished(t); });
}

// Writing

void SocketStream::write(QByteArray octets)
{
    if (m_phase == Phase::Over || m_finish != Finish::No || m_writeFault || octets.isEmpty())
        return;
    m_queuedOctets += octets.size();
    m_queue.push_back(std::move(octets));
    if (m_phase == Phase::Open && m_queue.size() == 1)
        flush();
}

void SocketStream::shutdownWriting()
{
    if (m_phase == Phase::Over || m_finish != Finish::No)
        return;
    m_finish = Finish::Wanted;
    if (m_phase == Phase::Open)
        flush();
}

void SocketStream::writable()
{
    if (m_phase == Phase::Handshaking)
        handshake();
    else
        flush();
}

void SocketStream::flush()
{
    while (!m_queue.empty() && !m_writeFault) {
        const QByteArrayView rest = QByteArrayView(m_queue.front()).sliced(m_headOffset);
        // Before, for the peer may have read it when the call returns.
        const qint64 t = now();
        const Transfer transfer = m_channel->write(rest);
        if (transfer.outcome == Outcome::Failed)
            return writingFailed();
        if (transfer.outcome != Outcome::Moved)
            break;
        m_written.push_back({ transfer.count, t });
        m_queuedOctets -= transfer.count;
        m_headOffset += transfer.count;
        if (m_headOffset == m_queue.front().size()) {
            m_queue.pop_front();
            m_headOffset = 0;
        }
    }
    if (!m_written.empty())
        wake();
    if (m_queue.empty() && m_finish == Finish::Wanted)
        finishWriting();
    else
        updateNotifiers();
}

void SocketStream::finishWriting()
{
    if (!m_firstToFinish)
        m_firstToFinish = hasPeerFinishedFirst(m_socket.number()) ? peerOf(m_role) : m_role;
    const Transfer transfer = m_channel->finishWriting();
    if (transfer.outcome == Outcome::Failed)
        return writingFailed();
    if (transfer.outcome == Outcome::Moved)
        m_finish = Finish::Done;
    updateNotifiers();
    if (m_finish == Finish::Done && m_isPeerFinished)
        finished();
}

void SocketStream::writingFailed()
{
    m_writeFault = m_channel->fault();
    m_queue.clear();
    m_queuedOctets = 0;
    if (!m_written.empty())
        wake();
    // What the peer sent before it reset lies in the kernel still, and comes before the end.
    if (m_isPeerFinished)
        failed(*m_writeFault);
    else
        updateNotifiers();
}

void SocketStream::updateNotifiers()
{
    if (!m_readNotifier)
        return;
    const bool isOpen = m_phase == Phase::Open;
    const bool wantsToWrite = m_channel->wantsToWrite();
    m_readNotifier->setEnabled(isOpen ? !m_isReadingPaused && !m_isPeerFinished : !wantsToWrite);
    const bool hasToWrite = !m_queue.empty() || m_finish == Finish::Wanted;
    m_writeNotifier->setEnabled(!m_writeFault && (wantsToWrite || (isOpen && hasToWrite)));
    m_hangUpNotifier->setEnabled(m_isPeerFinished);
}

// Telling

void SocketStream::wake()
{
    if (m_isCalling || std::exchange(m_isWakePosted, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isWakePosted = false;
            tell();
        },
        Qt::QueuedConnection);
}

bool SocketStream::tell()
{
    if (m_isCalling)
        return true;
    // Only what is here now: who writes from streamWritten() must not keep us for ever.
    m_beingTold.swap(m_written);
    m_isCalling = true;
    for (const Written &written : m_beingTold)
        m_listener->streamWritten(written.count, written.t);
    m_isCalling = false;
    m_beingTold.clear();
    if (!m_written.empty()) {
        wake();
        return true;
    }
    if (!m_end)
        return true;
    const EndFacts facts = *std::exchange(m_end, std::nullopt);
    m_listener->streamEnded(facts); // The stream may be gone after this.
    return false;
}

} // namespace Pushscope
