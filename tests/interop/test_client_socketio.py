# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Our Socket.IO client against npm `socket.io`, three generations."""

import base64
import json
import unittest

from harness import cli, peers
from harness import records as rec
from harness.case import InteropCase

# What each generation speaks: revision of Engine.IO, protocol of Socket.IO.
GENERATIONS = {2: (3, 4), 3: (4, 5), 4: (4, 5)}
TRANSPORTS = ("polling", "websocket", "upgrade")
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


def filled(value, binary):
    """JSON with its placeholders replaced by what they stand for."""
    if isinstance(value, list):
        return [filled(one, binary) for one in value]
    if isinstance(value, dict):
        if value.get("_placeholder") is True:
            return {"hex": binary[value["num"]]}
        return {key: filled(one, binary) for key, one in value.items()}
    return value


def packets(records, from_, *types):
    """(namespace, event, args) of the packets of these types; acknowledgements have no event."""
    found = []
    for record in rec.of(records, "sio.packet", from_=from_):
        if record["type"] in types:
            binary = [base64.b64decode(one).hex() for one in record.get("binary", [])]
            found.append((record["namespace"], record.get("event"),
                          filled(record.get("args", []), binary)))
    return found


def events(records, from_):
    return packets(records, from_, "EVENT", "BINARY_EVENT")


def acks(records, from_):
    return [(namespace, args)
            for namespace, _, args in packets(records, from_, "ACK", "BINARY_ACK")]


def logged(server, name):
    return [(e["namespace"], e["name"], e["args"]) for e in server.of(name)]


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

    def check_both(self, records, server):
        """What either end says it sent is what the other says it got."""
        self.assertEqual(events(records, "client"), logged(server, "got"))
        self.assertEqual(events(records, "server"), logged(server, "sent"))
        self.assertEqual(acks(records, "server"),
                         [(e["namespace"], e["args"]) for e in server.of("answered")])
        self.assertEqual(acks(records, "client"),
                         [(e["namespace"], e["args"]) for e in server.of("acked")])
        self.assertFalse([r for r in records if r.get("violations")])
        self.assertEqual(len({r["stream"] for r in records if "stream" in r}), 1)


class ClientAgainstSocketIo(SocketIoCase):
    def dialogue(self, generation, transport):
        server, port = self.serve(generation, steps=STEPS)
        client = self.connect(port, "--transport", transport, *EMITS, "--ack", '["yes",{"n":1}]')
        client.wait_records(len(STEPS), "sio.packet", from_="server", type=("EVENT",
                                                                            "BINARY_EVENT"))
        client.wait_records(2, "sio.packet", from_="server", type=("ACK", "BINARY_ACK"))
        while len(server.of("got")) < len(EMITTED) or not server.of("acked"):
            server.next_event()
        if transport == "upgrade":
            client.wait_record("eio.packet", from_="client", type="upgrade")
        client.interrupt()
        self.assertEqual(client.finish(), 130)
        server.wait_event("left")
        return client.records, server

    def check_dialogue(self, generation, transport):
        records, server = self.dialogue(generation, transport)
        self.check_both(records, server)
        self.assertEqual(events(records, "client"), EMITTED)
        revision, protocol = GENERATIONS[generation]
        self.assertEqual({r["version"] for r in rec.of(records, "eio.packet")}, {revision})
        notes = [r["text"] for r in rec.of(records, "note")]
        self.assertTrue(any(f"revision {revision} of Engine.IO" in n
                            and f"protocol {protocol} of Socket.IO" in n for n in notes), notes)
        used = {r["transport"] for r in rec.of(records, "eio.packet")}
        self.assertEqual(used, {"polling", "websocket"} if transport == "upgrade" else {transport})
        if transport == "upgrade":
            self.assertEqual([r["type"] for r in rec.of(records, "eio.packet", from_="client",
                                                        transport="websocket")][:2],
                             ["ping", "upgrade"])
            self.assertTrue(server.of("upgraded"))
        answers = rec.of(records, "sio.packet", from_="server", type=("ACK", "BINARY_ACK"))
        self.assertEqual([r["id"] for r in answers], [0, 1])
        return records


def add_dialogues():
    for generation in GENERATIONS:
        for transport in TRANSPORTS:
            def test(self, generation=generation, transport=transport):
                self.check_dialogue(generation, transport)
            setattr(ClientAgainstSocketIo, f"test_dialogue_v{generation}_{transport}", test)


add_dialogues()

if __name__ == "__main__":
    unittest.main()
