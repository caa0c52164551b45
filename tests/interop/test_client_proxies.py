# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Our clients through proxies that are not ours: to the mock, with and without a password."""

import json
import unittest

from harness import cli
from harness import records as rec
from harness.case import InteropCase
from harness.proxies import PASSWORD, USER, Microsocks, Tinyproxy


class ClientThroughProxies(InteropCase):
    def setUp(self):
        super().setUp()
        self.mock = self.start(cli.Serve())

    def connect(self, url, proxy, *arguments):
        return self.start(cli.Connect(url, "--proxy", proxy, *arguments))

    def check_feed(self, client, count=2):
        self.assertEqual(client.finish(), 0, client.errors)
        messages = client.of("ws.message", "sse.event", from_="server")
        self.assertGreaterEqual(len(messages), count)

    def test_each_scheme(self):
        for Proxy in (Tinyproxy, Microsocks):
            for wants_user in (False, True):
                with self.subTest(proxy=Proxy.__name__, user=wants_user), Proxy(wants_user) as proxy:
                    url = proxy.url(USER if wants_user else None)
                    for path, scheme in (("/ws", "ws"), ("/sse", "http")):
                        client = self.connect(self.mock.address(path, scheme), url, "--count", "2")
                        self.check_feed(client)
                        # Where the proxy is, is recorded; its password is not.
                        start = client.of("session.start")[0]
                        self.assertEqual(start["options"]["proxy"], proxy.url())
                        for line in client.lines:
                            self.assertNotIn(PASSWORD, line.replace("***", ""))

    def test_plain_http_is_asked_of_the_proxy(self):
        with Tinyproxy() as proxy:
            address = self.mock.address("/poll?since=0")
            client = self.connect(address, proxy.url(), "--technique", "short-poll", "--count", "1")
            self.assertEqual(client.finish(), 0)
            self.assertEqual(client.of("http.request")[0]["target"], address)
            self.assertTrue(any(name.lower() == "via" for name, _ in
                                rec.headers(client.of("http.response")[0])))

    def test_the_proxy_looks_the_name_up(self):
        # localhost is known to the proxies; no look-up of ours is recorded but the proxy's address.
        for Proxy in (Tinyproxy, Microsocks):
            with self.subTest(proxy=Proxy.__name__), Proxy() as proxy:
                client = self.connect(f"ws://localhost:{self.mock.port}/ws", proxy.url(),
                                      "--count", "1")
                self.check_feed(client, 1)
                self.assertNotIn("dns_ns", client.of("conn.open")[0])
                self.assertTrue(client.of("conn.open")[0]["remote"].endswith(f":{proxy.port}"))

    def test_wrong_password(self):
        for Proxy in (Tinyproxy, Microsocks):
            with self.subTest(proxy=Proxy.__name__), Proxy(wants_user=True) as proxy:
                for url, refused in ((proxy.url(), None),
                                     (proxy.url(USER, "wrong"), "credentials")):
                    client = self.connect(self.mock.address("/ws", "ws"), url)
                    self.assertEqual(client.finish(), 1)
                    error = client.of("error")[-1]
                    self.assertEqual((error["where"], error["code"], error.get("refused")),
                                     ("proxy", "proxy-auth", refused))

    def test_plain_http_without_a_password(self):
        """It is the proxy's own answer that comes back, and no server's."""
        with Tinyproxy(wants_user=True) as proxy:
            for technique in ("sse", "short-poll", "http-stream", "socket.io", "auto"):
                with self.subTest(technique=technique):
                    client = self.connect(self.mock.address("/sse"), proxy.url(),
                                          "--technique", technique)
                    self.assertEqual(client.finish(), 1)
                    error = client.of("error")[-1]
                    self.assertEqual((error["where"], error["code"]), ("proxy", "proxy-auth"))

    def test_the_target_refuses(self):
        for Proxy, code in ((Tinyproxy, "proxy-refused"), (Microsocks, "proxy-refused")):
            with self.subTest(proxy=Proxy.__name__), Proxy() as proxy:
                client = self.connect("ws://127.0.0.1:1/", proxy.url())
                self.assertEqual(client.finish(), 1)
                error = client.of("error")[-1]
                self.assertEqual((error["where"], error["code"]), ("proxy", code))

    def test_no_proxy_there(self):
        client = self.connect(self.mock.address("/ws", "ws"), "http://127.0.0.1:1")
        self.assertEqual(client.finish(), 1)
        error = client.of("error")[-1]
        self.assertEqual((error["where"], error["code"]), ("proxy", "refused"))

    def test_what_is_there_is_no_proxy(self):
        # The mock answers CONNECT as a server does; SOCKS it does not understand at all.
        for scheme, code in (("http", "proxy-refused"), ("socks5", "protocol-error")):
            with self.subTest(scheme=scheme):
                client = self.connect(self.mock.address("/ws", "ws"),
                                      f"{scheme}://127.0.0.1:{self.mock.port}")
                self.assertEqual(client.finish(), 1)
                self.assertEqual(client.of("error")[-1]["where"], "proxy")

    def test_ipv6_target(self):
        for Proxy in (Tinyproxy, Microsocks):
            with self.subTest(proxy=Proxy.__name__), Proxy() as proxy:
                authority = f"[::1]:{self.mock.port}"
                for path, scheme in (("/ws", "ws"), ("/sse", "http")):
                    client = self.connect(f"{scheme}://{authority}{path}", proxy.url(),
                                          "--count", "1")
                    self.check_feed(client, 1)
                    head = client.of("http.request")[0]
                    self.assertEqual(dict(head["headers"])["Host"], authority)

    def test_second_opinion(self):
        """Qt's own stack takes the same way, with the same password."""
        for Proxy in (Tinyproxy, Microsocks):
            for wants_user in (False, True):
                with self.subTest(proxy=Proxy.__name__, user=wants_user), Proxy(wants_user) as proxy:
                    url = proxy.url(USER if wants_user else None)
                    for path, scheme in (("/ws", "ws"), ("/sse", "http")):
                        client = self.connect(self.mock.address(path, scheme), url, "--stock",
                                              "--duration", "2")
                        self.assertEqual(client.finish(), 0, client.errors)
                        told = json.loads(client.lines[-1])
                        self.assertTrue(told["stock"]["opened"], told)
                        self.assertGreater(told["stock"]["octets"], 0)
                        self.assertTrue(told["ours"]["opened"])
                        self.assertNotIn(PASSWORD, client.lines[-1])
        # Without the way there is nothing to be told.
        client = self.connect(self.mock.address("/ws", "ws"), "http://127.0.0.1:1", "--stock")
        self.assertEqual(client.finish(), 1)
        told = json.loads(client.lines[-1])
        self.assertFalse(told["stock"]["opened"])
        self.assertIn("error", told["stock"])

    def test_environment_is_asked_for_each_url(self):
        with Tinyproxy() as proxy:
            environment = {"http_proxy": proxy.url(), "no_proxy": "127.0.0.0/8"}
            for host, is_used in (("127.0.0.1", False), ("localhost", True)):
                with self.subTest(host=host):
                    client = self.start(cli.Connect(
                        f"http://{host}:{self.mock.port}/poll?since=0", "--technique", "short-poll",
                        "--proxy", "env", "--count", "1", environment=environment))
                    self.assertEqual(client.finish(), 0, client.errors)
                    via = [name for name, _ in rec.headers(client.of("http.response")[0])
                           if name.lower() == "via"]
                    self.assertEqual(bool(via), is_used)

    def test_environment(self):
        with Tinyproxy() as proxy:
            for name, value, is_used in (("http_proxy", proxy.url(), True),
                                         ("all_proxy", proxy.url(), True),
                                         ("https_proxy", proxy.url(), False)):
                with self.subTest(name=name):
                    client = self.start(cli.Connect(
                        self.mock.address("/ws", "ws"), "--proxy", "env", "--count", "1",
                        environment={name: value, "no_proxy": "other.example"}))
                    self.check_feed(client, 1)
                    self.assertEqual("proxy" in client.of("session.start")[0]["options"], is_used)


if __name__ == "__main__":
    unittest.main()
