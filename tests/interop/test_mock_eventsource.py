# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Node's `eventsource` as client of the mock."""

import json
import unittest

from harness import cli, peers
from harness import records as rec
from harness.case import InteropCase
from harness.tap import Tap


class EventSourceAgainstMock(InteropCase):
    def setUp(self):
        super().setUp()
        self.mock = self.start(cli.Serve("-o", self.capture))
        self.tap = self.start(Tap(self.mock.port, self.mock.host))

    def listen(self, count, **headers):
        return self.start(peers.node(
            "eventsource_client.mjs", url=f"http://127.0.0.1:{self.tap.port}/sse", count=count,
            headers=headers))

    def stop(self):
        self.assertEqual(self.mock.stop(), 130)
        self.check_capture(self.mock.records)
        return self.mock.records

    def test_gets_every_event_with_its_id(self):
        source = self.listen(3)
        self.assertEqual(source.finish(), 0)
        self.mock.wait_record("conn.close")
        records = self.stop()
        got = [(e["type"], e["data"], e["id"]) for e in source.of("got")]
        self.assertEqual(rec.sse_values(records)[:3], got)
        numbers = [json.loads(data)["n"] for _, data, _ in got]
        self.assertEqual(numbers, list(range(numbers[0], numbers[0] + 3)))
        self.assertTrue(all(last for _, _, last in got), "every event carries an ID")
        self.tap.connections[0].wait()
        self.check_wire(rec.of(records, "http.request")[0]["conn"], self.tap.connections[0])

    def test_catches_up_from_its_last_id(self):
        first = self.listen(2)
        self.assertEqual(first.finish(), 0)
        seen = [(e["data"], e["id"]) for e in first.of("got")]
        second = self.listen(2, **{"Last-Event-ID": seen[0][1]})
        self.assertEqual(second.finish(), 0)
        again = [(e["data"], e["id"]) for e in second.of("got")]
        self.assertEqual(again[0], seen[1])
        self.mock.wait_records(2, "conn.close")
        request = rec.of(self.stop(), "http.request")[1]
        names = {name.lower(): value for name, value in rec.headers(request)}
        self.assertEqual(names["last-event-id"], seen[0][1])


if __name__ == "__main__":
    unittest.main()
