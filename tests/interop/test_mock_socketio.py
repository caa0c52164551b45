# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""npm `socket.io-client`, three generations, as clients of the mock."""

import json
import os
import unittest

from harness import cli, peers
from harness import records as rec
from harness.case import InteropCase
from harness.socketio import acks, events

GENERATIONS = (2, 3, 4)
TRANSPORTS = {
    "polling": {"transports": ["polling"]},
    "websocket": {"transports": ["websocket"]},
    "upgrade": {"transports": ["polling", "websocket"]},
}
HEARTBEAT = {"ping_interval_ms": 400, "ping_timeout_ms": 2000}
SCENARIO = {"endpoints": [{
    "path": "/socket.io/", "technique": "socket.io", **HEARTBEAT,
    "on_event": [
        {"event": "ask", "ack": ["answer", {"to": "{{message}}"}]},
        {"event": "blob", "ack": "{{args}}"},
        {"event": "say", "broadcast": {}},
        {"event": "file", "reply": {"event": "filed", "args": [{"base64": "AP8Q"}, "{{args.1}}"]}},
        {"event": "question me", "reply": {"event": "question", "args": ["really?", {"base64": "yv4="}],
                                           "wants_ack": True}}],
    "namespaces": {
        "/admin": {"auth": {"token": "secret"},
                   "refuse": {"message": "not authorized", "data": {"hint": "ask the porter"}},
                   "on_event": [{"event": "*", "reply": {"event": "admin"}}]},
        "/full": {"refuse": {"message": "full"}}}}]}
STEPS = [{"event": "ask", "args": ["grüße"], "ack": True},
         {"event": "say", "args": ["💡", {"n": 1.5, "list": [None, True]}]},
         {"event": "blob", "args": [{"hex": "00ff10"}, "and", {"deep": [{"hex": "cafe"}]}],
          "ack": True},
         {"event": "file", "args": [{"hex": "01"}, "name"]},
         {"event": "question me"},
         {"event": "nobody hears"}]
# Connected, two acknowledgements, and the events said, filed, question.
DIALOGUE = 1 + 2 + 3


