# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The examples as people copy them from tutorials, each recorded and shown right."""

import json
import unittest

from harness import cli, peers
from harness import records as rec
from harness.case import InteropCase

SECOND = 1_000_000_000


class Tutorials(InteropCase):
    def connect(self, path, technique, *arguments, expect=0):
        server = self.start(peers.node("tutorials.mjs"))
        port = server.wait_event("listening")["port"]
        with cli.Connect(f"http://127.0.0.1:{port}{path}", "--technique", technique, "-o",
                         self.capture, *arguments) as client:
            self.assertEqual(client.finish(), expect, client.failure("had another status"))
            self.check_capture(client.records)
            return client.records

    def test_events_without_data(self):
        records = self.connect("/events", "sse", "--count", "3")
        blocks = rec.of(records, "sse.event")
        for dropped, event in zip(blocks[0::2], blocks[1::2]):
            self.assertEqual((dropped["dispatched"], dropped["why"]), (False, "empty-data"))
            self.assertEqual((event["dispatched"], event["event"]), (True, "message"))
            # The block that was dropped left its id behind.
            self.assertEqual(event["id"], str(json.loads(event["data"])["n"]))

    def test_long_poll_by_timer(self):
        records = self.connect("/long", "long-poll", "--count", "2")
        rounds = [r for r in rec.of(records, "poll.result") if r["outcome"] == "answered"]
        self.assertEqual([json.loads(rec.octets(r))["n"] for r in rounds], [1, 2])
        for one in rounds:
            self.assertGreater(one["hold_ns"], 1.9 * SECOND)
            self.assertLess(one["hold_ns"], 4 * SECOND)
        self.assertLess(rounds[1]["gap_ns"], SECOND / 2)

    def test_interval_shorter_than_the_answer_waits(self):
        records = self.connect("/slow", "short-poll", "--interval", "1000", "--overlap", "wait",
                               "--count", "2")
        rounds = rec.of(records, "poll.result")[:2]
        self.assertEqual([(r["outcome"], r["overlapped"]) for r in rounds],
                         [("answered", False)] * 2)
        self.assertGreater(rounds[1]["gap_ns"], 0.9 * SECOND)

    def test_interval_shorter_than_the_answer_overlaps(self):
        records = self.connect("/slow", "short-poll", "--interval", "1000", "--overlap", "allow",
                               "--count", "2")
        rounds = rec.of(records, "poll.result", outcome="answered")
        self.assertEqual([r["overlapped"] for r in rounds[:2]], [False, True])
        self.assertGreaterEqual(len(rec.of(records, "conn.attempt")), 3)

    def test_interval_shorter_than_the_answer_gives_up(self):
        records = self.connect("/slow", "short-poll", "--interval", "1000", "--overlap", "abort",
                               "--duration", "4.5")
        rounds = rec.of(records, "poll.result")
        self.assertEqual({r["outcome"] for r in rounds}, {"aborted"})
        self.assertGreaterEqual(len(rounds), 4)

    def test_script_a_second_in_an_iframe(self):
        records = self.connect("/iframe", "iframe-stream", "--count", "2")
        scripts = rec.of(records, "iframe.script")
        # In a string or not, `</script` ends a script; `</` and `script>` apart do not.
        self.assertIn("parent.onMessage(", scripts[0]["script"])
        apart = scripts[1]["t"] - scripts[0]["t"]
        self.assertGreater(apart, SECOND / 2)

    def test_posted_from_an_iframe_whatever_the_cuts(self):
        records = self.connect("/iframe-post", "iframe-stream", "--count", "3")
        messages = [r["message"] for r in rec.of(records, "iframe.script")]
        self.assertEqual([json.loads(m) if isinstance(m, str) else m for m in messages[:3]],
                         [{"n": 1}, {"n": 2}, {"n": 3}])

    def test_jsonp(self):
        records = self.connect("/jsonp", "jsonp", "--interval", "50", "--count", "3")
        calls = rec.of(records, "jsonp.callback")
        self.assertEqual([r["message"] for r in calls[:3]], [{"n": 1}, {"n": 2}, {"n": 3}])
        asked = [r["target"] for r in rec.of(records, "http.request")]
        for call, target in zip(calls, asked):
            self.assertEqual(target, f"/jsonp?callback={call['callback']}")
        self.assertFalse([r for r in records if r.get("violations")])
        rounds = rec.of(records, "poll.result")[:3]
        self.assertEqual([(r["fires"], r["called"]) for r in rounds], [("load", True)] * 3)

    def check_silent(self, path, fires, violation, expect=0):
        records = self.connect(path, "jsonp", "--interval", "50", "--duration", "0.5",
                               expect=expect)
        one = rec.of(records, "poll.result")[0]
        self.assertEqual((one["outcome"], one["fires"], one["called"]), ("answered", fires, False))
        found = {name for r in records for name in r.get("violations", [])}
        self.assertEqual(found, {violation} if violation else set())

    def test_jsonp_fails_silently(self):
        self.check_silent("/jsonp-wrong", "load", "wrong-callback")

    def test_jsonp_that_does_not_parse_fails_silently(self):
        self.check_silent("/jsonp-broken", "load", "cut-off")

    def test_jsonp_of_a_failure_is_not_run(self):
        # The page learns that much; and a run in which no round succeeded failed.
        self.check_silent("/jsonp-500", "error", None, expect=1)


if __name__ == "__main__":
    unittest.main()
