# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The catalogues: complete, and holding what the sources hold."""

import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

from tree import CPP_ENDINGS, Finding, code_only

RULES = {
    "parse": "a catalogue is well-formed",
    "missing": "where sentences are translated there is translations/pushscope_zh_CN.ts",
    "several": "a message has one source and one translation",
    "unfinished": "no string is unfinished or empty",
    "obsolete": "no string is kept that the sources no longer have",
    "places": "a translation has the places %1, %n … of its source",
    "terms": "one thing has one name in the catalogue",
    "outdated": "the catalogues hold exactly the strings of the sources (lupdate)",
}

CHINESE = "translations/pushscope_zh_CN.ts"
TRANSLATED = ("src/models/", "src/gui/", "src/app/")
TERMS = {"八位组": "字节", "八位字节": "字节", "开场握手": "打开握手"}
PLACE = re.compile(r"%(?:L?[0-9]{1,2}|n)")


def check(tree):
    findings = []
    catalogues = [p for p in tree.paths("translations/", (".ts",))]
    if CHINESE not in catalogues and _translates(tree):
        findings.append(Finding("missing", CHINESE, 1, "there is no such catalogue"))
    for path in catalogues:
        try:
            root = ElementTree.fromstring(tree.text(path))
        except ElementTree.ParseError as error:
            findings.append(Finding("parse", path, 1, str(error)))
            continue
        findings += _check_strings(path, root, tree.text(path))
        findings += _check_against_sources(tree, path, root)
    return findings


def _translates(tree):
    return bool(tree.paths("ui/", (".ui",))) or any(
        re.search(r"(?<!\w)tr\s*\(", code_only(tree.text(path)))
        for under in TRANSLATED for path in tree.paths(under, CPP_ENDINGS))


def _check_strings(path, root, text):
    findings = []
    only_plurals = not path.endswith("_CN.ts")  # The English one holds plural forms alone.
    for message in root.iter("message"):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        kind = "" if translation is None else translation.get("type", "")
        line = text.count("\n", 0, max(text.find("<source>" + source[:20]), 0)) + 1
        if len(message.findall("source")) > 1 or len(message.findall("translation")) > 1:
            findings.append(Finding("several", path, line, f"“{source}” shares a message"))
            continue
        if kind in ("vanished", "obsolete"):
            findings.append(Finding("obsolete", path, line, f"“{source}” is {kind}"))
            continue
        if only_plurals and message.get("numerus") != "yes":
            continue
        forms = _forms(translation)
        if kind == "unfinished" or not forms or not all(form.strip() for form in forms):
            findings.append(Finding("unfinished", path, line, f"“{source}” is not translated"))
            continue
        for term, name in TERMS.items():
            if any(term in form for form in forms):
                findings.append(Finding("terms", path, line, f"“{term}” is {name} elsewhere"))
        for form in forms:
            if _places(form) - _places(source) or _lost(source, form, message):
                findings.append(
                    Finding("places", path, line, f"“{source}” loses a place: “{form}”"))
    return findings


def _forms(translation):
    if translation is None:
        return []
    plural = translation.findall("numerusform")
    return ["".join(p.itertext()) for p in plural] if plural else ["".join(translation.itertext())]


def _places(text):
    return {place.replace("L", "") for place in PLACE.findall(text)}


def _lost(source, form, message):
    lost = _places(source) - _places(form)
    # A plural form may say "one" instead of the number.
    return lost - {"%n"} if message.get("numerus") == "yes" else lost


def _strings(root):
    found = set()
    for context in root.iter("context"):
        for message in context.iter("message"):
            found.add((context.findtext("name"), message.findtext("source"),
                       message.findtext("comment") or "", message.get("numerus", "")))
    return found


def _lupdate():
    for name in ("lupdate6", "/usr/lib/qt6/bin/lupdate", "lupdate-qt6"):
        found = shutil.which(name)
        if found:
            return found
    return None


