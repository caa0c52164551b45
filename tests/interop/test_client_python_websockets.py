# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Our WebSocket client against Python's `websockets`, which asks for 12-bit windows."""

import unittest

from harness import cli, peers
from harness import records as rec
from harness.case import InteropCase

STEPS = [{"receive": 2}, {"text": "grüße"}, {"hex": "00ff10"}, {"ping": "p"},
         {"fragments": ["one ", "two"]}, {"text": "tick " * 400}]


class ClientAgainstPythonWebsockets(InteropCase):
    def dialogue(self, deflate, *arguments):
        server = self.start(peers.python("websockets_server.py", steps=STEPS, deflate=deflate))
        port = server.wait_event("listening")["port"]
        with cli.Connect(f"ws://127.0.0.1:{port}/", "--send", "hello", "--send-binary", "00",
                         "--count", "4", *arguments) as client:
            self.assertEqual(client.finish(), 0, client.failure("had another status"))
            self.check_capture(client.records)
            records = client.records
        server.wait_event("closed")
        # The library answers pings by itself and tells nobody.
        ours = [v for v in rec.websocket_values(records, "client") if v[0] != "pong"]
        theirs = [v for v in rec.peer_values(server.of("got")) if v[0] != "pong"]
        self.assertEqual(ours, theirs)
        self.assertEqual([v for v in rec.websocket_values(records, "server") if v[0] != "close"],
                         rec.peer_values(server.of("sent")))
        self.assertEqual(rec.octets(rec.of(records, "ws.pong", from_="client")[0]), b"p")
        request, = server.of("request")
        self.assertEqual(rec.headers(rec.of(records, "http.request")[0]),
                         [tuple(pair) for pair in request["headers"]])
        return records

    def test_uncompressed(self):
        records = self.dialogue(False)
        self.assertFalse([r for r in rec.of(records, "ws.message") if r.get("compressed")])

    def test_compressed(self):
        records = self.dialogue(True)
        self.assertTrue(all(r["compressed"] for r in rec.of(records, "ws.message", from_="server")))
        self.assertIn("12", str(rec.of(records, "ws.handshake")[0]["extensions"]))


if __name__ == "__main__":
    unittest.main()
