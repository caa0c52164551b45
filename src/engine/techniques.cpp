// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/techniques.h"

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

constexpr std::array<TechniqueRow, 11> Table { {
    { .technique = Technique::Auto,
      .label = "Auto",
      .schemes = "http https ws wss",
      .reconnectsByDefault = true },
    { .technique = Technique::WebSocket,
      .label = "WebSocket",
      .path = "/ws",
      .schemes = "ws wss",
      .canSend = true,
      .snippet = R"(const socket = new WebSocket(%1);
socket.onmessage = (event) => console.log(event.data);
socket.onclose = (event) => console.log('closed', event.code, event.reason);)" },
    { .technique = Technique::Sse,
      .label = "SSE",
      .path = "/sse",
      .schemes = "http https",
      .reconnectsByDefault = true,
      .snippet = R"(const source = new EventSource(%1);
source.onmessage = (event) => console.log(event.lastEventId, event.data);
source.onerror = () => console.log('error, readyState', source.readyState);)" },
    { .technique = Technique::ShortPoll,
      .label = "Short polling",
      .path = "/poll",
      .schemes = "http https",
      .reconnectsByDefault = true,
      .snippet = R"(setInterval(async () => {
    const response = await fetch(%1);
    console.log(await response.json());
}, 1000);)" },
    { .technique = Technique::LongPoll,
      .label = "Long polling",
      .path = "/long-poll",
      .schemes = "http https",
      .reconnectsByDefault = true,
      .timeout = std::chrono::milliseconds(60'000),
      .pollInterval = std::chrono::milliseconds(0),
      .snippet = R"((async () => {
    for (let url = new URL(%1);;) {
        const answer = await (await fetch(url)).json();
        answer.messages.forEach((one) => console.log(one.n, one.message));
        url.searchParams.set('since', answer.next);
    }
})();)" },
    { .technique = Technique::HttpStream,
      .label = "HTTP streaming",
      .path = "/stream",
      .schemes = "http https",
      .snippet = R"((async () => {
    const response = await fetch(%1);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = '';;) {
        const { value, done } = await reader.read();
        if (done)
            break;
        const lines = (rest + value).split('\n');
        rest = lines.pop();
        lines.filter(Boolean).forEach((line) => console.log(JSON.parse(line)));
    }
})();)" },
    { .technique = Technique::Multipart,
      .label = "Multipart",
      .path = "/multipart",
      .schemes = "http https",
      .snippet = R"(const image = document.body.appendChild(new Image());
image.src = %1 + '?picture'; // Each part replaces the picture before.)" },
    { .technique = Technique::IframeStream,
      .label = "Iframe streaming",
      .path = "/iframe",
      .schemes = "http https",
      .snippet = R"(addEventListener('message', (event) => console.log(event.origin, event.data));
const frame = document.body.appendChild(document.createElement('iframe'));
frame.hidden = true;
frame.src = %1 + '?origin=' + encodeURIComponent(location.origin);)" },
    { .technique = Technique::IframePoll,
      .label = "Iframe polling",
      .path = "/iframe-poll",
      .schemes = "http https",
      .reconnectsByDefault = true,
      .snippet = R"(addEventListener('message', (event) => console.log(event.origin, event.data));
const frame = document.body.appendChild(document.createElement('iframe'));
frame.hidden = true;
setInterval(() => {
    frame.src = %1 + '?origin=' + encodeURIComponent(location.origin);
}, 1000);)" },
    { .technique = Technique::Jsonp,
      .label = "JSONP",
      .path = "/jsonp",
      .schemes = "http https",
      .reconnectsByDefault = true,
      .snippet = R"(window.show = (answer) => console.log(answer);
setInterval(() => {
    const script = document.createElement('script');
    script.onload = script.onerror = () => script.remove();
    script.src = %1 + '?callback=show';
    document.head.append(script);
}, 1000);)" },
    { .technique = Technique::SocketIo,
      .label = "Socket.IO",
      .path = "/socket.io/",
      .schemes = "http https ws wss",
      .canSend = true,
      .reconnectsByDefault = true,
      .snippet = R"(import { io } from 'socket.io-client';

const url = new URL(%1);
const socket = io(url.origin, { path: url.pathname });
socket.on('connect', () => console.log('connected', socket.id));
socket.on('connect_error', (error) => console.log(error.message));
socket.onAny((event, ...args) => console.log(event, ...args));)" },
} };

} // namespace

std::span<const TechniqueRow> techniqueTable()
{
    return Table;
}

const TechniqueRow &techniqueRow(Technique technique)
{
    const auto row = std::ranges::find(Table, technique, &TechniqueRow::technique);
    return row == Table.end() ? Table.front() : *row;
}

std::chrono::milliseconds timeoutOf(const ClientOptions &options)
{
    return options.timeout.value_or(techniqueRow(options.technique).timeout);
}

std::chrono::milliseconds pollIntervalOf(const ClientOptions &options)
{
    return options.pollInterval.value_or(techniqueRow(options.technique).pollInterval);
}

} // namespace Pushscope
