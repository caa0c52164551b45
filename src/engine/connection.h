// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/connectiontranscript.h"
#include "capture/technique.h"
#include "engine/engineloop.h"
#include "transport/stream.h"

#include <QByteArray>

#include <deque>
#include <memory>
#include <optional>

namespace Pushscope {

class Connection;

/// Is told how a connection fares; what was said on it comes by TranscriptListener.
class ConnectionObserver
{
public:
    ConnectionObserver() = default;
    ConnectionObserver(const ConnectionObserver &) = delete;
    ConnectionObserver &operator=(const ConnectionObserver &) = delete;
    virtual ~ConnectionObserver() = default;

    virtual void connectionOpened(Connection &connection, const OpenFacts &facts) = 0;
    /// The peer sent FIN; we may still write. Nothing more is received.
    virtual void connectionPeerFinished(Connection &connection) = 0;
    /// The kernel took what send() was given so far.
    virtual void connectionDrained(Connection &connection);
    /// It is over, and what was cut off is recorded. Records that have to stand before conn.close
    /// are added here; the connection is destroyed by its owner after, by EngineLoop::bury().
    virtual void connectionEnded(Connection &connection, const TransportEnd &end) = 0;
};

/// One connection of an engine: its stream, what is recorded of it, and what waits to be sent.
///
/// Threads: on the thread of its loop.
class Connection final : public StreamListener
{
public:
    /// Octets that may wait for a peer that does not read, of what it made us say: as much as a
    /// mock keeps for a client.
    static constexpr qint64 MaxUnreadAnswers = 1024 * 1024;

    struct Setup {
        quint32 session = 0;
        quint32 stream = 0;
        Role self = Role::Client;
        TranscriptOptions options;
        TranscriptListener *listener = nullptr; ///< Outlives the connection.
        ConnectionObserver *observer = nullptr; ///< Outlives the connection.
    };

    Connection(EngineLoop &loop, const Setup &setup);
    ~Connection() override;

    /// Begins to connect, after conn.attempt with @p url and @p technique.
    void connectTo(const ConnectTarget &target, const QByteArray &url, Technique technique);
    /// Takes over an accepted stream.
    void adopt(std::unique_ptr<Stream> stream);

    /// No effect after shutdownWriting() and close().
    void send(QByteArray octets, Cause cause);
    /// The same of what goes out by itself because of what came (pongs, echoes): nothing more is
    /// read while more than MaxUnreadAnswers wait, until all of it is taken.
    void answer(QByteArray octets, Cause cause);
    /// Octets sent and not yet taken by the kernel.
    [[nodiscard]] qint64 pendingOctets() const;
    /// A server's own brake on one peer; nothing is read while held or paused.
    void setReadingPaused(bool isPaused);
    /// The recording's brake, by EngineLoop.
    void setHeld(bool isHeld);
    void shutdownWriting();
    void close(int graceMs);
    void abort();

    /// The connection ended for this reason, which the transport cannot know (a time-out of ours,
    /// a limit): conn.close and whoever asks will say so.
    void setFailure(const Error &error);
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

    [[nodiscard]] quint32 id() const { return m_id; }
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] bool isEnded() const { return m_isEnded; }
    [[nodiscard]] ConnectionTranscript &transcript() { return m_transcript; }
    /// A record of this connection with the time of now; add it with addRecord().
    [[nodiscard]] Record makeRecord(RecordKind kind);
    void addRecord(Record &&record);
    /// An `error` record about this connection.
    void addError(const Error &error);

    // StreamListener
    void streamOpened(const OpenFacts &facts) override;
    void streamReceived(QByteArrayView octets, qint64 t) override;
    void streamWritten(qint64 count, qint64 t) override;
    void streamPeerFinished(qint64 t) override;
    void streamEnded(const EndFacts &facts) override;

private:
    [[nodiscard]] Role peer() const { return peerOf(m_self); }
    void applyBrakes();
    void addClose(const TransportEnd &end, const QList<ConnectAttempt> &attempts, qint64 t);

    EngineLoop &m_loop;
    Role m_self;
    ConnectionObserver *m_observer;
    quint32 m_id;
    ConnectionTranscript m_transcript;
    std::unique_ptr<Stream> m_stream;
    std::deque<QByteArray> m_unconfirmed; ///< Handed to the stream, not yet in the kernel.
    qsizetype m_confirmedOfFirst = 0;
    std::optional<Error> m_failure;
    bool m_isPeerFinished = false;
    bool m_isWritingFinished = false;
    bool m_isReadingPaused = false;
    bool m_isHeld = false;
    bool m_isUnread = false; ///< See answer().
    bool m_isOpen = false;
    bool m_isEnded = false;
};

} // namespace Pushscope
