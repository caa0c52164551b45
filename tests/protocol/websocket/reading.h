// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/websocket/messagereader.h"
#include "protocol/websocket/outcometext.h"

#include <QByteArrayList>
#include <QList>

namespace Pushscope::WebSocket {

/// What a MessageReader makes of a stream, and where it ended up.
struct Reading {
    QByteArrayList lines;
    std::optional<Failure> failure;
    ByteRange unparsed;
    bool isInside = false; ///< Before the end was told.
};

/// Feeds @p wire cut at each of @p cuts (ascending), as a transport would: every part lies in
/// memory that is gone once it has been read.
inline Reading readAll(MessageReader &reader, QByteArrayView wire,
                       const QList<qsizetype> &cuts = {}, bool isEnded = true)
{
    Reading reading;
    const auto drain = [&] {
        while (const std::optional<Outcome> outcome = reader.next())
            reading.lines += outcomeText(*outcome);
    };
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= cuts.size(); ++i) {
        const qsizetype end = i < cuts.size() ? cuts[i] : wire.size();
        const QByteArray part = wire.sliced(begin, end - begin).toByteArray();
        reader.feed(part);
        drain();
        begin = end;
    }
    reading.isInside = reader.isInside();
    if (isEnded) {
        reader.finish();
        drain();
    }
    reading.failure = reader.failure();
    reading.unparsed = reader.unparsed();
    return reading;
}

/// Cuts behind every octet.
inline QList<qsizetype> everyOctet(qsizetype size)
{
    QList<qsizetype> cuts;
    for (qsizetype i = 1; i < size; ++i)
        cuts += i;
    return cuts;
}

} // namespace Pushscope::WebSocket
