// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/role.h"
#include "capture/recordkind.h"
#include "protocol/eventstream/event.h"
#include "protocol/http1/message.h"
#include "protocol/websocket/openinghandshake.h"
#include "protocol/websocket/outcome.h"

#include <QByteArrayView>

#include <optional>

namespace Pushscope {

/// A message that a body carried: of an http-stream, a part, a script's or a call's argument.
struct CarriedMessage {
    RecordKind kind = RecordKind::StreamMessage;
    QByteArrayView content; ///< What contentOctets() gives of its record.
    qint64 wireOctets = 0; ///< Of its record.
};

/// What an engine is told of a dialogue while the transcript writes its records, so that nothing
/// is parsed twice. Views are valid during the call.
class TranscriptListener
{
public:
    TranscriptListener() = default;
    TranscriptListener(const TranscriptListener &) = delete;
    TranscriptListener &operator=(const TranscriptListener &) = delete;
    virtual ~TranscriptListener();

    /// The head came, and nothing is recorded of it yet.
    virtual void requestBegins(const Http1::RequestHead &head);
    virtual void requestReceived(const Http1::RequestHead &head, quint32 exchange);
    /// Interim responses too.
    virtual void responseReceived(const Http1::ResponseHead &head, quint32 exchange);
    /// Octets of a body as they were coded, none at its end: see HttpTranscript::holdBody().
    virtual void heldReceived(QByteArrayView octets, bool isEnd);
    /// More of a body would have to be kept than BodyTranscript allows: its exchange is to be ended.
    /// Told once. @p limit in octets of the body; nullopt where it is its chunks that are too many.
    virtual void bodyTooLarge(Role from, std::optional<qint64> limit);
    /// Octets of a body, its content coding undone.
    virtual void contentReceived(Role from, QByteArrayView content);
    virtual void messageEnded(Role from, const Http1::MessageEnd &end, quint32 exchange);
    /// Octets in which no HTTP message can be told.
    virtual void unparsedReceived(Role from, QByteArrayView octets);
    /// After that rule was broken nothing more can be read of the body from @p from.
    virtual void bodyBroken(Role from, Violation violation);
    /// Nothing more is read of the body from @p from: its content is more than @p maxRatio times
    /// what it was coded as, which is what ContentDecoder takes.
    virtual void contentTooLarge(Role from, qint64 maxRatio);
    virtual void eventStreamReceived(const EventStream::Value &value);
    /// After its record was made; not of what carried no message.
    virtual void carriedReceived(const CarriedMessage &message);
    /// The opening handshake is over, however it went.
    virtual void handshakeReceived(const WebSocket::ResponseCheck &check);
    virtual void webSocketReceived(Role from, const WebSocket::Outcome &outcome);
    /// @p from broke a rule after which its peer must fail the connection; told once.
    virtual void webSocketFailed(Role from, const WebSocket::Failure &failure);
};

} // namespace Pushscope
