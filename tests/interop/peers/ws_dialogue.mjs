// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One end of a WebSocket as both the server and the client peer use it: logs what it sends and
// gets, and runs a list of steps.

import { hex, log } from './log.mjs';

/** Logs everything that arrives on the socket; echoes messages if asked to. */
export function watch(socket, echo) {
    socket.on('message', (data, isBinary) => {
        log('got', { type: isBinary ? 'binary' : 'text', hex: hex(data) });
        if (echo) {
            send(socket, isBinary ? 'binary' : 'text', Buffer.from(data));
        }
    });
    socket.on('ping', (data) => {
        log('got', { type: 'ping', hex: hex(data) });
        log('sent', { type: 'pong', hex: hex(data) }); // The library answers by itself.
    });
    socket.on('pong', (data) => log('got', { type: 'pong', hex: hex(data) }));
    socket.on('close', (code, reason) => {
        log('got', { type: 'close', code, reason: reason.toString() });
        log('closed', { code });
    });
    socket.on('error', (error) => log('error', { message: error.message }));
}

function send(socket, type, data) {
    log('sent', { type, hex: hex(data) });
    socket.send(type === 'text' ? data.toString() : data, { binary: type === 'binary' });
}

/**
 * Runs steps like {text}, {hex}, {fragments: [text…]}, {ping}, {pong}, {close: [code, reason]},
 * {until: n} (messages got).
 */
export async function run(socket, steps) {
    let got = 0;
    let wake = () => {};
    socket.on('message', () => { got += 1; wake(); });
    for (const step of steps) {
        if (step.text !== undefined) {
            send(socket, 'text', Buffer.from(step.text));
        } else if (step.hex !== undefined) {
            send(socket, 'binary', Buffer.from(step.hex, 'hex'));
        } else if (step.fragments !== undefined) {
            log('sent', { type: 'text', hex: hex(Buffer.from(step.fragments.join(''))) });
            step.fragments.forEach((piece, i) => {
                socket.send(piece, { fin: i === step.fragments.length - 1 });
            });
        } else if (step.ping !== undefined) {
            log('sent', { type: 'ping', hex: hex(Buffer.from(step.ping)) });
            socket.ping(step.ping);
        } else if (step.pong !== undefined) {
            log('sent', { type: 'pong', hex: hex(Buffer.from(step.pong)) });
            socket.pong(step.pong);
        } else if (step.until !== undefined) {
            while (got < step.until) {
                await new Promise((resolve) => { wake = resolve; });
            }
        } else if (step.close !== undefined) {
            const [code, reason] = step.close;
            log('sent', { type: 'close', code: code ?? 1005, reason: reason ?? '' });
            socket.close(code, reason);
        } else if (step.terminate) {
            socket.terminate();
        }
    }
}
