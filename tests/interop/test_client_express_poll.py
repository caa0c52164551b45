# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Our short polling client against an Express server."""

import json
import unittest

from harness import cli, peers
from harness import records as rec
from harness.case import InteropCase
from harness.tap import Tap


class PollAgainstExpress(InteropCase):
    def poll(self, answers, *arguments, expect=0):
        self.server = self.start(peers.node("poll_express.mjs", answers=answers))
        tap = self.start(Tap(self.server.wait_event("listening")["port"]))
        with cli.Connect(f"http://127.0.0.1:{tap.port}/poll?room=1", "--technique", "short-poll",
                         "--interval", "10", "-o", self.capture, *arguments) as client:
            self.assertEqual(client.finish(), expect, client.failure("had another status"))
            self.check_capture(client.records)
            records = client.records
        for number, tapped in enumerate(tap.connections):
            tapped.wait()
            conn = [r["conn"] for r in rec.of(records, "conn.attempt")][number]
            self.check_wire(conn, tapped)
        return records

    def check_requests(self, records):
        """Every request, its fields in order and case, as the server got it."""
        asked = rec.of(records, "http.request")
        while len(self.server.of("request")) < len(asked):
            self.server.next_line()
        for ours, theirs in zip(asked, self.server.of("request")):
            self.assertEqual((ours["method"], ours["target"]),
                             (theirs["method"], theirs["target"]))
            self.assertEqual(rec.headers(ours), [tuple(pair) for pair in theirs["headers"]])

    def test_says_what_changed(self):
        answers = [{"json": {"n": 1}}, {"json": {"n": 1}}, {"json": {"n": 2}},
                   {"json": {"messages": [], "next": 3}}, {"status": 204}, {"json": {"n": 4}}]
        records = self.poll(answers, "--count", "6")
        rounds = rec.of(records, "poll.result")[:6]
        self.assertEqual([r["round"] for r in rounds], [1, 2, 3, 4, 5, 6])
        self.assertEqual([r["outcome"] for r in rounds], ["answered"] * 6)
        self.assertEqual([r["status"] for r in rounds], [200, 200, 200, 200, 204, 200])
        self.assertEqual([r["changed"] for r in rounds], [True, False, True, True, True, True])
        self.assertEqual([r["empty"] for r in rounds], [False, False, False, True, True, False])
        bodies = [rec.octets(r) for r in rounds]
        wanted = [json.dumps(answer["json"], separators=(",", ":")).encode() if "json" in answer
                  else b"" for answer in answers]
        self.assertEqual(bodies, wanted)
        self.check_requests(records)
        # One connection served them all.
        self.assertEqual(len(rec.of(records, "conn.attempt")), 1)

    def test_posts_its_body_every_round(self):
        records = self.poll([{"body": "ok"}], "--data", "since=1", "--count", "2")
        self.check_requests(records)
        self.assertEqual([(e["method"], e["body"]) for e in self.server.of("request")][:2],
                         [("POST", "since=1")] * 2)

    def test_goes_on_after_an_error_status(self):
        records = self.poll([{"body": "a"}, {"status": 503, "body": "later"}, {"body": "b"}],
                            "--duration", "2")
        statuses = [r["status"] for r in rec.of(records, "poll.result") if "status" in r]
        self.assertEqual(statuses[:3], [200, 503, 200])

    def test_until_ok(self):
        records = self.poll([{"status": 503}, {"status": 503}, {"body": "up"}], "--until-ok")
        self.assertEqual([r["status"] for r in rec.of(records, "poll.result")], [503, 503, 200])

    def test_times_out_and_goes_on(self):
        records = self.poll([{"body": "a"}, {"hang": True}, {"body": "b"}], "--timeout", "300",
                            "--count", "3")
        outcomes = [r["outcome"] for r in rec.of(records, "poll.result")]
        self.assertEqual(outcomes[:3], ["answered", "timeout", "answered"])

    def test_reset_of_a_used_connection_is_asked_once_more(self):
        records = self.poll([{"body": "a"}, {"reset": True}, {"body": "b"}], "--count", "2")
        outcomes = [r["outcome"] for r in rec.of(records, "poll.result")]
        self.assertEqual(outcomes[:2], ["answered", "answered"])
        self.assertEqual([r["reused"] for r in rec.of(records, "http.request")][:3],
                         [False, True, False])
        self.assertEqual([r["how"] for r in rec.of(records, "conn.close")][0], "reset")

    def test_reset_is_an_error_round(self):
        records = self.poll([{"body": "a"}, {"reset": True}, {"reset": True}, {"body": "b"}],
                            "--count", "3")
        outcomes = [r["outcome"] for r in rec.of(records, "poll.result")]
        self.assertEqual(outcomes[:3], ["answered", "error", "answered"])
        self.assertEqual([r["how"] for r in rec.of(records, "conn.close")][0], "reset")


if __name__ == "__main__":
    unittest.main()