def _check_against_sources(tree, path, root):
    """Lets lupdate fill an empty catalogue from the sources and compares the two."""
    lupdate = _lupdate()
    if lupdate is None or tree.root is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        fresh = os.path.join(folder, os.path.basename(path))
        wanted = [os.path.join(tree.root, name) for name in ("src", "ui")]
        plural = ["-pluralonly"] if not path.endswith("_CN.ts") else []
        done = subprocess.run(
            [lupdate, *[w for w in wanted if os.path.isdir(w)], *plural, "-locations", "none",
             "-no-obsolete", "-ts", fresh],
            capture_output=True, text=True, check=False, timeout=120)
        if done.returncode != 0:
            return [Finding("outdated", path, 1, f"lupdate failed: {done.stderr.strip()}")]
        wanted = _strings(ElementTree.parse(fresh).getroot())
    return compare(path, _strings(root), wanted)


def compare(path, have, wanted):
    findings = [Finding("outdated", path, 1, f"{name}: “{source}” is missing")
                for name, source, *_ in sorted(wanted - have, key=str)]
    if path.endswith("_CN.ts"):
        findings += [Finding("outdated", path, 1, f"{name}: “{source}” is in no source")
                     for name, source, *_ in sorted(have - wanted, key=str)]
    return findings


def _catalogue(messages):
    return ('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1">'
            f"<context><name>A</name>{messages}</context></TS>\n")


def _message(source, translation, kind="", numerus=""):
    kind = f' type="{kind}"' if kind else ""
    numerus = ' numerus="yes"' if numerus else ""
    return (f"<message{numerus}><source>{source}</source>"
            f"<translation{kind}>{translation}</translation></message>")


SAMPLES = [
    ("parse", {CHINESE: "<TS>"}),
    ("missing", {"src/gui/a.cpp": 'auto s = tr("Open");\n'}),
    ("several", {CHINESE: _catalogue(
        "<message><source>Open</source><translation>打开</translation>"
        "<source>Close</source><translation>关闭</translation></message>")}),
    ("unfinished", {CHINESE: _catalogue(_message("Open", "打开", "unfinished"))}),
    ("unfinished", {CHINESE: _catalogue(_message("Open", ""))}),
    ("unfinished", {CHINESE: _catalogue("<message><source>Open</source></message>")}),
    ("unfinished", {CHINESE: _catalogue(_message(
        "%n file(s)", "<numerusform></numerusform>", numerus="yes"))}),
    ("obsolete", {CHINESE: _catalogue(_message("Open", "打开", "vanished"))}),
    ("terms", {CHINESE: _catalogue(_message("one octet", "一个八位组"))}),
    ("places", {CHINESE: _catalogue(_message("%1 of %2", "%1"))}),
    ("places", {CHINESE: _catalogue(_message("Port", "端口 %1"))}),
]

CLEAN = {
    CHINESE: _catalogue(
        _message("%1 of %L2", "%2 中的 %1")
        + _message("%n file(s)", "<numerusform>%n 个文件</numerusform>", numerus="yes")),
    "translations/pushscope_en.ts": _catalogue(
        _message("Open", "", "unfinished")
        + _message("%n file(s)", "<numerusform>one file</numerusform>"
                   "<numerusform>%n files</numerusform>", numerus="yes")),
}


def self_test():
    """The comparison with lupdate's answer, without lupdate; and that lupdate is asked."""
    one, two = ("A", "Open", "", ""), ("A", "Close", "", "")
    assert not compare(CHINESE, {one}, {one})
    assert [f.rule for f in compare(CHINESE, {one}, {one, two})] == ["outdated"]
    assert [f.rule for f in compare(CHINESE, {one, two}, {one})] == ["outdated"]
    if _lupdate() is None:
        return
    from tree import Tree
    with tempfile.TemporaryDirectory() as root:
        os.makedirs(os.path.join(root, "src", "gui"))
        os.makedirs(os.path.join(root, "translations"))
        with open(os.path.join(root, "src", "gui", "a.cpp"), "w", encoding="utf-8") as file:
            file.write('class A : public QObject { Q_OBJECT\n void f() { tr("New one"); } };\n')
        with open(os.path.join(root, CHINESE), "w", encoding="utf-8") as file:
            file.write(_catalogue(_message("Open", "打开")))
        rules = [f.rule for f in check(Tree.read(root))]
        assert rules == ["outdated", "outdated"], rules
