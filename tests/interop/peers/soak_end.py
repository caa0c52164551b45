# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What both ends of a soak share: frames on a plain socket, their log, and seeded trouble.

No WebSocket library: one would not let the socket be cut inside a frame.
"""

import array
import fcntl
import hashlib
import json
import select
import socket
import struct
import termios
import time

# Filling for payloads; a slice of it makes neighbours differ in content and in length.
_FILLING = "".join(chr(33 + (index * 7919) % 90) for index in range(1024))
_LONGEST_FILLING = 160
TICK = 0.02  # Seconds between two bursts: many small writes, as a busy feed makes them.
PATIENCE = 60.0


def log(event, **members):
    print(json.dumps({"event": event, **members}), flush=True)


class Sum:
    """Messages in order, as a number and a digest."""

    def __init__(self):
        self.count = 0
        self._digest = hashlib.sha256()

    def add(self, payload):
        self.count += 1
        self._digest.update(payload)
        self._digest.update(b"\n")

    def state(self):
        return [self.count, self._digest.hexdigest()]


def frame(opcode, payload, mask=None):
    """A whole frame; what is sent by a client is masked."""
    length = len(payload)
    head = bytes([0x80 | opcode])
    bit = 0x80 if mask else 0
    if length < 126:
        head += bytes([bit | length])
    else:
        head += struct.pack("!BH", bit | 126, length)
    if not mask:
        return head + payload
    key = (mask * (length // 4 + 1))[:length]
    masked = int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")
    return head + mask + masked.to_bytes(length, "big")


def frames_in(octets):
    """The whole frames, unmasked ones, as (opcode, payload), and what is left over."""
    found = []
    at = 0
    while len(octets) - at >= 2:
        length, start = octets[at + 1] & 0x7f, at + 2
        if length == 126:
            if len(octets) - at < 4:
                break
            length, start = struct.unpack_from("!H", octets, at + 2)[0], at + 4
        if octets[at + 1] & 0x80:
            start += 4
        if len(octets) < start + length:
            break
        found.append((octets[at] & 15, octets[start:start + length]))
        at = start + length
    return found, octets[at:]


def payload_of(name, number, random):
    return f"{name} {number} {_FILLING[:random.randrange(_LONGEST_FILLING)]}".encode()


def until_taken(connection):
    """Waits until the other end's kernel has all: after that a reset takes nothing away."""
    waiting = array.array("i", [0])
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        fcntl.ioctl(connection, termios.TIOCOUTQ, waiting)
        if waiting[0] == 0:
            return True
        select.select([], [], [], 0.002)
    return False


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


class Pace:
    """How many messages are due, at a rate in messages a second."""

    def __init__(self, rate):
        self._rate = rate
        self._began = time.monotonic()
        self._done = 0

    def due(self):
        # Never more than two bursts at once: what a stall kept back is not made up for.
        wanted = int((time.monotonic() - self._began) * self._rate)
        most = max(1, int(self._rate * TICK * 2))
        if wanted - self._done > most:
            self._done = wanted - most
        count = wanted - self._done
        self._done = wanted
        return count


class Trouble:
    """What befalls a connection next, and when."""

    def __init__(self, random, kinds, every):
        self._random = random
        self._kinds = kinds
        self._every = every
        self._next()

    def _next(self):
        self._at = time.monotonic() + self._random.expovariate(1 / self._every)

    def due(self):
        """One of the kinds, or nothing."""
        if time.monotonic() < self._at:
            return None
        self._next()
        return self._random.choice(self._kinds)
