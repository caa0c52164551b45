# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""subscribers.py PROGRAMS [--clients N] [--seconds S]: many subscribers at once of every technique.

PROGRAMS holds pushscope-cli and, in ../tests/bench, subscribers. The mock and nginx with nchan
serve the same clients in the same run; prints one table.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time

# Technique, form of the driver, path on the mock, path on nchan where it has the technique.
ROWS = [
    ("websocket", "websocket", "/ws", "/ws"),
    ("sse", "stream", "/sse", "/sse"),
    ("short-poll", "cursor", "/poll", None),
    ("long-poll", "cursor", "/long-poll?timeout=20000", "/long"),
    ("http-stream", "stream", "/stream", "/stream"),
    ("multipart", "stream", "/multipart", "/multipart"),
    ("iframe-stream", "stream", "/iframe", None),
    ("iframe-poll", "cursor", "/iframe-poll", None),
    ("jsonp", "cursor", "/jsonp?callback=show", None),
]



def scenario(channel_of):
    """Every technique on the channel that channel_of() names for it."""
    return {
        "channels": {channel_of(technique): {} for technique, *_ in ROWS},
        "endpoints": [
            {"path": path.split("?")[0], "technique": technique, "channel": channel_of(technique)}
            for technique, _, path, _ in ROWS],
    }


def own_channel(technique):
    return technique.replace("-", "_")


NGINX = """
load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
daemon off; master_process off; worker_processes 1; pid %(folder)s/nginx.pid;
error_log stderr error; worker_rlimit_nofile 16384;
events { worker_connections 8192; }
http {
    access_log off; nchan_shared_memory_size 256M;
    client_body_temp_path %(folder)s/body; proxy_temp_path %(folder)s/proxy;
    fastcgi_temp_path %(folder)s/fastcgi; uwsgi_temp_path %(folder)s/uwsgi;
    scgi_temp_path %(folder)s/scgi;
    keepalive_timeout 75; keepalive_requests 100000;
    server {
        listen 127.0.0.1:%(port)d backlog=4096;
        nchan_channel_id load; nchan_subscriber_first_message newest;
        location = /publish/load { nchan_publisher; }
        location = /ws { nchan_subscriber websocket; }
        location = /sse { nchan_subscriber eventsource; }
        location = /long { nchan_subscriber longpoll; }
        location = /stream { nchan_subscriber http-raw-stream; }
        location = /multipart { nchan_subscriber multipart-mixed; }
    }
}
"""


class Mock:
    name = "Pushscope mock"

    def __init__(self, programs, folder, channel_of=lambda _: "load"):
        path = os.path.join(folder, "scenario.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(scenario(channel_of), file)
        self._process = subprocess.Popen(
            [os.path.join(programs, "pushscope-cli"), "serve", "--port", "0", "--scenario", path,
             "--record", "none", "--json"], stdout=subprocess.PIPE, text=True)
        self.port = int(json.loads(self._process.stdout.readline())["url"].rsplit(":", 1)[1][:-1])
        self.pid = self._process.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()


class Nchan:
    name = "nginx + nchan"

    def __init__(self, _, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        path = os.path.join(folder, "nginx.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(NGINX % {"folder": folder, "port": self.port})
        self._process = subprocess.Popen(["/usr/sbin/nginx", "-p", folder, "-c", path, "-e",
                                          "stderr"])
        self.pid = self._process.pid
        self._wait()

    def _wait(self):
        patience = time.monotonic() + 10
        while time.monotonic() < patience:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
        raise SystemExit("nginx did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()


def driver_of(options):
    return os.path.join(os.path.dirname(os.path.abspath(options.programs)), "tests", "bench",
                        "subscribers")


def print_row(technique, name, got):
    print(f"| {technique} | {name} | {got['clients']:,} | {got['sent']} "
          f"| {got['missing']} | {got['duplicates']} | {got['p50_ms']:.1f} ms "
          f"| {got['p99_ms']:.1f} ms | {got['kib_per_connection']:.1f} KiB |", flush=True)


def measure_together(options, folder):
    """The clients of all techniques at once, each on a channel of its own."""
    with Mock(options.programs, folder, own_channel) as server:
        drivers = [(technique, subprocess.Popen(
            [driver_of(options), form, str(server.port), path, f"/publish/{own_channel(technique)}",
             str(options.clients), str(options.seconds), str(server.pid)],
            stdout=subprocess.PIPE, text=True)) for technique, form, path, _ in ROWS]
        for technique, driver in drivers:
            # What the server grew by is shared by all: it says nothing of one technique.
            got = json.loads(driver.communicate()[0])
            print_row(technique, server.name, {**got, "kib_per_connection":
                                               got["kib_per_connection"] / len(ROWS)})


def measure(server_type, row, options, folder):
    technique, form, mock_path, nchan_path = row
    path = mock_path if server_type is Mock else nchan_path
    if path is None:
        return
    if server_type is Nchan and technique == "long-poll":
        form = "fields"
    with server_type(options.programs, folder) as server:
        done = subprocess.run(
            [driver_of(options), form, str(server.port), path, "/publish/load", str(options.clients),
             str(options.seconds), str(server.pid)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{technique} on {server.name}: {done.stderr}")
    print_row(technique, server.name, json.loads(done.stdout))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("programs")
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--technique", help="this one alone")
    parser.add_argument("--together", action="store_true",
                        help="all techniques of the mock at once, so many clients of each")
    options = parser.parse_args()
    print("| technique | server | clients | messages | missing | twice | p50 | p99 "
          "| memory per connection |\n|---|---|---|---|---|---|---|---|---|")
    if options.together:
        with tempfile.TemporaryDirectory(prefix="pushscope-bench-") as folder:
            measure_together(options, folder)
        return 0
    for row in ROWS:
        if options.technique not in (None, row[0]):
            continue
        for server_type in (Mock, Nchan):
            with tempfile.TemporaryDirectory(prefix="pushscope-bench-") as folder:
                measure(server_type, row, options, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
