# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Recording for long, in both roles, through stalls, resets and restarts: nothing is lost.

PUSHSCOPE_SOAK_SECONDS (60) says for how long in each role, PUSHSCOPE_SOAK_RATE (5000) how many
messages a second while there is a connection, PUSHSCOPE_SOAK_SEED (1) which trouble.
"""

import collections
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import threading
import unittest
import urllib.parse

from harness import cli, peers
from harness import records as rec
from harness.case import InteropCase
from harness.process import PATIENCE, Process

sys.path.insert(0, peers.HERE)
import soak_end  # noqa: E402

SECONDS = float(os.environ.get("PUSHSCOPE_SOAK_SECONDS", "60"))
RATE = int(os.environ.get("PUSHSCOPE_SOAK_RATE", "5000"))
SEED = int(os.environ.get("PUSHSCOPE_SOAK_SEED", "1"))
CLIENTS = 10
# What a sanitizer keeps would look like growth: freed memory, and every other stack from which
# there was an allocation. Through libraries without frame pointers those are without number.
ENVIRONMENT = {"ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")
                               + ":quarantine_size_mb=4:malloc_context_size=1"}
# Memory moves with the queue of what is to be written; a leak of one octet a message would show
# as 18 MB after an hour.
SLACK_KIB = 16 * 1024


class Memory:
    """The anonymous memory of a process, each second."""

    def __init__(self, pid):
        self._path = f"/proc/{pid}/status"
        self.kib = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        while not self._over.wait(1):
            try:
                with open(self._path, encoding="ascii") as status:
                    self.kib.append(int(re.search(r"RssAnon:\s*(\d+)", status.read()).group(1)))
            except (OSError, AttributeError):
                return

    def stop(self):
        self._over.set()
        self._thread.join(timeout=PATIENCE)
        return self.kib


class Told:
    """What a capture says was sent on each connection that became a WebSocket, in order."""

    def __init__(self, path):
        self.sums = {"client": collections.defaultdict(soak_end.Sum),
                     "server": collections.defaultdict(soak_end.Sum)}
        self.targets = {}
        self.others = collections.Counter()
        self.last = None
        with subprocess.Popen([cli.CLI, "show", path, "--json"], stdout=subprocess.PIPE) as show:
            for number, line in enumerate(show.stdout, 1):
                self._take(json.loads(line), number)
        if show.returncode:
            raise AssertionError(f"show ended with status {show.returncode}")

    def _take(self, record, number):
        if record["seq"] != number:
            raise AssertionError(f"record {number} has the number {record['seq']}")
        self.last = record["kind"]
        if record["kind"] == "ws.message":
            self.sums[record["from"]][record["conn"]].add(rec.octets(record))
        elif record["kind"] == "http.request":
            self.targets[record["conn"]] = rec.plain(record["target"])
        if record["kind"] in ("recording.stall", "error"):
            self.others[record["kind"], record.get("code", "")] += 1


class Soak(InteropCase):
    def check_findings(self):
        """Trouble is what both ends were asked for."""

    def recorder(self, *arguments):
        """A run that records, and whose printing nobody keeps."""
        return self.start(Process([cli.CLI, *arguments, "-o", self.capture], keep=1,
                                  environment=ENVIRONMENT))

    def end(self, process, wanted):
        process.interrupt(signal.SIGINT)
        self.assertEqual(process.finish(), wanted, process.failure("had another status"))
        self.assertFalse([line for line in process.errors if "Sanitizer" in line],
                         process.failure("has a finding"))

    def check_memory(self, kib):
        """The last third holds no more than the second did."""
        third = len(kib) // 3
        self.assertGreater(third, 0, "too short to tell")
        before, after = (statistics.median(kib[third:2 * third]),
                         statistics.median(kib[2 * third:]))
        print(f"memory: {before / 1024:.1f} MiB in the second third, "
              f"{after / 1024:.1f} MiB in the last", file=sys.stderr)
        self.assertLess(after, before * 1.1 + SLACK_KIB, f"memory grows: {kib}")

    def report(self, told, connections):
        count = sum(each.count for sums in told.sums.values() for each in sums.values())
        ends = collections.Counter(each["how"] for each in connections)
        print(f"{count} messages on {len(connections)} connections {dict(ends)}, "
              f"{os.path.getsize(self.capture) >> 20} MiB, {dict(told.others)}", file=sys.stderr)

    def test_client(self):
        server = self.start(peers.python("soak_server.py", seed=SEED, seconds=SECONDS, rate=RATE))
        port = server.wait_event("listening")["port"]
        client = self.recorder("connect", f"ws://127.0.0.1:{port}/", "--reconnect")
        memory = Memory(client.pid)
        log = server.wait_event("done")["connections"]
        kib = memory.stop()
        self.end(client, 130)
        told = Told(self.capture)
        self.report(told, log)
        self.assertEqual(told.last, "capture.end")
        self.assertEqual([told.sums["server"][conn].state() for conn in sorted(told.targets)],
                         [each["sent"] for each in log])
        self.check_memory(kib)

    def test_mock(self):
        mock = self.recorder("serve", "--port", "0")
        port = urllib.parse.urlsplit(mock.next_line().split()[-1]).port
        # Half of what is recorded is sent, the other half comes back.
        clients = self.start(peers.python("soak_clients.py", seed=SEED, seconds=SECONDS,
                                          rate=RATE // 2, clients=CLIENTS, port=port,
                                          path="/ws/echo"))
        memory = Memory(mock.pid)
        log = {each["name"]: each for each in clients.wait_event("done")["connections"]}
        kib = memory.stop()
        self.end(mock, 130)
        told = Told(self.capture)
        self.report(told, log.values())
        self.assertEqual(told.last, "capture.end")
        self.assertEqual(len(told.targets), len(log))
        for conn, target in told.targets.items():
            peer = log[target.split("name=")[1]]
            sent, came_back = (told.sums[sender][conn] for sender in ("client", "server"))
            self.assertEqual(sent.state(), peer["sent"], peer)
            if peer["how"] == "reset":
                # What was on its way back when the client left came to nobody.
                self.assertGreaterEqual(came_back.count, peer["got"][0], peer)
            else:
                self.assertEqual(came_back.state(), peer["got"], peer)
                self.assertEqual(came_back.state(), peer["sent"], peer)
        self.check_memory(kib)


if __name__ == "__main__":
    unittest.main()
