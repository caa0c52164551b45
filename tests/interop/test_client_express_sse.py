# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Our EventSource client against an Express server, held against a browser's EventSource and
against Node's `eventsource`."""

import json
import unittest

from harness import cli, peers
from harness import records as rec
from harness.case import InteropCase
from harness.chromium import Chromium
from harness.tap import Tap

EVERYTHING = [
    "retry: 50\n\n",
    ": a comment\n",
    "data: plain\n\n",
    "event: named\nid: 1\ndata: first line\ndata:second line\n\n",
    "data: cr\r\rdata: crlf\r\n\r\n",
    "id\ndata: no id any more\n\n",
    "id: 2\nunknown: field\ndata:  two blanks\n\n",
    "data\n\n",
    "event: named\n\n",
    "id: 3\ndata: spl", "it\n", "\n",
    "data: grüße\n\n",
]
# What tutorials write: the first block has no data, so no browser dispatches it.
TUTORIAL = ["event: testEvent\n", "id: testId\n\n", "data: {\"a\": 1}\n\n"]
TYPES = ["named", "testEvent"]

BROWSER = """new Promise((resolve) => {
    const source = new EventSource('/events');
    const got = [];
    const onEvent = (event) => {
        got.push([event.type, event.data, event.lastEventId]);
        if (got.length === %d) { source.close(); resolve(got); }
    };
    ['message', ...%s].forEach((type) => source.addEventListener(type, onEvent));
})"""


