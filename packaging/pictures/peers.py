#!/usr/bin/env python3
# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Endpoints worth a picture: they break off, drop events and change, as real ones do.

Prints `listening PORT` and serves on loopback until it is ended:

  /quotes  WebSocket: quotes, a Ping every two seconds, an order book in three fragments, and
           after six seconds a TCP reset instead of a Close frame
  /jobs    SSE: progress with ids, a block without data, and an end after five seconds, so that
           the client comes back with Last-Event-ID
  /status  JSON that is another at every third request
"""

import asyncio
import base64
import hashlib
import json
import random
import socket
import struct

WEBSOCKET_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
QUOTES_SECONDS = 6
JOBS_SECONDS = 5


def frame(opcode, payload, fin=True):
    """An unmasked frame, as a server writes it (RFC 6455 section 5.2)."""
    first = (0x80 if fin else 0) | opcode
    if len(payload) < 126:
        return struct.pack("!BB", first, len(payload)) + payload
    return struct.pack("!BBH", first, 126, len(payload)) + payload


async def pace(seconds):
    """Lets time go by between two messages: what is pictured is their rhythm."""
    try:
        await asyncio.wait_for(asyncio.Event().wait(), seconds)
    except asyncio.TimeoutError:
        pass


async def read_head(reader):
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    key = next((line.split(": ", 1)[1] for line in lines if line.lower().startswith("sec-websocket-key")), "")
    return lines[0].split(" ")[1].split("?")[0], fields, key


async def drain_input(reader):
    while await reader.read(4096):
        pass


async def serve_quotes(reader, writer, key):
    accept = base64.b64encode(hashlib.sha1(key.encode() + WEBSOCKET_GUID).digest())
    writer.write(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                 b"Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n")
    ignoring = asyncio.ensure_future(drain_input(reader))
    rng = random.Random(7)
    bid = 1.08411
    steps = QUOTES_SECONDS * 8
    for n in range(1, steps + 1):
        bid += rng.uniform(-0.0002, 0.0002)
        quote = {"sym": "EURUSD", "bid": round(bid, 5), "ask": round(bid + 0.00008, 5), "n": n}
        writer.write(frame(1, json.dumps(quote, separators=(",", ":")).encode()))
        if n % 16 == 5:
            writer.write(frame(9, b"keepalive"))
        if n % 20 == 12:
            book = json.dumps({"book": [[round(bid - i / 1e5, 5), 2.5] for i in range(120)]}).encode()
            writer.write(frame(1, book[:1024], fin=False))
            await writer.drain()
            writer.write(frame(0, book[1024:2048], fin=False) + frame(0, book[2048:]))
        await writer.drain()
        await pace(rng.uniform(0.06, 0.19))
    ignoring.cancel()
    # Zero lingering: close() sends a reset.
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                               struct.pack("ii", 1, 0))


async def serve_jobs(writer, fields):
    done = int(fields.get("last-event-id", "0") or 0) if fields.get("last-event-id", "0").isdigit() else 0
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n"
                 b"Connection: close\r\n\r\nretry: 1200\n\n: stream of job 7\n\n")
    for step in range(JOBS_SECONDS * 3):
        done += 1
        if step == 6:
            writer.write(b"event: testEvent\nid: testId\n\n")
        writer.write(b"event: progress\nid: %d\ndata: {\"job\":7,\"pct\":%d}\n\n" % (done, min(100, done * 2)))
        await writer.drain()
        await pace(0.33)


async def serve_status(writer, count):
    body = json.dumps({"queue": count // 3, "state": "busy" if count // 3 % 2 else "idle",
                       "workers": [{"id": 1, "job": count // 3 + 40}, {"id": 2, "job": None}]}).encode()
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                 b"Content-Length: %d\r\n\r\n" % len(body) + body)
    await writer.drain()


class Peers:
    def __init__(self):
        self.requests = 0

    async def serve(self, reader, writer):
        try:
            path, fields, key = await read_head(reader)
            if path == "/quotes":
                await serve_quotes(reader, writer, key)
            elif path == "/jobs":
                await serve_jobs(writer, fields)
            elif path == "/status":
                self.requests += 1
                await serve_status(writer, self.requests)
            else:
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


async def main():
    server = await asyncio.start_server(Peers().serve, "127.0.0.1", 0)
    print("listening", server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


try:
    asyncio.run(main())
except KeyboardInterrupt:
    pass
