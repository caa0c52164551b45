# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Our Socket.IO client against npm `socket.io`, three generations."""

import signal
import unittest

from harness import cli, peers
from harness import records as rec
from harness.case import InteropCase
from harness.proxies import USER, Microsocks, Tinyproxy
from harness.socketio import acks, events

# What each generation speaks: revision of Engine.IO, protocol of Socket.IO.
GENERATIONS = {2: (3, 4), 3: (4, 5), 4: (4, 5)}
STEPS = [{"event": "news", "args": ["grüße", {"n": 1.5, "list": [None, True]}]},
         {"event": "blob", "args": [{"hex": "00ff10"}, "and", {"deep": [{"hex": "cafe"}]}]},
         {"event": "question", "args": ["really?"], "ack": True},
         {"event": "bare"}]
EMITS = ["--emit", "chat message", "--emit", 'chat message,"hello 💡",{"a":[1,2]}',
         "--emit-ack", '["sum",1,2]', "--emit", '["upload",{"base64":"AAEC/w=="},"x"]',
         "--emit-ack", 'both,{"base64":"/v8="}']
EMITTED = [("/", "chat message", []), ("/", "chat message", ["hello 💡", {"a": [1, 2]}]),
           ("/", "sum", [1, 2]), ("/", "upload", [{"hex": "000102ff"}, "x"]),
           ("/", "both", [{"hex": "feff"}])]


def logged(server, name):
    return [(e["namespace"], e["name"], e["args"]) for e in server.of(name)]


def notes(records):
    return " ".join(r["text"] for r in rec.of(records, "note"))


def read_until(process, is_there, what):
    """Reads on until that holds."""
    while not is_there():
        if process.next_line() is None:
            raise process.failure(f"ended before {what}")


class SocketIoCase(InteropCase):
    def serve(self, generation, **settings):
        server = self.start(peers.node("socketio_server.mjs", generation=generation, **settings))
        return server, server.wait_event("listening")["port"]

    def connect(self, port, *arguments, path=""):
        return self.start(cli.Connect(f"http://127.0.0.1:{port}{path}", "--technique", "socket.io",
                                      "-o", self.capture, *arguments))

    def finish(self, client, expect=0):
        self.assertEqual(client.finish(), expect, client.failure("had another status"))
        self.check_capture(client.records)
        return client.records

    def leave(self, client):
        """Ends the client as a user does."""
        client.interrupt(signal.SIGINT)
        return self.finish(client, 130)

    def check_both(self, records, server):
        """What either end says it sent is what the other says it got."""
        self.assertEqual(events(records, "client"), logged(server, "got"))
        self.assertEqual(events(records, "server"), logged(server, "sent"))
        self.assertEqual(acks(records, "server"),
                         [(e["namespace"], e["args"]) for e in server.of("answered")])
        self.assertEqual(acks(records, "client"),
                         [(e["namespace"], e["args"]) for e in server.of("acked")])
        self.check_clean(records)

    def check_clean(self, records):
        self.assertFalse([r for r in records if r.get("violations")])
        self.assertFalse(rec.of(records, "error"))
        self.assertEqual(len({r["stream"] for r in records if "stream" in r}), 1)


