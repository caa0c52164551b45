// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Long polling with a cursor, in two dialects that are in the field: CouchDB's _changes with
// `since` and `last_seq`, Telegram's getUpdates with `offset`. Settings: count, how many entries
// come; everyMs, how far apart. Both hold a request that has nothing to get.

import http from 'node:http';
import { log, settings } from './log.mjs';

const HoldMs = 400; // Some rounds are to end empty.
const entries = [];
const waiting = new Set();

function answerOf(url) {
    if (url.pathname === '/db/_changes') {
        const since = url.searchParams.get('since') ?? '0';
        const from = parseInt(since, 10);
        const results = entries.slice(from).map(
            (text, i) => ({ seq: `${from + i + 1}-g&=`, id: text, changes: [] }));
        const last = results.length > 0 ? results.at(-1).seq : since;
        return { count: results.length, body: { results, last_seq: last, pending: 0 } };
    }
    const offset = parseInt(url.searchParams.get('offset') ?? '1', 10);
    const result = entries.map((text, i) => ({ update_id: i + 1, message: { text } }))
        .filter((update) => update.update_id >= offset);
    // `last` is for who drives this: the newest of this answer, however many are in it.
    return { count: result.length, body: { ok: true, result, last: result.at(-1)?.update_id } };
}

function tryToAnswer(one, isLate) {
    const { count, body } = answerOf(one.url);
    if (count === 0 && !isLate) return;
    waiting.delete(one);
    clearTimeout(one.timer);
    one.response.setHeader('Content-Type', 'application/json');
    one.response.end(JSON.stringify(body));
}

const server = http.createServer((request, response) => {
    const one = { url: new URL(request.url, 'http://localhost'), response };
    log('request', { target: request.url, open: waiting.size });
    waiting.add(one);
    one.timer = setTimeout(() => tryToAnswer(one, true), HoldMs);
    response.on('close', () => waiting.delete(one));
    tryToAnswer(one, false);
});

function add() {
    entries.push(`entry ${entries.length + 1}`);
    for (const one of [...waiting]) tryToAnswer(one, false);
    if (entries.length < settings.count) setTimeout(add, settings.everyMs);
}

server.listen(0, '127.0.0.1', () => {
    log('listening', { port: server.address().port });
    setTimeout(add, settings.everyMs);
});
