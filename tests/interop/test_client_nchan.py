# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Our clients as subscribers of nginx with nchan."""

import json
import unittest

from harness import cli
from harness import records as rec
from harness.case import InteropCase
from harness.nginx import Nchan
from harness.tap import Tap

MESSAGES = [b"one", json.dumps({"n": 2, "text": "grüße"}).encode(), b"three\nlines\nlong",
            b" leading blank", b"x" * 3000]


class ClientAgainstNchan(InteropCase):
    @classmethod
    def setUpClass(cls):
        cls.nchan = cls.enterClassContext(Nchan())

    def listen(self, path, *arguments, scheme="http"):
        tap = self.start(Tap(self.nchan.port))
        client = self.start(cli.Connect(f"{scheme}://127.0.0.1:{tap.port}{path}", "-o",
                                        self.capture, *arguments))
        return client, tap

    def publish(self, channel):
        for data in MESSAGES:
            self.assertIn(self.nchan.publish(channel, data), (201, 202))

    def test_websocket_live(self):
        client, tap = self.listen("/subscribe/live", "--count", str(len(MESSAGES)), scheme="ws")
        client.wait_record("ws.handshake", accepted=True)
        self.publish("live")
        self.assertEqual(client.finish(), 0)
        self.check_capture(client.records)
        self.assertEqual([rec.octets(r) for r in client.of("ws.message", from_="server")], MESSAGES)
        self.check_same_capture(client.records)
        tap.connections[0].wait()
        self.check_wire(client.of("ws.handshake")[0]["conn"], tap.connections[0])

    def test_websocket_history(self):
        self.publish("history")
        client, _ = self.listen("/subscribe/history", "--count", str(len(MESSAGES)), scheme="ws")
        self.assertEqual(client.finish(), 0)
        self.check_capture(client.records)
        self.assertEqual([rec.octets(r) for r in client.of("ws.message", from_="server")], MESSAGES)

    def test_eventsource(self):
        client, tap = self.listen("/subscribe/events", "--technique", "sse", "--count",
                                  str(len(MESSAGES)))
        client.wait_record("http.response", status=200)
        self.publish("events")
        self.assertEqual(client.finish(), 0)
        self.check_capture(client.records)
        events = rec.sse_values(client.records)
        self.assertEqual([data.encode() for _, data, _ in events], MESSAGES)
        self.assertEqual({kind for kind, _, _ in events}, {"message"})
        ids = [last for _, _, last in events]
        self.assertEqual(len(set(ids)), len(ids), "nchan gives every message its own ID")
        # nchan greets with a comment, which a browser never shows.
        self.assertEqual(rec.octets(client.of("sse.comment")[0]).strip(), b"hi")
        tap.connections[0].wait()
        self.check_wire(client.of("http.request")[0]["conn"], tap.connections[0])

    def test_eventsource_named_events(self):
        client, _ = self.listen("/subscribe/named", "--technique", "sse", "--until-event", "stop")
        client.wait_record("http.response", status=200)
        self.nchan.publish("named", b"1", event="tick")
        self.nchan.publish("named", b"2", event="stop")
        self.assertEqual(client.finish(), 0)
        self.assertEqual([(kind, data) for kind, data, _ in rec.sse_values(client.records)],
                         [("tick", "1"), ("stop", "2")])

    def test_eventsource_goes_on_where_it_ended(self):
        first, _ = self.listen("/subscribe/again", "--technique", "sse", "--count", "2")
        first.wait_record("http.response", status=200)
        self.publish("again")
        self.assertEqual(first.finish(), 0)
        last = rec.sse_values(first.records)[1][2]
        with cli.Connect(self.nchan.address("/subscribe/again"), "--technique", "sse",
                         "--last-event-id", last, "--count", "3") as second:
            self.assertEqual(second.finish(), 0)
            self.assertEqual([data.encode() for _, data, _ in rec.sse_values(second.records)],
                             MESSAGES[2:])
            self.assertIn(("Last-Event-ID", last), rec.headers(second.of("http.request")[0]))

    def poll(self, path, *arguments):
        client, tap = self.listen(path, "--count", str(len(MESSAGES)), *arguments)
        return client, tap

    def check_rounds(self, client, tap):
        self.assertEqual(client.finish(), 0)
        self.check_capture(client.records)
        answered = [r for r in client.of("poll.result") if r["outcome"] == "answered"]
        self.assertEqual([rec.octets(r) for r in answered if not r["empty"]], MESSAGES)
        tap.connections[0].wait()
        self.check_wire(client.of("http.request")[0]["conn"], tap.connections[0])
        # nchan names its place by both fields, and each request carries the last ones.
        for before, request in zip(client.of("http.response"), client.of("http.request")[1:]):
            fields = dict(rec.headers(before))
            if "Etag" in fields:
                self.assertIn(("If-None-Match", fields["Etag"]), rec.headers(request))
            if "Last-Modified" in fields:
                self.assertIn(("If-Modified-Since", fields["Last-Modified"]),
                              rec.headers(request))

    def test_long_poll(self):
        client, tap = self.poll("/subscribe/pull", "--technique", "long-poll")
        client.wait_record("http.request")
        self.publish("pull")
        self.check_rounds(client, tap)

    def test_long_poll_history(self):
        self.publish("pulled")
        client, tap = self.poll("/subscribe/pulled", "--technique", "long-poll")
        self.check_rounds(client, tap)

    def test_interval_poll(self):
        self.publish("interval")
        client, tap = self.poll("/interval/interval", "--technique", "short-poll", "--interval",
                                "20", "--cursor", "auto")
        self.check_rounds(client, tap)

    def test_http_chunked(self):
        self.publish("chunked")
        client, tap = self.listen("/subscribe/chunked", "--technique", "http-stream", "-H",
                                  "TE: chunked", "--duration", "1.5")
        self.assertEqual(client.finish(), 0)
        self.check_capture(client.records)
        # nchan makes a chunk of each message and nothing that tells them apart within.
        chunks = [r for r in client.records if r["kind"] in ("http.chunk", "stream.message")]
        self.assertTrue(chunks)
        tap.connections[0].wait()
        self.check_wire(client.of("http.request")[0]["conn"], tap.connections[0])
        body = b"".join(rec.octets(r) for r in client.of("stream.message"))
        for data in MESSAGES:
            self.assertIn(data.replace(b"\n", b""), body.replace(b"\n", b""))

    def test_multipart(self):
        self.publish("parts")
        client, tap = self.listen("/subscribe/parts", "--technique", "multipart", "-H",
                                  "Accept: multipart/mixed", "--count", str(len(MESSAGES)))
        self.assertEqual(client.finish(), 0)
        self.check_capture(client.records)
        self.assertEqual([rec.octets(r) for r in client.of("multipart.part")][:len(MESSAGES)],
                         MESSAGES)
        tap.connections[0].wait()
        self.check_wire(client.of("http.request")[0]["conn"], tap.connections[0])

    def test_auto_finds_the_event_stream(self):
        self.publish("auto")
        client, _ = self.listen("/subscribe/auto", "-H", "Accept: text/event-stream", "--count", "1")
        self.assertEqual(client.finish(), 0)
        self.assertEqual(rec.sse_values(client.records)[0][1], "one")


if __name__ == "__main__":
    unittest.main()
