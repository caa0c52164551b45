// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bodies under a content coding, by Node's zlib. Settings: `type`, and `pieces`, what the body is
// made of. `/body/CODING` sends it whole, with its length; `/stream/CODING` piece by piece, each
// flushed; `/members/gzip` each coded alone. CODING is `identity`, `gzip`, `deflate` or `br`.

import { createServer } from 'node:http';
import zlib from 'node:zlib';
import { log, settings } from './log.mjs';

const whole = {
    identity: (octets) => octets, gzip: zlib.gzipSync, deflate: zlib.deflateSync,
    br: zlib.brotliCompressSync,
};
const coders = {
    gzip: () => zlib.createGzip(), deflate: () => zlib.createDeflate(),
    br: () => zlib.createBrotliCompress(),
};

async function stream(response, coding) {
    const coder = coders[coding]?.();
    let coded = 0;
    const send = (octets) => { coded += octets.length; response.write(octets); };
    coder?.on('data', send);
    for (const piece of settings.pieces) {
        const octets = Buffer.from(piece);
        if (coder) {
            await new Promise((done) => { coder.write(octets, () => coder.flush(done)); });
        } else {
            send(octets);
        }
    }
    if (coder) {
        await new Promise((done) => { coder.on('end', done); coder.end(); });
    }
    response.end();
    return coded;
}

async function members(response, coding) {
    let coded = 0;
    for (const piece of settings.pieces) {
        const octets = whole[coding](Buffer.from(piece));
        coded += octets.length;
        await new Promise((done) => { response.write(octets, done); });
    }
    response.end();
    return coded;
}

const server = createServer(async (request, response) => {
    const [, how, coding] = request.url.split('/');
    response.setHeader('Content-Type', settings.type);
    if (coding !== 'identity') {
        response.setHeader('Content-Encoding', coding);
    }
    const content = Buffer.from(settings.pieces.join(''));
    let coded;
    if (how === 'stream') {
        coded = await stream(response, coding);
    } else if (how === 'members') {
        coded = await members(response, coding);
    } else {
        const octets = whole[coding](content);
        response.setHeader('Content-Length', octets.length);
        response.end(octets);
        coded = octets.length;
    }
    log('served', { target: request.url, coded, content: content.length });
});
server.listen(0, '127.0.0.1', () => log('listening', { port: server.address().port }));
