# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands of the contract, as scripts rely on them."""

import base64
import email
import json
import os
import random
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import unittest
import urllib.error
import urllib.request

from programs import CLI, TIMEOUT, CaptureCase, Mock, Server, read_head, run

CHUNKED = (b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
           b"Transfer-Encoding: chunked\r\n\r\n"
           b"9\r\ndata: a\n\n\r\n6\r\ndata: \r\n3\r\nb\n\n\r\n0\r\n\r\n")


class Decode(unittest.TestCase):
    def check(self, form, octets, status, kinds, *arguments):
        whole = run("decode", "--as", form, *arguments, stdin=octets)
        self.assertEqual(whole.status, status, whole.err)
        self.assertEqual(whole.kinds(), kinds)
        for split in [1, 2, 3, 7]:
            cut = run("decode", "--as", form, "--split", str(split), *arguments, stdin=octets)
            self.assertEqual(cut.out, whole.out)
        for line in whole.lines:
            self.assertFalse({"t", "session", "conn"} & line.keys())
        return whole

    def test_tutorial_stream(self):
        # As tutorials write it: the first block has no data, so a browser drops it.
        octets = b"event: testEvent\nid: testId\n\ndata: hello\n\n"
        shown = self.check("sse", octets, 0, ["sse.event", "sse.event"])
        dropped, event = shown.lines
        self.assertEqual((dropped["dispatched"], dropped["why"]), (False, "empty-data"))
        self.assertEqual((event["event"], event["data"], event["id"]),
                         ("message", "hello", "testId"))

    def test_response(self):
        shown = self.check("http-response", CHUNKED, 0,
                           ["http.response", "sse.event", "http.chunk", "sse.event", "http.chunk",
                            "http.end"])
        self.assertEqual(shown.lines[1]["chunk"], {"size": 9})

    def test_request(self):
        self.check("http-request", b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 2, 0,
                   ["http.request", "http.request"])

    def test_head(self):
        octets = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
        self.check("http-response", octets * 2, 0, ["http.response", "http.end"] * 2, "--head")
        self.check("http-response", octets, 1, ["http.response", "http.end"])

    def test_websocket(self):
        self.check("websocket-server", bytes.fromhex("810548656c6c6f"), 0, ["ws.message"])
        self.check("websocket-client", bytes.fromhex("810548656c6c6f"), 1, ["ws.message"])
        self.check("websocket-server", bytes.fromhex("c107f248cdc9c90700"), 0,
                   ["ws.frame", "ws.message"], "--deflate", "")

    def test_multipart(self):
        octets = (b"--b\r\nContent-Type: image/jpeg\r\nContent-Length: 2\r\n\r\n\xff\xd8\r\n"
                  b"--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b--")
        for arguments in [["--boundary", "b"],
                          ["--content-type", "multipart/x-mixed-replace; boundary=\"b\""]]:
            shown = self.check("multipart", octets, 0, ["multipart.part"] * 2, *arguments)
        picture, text = shown.lines
        self.assertEqual((picture["headers"][0], picture["base64"], picture["by"]),
                         (["Content-Type", "image/jpeg"], "/9g=", "length"))
        self.assertEqual((text["text"], text["by"], text["at"]), ("hello", "boundary", [[61, 33]]))
        # Without a boundary the body's own is taken, and said to be missing.
        guessed = self.check("multipart", octets, 1, ["multipart.part"] * 2)
        self.assertEqual([line.get("violations") for line in guessed.lines],
                         [["missing-boundary"], None])
        other = self.check("multipart", octets, 1, ["multipart.part"], "--boundary", "c")
        self.assertEqual((other.lines[0]["violations"], other.lines[0]["outside"]),
                         (["missing-boundary"], "preamble"))

    def test_iframe(self):
        octets = (b"<html><!-- <script>no</script> -->\n"
                  b"<script>window.parent.postMessage({\"n\":1.0}, \"http://a\")</script>\n"
                  b"<script>parent.f('it\\'s')</script><script>var a</script>")
        shown = self.check("iframe", octets, 0, ["iframe.script"] * 3)
        self.assertEqual([(line.get("message"), line.get("call"), line.get("target_origin"))
                          for line in shown.lines],
                         [({"n": 1}, "window.parent.postMessage", "http://a"),
                          ("it's", "parent.f", None), (None, None, None)])
        self.assertEqual(shown.lines[1]["script"], "parent.f('it\\'s')")
        self.assertEqual(shown.lines[1]["at"], [[octets.index(b"<script>parent"), 34]])
        cut = self.check("iframe", octets[:-9], 1, ["iframe.script"] * 3)
        self.assertEqual(cut.lines[2]["violations"], ["cut-off"])
        self.check("iframe", octets[:-9], 0, ["iframe.script"] * 2, "--open")

    def test_jsonp(self):
        octets = b"/**/ typeof cb === 'function' && cb({\"n\":1});"
        for arguments in [[], ["--callback", "cb"], ["--callback", "window.cb"]]:
            line = self.check("jsonp", octets, 0, ["jsonp.callback"], *arguments).lines[0]
            self.assertEqual((line["callback"], line["message"]), ("cb", {"n": 1}))
        for octets, violation in [(b"other(1)", "wrong-callback"), (b"{\"n\":1}", "not-a-call"),
                                  (b"<h1>Error</h1>", "not-a-call"), (b"cb({\"n\":", "cut-off")]:
            line = self.check("jsonp", octets, 1, ["jsonp.callback"], "--callback", "cb").lines[0]
            self.assertEqual(line["violations"], [violation])
        self.check("jsonp", b"cb(1", 0, [], "--open")

    def test_multipart_as_python_reads_it(self):
        # A reader that we did not write, on bodies made of what is easily mistaken.
        pieces = [b"--b", b"--", b"-", b"x", b"A: b", b" ", b"\xff", b"\r\n", b"\r\n\r\n"]
        chance = random.Random(2046)
        for _ in range(40):
            contents = []
            while len(contents) < 4:
                content = b"".join(chance.choices(pieces, k=chance.randrange(8)))
                if not (b"\n" + content).count(b"\n--b"):
                    contents.append(content)
            body = b"".join(b"--b\r\nN: 1\r\n\r\n" + content + b"\r\n" for content in contents)
            octets = b"preamble\r\n" + body + b"--b--\r\nepilogue"
            read = email.message_from_bytes(
                b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + octets)
            theirs = [part.get_payload(decode=True) for part in read.get_payload()]
            self.assertEqual(theirs, contents)
            shown = run("decode", "--as", "multipart", "--boundary", "b", stdin=octets)
            self.assertEqual(shown.status, 0, octets)
            ours = [line["text"].encode() if "text" in line else base64.b64decode(line["base64"])
                    for line in shown.lines]
            self.assertEqual(ours, contents)

    def test_open(self):
        self.check("multipart", b"--b\r\nA: b\r\n\r\nhel", 1, ["multipart.part"], "--boundary", "b")
        self.check("multipart", b"--b\r\nA: b\r\n\r\nhel", 0, [], "--boundary", "b", "--open")
        self.check("sse", b"data: a\n", 1, ["sse.event"])
        self.check("sse", b"data: a\n", 0, [], "--open")

    def test_usage(self):
        for arguments in [["--as", "nothing"], [], ["--as", "sse", "/no/such/file"],
                          ["--as", "websocket-server", "--deflate", "bogus=1"],
                          ["--as", "multipart", "--content-type", "text/plain"],
                          ["--as", "multipart", "--content-type", "multipart/mixed; boundary=b",
                           "--boundary", "b"]]:
            result = run("decode", *arguments, stdin=b"")
            self.assertEqual(result.status, 2, arguments)
            self.assertEqual(result.err.count("\n"), 1)


