# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who our clients say they are: certificates, cookies and redirects in front of nginx and OpenSSL."""

import json
import os
import subprocess
import tempfile
import unittest

from harness import cli
from harness.case import InteropCase
from harness.nginx import Nginx
from harness.peers import program
from harness.process import PATIENCE, Process, free_port


def openssl(*arguments):
    subprocess.run([program("openssl", "/usr/bin/openssl"), *arguments], check=True,
                   capture_output=True, timeout=PATIENCE)


def make_certificates(folder):
    """An authority, and a server and a client that it vouches for."""
    path = lambda name: os.path.join(folder, name)
    with open(path("extensions"), "w", encoding="ascii") as file:
        file.write("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl("req", "-x509", *key, "-subj", "/CN=Interop Authority", "-keyout", path("ca.key"),
            "-out", path("ca.pem"))
    for name in ("server", "client"):
        openssl("req", "-new", *key, "-subj", f"/CN={name}", "-keyout", path(f"{name}.key"),
                "-out", path(f"{name}.request"))
        openssl("x509", "-req", "-in", path(f"{name}.request"), "-CA", path("ca.pem"), "-CAkey",
                path("ca.key"), "-CAcreateserial", "-extfile", path("extensions"), "-out",
                path(f"{name}.pem"))


class ClientIdentity(InteropCase):
    def setUp(self):
        super().setUp()
        self._folder = tempfile.TemporaryDirectory(prefix="pushscope-tls-")
        self.addCleanup(self._folder.cleanup)
        make_certificates(self._folder.name)
        self.mock = self.start(cli.Serve())

    def path(self, name):
        return os.path.join(self._folder.name, name)

    def nginx(self, verify="on"):
        return Nginx("tls_front.conf.in", CERTIFICATES=self._folder.name,
                     UPSTREAM=str(self.mock.port), VERIFY=verify)

    def connect(self, url, *arguments, shows=False):
        own = (["--client-cert", self.path("client.pem"), "--client-key", self.path("client.key")]
               if shows else [])
        return self.start(cli.Connect(url, "--cacert", self.path("ca.pem"), *own, *arguments))

    def test_certificate_is_shown(self):
        with self.nginx() as nginx:
            for path, scheme in (("/ws", "wss"), ("/sse", "https"), ("/poll?since=0", "https")):
                with self.subTest(path=path):
                    client = self.connect(nginx.address(path, scheme), "--count", "1", shows=True)
                    self.assertEqual(client.finish(), 0, client.errors)
                    head = client.of("http.response")[0]
                    self.assertIn(["X-Client", "CN=client"], head["headers"])
                    with open(self.path("client.key"), encoding="ascii") as file:
                        secret = file.read().splitlines()[1]
                    self.assertFalse(any(secret in line for line in client.lines))

    def test_second_opinion(self):
        """Qt's own stack shows the same certificate, and is refused without one."""
        with self.nginx() as nginx:
            for shows in (True, False):
                with self.subTest(shows=shows):
                    client = self.connect(nginx.address("/ws", "wss"), "--stock", "--duration", "2",
                                          shows=shows)
                    self.assertEqual(client.finish(), 0 if shows else 1, client.errors)
                    told = json.loads(client.lines[-1])
                    self.assertEqual(told["stock"]["opened"], shows, told)
                    self.assertEqual(told["ours"]["opened"], shows)

    def test_nginx_refuses_in_http(self):
        # It completes the TLS handshake and says so in a status of its own.
        with self.nginx() as nginx:
            client = self.connect(nginx.address("/sse", "https"), "--technique", "sse")
            self.assertEqual(client.finish(), 1)
            error = client.of("error")[-1]
            self.assertEqual((error["code"], error["status"]), ("http-status", "400"))

    def test_openssl_refuses_in_tls(self):
        for version, words in (("-tls1_3", "certificate required"),
                               ("-tls1_2", "handshake failure")):
            with self.subTest(version=version):
                port = free_port()
                server = Process([program("openssl", "/usr/bin/openssl"), "s_server", "-accept",
                                  f"127.0.0.1:{port}", "-cert", self.path("server.pem"), "-key",
                                  self.path("server.key"), "-CAfile", self.path("ca.pem"),
                                  "-Verify", "1", "-verify_return_error", version], stdin=True)
                try:
                    while "ACCEPT" not in (server.next_line() or "ACCEPT"):
                        pass
                    client = self.connect(f"wss://127.0.0.1:{port}/")
                    self.assertEqual(client.finish(), 1)
                finally:
                    server.kill()
                error = client.of("error")[-1]
                self.assertEqual((error["where"], error["code"], error.get("system")),
                                 ("tls", "tls-alert", words), error)
                self.assertIn("wants a client certificate", error["message"])
                self.assertEqual(client.of("conn.close")[-1]["how"], "tls-alert")

    def test_login_sets_a_cookie_and_redirects(self):
        with self.nginx("off") as nginx:
            client = self.connect(nginx.address("/login", "https"), "--technique", "sse", "--cookies",
                                  "--count", "1")
            self.assertEqual(client.finish(), 0, client.errors)
            self.assertEqual([r["target"] for r in client.of("http.request")],
                             ["/login", "/private"])
            stranger = self.connect(nginx.address("/login", "https"), "--technique", "sse", "--count", "1")
            self.assertEqual(stranger.finish(), 1)
            self.assertEqual(stranger.of("error")[-1]["status"], "403")

    def test_redirects(self):
        with self.nginx("off") as nginx:
            endless = self.connect(nginx.address("/loop", "https"), "--technique", "sse")
            self.assertEqual(endless.finish(), 1)
            self.assertEqual(endless.of("error")[-1]["code"], "too-many-redirects")
            # From TLS to plain HTTP is to another origin: nothing secret goes there.
            plain = self.connect(nginx.address("/plain", "https"), "--technique", "sse", "--count", "1",
                                 "--user", "li:s3cret", "--cookie", "a=b")
            self.assertEqual(plain.finish(), 0)
            first, second = (dict(r["headers"]) for r in plain.of("http.request"))
            self.assertTrue({"Authorization", "Cookie"} <= first.keys())
            self.assertFalse({"Authorization", "Cookie"} & second.keys())

    def test_a_handshake_follows_no_redirect(self):
        with self.nginx("off") as nginx:
            client = self.connect(nginx.address("/moved-ws", "wss"))
            self.assertEqual(client.finish(), 1)
            error = client.of("error")[-1]
            self.assertEqual((error["code"], error["status"]), ("http-status", "301"))
            self.assertIn("/ws", error["message"])
            self.assertIn("follows no redirect", error["message"])


if __name__ == "__main__":
    unittest.main()
