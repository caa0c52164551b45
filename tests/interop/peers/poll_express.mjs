// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A polled endpoint on Express. Settings: answers, a list with one entry per request: `status`,
// `body` (text) or `json`, `hang` (never answers), `reset`. The last one is repeated.

import express from 'express';
import { log, pairs, settings } from './log.mjs';

const app = express();
app.set('etag', false);
let round = 0;

app.all('/poll', express.text({ type: () => true }), (request, response) => {
    const now = settings.answers[Math.min(round, settings.answers.length - 1)];
    round += 1;
    log('request', { round, method: request.method, target: request.originalUrl,
                     headers: pairs(request.rawHeaders), body: request.body ?? '' });
    if (now.reset) {
        request.socket.resetAndDestroy();
        return;
    }
    if (now.hang) {
        response.on('close', () => log('gone', { round }));
        return;
    }
    response.status(now.status ?? 200);
    if (now.json !== undefined) {
        response.json(now.json);
    } else {
        response.type('text/plain').send(now.body ?? '');
    }
});
const server = app.listen(0, '127.0.0.1', () => {
    log('listening', { port: server.address().port });
});
