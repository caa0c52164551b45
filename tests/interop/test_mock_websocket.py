# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Node `ws` and Python's `websockets` as clients of the mock."""

import json
import os
import unittest

from harness import cli, deflate, peers
from harness import records as rec
from harness.case import InteropCase
from harness.tap import Tap

LONG = "quote " * 500


class WebSocketPeersAgainstMock(InteropCase):
    def setUp(self):
        super().setUp()
        self.listen()

    def listen(self):
        self.mock = self.start(cli.Serve("-o", self.capture))
        self.tap = self.start(Tap(self.mock.port, self.mock.host))

    def url(self, path):
        return f"ws://127.0.0.1:{self.tap.port}{path}"

    def finish(self, peer, expect=0):
        self.assertEqual(peer.finish(), expect, peer.failure("had another status"))
        self.mock.wait_record("conn.close")
        self.assertEqual(self.mock.stop(), 130)
        self.check_capture(self.mock.records)
        return self.mock.records

    def check_echo(self, records, peer, silent_pongs=False):
        """Both directions of an echo, record by record against the peer's log."""
        def values(events):
            return [v for v in rec.peer_values(events) if not (silent_pongs and v[0] == "pong")]
        sent = values(peer.of("sent"))
        got = values(peer.of("got"))
        self.assertEqual(rec.websocket_values(records, "client"), sent)
        theirs = [v for v in rec.websocket_values(records, "server")
                  if not (silent_pongs and v[0] == "pong")]
        self.assertEqual(theirs, got)
        self.assertEqual({r["cause"] for r in rec.of(records, "ws.message", from_="server")},
                         {"echo"})

    NODE_STEPS = [{"text": "grüße"}, {"hex": "00ff"}, {"ping": "p1"},
                  {"fragments": ["a", "b", "c"]}, {"text": LONG}, {"until": 4},
                  {"close": [3999, "enough"]}]

    def node_echo(self, options):
        peer = self.start(peers.node("ws_client.mjs", url=self.url("/ws/echo"), deflate=options,
                                     steps=self.NODE_STEPS))
        records = self.finish(peer)
        self.check_echo(records, peer)
        closed, = rec.of(records, "ws.closed")
        self.assertEqual(closed["reason"], "enough")
        self.assertEqual((closed["code"], closed["clean"], closed["by"], closed["how"]),
                         (3999, True, "client", "handshake"))
        self.assertFalse([r for r in records if r.get("violations")])
        self.tap.connections[0].wait()
        self.check_wire(rec.of(records, "ws.handshake")[0]["conn"], self.tap.connections[0])
        if not options:
            self.check_websocket_decoded(records, self.tap.connections[0])
        return records

    def test_node_echo_uncompressed(self):
        records = self.node_echo(False)
        self.assertFalse([r for r in rec.of(records, "ws.message") if r.get("compressed")])
        self.check_same_capture(records)

    def test_node_echo_compressed(self):
        records = self.node_echo({"threshold": 0})
        self.assertTrue(all(r["compressed"] for r in rec.of(records, "ws.message", from_="client")))

    def test_node_echo_compressed_with_every_offer(self):
        """RFC 7692 section 7.1: each of the four parameters offered, and left out."""
        for number, parameters in enumerate(deflate.combinations()):
            with self.subTest(parameters=parameters):
                if number > 0:
                    self.capture = os.path.join(self.folder, f"{number}.pushscope")
                    self.listen()
                records = self.node_echo({"threshold": 0, **parameters})
                agreed = deflate.agreed(rec.headers(rec.of(records, "http.response")[0]))
                for parameter in deflate.on_the_wire(parameters):
                    self.assertIn(parameter, agreed)

    def test_node_handshake_fields(self):
        peer = self.start(peers.node(
            "ws_client.mjs", url=self.url("/ws/echo?x=1"), headers={"X-Odd-CASE": "1"},
            steps=[{"close": [1000, ""]}]))
        records = self.finish(peer)
        response, = peer.of("response")
        self.assertEqual(response["status"], 101)
        self.assertEqual(rec.headers(rec.of(records, "http.response")[0]),
                         [tuple(pair) for pair in response["headers"]])
        request, = rec.of(records, "http.request")
        self.assertEqual(request["target"], "/ws/echo?x=1")
        self.assertIn(("X-Odd-CASE", "1"), rec.headers(request))

    def python_echo(self, deflate):
        steps = [{"text": "grüße"}, {"hex": "00ff"}, {"fragments": ["a", "b"]}, {"text": LONG},
                 {"receive": 4}, {"ping": "p1"}, {"close": [1000, "bye"]}]
        peer = self.start(peers.python("websockets_client.py", url=self.url("/ws/echo"),
                                       deflate=deflate, steps=steps))
        records = self.finish(peer)
        self.check_echo(records, peer)
        self.assertFalse([r for r in records if r.get("violations")])
        self.tap.connections[0].wait()
        self.check_wire(rec.of(records, "ws.handshake")[0]["conn"], self.tap.connections[0])

    def test_python_echo_uncompressed(self):
        self.python_echo(False)

    def test_python_echo_compressed(self):
        self.python_echo(True)

    def test_feed_pushes_what_is_published(self):
        peer = self.start(peers.node("ws_client.mjs", url=self.url("/ws"), steps=[
            {"text": "is ignored"}, {"until": 2}, {"close": [1000, ""]}]))
        peer.wait_event("open")
        peer.wait_event("got", type="text")
        records = self.finish(peer)
        got = [v for v in rec.peer_values(peer.of("got")) if v[0] == "text"]
        pushed = [v for v in rec.websocket_values(records, "server") if v[0] == "text"]
        self.assertEqual(pushed[:len(got)], got)
        ticks = [json.loads(bytes.fromhex(value)) for _, value in got]
        self.assertEqual([t["n"] for t in ticks], list(range(ticks[0]["n"], ticks[0]["n"] + 2)))

    def test_chat_tells_everyone(self):
        ann = self.start(peers.node("ws_client.mjs", url=self.url("/chat"),
                                    steps=[{"until": 2}, {"close": [1000, ""]}]))
        ann.wait_event("open")
        bob = self.start(peers.python(
            "websockets_client.py", url=self.url("/chat"),
            steps=[{"text": "hello"}, {"text": "all"}, {"receive": 2}, {"close": [1000, ""]}]))
        self.assertEqual((ann.finish(), bob.finish()), (0, 0))
        wanted = [("text", b"hello".hex()), ("text", b"all".hex())]
        for peer in (ann, bob):
            got = [v for v in rec.peer_values(peer.of("got")) if v[0] == "text"]
            self.assertEqual(got, wanted)
        self.mock.wait_records(2, "conn.close")
        self.mock.stop()
        self.check_capture(self.mock.records)

    def test_unknown_path_is_refused(self):
        self.wanted_findings = ["abnormal-closure"]
        peer = self.start(peers.python("websockets_client.py", url=self.url("/nowhere")))
        records = self.finish(peer)
        self.assertEqual(peer.of("refused")[0]["status"], 404)
        self.assertEqual(rec.of(records, "http.response")[0]["status"], 404)
        self.assertFalse(rec.of(records, "ws.handshake")[0]["accepted"])
        closed, = rec.of(records, "ws.closed")
        self.assertEqual((closed["code"], closed["how"]), (1006, "http-refusal"))


if __name__ == "__main__":
    unittest.main()
