# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Our WebSocket client against Node `ws`."""

import os
import unittest

from harness import cli, deflate, peers
from harness import records as rec
from harness.case import InteropCase
from harness.tap import Tap

LONG = "quote " * 500  # Compresses well, and its length needs the 16-bit form.

STEPS = [{"until": 2}, {"text": "grüße"}, {"hex": "00ff10"}, {"ping": "are you there"},
         {"fragments": ["one ", "two ", "three"]}, {"text": LONG}]
SENT = ["--send", "hello", "--send-binary", "cafe00", "--ping"]
TEXTS = 4  # Messages that the server sends.


class ClientAgainstNodeWs(InteropCase):
    def serve(self, **settings):
        server = self.start(peers.node("ws_server.mjs", **settings))
        return server, server.wait_event("listening")["port"]

    def talk(self, port, *arguments, expect=0):
        with cli.Connect(f"ws://127.0.0.1:{port}/feed?a=1", "-o", self.capture,
                         *arguments) as client:
            self.assertEqual(client.finish(), expect, client.failure("had another status"))
            self.check_capture(client.records)
            return client.records

    def check_dialogue(self, records, server):
        self.check_sent(records, "client", server.events, "got")
        sent = [value for value in rec.websocket_values(records, "server") if value[0] != "close"]
        self.assertEqual(sent, rec.peer_values(e for e in server.of("sent")
                                               if e["type"] != "close"))

    def dialogue(self, options, *arguments):
        server, port = self.serve(steps=STEPS, deflate=options)
        tap = self.start(Tap(port))
        records = self.talk(tap.port, *SENT, "--count", str(TEXTS), *arguments)
        server.wait_event("closed")
        self.check_dialogue(records, server)
        return records, server, tap

    def test_dialogue_uncompressed(self):
        records, server, tap = self.dialogue(False, "--no-deflate")
        closed, = rec.of(records, "ws.closed")
        self.assertEqual((closed["code"], closed["clean"], closed["by"], closed["how"]),
                         (1000, True, "client", "handshake"))
        self.assertEqual([r["frames"] for r in rec.of(records, "ws.message", from_="server")],
                         [1, 1, 3, 1])
        self.assertEqual(len(rec.of(records, "ws.frame", from_="server")), 3)
        self.assertTrue(all(r["masked"] for r in rec.of(records, "ws.message", from_="client")))
        self.assertEqual([r["cause"] for r in rec.of(records, "ws.pong", from_="client")], ["auto"])
        self.assertEqual(len([r for r in rec.of(records, "ws.pong", from_="server")
                              if "rtt_ns" in r]), 1)
        self.assertFalse([r for r in records if r.get("violations")])
        self.check_same_capture(records)
        tap.connections[0].wait()
        self.check_wire(rec.of(records, "ws.handshake")[0]["conn"], tap.connections[0])
        self.check_websocket_decoded(records, tap.connections[0])

    def test_dialogue_compressed(self):
        records, _, tap = self.dialogue({"threshold": 0})
        messages = rec.of(records, "ws.message", from_="server")
        self.assertTrue(all(r["compressed"] for r in messages))
        self.assertLess(messages[-1]["wire_size"], len(LONG) // 10)
        agreed = deflate.agreed(rec.headers(rec.of(records, "http.response")[0]))
        self.assertIn("permessage-deflate", agreed)
        tap.connections[0].wait()
        self.check_wire(rec.of(records, "ws.handshake")[0]["conn"], tap.connections[0])
        self.check_websocket_decoded(records, tap.connections[0], "--deflate", agreed)

    def test_dialogue_compressed_with_every_answer(self):
        """RFC 7692 section 7.1: each of the four parameters answered, and left out."""
        for number, parameters in enumerate(deflate.combinations()):
            with self.subTest(parameters=parameters):
                self.capture = os.path.join(self.folder, f"{number}.pushscope")
                records, _, _ = self.dialogue({"threshold": 0, **parameters})
                agreed = deflate.agreed(rec.headers(rec.of(records, "http.response")[0]))
                for parameter in deflate.on_the_wire(parameters):
                    self.assertIn(parameter, agreed)
                self.assertFalse([r for r in records if r.get("violations")])

    def test_handshake_fields(self):
        server, port = self.serve(steps=[{"text": "x"}], subprotocol="v2.json")
        records = self.talk(port, "--subprotocol", "v1.json", "--subprotocol", "v2.json",
                            "--origin", "http://example.org", "-H", "X-Trace: 7 ", "--count", "1")
        server.wait_event("closed")
        request, = server.of("request")
        ours, = rec.of(records, "http.request")
        self.assertEqual(rec.headers(ours), [tuple(pair) for pair in request["headers"]])
        self.assertEqual(ours["target"], "/feed?a=1")
        self.assertIn(("X-Trace", "7"), rec.headers(ours))
        theirs, = rec.of(records, "http.response")
        lines = server.of("response")[0]["lines"]
        self.assertEqual([f"{name}: {value}" for name, value in rec.headers(theirs)], lines[1:])
        handshake, = rec.of(records, "ws.handshake")
        self.assertTrue(handshake["accepted"])
        self.assertEqual(handshake["subprotocol"], "v2.json")
        self.assertEqual(handshake["accept"], handshake["expected_accept"])

    def test_server_closes(self):
        server, port = self.serve(steps=[{"text": "last"}, {"close": [4001, "go away"]}])
        records = self.talk(port)
        server.wait_event("closed")
        self.assertEqual(rec.websocket_values(records, "server")[-1], ("close", 4001, "go away"))
        closed, = rec.of(records, "ws.closed")
        self.assertEqual((closed["code"], closed["reason"], closed["clean"], closed["by"]),
                         (4001, "go away", True, "server"))
        self.check_sent(records, "client", server.events, "got")

    def test_server_closes_without_code(self):
        server, port = self.serve(steps=[{"close": []}])
        records = self.talk(port)
        server.wait_event("closed")
        close, = rec.of(records, "ws.close", from_="server")
        self.assertNotIn("code", close)
        self.assertEqual(rec.of(records, "ws.closed")[0]["code"], 1005)
        self.assertEqual(server.of("closed")[0]["code"], 1005)

    def test_server_vanishes(self):
        self.wanted_findings = ["abnormal-closure"]
        server, port = self.serve(steps=[{"text": "last"}, {"terminate": True}])
        records = self.talk(port, expect=1)
        server.wait_event("closed")
        closed, = rec.of(records, "ws.closed")
        self.assertEqual((closed["code"], closed["clean"]), (1006, False))

    def test_client_echoes(self):
        steps = [{"text": "a"}, {"hex": "00"}, {"fragments": ["b", "c"]}, {"text": LONG},
                 {"until": 4}, {"close": [1000, "enough"]}]
        server, port = self.serve(steps=steps, deflate={"threshold": 0})
        records = self.talk(port, "--echo")
        server.wait_event("closed")
        got = [v for v in rec.peer_values(server.of("got")) if v[0] != "close"]
        sent = [v for v in rec.peer_values(server.of("sent")) if v[0] != "close"]
        self.assertEqual(got, sent)
        self.check_sent(records, "client", server.events, "got")
        self.assertEqual({r["cause"] for r in rec.of(records, "ws.message", from_="client")},
                         {"echo"})

    def test_client_closes_with_its_code(self):
        server, port = self.serve()
        records = self.talk(port, "--close", "3456:done here")
        server.wait_event("closed")
        self.check_sent(records, "client", server.events, "got")
        self.assertEqual(server.of("got")[-1]["code"], 3456)

    def test_refused_with_426(self):
        self.wanted_findings = ["abnormal-closure"]
        _, port = self.serve()
        # Without its Upgrade field this is a plain request, which the server refuses.
        records = self.talk(port, "-H", "Upgrade:", expect=1)
        handshake, = rec.of(records, "ws.handshake")
        self.assertFalse(handshake["accepted"])
        self.assertEqual(rec.of(records, "http.response")[0]["status"], 426)
        closed, = rec.of(records, "ws.closed")
        self.assertEqual((closed["code"], closed["how"]), (1006, "http-refusal"))


if __name__ == "__main__":
    unittest.main()
