// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/inspection.h"
#include "protocol/socketio/packet.h"

#include <QJsonObject>

namespace Pushscope::InspectionParts {

/// What inspect() is made of; for this folder only.

void addFact(Inspection &inspection, const QString &label, const QString &value);
/// In the monospace font.
void addWireFact(Inspection &inspection, const QString &label, const QString &value);
/// A link to a section of a specification.
void addSection(Inspection &inspection, const QString &section, const QString &url);
/// The member @p name (ns) of @p detail as a duration, where it is there.
void addDuration(Inspection &inspection, const QString &label, const QJsonObject &detail,
                 QLatin1StringView name);

void inspectConnection(Inspection &inspection, const Record &record, const QJsonObject &detail);
void inspectError(Inspection &inspection, const Record &record);
void inspectHttp(Inspection &inspection, const Record &record, OctetSource &octets);
void inspectEventStream(Inspection &inspection, const Record &record, OctetSource &octets);
void inspectPart(Inspection &inspection, const Record &record, OctetSource &octets);
void inspectScript(Inspection &inspection, const Record &record, OctetSource &octets);
void inspectCallback(Inspection &inspection, const Record &record, OctetSource &octets);
void inspectStreamMessage(Inspection &inspection, const Record &record, OctetSource &octets);
void inspectWebSocket(Inspection &inspection, const Record &record, OctetSource &octets);
void inspectEngineIo(Inspection &inspection, const Record &record, OctetSource &octets);
void inspectSocketIo(Inspection &inspection, const Record &record, OctetSource &octets);
/// What only packets of Socket.IO before 1.0 have.
void addOlderFields(Inspection &inspection, const SocketIo::Packet &packet);
/// A Flash Player's question for a policy file, or its answer; false for other octets.
bool inspectFlashPolicy(Inspection &inspection, const Record &record, OctetSource &octets);
/// What a body says that is a refusal of Engine.IO's.
void addRefusal(Inspection &inspection, const Record &record, OctetSource &octets);

/// The check of Sec-WebSocket-Accept worked through (RFC 6455 §4.2.2, step 5.4), as fields.
void addAcceptCheck(Inspection &inspection, const QByteArray &key, const QByteArray &accept);
/// What a close code is registered as and whether it may be sent (§7.4), as fields.
void addCloseCode(Inspection &inspection, qint32 code);

/// Where its octets lie, part by part, and where each read or write ended.
void addStretches(Inspection &inspection, const Record &record, OctetSource &octets);

/// The header of a frame, field by field and bit by bit (RFC 6455 §5.2).
void addFrameHeader(Inspection &inspection, const Record &record, OctetSource &octets);

} // namespace Pushscope::InspectionParts
