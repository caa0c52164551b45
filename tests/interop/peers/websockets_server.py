# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Python `websockets` as server. Settings: steps, echo, deflate, subprotocols."""

import asyncio
import json
import sys

import websockets
from websockets_dialogue import log, run


async def main(settings):
    async def handle(socket):
        log("request", target=socket.path,
            headers=[list(pair) for pair in socket.request_headers.raw_items()])
        await run(socket, settings)

    options = {
        "compression": "deflate" if settings.get("deflate") else None,
        "subprotocols": settings.get("subprotocols"),
        "ping_interval": None, "max_size": None,
    }
    async with websockets.serve(handle, "127.0.0.1", 0, **options) as server:
        log("listening", port=server.sockets[0].getsockname()[1])
        await asyncio.Future()


asyncio.run(main(json.loads(sys.argv[1])))
