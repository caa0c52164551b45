# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""curl as client of the mock: polling, publishing, status, CORS, what is refused."""

import json
import subprocess
import unittest

from harness import cli, peers
from harness import records as rec
from harness.case import InteropCase
from harness.process import PATIENCE, Process
from harness.tap import Tap


class Answer:
    """What curl got: status, field lines as they came, body."""

    def __init__(self, raw):
        head, _, self.body = raw.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        self.status = int(first.split(" ")[1])
        self.headers = [tuple(line.split(": ", 1)) for line in lines]

    def field(self, name):
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def json(self):
        return json.loads(self.body)


class CurlAgainstMock(InteropCase):
    def setUp(self):
        super().setUp()
        self.mock = self.start(cli.Serve("-o", self.capture))
        self.tap = self.start(Tap(self.mock.port, self.mock.host))

    def curl(self, path, *arguments):
        """One request; fields that curl would add differ by version, so they are compared too."""
        done = subprocess.run(
            [peers.program("curl"), "-sS", "-i", "--raw", *arguments,
             f"http://127.0.0.1:{self.tap.port}{path}"],
            capture_output=True, check=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)
        return Answer(done.stdout)

    def stop(self):
        self.mock.wait_records(len(self.tap.connections), "conn.close")
        self.assertEqual(self.mock.stop(), 130)
        self.check_capture(self.mock.records)
        return self.mock.records

    def check_answers(self, records, answers):
        """Status, field lines and body of every answer, as recorded and as curl got it."""
        responses = rec.of(records, "http.response")
        self.assertEqual([r["status"] for r in responses], [a.status for a in answers])
        for response, answer in zip(responses, answers):
            self.assertEqual(rec.headers(response), answer.headers)
            body = b"".join(rec.octets(r) for r in rec.of(
                records, "http.data", exchange=response["exchange"], from_="server"))
            if "chunked" not in answer.field("Transfer-Encoding"):
                self.assertEqual(body, answer.body)

    def test_poll(self):
        first = self.curl("/poll")
        # Nothing newer than what is to come: an empty list, and the same number to ask next.
        after = first.json()["next"]
        ahead = self.curl(f"/poll?since={after + 1000}")
        posted = self.curl("/poll", "-X", "POST")
        answers = [first, ahead, posted]
        records = self.stop()
        self.assertEqual([a.status for a in answers], [200, 200, 200])
        for message in first.json()["messages"]:
            self.assertEqual(set(message), {"n", "message"})
        self.assertEqual(ahead.json()["messages"], [])
        self.check_answers(records, answers)
        self.assertEqual([r["method"] for r in rec.of(records, "http.request")],
                         ["GET", "GET", "POST"])
        for number, tapped in enumerate(self.tap.connections):
            tapped.wait()
            self.check_wire(rec.of(records, "http.request")[number]["conn"], tapped)

    def test_what_is_published_is_polled(self):
        before = self.curl("/poll").json()["next"]
        published = self.curl("/publish/tick", "-d", '{"price": 1.50}').json()
        self.assertEqual(published["channel"], "tick")
        polled = self.curl(f"/poll?since={published['n'] - 1}")
        self.assertGreaterEqual(published["n"], before)
        message = polled.json()["messages"][0]
        self.assertEqual(message["n"], published["n"])
        self.assertEqual(message["message"], {"price": 1.5})
        # Numbers are not rewritten on their way through.
        self.assertIn(b'{"price": 1.50}', polled.body.replace(b'{"price":1.50}', b'{"price": 1.50}'))
        text = self.curl("/publish/tick", "-d", "no JSON at all").json()
        polled = self.curl(f"/poll?since={text['n'] - 1}").json()["messages"]
        self.assertEqual(polled[0]["message"], "no JSON at all")
        self.stop()

    def test_status(self):
        status = self.curl("/status").json()
        paths = {endpoint["path"] for endpoint in status["endpoints"]}
        self.assertLessEqual({"/ws", "/ws/echo", "/chat", "/sse", "/poll"}, paths)
        for endpoint in status["endpoints"]:
            self.assertLessEqual({"path", "clients", "sent"}, set(endpoint))
        self.assertGreaterEqual(status["uptime_s"], 0)
        self.stop()

    def test_pages(self):
        answers = [self.curl("/"), self.curl("/favicon.ico"), self.curl("/nowhere"),
                   self.curl("/publish/nobody", "-d", "x")]
        self.assertEqual([a.status for a in answers], [200, 204, 404, 404])
        self.assertIn("text/html", answers[0].field("Content-Type")[0])
        self.check_answers(self.stop(), answers)

    def test_head_has_no_body(self):
        answer = self.curl("/status", "--head")
        self.assertEqual((answer.status, answer.body), (200, b""))
        self.stop()

    def test_cors(self):
        origin = "http://localhost:3000"
        plain = self.curl("/poll", "-H", f"Origin: {origin}")
        self.assertEqual(plain.field("Access-Control-Allow-Origin"), [origin])
        self.assertEqual(plain.field("Access-Control-Allow-Credentials"), ["true"])
        asked = self.curl("/poll", "-X", "OPTIONS", "-H", f"Origin: {origin}",
                          "-H", "Access-Control-Request-Method: POST",
                          "-H", "Access-Control-Request-Headers: content-type")
        self.assertIn(asked.status, (200, 204))
        self.assertEqual(asked.field("Access-Control-Allow-Origin"), [origin])
        self.assertIn("POST", asked.field("Access-Control-Allow-Methods")[0])
        self.assertIn("content-type", asked.field("Access-Control-Allow-Headers")[0].lower())
        foreign = self.curl("/poll", "-H", "Origin: http://example.org")
        self.assertEqual(foreign.field("Access-Control-Allow-Origin"), [])
        self.stop()

    def test_controls_refuse_strangers(self):
        refused = [self.curl("/publish/tick", "-d", "x", "-H", "Origin: http://example.org"),
                   self.curl("/publish/tick", "-d", "x", "-H", "Host: example.org")]
        self.assertEqual([a.status for a in refused], [403, 403])
        self.check_answers(self.stop(), refused)

    def test_several_requests_on_one_connection(self):
        url = f"http://127.0.0.1:{self.tap.port}"
        subprocess.run([peers.program("curl"), "-sS", f"{url}/poll", f"{url}/status",
                        f"{url}/favicon.ico"], check=True, capture_output=True, timeout=PATIENCE)
        records = self.stop()
        self.assertEqual(len(self.tap.connections), 1)
        self.assertEqual([r["target"] for r in rec.of(records, "http.request")],
                         ["/poll", "/status", "/favicon.ico"])
        self.assertEqual([r.get("reused", False) for r in rec.of(records, "http.request")],
                         [False, True, True])
        self.check_wire(rec.of(records, "http.request")[0]["conn"], self.tap.connections[0])

    def test_event_stream(self):
        with Process([peers.program("curl"), "-sSN", f"http://127.0.0.1:{self.tap.port}/sse"]) as c:
            for _ in range(2):
                c.wait_line(lambda line: line.startswith("data:"))
            got = [line for line in c.lines if line.startswith("data:")]
        records = self.stop()
        pushed = [f"data:{sep}{data}" for sep in (" ",) for _, data, _ in rec.sse_values(records)]
        self.assertEqual(pushed[:len(got)], got)

    def check_taps(self, records):
        for number, tapped in enumerate(self.tap.connections):
            tapped.wait()
            self.check_wire(rec.of(records, "http.request")[number]["conn"], tapped)

    def test_answers_of_the_pollings(self):
        held = self.curl("/long-poll")
        page = self.curl("/iframe-poll?since=0&origin=http://localhost:1")
        call = self.curl("/jsonp?callback=app.show&since=0")
        refused = self.curl("/jsonp?callback=alert(1)")
        empty = self.curl("/long-poll?since=1000&timeout=10")
        answers = [held, page, call, refused, empty]
        records = self.stop()
        self.assertEqual([a.status for a in answers], [200, 200, 200, 400, 200])
        self.assertEqual(len(held.json()["messages"]), 1)
        self.assertEqual(empty.json()["messages"], [])
        script, = rec.of(records, "iframe.script")
        self.assertEqual(script["target_origin"], "http://localhost:1")
        callback, = rec.of(records, "jsonp.callback")
        self.assertEqual(callback["callback"], "app.show")
        for record in script, callback:
            self.assertEqual(record["message"]["messages"][0]["n"], 1)
        self.check_taps(records)

    def lines_of(self, path, wanted):
        """What curl prints of a stream until it has two such lines."""
        with Process([peers.program("curl"), "-sSN",
                      f"http://127.0.0.1:{self.tap.port}{path}"]) as curl:
            for _ in range(2):
                curl.wait_line(lambda line: wanted in line)
            return [line for line in curl.lines if wanted in line]

    def test_streams(self):
        lines = self.lines_of("/stream", '"n":')
        parts = self.lines_of("/multipart", '"n":')
        scripts = self.lines_of("/iframe", "<script>")
        records = self.stop()
        for kind, got in (("stream.message", lines), ("multipart.part", parts)):
            pushed = [rec.octets(r).decode() for r in rec.of(records, kind)]
            self.assertEqual(pushed[:2], got[:2])
        pushed = [f"<script>{r['script']}</script>" for r in rec.of(records, "iframe.script")]
        self.assertEqual(pushed[:2], scripts[:2])
        self.check_taps(records)


if __name__ == "__main__":
    unittest.main()
