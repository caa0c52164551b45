// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/role.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace Pushscope {

/// What is known of a TLS connection once its handshake is over.
struct TlsFacts {
    QByteArray version; ///< As `TLSv1.3`.
    QByteArray cipher;
    QByteArray alpn; ///< Negotiated protocol; empty where none.
    QByteArray subject; ///< Of the peer's leaf certificate, one line; a name of it where none.
    QByteArray issuer;
    QByteArray expires; ///< RFC 3339.
    bool isVerified = false;
    QList<QByteArray> errors; ///< What verification objected to, in the library's words.
};

/// One address to which a connection was tried.
struct ConnectAttempt {
    QByteArray address; ///< `address:port`, IPv6 in brackets.
    qint64 startNs = 0; ///< Since the first attempt.
    qint64 durationNs = 0;
    /// `connected`, `abandoned` (another was faster, or nobody wants it any more), or the name of
    /// an ErrorCode.
    QByteArray outcome;
    bool operator==(const ConnectAttempt &) const = default;
};

/// What is known when a connection is open: TCP, and TLS where asked for.
struct OpenFacts {
    QByteArray local; ///< `address:port`, IPv6 in brackets.
    QByteArray remote;
    qint64 t = 0; ///< Clock::monotonicNs().
    qint64 dnsNs = -1; ///< -1 where no name was looked up (or for accepted connections).
    qint64 connectNs = -1; ///< -1 for accepted connections.
    qint64 tlsNs = -1; ///< -1 without TLS.
    std::optional<TlsFacts> tls;
    QList<ConnectAttempt> attempts; ///< In the order in which they began.
};

/// How a connection came to its end; `how` of conn.close.
enum class EndedHow : quint8 { Fin, Reset, Timeout, TlsAlert, NeverConnected };

/// What is known when a connection is over.
///
/// A reset that answers the FIN of a side that has closed, or follows the peer's own FIN, is not
/// what ended the connection: how is Fin then. One that answers shutdownWriting() is.
struct EndFacts {
    /// Whose FIN or reset came first, though it may lie unread in the kernel; nullopt where an
    /// error ended it (`by`: `error`), as a certificate that we refuse.
    std::optional<Role> by;
    EndedHow how = EndedHow::Fin;
    /// Set where the attempt failed, or another than a FIN or our own abort() ended it.
    std::optional<Error> error;
    qint64 t = 0;
    QList<ConnectAttempt> attempts {}; ///< Where none of them connected.
};

/// Is told, in this order: opened, then received and written as often as it happens, then ended
/// exactly once; an attempt that fails is told ended alone. After streamEnded() nothing follows.
///
/// Threads: called on the thread of the stream's event loop, never from inside a call to the
/// stream itself. The callee may delete the stream in streamEnded() and nowhere else.
class StreamListener
{
public:
    StreamListener() = default;
    StreamListener(const StreamListener &) = delete;
    StreamListener &operator=(const StreamListener &) = delete;
    virtual ~StreamListener();

    virtual void streamOpened(const OpenFacts &facts) = 0;
    /// @p octets of one read (inside TLS), valid during the call. @p t when the read returned.
    virtual void streamReceived(QByteArrayView octets, qint64 t) = 0;
    /// The kernel took @p count more of the octets handed to write() (for TLS: everything
    /// written so far, once its records left). @p t when it was about to, so that no peer can have
    /// received them before.
    virtual void streamWritten(qint64 count, qint64 t) = 0;
    /// The peer's FIN arrived; octets may still be written, and the connection ends once close()
    /// or shutdownWriting() ends our side too. Not told where that was done before, or where the
    /// platform cannot keep writing: streamEnded() follows then.
    virtual void streamPeerFinished(qint64 t) = 0;
    virtual void streamEnded(const EndFacts &facts) = 0;
};

/// One connection, whatever carries it. All that protocols' drivers see of the network.
class Stream
{
public:
    Stream() = default;
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;
    virtual ~Stream();

    /// Queues @p octets behind what was written before, which may be before the connection is
    /// open. No effect after shutdownWriting(), close(), abort() or end.
    virtual void write(QByteArray octets) = 0;
    /// Octets handed to write() that the kernel has not taken yet.
    [[nodiscard]] virtual qint64 pendingOctets() const = 0;
    /// While paused nothing is read, so that TCP's own window holds the peer up.
    virtual void setReadingPaused(bool isPaused) = 0;
    /// Sends FIN after what was written; reading goes on until the peer's FIN.
    virtual void shutdownWriting() = 0;
    /// Ends both directions after what was written, at the latest after @p graceMs; what the peer
    /// sends meanwhile is still told. Resets where not all that was written could be sent by then.
    virtual void close(int graceMs) = 0;
    /// Ends at once with a reset (RST); what was written but not sent is lost.
    virtual void abort() = 0;
};

} // namespace Pushscope
