# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Two SPDX lines on top of every source and script file, below a script's first line."""

import os

from tree import Finding

RULES = {"spdx": "the file begins with the two SPDX lines"}

TEXT = (
    "SPDX-FileCopyrightText: Pushscope contributors",
    "SPDX-License-Identifier: GPL-3.0-or-later",
)
MARKS = {
    ".cpp": "//", ".h": "//", ".c": "//", ".js": "//", ".mjs": "//", ".cjs": "//",
    ".py": "#", ".sh": "#", ".cmake": "#",
}


def check(tree):
    findings = []
    for path in tree.paths():
        mark = _mark(path, tree.text(path))
        if mark is None:
            continue
        lines = tree.text(path).splitlines()
        if lines and lines[0].startswith("#!"):
            lines = lines[1:]
        if lines[:2] != [f"{mark} {text}" for text in TEXT]:
            findings.append(Finding("spdx", path, 1, "does not begin with the two SPDX lines"))
    return findings


def _mark(path, text):
    name = os.path.basename(path)
    if name == "CMakeLists.txt":
        return "#"
    ending = os.path.splitext(name)[1]
    if ending in MARKS:
        return MARKS[ending]
    return "#" if text.startswith("#!") else None


_BOTH = "".join(f"// {text}\n" for text in TEXT)
_HASH = "".join(f"# {text}\n" for text in TEXT)

SAMPLES = [
    ("spdx", {"src/a.cpp": "int a;\n"}),
    ("spdx", {"src/a.h": "#pragma once\n" + _BOTH}),
    ("spdx", {"src/a.h": _BOTH.replace("3.0-or-later", "2.0-only")}),
    ("spdx", {"CMakeLists.txt": "project(A)\n"}),
    ("spdx", {"packaging/a.sh": "#!/bin/bash\nset -e\n"}),
    ("spdx", {".ci/run": "#!/bin/bash\nset -e\n"}),
    ("spdx", {"tests/a.py": "import os\n"}),
    ("spdx", {"tests/a.mjs": "let a;\n"}),
]

CLEAN = {
    "src/a.cpp": _BOTH + "\nint a;\n",
    "src/CMakeLists.txt": _HASH,
    ".ci/run": "#!/bin/bash\n" + _HASH,
    "LICENSE": "text\n",
    "README.md": "text\n",
}
