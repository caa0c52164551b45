# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Thousands of idle WebSockets from another process: the mock holds them and still answers each."""

import contextlib
import resource
import socket
import unittest

from harness import cli
from harness.case import InteropCase
from harness.process import PATIENCE

CLIENTS = 2_000
BATCH = 200  # What a queue of connections to accept may hold.
# Of a descriptor each, and what a process has open besides.
FILES_NEEDED = CLIENTS + 200
# What a shell gives a program: too few for these clients, unless the mock asks for more.
FILES_AT_FIRST = 1_024
MASK = b"\x11\x22\x33\x44"

HANDSHAKE = (b"GET /ws/echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
             b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
             b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")


def asked(port):
    client = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    client.sendall(HANDSHAKE)
    return client


def answered(client):
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        octets = client.recv(4096)
        if not octets:
            raise AssertionError(f"closed after {head}")
        head += octets
    if not head.startswith(b"HTTP/1.1 101 "):
        raise AssertionError(head)


def ping(number):
    """Whose payload is that number, and what answers it."""
    payload = number.to_bytes(4, "big")
    masked = bytes(a ^ b for a, b in zip(payload, MASK))
    return b"\x89\x84" + MASK + masked, b"\x8a\x04" + payload


class IdleWebSockets(InteropCase):
    def setUp(self):
        super().setUp()
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard != resource.RLIM_INFINITY:
            self.assertGreaterEqual(hard, FILES_NEEDED, "this machine allows too few open files")
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        resource.setrlimit(resource.RLIMIT_NOFILE, (FILES_AT_FIRST, hard))
        self.mock = self.start(cli.Serve("--record", "none"))
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, FILES_NEEDED), hard))

    def test_each_answers(self):
        with contextlib.ExitStack() as opened:
            clients = []
            while len(clients) < CLIENTS:
                batch = [opened.enter_context(asked(self.mock.port)) for _ in range(BATCH)]
                for client in batch:
                    answered(client)
                clients += batch
            for number, client in enumerate(clients):
                client.sendall(ping(number)[0])
            for number, client in enumerate(clients):
                wanted = ping(number)[1]
                self.assertEqual(client.recv(len(wanted), socket.MSG_WAITALL), wanted)
            # One more is served as the first was.
            last = opened.enter_context(asked(self.mock.port))
            answered(last)
        self.assertEqual(self.mock.stop(), 130)
        self.assertEqual(self.mock.of("error"), [])


if __name__ == "__main__":
    unittest.main()
