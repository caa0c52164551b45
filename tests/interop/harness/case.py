# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The test case all interop tests share: a folder for captures and the comparisons."""

import json
import os
import tempfile
import unittest

from harness import cli
from harness import records as rec

# Members that a live run knows and an offline decoding of the same octets cannot.
_LIVE_ONLY = {"seq", "t", "session", "conn", "stream", "exchange", "in", "cause", "rtt_ns",
              "ttfb_ns", "total_ns", "reused"}


class InteropCase(unittest.TestCase):
    maxDiff = None
    # The findings that a capture of the test must have. Of a healthy peer: none.
    wanted_findings = ()

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="pushscope-interop-")
        self.addCleanup(folder.cleanup)
        # Runs once every peer has been left.
        self.addCleanup(self.check_findings)
        self.folder = folder.name
        self.capture = os.path.join(folder.name, "run.pushscope")

    def start(self, peer):
        """Enters a context that the test leaves at its end."""
        return self.enterContext(peer)

    def check_findings(self):
        """What every capture of the test has wrong in the eyes of `show --problems`."""
        for name in sorted(os.listdir(self.folder)):
            if name.endswith(".pushscope"):
                printed = cli.run("show", os.path.join(self.folder, name), "--problems", "--json")
                found = [json.loads(line) for line in printed.splitlines()]
                self.assertEqual([f["finding"] for f in found], list(self.wanted_findings),
                                 f"{name}: {json.dumps(found, indent=1)}")

    def check_capture(self, records, ended=True):
        rec.check_capture(self, records, ended)

    def check_sent(self, records, sender, log, names):
        """The records of what `sender` sent against the log of the peer, one by one."""
        events = [e for e in log if e["event"] == names]
        self.assertEqual(rec.websocket_values(records, sender), rec.peer_values(events))

    def check_same_capture(self, records):
        """What was printed while recording is what the file holds."""
        self.assertEqual(cli.run_json("show", self.capture), records)

    def check_wire(self, conn, tapped):
        """Layer 0 of each direction, joined, is what went through the wire tap."""
        shown = cli.run("show", self.capture, "--wire", str(conn))
        client, server = (bytes(tapped.octets[sender]) for sender in ("client", "server"))
        wanted = b"# client\n" + client + b"\n# server\n" + server + b"\n"
        if shown != wanted:
            self.assertEqual(shown.split(b"\n"), wanted.split(b"\n"))

    def check_decoded(self, records, octets, form, *options):
        """Decoding the octets offline gives the records of the live run."""
        decoded = cli.run_json("decode", "--as", form, *options, stdin=octets)
        self.assertEqual([_offline(r) for r in decoded], [_offline(r) for r in records])

    def check_websocket_decoded(self, records, tapped, *options):
        """The same of both directions of a WebSocket, what follows the handshake."""
        for sender in ("client", "server"):
            _, _, frames = bytes(tapped.octets[sender]).partition(b"\r\n\r\n")
            sent = [r for r in rec.of(records, from_=sender)
                    if r["kind"].startswith("ws.") and r["kind"] != "ws.handshake"]
            self.check_decoded(sent, frames, f"websocket-{sender}", *options)


def _offline(record):
    """Without what only a live run knows; where octets lie becomes how many they are."""
    kept = {key: value for key, value in record.items() if key not in _LIVE_ONLY}
    kept["at"] = sum(length for _, length in record.get("at", []))
    return kept
