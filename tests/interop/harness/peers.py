# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Starting the peers: where each lies, and that each is there."""

import json
import os
import shutil
import sys

from harness.process import Failed, Peer

HERE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "peers")
NODE_FOLDER = os.environ["PUSHSCOPE_NODE_PEERS"]


def program(name, *also):
    """Where a program is; without it the test fails, it does not skip."""
    for candidate in (name, *also):
        found = shutil.which(candidate)
        if found:
            return found
    raise Failed(f"{name} is not installed; packaging/install-deps.sh interop does that")


def node(script, **settings):
    """One of our peers in JavaScript; its settings are one JSON argument.

    The build copies the scripts beside node_modules, which is where Node looks for packages.
    """
    return Peer([program("node"), os.path.join(NODE_FOLDER, script), json.dumps(settings)])


def python(script, **settings):
    return Peer([sys.executable, "-u", os.path.join(HERE, script), json.dumps(settings)])
