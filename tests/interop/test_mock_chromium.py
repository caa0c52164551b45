# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Chromium as client of the mock: the browser's own WebSocket, EventSource and fetch."""

import json
import unittest

from harness import cli
from harness import records as rec
from harness.case import InteropCase
from harness.chromium import Chromium

WEBSOCKET = """new Promise((resolve) => {
    const socket = new WebSocket(location.origin.replace('http', 'ws') + '/ws/echo');
    socket.binaryType = 'arraybuffer';
    const got = [];
    socket.onopen = () => {
        socket.send('grüße');
        socket.send(new Uint8Array([0, 255, 16]));
        socket.send('quote '.repeat(500));
    };
    socket.onmessage = (event) => {
        got.push(typeof event.data === 'string' ? event.data : [...new Uint8Array(event.data)]);
        if (got.length === 3) socket.close(3500, 'enough');
    };
    socket.onclose = (event) => resolve(
        { got, code: event.code, reason: event.reason, clean: event.wasClean,
          extensions: socket.extensions });
})"""

EVENT_SOURCE = """new Promise((resolve) => {
    const source = new EventSource('/sse');
    const got = [];
    source.onmessage = (event) => {
        got.push([event.type, event.data, event.lastEventId]);
        if (got.length === 3) { source.close(); resolve(got); }
    };
})"""

POLL = """(async () => {
    const first = await (await fetch('/poll')).json();
    const second = await (await fetch('/poll', { method: 'POST' })).json();
    return [first, second];
})()"""

# From another origin: the page of one mock asks another one.
CROSS_ORIGIN = """(async () => {
    const base = %s;
    const polled = await (await fetch(base + '/poll', { credentials: 'include' })).json();
    const event = await new Promise((resolve, reject) => {
        const source = new EventSource(base + '/sse', { withCredentials: true });
        source.onmessage = (event) => { source.close(); resolve(event.data); };
        source.onerror = () => { source.close(); reject(new Error('EventSource failed')); };
    });
    const published = await fetch(base + '/publish/tick', {
        method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } });
    return { polled, event, published: published.status };
})()"""

# As pages streamed before fetch could: the text that has come so far, at every progress event.
XHR_PROGRESS = """new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const got = [];
    let seen = 0;
    request.onprogress = () => {
        const end = request.responseText.lastIndexOf('\\n') + 1;
        got.push(...request.responseText.slice(seen, end).split('\\n').filter(Boolean));
        seen = end;
        if (got.length >= 3) { request.abort(); resolve(got); }
    };
    request.open('GET', '/stream');
    request.send();
})"""

TECHNIQUES = ["websocket", "sse", "short-poll", "long-poll", "http-stream", "multipart",
              "iframe-stream", "iframe-poll", "jsonp", "socket.io"]

# Resolves once the browser lets no further stream through.
SIX_CONNECTIONS = """new Promise((resolve) => {
    const state = document.getElementById('limitState');
    const check = () => {
        const { limit } = window.pushscope;
        if (!limit || limit.open === 0) return;
        clearTimeout(timer);
        timer = setTimeout(() => resolve(window.pushscope.limit), 1500);
    };
    let timer = null;
    new MutationObserver(check).observe(state, { childList: true, characterData: true });
    document.getElementById('limit').click();
})"""

# The demo page keeps what each technique received, for whoever drives it.
DEMO = """new Promise((resolve) => {
    const { received } = window.pushscope;
    const check = () => {
        if (%s.every((name) => received[name] && received[name].length >= 2)) {
            observer.disconnect();
            resolve(received);
        }
    };
    const observer = new MutationObserver(check);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    check();
})"""


