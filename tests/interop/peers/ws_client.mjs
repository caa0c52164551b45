// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Node `ws` as client. Settings: url, steps, deflate, subprotocols, origin, headers.

import WebSocket from 'ws';
import { log, pairs, settings } from './log.mjs';
import { run, watch } from './ws_dialogue.mjs';

const socket = new WebSocket(settings.url, settings.subprotocols ?? [], {
    perMessageDeflate: settings.deflate ?? false,
    origin: settings.origin,
    headers: settings.headers,
});
socket.on('upgrade', (response) => {
    log('response', { status: response.statusCode, headers: pairs(response.rawHeaders) });
});
socket.on('unexpected-response', (request, response) => {
    log('refused', { status: response.statusCode, headers: pairs(response.rawHeaders) });
    request.destroy();
});
watch(socket, settings.echo);
socket.on('open', () => {
    log('open', { subprotocol: socket.protocol, extensions: socket.extensions });
    run(socket, settings.steps ?? []);
});
