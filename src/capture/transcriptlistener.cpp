// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/transcriptlistener.h"

namespace Pushscope {

TranscriptListener::~TranscriptListener() = default;
void TranscriptListener::requestBegins(const Http1::RequestHead &)
{
}

void TranscriptListener::requestReceived(const Http1::RequestHead &, quint32) { }
void TranscriptListener::responseReceived(const Http1::ResponseHead &, quint32) { }
void TranscriptListener::bodyTooLarge(Role, std::optional<qint64>) { }
void TranscriptListener::heldReceived(QByteArrayView, bool) { }
void TranscriptListener::contentReceived(Role, QByteArrayView) { }
void TranscriptListener::messageEnded(Role, const Http1::MessageEnd &, quint32) { }
void TranscriptListener::unparsedReceived(Role, QByteArrayView) { }
void TranscriptListener::bodyBroken(Role, Violation) { }
void TranscriptListener::contentTooLarge(Role, qint64) { }
void TranscriptListener::eventStreamReceived(const EventStream::Value &) { }
void TranscriptListener::carriedReceived(const CarriedMessage &) { }
void TranscriptListener::handshakeReceived(const WebSocket::ResponseCheck &) { }
void TranscriptListener::webSocketReceived(Role, const WebSocket::Outcome &) { }
void TranscriptListener::webSocketFailed(Role, const WebSocket::Failure &) { }

} // namespace Pushscope
