// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// An SSE server on Express. Settings: rounds, a list with one entry per connection: `write` (the
// pieces of the body, each one write), `end`, `reset`, `status`, `type`. After the last one: 204.

import express from 'express';
import { log, pairs, settings } from './log.mjs';

const app = express();
let round = 0;

app.all('/events', express.text({ type: () => true }), async (request, response) => {
    const now = settings.rounds[round];
    round += 1;
    log('request', { round, method: request.method, target: request.originalUrl,
                     headers: pairs(request.rawHeaders), body: request.body ?? '' });
    if (!now) {
        response.status(204).end();
        return;
    }
    response.status(now.status ?? 200);
    response.set('Content-Type', now.type ?? 'text/event-stream');
    response.set('Cache-Control', 'no-cache');
    response.flushHeaders();
    // From the start: whoever goes while a piece is written keeps its callback from coming.
    response.on('close', () => log('closed', { round }));
    for (const piece of now.write ?? []) {
        // Each piece is a chunk of its own, and a later one a write of its own.
        await new Promise((resolve) => { response.write(piece, () => setImmediate(resolve)); });
        log('sent', { round, text: piece });
    }
    if (now.end) {
        response.end();
    } else if (now.reset) {
        request.socket.resetAndDestroy();
    }
});
app.get('/moved', (request, response) => {
    log('request', { method: request.method, target: request.originalUrl,
                     headers: pairs(request.rawHeaders) });
    response.redirect(Number(request.query.status ?? 302), '/events');
});
app.get('/page', (request, response) => {
    response.type('html').send('<!doctype html><title>Page</title>'); // For a browser to stand on.
});
const server = app.listen(0, '127.0.0.1', () => {
    log('listening', { port: server.address().port });
});
