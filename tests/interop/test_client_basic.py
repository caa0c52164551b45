# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""User and password of our clients, checked by nginx."""

import os
import unittest

from harness import cli
from harness import records as rec
from harness.case import InteropCase
from harness.nginx import Nginx

USER, PASSWORD = "user", "p@ss%word"
PATHS = {"sse": "/sse", "short-poll": "/poll?since=0", "long-poll": "/long-poll?since=0",
         "http-stream": "/stream", "multipart": "/multipart", "iframe-stream": "/iframe",
         "iframe-poll": "/iframe-poll?since=0", "jsonp": "/jsonp?since=0", "websocket": "/ws",
         "socket.io": "/socket.io/"}


class ClientAgainstBasic(InteropCase):
    def setUp(self):
        super().setUp()
        users = os.path.join(self.folder, "users")
        with open(users, "w", encoding="utf-8") as file:
            file.write(f"{USER}:{{PLAIN}}{PASSWORD}\n")
        self.mock = self.start(cli.Serve())
        self.front = self.start(Nginx("basic.conf.in", UPSTREAM=str(self.mock.port), USERS=users))

    def connect(self, path, *arguments, technique="sse", status=0):
        scheme = "ws" if technique == "websocket" else "http"
        client = self.start(cli.Connect(self.front.address(path, scheme), "--technique", technique,
                                        *arguments))
        self.assertEqual(client.finish(), status, client.failure("had another status"))
        self.check_capture(client.records)
        return client

    def test_every_technique(self):
        for technique, path in PATHS.items():
            with self.subTest(technique=technique):
                self.connect(path, "--user", f"{USER}:{PASSWORD}", "--count", "1",
                             technique=technique)

    def test_refused(self):
        for technique, path in PATHS.items():
            for arguments in ((), ("--user", f"{USER}:wrong"), ("--user", f"other:{PASSWORD}")):
                with self.subTest(technique=technique, arguments=arguments):
                    client = self.connect(path, *arguments, technique=technique, status=1)
                    self.assertEqual(client.of("error")[-1]["code"], "http-status")
                    self.assertEqual(client.of("http.response")[-1]["status"], 401)

    def test_user_of_the_url(self):
        address = self.front.address("/sse").replace("//", f"//{USER}:p%40ss%25word@")
        client = self.start(cli.Connect(address, "--technique", "sse", "--count", "1"))
        self.assertEqual(client.finish(), 0)
        for record in client.records:
            if record["kind"] != "http.request":
                self.assertNotIn("word", str(record), record["kind"])

    def test_stays_at_home(self):
        """A redirect to the same origin is sent them, one to another is not."""
        self.connect("/here/", "--user", f"{USER}:{PASSWORD}", "--count", "1")
        away = self.connect("/away/", "--user", f"{USER}:{PASSWORD}", "--count", "1")
        sent = [[name for name, _ in rec.headers(r)] for r in away.of("http.request")]
        self.assertEqual(["Authorization" in names for names in sent], [True, False])
        self.mock.stop()
        got = self.mock.of("http.request")[-1]
        self.assertNotIn("authorization", [name.lower() for name, _ in rec.headers(got)])


if __name__ == "__main__":
    unittest.main()