class Connect(unittest.TestCase):
    def test_script_in_order(self):
        with Mock() as mock:
            result = run("connect", mock.ws + "ws/echo", "--json", "--no-deflate", "--send", "a",
                         "--ping", "--send-binary", "ff", "--send", "b", "--count", "3")
        self.assertEqual(result.status, 0, result.err)
        sent = [line for line in result.lines if line.get("cause") == "script"]
        self.assertEqual([line["kind"] for line in sent],
                         ["ws.message", "ws.ping", "ws.message", "ws.message"])
        got = [line.get("text", line.get("base64")) for line in result.all("ws.message")
               if line["from"] == "server"]
        self.assertEqual(got, ["a", "/w==", "b"])
        closed = result.last("ws.closed")
        self.assertEqual((closed["code"], closed["clean"], closed["by"], closed["how"]),
                         (1000, True, "client", "handshake"))
        self.assertEqual(result.lines[-1]["reason"], "done")

    def test_close(self):
        with Mock() as mock:
            result = run("connect", mock.ws + "ws", "--json", "--close", "4001:bye")
        self.assertEqual(result.status, 0)
        first = result.all("ws.close")[0]
        self.assertEqual((first["code"], first["reason"], first["cause"]),
                         (4001, "bye", "script"))

    def test_standard_input(self):
        with Mock() as mock:
            result = run("connect", mock.ws + "ws/echo", "--json", "-i", stdin=b"one\ntwo\n")
        self.assertEqual(result.status, 0, result.err)
        got = [line["text"] for line in result.all("ws.message") if line["from"] == "server"]
        self.assertEqual(got, ["one", "two"])

    def test_techniques(self):
        with Mock() as mock:
            for path, technique in [("ws", "websocket"), ("sse", "sse"), ("poll", "short-poll"),
                                    ("stream", "http-stream"), ("socket.io/", "socket.io")]:
                base = mock.ws if technique == "websocket" else mock.url
                for asked in ["auto", technique]:
                    result = run("connect", base + path, "--technique", asked, "--count", "1",
                                 "--json", "--messages-only")
                    self.assertEqual(result.status, 0, result.err)
                    self.assertEqual(len(result.lines), 1)

    def test_until(self):
        with Mock() as mock:
            for arguments in [["--until", "/n=2"], ["--until-event", "message"],
                              ["--duration", "0.5"]]:
                result = run("connect", mock.url + "sse", "--json", *arguments)
                self.assertEqual(result.status, 0, arguments)

    def test_secrets_are_masked(self):
        with Mock() as mock, tempfile.TemporaryDirectory() as folder:
            capture = os.path.join(folder, "c.pushscope")
            url = mock.url.replace("http://", "http://me:geheim@")
            run("connect", url + "poll", "--count", "1", "--user", "me:geheim", "--cookie",
                "s=geheim", "-H", "Authorization: Bearer geheim", "-o", capture)
            shown = run("show", capture, "--json")
        for kind in ["capture.start", "session.start", "conn.attempt"]:
            self.assertNotIn("geheim", json.dumps(shown.last(kind)))

    def test_cookies_are_kept_where_asked(self):
        answer = (b"HTTP/1.1 200 OK\r\nSet-Cookie: node=7\r\nContent-Length: 1\r\n\r\nx")

        def talk(connection):
            for _ in range(2):
                read_head(connection)
                connection.sendall(answer)

        for asked, cookies in [([], [None, None]), (["--cookies"], [None, "node=7"])]:
            with Server(talk) as server:
                result = run("connect", server.url("http"), "--technique", "short-poll", "--interval",
                             "0", "--count", "2", "--json", *asked)
            self.assertEqual(result.status, 0, result.err)
            self.assertEqual([dict(line["headers"]).get("Cookie") for line in result.lines
                              if line["kind"] == "http.request"], cookies)

    def test_client_certificate(self):
        with tempfile.TemporaryDirectory() as folder:
            key, other, locked, certificate = (
                os.path.join(folder, name) for name in ("key", "other", "locked", "cert"))
            openssl = {"check": True, "capture_output": True, "timeout": TIMEOUT}
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                            "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=me", "-keyout", key,
                            "-out", certificate], **openssl)
            subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", other],
                           **openssl)
            subprocess.run(["openssl", "pkey", "-in", key, "-aes128", "-passout", "pass:geheim",
                            "-out", locked], **openssl)
            for arguments, words in [
                    (["--client-cert", certificate, "--client-key", locked],
                     ["--client-key: ", locked, "under a password"]),
                    (["--client-cert", certificate, "--client-key", other],
                     ["--client-key: ", other, "not that of"]),
                    (["--client-cert", certificate], ["--client-cert: ", "no private key"]),
                    (["--client-cert", key, "--client-key", key], ["--client-cert: ", key]),
                    (["--client-cert", folder + "/no"], ["--client-cert: ", "cannot be read"]),
                    (["--client-key", key], ["--client-key: ", "--client-cert"])]:
                refused = run("connect", "https://127.0.0.1:1/", *arguments)
                self.assertEqual(refused.status, 2, arguments)
                self.assertEqual(refused.err.count("\n"), 1)
                for word in words:
                    self.assertIn(word, refused.err)
            # Where they lie is recorded, what they hold is not.
            with open(key, encoding="ascii") as file:
                secret = file.read().splitlines()[1]
            tried = run("connect", "https://127.0.0.1:1/", "--json", "--client-cert", certificate,
                        "--client-key", key)
            options = tried.last("session.start")["options"]
            self.assertEqual((options["client_cert"], options["client_key"]), (certificate, key))
            self.assertNotIn(secret, tried.out)

    def test_redacted_copy(self):
        with Mock() as mock, tempfile.TemporaryDirectory() as folder:
            capture, copy = (os.path.join(folder, name) for name in ["a.pushscope", "b.pushscope"])
            run("connect", mock.url + "poll?token=geheim", "--count", "1", "--cookie", "s=geheim",
                "-H", "X-Mine: geheim", "-o", capture)
            with open(capture, "rb") as file:
                self.assertTrue(b"geheim" in file.read())
            asked = ["show", capture, "--redact", "-o", copy, "--secret", "x-mine"]
            self.assertEqual(run(*asked).status, 0)
            with open(copy, "rb") as file:
                self.assertFalse(b"geheim" in file.read())
            request = run("show", copy, "--json").last("http.request")
            self.assertEqual(request["target"], "/poll?token=******")
            self.assertIn(["X-Mine", "******"], request["headers"])
            refused = run(*asked)
            self.assertEqual((refused.status, refused.err.strip()),
                             (2, f"-o: {copy} exists; --force replaces it"))
            self.assertEqual(run(*asked, "--force").status, 0)
            itself = run("show", capture, "--redact", "-o", folder + "/./a.pushscope", "--force")
            self.assertEqual((itself.status, itself.err.strip()),
                             (2, f"-o: {folder}/./a.pushscope is the capture itself"))
            self.assertEqual(run("show", capture, "--redact").status, 2)
            self.assertEqual(run("show", folder + "/none", "--redact", "-o", copy).status, 2)
            self.assertEqual(run("show", capture, "--redact", "-o", folder + "/no/c").status, 1)

    def test_existing_file(self):
        with tempfile.NamedTemporaryFile(suffix=".pushscope") as file:
            result = run("connect", "ws://127.0.0.1:1/", "-o", file.name)
        self.assertEqual(result.status, 2)
        self.assertIn("-o", result.err)

    def test_usage(self):
        for arguments in [["--send", "x", "http://127.0.0.1:1/", "--technique", "sse"],
                          ["-H", "nocolon", "http://127.0.0.1:1/"],
                          ["--until", "x", "http://127.0.0.1:1/"],
                          ["--close", "70000", "ws://127.0.0.1:1/"],
                          ["--send-binary", "xyz", "ws://127.0.0.1:1/"],
                          ["--interval", "soon", "http://127.0.0.1:1/"],
                          ["--cut", "bogus", "http://127.0.0.1:1/"],
                          ["--cut", "json", "http://127.0.0.1:1/", "--technique", "sse"],
                          ["--text-pointer", "a/b", "http://127.0.0.1:1/"],
                          ["--bogus", "http://127.0.0.1:1/"], []]:
            result = run("connect", *arguments)
            self.assertEqual(result.status, 2, arguments)
            self.assertEqual(result.err.count("\n"), 1, result.err)

    def test_signal(self):
        with Mock() as mock, tempfile.TemporaryDirectory() as folder:
            for number, status in [(signal.SIGINT, 130), (signal.SIGTERM, 143),
                                   (signal.SIGHUP, 129)]:
                capture = os.path.join(folder, f"{status}.pushscope")
                process = subprocess.Popen([CLI, "connect", mock.url + "sse", "--json", "-o",
                                            capture], stdout=subprocess.PIPE)
                while b'"http.response"' not in process.stdout.readline():
                    pass
                process.send_signal(number)
                process.stdout.read()
                self.assertEqual(process.wait(TIMEOUT), status)
                process.stdout.close()
                shown = run("show", capture, "--json")
                self.assertEqual((shown.status, shown.lines[-1]["reason"]), (0, "signal"))

    def test_reader_goes_away(self):
        with Mock() as mock:
            process = subprocess.Popen([CLI, "connect", mock.url + "sse", "--json"],
                                       stdout=subprocess.PIPE)
            process.stdout.readline()
            process.stdout.close()
            self.assertEqual(process.wait(TIMEOUT), 0)

    def test_ended_early(self):
        def talk(connection):
            read_head(connection)
            connection.sendall(CHUNKED)

        with Server(talk) as server:
            early = run("connect", server.url("http"), "--json", "--no-reconnect", "--count", "9")
            plain = run("connect", server.url("http"), "--json", "--no-reconnect")
        self.assertEqual((early.status, early.last("error")["code"]), (1, "ended-early"))
        self.assertEqual(plain.status, 0)

    def test_cuts(self):
        def talk(connection):
            read_head(connection)
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n[{\"a\":\n1},\r\n{\"a\":2}]\n")

        asked = ["--technique", "http-stream", "--json", "--messages-only"]
        with Server(talk) as server:
            for cut, texts in [("json-array", ['{"a":\n1}', '{"a":2}']),
                               ("json", ['[{"a":\n1},\r\n{"a":2}]']),
                               ("line", ['[{"a":', '1},', '{"a":2}]'])]:
                result = run("connect", server.url("http"), *asked, "--cut", cut)
                self.assertEqual(result.status, 0, result.err)
                self.assertEqual([line["text"] for line in result.lines], texts)
            early = run("connect", server.url("http"), *asked, "--count", "9")
        self.assertEqual((early.status, early.last("error")["code"]), (1, "ended-early"))

    def test_text_of_a_model(self):
        with Mock("--scenario", "llm-stream") as mock:
            result = run("connect", mock.url + "v1/chat/completions", "--technique", "http-stream",
                         "--data", "{}", "--text-pointer", "/choices/0/delta/content", "--json")
        self.assertEqual(result.status, 0, result.err)
        self.assertEqual(result.all("http.request")[0]["method"], "POST")
        self.assertRegex(result.last("note")["text"],
                         r"^text: [0-9]+ octets in 26 messages, [0-9.]+/s\n\nServer push is when")

    def test_text_grows(self):
        def token(text):
            return b"data: " + json.dumps({"delta": {"text": text}}).encode() + b"\n\n"

        def talk(connection):
            read_head(connection)
            body = (b"data: {\"delta\":{\"role\":\"x\"}}\n\n" + token("Hel") + token("lo\n")
                    + token("wor\x1b") + token("ld") + b"data: [DONE]\n\n")
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                               b"Content-Length: %d\r\n\r\n" % len(body) + body)

        asked = ["--no-reconnect", "--text-pointer", "/delta/text"]
        with Server(talk) as server:
            url = server.url("http")
            shown = run("connect", url, *asked)
            alone = run("connect", url, *asked, "--messages-only")
            lines = run("connect", url, *asked, "--json", "--messages-only")
        self.assertEqual(alone.out, "Hello\nwor\x1bld\n")
        self.assertIn("Hello\nwor.ld\n", shown.out)  # No control character for the terminal.
        self.assertRegex(shown.out, r"(?m)^- text  12 octets in 4 messages, [0-9.]+/s$")
        self.assertEqual(len(lines.lines), 6)  # JSON lines are what they always are.


