// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Node `ws` as server. Settings: steps, echo, deflate (options of permessage-deflate or absent),
// subprotocol.

import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { log, pairs, settings } from './log.mjs';
import { run, watch } from './ws_dialogue.mjs';

const http = createServer((request, response) => {
    response.writeHead(426, { 'Content-Type': 'text/plain' });
    response.end('WebSocket only\n');
});
const server = new WebSocketServer({
    server: http,
    perMessageDeflate: settings.deflate ?? false,
    handleProtocols: (offered) => (offered.has(settings.subprotocol) ? settings.subprotocol : false),
});
server.on('headers', (lines) => log('response', { lines }));
server.on('connection', (socket, request) => {
    log('request', { method: request.method, target: request.url,
                     headers: pairs(request.rawHeaders) });
    watch(socket, settings.echo);
    run(socket, settings.steps ?? []);
});
http.listen(0, '127.0.0.1', () => log('listening', { port: http.address().port }));
