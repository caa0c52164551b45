# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What decode makes of Engine.IO's payloads and of Socket.IO's packets."""

import unittest

from programs import run

HANDSHAKE = '0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":20000}'
PLACEHOLDER = '{"_placeholder":true,"num":%d}'


class DecodeCase(unittest.TestCase):
    def check(self, form, octets, status, *arguments):
        """The lines, the same for every split."""
        whole = run("decode", "--as", form, *arguments, stdin=octets)
        self.assertEqual(whole.status, status, whole.err + whole.out)
        for split in [1, 2, 3, 7]:
            cut = run("decode", "--as", form, "--split", str(split), *arguments, stdin=octets)
            self.assertEqual(cut.out, whole.out)
        for line in whole.lines:
            self.assertFalse({"t", "session", "conn", "stream", "exchange"} & line.keys())
        return whole.lines

    def only(self, form, octets, status, *arguments):
        lines = self.check(form, octets, status, *arguments)
        self.assertEqual(len(lines), 1, lines)
        return lines[0]


class EngineIo(DecodeCase):
    def packets(self, form, octets, status, *arguments):
        lines = self.check(form, octets, status, *arguments)
        for line in lines:
            self.assertEqual((line["kind"], line["version"], line["transport"]),
                             ("eio.packet", int(form[-1]), "polling"))
        return [(line.get("type"), line.get("text", line.get("base64")), line["at"],
                 line.get("violations")) for line in lines]

    def test_revision_4(self):
        # The example of the specification, section Packet encoding.
        self.assertEqual(self.packets("engine.io-4", b"4hello\x1e2\x1e4world", 0),
                         [("message", "hello", [[0, 6]], None), ("ping", "", [[7, 1]], None),
                          ("message", "world", [[9, 6]], None)])
        lines = self.check("engine.io-4", b"4hello\x1ebAQIDBP8=", 0)
        self.assertEqual((lines[1]["type"], lines[1]["base64"], lines[1]["binary"]),
                         ("message", "AQIDBP8=", True))
        self.assertEqual(self.packets("engine.io-4", HANDSHAKE.encode(), 0)[0][:2],
                         ("open", HANDSHAKE[1:]))

    def test_revision_3(self):
        self.assertEqual(self.packets("engine.io-3", "6:4hello2:4€".encode(), 0),
                         [("message", "hello", [[0, 8]], None),
                          ("message", "€", [[8, 6]], None)])
        # As binary: text behind 0, octets behind 1.
        octets = b"\x00\x06\xff4hello\x01\x05\xff\x04\x01\x02\x03\x04"
        lines = self.check("engine.io-3", octets, 0)
        self.assertEqual([(line["type"], line.get("binary")) for line in lines],
                         [("message", None), ("message", True)])

    def test_what_is_wrong(self):
        for form, octets, violation in [
                ("engine.io-4", b"", "bad-packet"), ("engine.io-4", b"4a\x1e", "bad-packet"),
                ("engine.io-4", b"9", "unknown-packet-type"), ("engine.io-4", b"b!", "bad-packet"),
                ("engine.io-4", b"0{}", "bad-handshake-json"),
                ("engine.io-4", b"4\xff", "invalid-utf8"),
                ("engine.io-3", b"x:4a", "bad-payload-length"),
                ("engine.io-3", b"5:4a", "cut-off"),
                ("engine.io-3", b"\x00\x05\xff4a", "cut-off")]:
            lines = self.check(form, octets, 1)
            self.assertEqual(lines[-1]["violations"], [violation], (form, octets))

    def test_older(self):
        lines = self.check("socket.io-0.9",
                           b"4d4f185e96a7b:15:10:websocket,xhr-polling\n"
                           b'5:1+:/a:{"name":"e","args":[1,{"b":2}]}\n6:::4+["A"]\n7:::1+0\n'
                           b"\xef\xbf\xbd5\xef\xbf\xbdhello\xef\xbf\xbd3\xef\xbf\xbd2::\n", 0)
        self.assertEqual([line.get("type") for line in lines],
                         ["HANDSHAKE", "EVENT", "ACK", "ERROR", "MESSAGE", "HEARTBEAT"])
        self.assertEqual(lines[0]["args"]["transports"], ["websocket", "xhr-polling"])
        self.assertEqual((lines[1]["namespace"], lines[1]["id"], lines[1]["args"]),
                         ("/a", 1, [1, {"b": 2}]))
        self.assertEqual((lines[2]["id"], lines[2]["args"]), (4, ["A"]))

    def test_flash_policy(self):
        question = b"<policy-file-request/>\0"
        self.assertEqual(self.check("flash-policy-request", question, 0)[0]["flash"],
                         "policy-request")
        self.assertEqual(self.check("flash-policy", b"<cross-domain-policy/>\0", 0)[0]["flash"],
                         "policy")
        self.assertEqual(self.check("flash-policy", b"<cross-domain-policy/>", 1)[0]["violations"],
                         ["cut-off"])

    def test_open(self):
        self.assertEqual(self.check("engine.io-4", b"4a\x1e4b", 0, "--open")[0]["text"], "a")
        self.assertEqual(self.check("engine.io-3", b"5:4a", 0, "--open"), [])