class Show(CaptureCase):
    def setUp(self):
        super().setUp()
        with Mock() as mock:
            self.live = run("connect", mock.ws + "ws/echo", "--json", "--send", "apple", "--send",
                            "pear", "--ping", "--count", "2", "-o", self.capture)

    def test_filter(self):
        for expression, kinds in [("kind:ws.ping", ["ws.ping"]),
                                  ("pear from:server kind:ws.message", ["ws.message"]),
                                  ("kind:ws.message -pear from:client", ["ws.message"]),
                                  ("code:1000 kind:ws.close from:client", ["ws.close"]),
                                  ("nothing-like-it", [])]:
            with self.subTest(expression=expression):
                shown = run("show", self.capture, "--json", "--filter", expression)
                self.assertEqual((shown.status, shown.kinds()), (0, kinds))

    def test_wrong_filter(self):
        shown = run("show", self.capture, "--filter", "kind:ws.ping colour:red")
        self.assertEqual(shown.status, 2)
        self.assertIn("column 14", shown.err)

    def test_wire(self):
        shown = run("show", self.capture, "--wire", "1")
        self.assertIn("GET /ws/echo HTTP/1.1", shown.out)

    def test_names(self):
        folder = self.folder
        os.mkdir(os.path.join(folder, "sub"))
        odd = "a b%20c?mode=rw#d.pushscope"
        shutil.copy(self.capture, os.path.join(folder, odd))
        shutil.copy(self.capture, os.path.join(folder, "sub", "in.pushscope"))
        expected = run("show", self.capture).out
        for name in ["c.pushscope", "./c.pushscope", "sub/in.pushscope", "sub/../c.pushscope",
                     odd, os.path.join(folder, odd)]:
            with self.subTest(name=name):
                shown = run("show", name, cwd=folder)
                self.assertEqual((shown.status, shown.err, shown.out), (0, "", expected))

    def test_no_capture(self):
        for path in ["/etc/passwd", "/no/such/file", self.folder]:
            self.assertEqual(run("show", path).status, 2)

    def test_damaged(self):
        with open(self.capture, "r+b") as file:
            file.truncate(os.path.getsize(self.capture) - 4096)
        shown = run("show", self.capture, "--json")
        self.assertEqual(shown.status, 1)
        self.assertEqual(shown.err.count("\n"), 1)


