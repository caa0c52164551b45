// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Node `eventsource` as client of the mock. Settings: url, types (beside `message`), count.

import { EventSource } from 'eventsource';
import { hex, log, settings } from './log.mjs';

const source = new EventSource(settings.url, {
    fetch: async (url, options) => {
        const response = await fetch(url, {
            ...options, headers: { ...options.headers, ...settings.headers } });
        log('response', { status: response.status, type: response.headers.get('content-type'),
                          allow: response.headers.get('access-control-allow-origin'),
                          asked: options.headers });
        return response;
    },
});
let got = 0;
function onEvent(event) {
    log('got', { type: event.type, data: event.data, id: event.lastEventId,
                 hex: hex(event.data) });
    got += 1;
    if (got === settings.count) {
        source.close();
        log('closed');
        process.exit(0);
    }
}
source.addEventListener('open', () => log('open'));
source.addEventListener('error', (event) => {
    log('error', { code: event.code ?? 0, state: source.readyState });
});
source.addEventListener('message', onEvent);
for (const type of settings.types ?? []) {
    source.addEventListener(type, onEvent);
}
