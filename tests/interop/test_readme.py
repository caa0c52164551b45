# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What README.md promises: its queries run on a real capture with the sqlite3 program."""

import os
import re
import subprocess
import unittest

from harness import cli, peers
from harness.case import InteropCase
from harness.process import PATIENCE

README = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "README.md")


class Readme(InteropCase):
    @classmethod
    def setUpClass(cls):
        with open(README, encoding="utf-8") as file:
            cls.text = file.read()

    def test_queries(self):
        mock = self.start(cli.Serve())
        cli.run("connect", mock.address("/sse"), "--count", "3", "-o", self.capture)
        queries = re.findall(r"```sql\n(.*?)```", self.text, re.DOTALL)
        self.assertEqual(len(queries), 3)
        for query in queries:
            done = subprocess.run([peers.program("sqlite3"), "-readonly", "-header", self.capture,
                                   query], capture_output=True, text=True, check=False,
                                  timeout=PATIENCE)
            self.assertEqual((done.returncode, done.stderr), (0, ""), query)
            self.assertGreater(len(done.stdout.splitlines()), 1, f"no row: {query}")

    def test_decode_example(self):
        example = re.search(r"^printf '(.*)' \| pushscope-cli (decode .*)$", self.text, re.MULTILINE)
        octets = example.group(1).replace("\\n", "\n").encode()
        records = cli.run_json(*example.group(2).split(), stdin=octets, expect=0)
        self.assertEqual([(r["event"], r["dispatched"]) for r in records],
                         [("a", False), ("message", True)])

    def test_named_files_exist(self):
        root = os.path.dirname(README)
        for path in re.findall(r"`((?:src|packaging|tests)/[\w./-]+|[A-Z]+\.md|LICENSE)`", self.text):
            self.assertTrue(os.path.exists(os.path.join(root, path)), path)


if __name__ == "__main__":
    unittest.main()
