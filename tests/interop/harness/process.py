# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Child processes that are read line by line and never outlive the test."""

import collections
import ctypes
import json
import os
import queue
import signal
import socket
import subprocess
import threading

# Long enough for a sanitized build on a busy machine; nothing waits for it to pass.
PATIENCE = 60.0
_PR_SET_PDEATHSIG = 1
_END = object()


def free_port():
    """For a program that takes no port 0; another may be faster to it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Failed(AssertionError):
    """A process did not do what the test needs, with what it said."""


def _die_with_parent():
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class Process:
    """A program whose standard output is lines; use it in a with statement.

    Of `keep` lines only, where that is given, and the rest is read for nobody.
    """

    def __init__(self, arguments, stdin=False, environment=None, cwd=None, read="stdout",
                 keep=None):
        self.name = os.path.basename(arguments[0])
        self.arguments = arguments
        self.lines = []  # Everything read so far.
        self.errors = collections.deque(maxlen=200)
        self._keep = keep
        self._queue = queue.Queue()
        self._ended = False
        self._child = subprocess.Popen(
            arguments, stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd,
            env={**os.environ, **(environment or {})},
            start_new_session=True, preexec_fn=_die_with_parent)
        out, err = self._child.stdout, self._child.stderr
        if read == "stderr":
            out, err = err, out
        self._threads = [threading.Thread(target=self._read, args=(out,), daemon=True),
                         threading.Thread(target=self._read_errors, args=(err,), daemon=True)]
        for thread in self._threads:
            thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    def _read(self, stream):
        for number, line in enumerate(stream):
            if self._keep is None or number < self._keep:
                self._queue.put(line.decode("utf-8", "replace").rstrip("\r\n"))
        self._queue.put(_END)

    def _read_errors(self, stream):
        for line in stream:
            self.errors.append(line.decode("utf-8", "replace").rstrip("\n"))

    @property
    def pid(self):
        return self._child.pid

    def is_running(self):
        return self._child.poll() is None

    def next_line(self, patience=PATIENCE):
        """The next line, or None once the output has ended."""
        if self._ended:
            return None
        try:
            line = self._queue.get(timeout=patience)
        except queue.Empty:
            raise self.failure(f"said nothing for {patience:g} s") from None
        if line is _END:
            self._ended = True
            return None
        self.lines.append(line)
        return line

    def wait_line(self, wanted, what="the expected line"):
        """The first line from here on for which wanted(line) holds."""
        while True:
            line = self.next_line()
            if line is None:
                raise self.failure(f"ended before {what}")
            if wanted(line):
                return line

    def write(self, text):
        self._child.stdin.write(text.encode())
        self._child.stdin.flush()

    def close_stdin(self):
        self._child.stdin.close()

    def interrupt(self, number=signal.SIGINT):
        self._child.send_signal(number)

    def finish(self):
        """Reads to the end of the output and returns the exit status."""
        while self.next_line() is not None:
            pass
        try:
            status = self._child.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise self.failure("closed its output and did not end") from None
        for thread in self._threads:
            thread.join(timeout=PATIENCE)
        return status

    def kill(self):
        try:
            os.killpg(self._child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._child.wait()
        for thread in self._threads:
            thread.join(timeout=PATIENCE)
        for stream in (self._child.stdin, self._child.stdout, self._child.stderr):
            if stream and not stream.closed:
                try:
                    stream.close()
                except BrokenPipeError:
                    pass

    def failure(self, text):
        return Failed("\n".join([
            f"{self.name} {text}", "command: " + " ".join(self.arguments),
            "last output:", *self.lines[-15:], "standard error:", *self.errors]))


class Peer(Process):
    """One of our peer programs: prints an object per line, `event` saying what it is about."""

    def __init__(self, arguments, **options):
        super().__init__(arguments, **options)
        self.events = []

    def next_line(self, patience=PATIENCE):
        line = super().next_line(patience)
        if line is not None:
            self.events.append(json.loads(line))
        return line

    def wait_event(self, name, **members):
        """The first event of that name and with those members, from here on."""
        def wanted(line):
            event = json.loads(line)
            return event["event"] == name and all(event.get(k) == v for k, v in members.items())
        return json.loads(self.wait_line(wanted, f"event {name} {members or ''}"))

    def of(self, *names):
        return [event for event in self.events if event["event"] in names]
