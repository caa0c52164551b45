# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a capture of very many records costs to look at; prints tables for README.md.

    large.py BUILD [--records N] [--connections N] [--file FILE] [--seconds S] [--runs R]

BUILD: the folder of a release build with the benchmarks. FILE is made where it is missing.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import time

MARKER = "kingfisher"
# A filter, and what the sqlite3 program is asked for comparison; None: grep looks for the word.
FILTERS = (
    ("kind:ws.message", "kind=24"),
    ("size>200", "size>200"),
    ("session:3", "session=3"),
    ("code:1006", "code=1006"),
    ("not from:server", "origin<>2"),
    (MARKER, None),
    (f"kind:sse.event {MARKER}", None),
    ("/king.*fisher/", None),
)
PAGES = re.compile(
    r"^(?P<what>.*?) +(?P<rows>\d+) rows +first +(?P<first>[\d.]+) ms +all +(?P<all>\d+) ms"
    r" +page waits +(?P<page>[\d.]+) ms +cancel +(?P<cancel>[\d.]+) ms$")
FRAMES = re.compile(
    r"^(?P<what>\w+) +(?P<median>[\d.]+) ms median +(?P<p99>[\d.]+) ms 99th percentile"
    r" +(?P<most>[\d.]+) ms most, +(?P<frames>[\d.]+) frames/s, +(?P<records>\d+) records/s$")


def run(*command):
    environment = dict(os.environ, QT_LOGGING_RULES="*.debug=false")
    return subprocess.run([str(part) for part in command], check=True, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          env=environment).stdout


def seconds_of(*command):
    begin = time.monotonic()
    # Into a pipe: grep does not look on where nobody reads what it counts.
    subprocess.run(command, check=False, stdout=subprocess.PIPE)
    return time.monotonic() - begin


def table(*rows):
    for number, row in enumerate(rows):
        print("| " + " | ".join(str(cell) for cell in row) + " |")
        if number == 0:
            print("|" + "---|" * len(row))
    print()


def yardstick(file, where):
    if where is None:
        return "grep -c", seconds_of("grep", "-a", "-c", MARKER, file)
    return "sqlite3", seconds_of("sqlite3", file, f"SELECT count(*) FROM record WHERE {where}")


def median_match(pattern, texts, key):
    """Of each line that matches, by what it is about: the run with the median of @p key."""
    found = {}
    for text in texts:
        for line in text.splitlines():
            match = pattern.match(line)
            if match:
                found.setdefault(match["what"], []).append(match)
    middle = {}
    for what, matches in found.items():
        matches.sort(key=lambda match: float(match[key]))
        middle[what] = matches[(len(matches) - 1) // 2]
    return middle


def filters(build, file, runs):
    texts = [run(f"{build}/bench_pages", file, *(name for name, _ in FILTERS))
             for _ in range(runs)]
    rows = [("filter", "rows", "first match", "all", "a page meanwhile", "cancel", "for comparison")]
    for name, match in median_match(PAGES, texts, "all").items():
        program, seconds = yardstick(file, dict(FILTERS)[name])
        rows.append((f"`{name}`", f"{int(match['rows']):,}", f"{float(match['first']):.0f} ms",
                     f"{int(match['all']) / 1000:.2f} s", f"{float(match['page']):.0f} ms",
                     f"{float(match['cancel']):.1f} ms", f"{program} {seconds:.2f} s"))
    table(*rows)
    print(texts[-1].splitlines()[-1])
    print()


def opening(build, file, runs):
    texts = [run(f"{build}/bench_frames", "--open", file) for _ in range(runs)]
    numbers = [[int(n) for n in re.findall(r"(\d+) (?:ms|MiB)", text)] for text in texts]
    middle = [statistics.median_low(column) for column in zip(*numbers)]
    table(("opening", "rows", "timeline", "CPU of the GUI thread", "peak memory"),
          ("in the window", f"{middle[0]} ms", f"{middle[1]} ms", f"{middle[2]} ms",
           f"{middle[3]} MiB"))


def frames(build, options):
    text = run(f"{build}/bench_frames", "--records", options.records, "--connections",
               options.connections, "--seconds", options.seconds)
    rows = [("frames while", "median", "99th percentile", "most", "frames/s", "records/s")]
    for what, match in median_match(FRAMES, [text], "median").items():
        rows.append((what, f"{match['median']} ms", f"{match['p99']} ms", f"{match['most']} ms",
                     match["frames"], f"{int(match['records']):,}"))
    table(*rows)
    print(text.splitlines()[-1])
    print()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--records", type=int, default=10_000_000)
    parser.add_argument("--connections", type=int, default=1000)
    parser.add_argument("--file", default="large.pushscope")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    build = f"{options.build}/tests/bench"
    if not os.path.exists(options.file):
        print(run(f"{build}/bench_makecapture", "--records", options.records, "--connections",
                  options.connections, "-o", options.file))
    print("load before:", *(f"{load:.1f}" for load in os.getloadavg()))
    filters(build, options.file, options.runs)
    opening(build, options.file, options.runs)
    frames(build, options)
    print(run("xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", "env", "QT_QPA_PLATFORM=xcb",
              f"{build}/bench_firstpaint", "15", f"{options.build}/bin/pushscope"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