class Dialogues(SocketIoCase):
    """Events both ways with binary and acknowledgements, each generation by each transport."""

    def dialogue(self, generation, transport, *arguments):
        server, port = self.serve(generation, steps=STEPS)
        client = self.connect(port, "--transport", transport, *EMITS, "--ack", '["yes",{"n":1}]',
                              *arguments)
        wanted = len(STEPS), 2
        read_until(client, lambda: (len(events(client.records, "server")),
                                    len(acks(client.records, "server"))) == wanted, "all events")
        read_until(server, lambda: len(server.of("got")) == len(EMITTED) and server.of("acked"),
                   "all events")
        if transport == "upgrade":
            client.wait_record("eio.packet", from_="client", type="upgrade")
            read_until(server, lambda: server.of("upgraded"), "the upgrade")
        records = self.leave(client)
        server.wait_event("left")
        return records, server

    def check(self, generation, transport, *arguments):
        records, server = self.dialogue(generation, transport, *arguments)
        self.check_both(records, server)
        self.assertEqual(events(records, "client"), EMITTED)
        revision, protocol = GENERATIONS[generation]
        self.assertEqual({r["version"] for r in rec.of(records, "eio.packet")}, {revision})
        if not arguments:
            self.assertIn(f"revision {revision} of Engine.IO, so protocol {protocol} of Socket.IO",
                          notes(records))
        used = {r["transport"] for r in rec.of(records, "eio.packet")}
        self.assertEqual(used, {"polling", "websocket"} if transport == "upgrade" else {transport})
        self.check_upgrade(records, transport)
        answers = [r for r in rec.of(records, "sio.packet", from_="server")
                   if r["type"] in ("ACK", "BINARY_ACK")]
        self.assertEqual([r["id"] for r in answers], [0, 1])
        self.assertTrue(all(0 < r["rtt_ns"] < 60e9 for r in answers), answers)
        self.check_same_capture(records)
        return records

    def check_upgrade(self, records, transport):
        probes = [r["type"] for r in rec.of(records, "eio.packet", from_="client",
                                            transport="websocket")]
        if transport == "upgrade":
            self.assertEqual(probes[:2], ["ping", "upgrade"])
            last = max(r["seq"] for r in rec.of(records, "eio.packet", transport="polling"))
            upgrade, = rec.of(records, "eio.packet", type="upgrade")
            self.assertLess(last, upgrade["seq"])  # Polling was over by then.
        else:
            self.assertNotIn("upgrade", probes)

    def test_v2_polling(self):
        self.check(2, "polling")

    def test_v2_websocket(self):
        self.check(2, "websocket", "--eio", "3")

    def test_v2_upgrade(self):
        self.check(2, "upgrade")

    def test_v3_polling(self):
        self.check(3, "polling")

    def test_v3_websocket(self):
        self.check(3, "websocket")

    def test_v3_upgrade(self):
        self.check(3, "upgrade")

    def test_v4_polling(self):
        self.check(4, "polling")

    def test_v4_websocket(self):
        self.check(4, "websocket")

    def test_v4_upgrade(self):
        self.check(4, "upgrade")

    def test_v4_deflate(self):
        server, port = self.serve(4, options={"perMessageDeflate": {"threshold": 0}},
                                  steps=[{"event": "long", "args": ["quote " * 500]}])
        client = self.connect(port, "--transport", "websocket", "--count", "1")
        records = self.finish(client)
        server.wait_event("left")
        self.assertEqual(events(records, "server"), logged(server, "sent"))
        self.assertTrue(any(r["compressed"] for r in rec.of(records, "ws.message",
                                                            from_="server")))


class Revisions(SocketIoCase):
    def test_revision_3_is_found_out_on_a_websocket(self):
        server, port = self.serve(2)
        client = self.connect(port, "--transport", "websocket", "--emit", "hello,1")
        read_until(server, lambda: server.of("got"), "the event")
        records = self.leave(client)
        self.assertIn("asking for revision 3", notes(records))
        self.assertEqual(logged(server, "got"), [("/", "hello", [1])])

    def test_server_that_refuses_revision_3(self):
        _, port = self.serve(4)
        records = self.finish(self.connect(port, "--eio", "3", "--transport", "polling"), 1)
        error = rec.of(records, "error")[-1]
        self.assertEqual((error["where"], error["code"], error["server_code"]),
                         ("engine.io", "server-error", "5"))

    def test_server_that_speaks_both(self):
        _, port = self.serve(4, options={"allowEIO3": True})
        client = self.connect(port, "--eio", "3", "--transport", "polling", "--emit-ack", "sum,1")
        client.wait_record("sio.packet", from_="server", type="ACK")
        records = self.leave(client)
        self.assertEqual({r["version"] for r in rec.of(records, "eio.packet")}, {3})
        self.check_clean(records)


