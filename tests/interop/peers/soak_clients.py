# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Clients in trouble: each sends at a rate to an echo and stalls, resets, cuts, closes, comes again.

Settings: seed, seconds, rate (of all together), clients, port, path. At the end they say what was
sent and what came back on every connection, named in the query of its address.
"""

import base64
import json
import random
import select
import socket
import sys
import time

import soak_end as end

KINDS = ["stall", "reset", "cut", "close"]
MEAN_SECONDS_TO_TROUBLE = 10.0
LONGEST_STALL = 1.0


class Client:
    """One connection after the other."""

    def __init__(self, number, settings):
        self.random = random.Random(settings["seed"] * 1000 + number)
        self.number = number
        self.settings = settings
        self.rounds = 0
        self.done = []
        self.socket = None
        self.open()

    def open(self):
        self.name = f"{self.number}.{self.rounds}"
        self.rounds += 1
        self.sent, self.got = end.Sum(), end.Sum()
        self.rest = b""
        self.is_silent_until = 0.0
        self.pace = end.Pace(self.settings["rate"] / self.settings["clients"])
        self.trouble = end.Trouble(self.random, KINDS, MEAN_SECONDS_TO_TROUBLE)
        self.socket = socket.create_connection(("127.0.0.1", self.settings["port"]), end.PATIENCE)
        key = base64.b64encode(self.random.randbytes(16)).decode()
        self.socket.sendall(f"GET {self.settings['path']}?name={self.name} HTTP/1.1\r\n"
                            "Host: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
                            .encode())
        head = b""
        while b"\r\n\r\n" not in head:
            more = self.socket.recv(4096)
            if not more:
                raise SystemExit(f"client {self.name} was refused: {head!r}")
            head += more
        self.rest = head.split(b"\r\n\r\n", 1)[1]

    def send(self):
        burst = []
        for _ in range(self.pace.due()):
            payload = end.payload_of(self.name, self.sent.count, self.random)
            self.sent.add(payload)
            burst.append(end.frame(1, payload, self.random.randbytes(4)))
        self.socket.sendall(b"".join(burst))

    def read(self):
        """What is there; False at the end."""
        try:
            more = self.socket.recv(1 << 16)
        except ConnectionResetError:
            return False
        found, self.rest = end.frames_in(self.rest + more)
        for opcode, payload in found:
            if opcode == 1:
                self.got.add(payload)
        return bool(more)

    def finish(self, how):
        """Ends this connection, having read what there is to read unless it is reset."""
        if how in ("reset", "cut"):
            whole = end.frame(1, end.payload_of("cut", 0, self.random), b"abcd")
            self.socket.sendall(whole[:len(whole) // 2])
        if how == "reset":
            end.until_taken(self.socket)
            end.reset(self.socket)
        else:
            if how == "cut":
                self.socket.shutdown(socket.SHUT_WR)
            else:
                self.socket.sendall(end.frame(8, b"\x03\xe8", b"abcd"))
            while self.read():
                pass
            self.socket.close()
        end.log("connection", name=self.name, how=how, sent=self.sent.count)
        self.done.append({"name": self.name, "how": how,
                          "sent": self.sent.state(), "got": self.got.state()})

    def turn(self, now):
        if now < self.is_silent_until:
            return
        self.send()
        kind = self.trouble.due()
        if kind == "stall":
            # Nothing is read either: the other end's queue fills.
            self.is_silent_until = now + self.random.uniform(0.1, LONGEST_STALL)
        elif kind:
            self.finish(kind)
            self.open()


def main(settings):
    ends = time.monotonic() + settings["seconds"]
    clients = [Client(number, settings) for number in range(settings["clients"])]
    end.log("open")
    while (now := time.monotonic()) < ends:
        for client in clients:
            client.turn(now)
        awake = {client.socket: client for client in clients if now >= client.is_silent_until}
        turn_ends = now + end.TICK
        while (left := turn_ends - time.monotonic()) > 0:
            for readable in select.select(list(awake), [], [], left)[0]:
                if not awake[readable].read():
                    raise SystemExit(f"client {awake[readable].name} was left by the server")
    for client in clients:
        client.finish("end")
    end.log("done", connections=[each for client in clients for each in client.done])


main(json.loads(sys.argv[1]))
