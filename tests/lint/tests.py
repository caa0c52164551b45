# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""That what is written is also tested, and that what is tested is also run."""

import os
import re

from tree import Finding, code_only

RULES = {
    "class": "every class header of src/protocol has its tst_<class>.cpp",
    "function": "every other header of src/protocol with code behind it is included by a test",
    "registered": "every tst_*.cpp is named in the CMakeLists.txt of its folder",
    "assertion": "every test program asserts something",
    "ratio": "src/protocol has at least as many lines of test as of code",
}

CLASS = re.compile(r"^class (?:[A-Z_]+ )?\w+[^;]*$", re.MULTILINE)
ASSERTION = re.compile(r"\bQ(TRY_)?(VERIFY|COMPARE|FAIL)\w*\s*\(")


def check(tree):
    return _check_protocol(tree) + _check_registered(tree) + _check_ratio(tree)


def _check_protocol(tree):
    findings = []
    tests = tree.paths("tests/", (".cpp",))
    stems = {os.path.basename(p)[len("tst_"):-len(".cpp")] for p in tests if "/tst_" in p}
    for path in tree.paths("src/protocol/", (".h",)):
        stem = os.path.basename(path)[:-len(".h")]
        if CLASS.search(code_only(tree.text(path))):
            if not any(s == stem or s.startswith(stem + "_") for s in stems):
                findings.append(Finding("class", path, 1, f"there is no tst_{stem}.cpp"))
        elif path[:-len(".h")] + ".cpp" in tree:
            include = f'#include "{path[len("src/"):]}"'
            if not any(include in tree.text(test) for test in tests):
                findings.append(Finding("function", path, 1, "no test includes it"))
    return findings


def _check_registered(tree):
    findings = []
    for path in tree.paths("tests/", (".cpp",)):
        folder, name = os.path.split(path)
        if not name.startswith("tst_"):
            continue
        lists = f"{folder}/CMakeLists.txt"
        if lists not in tree or not _names(tree.text(lists), name[len("tst_"):-len(".cpp")]):
            findings.append(Finding("registered", path, 1, f"is not named in {lists}"))
        if not ASSERTION.search(code_only(tree.text(path))):
            findings.append(Finding("assertion", path, 1, "asserts nothing"))
    return findings


def _names(lists, stem):
    """Whether a CMakeLists.txt names the test, by itself or as a word of a loop."""
    in_a_loop = "tst_${" in lists and re.search(rf"\b{stem}\b", lists)
    return bool(re.search(rf"\btst_{stem}\b", lists) or in_a_loop)


def _check_ratio(tree):
    code = _lines(tree, "src/protocol/")
    test = _lines(tree, "tests/protocol/") + sum(
        len(tree.text(p).splitlines()) for p in tree.paths("tests/data/", (".md",)))
    if test >= code:
        return []
    return [Finding("ratio", "tests/protocol", 1, f"{test} lines of test over {code} of code")]


def _lines(tree, under):
    return sum(len(tree.text(p).splitlines()) for p in tree.paths(under, (".cpp", ".h")))


_TEST = "QCOMPARE(1, 1);\n" * 20
_LISTS = {"tests/protocol/CMakeLists.txt": "add(tst_a tst_a.cpp tst_z.cpp)\n",
          "tests/protocol/tst_z.cpp": _TEST}

SAMPLES = [
    ("class", {**_LISTS, "src/protocol/b.h": "class FrameParser\n{\n};\n"}),
    ("class", {**_LISTS, "src/protocol/b.h": "class FrameParser : public Base {\n};\n"}),
    ("function", {**_LISTS, "src/protocol/b.h": "int f();\n", "src/protocol/b.cpp": "int f();\n"}),
    ("registered", {"tests/base/tst_a.cpp": _TEST, "tests/base/CMakeLists.txt": "\n"}),
    ("registered", {"tests/base/tst_a.cpp": _TEST, "tests/base/tst_b.cpp": _TEST,
                    "tests/base/CMakeLists.txt": "foreach(n b)\n  add(tst_${n})\nendforeach()\n"}),
    ("assertion", {**_LISTS, "tests/protocol/tst_a.cpp": "void f() {} // QVERIFY(true)\n"}),
    ("ratio", {"src/protocol/a.h": "int a;\n"}),
]

CLEAN = {
    **_LISTS,
    "src/protocol/a.h": "class A;\nclass A\n{\n};\n",
    "src/protocol/c.h": "enum class C { D };\nstruct S { int a; };\n",
    "src/protocol/d.h": "class Later;\nint f();\n",
    "src/protocol/d.cpp": "int f();\n",
    "tests/protocol/tst_a.cpp": '#include "protocol/d.h"\n' + _TEST,
}
