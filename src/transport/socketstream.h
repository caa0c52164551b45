// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "transport/octetchannel.h"
#include "transport/connector.h"
#include "transport/network.h"
#include "transport/networkcore.h"
#include "transport/tlscontext.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <deque>
#include <memory>
#include <vector>

namespace Pushscope {

/// A TCP connection, with TLS where asked for, on a descriptor of its own.
///
/// What happens inside a call to the stream (an octet taken, an end) is kept and told from the
/// event loop, or right after the listener returns where the call came from a listener's
/// function. Destroying an open stream closes the descriptor and tells nobody.
class SocketStream final : public QObject, public Stream
{
public:
    /// Reads per turn of the event loop, so that one flood does not starve the others.
    static constexpr int ReadsPerTurn = 16;
    /// What the kernel takes beyond what it can send. Left alone it takes 4 MiB, so that octets
    /// would count as sent long before they are, and a peer that does not read would be noticed
    /// late. Measured: no slower over loopback.
    static constexpr int MaxUnsentOctets = 128 * 1024;
    /// Bounds the TLS handshake of an accepted connection, as clients bound theirs.
    static constexpr std::chrono::milliseconds HandshakeTimeout{ 30'000 };

    SocketStream(std::shared_ptr<NetworkCore> core, Role role);
    ~SocketStream() override;

    void startConnecting(StreamListener *listener, const ConnectTarget &target);
    /// @p tls: nullptr without TLS.
    void startAccepted(StreamListener *listener, Descriptor socket, TlsContext tls);

    void write(QByteArray octets) override;
    [[nodiscard]] qint64 pendingOctets() const override { return m_queuedOctets; }
    void setReadingPaused(bool isPaused) override;
    void shutdownWriting() override;
    void close(int graceMs) override;
    void abort() override;

private:
    enum class Phase : quint8 { Connecting, Handshaking, Open, Over };
    enum class Finish : quint8 { No, Wanted, Done }; ///< Our FIN.
    struct Written {
        qint64 count = 0;
        qint64 t = 0;
    };

    void haveSocket(Descriptor socket);
    void watch();
    /// The channel to the target, over the socket or what a proxy made of it.
    void makeChannel();
    void handshake();
    void opened();
    void timedOut();

    void readable();
    void writable();
    void hungUp();
    void readOctets();
    void flush();
    void finishWriting();
    void writingFailed();
    void peerFinished(qint64 t);
    void updateNotifiers();
    void readLater();
    [[nodiscard]] bool holdsMore() const;

    void failed(const Fault &fault);
    void endAttempt(const Error &error, EndedHow how, std::optional<Role> by);
    void finished();
    void reset();
    void end(EndFacts facts);
    void dropSocket();
    [[nodiscard]] qint64 now() const { return m_core->clock.monotonicNs(); }
    [[nodiscard]] Error withPlace(Error error) const;

    void wake();
    /// Both false once streamEnded() was told: the stream may be gone.
    bool tell();
    template <typename Function> bool call(Function function);

    std::shared_ptr<NetworkCore> m_core;
    const Role m_role;
    StreamListener *m_listener = nullptr;
    ConnectTarget m_target; ///< Clients only.
    TlsContext m_tls;       ///< nullptr without TLS.
    qint64 m_tlsStart = -1;
    Phase m_phase = Phase::Connecting;
    bool m_isAtTarget = false; ///< No proxy is asked any more.
    OpenFacts m_openFacts;
    QByteArray m_remoteAddress; ///< Kept: a socket that was reset does not know it any more.

    std::unique_ptr<Connector> m_connector;
    Descriptor m_socket;
    std::unique_ptr<OctetChannel> m_channel;
    std::unique_ptr<QSocketNotifier> m_readNotifier;
    std::unique_ptr<QSocketNotifier> m_writeNotifier;
    std::unique_ptr<QSocketNotifier> m_hangUpNotifier;
    QTimer m_timer; ///< Bounds opening, later closing.

    std::deque<QByteArray> m_queue;
    qint64 m_queuedOctets = 0;
    qint64 m_headOffset = 0; ///< Octets of m_queue.front() that the kernel has.
    Finish m_finish = Finish::No;
    bool m_isReadingPaused = false;
    bool m_isReadPosted = false;
    bool m_isClosing = false;
    bool m_isPeerFinished = false;
    std::optional<Fault> m_writeFault; ///< What the peer sent before it is still to be read.
    std::optional<Role> m_firstToFinish;

    std::vector<Written> m_written; ///< Not told yet.
    std::vector<Written> m_beingTold;
    std::optional<EndFacts> m_end; ///< Not told yet.
    bool m_isWakePosted = false;
    bool m_isCalling = false; ///< Inside a function of the listener.
};

template <typename Function> bool SocketStream::call(Function function)
{
    m_isCalling = true;
    function();
    m_isCalling = false;
    return tell();
}

} // namespace Pushscope
