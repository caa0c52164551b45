// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/websocket/frameserializer.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace Pushscope {

/// A frame that a person makes bit by bit, to be sent by a client.
///
/// Threads: all reentrant.
struct FrameDraft {
    WebSocket::FrameSpec spec;
    QByteArray payload;
};

/// What will be sent.
[[nodiscard]] QByteArray draftOctets(const FrameDraft &draft);
/// The header alone.
[[nodiscard]] QByteArray draftHeader(const FrameDraft &draft);

/// The sentence of every rule that it breaks, each with its section, as a server will see it that
/// has no extension and no message begun.
[[nodiscard]] QStringList brokenRules(const FrameDraft &draft);

/// What the server will take for the end of the frame, where that is not its end: one sentence,
/// empty where the length is right.
[[nodiscard]] QString lengthRemark(const FrameDraft &draft);

/// The rules that a Close frame with @p code and @p reason breaks (RFC 6455 §5.5, §7.4).
[[nodiscard]] QStringList brokenCloseRules(std::optional<quint16> code, const QByteArray &reason);

/// The registered name of a close code, else who gives it a meaning; a few words.
[[nodiscard]] QString closeCodeWords(quint16 code);
/// What a registered close code says, as RFC 6455 §7.4.1 and the registry have it, in one
/// sentence; empty where it is not registered.
[[nodiscard]] QString closeCodeMeaning(quint16 code);

} // namespace Pushscope
