# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Words that have no place in finished code: sleeps, skipped tests, notes to ourselves."""

import re

from tree import Finding, line_of

RULES = {
    "wait": "nothing waits for a time to pass: wait for a signal or a condition",
    "skip": "no test is skipped",
    "later": "no note about work that is left",
}

ENDINGS = (".cpp", ".h", ".c", ".py", ".js", ".mjs", ".cjs", ".sh", ".ui", ".txt", ".cmake")
FOLDERS = ("src/", "tests/", "ui/", "packaging/", ".ci/")
OWN = "tests/lint/"  # Its samples hold the words on purpose.

PATTERNS = {
    "wait": re.compile(
        r"\bqWait\s*\(|\bqSleep\s*\(|\b[mu]?sleep\s*\(|\bnanosleep\s*\(|\bsleep_(for|until)\b"
        r"|^[ \t]*sleep[ \t]+[0-9$\"]", re.MULTILINE),
    "skip": re.compile(r"\bQSKIP\b|\bskip(If|Unless|Test)?\s*\(|\.skip\b"),
    "later": re.compile(r"\bTODO\b|\bFIXME\b|\bXXX\b|\bHACK\b"),
}


def check(tree):
    findings = []
    for folder in FOLDERS:
        for path in tree.paths(folder):
            if path.startswith(OWN) or not (path.endswith(ENDINGS) or "." not in path[1:]):
                continue
            for rule, pattern in PATTERNS.items():
                if rule == "skip" and not path.startswith("tests/"):
                    continue
                for match in pattern.finditer(tree.text(path)):
                    word = match.group(0).strip()
                    line = line_of(tree.text(path), match.start())
                    findings.append(Finding(rule, path, line, f"“{word}”"))
    return findings


SAMPLES = [
    ("wait", {"tests/base/tst_a.cpp": "QTest::qWait(100);\n"}),
    ("wait", {"src/base/a.cpp": "std::this_thread::sleep_for(1ms);\n"}),
    ("wait", {"src/base/a.cpp": "QThread::msleep(5);\n"}),
    ("wait", {"tests/interop/a.py": "time.sleep(1)\n"}),
    ("wait", {"packaging/a.sh": "if true; then\n  sleep 3\nfi\n"}),
    ("skip", {"tests/base/tst_a.cpp": 'QSKIP("no network");\n'}),
    ("skip", {"tests/interop/a.py": "@unittest.skipUnless(a, b)\n"}),
    ("skip", {"tests/interop/a.mjs": "test.skip('a')\n"}),
    ("later", {"src/base/a.cpp": "// TODO: more\n"}),
    ("later", {"tests/base/tst_a.cpp": "// FIXME\n"}),
]

CLEAN = {
    "src/base/a.cpp": "int asleep; // sleep is for others\nlist.skip(2);\n",
    "tests/base/tst_a.cpp": "QTRY_COMPARE(a, b);\nQVERIFY(QTest::qWaitFor(ready));\n",
}
