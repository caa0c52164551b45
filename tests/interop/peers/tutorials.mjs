// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The servers that people write after a tutorial, with its habits and its faults: an event stream
// on Express, a long poll that is a setTimeout, a poll that takes longer than its interval, a
// page that grows by a script a second, and JSONP.

import express from 'express';
import { log } from './log.mjs';

const LongPollMs = 2000;
const SlowAnswerMs = 2500;

const app = express();

app.get('/events', (request, response) => {
    response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache',
                   Connection: 'keep-alive' });
    response.flushHeaders();
    let n = 0;
    const timer = setInterval(() => {
        // The blank line after `id` ends a block that has no data.
        response.write(`event: testEvent\nid: ${++n}\n\n`);
        response.write(`data: {"n":${n}}\n\n`);
    }, 100);
    request.on('close', () => clearInterval(timer));
});

let longPolls = 0;
app.get('/long', (request, response) => {
    const n = ++longPolls;
    setTimeout(() => response.json({ n, time: new Date().toISOString() }), LongPollMs);
});

let slowPolls = 0;
app.get('/slow', (request, response) => {
    const n = ++slowPolls;
    setTimeout(() => response.send(`answer ${n}`), SlowAnswerMs);
});

app.get('/iframe', (request, response) => {
    response.set('Content-Type', 'text/html');
    response.write('<!DOCTYPE html><html><body>');
    let n = 0;
    const timer = setInterval(() => {
        response.write(`<script type="text/javascript">parent.onMessage({ n: ${++n}, text: '</' + 'script>' });</script>`);
    }, 1000);
    request.on('close', () => clearInterval(timer));
});

app.get('/iframe-post', (request, response) => {
    response.set('Content-Type', 'text/html');
    let n = 0;
    const timer = setInterval(() => {
        // Cut in the middle of the tag, as a socket may do at any place.
        response.write('<script>window.parent.postMessage(JSON.stri');
        response.write(`ngify({"n":${++n}}), '*')</scr`);
        response.write('ipt>\n');
    }, 200);
    request.on('close', () => clearInterval(timer));
});

app.set('jsonp callback name', 'callback');
let calls = 0;
app.get('/jsonp', (request, response) => response.jsonp({ n: ++calls }));
app.get('/jsonp-wrong', (request, response) => {
    response.type('text/javascript').send(`somethingElse({"n":1});`);
});
app.get('/jsonp-broken', (request, response) => {
    response.type('text/javascript').send(`${request.query.callback}({"n":1`);
});
app.get('/jsonp-500', (request, response) => {
    response.status(500).type('text/javascript').send(`${request.query.callback}({"n":1});`);
});

const server = app.listen(0, '127.0.0.1', () => {
    log('listening', { port: server.address().port });
});
