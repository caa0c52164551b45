# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""nginx between our client and our mock, set up rightly and wrongly: what each end records of it."""

import json
import os
import socket
import threading
import time
import unittest

from harness import cli
from harness import records as rec
from harness.case import InteropCase
from harness.nginx import Nginx
from harness.process import PATIENCE

# More than what lies in the kernel and in nginx between the mock and a reader.
LARGE = 40_000_000
# Longer than the mock waits for a FIN once it has closed.
SLOW_SECONDS = 5
# A buffer of nginx, 4 KiB, holds some three quarters of a second of these.
EVERY_MS = 20
SCENARIO = {
    "channels": {"quick": {"every_ms": EVERY_MS,
                           "message": {"n": "{{n}}", "time": "{{time}}", "pad": "x" * 30}},
                 "quiet": {},
                 "flood": {"every_ms": 5, "message": "x" * 500_000}},
    "endpoints": [
        {"path": "/echo", "technique": "websocket",
         "on_message": [{"match": "*", "reply": "{{message}}"}]},
        {"path": "/feed", "technique": "sse", "channel": "quick"},
        {"path": "/flood", "technique": "sse", "channel": "flood"},
        {"path": "/files", "static": "files"},
        {"path": "/quiet", "technique": "sse", "channel": "quiet"},
        {"path": "/wait", "technique": "long-poll", "channel": "quiet"}]}


