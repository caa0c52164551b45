// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/octetsource.h"
#include "capture/record.h"
#include "protocol/eventstream/event.h"
#include "protocol/http1/message.h"
#include "protocol/websocket/frame.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>

namespace Pushscope {

/// Reads again from the recorded octets what a record does not store: see Record.
///
/// Threads: reentrant; on the thread of the OctetSource.

/// All octets of @p record as they lay on the wire, its stretches joined; at most @p limit.
[[nodiscard]] QByteArray wireOctets(const Record &record, OctetSource &octets, qint64 limit);

/// What the record carries, decoded: the payload of a frame unmasked, a message joined and
/// inflated, a body or chunk without its framing, `data` of an event, the message that a script or
/// a callback was given (the script where there is none); at most @p limit octets.
[[nodiscard]] QByteArray contentOctets(const Record &record, OctetSource &octets, qint64 limit);

/// The content of the message of a WebSocket that @p record is, or is the one packet of; or what it
/// has in `content` of its own.
[[nodiscard]] QByteArray messageContent(const Record &record, OctetSource &octets, qint64 limit);

/// The head of an http.request or http.response.
[[nodiscard]] std::optional<Http1::RequestHead> requestHead(const Record &record,
                                                            OctetSource &octets);
[[nodiscard]] std::optional<Http1::ResponseHead> responseHead(const Record &record,
                                                              OctetSource &octets);

/// An sse.event with its fields, values owned.
[[nodiscard]] std::optional<EventStream::Event> streamEvent(const Record &record,
                                                            OctetSource &octets);

/// What a multipart.part is.
struct PartFacts {
    std::vector<Http1::FieldLine> fields; ///< Ranges count from the record's first octet.
    QByteArray body;
    qint64 bodyBegin = 0; ///< Octets of the record before it: fields and empty line.
    /// Octets outside of any part: `preamble`, `rest`, `epilogue`; empty for a part.
    QByteArray outside;
};
/// @param limit octets of the record that are read: the body, or the fields, may be cut.
[[nodiscard]] PartFacts partFacts(const Record &record, OctetSource &octets, qint64 limit);

/// The header of a ws.* record's first frame, and its octets.
struct FrameFacts {
    WebSocket::FrameHeader header;
    QByteArray headerOctets;
};
[[nodiscard]] std::optional<FrameFacts> frameFacts(const Record &record, OctetSource &octets);

/// The members of Record::detail.
[[nodiscard]] QJsonObject detailOf(const Record &record);

} // namespace Pushscope
