// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the peers share: settings in, one JSON object per line out.

export const settings = JSON.parse(process.argv[2] ?? '{}');

export function log(event, members = {}) {
    process.stdout.write(JSON.stringify({ event, ...members }) + '\n');
}

/** An octet string as the tests compare it. */
export function hex(data) {
    if (Array.isArray(data)) {
        return Buffer.concat(data).toString('hex');
    }
    return Buffer.from(data).toString('hex');
}

/** [[name, value], …] from Node's flat list, in wire order and case. */
export function pairs(rawHeaders) {
    const found = [];
    for (let i = 0; i < rawHeaders.length; i += 2) {
        found.push([rawHeaders[i], rawHeaders[i + 1]]);
    }
    return found;
}
