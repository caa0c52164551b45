# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""npm `socket.io-client` 4.x in Chromium as client of the mock, and the demo page's own client."""

import base64
import json
import os
import unittest

from harness import cli, peers
from harness import records as rec
from harness.case import InteropCase
from harness.chromium import Chromium

LIBRARY = os.path.join(peers.NODE_FOLDER, "node_modules", "socket.io-client-v4", "dist")
SCENARIO = {"endpoints": [
    {"path": "/lib", "static": LIBRARY},
    {"path": "/lib2", "static": LIBRARY.replace("-v4", "-v2")},
    {"path": "/socket.io/", "technique": "socket.io",
     "ping_interval_ms": 300, "ping_timeout_ms": 2000,
     "on_event": [{"event": "blob", "reply": {"wants_ack": True}, "ack": "{{args}}"}],
     "namespaces": {"/closed": {"refuse": {"message": "closed", "data": {"until": "noon"}}}}}]}

# Connects, sends octets and has them back, is refused, stays for three heartbeats, and goes.
DIALOGUE = """(async () => {
    await new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.onload = resolve;
        script.onerror = reject;
        script.src = '/lib/socket.io.min.js';
        document.head.append(script);
    });
    const socket = io({ transports: %s, reconnection: false });
    const closed = io('/closed', { reconnection: false });
    const refused = new Promise((resolve) => closed.on('connect_error',
        (error) => resolve([error.message, error.data])));
    await new Promise((resolve) => socket.on('connect', resolve));
    let beats = 0;
    const hex = (octets) => [...new Uint8Array(octets)];
    const beaten = new Promise((resolve) => socket.io.engine.on('packet', ({ type }) => {
        if (type === 'ping' && ++beats === 3) resolve();
    }));
    const got = new Promise((resolve) => socket.on('blob', (octets, text, answer) => {
        answer('fine', octets);
        resolve([hex(octets), text]);
    }));
    const acked = await new Promise((resolve) => socket.emit(
        'blob', new Uint8Array([0, 255, 16]), 'grüße', (...values) => resolve(values)));
    const result = { id: socket.io.engine.id, got: await got, acked: [hex(acked[0]), acked[1]],
                     refused: await refused };
    await beaten;
    result.connected = socket.connected;
    result.transport = socket.io.engine.transport.name;
    closed.close();
    socket.close();
    return result;
})()"""

# Scripts that call a function, and forms in a frame that nobody sees: generation 2 has it still.
JSONP = """(async () => {
    await new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.onload = resolve;
        script.onerror = reject;
        script.src = '/lib2/socket.io.js';
        document.head.append(script);
    });
    const socket = io({ forceJSONP: true, transports: ['polling'], reconnection: false });
    await new Promise((resolve) => socket.on('connect', resolve));
    const got = new Promise((resolve) => socket.on('blob',
        (text, object) => resolve([text, object])));
    const acked = await new Promise((resolve) => socket.emit(
        'blob', 'gr\\u00fc\\u00dfe\\\\n\\n', { n: 1 }, (...values) => resolve(values)));
    const result = { got: await got, acked };
    socket.close();
    return result;
})()"""

# What the page's own client shows once it moved to its WebSocket and has its own words back.
CHAT = """new Promise((resolve) => {
    let isSaid = false;
    const check = () => {
        const form = document.getElementById('socket.io')?.querySelector('form');
        if (!form) return;
        const state = window.pushscope.states['socket.io'];
        if (state === 'websocket' && !isSaid) {
            isSaid = true;
            form.querySelector('input').value = 'hello <b>';
            form.requestSubmit();
        }
        const heard = window.pushscope.received['socket.io'].map((text) => JSON.parse(text));
        if (heard.some(([event]) => event === 'chat message')) {
            observer.disconnect();
            resolve({ state, heard });
        }
    };
    const observer = new MutationObserver(check);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    check();
})"""


def octets_of(record):
    return [list(base64.b64decode(one)) for one in record.get("binary", [])]


class ChromiumAgainstSocketIo(InteropCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = cls.enterClassContext(Chromium())

    def stop(self):
        self.assertEqual(self.mock.stop(), 130)
        self.check_capture(self.mock.records)
        return self.mock.records

    def play(self):
        path = os.path.join(self.folder, "scenario.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(SCENARIO, file)
        self.mock = self.start(cli.Serve("-o", self.capture, "--scenario", path))

    def check_dialogue(self, transports, last):
        self.play()
        result = self.browser.evaluate(self.mock.address("/status"), DIALOGUE % json.dumps(transports))
        records = self.stop()
        blob = [0, 255, 16]
        self.assertEqual(result["got"], [blob, "grüße"])
        self.assertEqual(result["acked"], [blob, "grüße"])
        self.assertEqual(result["refused"], ["closed", {"until": "noon"}])
        self.assertEqual((result["connected"], result["transport"]), (True, last))
        for sender in "client", "server":
            event, = rec.of(records, "sio.packet", type="BINARY_EVENT", from_=sender)
            self.assertEqual((event["event"], octets_of(event)), ("blob", [blob]))
            ack, = rec.of(records, "sio.packet", type="BINARY_ACK", from_=sender)
            self.assertEqual(octets_of(ack), [blob])
        opening, = rec.of(records, "eio.packet", type="open")
        self.assertEqual(json.loads(rec.octets(opening))["sid"], result["id"])
        self.assertFalse([r for r in records if r.get("violations")])

    def test_polling(self):
        self.check_dialogue(["polling"], "polling")

    def test_websocket(self):
        self.check_dialogue(["websocket"], "websocket")

    def test_upgrade(self):
        self.check_dialogue(["polling", "websocket"], "websocket")

    def test_jsonp(self):
        self.play()
        result = self.browser.evaluate(self.mock.address("/status"), JSONP)
        records = self.stop()
        words = ["grüße\\n\n", {"n": 1}]
        self.assertEqual(result, {"got": words, "acked": words})
        for sender in "client", "server":
            event, = rec.of(records, "sio.packet", type="EVENT", from_=sender)
            self.assertEqual(event["args"], words)
        polls = [r["target"] for r in rec.of(records, "http.request")
                 if r["target"].startswith("/socket.io/")]
        self.assertTrue(all("&j=" in target for target in polls), polls)
        self.assertFalse([r for r in records if r.get("violations")])

    def test_chat_of_the_demo_page(self):
        self.mock = self.start(cli.Serve("-o", self.capture))
        result = self.browser.evaluate(f"http://localhost:{self.mock.port}/", CHAT)
        records = self.stop()
        self.assertEqual(result["state"], "websocket")
        self.assertIn(["chat message", "hello <b>"], result["heard"])
        sent = [[r["event"], *r["args"]]
                for r in rec.of(records, "sio.packet", type="EVENT", from_="server")]
        self.assertEqual(sent[:len(result["heard"])], result["heard"])
        said, = rec.of(records, "sio.packet", type="EVENT", from_="client")
        self.assertEqual((said["event"], said["args"]), ("chat message", ["hello <b>"]))
        used = [r["transport"] for r in rec.of(records, "eio.packet")]
        self.assertEqual((used[0], used[-1]), ("polling", "websocket"))


if __name__ == "__main__":
    unittest.main()