class ClientAgainstExpress(InteropCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = cls.enterClassContext(Chromium())

    def serve(self, *rounds):
        server = self.start(peers.node("sse_express.mjs", rounds=list(rounds)))
        return server, server.wait_event("listening")["port"]

    def listen(self, port, *arguments, path="/events", expect=0):
        with cli.Connect(f"http://127.0.0.1:{port}{path}", "--technique", "sse", "-o", self.capture,
                         *arguments) as client:
            self.assertEqual(client.finish(), expect, client.failure("had another status"))
            self.check_capture(client.records)
            return client.records

    def browser_values(self, rounds, count):
        """What Chromium makes of the same rounds, and which Last-Event-ID it asks with."""
        server, port = self.serve(*rounds)
        got = self.browser.evaluate(f"http://127.0.0.1:{port}/page",
                                    BROWSER % (count, json.dumps(TYPES)))
        server.wait_event("request", round=len(rounds))
        return [tuple(value) for value in got], self.asked(server)

    def package_values(self, rounds, count):
        """What the npm package makes of them; its lastEventId does not outlive an event."""
        _, port = self.serve(*rounds)
        with peers.node("eventsource_client.mjs", url=f"http://127.0.0.1:{port}/events",
                        types=TYPES, count=count) as source:
            self.assertEqual(source.finish(), 0)
            return [(e["type"], e["data"]) for e in source.of("got")]

    @staticmethod
    def asked(server):
        """The Last-Event-ID of each request that the server got, None where there was none."""
        requests = (dict(map(tuple, event["headers"])) for event in server.of("request"))
        return [request.get("Last-Event-ID") for request in requests]

    def compare(self, pieces, count):
        wanted, _ = self.browser_values([{"write": pieces}], count)
        self.assertEqual([value[:2] for value in wanted],
                         self.package_values([{"write": pieces}], count))
        server, port = self.serve({"write": pieces})
        tap = self.start(Tap(port))
        records = self.listen(tap.port, "--count", str(count))
        server.wait_event("closed")
        self.assertEqual(rec.sse_values(records)[:count], wanted)
        request, = server.of("request")
        self.assertEqual(rec.headers(rec.of(records, "http.request")[0]),
                         [tuple(pair) for pair in request["headers"]])
        tap.connections[0].wait()
        self.check_wire(rec.of(records, "http.request")[0]["conn"], tap.connections[0])
        return records

    def test_dispatches_what_browsers_dispatch(self):
        records = self.compare(EVERYTHING, 8)
        dropped = [r for r in rec.of(records, "sse.event") if not r["dispatched"]]
        self.assertEqual([(r["fields"], r["why"]) for r in dropped],
                         [([["retry", "50"]], "empty-data"), ([["event", "named"]], "empty-data")])
        self.assertEqual(rec.of(records, "sse.retry")[0]["ms"], 50)
        self.assertEqual(rec.octets(rec.of(records, "sse.comment")[0]).strip(), b"a comment")
        unknown = [r for r in rec.of(records, "sse.event")
                   if "unknown-field" in r.get("violations", [])]
        self.assertEqual([r["data"] for r in unknown], [" two blanks"])

    def test_the_tutorials_event_is_dropped(self):
        records = self.compare(TUTORIAL, 1)
        dropped, dispatched = rec.of(records, "sse.event")
        self.assertEqual((dropped["event"], dropped["dispatched"], dropped["why"]),
                         ("testEvent", False, "empty-data"))
        self.assertNotIn("data", dropped)
        self.assertEqual((dispatched["event"], dispatched["id"], dispatched["dispatched"]),
                         ("message", "testId", True))

    def test_reconnects_with_the_last_id(self):
        rounds = [{"write": ["retry: 20\n\n", "id: a1\ndata: one\n\n"], "end": True},
                  {"write": ["data: two\n\n"], "end": True},
                  {"write": ["id: a3\ndata: three\n\n"]}]
        server, port = self.serve(*rounds)
        records = self.listen(port, "--count", "3")
        server.wait_event("closed", round=3)
        wanted, asked = self.browser_values(rounds, 3)
        self.assertEqual(asked, [None, "a1", "a1"])
        self.assertEqual(self.asked(server), asked)
        self.assertEqual(rec.sse_values(records), wanted)
        again = rec.of(records, "reconnect")
        self.assertEqual([(r["delay_ms"], r["last_event_id"]) for r in again],
                         [(20, "a1"), (20, "a1")])
        self.assertEqual([r["now"] for r in rec.of(records, "state")][:3],
                         ["CONNECTING", "OPEN", "CONNECTING"])

    def test_204_ends_it(self):
        server, port = self.serve({"write": ["retry: 20\ndata: one\n\n"], "end": True})
        records = self.listen(port, expect=1)
        self.assertEqual([r["status"] for r in rec.of(records, "http.response")], [200, 204])
        self.assertEqual(rec.of(records, "state")[-1]["now"], "CLOSED")
        server.wait_event("request", round=2)

    def test_wrong_type_is_refused(self):
        _, port = self.serve({"write": ["data: x\n\n"], "type": "text/plain", "end": True})
        records = self.listen(port, expect=1)
        self.assertEqual(rec.of(records, "error")[-1]["code"], "wrong-type")
        self.assertFalse(rec.of(records, "reconnect"))

    def test_status_500_is_refused(self):
        _, port = self.serve({"status": 500, "end": True})
        records = self.listen(port, expect=1)
        self.assertEqual(rec.of(records, "error")[-1]["code"], "http-status")

    def test_follows_redirects(self):
        for status in ("301", "302", "307", "308"):
            with self.subTest(status=status):
                _, port = self.serve({"write": ["data: x\n\n"]})
                records = self.listen(port, "--count", "1", "--force",
                                      path=f"/moved?status={status}")
                self.assertEqual([r["status"] for r in rec.of(records, "http.response")],
                                 [int(status), 200])
                self.assertEqual(rec.sse_values(records), [("message", "x", "")])

    def test_posts_a_body(self):
        server, port = self.serve({"write": ["data: token\n\n"]})
        records = self.listen(port, "--data", '{"stream": true}', "-H", "Authorization: Bearer s",
                              "--count", "1")
        request = server.wait_event("request")
        self.assertEqual((request["method"], request["body"]), ("POST", '{"stream": true}'))
        self.assertIn(["Authorization", "Bearer s"], request["headers"])
        ours = rec.headers(rec.of(records, "http.request")[0])
        self.assertIn(("Content-Type", "application/json"), ours)
        self.assertEqual(rec.sse_values(records), [("message", "token", "")])

    def test_reset_in_the_middle(self):
        rounds = [{"write": ["retry: 20\nid: 5\ndata: one\n\n", "data: cut o"], "reset": True},
                  {"write": ["data: two\n\n"]}]
        _, port = self.serve(*rounds)
        records = self.listen(port, "--count", "2")
        self.assertEqual([v[1] for v in rec.sse_values(records)], ["one", "two"])
        closed = rec.of(records, "conn.close")[0]
        self.assertEqual(closed["how"], "reset")


if __name__ == "__main__":
    unittest.main()
