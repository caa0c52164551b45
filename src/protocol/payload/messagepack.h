// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/payload/document.h"

#include <QByteArrayView>

#include <optional>

namespace Pushscope::Payload {

/// Reads a payload as MessagePack, several values in a row as well.
///
/// Spec: the MessagePack specification (msgpack/spec.md), with its timestamp extension.
/// Threads: reentrant.
[[nodiscard]] Document decodeMessagePack(QByteArrayView octets);

/// A point in time, as ext type −1 says it.
struct Timestamp {
    qint64 seconds = 0; ///< Since 1970-01-01T00:00:00Z.
    quint32 nanoseconds = 0;
    bool operator==(const Timestamp &) const = default;
};

/// What the 4, 8 or 12 octets of ext type −1 say; nullopt for another length, or a billion
/// nanoseconds and more.
[[nodiscard]] std::optional<Timestamp> messagePackTimestamp(QByteArrayView content);

} // namespace Pushscope::Payload