class ChromiumAgainstMock(InteropCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = cls.enterClassContext(Chromium())

    def setUp(self):
        super().setUp()
        self.mock = self.start(cli.Serve("-o", self.capture))

    def stop(self):
        self.assertEqual(self.mock.stop(), 130)
        self.check_capture(self.mock.records)
        return self.mock.records

    def in_page(self, script, path="/status"):
        return self.browser.evaluate(self.mock.address(path), script)

    def test_websocket(self):
        result = self.in_page(WEBSOCKET)
        self.mock.wait_record("ws.closed")
        records = self.stop()
        self.assertEqual(result["got"], ["grüße", [0, 255, 16], "quote " * 500])
        closed, = rec.of(records, "ws.closed")
        # What the page said when it left, which nobody echoes to it.
        self.assertEqual((closed["code"], closed["reason"], closed["clean"]),
                         (result["code"], "enough", result["clean"]))
        self.assertEqual((closed["code"], closed["clean"]), (3500, True))
        wanted = [("text", "grüße".encode().hex()), ("binary", "00ff10"),
                  ("text", ("quote " * 500).encode().hex())]
        self.assertEqual(rec.websocket_values(records, "client"),
                         [*wanted, ("close", 3500, "enough")])
        self.assertEqual(rec.websocket_values(records, "server")[:3], wanted)
        self.assertIn("permessage-deflate", result["extensions"])
        self.assertTrue(all(r["compressed"] for r in rec.of(records, "ws.message", from_="client")))
        self.assertFalse([r for r in records if r.get("violations")])

    def test_event_source(self):
        got = self.in_page(EVENT_SOURCE)
        records = self.stop()
        self.assertEqual([list(v) for v in rec.sse_values(records)][:3], got)

    def test_poll(self):
        results = self.in_page(POLL)
        records = self.stop()
        exchanges = [r["exchange"] for r in rec.of(records, "http.request")
                     if r["target"] == "/poll"]
        bodies = [b"".join(rec.octets(r) for r in rec.of(records, "http.data", exchange=exchange,
                                                         from_="server"))
                  for exchange in exchanges]
        self.assertEqual([json.loads(body) for body in bodies], results)

    def test_other_origin(self):
        other = self.start(cli.Serve())
        result = self.in_page(CROSS_ORIGIN % json.dumps(other.address("")))
        self.assertIn("next", result["polled"])
        self.assertIn("n", json.loads(result["event"]))
        self.assertEqual(result["published"], 200)
        self.assertEqual(other.stop(), 130)
        origin = self.mock.address("")
        for record in other.of("http.request"):
            self.assertIn(("Origin", origin), rec.headers(record))
        self.stop()

    def test_xhr_progress(self):
        got = self.in_page(XHR_PROGRESS)
        lines = [rec.octets(r).decode() for r in rec.of(self.stop(), "stream.message")]
        self.check_begins_with(lines, got)

    def test_demo_page_runs_every_technique(self):
        received = self.in_page(DEMO % json.dumps(TECHNIQUES), "/")
        self.check_received(received, self.stop())

    def test_two_tabs_of_the_demo_page(self):
        """What one tab holds takes nothing from the other."""
        address = f"http://localhost:{self.mock.port}/"
        script = DEMO % json.dumps(TECHNIQUES)
        first, second = self.browser.evaluate_all([(address, script)] * 2)
        for received in first, second:
            for technique in TECHNIQUES:
                self.assertGreaterEqual(len(received[technique]), 2, technique)
        hosts = {dict(rec.headers(r))["Host"].rsplit(":", 1)[0]
                 for r in rec.of(self.stop(), "http.request") if r["target"] == "/sse"}
        self.assertEqual(hosts, {"127.0.0.1", "b.localhost"})

    def test_six_connections(self):
        """The button that does it wrong on purpose."""
        limit = self.browser.evaluate(f"http://localhost:{self.mock.port}/", SIX_CONNECTIONS)
        self.assertEqual(limit["open"] + limit["waiting"], 8)
        self.assertGreaterEqual(limit["waiting"], 2)
        self.stop()

    def check_received(self, received, records):
        feed = {r["conn"] for r in rec.of(records, "http.request") if r["target"] == "/ws"}
        messages = [rec.octets(r).decode() for r in rec.of(records, "ws.message", from_="server")
                    if r["conn"] in feed]
        self.check_begins_with(messages, received["websocket"])
        self.check_begins_with([data for _, data, _ in rec.sse_values(records)], received["sse"])
        polls = {r["exchange"] for r in rec.of(records, "http.request")
                 if r["target"].startswith("/poll")}
        bodies = [json.loads(rec.octets(r)) for r in rec.of(records, "http.data", from_="server")
                  if r["exchange"] in polls]
        polled = [message["message"] for body in bodies for message in body["messages"]]
        self.check_begins_with(polled, [json.loads(text) for text in received["short-poll"]])
        self.check_streams(received, records)
        self.check_scripts(received, records)
        events = [[r["event"], *r["args"]]
                  for r in rec.of(records, "sio.packet", type="EVENT", from_="server")]
        self.check_begins_with(events, [json.loads(text) for text in received["socket.io"]])

    def check_streams(self, received, records):
        lines = [rec.octets(r).decode() for r in rec.of(records, "stream.message")]
        self.check_begins_with(lines, received["http-stream"])
        # A picture tells its number by its width, which lies in its first octets.
        widths = [int.from_bytes(rec.octets(r)[16:20]) for r in rec.of(records, "multipart.part")]
        seen = [int(text.split()[1]) for text in received["multipart"]]
        self.assertGreaterEqual(len(seen), 2)
        self.assertTrue(set(seen) <= set(widths), (seen, widths))
        self.assertEqual(seen, sorted(seen))
        held = {r["exchange"] for r in rec.of(records, "http.request")
                if r["target"].startswith("/long-poll")}
        answers = [json.loads(rec.octets(r)) for r in rec.of(records, "http.data", from_="server")
                   if r["exchange"] in held]
        self.check_begins_with([m["message"] for answer in answers for m in answer["messages"]],
                               [json.loads(text) for text in received["long-poll"]])

    def check_scripts(self, received, records):
        targets = {r["exchange"]: r["target"] for r in rec.of(records, "http.request")}

        def messages(kind, path):
            return [r["message"] for r in rec.of(records, kind)
                    if targets[r["exchange"]].startswith(path + "?")]

        def single(answers):
            return [m["message"] for answer in answers for m in answer["messages"]]

        self.check_begins_with(messages("iframe.script", "/iframe"),
                               [json.loads(text) for text in received["iframe-stream"]])
        self.check_begins_with(single(messages("iframe.script", "/iframe-poll")),
                               [json.loads(text) for text in received["iframe-poll"]])
        self.check_begins_with(single(messages("jsonp.callback", "/jsonp")),
                               [json.loads(text) for text in received["jsonp"]])

    def check_begins_with(self, recorded, received):
        """All that the page got is recorded, in order; what was sent last it may not have seen."""
        self.assertGreaterEqual(len(received), 2)
        self.assertEqual(recorded[:len(received)], received)


if __name__ == "__main__":
    unittest.main()
