// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/manualclock.h"
#include "transport/network.h"

#include <deque>
#include <map>
#include <utility>
#include <vector>

namespace Pushscope {

class ScriptedNetwork;
class ScriptedStream;

/// The other end of a connection of a ScriptedNetwork, played by a test.
///
/// Every function ends with ScriptedNetwork::settle(), so that what it caused was told when it
/// returns. It outlives the stream.
class ScriptedPeer
{
public:
    ScriptedPeer(ScriptedNetwork *network, Role streamRole, const ConnectTarget &target);

    /// What the stream was asked to connect to; accepted connections have none.
    [[nodiscard]] const ConnectTarget &target() const { return m_target; }

    /// Lets the connection succeed (client streams; accepted ones are open at once).
    void accept();
    /// The same with @p facts; OpenFacts::t is the clock's.
    void accept(OpenFacts facts);
    /// Lets it fail; how is NeverConnected unless said otherwise.
    void refuse(const Error &error, EndedHow how = EndedHow::NeverConnected);

    /// One read of @p octets; waits while reading is paused.
    void send(const QByteArray &octets);
    void finish();                   ///< FIN behind what was sent.
    void reset();                    ///< RST behind what was sent.
    void end(const EndFacts &facts); ///< Anything else; EndFacts::t is the clock's.

    /// Takes @p count more octets of what was written. Only of use after
    /// setAutoConfirming(false); else everything written is taken by the next settle().
    void confirm(qint64 count);
    void setAutoConfirming(bool isOn) { m_isAutoConfirming = isOn; }
    /// Whether a stream that closes gets our FIN at once (the default).
    void setAnsweringClose(bool isOn) { m_isAnsweringClose = isOn; }

    /// All that was written and not taken out yet, confirmed or not.
    [[nodiscard]] QByteArray written() const { return m_written; }
    /// The same, and begins anew.
    QByteArray takeWritten() { return std::exchange(m_written, {}); }

    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    [[nodiscard]] bool hasEnded() const { return m_state == State::Over; }
    [[nodiscard]] bool isStreamAlive() const { return m_stream != nullptr; }
    [[nodiscard]] bool isReadingPaused() const { return m_isReadingPaused; }
    [[nodiscard]] bool isWritingFinished() const { return m_isWritingFinished; }
    [[nodiscard]] bool isClosing() const { return m_isClosing; }
    [[nodiscard]] bool isAborted() const { return m_isAborted; }

private:
    friend class ScriptedStream;
    friend class ScriptedNetwork;

    enum class State : quint8 { Connecting, Open, Over };
    struct Arrival {
        enum class What : quint8 { Octets, Fin, End } what = What::Octets;
        QByteArray octets;
        EndFacts facts;
    };

    void openLater(OpenFacts facts);
    bool step(); ///< Tells one thing; false where there is nothing to tell.
    bool stepWritten();
    bool stepArrival();
    void tellEnd(EndFacts facts);
    void closeFromStream(int graceMs);
    void abortFromStream();

    ScriptedNetwork *m_network;
    Role m_role;
    ConnectTarget m_target;
    ScriptedStream *m_stream = nullptr;
    StreamListener *m_listener = nullptr;
    State m_state = State::Connecting;
    std::optional<OpenFacts> m_opening; ///< Not told yet.
    std::deque<Arrival> m_arrivals;
    QByteArray m_written;
    qint64 m_unconfirmed = 0;
    qint64 m_toTell = 0; ///< Taken, streamWritten() still to come.
    std::optional<Role> m_firstToFinish;
    std::unique_ptr<Timer> m_grace;
    bool m_isAutoConfirming = true;
    bool m_isAnsweringClose = true;
    bool m_isReadingPaused = false;
    bool m_isWritingFinished = false;
    bool m_isPeerFinished = false;
    bool m_isClosing = false;
    bool m_isAborted = false;
};

/// A network without sockets and event loop, whose time stands still until a test moves it.
class ScriptedNetwork final : public Network
{
public:
    explicit ScriptedNetwork(ManualClock &clock);
    ~ScriptedNetwork() override;

    [[nodiscard]] std::unique_ptr<Stream> connectTo(const ConnectTarget &target,
                                                    StreamListener *listener) override;
    [[nodiscard]] Result<std::shared_ptr<Listener>>
    listen(const QString &address, quint16 port, const std::optional<ServerIdentity> &identity,
           AcceptHandler onAccept) override;
    [[nodiscard]] std::unique_ptr<Timer> startTimer(std::chrono::milliseconds delay,
                                                    std::function<void()> function) override;
    [[nodiscard]] qint64 nowNs() const override { return m_clock.monotonicNs(); }

    /// Of every connection attempted or accepted so far, oldest first.
    [[nodiscard]] const std::vector<std::shared_ptr<ScriptedPeer>> &peers() const
    {
        return m_peers;
    }
    /// Of the newest; there must be one.
    [[nodiscard]] ScriptedPeer &peer() const { return *m_peers.back(); }

    /// A client comes to the listener on @p port; nullptr where none listens, it is paused, or it
    /// did not want the connection.
    std::shared_ptr<ScriptedPeer> connectIn(quint16 port);
    /// The next listen() fails with this.
    void failNextListen(const Error &error) { m_listenError = error; }
    [[nodiscard]] QList<quint16> listeningPorts() const;
    /// What was handed to listen() on @p port.
    [[nodiscard]] std::optional<ServerIdentity> identityOn(quint16 port) const;

    /// Tells whatever is to be told and runs timers that are due, until nothing is left.
    void settle();
    /// Moves the clock, stopping at each timer due on the way.
    void advance(std::chrono::nanoseconds duration);
    /// From now until the next timer is due; nullopt where none runs.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> nextTimer() const;

private:
    friend class ScriptedListener;
    friend class ScriptedTimer;
    friend class ScriptedPeer;

    struct Pending {
        std::function<void()> function;
        class ScriptedTimer *timer = nullptr;
    };
    struct Listening {
        AcceptHandler onAccept;
        std::optional<ServerIdentity> identity;
        bool isPaused = false;
    };

    bool runOneTimer();

    ManualClock &m_clock;
    std::vector<std::shared_ptr<ScriptedPeer>> m_peers;
    std::map<quint16, Listening> m_listening;
    /// By due time, then by order of start.
    std::map<std::pair<qint64, quint64>, Pending> m_timers;
    quint64 m_timersStarted = 0;
    quint16 m_nextPort = 40'000;
    std::optional<Error> m_listenError;
    bool m_isSettling = false;
};

} // namespace Pushscope