class Namespaces(SocketIoCase):
    def connects_to_several(self, generation):
        steps = [{"event": "hello"}, {"namespace": "/admin", "event": "secret", "args": [1]}]
        server, port = self.serve(generation, namespaces=["/", "/admin"], steps=steps)
        client = self.connect(port, "--namespace", "/", "--namespace", "/admin?k=v",
                              "--auth", '{"token":"t"}', "--emit", "a,1", "--emit", "/admin,b,2")
        read_until(server, lambda: len(server.of("got")) == 2, "both events")
        read_until(client, lambda: len(events(client.records, "server")) == 2, "both events")
        records = self.leave(client)
        read_until(server, lambda: len(server.of("left")) == 2, "both farewells")
        self.assertEqual(sorted(events(records, "client")), sorted(logged(server, "got")))
        self.assertEqual(sorted(events(records, "server")), sorted(logged(server, "sent")))
        self.check_clean(records)
        auths = {e["namespace"]: e["auth"] for e in server.of("connected")}
        if generation == 2:
            self.assertIn("has no auth payload", notes(records))
        else:
            self.assertIn("has no query", notes(records))
            self.assertEqual(auths, {"/": {"token": "t"}, "/admin": {"token": "t"}})
        return server, records

    def test_v2(self):
        server, _ = self.connects_to_several(2)
        admin, = [e for e in server.of("connected") if e["namespace"] == "/admin"]
        self.assertEqual(admin["query"].get("k"), "v")

    def test_v3(self):
        self.connects_to_several(3)

    def test_v4(self):
        self.connects_to_several(4)

    def refuses(self, generation):
        server, port = self.serve(generation, namespaces=["/", "/admin"],
                                  refuse={"/admin": "no entry"})
        client = self.connect(port, "--namespace", "/", "--namespace", "/admin",
                              "--emit", "/admin,lost", "--emit", "kept")
        read_until(server, lambda: server.of("got"), "the event")
        records = self.leave(client)
        self.assertEqual(logged(server, "got"), [("/", "kept", [])])
        error, = rec.of(records, "error")
        self.assertEqual((error["where"], error["code"], error["namespace"]),
                         ("socket.io", "connect-error", "/admin"))
        return error, records

    def test_refusal_v2(self):
        self.refuses(2)

    def test_refusal_v3(self):
        error, _ = self.refuses(3)
        self.assertEqual(error["server_message"], "no entry")

    def test_refusal_v4(self):
        error, records = self.refuses(4)
        self.assertEqual(error["server_message"], "no entry")
        packet, = rec.of(records, "sio.packet", type="CONNECT_ERROR")
        self.assertEqual(packet["args"], {"message": "no entry",
                                          "data": {"hint": "ask the porter"}})

    def test_refusal_of_the_only_one(self):
        _, port = self.serve(4, refuse={"/": "no entry"})
        records = self.finish(self.connect(port), 1)
        self.assertEqual(rec.of(records, "error")[-1]["code"], "connect-error")
        self.assertFalse(rec.of(records, "reconnect"))


class Heartbeats(SocketIoCase):
    """`pingInterval` is short here, so that three periods are a second."""

    TIMES = {"pingInterval": 300, "pingTimeout": 600}

    def lives(self, generation, transport, *arguments):
        server, port = self.serve(generation, options=self.TIMES)
        client = self.connect(port, "--transport", transport, *arguments)
        pinger = "client" if GENERATIONS[generation][0] == 3 else "server"
        beats = lambda type_: [r for r in client.of("eio.packet", type=type_)
                               if r.get("text") != "probe"]
        read_until(client, lambda: len(beats("pong")) >= 4, "four heartbeats")
        records = self.leave(client)
        self.assertEqual({r["from"] for r in beats("ping")}, {pinger})
        self.assertFalse([e for e in server.of("closed") if e["reason"] == "ping timeout"])
        self.check_clean(records)

    def test_v2_polling_lives(self):
        self.lives(2, "polling")

    def test_v2_websocket_lives(self):
        self.lives(2, "websocket", "--eio", "3")

    def test_v2_upgrade_lives(self):
        self.lives(2, "upgrade")

    def test_v3_upgrade_lives(self):
        self.lives(3, "upgrade")

    def test_v4_polling_lives(self):
        self.lives(4, "polling")

    def test_v4_websocket_lives(self):
        self.lives(4, "websocket")

    def test_v4_upgrade_lives(self):
        self.lives(4, "upgrade")

    def notices(self, generation, transport, *arguments):
        _, port = self.serve(generation, silent=True, options=self.TIMES)
        client = self.connect(port, "--transport", transport, "--no-reconnect", *arguments)
        records = self.finish(client, 1)
        error = rec.of(records, "error")[-1]
        self.assertEqual((error["where"], error["code"], error["timeout_ms"]),
                         ("engine.io", "ping-timeout", "900"))
        opened = rec.of(records, "eio.packet", type="open")[-1]
        took = (error["t"] - opened["t"]) / 1e6
        self.assertGreaterEqual(took, 890)
        self.assertLess(took, 5000)

    def test_v2_silence_is_noticed(self):
        self.notices(2, "websocket", "--eio", "3")

    def test_v3_silence_is_noticed(self):
        self.notices(3, "websocket")

    def test_v4_silence_is_noticed_polling(self):
        self.notices(4, "polling")

    def test_v4_silence_is_noticed_websocket(self):
        self.notices(4, "websocket")


