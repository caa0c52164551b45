// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/octetsource.h"
#include "capture/record.h"

#include <QString>

namespace Pushscope {

/// The forms in which a record is copied.
enum class CopyForm : quint8 {
    Text,   ///< Its payload; of a record without one, its row.
    Json,   ///< Its line of JSON, as the command line writes it.
    Hex,    ///< Its octets on the wire, with offsets and characters.
    Base64, ///< Its payload.
};

/// What a record is at most copied of, in octets: more is of no use on a clipboard.
inline constexpr qint64 MostCopiedOctets = 16 * 1024 * 1024;

/// @p record in @p form. Threads: where @p octets may be used.
[[nodiscard]] QString copyText(const Record &record, OctetSource &octets, CopyForm form);

/// Lines of 16 octets: offset, hexadecimal, characters; @p firstOffset is that of the first.
[[nodiscard]] QString hexDump(QByteArrayView octets, qint64 firstOffset = 0);

} // namespace Pushscope
