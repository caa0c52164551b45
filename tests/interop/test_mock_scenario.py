# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Chromium as client of scenarios: their endpoints on the page, who may read them, who waits."""

import json
import os
import unittest

from harness import cli
from harness.case import InteropCase
from harness.chromium import Chromium

# The page keeps what each endpoint's tile received.
RECEIVED = """new Promise((resolve) => {
    const { received } = window.pushscope;
    const check = () => {
        const tiles = Object.values(received);
        if (tiles.length && tiles.every((messages) => messages.length >= 2)) {
            observer.disconnect();
            resolve(received);
        }
    };
    const observer = new MutationObserver(check);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    check();
})"""

# A page that has all of one answer of a language model, and how the stream ended.
TOKENS = """new Promise((resolve) => {
    const source = new EventSource('/v1/chat/completions');
    const got = [];
    source.onmessage = (event) => got.push(event.data);
    source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) resolve(got);
    };
})"""

# What a page of another origin is let read.
FOREIGN = """(async () => {
    const read = (url, init) => fetch(url, init).then((r) => r.status, () => 'refused');
    const base = %s;
    return [await read(base + '/all'), await read(base + '/mine'), await read(base + '/none'),
            await read(base + '/all', { credentials: 'include' })];
})()"""


class ChromiumAgainstScenarios(InteropCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = cls.enterClassContext(Chromium())

    def play(self, scenario):
        return self.start(cli.Serve("--scenario", scenario))

    def test_page_runs_the_endpoints(self):
        mock = self.play("ticker")
        received = self.browser.evaluate(f"http://localhost:{mock.port}/", RECEIVED)
        self.assertEqual(sorted(received), [
            "/quotes/iframe", "/quotes/iframe-poll", "/quotes/jsonp", "/quotes/long-poll",
            "/quotes/multipart", "/quotes/poll", "/quotes/sse", "/quotes/stream", "/quotes/ws"])
        for path, messages in received.items():
            if path == "/quotes/multipart":
                continue  # Pictures there.
            numbers = [json.loads(text)["n"] for text in messages]
            self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(numbers))), path)

    def test_stream_that_ends_is_not_asked_for_again(self):
        mock = self.play("llm-stream")
        got = self.browser.evaluate(mock.address("/status"), TOKENS)
        self.assertEqual(got[-1], "[DONE]")
        text = "".join(json.loads(data)["choices"][0]["delta"].get("content", "")
                       for data in got[:-1])
        self.assertTrue(text.startswith("Server push is when"), text)
        self.assertEqual(got.count("[DONE]"), 1)

    def test_origins(self):
        page = self.start(cli.Serve())
        origin = page.address("")
        scenario = os.path.join(os.path.dirname(self.capture), "a.json")
        with open(scenario, "w", encoding="utf-8") as file:
            json.dump({"channels": {"a": {}}, "endpoints": [
                {"path": "/all", "technique": "short-poll", "channel": "a", "cors": "*"},
                {"path": "/mine", "technique": "short-poll", "channel": "a", "cors": [origin]},
                {"path": "/none", "technique": "short-poll", "channel": "a", "cors": []}]}, file)
        mock = self.play(scenario)
        got = self.browser.evaluate(page.address("/status"),
                                    FOREIGN % json.dumps(mock.address("")))
        # With credentials * is not enough (Fetch, CORS check).
        self.assertEqual(got, [200, 200, "refused", "refused"])


if __name__ == "__main__":
    unittest.main()
