# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets stand on the wire alone: in no command, option, URL, error or log."""

import os
import socket
import unittest

from programs import CaptureCase, Mock, Server, read_head, run

SECRET = "s3cr3t"
WIRE = ("http.request", "http.response", "http.data", "http.chunk", "ws.message", "ws.frame")
LOGGING = {**os.environ, "QT_LOGGING_RULES": "*.debug=true"}


def redirect(connection, location):
    read_head(connection)
    connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: " + location.encode()
                       + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


class Secrets(CaptureCase):
    def connect(self, url, *arguments):
        result = run("connect", url, "--json", "-o", self.capture, "--force", *arguments,
                     env=LOGGING)
        self.assertTrue(result.lines, result.err)
        for line, text in zip(result.lines, result.out.splitlines()):
            if line["kind"] not in WIRE:
                self.assertNotIn(SECRET, text)
        self.assertNotIn(SECRET, result.err)
        return result

    def command(self, mock, *arguments):
        return self.connect(mock.url + "poll", "--count", "1", *arguments) \
            .last("capture.start")["command"]

    def test_command(self):
        url = "http://me:" + SECRET + "@"
        with Mock() as mock:
            for given, shown in (
                    (["--header=Authorization: Bearer " + SECRET],
                     "--header 'Authorization: ***'"),
                    (["-HCookie: a=" + SECRET], "--header 'Cookie: ***'"),
                    (["-H", "X-Api-Key: " + SECRET], "--header 'X-Api-Key: ***'"),
                    (["-H", "Referer: http://h/?token=" + SECRET],
                     "--header 'Referer: http://h/?token=***'"),
                    (["-H", "X-A: kept"], "--header 'X-A: kept'"),
                    (["--user=me:" + SECRET], "--user ***"),
                    (["--cookie", "a=" + SECRET], "--cookie ***"),
                    (["--data", '{"password":"%s","a":1}' % SECRET],
                     "--data '{\"password\":\"***\",\"a\":1}'"),
                    (["--data=token=" + SECRET], "--data token=***"),
                    (["--until-ok", "--origin=-"], "--until-ok --origin=-")):
                with self.subTest(given=given):
                    self.assertIn(" " + shown, self.command(mock, *given))
            result = self.connect(mock.url.replace("http://", url) + "poll?a=1&token=" + SECRET,
                                  "--count", "1")
        command = result.last("capture.start")["command"]
        self.assertTrue(command.startswith("pushscope-cli connect 'http://***@"), command)
        self.assertIn("/poll?a=1&token=***' --json --output ", command)
        self.assertTrue(result.last("session.start")["url"].endswith("/poll?a=1&token=***"))
        self.assertTrue(result.last("conn.attempt")["url"].endswith("/poll?a=1&token=***"))
        # The endpoint got all of it.
        self.assertEqual(result.last("http.request")["target"], "/poll?a=1&token=" + SECRET)
        self.assertIn("Authorization",
                      [name for name, _ in result.last("http.request")["headers"]])

    def test_options(self):
        with Mock() as mock:
            options = self.connect(
                mock.url + "poll", "--count", "1", "-H", "x-api-key: " + SECRET, "-H", "X-A: kept",
                "--data", '{"token":"%s","pin":{"password":%d}}' % (SECRET, 1234),
                "--cookie", "a=" + SECRET).last("session.start")["options"]
        self.assertEqual(options["headers"], [["x-api-key", "***"], ["X-A", "kept"]])
        self.assertEqual(options["data"], '{"token":"***","pin":{"password":"***"}}')
        self.assertEqual(options["cookies"], "***")

    def test_subprotocols(self):
        with Mock() as mock:
            result = self.connect(mock.url.replace("http", "ws") + "ws/echo", "--send", "hi",
                                  "--count", "1", "--subprotocol", "v1.json", "--subprotocol",
                                  "bearer." + SECRET, "--subprotocol", "access_token",
                                  "--subprotocol", SECRET)
        self.assertIn("--subprotocol v1.json --subprotocol *** --subprotocol access_token "
                      "--subprotocol ***", result.last("capture.start")["command"])
        self.assertEqual(result.last("session.start")["options"]["subprotocols"],
                         ["v1.json", "***", "access_token", "***"])

    def test_socket_io(self):
        with Mock() as mock:
            result = run("connect", mock.url + "socket.io/", "--technique", "socket.io", "--json",
                         "--auth", '{"key":"%s"}' % SECRET, "--count", "1", "--emit",
                         'login,{"token":"%s"}' % SECRET)
        self.assertIn("--auth ***", result.last("capture.start")["command"])
        for kind in ("capture.start", "session.start"):
            self.assertNotIn(SECRET, str(result.last(kind)))

    def test_proxies(self):
        def refuse(connection):
            read_head(connection)
            connection.sendall(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")

        with Server(refuse) as server:
            proxy = f"me:{SECRET}@127.0.0.1:{server.port}"
            for given in (proxy, "http://" + proxy):
                with self.subTest(given=given):
                    result = self.connect("ws://h.invalid/?token=" + SECRET, "--proxy", given)
                    self.assertIn(f"--proxy http://***@127.0.0.1:{server.port} ",
                                  result.last("capture.start")["command"] + " ")
        wrong = run("connect", "ws://h/", "--proxy", f"ftp://me:{SECRET}@h")
        self.assertEqual(wrong.status, 2)
        self.assertNotIn(SECRET, wrong.err)

    def test_errors(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        for scheme, technique in (("http", "sse"), ("http", "short-poll"), ("ws", "websocket"),
                                  ("http", "socket.io")):
            with self.subTest(technique=technique):
                result = self.connect(f"{scheme}://me:{SECRET}@127.0.0.1:{port}/?sig={SECRET}",
                                      "--technique", technique, "--no-reconnect")
                self.assertIn("sig=***", result.last("conn.attempt")["url"])
                with Server(read_head) as server:  # It ends without an answer.
                    url = server.url(scheme).replace("://", f"://me:{SECRET}@")
                    result = self.connect(url + "?sig=" + SECRET, "--technique", technique,
                                          "--no-reconnect")
                self.assertIn("sig=***", result.last("error")["url"])
        wrong = run("connect", f"ftp://me:{SECRET}@h/?token={SECRET}")
        self.assertEqual(wrong.status, 2)
        self.assertNotIn(SECRET, wrong.err)

    def test_wrong_answers(self):
        with Mock() as mock:
            for path in ("poll", "nope"):
                for technique in ("sse", "multipart", "iframe-stream"):
                    with self.subTest(path=path, technique=technique):
                        result = self.connect(mock.url + path + "?token=" + SECRET, "--technique",
                                              technique, "--duration", "1", "--no-reconnect")
                        self.assertIsNotNone(result.last("error"), result.out)

    def test_redirects(self):
        with Mock() as mock:
            with Server(lambda c: redirect(c, mock.url + "poll?token=" + SECRET)) as server:
                result = self.connect(server.url("http"), "--count", "1")
                self.assertEqual(result.status, 0, result.out)
                self.assertTrue(result.last("conn.attempt")["url"].endswith("/poll?token=***"))
                self.assertEqual(result.last("http.request")["target"], "/poll?token=" + SECRET)
                refused = self.connect(server.url("ws"))
        self.assertTrue(refused.last("error")["location"].endswith("/poll?token=***"))
        self.assertIn("token=***", refused.last("error")["message"])

    def test_second_opinion(self):
        with Mock() as mock:
            for url in (mock.url + "nope?token=" + SECRET, mock.ws + "nope?token=" + SECRET):
                self.connect(url, "--stock", "--duration", "1", "--no-reconnect")


if __name__ == "__main__":
    unittest.main()
