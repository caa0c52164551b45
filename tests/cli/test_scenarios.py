# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenario files, from the command line that plays them to the clients that see it."""

import json
import os
import unittest
import urllib.error
import urllib.request

from programs import TIMEOUT, CaptureCase, Mock, run

CONTRACT = """{ "channels":  { "prices": { "every_ms": 50, "message":
    { "bid": "{{random 99 101}}", "n": "{{n}}", "by": "desk {{n}}" }, "limit": 0 } },
  "endpoints": [
    { "path": "/quotes", "technique": "sse", "channel": "prices", "retry_ms": 2000,
      "event": "quote", "cors": "*" },
    { "path": "/login/ws", "technique": "websocket", "subprotocols": ["v1.json"],
      "origins": ["http://localhost:3000"],
      "on_message": [ { "match": {"op": "hello"},
                        "reply": {"op": "welcome", "you": "{{message.name}}"} },
                      { "match_regex": "^ping", "reply": "pong" },
                      { "match": "*", "reply": "{{message}}" } ],
      "steps": [ { "after_ms": 300, "send": {"op": "ready"} },
                 { "after_ms": 300, "close": { "code": 1001, "reason": "restart" } } ] },
    { "path": "/app", "static": "site" } ] }
"""


class Scenarios(CaptureCase):
    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def test_contract(self):
        self.write("site/index.html", "<p>home")
        with Mock("--scenario", self.write("a.json", CONTRACT)) as mock:
            url = mock.url
            quotes = run("connect", url + "quotes", "--json", "--technique", "sse", "--count", "3")
            self.assertEqual(quotes.status, 0, quotes.err)
            self.assertEqual([line["ms"] for line in quotes.all("sse.retry")], [2000])
            for event in quotes.all("sse.event"):
                data = json.loads(event["data"])
                self.assertEqual(event["event"], "quote")
                self.assertIn(data["bid"], (99, 100, 101))
                self.assertEqual(data["by"], f"desk {data['n']}")
            login = run("connect", mock.ws + "login/ws", "--json", "--origin",
                        "http://localhost:3000", "--subprotocol", "v1.json", "--send",
                        '{"op":"hello","name":"Ann"}', "--send", "ping", "--send", "x",
                        "--duration", "5")
            self.assertEqual(login.last("ws.handshake")["subprotocol"], "v1.json")
            got = [line["text"] for line in login.all("ws.message") if line["from"] == "server"]
            self.assertEqual(got, ['{"op":"welcome","you":"Ann"}', "pong", "x", '{"op":"ready"}'])
            closed = login.last("ws.closed")
            self.assertEqual((closed["code"], closed["reason"], closed["by"], closed["clean"]),
                             (1001, "restart", "server", True))
            foreign = run("connect", mock.ws + "login/ws", "--json", "--origin",
                          "http://evil.example")
            self.assertEqual(foreign.status, 1)
            self.assertEqual(foreign.last("http.response")["status"], 403)
            with urllib.request.urlopen(url + "app", timeout=TIMEOUT) as page:
                self.assertEqual(page.read(), b"<p>home")
                self.assertTrue(page.url.endswith("/app/"))
            with self.assertRaises(urllib.error.HTTPError):
                urllib.request.urlopen(url + "sse", timeout=TIMEOUT)

    def test_refused(self):
        bad = {
            '{\n  "endpoints": [\n    { "path": "/a", "technique": "sse", "faulty": [] }\n  ]\n}':
                "line 3, column 41: there is no member “faulty” here; expected one of path, ",
            '{"endpoints": [{"path": "/a", "technique": "sse"}]}':
                "line 1, column 16: expected the member channel or steps.",
            '{"endpoints": 5}': "line 1, column 15: expected a list.",
            '{"endpoints": [{"path": "/a", "static": "nowhere"}]}':
                "line 1, column 41: there is no folder nowhere; expected one that can be read.",
            '{"endpoints": [': "line 1, column 16: expected a JSON value.",
        }
        for text, words in bad.items():
            path = self.write("bad.json", text)
            capture = os.path.join(self.folder, "a.pushscope")
            result = run("serve", "--port", "0", "--scenario", path, "-o", capture)
            self.assertEqual(result.status, 2, text)
            self.assertEqual(result.out, "")
            self.assertEqual(result.err.count("\n"), 1, result.err)
            self.assertIn(f"--scenario: {path}, {words}", result.err)
            self.assertFalse(os.path.exists(capture))  # Nothing starts.
        result = run("serve", "--scenario", os.path.join(self.folder, "none.json"))
        self.assertEqual(result.status, 2)
        self.assertIn("none.json could not be read: No such file or directory.", result.err)

    def test_readme(self):
        root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
        with open(os.path.join(root, "README.md"), encoding="utf-8") as file:
            example = file.read().split("## Scenarios")[1].split("```json\n")[1].split("```")[0]
        self.write("site/index.html", "")
        result = run("serve", "--port", "0", "--scenario", self.write("a.json", example),
                     "--duration", "0.1")
        self.assertEqual(result.status, 0, result.err)

    def test_ready(self):
        with Mock("--scenario", "echo") as mock:
            result = run("connect", mock.ws + "echo", "--json", "--send", "ping", "--send",
                         '{ "a": 1 }', "--send", "bye")
            got = [line["text"] for line in result.all("ws.message") if line["from"] == "server"]
            self.assertEqual(got, ["pong", '{ "a": 1 }', "see you"])
            self.assertEqual(result.last("ws.closed")["code"], 1000)
        with Mock("--scenario", "llm-stream") as mock:
            result = run("connect", mock.url + "v1/chat/completions", "--json",
                         "--technique", "sse", "--no-reconnect")
            data = [event["data"] for event in result.all("sse.event")]
            self.assertEqual(data[-1], "[DONE]")
            tokens = [json.loads(text)["choices"][0]["delta"].get("content", "")
                      for text in data[:-1]]
            self.assertTrue("".join(tokens).startswith("Server push is when"))
        help_text = run("serve", "--help").out
        self.assertIn("chat-room", help_text)


if __name__ == "__main__":
    unittest.main()
