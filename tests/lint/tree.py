# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What every check works on: a tree of files, and the findings it gives back.

A tree is read from disk or written down in a self-test, so that a check never knows which.
"""

import os
import re
from typing import NamedTuple

SKIPPED_FOLDERS = {".git", ".cache", "build", "node_modules", "__pycache__"}
TEXT_ENDINGS = (
    ".cpp", ".h", ".c", ".cmake", ".txt", ".py", ".js", ".mjs", ".cjs", ".sh", ".ui", ".ts", ".md",
    ".html", ".css", ".conf", ".in", ".json", ".qrc")


class Finding(NamedTuple):
    """One breach: the rule's short name, where, and a sentence."""

    rule: str
    path: str
    line: int
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text} [{self.rule}]"


class Tree:
    """Text files by their path from the top of the project, with forward slashes."""

    def __init__(self, files, root=None):
        self._files = files
        self.root = root

    @classmethod
    def read(cls, root):
        files = {}
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(f for f in folders if f not in SKIPPED_FOLDERS)
            for name in sorted(names):
                path = os.path.join(folder, name)
                key = os.path.relpath(path, root).replace(os.sep, "/")
                if os.path.islink(path):
                    continue
                if name.endswith(TEXT_ENDINGS) or "." not in name.lstrip("."):
                    with open(path, encoding="utf-8", errors="replace") as file:
                        files[key] = file.read()
        return cls(files, root)

    def paths(self, under="", endings=("",)):
        """Paths below the folder `under` with one of the endings, sorted."""
        return [path for path in sorted(self._files)
                if path.startswith(under) and path.endswith(tuple(endings))]

    def text(self, path):
        return self._files[path]

    def __contains__(self, path):
        return path in self._files


CPP_ENDINGS = (".cpp", ".h", ".c")

_CPP_NOISE = re.compile(
    r'//(?:\\\n|[^\n])*'  # Comment to the end of the line.
    r'|/\*.*?\*/'
    r'|R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'",
    re.DOTALL)


def code_only(text, keep_strings=False):
    """C++ without comments and, unless kept, the insides of literals; no line moves."""

    def blank(match):
        found = match.group(0)
        if found.startswith(("//", "/*")):
            return re.sub(r"[^\n]", " ", found)
        if keep_strings:
            return found
        return '""' + "\n" * found.count("\n")

    return _CPP_NOISE.sub(blank, text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1
