// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "capture/technique.h"
#include "engine/api/mockoptions.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace Pushscope {

/// Where a session stands.
enum class SessionState : quint8 { Idle, Connecting, Open, Waiting, Closing, Closed };

/// Nothing is under way: it has not begun, or has ended.
[[nodiscard]] constexpr bool isOver(SessionState state)
{
    return state == SessionState::Idle || state == SessionState::Closed;
}

/// What no record can say yet of a session; sent at most 30 times a second, never stored.
struct SessionStatus {
    quint32 session = 0; ///< As in records.
    bool isMock = false;
    QString name;
    Technique technique = Technique::Auto; ///< What auto concluded, once it did.
    QUrl url;
    SessionState state = SessionState::Idle;
    qint64 messagesReceived = 0;
    qint64 messagesSent = 0;
    qint64 octetsReceived = 0;
    qint64 octetsSent = 0;
    qint64 requests = 0; ///< HTTP requests and opening handshakes.
    qint64 wireOctets = 0; ///< All of all its connections, both directions.
    std::optional<qint64> medianDeliveryMs; ///< See ClientOptions::measuresDelivery.
    double messagesPerSecond = 0; ///< Over the last five, both directions.
    qint64 queuedOctets = 0; ///< Written by us, not yet taken by the kernel.
    qint64 inProgressOctets = 0; ///< Of the message that is arriving.
    QByteArray inProgress; ///< Its beginning.
    QByteArray text; ///< Assembled from the messages; see ClientOptions::textPointer.
    qint64 textMessages = 0; ///< How many added to it.
    double textMessagesPerSecond = 0; ///< From the first of these to the last.
    int reconnectAttempt = 0;
    qint64 reconnectInMs = -1; ///< Waiting: until the next attempt; -1 otherwise.
    qint64 round = 0; ///< Pollings.
    bool canSend = false;
    std::optional<int> closeCode; ///< Of the newest WebSocket that ended; see `ws.closed`.
    std::optional<Error> error; ///< Why it ended or waits.
    quint16 port = 0; ///< Mock only.
    QList<MockEndpointStatus> endpoints; ///< Mock only.
};

/// How a client's run ended, for exit codes and lists.
struct SessionOutcome {
    bool isDone = false; ///< It did what was asked: exit status 0.
    std::optional<Error> error;
};

} // namespace Pushscope
