// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/inspection.h"

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

/// The header of a frame, field by field and bit by bit (RFC 6455 §5.2).
void addFrameHeader(Inspection &inspection, const Record &record, OctetSource &octets);

} // namespace Pushscope::InspectionParts
