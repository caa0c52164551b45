# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Headless Chromium, told over its own debugging socket what to load and to evaluate."""

import asyncio
import json
import re
import tempfile
import urllib.request

import websockets

from harness.peers import program
from harness.process import PATIENCE, Failed, Process

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-default-apps", "--disable-extensions", "--disable-dev-shm-usage",
         "--no-default-browser-check", "--remote-debugging-port=0"]


class Chromium:
    """A browser with a fresh profile; evaluate() runs a script in a page and awaits its promise."""

    def __enter__(self):
        self._profile = tempfile.TemporaryDirectory(prefix="pushscope-chromium-",
                                                    ignore_cleanup_errors=True)
        self._process = Process(
            [program("chromium", "chromium-browser"), *FLAGS,
             f"--user-data-dir={self._profile.name}", "about:blank"],
            read="stderr", environment={"HOME": self._profile.name})
        try:
            line = self._process.wait_line(lambda text: "DevTools listening on" in text,
                                           "its debugging address")
        except BaseException:
            self.__exit__()
            raise
        self._port = int(re.search(r"ws://[^:]+:(\d+)/", line).group(1))
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._profile.cleanup()

    def _page_socket(self):
        address = f"http://127.0.0.1:{self._port}/json/new?about:blank"
        request = urllib.request.Request(address, method="PUT")
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            return json.load(response)["webSocketDebuggerUrl"]

    def evaluate(self, url, script):
        """Loads url in a new tab, then the value of what the expression's promise resolves to."""
        return self.evaluate_all([(url, script)])[0]

    def evaluate_all(self, pages):
        """The same for several tabs at once; pages are pairs of a URL and a script."""
        async def run():
            return await asyncio.gather(*(self._evaluate(*page) for page in pages))
        return asyncio.run(asyncio.wait_for(run(), PATIENCE))

    async def _evaluate(self, url, script):
        async with websockets.connect(self._page_socket(), max_size=None,
                                      ping_interval=None) as socket:
            page = _Page(socket)
            await page.call("Page.enable")
            await page.call("Runtime.enable")
            answer = await page.call("Page.navigate", url=url)
            if answer.get("errorText"):
                raise Failed(f"Chromium did not load {url}: {answer['errorText']}")
            await page.event("Page.loadEventFired")
            answer = await page.call("Runtime.evaluate", expression=script, awaitPromise=True,
                                     returnByValue=True)
            if "exceptionDetails" in answer:
                raise Failed(f"the page threw: {json.dumps(answer['exceptionDetails'])}")
            await page.call("Page.close")
            return answer["result"].get("value")


class _Page:
    def __init__(self, socket):
        self._socket = socket
        self._number = 0
        self._events = []

    async def call(self, method, **parameters):
        self._number += 1
        await self._socket.send(json.dumps(
            {"id": self._number, "method": method, "params": parameters}))
        while True:
            message = json.loads(await self._socket.recv())
            if message.get("id") == self._number:
                if "error" in message:
                    raise Failed(f"{method}: {message['error']}")
                return message["result"]
            self._events.append(message.get("method"))

    async def event(self, method):
        while method not in self._events:
            self._events.append(json.loads(await self._socket.recv()).get("method"))
