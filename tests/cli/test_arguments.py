# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Slips on the command line are refused in one sentence that helps, before anything happens."""

import os
import socket
import subprocess
import tempfile
import unittest

from programs import CLI, TIMEOUT, CaptureCase, Mock, Server, read_head, run

HTTP = "http://127.0.0.1:1/"
WS = "ws://127.0.0.1:1/"


class Arguments(CaptureCase):
    def refused(self, arguments, *words, status=2, **options):
        with self.subTest(arguments=arguments):
            result = run(*arguments, **options)
            self.assertEqual(result.status, status, result.err)
            self.assertEqual(result.out, "")
            self.assertEqual(result.err.count("\n"), 1, result.err)
            self.assertLess(len(result.err), 300)
            for word in words:
                self.assertIn(word, result.err)

    def make_certificate(self, name, *arguments):
        key, certificate = (os.path.join(self.folder, name + end) for end in (".key", ".pem"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=" + name, "-keyout",
                        key, "-out", certificate, *arguments],
                       check=True, capture_output=True, timeout=TIMEOUT)
        return certificate, key

    def test_commands(self):
        self.refused(["foo"], '"foo"', "connect, serve, show, decode")
        self.refused([], "connect, serve, show, decode")
        self.refused(["connect", WS, "--ping=abc"], "--ping: takes no value")

    def test_forced_only_over_captures(self):
        other = os.path.join(self.folder, "passwords.txt")
        with open(other, "w", encoding="utf-8") as file:
            file.write("do not lose this")
        for arguments in (["connect", HTTP], ["serve", "--port", "0"], ["tour"]):
            self.refused([*arguments, "-o", other, "--force"], "-o: ", other, "no capture")
            self.refused([*arguments, "-o", ""], "--output: ", "missing")
        self.refused(["connect", HTTP, "-o", self.folder, "--force"], "-o: ", self.folder)
        with open(self.capture, "wb"):
            pass
        for _ in ("an empty file", "a capture"):
            run("connect", HTTP, "-q", "-o", self.capture, "--force")
            self.assertEqual(run("show", self.capture, "--json").lines[-1]["reason"], "failed")
        self.refused(["show", self.capture, "--redact", "-o", other, "--force"], "no capture")
        with open(self.capture, "r+b") as file:
            file.truncate(6000)  # Damaged, and still one.
        run("connect", HTTP, "-q", "-o", self.capture, "--force")
        self.assertEqual(run("show", self.capture).status, 0)
        with open(other, encoding="utf-8") as file:
            self.assertEqual(file.read(), "do not lose this")

    def test_numbers(self):
        for option, values, least in [("--count", ("0", "x", "-1", "1.5"), "from 1 to "),
                                      ("--duration", ("0", "x", "nan", "inf", "1e300"), "0.001"),
                                      ("--max-message", ("0", "x", "1e9", "2P"), "from 1 to "),
                                      ("--interval", ("x", "-1"), "from 0 to "),
                                      ("--timeout", ("1s",), "from 0 to ")]:
            for value in values:
                self.refused(["connect", HTTP, option + "=" + value], option + ": must be", least,
                             value)
        self.refused(["serve", "--duration", "nan"], "--duration: must be")
        self.refused(["serve", "--port", "70000"], "--port: must be", "0 to 65535")
        self.refused(["tour", "--seconds", "0"], "--seconds: must be")
        self.refused(["show", self.capture, "--wire", "0"], "--wire: must be")
        self.refused(["decode", "--as", "sse", "--split", "x"], "--split: must be", stdin=b"")

    def test_sizes(self):
        self.refused(["serve", "-o", self.capture, "--keep-last", "1M"], "from 16M to ", '"1M"')
        self.refused(["serve", "-o", self.capture, "--stop-at", "soon"], "--stop-at: must be")
        self.refused(["serve", "-o", self.capture, "--keep-last", "32M", "--stop-at", "20M"],
                     "--stop-at: ", "--keep-last")
        result = run("serve", "--port", "0", "-o", self.capture, "--keep-last", "1.5G",
                     "--duration", "0.1")
        self.assertEqual(result.status, 0, result.err)
        with Mock() as mock:
            result = run("connect", mock.ws + "ws/echo", "--max-message", "1k", "--send",
                         "x" * 2000, "--json")
        self.assertEqual(result.last("error")["code"], "too-large")
        self.assertEqual(str(result.last("error")["limit"]), "1024")

    def test_fields(self):
        for option in ("--last-event-id", "--origin", "--cookie"):
            for value in ("a\r\nX-Injected: 1", "a\nb", "a\x01b"):
                self.refused(["connect", HTTP, option, value], option + ": ", "control character")
        self.refused(["connect", HTTP, "-H", "X-A: a\rb"], "-H: ", "X-A", "control character")
        self.refused(["connect", HTTP, "--cookie", "session=geheim\nx"], "--cookie: ")
        self.assertNotIn("geheim", run("connect", HTTP, "--cookie", "session=geheim\nx").err)
        for value in ("a b", "a,b", "", "ü", "a\r\nX: 1"):
            self.refused(["connect", WS, "--subprotocol", value], "--subprotocol: ", "6455")
        self.refused(["connect", WS, "--subprotocol", "a", "--subprotocol", "a"], "“a”", "twice")
        for value in ("a&b=c", "a b", "a\r\nX: 1"):
            self.refused(["connect", HTTP, "--technique", "jsonp", "--callback-param", value],
                         "--callback-param: ")
        self.refused(["connect", HTTP, "--method", "G T"], "--method: ", "G T")

    def test_options_without_effect(self):
        for technique, options in [
                ("sse", (["--cut", "json"], ["--cursor", "auto"], ["--interval", "1"],
                         ["--transport", "polling"], ["--namespace", "/a"], ["--eio", "3"],
                         ["--subprotocol", "a"], ["--outlive"], ["--echo"], ["-i"])),
                ("short-poll", (["--last-event-id", "a"], ["--until-event", "a"])),
                ("socket.io", (["--data", "x"],)),
                ("websocket", (["--until-ok"], ["--overlap", "allow"], ["--method", "POST"],
                               ["--data", "x"]))]:
            for option in options:
                url = WS if technique == "websocket" else HTTP
                self.refused(["connect", url, "--technique", technique, *option], option[0] + ": ",
                             stdin=b"")
        # What is found out later may have a use for it, but never on such a URL.
        self.refused(["connect", WS, "--interval", "1"], "--interval: ")
        self.refused(["connect", HTTP, "--subprotocol", "a"], "--subprotocol: ", "websocket")
        self.assertEqual(run("connect", HTTP, "--interval", "1", "--last-event-id", "1").status, 1)
        for form, option in [("sse", ["--deflate", ""]), ("sse", ["--boundary", "x"]),
                             ("sse", ["--head"]), ("iframe", ["--callback", "x"]),
                             ("jsonp", ["--content-type", "multipart/mixed; boundary=a"])]:
            self.refused(["decode", "--as", form, *option], option[0] + ": ", form, stdin=b"")

    def test_show_options_without_effect(self):
        run("connect", HTTP, "-q", "-o", self.capture)
        for arguments in (["--wire", "1", "--filter", "x"], ["--wire", "1", "--json"],
                          ["--problems", "--wire", "1"],
                          ["--redact", "-o", self.capture + "2", "--json"]):
            self.refused(["show", self.capture, *arguments], "excludes")
        self.refused(["show", self.capture, "--wire", "99"], "--wire: ", "99")
        self.assertEqual(run("show", self.capture, "--wire", "1").status, 0)

    def test_urls(self):
        for url, *words in [("localhost:8080", "ws://localhost:8080", "http://localhost:8080"),
                            ("feed.example/x", "ws://feed.example/x"),
                            ("ftp://a/", "ws, wss, http and https"), ("http://", "no host"),
                            ("http://a:99999/", "1 to 65535"), ("http://a:0/", "1 to 65535"),
                            ("http://[::1/", "brackets"), ("", "no address")]:
            self.refused(["connect", url], "URL: ", *words)
            if "." not in url and url.startswith("http"):
                self.assertEqual(run("connect", url).err.count(url), 1)
        self.refused(["connect", "http://me:geheim@a:99999/"], "a:99999")
        self.assertNotIn("geheim", run("connect", "http://me:geheim@a:99999/").err)

    def test_redirect_to_nowhere(self):
        for location in ("ftp://feed.example/", "ws://feed.example/", "http://a:99999/"):
            def talk(connection, location=location):
                read_head(connection)
                connection.sendall(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "
                                   + location.encode() + b"\r\n\r\n")

            with Server(talk) as server:
                result = run("connect", server.url("http"), "--json", "--no-reconnect")
            message = result.last("error")["message"]
            self.assertEqual(result.status, 1)
            self.assertIn("redirects to “" + location, message)
            self.assertIn(server.url("http"), message)

    def test_proxies(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        for url in (HTTP, WS):
            result = run("connect", url, "--proxy", f"http://127.0.0.1:{port}", "--json",
                         "--no-reconnect")
            self.assertEqual(result.last("error")["message"],
                             f"Nothing listens on the proxy 127.0.0.1:{port}: the connection was "
                             "refused.")
        result = run("connect", HTTP, "--proxy", "socks5://no-such-host.invalid", "--json",
                     "--no-reconnect")
        self.assertIn("proxy named “no-such-host.invalid”", result.last("error")["message"])
        for proxy in ("http://localhost:99999", "http://me:geheim@localhost:99999"):
            self.refused(["connect", HTTP, "--proxy", proxy], "--proxy: ", "localhost:99999")
            self.assertNotIn("geheim", run("connect", HTTP, "--proxy", proxy).err)

    def test_certificates(self):
        certificate, key = self.make_certificate("localhost")
        _, other = self.make_certificate("other")
        locked = os.path.join(self.folder, "locked")
        subprocess.run(["openssl", "pkey", "-in", key, "-aes128", "-passout", "pass:geheim", "-out",
                        locked], check=True, capture_output=True, timeout=TIMEOUT)
        missing = os.path.join(self.folder, "missing")
        self.refused(["connect", "https://127.0.0.1:1/", "--cacert", key], "--cacert: ",
                     "no certificate in " + key)
        self.refused(["connect", "https://127.0.0.1:1/", "--cacert", missing], "--cacert: ", missing,
                     "cannot be read")
        pipe = os.path.join(self.folder, "pipe")
        os.mkfifo(pipe)  # Nobody ever writes to it.
        self.refused(["connect", "https://127.0.0.1:1/", "--cacert", pipe], "--cacert: ", pipe,
                     "a pipe")
        for files, *words in [((certificate, locked), "--key: ", locked, "password"),
                              ((key, certificate), "--cert: ", "no certificate in " + key),
                              ((certificate, missing), "--key: ", missing, "cannot be read"),
                              ((missing, key), "--cert: ", missing, "cannot be read"),
                              ((certificate, certificate), "--key: ", "no private key"),
                              ((certificate, other), "--key: ", other, "not that of"),
                              ((pipe, key), "--cert: ", pipe, "a pipe"),
                              ((certificate, "/dev/zero"), "--key: ", "/dev/zero", "a device")]:
            self.refused(["serve", "--port", "0", "--tls", "--cert", files[0], "--key", files[1]],
                         *words)
        with Mock("--tls", "--cert", certificate, "--key", key) as mock:
            result = run("connect", mock.url + "poll", "--json")
            self.assertIn("--cacert", result.last("error")["message"])
            self.assertIn("--insecure", result.last("error")["message"])

    def test_addresses(self):
        self.refused(["serve", "--port", "0", "--bind", "192.0.2.1"], "Listening on 192.0.2.1 failed",
                     status=1)
        self.refused(["serve", "--port", "0", "--bind", "127.0.0.1", "--bind", "192.0.2.1"],
                     "Listening on 192.0.2.1:", " failed", status=1)
        self.refused(["serve", "--bind", "example"], "--bind: ", '"example"')
        for asked, hosts in [(["127.0.0.1", "127.0.0.2"], ["127.0.0.1", "127.0.0.2"]),
                             (["127.0.0.2"], ["127.0.0.2"]), (["localhost"], ["127.0.0.1"])]:
            arguments = [word for address in asked for word in ("--bind", address)]
            result = run("serve", "--port", "0", "--duration", "0.1", *arguments)
            self.assertEqual(result.status, 0, result.err)
            lines = [line for line in result.out.splitlines() if line.startswith("listening ")]
            self.assertEqual([line.split("//")[1].split(":")[0] for line in lines][:len(hosts)],
                             hosts)
            self.assertEqual(len({line.rsplit(":", 1)[1] for line in lines}), 1)
        try:
            socket.create_server(("::1", 0), family=socket.AF_INET6).close()
        except OSError:
            return
        bracketed = run("serve", "--port", "0", "--duration", "0.1", "--bind", "[::1]")
        self.assertTrue(bracketed.out.startswith("listening http://[::1]:"), bracketed.out)

    def test_failed_mock_prints_no_records(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            self.refused(["serve", "--port", port, "--bind", "127.0.0.1", "--json"], port, status=1)

    def test_user_without_password(self):
        heads = []

        def talk(connection):
            heads.append(read_head(connection))
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")

        with Server(talk) as server:
            run("connect", server.url("http"), "--user", "foo", "--count", "1", "-q", "--technique",
                "short-poll")
        self.assertIn(b"Authorization: Basic Zm9vOg==\r\n", heads[0])

    def test_decoding_a_socketio_message_with_its_engineio_type(self):
        for form in ("socket.io-4", "socket.io-5"):
            wrong = run("decode", "--as", form, stdin=b'42["a",1]\n')
            self.assertEqual(wrong.status, 1)
            self.assertIn("Engine.IO", wrong.err)
            self.assertEqual(run("decode", "--as", form, stdin=b'2["a",1]\n').err, "")

    def test_scenario_that_may_have_no_member(self):
        path = os.path.join(self.folder, "s.json")
        with open(path, "w", encoding="utf-8") as file:
            file.write('{"endpoints":[{"path":"/a","technique":"sse",'
                       '"steps":[{"close":{"bogus":1}}]}]}')
        self.refused(["serve", "--port", "0", "--scenario", path], "“bogus” here; expected none.")


class Output(unittest.TestCase):
    def test_full_disk(self):
        with tempfile.TemporaryDirectory() as folder, Mock() as mock:
            capture = os.path.join(folder, "c.pushscope")
            run("connect", mock.url + "poll", "--count", "1", "-q", "-o", capture)
            for arguments in (["show", capture, "--json"], ["show", capture], ["show", capture,
                              "--wire", "1"], ["decode", "--as", "sse"],
                              ["connect", mock.url + "poll", "--count", "1"],
                              ["serve", "--port", "0", "--duration", "5"],
                              ["tour", "--seconds", "0.1"]):
                with self.subTest(arguments=arguments), open("/dev/full", "wb") as full:
                    done = subprocess.run([CLI, *arguments], input=b"data: a\n\n", stdout=full,
                                          stderr=subprocess.PIPE, timeout=TIMEOUT, check=False)
                    self.assertEqual(done.returncode, 1)
                    self.assertEqual(done.stderr, b"Standard output could not be written: "
                                                  b"No space left on device.\n")

    def test_closed_output_is_not_taken_for_a_file(self):
        with tempfile.TemporaryDirectory() as folder, Mock() as mock:
            capture = os.path.join(folder, "c.pushscope")
            done = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", CLI, "connect",
                                   mock.url + "poll", "--count", "1", "--json", "-o", capture],
                                  stderr=subprocess.PIPE, timeout=TIMEOUT, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, b""))
            self.assertEqual(run("show", capture).status, 0)


if __name__ == "__main__":
    unittest.main()
