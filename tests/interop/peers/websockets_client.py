# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Python `websockets` as client. Settings: url, steps, echo, deflate, subprotocols, origin."""

import asyncio
import json
import sys

import websockets
from websockets_dialogue import log, run


async def main(settings):
    options = {
        "compression": "deflate" if settings.get("deflate") else None,
        "subprotocols": settings.get("subprotocols"), "origin": settings.get("origin"),
        "ping_interval": None, "max_size": None,
    }
    try:
        async with websockets.connect(settings["url"], **options) as socket:
            log("response", headers=[list(pair) for pair in socket.response_headers.raw_items()])
            log("open", subprotocol=socket.subprotocol or "",
                extensions=[extension.name for extension in socket.extensions])
            await run(socket, settings)
    except websockets.InvalidStatusCode as refusal:
        log("refused", status=refusal.status_code)


asyncio.run(main(json.loads(sys.argv[1])))
