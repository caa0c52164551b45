# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""pushscope-cli as the tests drive it."""

import json
import os
import signal
import subprocess
import urllib.parse

from harness import records as rec
from harness.process import PATIENCE, Process

CLI = os.environ["PUSHSCOPE_CLI"]


class Cli(Process):
    """A run with --json; every line read becomes a record."""

    def __init__(self, command, *arguments, **options):
        super().__init__([CLI, command, *arguments, "--json"], **options)
        self.records = []

    def next_line(self, patience=PATIENCE):
        line = super().next_line(patience)
        if line is not None:
            try:
                value = json.loads(line)
            except ValueError:
                raise self.failure(f"printed what is no JSON: {line}") from None
            if "seq" in value:
                self.records.append(value)
        return line

    def wait_record(self, kind, **members):
        """The first record of that kind and with those members, from the start of the run."""
        done = 0
        while True:
            for record in self.records[done:]:
                if rec.of([record], kind, **members):
                    return record
            done = len(self.records)
            if self.next_line() is None:
                raise self.failure(f"ended without {kind} {members or ''}")

    def wait_records(self, count, *kinds, **members):
        """Reads until there are that many of them."""
        while len(rec.of(self.records, *kinds, **members)) < count:
            if self.next_line() is None:
                raise self.failure(f"ended without {count} times {kinds} {members or ''}")
        return rec.of(self.records, *kinds, **members)

    def of(self, *kinds, **members):
        return rec.of(self.records, *kinds, **members)


class Connect(Cli):
    def __init__(self, url, *arguments, **options):
        super().__init__("connect", url, *arguments, **options)


class Serve(Cli):
    """The mock on a free port; ready once it says where it listens."""

    def __init__(self, *arguments, **options):
        super().__init__("serve", "--port", "0", *arguments, **options)
        try:
            first = json.loads(self.next_line() or "{}")
            if first.get("kind") != "listen" or "seq" in first:
                raise self.failure("did not begin with where it listens")
        except BaseException:
            self.kill()
            raise
        self.url = first["url"]
        parts = urllib.parse.urlsplit(self.url)
        self.host, self.port = parts.hostname, parts.port

    def address(self, path, scheme="http"):
        return f"{scheme}://{self.host}:{self.port}{path}"

    def stop(self):
        """Ends the mock as a user does and returns its status."""
        self.interrupt(signal.SIGINT)
        return self.finish()


def run(*arguments, stdin=b"", expect=0):
    """A run to its end; returns its standard output."""
    done = subprocess.run([CLI, *arguments], input=stdin, capture_output=True, check=False,
                          timeout=PATIENCE)
    if done.returncode != expect:
        raise AssertionError(f"pushscope-cli {' '.join(arguments)}: status {done.returncode}, "
                             f"wanted {expect}\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def run_json(*arguments, **options):
    """The records that `show` prints with --json, and `decode` always."""
    more = ["--json"] if arguments[0] == "show" else []
    return [json.loads(line) for line in run(*arguments, *more, **options).splitlines()]
