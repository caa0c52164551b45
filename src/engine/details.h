// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "capture/connectiontranscript.h"
#include "transport/stream.h"

#include <QByteArray>

namespace Pushscope {

// The detail members (JSON objects) of records that engines make: contract §3.

[[nodiscard]] QByteArray openDetail(const OpenFacts &facts);
[[nodiscard]] QByteArray closeDetail(const TransportEnd &end, qint64 clientOctets,
                                     qint64 serverOctets,
                                     const QList<ConnectAttempt> &attempts = {});
[[nodiscard]] QByteArray attemptDetail(Role role, QByteArrayView technique, QByteArrayView url);
[[nodiscard]] QByteArray errorDetail(const Error &error);

[[nodiscard]] QByteArrayView endedHowName(EndedHow how);
[[nodiscard]] TransportEnd toTransportEnd(const EndFacts &facts);

} // namespace Pushscope