class SocketIo(DecodeCase):
    def test_event(self):
        line = self.only("socket.io-5", b'2["chat message",{"b":1.50,"a":[]},null]\n', 0)
        self.assertEqual((line["kind"], line["type"], line["namespace"], line["event"]),
                         ("sio.packet", "EVENT", "/", "chat message"))
        self.assertEqual(line["args"], [{"b": 1.5, "a": []}, None])
        shown = run("decode", "--as", "socket.io-5", stdin=b'2["a", {"b":1.50}]').out
        self.assertIn('"args":[{"b":1.50}]', shown)

    def test_namespace_and_ack(self):
        line = self.only("socket.io-5", b'2/admin,456["project:delete",123]', 0)
        self.assertEqual((line["namespace"], line["id"], line["args"]), ("/admin", 456, [123]))
        line = self.only("socket.io-5", b'3/admin,456[]', 0)
        self.assertEqual((line["type"], line["id"], line["args"]), ("ACK", 456, []))
        line = self.only("socket.io-4", b"0/admin?token=1234&uid=abcd,", 0)
        self.assertEqual((line["namespace"], line["query"]), ("/admin", "token=1234&uid=abcd"))

    def test_connect(self):
        self.assertEqual(self.only("socket.io-5", b'0{"token":"1"}', 0)["args"], {"token": "1"})
        line = self.only("socket.io-5", b'4{"message":"Not authorized"}', 0)
        self.assertEqual((line["type"], line["args"]),
                         ("CONNECT_ERROR", {"message": "Not authorized"}))
        line = self.only("socket.io-4", b'4"Not authorized"', 0)
        self.assertEqual((line["type"], line["args"]), ("ERROR", "Not authorized"))
        self.assertEqual(self.only("socket.io-5", b"1/admin,", 0)["type"], "DISCONNECT")

    def test_attachments(self):
        packet = f'52-["b",{PLACEHOLDER % 0},{PLACEHOLDER % 1}]'
        octets = f"{packet}\nbAQID\r\nbBAU=\n".encode()
        line = self.only("socket.io-5", octets, 0)
        self.assertEqual((line["type"], line["attachments"], line["binary"]),
                         ("BINARY_EVENT", 2, ["AQID", "BAU="]))
        self.assertEqual(line["args"], [{"_placeholder": True, "num": 0},
                                        {"_placeholder": True, "num": 1}])
        self.assertEqual(line["at"], [[0, len(packet) + 1], [len(packet) + 1, 7],
                                      [len(packet) + 8, 6]])
        line = self.only("socket.io-5", f'61-7[{PLACEHOLDER % 0}]\nbAQID\n'.encode(), 0)
        self.assertEqual((line["type"], line["id"], line["binary"]), ("BINARY_ACK", 7, ["AQID"]))

    def test_missing_attachment(self):
        octets = f'51-["b",{PLACEHOLDER % 0}]\n'.encode()
        line = self.only("socket.io-5", octets, 1)
        self.assertEqual(line["violations"], ["cut-off"])
        self.assertEqual(self.check("socket.io-5", octets, 0, "--open"), [])
        first, second = self.check("socket.io-5", octets + b'2["a"]\n', 1)
        self.assertEqual((first["event"], first["violations"]), ("b", ["missing-attachment"]))
        self.assertNotIn("violations", second)

    def test_what_is_wrong(self):
        for form, octets, violations in [
                ("socket.io-5", b"9", ["unknown-packet-type"]),
                ("socket.io-5", b"2[", ["bad-json"]),
                ("socket.io-5", b"2{}", ["bad-packet"]),
                ("socket.io-5", b'2["disconnect"]', ["reserved-event"]),
                ("socket.io-5", b"3[]", ["bad-packet"]),
                ("socket.io-5", b"bAQID", ["unexpected-attachment"]),
                ("socket.io-5", b"b!", ["bad-packet", "unexpected-attachment"]),
                ("socket.io-3", b"61-1[]", ["unknown-packet-type"]),
                ("socket.io-4", b"0{}", ["bad-packet"])]:
            self.assertEqual(self.only(form, octets, 1)["violations"], violations, octets)

    def test_lines(self):
        lines = self.check("socket.io-5", b'\n0\r\n\n2["a"]', 0)
        self.assertEqual([line["type"] for line in lines], ["CONNECT", "EVENT"])
        self.assertEqual(self.check("socket.io-5", b'0\n2["a"]', 0, "--open")[-1]["type"],
                         "CONNECT")


if __name__ == "__main__":
    unittest.main()
