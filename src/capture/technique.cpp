// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/technique.h"

#include <array>

namespace Pushscope {

namespace {

// In the order of Technique.
constexpr std::array<QByteArrayView, 11> Names { "auto",          "websocket",   "sse",
                                                 "short-poll",    "long-poll",   "http-stream",
                                                 "multipart",     "iframe-stream",
                                                 "iframe-poll",   "jsonp",       "socket.io" };
constexpr std::array<Technique, 11> All {
    Technique::Auto,       Technique::WebSocket, Technique::Sse,          Technique::ShortPoll,
    Technique::LongPoll,   Technique::HttpStream, Technique::Multipart,   Technique::IframeStream,
    Technique::IframePoll, Technique::Jsonp,      Technique::SocketIo,
};

} // namespace

QByteArrayView techniqueName(Technique technique)
{
    return Names[static_cast<std::size_t>(technique)];
}

std::optional<Technique> techniqueFromName(QByteArrayView name)
{
    for (Technique technique : All) {
        if (techniqueName(technique) == name)
            return technique;
    }
    return std::nullopt;
}

std::span<const Technique> allTechniques()
{
    return All;
}

} // namespace Pushscope