class Fixture(InteropCase):
    RECORDING = ()

    def setUp(self):
        super().setUp()
        path = os.path.join(self.folder, "scenario.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(SCENARIO, file)
        os.mkdir(os.path.join(self.folder, "files"))
        with open(os.path.join(self.folder, "files", "large.bin"), "wb") as file:
            file.write(bytes(LARGE))
        # Of what is large the heads will do.
        self.mock = self.start(cli.Serve("--scenario", path, *self.RECORDING))
        self.front = self.start(Nginx("front.conf.in", UPSTREAM=str(self.mock.port)))

    def end_mock(self):
        self.assertEqual(self.mock.stop(), 130)
        self.check_capture(self.mock.records)
        return self.mock


class MockBehindNginx(Fixture):
    def run_client(self, path, *arguments, scheme="http", status=0):
        client = self.start(cli.Connect(self.front.address(path, scheme), "-o", self.capture,
                                        *arguments))
        self.assertEqual(client.finish(), status, client.failure("had another status"))
        self.check_capture(client.records)
        self.check_same_capture(client.records)
        return client

    def test_upgrade_fields(self):
        """Handed on, the WebSocket is whole at both ends."""
        client = self.run_client("/upgrade/echo", "--send", "one", "--send-binary", "00ff",
                                 "--count", "2", scheme="ws")
        mock = self.end_mock()
        for sender in ("client", "server"):
            self.assertEqual(rec.websocket_values(client.records, sender),
                             rec.websocket_values(mock.records, sender))
        # nginx names itself to the mock, not the client.
        self.assertIn(("Connection", "upgrade"), rec.headers(mock.of("http.request")[0]))
        self.assertFalse([r for r in client.records if r.get("violations")])

    def test_no_upgrade_fields(self):
        """Left out, the mock sees a request without an Upgrade field, and says so to the client."""
        self.wanted_findings = ["abnormal-closure"]
        client = self.run_client("/default/echo", scheme="ws", status=1)
        mock = self.end_mock()
        request = mock.of("http.request")[0]
        self.assertEqual(request["version"], "HTTP/1.0")
        self.assertNotIn("upgrade", [name.lower() for name, _ in rec.headers(request)])
        self.assertEqual(client.of("http.response")[0]["status"],
                         mock.of("http.response")[0]["status"])
        handshake, = client.of("ws.handshake")
        self.assertFalse(handshake["accepted"])
        error, = client.of("error")
        self.assertEqual((error["code"], error["status"]), ("http-status", "426"))

    def bursts(self, events):
        """Into how many moments the events fall, 2 ms apart at least."""
        times = [event["t"] for event in events]
        return 1 + sum(later - sooner > 2_000_000 for sooner, later in zip(times, times[1:]))

    def listen(self, path, version):
        """250 events, five seconds of them, and that those of the mock went off one by one."""
        client = self.run_client(path, "--technique", "sse", "--count", "250")
        mock = self.end_mock()
        self.assertEqual(mock.of("http.request")[0]["version"], "HTTP/" + version)
        self.assertGreater(self.bursts(mock.of("sse.event")), 125)
        came, went = rec.sse_values(client.records), rec.sse_values(mock.records)
        both = min(len(came), len(went))
        self.assertEqual(came[:both], went[:both])
        return client.of("sse.event")

    def test_buffered_over_http_1_0(self):
        """A body without a length is handed on whenever a buffer is full."""
        self.wanted_findings = ["buffered-bursts"]
        events = self.listen("/default/feed", "1.0")
        self.assertLess(self.bursts(events), len(events) / 8)

    def test_buffered_over_http_1_1(self):
        """A chunk that is whole is handed on at once, whatever the buffers."""
        self.assertGreater(self.bursts(self.listen("/buffered/feed", "1.1")), 125)

    def test_unbuffered(self):
        self.assertGreater(self.bursts(self.listen("/upgrade/feed", "1.1")), 125)

    def test_quiet_websocket_is_cut(self):
        self.wanted_findings = ["abnormal-closure"]
        client = self.run_client("/impatient/echo", scheme="ws", status=1)
        closed, = client.of("ws.closed")
        self.assertEqual((closed["code"], closed["clean"], closed["by"], closed["how"]),
                         (1006, False, "error", "fin"))

    def test_quiet_stream_is_cut(self):
        """The body ends without its last chunk."""
        client = self.run_client("/impatient/quiet", "--technique", "sse", "--no-reconnect",
                                 status=1)
        self.assertEqual(client.of("http.response")[0]["status"], 200)
        error, = client.of("error")
        self.assertEqual(error["code"], "closed-early")
        self.assertIn("missing-last-chunk",
                      [name for r in client.records for name in r.get("violations", [])])

    def test_quiet_poll_is_answered_by_nginx(self):
        client = self.run_client("/impatient/wait?timeout=25000", "--technique", "long-poll",
                                 "--no-reconnect", status=1)
        response, = client.of("http.response")
        self.assertEqual(response["status"], 504)
        self.assertTrue([v for n, v in rec.headers(response) if n == "Server"][0].startswith("nginx"))


class SlowReaderBehindNginx(Fixture):
    RECORDING = ("--record", "heads")

    def read_slowly(self, path, version):
        """All that comes; for the first seconds no more than some 3 MB of it each."""
        pause = threading.Event()
        with socket.socket() as reader:
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
            reader.settimeout(PATIENCE)
            reader.connect(("127.0.0.1", self.front.port))
            reader.sendall(f"GET {path} HTTP/{version}\r\nHost: localhost\r\n"
                           "Connection: close\r\n\r\n".encode())
            began = time.monotonic()
            octets = bytearray()
            while piece := reader.recv(150_000):
                octets += piece
                if time.monotonic() - began < SLOW_SECONDS:
                    pause.wait(0.05)
        return bytes(octets)

    def test_file_arrives_whole(self):
        """Closing, the mock waits for who reads: its last octets were queued seconds ago."""
        octets = self.read_slowly("/unbuffered/files/large.bin", "1.0")
        head, _, body = octets.partition(b"\r\n\r\n")
        self.assertIn(b" 200 OK\r\n", head)
        self.assertEqual(len(body), LARGE)
        mock = self.end_mock()
        self.assertEqual(mock.of("http.request")[0]["version"], "HTTP/1.0")
        close, = mock.of("conn.close")
        self.assertEqual((close["how"], close.get("error")), ("fin", None))
        self.assertEqual(mock.of("error"), [])

    def test_stream_ends_properly(self):
        """More than it reads: its queue is full one day, and the stream ends as streams end."""
        octets = self.read_slowly("/upgrade/flood", "1.1")
        self.assertTrue(octets.endswith(b"\r\n0\r\n\r\n"), octets[-80:])
        mock = self.end_mock()
        error, = mock.of("error")
        self.assertEqual((error["code"], error["limit"]), ("slow-consumer", str(1024 * 1024)))
        self.assertTrue(mock.of("http.end", from_="server")[0]["complete"])
        self.assertEqual(mock.of("conn.close")[0]["how"], "fin")


if __name__ == "__main__":
    unittest.main()