class Serve(unittest.TestCase):
    def get(self, url, data=None, **headers):
        request = urllib.request.Request(url, data, headers)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def test_endpoints(self):
        with Mock() as mock:
            self.assertEqual(self.get(mock.url)[0], 200)
            self.assertEqual(self.get(mock.url + "favicon.ico")[0], 204)
            self.assertEqual(self.get(mock.url + "nothing")[0], 404)
            status, body = self.get(mock.url + "publish/tick", b'{"x":1.50,"a":[]}')
            answer = json.loads(body)
            self.assertEqual((status, answer["channel"]), (200, "tick"))
            _, polled = self.get(mock.url + f"poll?since={answer['n'] - 1}")
            self.assertIn('"message":{"x":1.50,"a":[]}', polled)
            self.assertEqual(self.get(mock.url + "publish/none", b"x")[0], 404)
            self.assertEqual(self.get(mock.url + "publish/tick", b"x",
                                      Origin="http://example.com")[0], 403)
            self.assertEqual(self.get(mock.url + "publish/tick", b"x",
                                      Host="example.com")[0], 403)
            paths = [one["path"] for one in
                     json.loads(self.get(mock.url + "status")[1])["endpoints"]]
            self.assertEqual(paths, ["/ws", "/ws/echo", "/chat", "/sse", "/poll", "/long-poll",
                                     "/stream", "/multipart", "/iframe", "/iframe-poll",
                                     "/jsonp", "/socket.io/"])

    def test_half_closed_clients_are_answered(self):
        for arguments in [[], ["--tls"]]:
            with self.subTest(arguments=arguments), Mock(*arguments) as mock:
                port = int(mock.url.rsplit(":", 1)[1].strip("/"))
                client = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
                half = client.dup()
                if arguments:
                    context = ssl.create_default_context()
                    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
                    client = context.wrap_socket(client)
                client.sendall(b"GET /poll?since=0 HTTP/1.1\r\nHost: localhost\r\n\r\n")
                half.shutdown(socket.SHUT_WR)  # FIN, over TLS without close_notify.
                answer = b""
                while more := client.recv(65536):
                    answer += more
                client.close()
                half.close()
            self.assertTrue(answer.startswith(b"HTTP/1.1 200 OK\r\n"), answer)
            self.assertTrue(answer.endswith(b"}"), answer)

    def test_records_are_contiguous(self):
        with Mock() as mock:
            run("connect", mock.ws + "ws/echo", "--send", "x", "--count", "1")
        sequence = [line["seq"] for line in mock.lines[1:]]
        self.assertEqual(sequence, list(range(1, len(sequence) + 1)))
        self.assertEqual(mock.status, 143)
        self.assertEqual(mock.lines[-1]["kind"], "capture.end")

    def test_help_and_version(self):
        self.assertIn("0.1", run("--version").out)
        for command in ["connect", "serve", "show", "decode", "tour"]:
            self.assertEqual(run(command, "--help").status, 0)


if __name__ == "__main__":
    unittest.main()
