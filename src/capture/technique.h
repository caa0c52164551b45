// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <optional>
#include <span>

namespace Pushscope {

/// A way by which a server pushes; the names are the contract's (§1).
enum class Technique : quint8 {
    Auto,
    WebSocket,
    Sse,
    ShortPoll,
    LongPoll,
    HttpStream,
    Multipart,
    IframeStream,
    IframePoll,
    Jsonp,
    SocketIo,
};

/// As `--technique` spells it.
[[nodiscard]] QByteArrayView techniqueName(Technique technique);
[[nodiscard]] std::optional<Technique> techniqueFromName(QByteArrayView name);
/// Those that work, Auto first.
[[nodiscard]] std::span<const Technique> allTechniques();

} // namespace Pushscope
