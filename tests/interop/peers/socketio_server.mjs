// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A server of socket.io, generation 2, 3 or 4. Settings: generation, options (of the server),
// namespaces, steps (events that each namespace's clients get), refuse (namespace: words),
// silent (its half of the heartbeat stops), drop (ends the connection after that many events),
// fragment, cookie.

import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { log, settings } from './log.mjs';
import { plain, rich } from './octets.mjs';

const load = createRequire(import.meta.url);
const library = load(`socket.io-v${settings.generation}`);
const Server = library.Server ?? library;

const http = createServer((request, response) => {
    response.writeHead(404);
    response.end();
});
const io = new Server(http, settings.options ?? {});
let heads = 0;

http.prependListener('request', (request) => {
    heads += 1;
    log('request', { method: request.method, target: request.url, headers: request.headers });
});
http.prependListener('upgrade', (request) => {
    log('request', { method: 'UPGRADE', target: request.url, headers: request.headers });
});

function run(socket, namespace) {
    for (const step of settings.steps ?? []) {
        if ((step.namespace ?? '/') !== namespace) {
            continue;
        }
        const args = (step.args ?? []).map(rich);
        log('sent', { namespace, name: step.event, args: plain(args) });
        if (step.ack) {
            socket.emit(step.event, ...args,
                        (...answer) => log('acked', { namespace, name: step.event,
                                                      args: plain(answer) }));
        } else {
            socket.emit(step.event, ...args);
        }
    }
}

function watch(socket, namespace) {
    let got = 0;
    socket.use(([name, ...args], next) => {
        const answer = typeof args.at(-1) === 'function' ? args.pop() : undefined;
        log('got', { namespace, name, args: plain(args), ack: answer !== undefined });
        if (answer) {
            const values = ['thanks', ...args];
            log('answered', { namespace, args: plain(values) });
            answer(...values);
        }
        got += 1;
        if (name === 'goodbye') {
            socket.disconnect(Boolean(args[0]));
        } else if (settings.drop === got) {
            (socket.conn ?? socket.client.conn).close();
        }
        next();
    });
    socket.on('disconnect', (reason) => log('left', { namespace, reason }));
}

for (const namespace of settings.namespaces ?? ['/']) {
    const room = io.of(namespace);
    const words = settings.refuse?.[namespace];
    if (words) {
        room.use((socket, next) => {
            const error = new Error(words);
            error.data = { hint: 'ask the porter' };
            next(error);
        });
    }
    room.on('connection', (socket) => {
        log('connected', { namespace, id: socket.id, auth: socket.handshake.auth ?? null,
                           query: socket.handshake.query });
        watch(socket, namespace);
        run(socket, namespace);
    });
}

io.engine.on('connection', (conn) => {
    log('opened', { id: conn.id, transport: conn.transport.name });
    conn.on('upgrade', () => log('upgraded', { id: conn.id, transport: conn.transport.name }));
    conn.on('packet', (packet) => log('packet', { type: packet.type }));
    conn.on('close', (reason) => log('closed', { id: conn.id, reason }));
    if (settings.silent) {
        clearTimeout(conn.pingIntervalTimer);
        clearTimeout(conn.pingTimeoutTimer);
        const { sendPacket } = conn;
        conn.sendPacket = (type, ...rest) => {
            if (type !== 'pong' && type !== 'ping') {
                sendPacket.call(conn, type, ...rest);
            }
        };
    }
});

http.listen(0, '127.0.0.1', () => log('listening', { port: http.address().port }));
