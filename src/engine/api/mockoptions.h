// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace Pushscope {

struct Scenario;

/// What of the mock's traffic is recorded (contract `--record`).
enum class MockRecording : quint8 { All, Heads, None };

/// TLS for the mock: files, or a certificate of its own where they are empty.
struct MockTls {
    bool isUsed = false;
    QString certificateFile;
    QString keyFile;
};

/// How the mock server listens. The defaults are the contract's: loopback only.
struct MockOptions {
    quint16 port = 8080; ///< 0: any free one.
    QList<QString> addresses { QStringLiteral("127.0.0.1"), QStringLiteral("::1") };
    MockTls tls;
    MockRecording recording = MockRecording::All;
    /// What it does, by engine/api/scenarios.h; nullptr: the paths of the contract.
    std::shared_ptr<const Scenario> scenario;
};

/// A client that an endpoint of a running mock serves by now, for lists.
struct MockClientStatus {
    quint32 client = 0; ///< Its `stream` in records, whatever carries it; for Engine::kick().
    quint32 connection = 0; ///< As in records; of one that goes over several, the last.
    QByteArray address; ///< `address:port`, IPv6 in brackets.
    qint64 since = 0; ///< When its request or handshake was taken up; ns of the capture.
    qint64 octetsReceived = 0; ///< On the wire, by its whole connection; so the next.
    qint64 octetsSent = 0;
    bool isWebSocket = false;
    QList<QByteArray> faults; ///< What can be done wrong to it now: kinds for Engine::fault().
    bool operator==(const MockClientStatus &) const = default;
};

/// How a client is sent away by hand.
struct MockKick {
    enum class How : quint8 {
        /// A Close frame, and the end once the client answered it; of HTTP the end of the response:
        /// the last chunk, or for a held poll the answer that it gets when its time is over.
        Close,
        Reset, ///< Of the transport, without a word.
    };
    How how = How::Close;
    std::optional<quint16> code; ///< WebSocket; nullopt: a Close frame without payload.
    QByteArray reason; ///< WebSocket; cut to what fits.
};

/// An endpoint of a running mock, for lists.
struct MockEndpointStatus {
    /// Clients that are listed; how many there are says clients.
    static constexpr int MaxListed = 200;

    QByteArray path;
    QByteArray technique; ///< contract name; empty for pages and controls
    QByteArray channel; ///< empty where none feeds it
    qint64 clients = 0; ///< open now
    qint64 sent = 0; ///< messages since the start
    QList<MockClientStatus> list; ///< the oldest of them
};

} // namespace Pushscope
