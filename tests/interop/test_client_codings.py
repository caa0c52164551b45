# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Our clients against bodies that Node's zlib coded: what they carry, and how long it was."""

import os
import unittest

from harness import cli, peers
from harness import records as rec
from harness.case import InteropCase

CODINGS = ("gzip", "deflate", "br")
EVENTS = ["retry: 50\n\n", ": a comment\n", "id: 1\nevent: tick\ndata: {\"n\": 1}\n\n",
          "data: grüße ", "an alle\n\n", *(f"id: {n}\ndata: {'x' * 200}\n\n" for n in range(2, 50)),
          "event: nothing\n\n"]
LINES = [f"{{\"n\": {n}, \"pad\": \"{'y' * 100}\"}}\n" for n in range(50)]
# What a run knows of itself, and where octets lie: in another layer where they were coded.
_OF_A_RUN = {"seq", "t", "session", "conn", "stream", "exchange", "in", "at", "chunk",
             "duration_ns"}


class ClientAgainstCodings(InteropCase):
    def serve(self, content_type, pieces):
        server = self.start(peers.node("coded_server.mjs", type=content_type, pieces=pieces))
        return server, server.wait_event("listening")["port"]

    def listen(self, port, path, *arguments):
        capture = os.path.join(self.folder, path.replace("/", "-") + ".pushscope")
        client = self.start(cli.Connect(f"http://127.0.0.1:{port}{path}", "-o", capture,
                                        *arguments))
        self.assertEqual(client.finish(), 0, client.failure("had another status"))
        self.check_capture(client.records)
        self.assertEqual(cli.run_json("show", capture), client.records)
        return client.records

    def check_sizes(self, server, records, path, coding):
        """http.end against what the server counted; the coded octets against where they lie."""
        served = server.wait_event("served", target=path)
        end, = rec.of(records, "http.end", from_="server")
        self.assertEqual((end["coded_size"], end["content_size"], end["complete"]),
                         (served["coded"], served["content"], True))
        self.assertEqual(end.get("coding"), None if coding == "identity" else coding)
        self.assertFalse([r for r in records if r.get("violations")])

    def compare(self, server, port, how, kinds, *arguments):
        """The records of each coded run are those of the plain one."""
        wanted = None
        for coding in ("identity", *CODINGS):
            with self.subTest(coding=coding):
                path = f"/{how}/{coding}"
                records = self.listen(port, path, *arguments)
                self.check_sizes(server, records, path, coding)
                values = [{k: v for k, v in r.items() if k not in _OF_A_RUN}
                          for r in rec.of(records, *kinds)]
                self.assertTrue(values)
                wanted = wanted or values
                self.assertEqual(values, wanted)
        return wanted

    def test_event_stream(self):
        server, port = self.serve("text/event-stream", EVENTS)
        values = self.compare(server, port, "stream", ("sse.event", "sse.comment", "sse.retry"),
                              "--technique", "sse", "--no-reconnect")
        self.assertEqual(len([v for v in values if v.get("dispatched")]), 50)

    def test_event_stream_as_it_comes(self):
        """What is flushed is there at once, not at the end of the stream."""
        server, port = self.serve("text/event-stream", EVENTS)
        for coding in CODINGS:
            with self.subTest(coding=coding):
                records = self.listen(port, f"/stream/{coding}", "--technique", "sse",
                                      "--no-reconnect")
                times = {r["t"] for r in rec.of(records, "sse.event")}
                reads = {r["t"] for r in rec.of(records, "http.chunk")}
                self.assertLessEqual(times, reads | {rec.of(records, "http.end")[-1]["t"]})

    def test_members_of_gzip(self):
        """RFC 1952 §2.2: each event coded alone is a stream of gzip as well."""
        server, port = self.serve("text/event-stream", EVENTS)
        values = []
        for path in ("/stream/identity", "/members/gzip"):
            records = self.listen(port, path, "--technique", "sse", "--no-reconnect")
            self.check_sizes(server, records, path, path.split("/")[-1])
            values.append([{k: v for k, v in r.items() if k not in _OF_A_RUN}
                           for r in rec.of(records, "sse.event", "sse.comment", "sse.retry")])
        self.assertEqual(values[1], values[0])

    def test_lines(self):
        server, port = self.serve("application/x-ndjson", LINES)
        values = self.compare(server, port, "stream", ("stream.message",),
                              "--technique", "http-stream")
        self.assertEqual([rec.octets(v).decode() + "\n" for v in values], LINES)

    def test_poll(self):
        server, port = self.serve("application/json", ["{\"a\": [", "1, " * 500, "2]}"])
        value, = self.compare(server, port, "body", ("poll.result",), "--technique", "short-poll",
                              "--count", "1") or [None]
        self.assertEqual(rec.octets(value).decode(), "{\"a\": [" + "1, " * 500 + "2]}")


if __name__ == "__main__":
    unittest.main()
