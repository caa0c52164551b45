# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is found wrong, by faults of the mock: `show --problems` and `connect --stock`."""

import json
import os
import unittest

from programs import CaptureCase, Mock, run

SCENARIO = {
    "channels": {"fast": {"every_ms": 100}},
    "endpoints": [
        {"path": "/buffered", "technique": "sse", "channel": "fast",
         "faults": [{"kind": "hold-back", "octets": 1024}]},
        {"path": "/cut", "technique": "sse", "channel": "fast",
         "faults": [{"kind": "missing-blank-line", "after_messages": 3}]},
        {"path": "/reset", "technique": "websocket", "channel": "fast",
         "faults": [{"kind": "reset", "after_messages": 3}]},
        {"path": "/accept", "technique": "websocket", "channel": "fast",
         "faults": [{"kind": "wrong-accept"}]},
        {"path": "/rsv", "technique": "websocket", "channel": "fast",
         "faults": [{"kind": "rsv-bits"}]},
        {"path": "/refused", "technique": "websocket", "channel": "fast",
         "faults": [{"kind": "status", "status": 403}]},
        {"path": "/later", "technique": "websocket",
         "steps": [{"after_ms": 50, "close": {"code": 1013, "reason": "busy"}}]},
        {"path": "/echo", "technique": "websocket",
         "on_message": [{"match": "*", "reply": "{{message}}"}]},
        {"path": "/type", "technique": "sse", "channel": "fast",
         "faults": [{"kind": "wrong-type"}]},
    ],
}


class Problems(CaptureCase):
    def setUp(self):
        super().setUp()
        path = os.path.join(self.folder, "faults.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(SCENARIO, file)
        self.mock = self.enterContext(Mock("--scenario", path))

    def url(self, path, is_websocket=True):
        return (self.mock.ws if is_websocket else self.mock.url) + path

    def found(self, *arguments):
        capture = os.path.join(self.folder, "run.pushscope")
        run("connect", *arguments, "-q", "-o", capture, "--force")
        return [json.loads(line)
                for line in run("show", capture, "--problems", "--json").out.splitlines()]

    def check(self, findings, *names):
        self.assertEqual([f["finding"] for f in findings], list(names))
        for finding in findings:
            self.assertTrue(finding["rows"])
            for member in ("title", "message", "fix", "section", "url"):
                self.assertTrue(finding[member], member)

    def test_event_streams(self):
        self.check(self.found(self.url("buffered", False), "--technique", "sse",
                              "--duration", "9"), "buffered-bursts")
        self.check(self.found(self.url("cut", False), "--technique", "sse", "--no-reconnect"),
                   "unterminated-block")

    def test_websockets(self):
        reset = self.found(self.url("reset"))
        self.check(reset, "abnormal-closure")
        self.assertEqual(reset[0]["layer"], "tcp-reset")
        self.check(self.found(self.url("accept")), "accept-mismatch", "abnormal-closure")
        self.assertIn("rsv1-without-deflate",
                      [f["finding"] for f in self.found(self.url("rsv"), "--no-deflate")])
        self.check(self.found(self.url("echo"), "--send", "hi", "--count", "1"))

    def stock(self, *arguments):
        lines = run("connect", *arguments, "--stock", "--json").lines
        self.assertEqual(lines[-1]["kind"], "stock")
        self.assertNotIn("seq", lines[-1])
        return lines[-1]["stock"], lines[-1]["ours"]

    def test_second_opinion(self):
        stock, ours = self.stock(self.url("echo"), "--send", "hi", "--count", "1")
        self.assertEqual((stock["messages"], ours["messages"]), (1, 1))
        stock, ours = self.stock(self.url("accept"))
        self.assertFalse(stock["opened"])
        self.assertIn("Accept-Key", stock["message"])
        self.assertEqual(ours["violations"], ["accept-mismatch"])
        stock, ours = self.stock(self.url("refused"))
        self.assertNotIn("status", stock)  # It does not say.
        self.assertEqual(ours["status"], 403)
        stock, ours = self.stock(self.url("later"))
        self.assertNotEqual(stock.get("code"), 1013)  # It does not know it.
        self.assertEqual((ours["code"], ours["reason"]), (1013, "busy"))
        stock, ours = self.stock(self.url("reset"))
        self.assertEqual(ours["code"], 1006)
        self.assertNotEqual(stock.get("code"), 1006)
        stock, ours = self.stock(self.url("type", False), "--technique", "sse")
        self.assertEqual(stock["status"], 200)
        self.assertNotIn("error", stock)
        self.assertEqual(ours["error"], "wrong-type")


if __name__ == "__main__":
    unittest.main()
