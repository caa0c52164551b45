// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// node_ws_log.mjs PORT FILE: what people write in a minute: Node `ws`, a JSON line per message.

import { createWriteStream } from 'node:fs';
import WebSocket from 'ws';

const [, , port, file] = process.argv;
const out = createWriteStream(file, { highWaterMark: 1 << 20 });
const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { perMessageDeflate: false });
const started = process.hrtime.bigint();
let count = 0;
socket.on('message', (data) => {
    count += 1;
    const t = Number(process.hrtime.bigint() - started);
    const line = JSON.stringify({ seq: count, t, from: 'server', text: data.toString() });
    // Memory stays bounded, as it does for whom this is compared with.
    if (!out.write(line + '\n') && !socket.isPaused) {
        socket.pause();
        out.once('drain', () => socket.resume());
    }
});
socket.on('close', () => out.end(() => console.log(count)));
