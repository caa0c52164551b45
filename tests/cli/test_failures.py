# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong gets one clear sentence, the right status, and leaves a whole capture."""

import os
import resource
import socket
import ssl
import struct
import subprocess
import threading
import unittest
import zlib

from programs import CLI, TIMEOUT, CaptureCase, Mock, Server, drain, read_head, run, upgrade

RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close() sends RST.


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    connection.close()


class Failures(CaptureCase):
    def connect(self, url, *arguments):
        result = run("connect", url, "--json", "-o", self.capture, *arguments)
        shown = run("show", self.capture, "--json")
        self.assertEqual(shown.out, result.out, "the capture holds what was printed")
        self.assertEqual(shown.status, 0, shown.err)
        self.assertFalse(os.path.exists(self.capture + "-wal"))
        return result

    def failed(self, result, code, *words):
        self.assertEqual(result.status, 1, result.err)
        error = result.all("error")[-1]
        self.assertEqual(error["code"], code)
        for word in words:
            self.assertIn(str(word), error["message"])
        self.assertEqual(result.kinds()[-2:], ["conn.close", "capture.end"])
        self.assertEqual(result.lines[-1]["reason"], "failed")

    def test_wrong_url(self):
        for url in ["ftp://127.0.0.1/", "nonsense", "http://127.0.0.1:99999/", "http://"]:
            with self.subTest(url=url):
                result = run("connect", url, "-o", self.capture)
                self.assertEqual(result.status, 2)
                self.assertTrue(result.err.startswith("URL: "), result.err)
                self.assertEqual(result.err.count("“" + url + "”"), 1, result.err)
                self.assertEqual(result.err.count("\n"), 1)
                self.assertFalse(os.path.exists(self.capture))

    def test_refused_port(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        for scheme in ["http", "ws"]:
            with self.subTest(scheme=scheme):
                result = self.connect(f"{scheme}://127.0.0.1:{port}/", "--force")
                self.failed(result, "refused", f"127.0.0.1:{port}")

    def test_recording_limits(self):
        for arguments in (["--stop-at", "1M"], ["-o", self.capture, "--stop-at", "soon"],
                          ["-o", self.capture, "--keep-last", "much"]):
            with self.subTest(arguments=arguments):
                self.assertEqual(run("serve", "--port", "0", *arguments).status, 2)
        # A file has that size as soon as there is anything in it.
        result = run("serve", "--port", "0", "--json", "-o", self.capture, "--stop-at", "1k")
        self.assertEqual(result.status, 0, result.err)
        self.assertEqual(result.lines[-1]["kind"], "capture.end")
        shown = run("show", self.capture, "--json")
        self.assertEqual(shown.lines[-1]["reason"], "done")
        self.assertEqual((shown.status, shown.err), (0, ""))
        with Mock() as mock:
            result = self.connect(mock.ws + "ws", "--stop-at", "1k", "--force")
        self.assertEqual(result.status, 0, result.err)
        self.assertEqual(result.lines[-1]["reason"], "done")

    def test_unknown_host(self):
        self.failed(self.connect("http://no-such-host.invalid/"), "dns-not-found",
                    "no-such-host.invalid")

    def test_untrusted_certificate(self):
        with Mock("--tls") as mock:
            result = self.connect(mock.url + "poll")
            self.failed(result, "tls-untrusted")
            self.assertIn("subject", result.last("error"))
            again = self.connect(mock.url + "poll", "--insecure", "--count", "1", "--force")
            self.assertEqual(again.status, 0, again.out)
            self.assertFalse(again.last("conn.open")["tls"]["verified"])

    def test_expired_certificate(self):
        folder = self.folder
        config = os.path.join(folder, "ca.cnf")
        with open(config, "w", encoding="utf-8") as file:
            file.write(f"[ca]\ndefault_ca=d\n[d]\ndatabase={folder}/index\nserial={folder}/serial\n"
                       f"new_certs_dir={folder}\ndefault_md=sha256\npolicy=p\n"
                       "x509_extensions=x\n[p]\ncommonName=supplied\n"
                       "[x]\nsubjectAltName=IP:127.0.0.1\n[req]\ndistinguished_name=n\n[n]\n")
        open(os.path.join(folder, "index"), "w", encoding="utf-8").close()
        with open(os.path.join(folder, "serial"), "w", encoding="utf-8") as file:
            file.write("01\n")
        key, request, certificate = (os.path.join(folder, name) for name in ("k", "r", "c"))
        openssl = {"check": True, "capture_output": True, "timeout": TIMEOUT}
        subprocess.run(["openssl", "req", "-config", config, "-new", "-newkey", "rsa:2048", "-nodes",
                        "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", request], **openssl)
        subprocess.run(["openssl", "ca", "-config", config, "-batch", "-selfsign", "-keyfile", key,
                        "-in", request, "-out", certificate, "-startdate", "20200101000000Z",
                        "-enddate", "20210101000000Z", "-notext"], **openssl)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        with Server(read_head, lambda c: context.wrap_socket(c, server_side=True)) as server:
            result = self.connect(server.url("https"), "--cacert", certificate)
        self.failed(result, "tls-expired", "2021")

    def test_not_found(self):
        with Mock() as mock:
            for technique in ["sse", "short-poll"]:
                result = self.connect(mock.url + "nope", "--technique", technique, "--force")
                self.failed(result, "http-status", 404)
            result = self.connect(mock.ws + "nope", "--force")
            self.failed(result, "http-status", 404)
            self.assertEqual(result.last("ws.closed")["how"], "http-refusal")
            self.assertEqual(result.last("ws.closed")["code"], 1006)

    def test_wrong_type(self):
        with Mock() as mock:
            result = self.connect(mock.url + "poll", "--technique", "sse")
        self.failed(result, "wrong-type", "application/json", "text/event-stream")
        self.assertEqual(result.last("error")["offers"], "short-poll")
        self.assertIn("wrong-content-type", result.last("http.response")["violations"])

    def test_reset_in_mid_frame(self):
        def talk(connection):
            upgrade(connection)
            connection.sendall(b"\x81\x05He")
            connection.recv(1)  # Returns once the client pinged: it has read the half frame.
            reset(connection)

        with Server(talk) as server:
            result = self.connect(server.url("ws"), "--ping")
        self.failed(result, "reset")
        self.assertEqual(result.last("ws.frame")["violations"], ["cut-off"])
        self.assertEqual(result.last("ws.closed")["code"], 1006)
        self.assertEqual(result.last("ws.closed")["how"], "reset")

    def test_gigabyte_announced_and_never_sent(self):
        def talk(connection):
            upgrade(connection)
            connection.sendall(b"\x82\x7f" + struct.pack(">Q", 1 << 30) + b"begin")
            drain(connection)

        with Server(talk) as server:
            result = self.connect(server.url("ws"), "--timeout", "3000")
        self.assertEqual(result.status, 1)
        self.assertEqual(result.last("error")["code"], "too-large")
        closes = [line["code"] for line in result.all("ws.close") if line["from"] == "client"]
        self.assertEqual(closes, [1009])

    def test_deflate_bomb(self):
        deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
        bomb = b"".join(deflater.compress(b"\0" * (1 << 20)) for _ in range(256))
        bomb += deflater.flush(zlib.Z_SYNC_FLUSH)[:-4]

        def talk(connection):
            upgrade(connection, "Sec-WebSocket-Extensions: permessage-deflate\r\n")
            connection.sendall(b"\xc2\x7f" + struct.pack(">Q", len(bomb)) + bomb)
            drain(connection)

        with Server(talk) as server:
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            result = self.connect(server.url("ws"), "--max-message", str(1 << 20),
                                  "--timeout", "3000")
            grown = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.assertEqual(result.status, 1)
        self.assertEqual(result.last("error")["code"], "too-large")
        self.assertIn("too-large", result.last("ws.message")["violations"])
        if "asan" not in CLI:  # The sanitizer has memory of its own.
            self.assertLess(max(grown, before), 150 * 1024)

    def test_full_disk(self):
        def talk(connection):
            upgrade(connection)
            frame = b"\x82\x7e" + struct.pack(">H", 60000) + b"x" * 60000
            while True:
                connection.sendall(frame)

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (2 << 20, 2 << 20))

        with Server(talk) as server:
            # Python ignores SIGXFSZ, and so does what it starts this way: writing just fails.
            result = run("connect", server.url("ws"), "--json", "-o", self.capture,
                         preexec_fn=limit, restore_signals=False)
        self.assertEqual(result.status, 1)
        self.assertEqual(result.err.count("\n"), 1, result.err)
        self.assertIn("c.pushscope", result.err)
        self.assertEqual(result.lines[-1]["where"], "storage")
        self.assertEqual(result.lines[-1]["message"] + "\n", result.err)
        shown = run("show", self.capture, "--json")
        sequence = [line["seq"] for line in shown.lines]
        self.assertEqual(sequence, list(range(1, len(sequence) + 1)))

    def test_full_disk_without_end(self):
        size = 60000
        frame = b"\x82\x7e" + struct.pack(">H", size) + b"x" * size

        def talk(connection):
            upgrade(connection)
            for _ in range(100):
                connection.sendall(frame)
            connection.sendall(b"\x81\x04last")
            connection.sendall(b"\x88\x02\x03\xe8")
            drain(connection)

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (2 << 20, 2 << 20))

        with Server(talk) as server:
            result = run("connect", server.url("ws"), "--json", "-o", self.capture,
                         "--on-write-error", "continue", preexec_fn=limit, restore_signals=False)
        self.assertEqual(result.status, 0, result.err)
        self.assertEqual(result.err.count("\n"), 1, result.err)
        self.assertIn("goes on without recording", result.err)
        # All of it is printed; the file has the beginning.
        self.assertEqual([line["seq"] for line in result.lines],
                         list(range(1, len(result.lines) + 1)))
        messages = result.all("ws.message")
        self.assertEqual(len(messages), 101)
        self.assertEqual(messages[-1]["text"], "last")
        self.assertEqual(result.kinds()[-2:], ["recording.stall", "capture.end"])
        shown = run("show", self.capture, "--json")
        self.assertLess(len(shown.all("ws.message")), 100)
        # For the end of it there was room, and so it tells what it lacks.
        self.assertEqual(shown.status, 0, shown.err)
        self.assertEqual(shown.kinds()[-2:], ["recording.stall", "capture.end"])
        self.assertTrue(shown.last("recording.stall")["unrecorded"])
        self.assertEqual([line["seq"] for line in shown.lines],
                         list(range(1, len(shown.lines) + 1)))

    def test_removed_file(self):
        gone = threading.Event()

        def talk(connection):
            upgrade(connection)
            connection.sendall(b"\x81\x05first")
            gone.wait(TIMEOUT)
            connection.sendall(b"\x81\x06second")
            connection.sendall(b"\x88\x02\x03\xe8")
            drain(connection)

        for choice, status, count in (("stop", 1, 1), ("continue", 0, 2)):
            with self.subTest(choice=choice), Server(talk) as server:
                gone.clear()
                process = subprocess.Popen(
                    [CLI, "connect", server.url("ws"), "--json", "-o", self.capture,
                     "--on-write-error", choice], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                lines = []
                for line in process.stdout:
                    lines.append(line)
                    if b'"first"' in line:
                        os.remove(self.capture)
                        gone.set()
                self.assertEqual(process.wait(TIMEOUT), status)
                self.assertEqual(process.stderr.read().count(b"\n"), 1)
                process.stdout.close()
                process.stderr.close()
                self.assertEqual(len([line for line in lines if b'"ws.message"' in line]), count)

    def test_port_in_use(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            result = run("serve", "--port", str(port))
        self.assertEqual(result.status, 1)
        self.assertIn(str(port), result.err)
        self.assertEqual(result.err.count("\n"), 1)


if __name__ == "__main__":
    unittest.main()
