# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""How long files and functions may be. Over the budget is printed, over the limit fails."""

import re

from tree import CPP_ENDINGS, Finding, code_only, line_of

RULES = {
    "file": "a .cpp has at most 600 lines, a .h 250",
    "function": "a function has at most 80 lines; rows of a test's _data() are data, not code",
}

FILE_LIMITS = {".cpp": 600, ".c": 600, ".h": 250}
FILE_BUDGETS = {".cpp": 400, ".c": 400, ".h": 150}
FUNCTION_LIMIT = 80
FUNCTION_BUDGET = 40

SCOPE = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")
NAME = re.compile(r"([~\w:]+|operator\s*\S+)\s*\($")


def check(tree):
    return [f for f in _measure(tree, FILE_LIMITS, FUNCTION_LIMIT)]


def warnings(tree):
    """What is over its budget and within the limit."""
    over = _measure(tree, FILE_BUDGETS, FUNCTION_BUDGET)
    hard = {(f.rule, f.path, f.line) for f in check(tree)}
    return [f for f in over if (f.rule, f.path, f.line) not in hard]


def _measure(tree, file_limits, function_limit):
    findings = []
    for path in tree.paths("src/", CPP_ENDINGS) + tree.paths("tests/", CPP_ENDINGS):
        text = tree.text(path)
        lines = len(text.splitlines())
        limit = file_limits[path[path.rindex("."):]]
        if lines > limit:
            findings.append(Finding("file", path, 1, f"{lines} lines, over {limit}"))
        for name, first, last in functions(text):
            length = last - first + 1
            is_table = path.startswith("tests/") and name.endswith("_data")
            if length > function_limit and not is_table:
                findings.append(Finding(
                    "function", path, first, f"{name}() has {length} lines, over {function_limit}"))
    return findings


def functions(text):
    """(name, first line, last line) of every function body outside other functions.

    Braces are matched in what is left without comments, literals and preprocessor lines. What
    stands between the last end of a statement and the brace tells a scope from a function.
    """
    code = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: "\n" * m.group(0).count("\n"),
                  code_only(text), flags=re.MULTILINE)
    found = []
    scopes = []  # For each open brace outside a function: whether it opened a scope.
    start = 0    # Where the current declaration began.
    body = None  # (name, first line) of the function that is open, and its brace depth below.
    depth = 0
    for match in re.finditer(r"[{};]", code):
        mark, at = match.group(0), match.start()
        if body:
            depth += (mark == "{") - (mark == "}")
            if mark == "}" and depth == 0:
                _close(found, body, line_of(code, at))
                body, start = None, match.end()
            continue
        declaration = code[start:at]
        if mark == "{":
            name = _function_name(declaration) if all(scopes) else None
            if name:
                blanks = len(declaration) - len(declaration.lstrip())
                body, depth = (name, line_of(code, start + blanks)), 1
                continue
            scopes.append(bool(SCOPE.search(_outside_brackets(declaration))))
        elif mark == "}" and scopes:
            scopes.pop()
        start = match.end()
    return found


def _close(found, body, last):
    name, first = body
    # Braces in a constructor's list of members: the next one goes on with the same function.
    if name == "," and found:
        name, first, _ = found.pop()
    found.append((name, first, last))


def _outside_brackets(declaration):
    """Without template parameters and arguments, where `class` opens no scope."""
    previous = None
    while previous != declaration:
        previous = declaration
        declaration = re.sub(r"<[^<>]*>|\([^()]*\)", "", declaration)
    return declaration


def _function_name(declaration):
    if declaration.lstrip().startswith(","):
        return ","
    bracket = declaration.find("(")
    if bracket < 0 or SCOPE.search(_outside_brackets(declaration)):
        return None
    match = NAME.search(declaration[:bracket + 1])
    return match.group(1) if match else "lambda"


def _lines(count, line="int a;\n"):
    return line * count


SAMPLES = [
    ("file", {"src/base/a.cpp": _lines(601)}),
    ("file", {"src/base/a.h": _lines(251)}),
    ("file", {"tests/base/tst_a.cpp": _lines(601)}),
    ("function", {"src/base/a.cpp": "namespace A {\nvoid B::c(int d)\n{\n" + _lines(78)
                  + "}\n}\n"}),
    ("function", {"src/base/a.h": "class A\n{\n    int b()\n    {\n" + _lines(78) + "    }\n};\n"}),
    ("function", {"src/base/a.cpp": "A::A()\n    : m_b { 1 }\n    , m_c(2)\n{\n" + _lines(77)
                  + "}\n"}),
    ("function", {"src/base/a.cpp": "template<class T>\nint f(T t)\n{\n  if (t) {\n" + _lines(76)
                  + "  }\n}\n"}),
    ("function", {"src/base/a.cpp": "void f()\n{\n  g('}', \"}\", R\"x(})x\"); // }\n" + _lines(78)
                  + "}\n"}),
    ("function", {"src/base/a.cpp": "const auto f = [](int a) {\n" + _lines(80) + "};\n"}),
    ("function", {"tests/base/tst_a.cpp": "void A::splits()\n{\n" + _lines(80) + "}\n"}),
]

CLEAN = {
    "src/base/a.cpp": "namespace A {\nconst int table[] = {\n" + _lines(100, "1,\n") + "};\n"
                      + "void f()\n{\n" + _lines(77) + "}\n"
                      + "void g()\n{\n" + _lines(77) + "}\n}\n",
    "src/base/a.h": "struct A {\n" + _lines(100) + "    int b() const { return 1; }\n"
                    + _lines(100) + "};\nenum class E {\n" + _lines(40, "    A,\n") + "};\n",
    "tests/base/tst_a.cpp": "void A::splits_data()\n{\n" + _lines(200) + "}\n",
}
