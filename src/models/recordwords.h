// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/octetsource.h"
#include "capture/record.h"
#include "models/describe.h"
#include "protocol/socketio/packet.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace Pushscope::Http1 {
struct ResponseHead;
}

namespace Pushscope::RecordWords {

/// What describe(Record) and inspect() share; for this folder only.

/// The string member @p name of a detail, in one line; empty where there is none.
[[nodiscard]] QString text(const QJsonObject &detail, QLatin1StringView name);
/// What of @p parts is not empty, with ` · ` between.
[[nodiscard]] QString joined(const QStringList &parts);
/// The beginning of what the record carries, in one line.
[[nodiscard]] QString contentPreview(const Record &record, OctetSource &octets);

/// `client`, `server` as people say it; empty for anything else.
[[nodiscard]] QString whoText(const QString &by);
/// How a connection ended, contract `how`.
[[nodiscard]] QString howText(const QString &how);
/// How one attempt to connect ended, contract `attempts`.
[[nodiscard]] QString attemptOutcome(const QString &outcome);
/// How many addresses were tried, where that is more than one.
[[nodiscard]] QString attemptsText(const QJsonObject &detail);
/// Where a response sends the client, as it says and as URLs are shown; empty where it does not.
///
/// Spec: RFC 9110 §15.4 (Redirection 3xx), §10.2.2 (Location).
[[nodiscard]] QString redirectTarget(const Http1::ResponseHead &head);
/// What sets a fault of the mock off, contract `trigger`, in a word or two.
[[nodiscard]] QString triggerWord(const QString &trigger);
/// `Normal Closure`, or what range the code is of.
[[nodiscard]] QString closeCodeText(int code);

[[nodiscard]] RowText describeHttp(const Record &record, OctetSource &octets);
[[nodiscard]] RowText describeEventStream(const Record &record, OctetSource &octets);
[[nodiscard]] RowText describePart(const Record &record, OctetSource &octets);
[[nodiscard]] RowText describeScript(const Record &record, OctetSource &octets);
[[nodiscard]] RowText describeCallback(const Record &record, OctetSource &octets);
[[nodiscard]] RowText describeStreamMessage(const Record &record, OctetSource &octets);
[[nodiscard]] RowText describeWebSocket(const Record &record, OctetSource &octets);
[[nodiscard]] RowText describeEngineIo(const Record &record, OctetSource &octets);
[[nodiscard]] RowText describeSocketIo(const Record &record, OctetSource &octets);
/// What a packet of Socket.IO before 1.0 says, in one line.
[[nodiscard]] QString olderPreview(const SocketIo::Packet &packet);
/// Of a Flash Player's question or its answer; nullopt for other octets.
[[nodiscard]] std::optional<RowText> describeFlashPolicy(const Record &record, OctetSource &octets);

} // namespace Pushscope::RecordWords
