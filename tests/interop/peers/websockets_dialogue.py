# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""One end of a WebSocket on Python's `websockets`, with the steps and the log of ws_dialogue.mjs."""

import json

import websockets


def log(event, **members):
    print(json.dumps({"event": event, **members}), flush=True)


def _as_octets(message):
    return message.encode() if isinstance(message, str) else bytes(message)


def _type(message):
    return "text" if isinstance(message, str) else "binary"


async def _send(socket, message):
    log("sent", type=_type(message), hex=_as_octets(message).hex())
    await socket.send(message)


async def _receive(socket, echo):
    message = await socket.recv()
    log("got", type=_type(message), hex=_as_octets(message).hex())
    if echo:
        await _send(socket, message)


async def _step(socket, step, echo):
    if "text" in step:
        await _send(socket, step["text"])
    elif "hex" in step:
        await _send(socket, bytes.fromhex(step["hex"]))
    elif "fragments" in step:
        log("sent", type="text", hex="".join(step["fragments"]).encode().hex())
        await socket.send(iter(step["fragments"]))
    elif "ping" in step:
        log("sent", type="ping", hex=step["ping"].encode().hex())
        await (await socket.ping(step["ping"].encode()))
        log("got", type="pong", hex=step["ping"].encode().hex())
    elif "receive" in step:
        for _ in range(step["receive"]):
            await _receive(socket, echo)
    elif "close" in step:
        code, reason = (list(step["close"]) + [""])[:2]
        log("sent", type="close", code=code, reason=reason)
        await socket.close(code, reason)


async def run(socket, settings):
    """The steps, then whatever comes until the other end closes."""
    echo = settings.get("echo", False)
    try:
        for step in settings.get("steps", []):
            await _step(socket, step, echo)
        while not socket.closed:
            await _receive(socket, echo)
    except websockets.ConnectionClosed:
        pass
    await socket.wait_closed()
    log("got", type="close", code=socket.close_code, reason=socket.close_reason or "")
    log("closed", code=socket.close_code)
