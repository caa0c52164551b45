# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Our long polling client with the cursors of CouchDB and Telegram: every entry exactly once."""

import json
import unittest
import urllib.parse

from harness import cli, peers
from harness import records as rec
from harness.case import InteropCase

COUNT = 12


class CursorsOfTheField(InteropCase):
    def poll(self, path, cursor, last, every_ms=60):
        server = self.start(peers.node("cursor_server.mjs", count=COUNT, everyMs=every_ms))
        port = server.wait_event("listening")["port"]
        with cli.Connect(f"http://127.0.0.1:{port}{path}", "--technique", "long-poll", "--cursor",
                         cursor, "--until", last, "-o", self.capture) as client:
            self.assertEqual(client.finish(), 0, client.failure("had another status"))
            self.check_capture(client.records)
            records = client.records
        asked = rec.of(records, "http.request")
        while len(server.of("request")) < len(asked):
            server.next_line()
        self.assertTrue(all(request["open"] == 0 for request in server.of("request")),
                        "two requests were in flight at once")
        return records, [json.loads(rec.octets(r)) for r in rec.of(records, "poll.result")
                         if r["outcome"] == "answered"]

    def check_once(self, entries):
        self.assertEqual(entries, [f"entry {n}" for n in range(1, COUNT + 1)])

    def test_couchdb(self):
        records, answers = self.poll("/db/_changes?feed=longpoll", "/last_seq=since",
                                     f'/last_seq="{COUNT}-g&="')
        self.check_once([row["id"] for answer in answers for row in answer["results"]])
        place = urllib.parse.quote(answers[0]["last_seq"], safe="")
        self.assertTrue(rec.of(records, "http.request")[1]["target"].endswith(f"&since={place}"))

    def test_telegram(self):
        records, answers = self.poll("/bot123/getUpdates?timeout=30",
                                     "/result/-/update_id=offset+1",
                                     f'/last={COUNT}')
        self.check_once([update["message"]["text"] for answer in answers
                         for update in answer["result"]])
        following = answers[0]["result"][-1]["update_id"] + 1
        self.assertEqual(rec.of(records, "http.request")[1]["target"],
                         f"/bot123/getUpdates?timeout=30&offset={following}")

    def test_empty_rounds_keep_the_place(self):
        records, answers = self.poll("/bot123/getUpdates", "/result/-/update_id=offset+1",
                                     f'/last={COUNT}', every_ms=450)
        self.check_once([update["message"]["text"] for answer in answers
                         for update in answer["result"]])
        # Each was held and ended with nothing; the wait for the next begins where it was.
        self.assertTrue([answer for answer in answers if not answer["result"]])
        self.assertTrue(all(r["hold_ns"] >= 0 for r in rec.of(records, "poll.result")
                            if r["outcome"] == "answered"))


if __name__ == "__main__":
    unittest.main()
