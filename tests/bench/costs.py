# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""costs.py PROGRAMS [--count N] [--runs R] | --idle [--clients N] [--seconds S]

What a message costs the mock: N text messages of 64 octets go to /ws/echo and come back, over
plain TCP and TLS, with and without permessage-deflate, recorded whole, by their heads and not at
all. The client is this program, so that only CPU time of the mock is looked at.

--idle: how long N WebSockets take to open, what each costs the mock in memory while nothing
happens, and whether all of them still answer a ping at the end.
"""

import argparse
import base64
import json
import os
import random
import resource
import selectors
import socket
import ssl
import statistics
import subprocess
import tempfile
import threading
import time
import zlib

MESSAGE_OCTETS = 64
TICK = os.sysconf("SC_CLK_TCK")
BATCH = 250  # Connections that are opened at once.
MASK = b"\x5a\x17\xc3\x88"


class Mock:
    def __init__(self, program, *arguments):
        self._process = subprocess.Popen([program, "serve", "--port", "0", "--json", *arguments],
                                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        url = json.loads(self._process.stdout.readline())["url"]
        self.port = int(url.rsplit(":", 1)[1].strip("/"))
        # The records of the run would be as much work as the run.
        threading.Thread(target=self._drain, daemon=True).start()

    def _drain(self):
        while self._process.stdout.read(1 << 16):
            pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()

    def cpu(self):
        with open(f"/proc/{self._process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def resident(self):
        with open(f"/proc/{self._process.pid}/status", encoding="ascii") as file:
            return int(next(line for line in file if line.startswith("VmRSS")).split()[1]) * 1024


def asked(port, path, is_tls=False, deflates=False):
    """A socket whose opening handshake is asked for."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if is_tls:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        connection = context.wrap_socket(connection)
    extension = "Sec-WebSocket-Extensions: permessage-deflate\r\n" if deflates else ""
    key = base64.b64encode(os.urandom(16)).decode()
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
                       f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                       f"Sec-WebSocket-Key: {key}\r\n{extension}\r\n".encode())
    return connection


def answered(connection, deflates=False):
    """Waits for the end of the opening handshake; gives what came behind it."""
    head = b""
    while b"\r\n\r\n" not in head:
        more = connection.recv(4096)
        if not more:
            raise SystemExit(f"no handshake: {head!r}")
        head += more
    head, rest = head.split(b"\r\n\r\n", 1)
    if b" 101 " not in head or deflates != (b"permessage-deflate" in head):
        raise SystemExit(f"no handshake: {head!r}")
    return rest


