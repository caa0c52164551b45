// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "engine/api/clientoptions.h"
#include "engine/api/livestatus.h"
#include "engine/api/mockoptions.h"

#include <QObject>

#include <memory>

namespace Pushscope {

class Clock;
class RecordSink;

/// The one door to clients and mock servers for windows and command line. Owns the threads on
/// which they run; every call returns at once and is carried out there.
///
/// What happened is in the records of the sink; signals tell only what no record can say.
///
/// Threads: lives on one thread with an event loop; signals arrive there.
class Engine : public QObject
{
    Q_OBJECT

public:
    /// @p sink and @p clock outlive the engine.
    Engine(RecordSink &sink, const Clock &clock, QObject *parent = nullptr);
    /// Disconnects everything, waiting at most a second for farewells.
    ~Engine() override;

    /// Ends the signals, so that the engine can be destroyed on another thread, where its farewells
    /// hold nobody up. Nothing else can be asked of it afterwards.
    void prepareToEnd();

    /// Starts a client; the answer is the session's number in the records.
    quint32 connectClient(const ClientOptions &options);
    /// Sends on the session's open connection; no effect where it cannot (SessionStatus::canSend).
    void send(quint32 session, const OutgoingMessage &message);
    /// Ends a client cleanly (WebSocket: 1000), or stops a mock.
    void disconnectSession(quint32 session);
    /// Reconnects at once a client that waits, is open or is over.
    void reconnectSession(quint32 session);

    /// Starts a mock server; mockStarted() or mockFailed() follows.
    quint32 startMock(const MockOptions &options);
    /// Publishes to a channel of a mock: JSON if it parses, else a string.
    void publish(quint32 session, const QByteArray &channel, const QByteArray &message);
    /// Sends a client of a mock away, by MockClientStatus::client; no effect where it is gone.
    void kick(quint32 session, quint32 client, const MockKick &kick);
    /// Does a client of a mock wrong, now or with what it is sent next: @p kind is one of
    /// MockClientStatus::faults; no effect where it is none any more.
    void fault(quint32 session, quint32 client, const QByteArray &kind);

    /// The state of every session by now.
    [[nodiscard]] QList<SessionStatus> statuses() const;
    /// What the request of @p options looks like on the wire, without sending anything; the
    /// WebSocket key is a sample. Errors: BadUrl.
    [[nodiscard]] static Result<QByteArray> requestPreview(const ClientOptions &options);
    /// Whether a client or a mock can show the certificate of @p certificateFile with the key of
    /// @p keyFile (empty: of the same file); also where neither is named.
    /// Errors: TlsUntrusted with `path` and `fault`, see transport/clientcertificate.h.
    [[nodiscard]] static Result<Done> checkClientCertificate(const QString &certificateFile,
                                                             const QString &keyFile);
    /// Whether @p file names authorities that a client can trust; also where it is empty.
    /// Errors: TlsUntrusted with `path` and `fault`, see transport/authoritiesfile.h.
    [[nodiscard]] static Result<Done> checkAuthorities(const QString &file);

signals:
    /// Something in statuses() changed; at most 30 times a second.
    void statusesChanged();
    void mockStarted(quint32 session, const QUrl &url);
    void mockFailed(quint32 session, const Pushscope::Error &error);
    /// A client is over and will not come back by itself.
    void sessionEnded(quint32 session, const Pushscope::SessionOutcome &outcome);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Pushscope
