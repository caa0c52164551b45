# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Proxies that are not ours, on free ports: tinyproxy for HTTP, microsocks for SOCKS 5."""

import os
import socket
import tempfile
import time

from harness.peers import program
from harness.process import PATIENCE, Failed, Process, free_port

USER, PASSWORD = "li", "s3cret"


class _Proxy:
    """One that takes no port 0; another program may be faster to the one found."""

    def __init__(self, wants_user=False):
        self._wants_user = wants_user

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="pushscope-proxy-")
        for _ in range(5):
            self.port = free_port()
            self._process = Process(self._arguments())
            if self._listens():
                return self
            self._process.kill()
        self._folder.cleanup()
        raise Failed(f"{self._process.name} does not listen:\n" + "\n".join(self._process.errors))

    def __exit__(self, *_):
        self._process.kill()
        self._folder.cleanup()

    def _listens(self):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self._process.is_running():
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE).close()
                return True
            except ConnectionRefusedError:
                continue  # Refused at once: it has not come so far.
        return False

    def url(self, user=None, password=PASSWORD):
        credentials = f"{user}:{password}@" if user else ""
        return f"{self.SCHEME}://{credentials}127.0.0.1:{self.port}"


class Tinyproxy(_Proxy):
    SCHEME = "http"

    def _arguments(self):
        path = os.path.join(self._folder.name, "tinyproxy.conf")
        lines = [f"Port {self.port}", "Listen 127.0.0.1", "Allow 127.0.0.1", "LogLevel Connect",
                 "Timeout 60", f'PidFile "{self._folder.name}/pid"']
        if self._wants_user:
            lines.append(f"BasicAuth {USER} {PASSWORD}")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        return [program("tinyproxy", "/usr/bin/tinyproxy"), "-d", "-c", path]


class Microsocks(_Proxy):
    SCHEME = "socks5"

    def _arguments(self):
        user = ["-u", USER, "-P", PASSWORD] if self._wants_user else []
        return [program("microsocks"), "-i", "127.0.0.1", "-p", str(self.port), *user]
