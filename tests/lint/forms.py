# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a screen reader and a keyboard need to know of a form."""

import re
import xml.etree.ElementTree as ElementTree

from tree import Finding

RULES = {
    "parse": "a form is well-formed",
    "name": "every input and view has an accessible name or is a label's buddy",
    "icon": "every button without text has an accessible name",
    "tabstops": "a form with two or more inputs lists each of them in its tab order",
    "unknown-tabstop": "the tab order names widgets that exist",
    "buddy": "a label's buddy exists",
}

INPUTS = {
    "QLineEdit", "QTextEdit", "QPlainTextEdit", "QTextBrowser", "QComboBox", "QFontComboBox",
    "QSpinBox", "QDoubleSpinBox", "QDateEdit", "QTimeEdit", "QDateTimeEdit", "QSlider", "QDial",
    "QScrollBar", "QKeySequenceEdit", "QListView", "QTreeView", "QTableView", "QColumnView",
    "QListWidget", "QTreeWidget", "QTableWidget", "QAbstractScrollArea", "QGraphicsView",
}
BUTTONS = {"QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QCommandLinkButton"}
# A promoted widget that descends from a bare QWidget and yet is worked with.
INPUT_ENDINGS = re.compile(r"(View|Edit|Box|Editor|List)$")


def check(tree):
    findings = []
    for path in tree.paths("", (".ui",)):
        try:
            root = ElementTree.fromstring(tree.text(path))
        except ElementTree.ParseError as error:
            findings.append(Finding("parse", path, 1, str(error)))
            continue
        findings += _Form(path, root, tree.text(path)).check()
    return findings


class _Form:
    def __init__(self, path, root, text):
        self.path = path
        self.root = root
        self.text = text
        self.bases = {c.findtext("class"): c.findtext("extends") for c in root.iter("customwidget")}
        self.names = {w.get("name") for w in root.iter("widget")}
        self.buddies = set()

    def check(self):
        findings = []
        for widget in self.root.iter("widget"):
            buddy = self._property(widget, "buddy")
            if buddy:
                self.buddies.add(buddy)
                if buddy not in self.names:
                    findings.append(self._finding("buddy", widget, f"buddy {buddy} does not exist"))
        stops = [t.text for t in self.root.iter("tabstop")]
        for stop in stops:
            if stop not in self.names:
                findings.append(
                    Finding("unknown-tabstop", self.path, 1, f"tab stop {stop} does not exist"))
        return findings + self._check_inputs(set(stops))

    def _check_inputs(self, stops):
        findings = []
        widgets = list(self.root.iter("widget"))
        inputs = [w for w in widgets if self._is(w, INPUTS) or self._looks_input(w)]
        buttons = [w for w in widgets if self._is(w, BUTTONS)]
        for widget in inputs:
            is_buddy = widget.get("name") in self.buddies
            if not is_buddy and not self._property(widget, "accessibleName"):
                findings.append(self._finding("name", widget, "has no label or accessible name"))
        for widget in buttons:
            if not self._property(widget, "text") and not self._property(widget, "accessibleName"):
                findings.append(self._finding("icon", widget, "has no text and no accessible name"))
        focusable = [w for w in inputs + buttons
                     if self._property(w, "focusPolicy") != "Qt::NoFocus"]
        if len(focusable) >= 2:
            for widget in focusable:
                if widget.get("name") not in stops:
                    findings.append(self._finding("tabstops", widget, "is not in the tab order"))
        return findings

    def _is(self, widget, classes):
        kind = widget.get("class")
        return kind in classes or self.bases.get(kind) in classes

    def _looks_input(self, widget):
        kind = widget.get("class")
        return self.bases.get(kind) == "QWidget" and bool(INPUT_ENDINGS.search(kind))

    def _finding(self, rule, widget, text):
        name = widget.get("name")
        at = self.text.find(f'name="{name}"')
        line = self.text.count("\n", 0, max(at, 0)) + 1
        return Finding(rule, self.path, line, f"{widget.get('class')} {name} {text}")

    @staticmethod
    def _property(widget, name):
        for entry in widget.findall("property"):
            if entry.get("name") == name:
                return "".join(entry.itertext()).strip()
        return ""


def _form(body, rest=""):
    return (f'<ui version="4.0"><class>A</class><widget class="QWidget" name="A">{body}</widget>'
            f"{rest}</ui>")


def _widget(kind, name, **properties):
    inside = "".join(f'<property name="{key}"><string>{value}</string></property>'
                     for key, value in properties.items())
    return f'<widget class="{kind}" name="{name}">{inside}</widget>'


def _tabs(*names):
    return "<tabstops>" + "".join(f"<tabstop>{n}</tabstop>" for n in names) + "</tabstops>"


_PROMOTED = ("<customwidgets><customwidget><class>RecordListView</class><extends>QWidget</extends>"
             "</customwidget></customwidgets>")

SAMPLES = [
    ("parse", {"ui/a.ui": "<ui>"}),
    ("name", {"ui/a.ui": _form(_widget("QLineEdit", "urlEdit"))}),
    ("name", {"ui/a.ui": _form(_widget("QTreeView", "treeView"))}),
    ("name", {"ui/a.ui": _form(_widget("RecordListView", "list"), _PROMOTED)}),
    ("icon", {"ui/a.ui": _form(_widget("QToolButton", "openButton", icon="a"))}),
    ("tabstops", {"ui/a.ui": _form(_widget("QLineEdit", "a", accessibleName="A")
                                   + _widget("QPushButton", "b", text="B"), _tabs("a"))}),
    ("unknown-tabstop", {"ui/a.ui": _form("", _tabs("gone"))}),
    ("buddy", {"ui/a.ui": _form(_widget("QLabel", "a", text="A", buddy="gone"))}),
]

CLEAN = {
    "ui/a.ui": _form(
        _widget("QLabel", "l", text="Address", buddy="a") + _widget("QLineEdit", "a")
        + _widget("QToolButton", "b", icon="x", accessibleName="Open")
        + _widget("RecordListView", "c", accessibleName="Records"),
        _tabs("a", "b", "c") + _PROMOTED),
    "ui/b.ui": _form(_widget("QPushButton", "a", text="Go")),
}
