# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A type has one definition: two of one name in one namespace are linked into one program without
a word, and the code of either works on the other's memory."""

import re

from tree import Finding

RULES = {"two-types": "a type's name stands for one type in its namespace"}

_OPENS = re.compile(r"^(?:inline )?namespace\s*([\w:]*)\s*\{")
_CLOSES = re.compile(r"^\} // namespace")
_TYPE = re.compile(r"^(?:struct|class|enum class|enum|union) (?:alignas\(\w+\) )?(\w+)(?!\w|::)(?:[^;]*$|[^;]*\{)")


def check(tree):
    places = {}
    for path in tree.paths("src/", (".h", ".cpp")):
        for name, line in _types(tree.text(path)):
            places.setdefault(name, []).append((path, line))
    findings = []
    for name, where in sorted(places.items()):
        for path, line in where[1:]:
            if path != where[0][0]:
                findings.append(
                    Finding("two-types", path, line, f"{name} is another type in {where[0][0]}"))
    return findings


def _types(text):
    """Types that others can see, with their namespace and line: those that begin a line."""
    spaces = []
    for number, line in enumerate(text.splitlines(), 1):
        opened = _OPENS.match(line)
        if opened:
            spaces.append(opened.group(1))
        elif _CLOSES.match(line) and spaces:
            spaces.pop()
        found = _TYPE.match(line)
        if found and "" not in spaces:
            yield "::".join([*spaces, found.group(1)]), number


SAMPLES = [
    ("two-types", {"src/a/a.h": "namespace P {\nstruct Facts {\n};\n} // namespace P\n",
                   "src/b/b.h": "namespace P {\nclass Facts final : public X\n{\n};\n"
                                "} // namespace P\n"}),
    ("two-types", {"src/a/a.h": "namespace P {\nenum class E : quint8 { A };\nstruct S {\n};\n}\n",
                   "src/b/b.cpp": "namespace P {\nenum class E {\n};\n} // namespace P\n"}),
]

CLEAN = {
    "src/a/a.h": "namespace P {\nclass Other;\nstruct Facts {\n};\n} // namespace P\n",
    "src/b/b.h": "namespace P::Q {\nstruct Facts {\n};\nclass Other\n{\n};\n} // namespace P::Q\n",
    "src/b/b.cpp": "namespace P {\nnamespace {\nstruct Facts {\n};\n} // namespace\n"
                   "class Facts::Inner\n{\n};\n} // namespace P\n",
    "tests/a.cpp": "struct Facts {\n};\n",
}
