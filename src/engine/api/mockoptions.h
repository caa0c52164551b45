// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

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

/// An endpoint of a running mock, for lists.
struct MockEndpointStatus {
    QByteArray path;
    QByteArray technique; ///< contract name; empty for pages and controls
    QByteArray channel; ///< empty where none feeds it
    qint64 clients = 0; ///< open now
    qint64 sent = 0; ///< messages since the start
};

} // namespace Pushscope