def messages(count, deflates):
    """Masked text frames, no two alike, as one string of octets."""
    source = random.Random(1)
    coder = zlib.compressobj(wbits=-15)
    frames = []
    for number in range(count):
        payload = (f'{{"n":{number},"bid":{source.random():.9f},"ask":{source.random():.9f},'
                   f'"s":"').encode()
        payload += b"x" * (MESSAGE_OCTETS - len(payload) - 2) + b'"}'
        first = 0x81
        if deflates:
            payload = (coder.compress(payload) + coder.flush(zlib.Z_SYNC_FLUSH))[:-4]
            first = 0xc1
        mask = (MASK * (len(payload) // 4 + 1))[:len(payload)]
        masked = int.from_bytes(payload, "big") ^ int.from_bytes(mask, "big")
        frames.append(bytes([first, 0x80 | len(payload)]) + MASK
                      + masked.to_bytes(len(payload), "big"))
    return b"".join(frames)


class Frames:
    """Counts whole frames of less than 126 octets in what arrives."""

    def __init__(self):
        self.count = 0
        self._rest = b""

    def feed(self, octets):
        data, at = self._rest + octets, 0
        while at + 2 <= len(data) and at + 2 + data[at + 1] <= len(data):
            at += 2 + data[at + 1]
            self.count += 1
        self._rest = data[at:]


def exchanged(mock, octets, count, is_tls, deflates):
    """CPU seconds of the mock for @p count messages there and back."""
    connection = asked(mock.port, "/ws/echo", is_tls, deflates)
    frames = Frames()
    frames.feed(answered(connection, deflates))
    before = mock.cpu()
    piece, at = 1 << 15, 0
    connection.setblocking(False)
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ | selectors.EVENT_WRITE)
        while frames.count < count:
            selector.select()
            try:
                while received := connection.recv(1 << 16):
                    frames.feed(received)
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                pass
            try:
                while at < len(octets):
                    at += connection.send(octets[at:at + piece])
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                pass
            if at == len(octets):
                selector.modify(connection, selectors.EVENT_READ)
    used = mock.cpu() - before
    connection.close()
    return used


def costs(program, count, runs):
    floods = {deflates: messages(count, deflates) for deflates in (False, True)}
    cells = [(is_tls, deflates, record) for is_tls in (False, True) for deflates in (False, True)
             for record in ("none", "heads", "all")]
    found = {cell: [] for cell in cells}
    for _ in range(runs):
        for cell in cells:
            is_tls, deflates, record = cell
            with tempfile.TemporaryDirectory(prefix="pushscope-bench-") as folder:
                arguments = ["--record", record, "-o", os.path.join(folder, "f.pushscope")]
                with Mock(program, *arguments, *(["--tls"] if is_tls else [])) as mock:
                    used = exchanged(mock, floods[deflates], count, is_tls, deflates)
            found[cell].append(used / count * 1e6)
    print(f"load before {' '.join(f'{one:.1f}' for one in os.getloadavg())}\n")
    print("| over | `--record none` | `heads` | `all` |\n|---|---|---|---|")
    for is_tls in (False, True):
        for deflates in (False, True):
            row = [statistics.median(found[(is_tls, deflates, record)])
                   for record in ("none", "heads", "all")]
            name = ("TLS" if is_tls else "TCP") + (", deflate" if deflates else "")
            print(f"| {name} | " + " | ".join(f"{one:.2f} µs" for one in row) + " |")


def idle(program, clients, seconds):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    scenario = {"endpoints": [{"path": "/quiet", "technique": "websocket"}]}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(scenario, file)
        file.flush()
        with Mock(program, "--record", "none", "--scenario", file.name) as mock:
            before, began = mock.resident(), time.monotonic()
            sockets = []
            while len(sockets) < clients:
                batch = [asked(mock.port, "/quiet")
                         for _ in range(min(BATCH, clients - len(sockets)))]
                for one in batch:
                    answered(one)
                sockets += batch
            took = time.monotonic() - began
            busy = mock.cpu()
            with selectors.DefaultSelector() as selector:
                for one in sockets:
                    selector.register(one, selectors.EVENT_READ)
                if selector.select(seconds):
                    raise SystemExit("one of the connections was not idle")
            busy = mock.cpu() - busy
            memory = (mock.resident() - before) / clients / 1024
            ping = time.monotonic()
            for one in sockets:
                one.sendall(b"\x89\x81" + MASK + bytes([ord("p") ^ MASK[0]]))
            answers = sum(one.recv(3) == b"\x8a\x01p" for one in sockets)
            pong = time.monotonic() - ping
    print("| connections | open in | held | CPU meanwhile | memory each | pongs | in |\n"
          "|---|---|---|---|---|---|---|")
    print(f"| {clients:,} | {took:.1f} s | {seconds} s | {busy:.2f} s | {memory:.1f} KiB "
          f"| {answers:,} | {pong:.2f} s |")
    if answers != clients:
        raise SystemExit(1)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programs")
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--idle", action="store_true")
    parser.add_argument("--clients", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=30)
    arguments = parser.parse_args()
    program = os.path.join(arguments.programs, "pushscope-cli")
    if arguments.idle:
        idle(program, arguments.clients, arguments.seconds)
    else:
        costs(program, arguments.count, arguments.runs)


if __name__ == "__main__":
    main()
