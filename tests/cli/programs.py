# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs pushscope-cli, and servers of a few lines that misbehave on purpose."""

import base64
import hashlib
import json
import os
import socket
import subprocess
import tempfile
import threading
import unittest

CLI = os.environ["PUSHSCOPE_CLI"]
TIMEOUT = 60  # Seconds after which a run is taken for hung.


class Result:
    def __init__(self, status, out, err):
        self.status = status
        self.out = out
        self.err = err
        self.lines = [json.loads(line) for line in out.splitlines() if line.startswith("{")]

    def kinds(self):
        return [line["kind"] for line in self.lines]

    def last(self, kind):
        found = [line for line in self.lines if line["kind"] == kind]
        return found[-1] if found else None

    def all(self, kind):
        return [line for line in self.lines if line["kind"] == kind]


def run(*arguments, stdin=None, **options):
    done = subprocess.run([CLI, *arguments], input=stdin, capture_output=True, timeout=TIMEOUT,
                          check=False, **options)
    return Result(done.returncode, done.stdout.decode(errors="surrogateescape"),
                  done.stderr.decode())


class CaptureCase(unittest.TestCase):
    """A test with a folder of its own, and a name in it for a capture."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="pushscope-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.capture = os.path.join(self.folder, "c.pushscope")


class Mock:
    """`serve` on a free port, until the block ends."""

    def __init__(self, *arguments):
        self._arguments = arguments

    def __enter__(self):
        self._process = subprocess.Popen([CLI, "serve", "--port", "0", "--json", *self._arguments],
                                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        first = json.loads(self._process.stdout.readline())
        assert first["kind"] == "listen", first
        self.url = first["url"]
        self.ws = self.url.replace("http", "ws", 1)
        self.lines = [first]
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        return self

    def _read(self):
        for line in self._process.stdout:
            self.lines.append(json.loads(line))

    def __exit__(self, *_):
        self._process.terminate()
        self.status = self._process.wait(TIMEOUT)
        self._reader.join(TIMEOUT)
        self._process.stdout.close()
        self._process.stderr.close()


class Server:
    """A TCP server that hands each connection to @p talk(connection), one after the other."""

    def __init__(self, talk, wrap=None):
        self._talk = talk
        self._wrap = wrap
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def _serve(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            try:
                connection.settimeout(TIMEOUT)
                if self._wrap:
                    connection = self._wrap(connection)
                self._talk(connection)
            except OSError:
                pass
            finally:
                connection.close()

    def __exit__(self, *_):
        self._socket.close()

    def url(self, scheme):
        return f"{scheme}://127.0.0.1:{self.port}/"


def read_head(connection):
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(4096)
        if not piece:
            break
        head += piece
    return head


def upgrade(connection, extensions=""):
    """The server's side of an opening handshake."""
    head = read_head(connection)
    key = next(line.split(b":", 1)[1].strip() for line in head.split(b"\r\n")
               if line.lower().startswith(b"sec-websocket-key:"))
    accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
    connection.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                       b"Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept + b"\r\n"
                       + extensions.encode() + b"\r\n")


def drain(connection):
    """Reads until the peer ends the connection."""
    while connection.recv(65536):
        pass
