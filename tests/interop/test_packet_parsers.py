# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The tables of Engine.IO and Socket.IO packets, read by the libraries' own parsers.

Our parsers read the same rows in tests/protocol: so where a row says `same`, both read the same.
"""

import os
import subprocess
import unittest

from harness import peers
from harness.process import PATIENCE

DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data")
LEAST_ROWS = 150


class PacketParsers(unittest.TestCase):
    def test_every_row_is_what_the_libraries_make_of_it(self):
        tables = [os.path.join(DATA, name, "packets.json") for name in ("engineio", "socketio")]
        script = os.path.join(peers.NODE_FOLDER, "packet_parsers.mjs")
        done = subprocess.run([peers.program("node"), script, *tables], capture_output=True,
                              text=True, timeout=PATIENCE)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        lines = done.stdout.splitlines()
        self.assertEqual([line for line in lines if not line.startswith("ok ")], [])
        self.assertGreaterEqual(len(lines), LEAST_ROWS)


if __name__ == "__main__":
    unittest.main()
