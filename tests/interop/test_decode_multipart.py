# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Multipart bodies as nginx with nchan writes them, decoded as far as they have come."""

import json
import socket
import subprocess
import unittest

from harness import cli
from harness import records as rec
from harness.case import InteropCase
from harness.nginx import Nchan
from harness.process import PATIENCE

MESSAGES = [b"one", "grüße\r\nand lines\r\n".encode(), b"\xff\x00\r\n--", b"{\"n\": 4}", b"last"]


def decode(octets, *arguments):
    done = subprocess.run([cli.CLI, "decode", "--as", "http-response", *arguments], input=octets,
                          capture_output=True, timeout=PATIENCE)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, rec.of(records, "multipart.part")


class DecodeNchan(InteropCase):
    def test_each_message_is_a_part_at_once(self):
        with Nchan() as nchan, socket.create_connection(("127.0.0.1", nchan.port)) as stream:
            stream.settimeout(PATIENCE)
            stream.sendall(b"GET /subscribe/parts HTTP/1.1\r\nHost: a\r\n"
                           b"Accept: multipart/mixed\r\n\r\n")
            got = b""
            for number, message in enumerate(MESSAGES, 1):
                nchan.publish("parts", message)
                while self.delimiters(got) <= number:
                    got += stream.recv(65536)
                status, parts = decode(got, "--open")
                self.assertEqual(status, 0)
                self.assertEqual([rec.octets(part) for part in parts], MESSAGES[:number])
                self.assertEqual(parts[-1]["by"], "boundary")
                names = [name for name, _ in parts[-1]["headers"]]
                self.assertEqual(names, ["Last-Modified", "Etag", "Content-Type"])

    @staticmethod
    def delimiters(got):
        """How many there are: one before the first message, and one behind each."""
        head, _, body = got.partition(b"\r\n\r\n")
        boundary = head.rpartition(b"boundary=")[2].split(b"\r\n")[0]
        return body.count(b"--" + boundary) if boundary else 0


if __name__ == "__main__":
    unittest.main()
