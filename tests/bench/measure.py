# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""measure.py PROGRAMS NODE_PEERS [--count N] [--runs R]: one table of recorders of one flood.

PROGRAMS holds pushscope-cli and, in ../tests/bench, flood and count; NODE_PEERS a node_modules
with `ws` and `eventsource`. Every recorder gets the same flood over one connection, the runs of
all take turns, and each row is the run with the median wall time.
"""

import argparse
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib

# As the column record.kind numbers them.
KINDS = {"ws.message": 24, "sse.event": 14}
HERE = os.path.dirname(os.path.abspath(__file__))


class Flood:
    """The flood source as a process; it counts and checks what it sends."""

    def __init__(self, program, form, count):
        self._process = subprocess.Popen([program, form, str(count)], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, text=True)
        self.port = json.loads(self._process.stdout.readline())["port"]

    def sent(self):
        return json.loads(self._process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def measured(command):
    """Runs to its end: (wall seconds, CPU seconds, peak resident MiB)."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: status {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def bench_folder(options):
    return os.path.join(os.path.dirname(os.path.abspath(options.programs)), "tests", "bench")


def recorders(form, options, folder):
    """(label, file that it writes or None, command for a port) of each."""
    bench = bench_folder(options)
    capture = os.path.join(folder, "capture.pushscope")
    lines = os.path.join(folder, "lines.json")
    node = "node_ws_log.mjs" if form == "websocket" else "node_sse_log.mjs"
    package = "ws" if form == "websocket" else "eventsource"
    scheme = "ws" if form == "websocket" else "http"

    def pushscope(port):
        more = ["--no-deflate"] if form == "websocket" else ["--count", str(options.count)]
        return [os.path.join(options.programs, "pushscope-cli"), "connect", "--quiet", "--technique", form,
                *more, "--force", "-o", capture, f"{scheme}://127.0.0.1:{port}/"]

    return [
        ("pushscope-cli, capture file", capture, pushscope),
        (f"Node `{package}`, JSON lines", lines,
         lambda port: ["node", os.path.join(folder, node), str(port), lines]),
        ("counts only", None, lambda port: [os.path.join(bench, "count"), form, str(port)]),
    ]


def run(form, options, folder):
    """Prints the table of one form; returns whether the capture holds what was sent."""
    flood = os.path.join(bench_folder(options), "flood")
    found = {}
    with Flood(flood, form, options.count) as source:
        wanted = recorders(form, options, folder)
        for _ in range(options.runs):
            for label, _, command in wanted:
                found.setdefault(label, []).append(measured(command(source.port)))
                sent = source.sent()
    title = "WebSocket text messages" if form == "websocket" else "SSE events"
    print(f"\n### {options.count:,} {title} of 64 octets\n")
    print("| recorder | messages/s | wall | CPU | CPU per message | peak memory | file |")
    print("|---|---|---|---|---|---|---|")
    for label, file, _ in wanted:
        print_row(label, file, found[label], options.count)
    return check(form, options, wanted[0][1], sent)


def print_row(label, file, runs, count):
    middle = statistics.median_low(wall for wall, _, _ in runs)
    wall, cpu, _ = next(run for run in runs if run[0] == middle)
    memory = max(memory for _, _, memory in runs)
    size = f"{os.path.getsize(file) / 2 ** 20:,.0f} MiB" if file else "–"
    print(f"| {label} | {count / wall:,.0f} | {wall:.2f} s | {cpu:.2f} s "
          f"| {cpu / count * 1e6:.2f} µs | {memory:.0f} MiB | {size} |")


def check(form, options, capture, sent):
    """Rows by the sqlite3 program, payloads by a checksum over what `show` gives back."""
    kind = "ws.message" if form == "websocket" else "sse.event"
    rows = subprocess.run(["sqlite3", "-readonly", capture, f"SELECT count(*) FROM record WHERE kind = {KINDS[kind]}"],
                          capture_output=True, text=True, check=True).stdout.strip()
    show = subprocess.Popen([os.path.join(options.programs, "pushscope-cli"), "show", capture,
                             "--json"], stdout=subprocess.PIPE)
    count, checksum = 0, 0
    for line in show.stdout:
        record = json.loads(line)
        if record["kind"] == kind:
            count += 1
            checksum += zlib.crc32(record["text" if form == "websocket" else "data"].encode())
    show.stdout.close()
    show.wait()
    is_whole = (int(rows), count, checksum) == (sent["sent"], sent["sent"], sent["checksum"])
    print(f"\nsqlite3 counts {int(rows):,} rows; sum of the CRC-32 of all payloads: "
          f"sender {sent['checksum']}, capture {checksum}: {'equal' if is_whole else 'DIFFERENT'}")
    return is_whole


def machine():
    model = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()

    def said(*command):
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    print(f"{model}, {len(os.sched_getaffinity(0))} cores, Linux {platform.release()}, "
          f"SQLite {said('sqlite3', '--version').split()[0]}, Node {said('node', '--version')}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("programs")
    parser.add_argument("node_peers")
    parser.add_argument("--count", type=int, default=1000000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", help="where the files are written; a temporary one if absent")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory(prefix="pushscope-bench-", dir=options.folder) as folder:
        # Node looks for packages beside the script.
        os.symlink(os.path.join(options.node_peers, "node_modules"),
                   os.path.join(folder, "node_modules"))
        for script in ("node_ws_log.mjs", "node_sse_log.mjs"):
            shutil.copy(os.path.join(HERE, script), folder)
        machine()
        is_whole = [run(form, options, folder) for form in ("websocket", "sse")]
    return 0 if all(is_whole) else 1


if __name__ == "__main__":
    sys.exit(main())
