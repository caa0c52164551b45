// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/record.h"

#include <QByteArray>

#include <vector>

namespace Pushscope {

/// One read or write: a stretch of octets of one direction and layer of a connection.
struct Piece {
    quint32 connection = 0;
    From from = From::Nobody;
    Layer layer = Layer::Wire;
    qint64 offset = 0; ///< Of its first octet in its direction and layer.
    qint64 length = 0;
    qint64 t = 0; ///< ns since the capture began.
    qint64 dataOffset = 0; ///< Of its first octet in Batch::octets; several pieces may share it.
    bool operator==(const Piece &) const = default;
};

/// No later record lies before @p offset of that direction and layer, so that who only follows a
/// live capture need not keep what is before.
struct Release {
    quint32 connection = 0;
    From from = From::Nobody;
    Layer layer = Layer::Wire;
    qint64 offset = 0;
    bool operator==(const Release &) const = default;
};

/// What an engine hands to the recording in one go: records and the octets they rest on.
///
/// A record's `carrier` may name a record of the same batch before the queue has numbered it: a
/// value of -(i + 1) means records[i]. Sinks make it absolute.
struct Batch {
    std::vector<Record> records;
    std::vector<Piece> pieces;
    std::vector<Release> releases;
    QByteArray octets;

    [[nodiscard]] bool isEmpty() const { return records.empty() && pieces.empty(); }
};

} // namespace Pushscope
