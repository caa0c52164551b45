// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Arguments of events with octets in them, as JSON.

/** Octets as {hex}, at any depth: what both ends can print. */
export function plain(value) {
    if (Buffer.isBuffer(value) || value instanceof Uint8Array || value instanceof ArrayBuffer) {
        return { hex: Buffer.from(value).toString('hex') };
    }
    if (Array.isArray(value)) {
        return value.map(plain);
    }
    if (value !== null && typeof value === 'object') {
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
    }
    return value;
}

/** The other way round. */
export function rich(value) {
    if (Array.isArray(value)) {
        return value.map(rich);
    }
    if (value !== null && typeof value === 'object') {
        if (Object.keys(value).join() === 'hex') {
            return Buffer.from(value.hex, 'hex');
        }
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rich(one)]));
    }
    return value;
}
