# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A feed in trouble: sends at a rate, stalls, resets, cuts, closes and starts anew, by a seed.

Settings: seed, seconds, rate. At the end it says what it sent on every connection.
"""

import base64
import hashlib
import json
import random
import select
import socket
import sys
import time

import soak_end as end

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
KINDS = ["stall", "reset", "cut", "close", "restart"]
MEAN_SECONDS_TO_TROUBLE = 4.0
LONGEST_STALL = 2.0


class Server:
    def __init__(self, settings):
        self.random = random.Random(settings["seed"])
        self.rate = settings["rate"]
        self.ends = time.monotonic() + settings["seconds"]
        self.connections = []
        self.listener = None
        self.port = 0
        self.listen()
        end.log("listening", port=self.port)

    def listen(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self.listener.getsockname()[1]

    def run(self):
        while time.monotonic() < self.ends:
            self.listener.settimeout(end.PATIENCE)
            connection, _ = self.listener.accept()
            with connection:
                self.serve(connection)
        self.listener.close()
        end.log("done", connections=self.connections)

    def serve(self, connection):
        if not self.shake(connection):
            return
        sent = end.Sum()
        how = self.feed(connection, sent)
        self.connections.append({"how": how, "sent": sent.state()})
        end.log("connection", how=how, sent=sent.count)

    def shake(self, connection):
        connection.settimeout(end.PATIENCE)
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(4096)
            if not more:
                return False
            head += more
        key = next(line.split(b":", 1)[1].strip() for line in head.split(b"\r\n")
                   if line.lower().startswith(b"sec-websocket-key:"))
        accept = base64.b64encode(hashlib.sha1(key + GUID).digest())
        connection.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                           b"Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept
                           + b"\r\n\r\n")
        return True

    def feed(self, connection, sent):
        pace = end.Pace(self.rate)
        trouble = end.Trouble(self.random, KINDS, MEAN_SECONDS_TO_TROUBLE)
        name = len(self.connections)
        while time.monotonic() < self.ends:
            burst = []
            for _ in range(pace.due()):
                payload = end.payload_of(name, sent.count, self.random)
                sent.add(payload)
                burst.append(end.frame(1, payload))
            connection.sendall(b"".join(burst))
            kind = trouble.due()
            if kind == "stall":
                select.select([], [], [], self.random.uniform(0.1, LONGEST_STALL))
            elif kind:
                getattr(self, kind)(connection)
                return kind
            select.select([], [], [], end.TICK)
        self.close(connection)
        return "end"

    def half_a_frame(self, connection):
        whole = end.frame(1, end.payload_of("cut", 0, self.random))
        connection.sendall(whole[:len(whole) // 2])

    def reset(self, connection):
        self.half_a_frame(connection)
        end.until_taken(connection)
        end.reset(connection)

    def cut(self, connection):
        self.half_a_frame(connection)
        connection.shutdown(socket.SHUT_WR)
        self.read_to_end(connection)

    def close(self, connection):
        connection.sendall(end.frame(8, b"\x03\xe9"))
        rest = b""
        while more := connection.recv(65536):
            found, rest = end.frames_in(rest + more)
            if any(opcode == 8 for opcode, _ in found):
                # RFC 6455 section 7.1.1: the server is the one to close the TCP connection.
                return

    def restart(self, connection):
        self.listener.close()
        self.close(connection)
        end.until_taken(connection)
        connection.close()
        select.select([], [], [], self.random.uniform(0.1, LONGEST_STALL))
        self.listen()

    @staticmethod
    def read_to_end(connection):
        connection.settimeout(end.PATIENCE)
        try:
            while connection.recv(65536):
                pass
        except ConnectionResetError:
            pass


Server(json.loads(sys.argv[1])).run()
