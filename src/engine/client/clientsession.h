// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"
#include "engine/api/livestatus.h"
#include "engine/client/deliverymeter.h"
#include "engine/client/stopwatcher.h"
#include "engine/engineloop.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace Pushscope {

/// A client of one endpoint over all its connections: what the techniques' clients share.
///
/// Threads: on the thread of its loop.
class ClientSession
{
public:
    struct Callbacks {
        std::function<void()> changed; ///< status() is another.
        std::function<void(const SessionOutcome &)> ended; ///< Over, and will not come back.
    };
    struct Setup {
        quint32 session = 0;
        quint32 stream = 0;
        ClientOptions options;
        Callbacks callbacks;
        QByteArray note; ///< Recorded after session.start; empty for none.
    };

    ClientSession(EngineLoop &loop, const Setup &setup);
    ClientSession(const ClientSession &) = delete;
    ClientSession &operator=(const ClientSession &) = delete;
    virtual ~ClientSession();

    /// Begins to connect; also again, after it ended.
    void start();
    virtual void send(const OutgoingMessage &message, Cause cause);
    /// Ends cleanly, as the user asked; asked again, without waiting for the peer's farewell.
    void disconnect();
    /// Ends at once, without a farewell.
    void abandon();
    /// Connects again at once, whatever it is doing.
    void reconnect();
    [[nodiscard]] SessionStatus status() const;
    /// It was told to end, or has what it was asked for.
    [[nodiscard]] bool isLeaving() const { return m_isLeaving; }

protected:
    /// Makes the first connection of a run.
    virtual void begin() = 0;
    /// Ends cleanly; finish() follows, at once or when the peer has answered.
    virtual void leave() = 0;
    /// Gives everything up at once, without a word; finish() follows.
    virtual void drop() = 0;
    /// Adds what only the technique knows.
    virtual void fillStatus(SessionStatus &status) const;
    /// Adds what its connections carried.
    virtual void fillTraffic(SessionStatus &status) const = 0;

    [[nodiscard]] EngineLoop &loop() { return m_loop; }
    [[nodiscard]] const ClientOptions &options() const { return m_setup.options; }
    [[nodiscard]] ClientOptions &options() { return m_setup.options; }
    [[nodiscard]] quint32 id() const { return m_setup.session; }
    [[nodiscard]] quint32 stream() const { return m_setup.stream; }
    [[nodiscard]] const Setup &setup() const { return m_setup; }

    /// A message from the server; leaves where that was the last one asked for.
    void messageArrived(QByteArrayView content, qint64 wireOctets);
    void messageSent(qint64 wireOctets);
    [[nodiscard]] StopWatcher &stopWatcher() { return m_stopWatcher; }
    /// Leaves where the conditions are met.
    void checkStop();

    /// Leaving without a farewell.
    [[nodiscard]] bool isDropping() const { return m_isDropping; }
    [[nodiscard]] bool isOver() const { return m_isOver; }
    void setTechnique(Technique technique) { m_status.technique = technique; }
    /// With which the newest connection ended; gone once another is open.
    void setCloseCode(int code) { m_status.closeCode = code; }
    void setState(SessionState state);
    [[nodiscard]] SessionState state() const { return m_status.state; }
    void changed();

    /// Adds a record of this session that belongs to no connection.
    void addRecord(RecordKind kind, QByteArray detail, qint32 code = Record::NoCode);
    void addError(const Error &error);
    /// @param concluded as what the session goes on from here.
    void addNote(QByteArrayView text, std::optional<Technique> concluded = {});
    /// A `state` record: the object a page would hold goes to @p now; @p fires empty: nothing.
    void addState(QByteArrayView now, int readyState, QByteArrayView fires,
                  quint32 connection = 0);

    /// The run is over. @p error where it did not do what was asked.
    void finish(const std::optional<Error> &error);
    /// Whether the end of the endpoint now is what was asked for; else the error of an early end.
    [[nodiscard]] std::optional<Error> endOfEndpoint() const;

    /// Connects again after @p delay; records `reconnect`.
    void scheduleReconnect(std::chrono::milliseconds delay, const QByteArray &lastEventId);
    /// 1 s doubling to 30 s, with jitter, by the attempts so far.
    [[nodiscard]] std::chrono::milliseconds backOff() const;
    void resetAttempts() { m_status.reconnectAttempt = 0; }
    void cancelReconnect() { m_reconnectTimer.reset(); }

private:
    void addSessionStart();
    void over();
    void updateRate(SessionStatus &status) const;

    EngineLoop &m_loop;
    Setup m_setup;
    StopWatcher m_stopWatcher;
    SessionStatus m_status;
    QByteArray m_pageState; ///< Last `now` of a state record.
    std::unique_ptr<Timer> m_durationTimer;
    std::unique_ptr<Timer> m_reconnectTimer;
    qint64 m_reconnectAt = 0; ///< ns of the capture.
    bool m_isStarted = false;
    bool m_isLeaving = false;
    bool m_isDropping = false;
    bool m_isRestarting = false; ///< Starts again once it is over.
    bool m_isOver = false;
    SessionOutcome m_outcome; ///< Once it is over.
    struct RateSample {
        qint64 t;
        qint64 count;
    };
    DeliveryMeter m_deliveryMeter;
    mutable std::deque<RateSample> m_rateSamples; ///< Of the last seconds; one per status().
    std::shared_ptr<bool> m_isAlive; ///< Gone with this; posted functions look at it.
};

/// `options` of session.start: enough to run it again, secrets masked.
[[nodiscard]] QByteArray optionsJson(const ClientOptions &options);

/// The client for @p setup.options.technique.
[[nodiscard]] std::unique_ptr<ClientSession> makeClientSession(EngineLoop &loop,
                                                               const ClientSession::Setup &setup);

} // namespace Pushscope
