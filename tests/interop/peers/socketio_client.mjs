// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A client of socket.io, generation 2, 3 or 4. Settings: generation, url, options (of the manager),
// namespaces (name, auth, query), steps (namespace, event, args, ack: emitted in order once all
// namespaces answered), answer (events that ask are acknowledged with it and their arguments),
// until (how many of connected, refused, got and acked there are before it goes), idle (ms to stay
// on then), upgrade (wait for it too).

import { createRequire } from 'node:module';
import { log, settings } from './log.mjs';
import { plain, rich } from './octets.mjs';

const load = createRequire(import.meta.url);
const library = load(`socket.io-client-v${settings.generation}`);
const Manager = library.Manager;

const manager = new Manager(settings.url, { reconnection: false, ...settings.options });
const sockets = new Map();
const wanted = settings.namespaces ?? [{ name: '/' }];
let answered = 0;
let isUpgraded = !settings.upgrade;
let count = 0;
let isLeaving = false;

function leave() {
    isLeaving = true;
    log('leaving', { connected: [...sockets.values()].some((socket) => socket.connected) });
    for (const socket of sockets.values()) {
        socket.disconnect();
    }
}

function happened() {
    if (!isLeaving && isUpgraded && count >= (settings.until ?? 0) && answered === wanted.length) {
        isLeaving = true;
        setTimeout(leave, settings.idle ?? 0);
    }
}

function run() {
    for (const step of settings.steps ?? []) {
        const namespace = step.namespace ?? '/';
        const args = (step.args ?? []).map(rich);
        log('sent', { namespace, name: step.event, args: plain(args) });
        if (step.ack) {
            sockets.get(namespace).emit(step.event, ...args, (...answer) => {
                log('acked', { namespace, name: step.event, args: plain(answer) });
                count += 1;
                happened();
            });
        } else {
            sockets.get(namespace).emit(step.event, ...args);
        }
    }
}

function settled(event, members) {
    log(event, members);
    count += 1;
    answered += 1;
    if (answered === wanted.length) {
        run();
    }
    happened();
}

function watch(namespace, socket) {
    socket.on('connect', () => settled('connected', { namespace, id: socket.id }));
    const refused = (error) => settled('refused', {
        namespace,
        message: typeof error === 'string' ? error : error.message ?? null,
        data: plain(typeof error === 'string' ? null : error.data ?? error),
    });
    socket.on(settings.generation === 2 ? 'error' : 'connect_error', refused);
    socket.on('disconnect', (reason) => log('left', { namespace, reason }));
    // What every event passes, in any generation.
    const onevent = socket.onevent.bind(socket);
    socket.onevent = (packet) => {
        const [name, ...args] = packet.data;
        log('got', { namespace, name, args: plain(args), ack: packet.id !== undefined });
        if (packet.id !== undefined && settings.answer) {
            const values = [...settings.answer.map(rich), ...args];
            log('answered', { namespace, args: plain(values) });
            socket.ack(packet.id)(...values);
        }
        onevent(packet);
        count += 1;
        happened();
    };
}

manager.on('open', () => {
    const { engine } = manager;
    log('opened', { id: engine.id, transport: engine.transport.name });
    engine.on('upgrade', (transport) => {
        log('upgraded', { transport: transport.name });
        isUpgraded = true;
        happened();
    });
    engine.on('packet', (packet) => log('packet', { type: packet.type }));
});
manager.on('close', (reason) => log('closed', { reason: String(reason) }));

for (const { name, auth, query } of wanted) {
    const socket = manager.socket(name, { auth, query });
    sockets.set(name, socket);
    watch(name, socket);
}
if (settings.generation === 2) {
    manager.on('connect_error', (error) => log('failed', { message: String(error) }));
}