class Ends(SocketIoCase):
    def test_counts_events(self):
        server, port = self.serve(4, steps=STEPS)
        records = self.finish(self.connect(port, "--until-event", "blob"))
        server.wait_event("left")
        self.assertEqual(events(records, "server")[1], logged(server, "sent")[1])
        self.assertIn("DISCONNECT", [r["type"] for r in rec.of(records, "sio.packet",
                                                               from_="client")])

    def test_until_pointer(self):
        _, port = self.serve(4, steps=STEPS)
        self.finish(self.connect(port, "--until", "/2/n=1.5"))

    def test_server_disconnects_the_namespace(self):
        _, port = self.serve(4)
        records = self.finish(self.connect(port, "--emit", "goodbye", "--count", "1"), 1)
        self.assertEqual(rec.of(records, "error")[-1]["code"] if rec.of(records, "error")
                         else "ended-early", "ended-early")
        self.assertFalse(rec.of(records, "reconnect"))

    def comes_back(self, generation, transport, *arguments):
        server, port = self.serve(generation, drop=1)
        client = self.connect(port, "--transport", transport, "--emit", "kick", *arguments)
        client.wait_record("reconnect", attempt=1)
        read_until(server, lambda: len(server.of("connected")) == 2, "the second connection")
        client.wait_records(2, "eio.packet", type="open")  # Its answer comes after.
        records = self.leave(client)
        self.assertEqual(len(rec.of(records, "eio.packet", type="open")), 2)
        self.assertEqual(len({r["stream"] for r in records if "stream" in r}), 1)
        again, = rec.of(records, "reconnect")
        self.assertTrue(800 <= again["delay_ms"] <= 1200, again)

    def test_v2_comes_back(self):
        self.comes_back(2, "polling")

    def test_v4_comes_back_polling(self):
        self.comes_back(4, "polling")

    def test_v4_comes_back_websocket(self):
        self.comes_back(4, "websocket")

    def test_cookies_are_kept(self):
        server, port = self.serve(4, options={"cookie": True})
        client = self.connect(port, "--cookie", "own=1")
        client.wait_record("eio.packet", from_="client", type="upgrade")
        self.leave(client)
        server.wait_event("left")
        first, *later = server.of("request")
        self.assertEqual(first["headers"]["cookie"], "own=1")
        sid = server.of("opened")[0]["id"]
        self.assertEqual({e["headers"]["cookie"] for e in later}, {f"own=1; io={sid}"})
        self.assertIn("UPGRADE", [e["method"] for e in later])


class Proxies(SocketIoCase):
    def goes_through(self, Proxy):
        server, port = self.serve(4, steps=STEPS)
        with Proxy(True) as proxy:
            client = self.connect(port, "--proxy", proxy.url(USER))
            client.wait_record("eio.packet", from_="client", type="upgrade")
            read_until(client, lambda: len(events(client.records, "server")) == len(STEPS),
                       "all events")
            records = self.leave(client)
        server.wait_event("left")
        self.assertEqual(events(records, "server"), logged(server, "sent"))
        remotes = {r["remote"] for r in rec.of(records, "conn.open")}
        self.assertEqual(remotes, {f"127.0.0.1:{proxy.port}"})

    def test_http(self):
        self.goes_through(Tinyproxy)

    def test_socks(self):
        self.goes_through(Microsocks)


class Auto(InteropCase):
    def concludes(self, generation, path):
        server = self.start(peers.node("socketio_server.mjs", generation=generation, steps=STEPS))
        port = server.wait_event("listening")["port"]
        client = self.start(cli.Connect(f"http://127.0.0.1:{port}{path}", "--count", "2"))
        self.assertEqual(client.finish(), 0, client.failure("had another status"))
        server.wait_event("left")
        self.assertIn("auto: socket.io", notes(client.records))
        self.assertEqual(events(client.records, "server")[:2], logged(server, "sent")[:2])

    def test_v4_handshake(self):
        self.concludes(4, "/socket.io/?EIO=4&transport=polling")

    def test_v2_handshake(self):
        self.concludes(2, "/socket.io/?EIO=3&transport=polling")

    def test_v4_path_alone(self):
        self.concludes(4, "/socket.io/")


if __name__ == "__main__":
    unittest.main()