class MockSocketIo(InteropCase):
    def play(self, scenario=None):
        path = os.path.join(self.folder, "scenario.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(scenario or SCENARIO, file)
        self.mock = self.start(cli.Serve("-o", self.capture, "--scenario", path))

    def connect(self, generation, transport="polling", **settings):
        options = {**TRANSPORTS[transport], **settings.pop("options", {})}
        return self.start(peers.node(
            "socketio_client.mjs", generation=generation, options=options,
            url=self.mock.address(""), upgrade=transport == "upgrade", **settings))

    def finish(self, *clients):
        for client in clients:
            self.assertEqual(client.finish(), 0)
        self.assertEqual(self.mock.stop(), 130)
        self.check_capture(self.mock.records)
        return self.mock.records

    def check_both(self, records, client):
        """What either end says it sent is what the other says it got."""
        def logged(name):
            return [(e["namespace"], e["name"], e["args"]) for e in client.of(name)]
        self.assertEqual(events(records, "client"), logged("sent"))
        self.assertEqual(events(records, "server"), logged("got"))
        self.assertEqual(acks(records, "server"),
                         [(e["namespace"], e["args"]) for e in client.of("acked")])
        self.assertEqual(acks(records, "client"),
                         [(e["namespace"], e["args"]) for e in client.of("answered")])
        self.assertFalse([r for r in records if r.get("violations")])
        said = [r for r in records if r["kind"].split(".")[0] in ("http", "ws", "eio", "sio")]
        self.assertEqual(len({r["stream"] for r in said}), 1)


class Dialogues(MockSocketIo):
    def check_dialogue(self, generation, transport):
        self.play()
        client = self.connect(generation, transport, steps=STEPS, until=DIALOGUE,
                              answer=["yes", {"hex": "beef"}])
        records = self.finish(client)
        self.check_both(records, client)
        self.assertEqual(len(events(records, "server")), 3)
        self.assertEqual(acks(records, "client"),
                         [("/", ["yes", {"hex": "beef"}, "really?", {"hex": "cafe"}])])
        used = {r["transport"] for r in rec.of(records, "eio.packet")}
        self.assertEqual(used, {"polling", "websocket"} if transport == "upgrade" else {transport})
        opening, = rec.of(records, "eio.packet", type="open")
        self.assertEqual(opening["version"], 3 if generation == 2 else 4)
        self.assertEqual(client.of("opened")[0]["id"],
                         json.loads(rec.octets(opening))["sid"])


def add_dialogues():
    for generation in GENERATIONS:
        for transport in TRANSPORTS:
            def test(self, generation=generation, transport=transport):
                self.check_dialogue(generation, transport)
            setattr(Dialogues, f"test_generation_{generation}_by_{transport}", test)


add_dialogues()


class Namespaces(MockSocketIo):
    def check_namespaces(self, generation):
        self.play()
        token = {"token": "secret"}
        client = self.connect(
            generation, "websocket", until=5,
            namespaces=[{"name": "/"}, {"name": "/admin", "auth": token, "query": token},
                        {"name": "/full"}, {"name": "/nowhere"}],
            steps=[{"namespace": "/admin", "event": "hello", "args": [1]}])
        records = self.finish(client)
        self.check_both(records, client)
        self.assertEqual(events(records, "server"), [("/admin", "admin", [1])])
        refused = {e["namespace"]: e["message"] if generation > 2 else e["data"] or e["message"]
                   for e in client.of("refused")}
        self.assertEqual(refused, {"/full": "full", "/nowhere": "Invalid namespace"})
        self.assertEqual({e["namespace"] for e in client.of("connected")}, {"/", "/admin"})

    def test_generation_2(self):
        self.check_namespaces(2)

    def test_generation_3(self):
        self.check_namespaces(3)

    def test_generation_4(self):
        self.check_namespaces(4)

    def test_tells_why(self):
        self.play()
        client = self.connect(4, until=1, namespaces=[{"name": "/admin", "auth": {"token": "x"}}])
        records = self.finish(client)
        refusal, = client.of("refused")
        self.assertEqual((refusal["message"], refusal["data"]),
                         ("not authorized", {"hint": "ask the porter"}))
        error, = rec.of(records, "sio.packet", type="CONNECT_ERROR")
        self.assertEqual(error["namespace"], "/admin")


class Heartbeats(MockSocketIo):
    """An idle connection lives for three heartbeat periods and more."""

    def check_idle(self, generation, transport):
        self.play()
        client = self.connect(generation, transport, until=1,
                              idle=4 * HEARTBEAT["ping_interval_ms"])
        records = self.finish(client)
        leaving, = client.of("leaving")
        self.assertTrue(leaving["connected"])
        pings = rec.of(records, "eio.packet", type="ping",
                       from_="client" if generation == 2 else "server")
        beats = [r for r in pings if rec.octets(r) != b"probe"]
        self.assertGreaterEqual(len(beats), 3)
        self.assertFalse([r for r in records if r.get("violations")])
        self.assertFalse(rec.of(records, "error"))

    def test_generation_2_polling(self):
        self.check_idle(2, "polling")

    def test_generation_2_upgrade(self):
        self.check_idle(2, "upgrade")

    def test_generation_3_polling(self):
        self.check_idle(3, "polling")

    def test_generation_3_websocket(self):
        self.check_idle(3, "websocket")

    def test_generation_4_polling(self):
        self.check_idle(4, "polling")

    def test_generation_4_upgrade(self):
        self.check_idle(4, "upgrade")


class ChatRoom(MockSocketIo):
    """The mock as it is without a scenario: everyone hears everyone, and oneself."""

    def test_three_generations_talk(self):
        self.mock = self.start(cli.Serve("-o", self.capture))
        listeners = [self.connect(2, "polling", until=10_000), self.connect(3, "upgrade", until=10_000)]
        for listener in listeners:
            listener.wait_event("connected")
        speaker = self.connect(4, "websocket", until=10_000,
                               steps=[{"event": "chat message", "args": ["hello"], "ack": True}])
        for client in [*listeners, speaker]:
            heard = client.wait_event("got", args=["hello"])
            self.assertEqual(heard["name"], "chat message")
        self.assertEqual(speaker.wait_event("acked")["args"], ["ok"])
        self.assertEqual(self.mock.stop(), 130)
        for client in [*listeners, speaker]:
            client.wait_event("left")


class Faults(MockSocketIo):
    """What the clients make of what the mock does wrong on purpose."""

    def play_wrongly(self, *faults, **times):
        endpoint = {**SCENARIO["endpoints"][0], **times, "faults": list(faults)}
        self.play({"endpoints": [endpoint]})

    def left_for(self, generation, transport, **settings):
        """Why a client that stays for two seconds leaves before."""
        client = self.connect(generation, transport, until=1, idle=2000, **settings)
        records = self.finish(client)
        self.assertFalse(client.of("leaving")[0]["connected"])
        left, = client.of("left")
        return left["reason"], records

    def check_fault(self, records, name, trigger, about):
        fault, = rec.of(records, "fault")
        self.assertEqual((fault["fault"], fault["trigger"], fault["about"]),
                         (name, trigger, about))
        return [r for r in records if r.get("cause") == "fault"]

    def check_no_heartbeat(self, generation, transport):
        self.play_wrongly({"kind": "no-heartbeat"}, ping_interval_ms=300, ping_timeout_ms=200)
        reason, records = self.left_for(generation, transport)
        self.assertEqual(reason, "ping timeout")
        self.assertEqual(self.check_fault(records, "no-heartbeat", "always", "heartbeat"), [])
        beats = rec.of(records, "eio.packet", from_="server", type="pong" if generation == 2 else "ping")
        self.assertEqual([r for r in beats if rec.octets(r) != b"probe"], [])

    def check_drop_sid(self, generation):
        self.play_wrongly({"kind": "drop-sid", "after_ms": 600})
        reason, records = self.left_for(generation, "polling")
        self.assertEqual(reason, "transport error")
        wrong = self.check_fault(records, "drop-sid", "after_ms", "session")
        self.assertEqual({r["status"] for r in wrong if r["kind"] == "http.response"}, {400})

    def check_refuse_upgrade(self, generation):
        self.wanted_findings = ["abnormal-closure"]
        self.play_wrongly({"kind": "refuse-upgrade"})
        client = self.connect(generation, steps=STEPS, until=DIALOGUE, answer=["yes"],
                              options={"transports": ["polling", "websocket"]})
        records = self.finish(client)
        self.assertEqual(client.of("upgraded"), [])
        self.assertEqual({r["transport"] for r in rec.of(records, "eio.packet")}, {"polling"})
        # Nothing is lost by it.
        self.assertEqual(events(records, "server"),
                         [(e["namespace"], e["name"], e["args"]) for e in client.of("got")])
        self.assertEqual(len(client.of("acked")), 2)
        wrong = self.check_fault(records, "refuse-upgrade", "always", "handshake")
        self.assertEqual([r["status"] for r in wrong if r["kind"] == "http.response"], [400])

    def test_wrong_attachments(self):
        self.play_wrongly({"kind": "wrong-attachments"})
        reason, records = self.left_for(4, "websocket", steps=[
            {"event": "file", "args": [{"hex": "01"}, "name"]}, {"event": "say", "args": [1]}])
        self.assertEqual(reason, "parse error")
        self.check_fault(records, "wrong-attachments", "always", "message")
        packet, = [r for r in rec.of(records, "sio.packet") if r.get("cause") == "fault"]
        self.assertEqual((packet["attachments"], packet["event"]), (2, "filed"))
        self.assertIn("missing-attachment", packet["violations"])

    def test_first_websocket(self):
        self.wanted_findings = ["abnormal-closure"]
        self.play_wrongly({"kind": "refuse-upgrade", "client": 1})
        first = self.connect(4, "websocket", until=1)
        self.assertEqual(first.wait_event("refused")["message"], "websocket error")
        second = self.connect(4, "websocket", until=1)
        second.wait_event("connected")
        records = self.finish(first, second)
        self.check_fault(records, "refuse-upgrade", "client", "handshake")


def add_faults():
    for generation in GENERATIONS:
        def drop(self, generation=generation):
            self.check_drop_sid(generation)

        def refuse(self, generation=generation):
            self.check_refuse_upgrade(generation)
        setattr(Faults, f"test_drop_sid_generation_{generation}", drop)
        setattr(Faults, f"test_refuse_upgrade_generation_{generation}", refuse)
        for transport in ("polling", "websocket"):
            def test(self, generation=generation, transport=transport):
                self.check_no_heartbeat(generation, transport)
            setattr(Faults, f"test_no_heartbeat_generation_{generation}_by_{transport}", test)


add_faults()


if __name__ == "__main__":
    unittest.main()
