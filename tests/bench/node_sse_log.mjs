// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// node_sse_log.mjs PORT FILE: the npm package `eventsource`, a JSON line per event.

import { createWriteStream } from 'node:fs';
import { EventSource } from 'eventsource';

const [, , port, file] = process.argv;
const out = createWriteStream(file, { highWaterMark: 1 << 20 });
const source = new EventSource(`http://127.0.0.1:${port}/`);
const started = process.hrtime.bigint();
let count = 0;
source.addEventListener('message', (event) => {
    count += 1;
    const t = Number(process.hrtime.bigint() - started);
    out.write(JSON.stringify({ seq: count, t, from: 'server', id: event.lastEventId,
                               text: event.data }) + '\n');
});
source.addEventListener('error', () => {
    source.close();
    out.end(() => console.log(count));
});
