# SPDX-FileCopyrightText: Pushscope contributors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which folder may include what: the dependency table, and what lower folders may not name."""

import re

from tree import CPP_ENDINGS, Finding, code_only, line_of

RULES = {
    "table": "a folder includes only the folders that the table allows it",
    "path": "our own headers are included by their path from src/",
    "protocol-folder": "a protocol folder includes its own folder and the ones below it",
    "engine-role": "client, mock and proxy never include each other",
    "engine-api": "gui and cli see of the engine only engine/api/",
    "qt-module": "no QtNetwork, QtGui or QtWidgets where the folder does not own it",
    "name": "no timer, thread, wall clock or singleton in base, protocol, capture, models",
    "pure-protocol": "protocol owns no file, clock, thread or log, and throws nothing",
    "sqlite": "only storage speaks to SQLite",
    "tr": "sentences for people are made in models, gui and app only",
}

FLOORS = ("base", "protocol", "capture", "storage", "transport", "engine", "models", "gui", "cli",
          "app")

ALLOWED = {
    "base": (),
    "protocol": ("base",),
    "capture": ("base", "protocol"),
    "storage": ("base", "protocol", "capture"),
    "transport": ("base",),
    "engine": ("base", "protocol", "capture", "transport"),
    "models": ("base", "protocol", "capture"),
    "gui": ("base", "protocol", "capture", "engine", "models"),
    "cli": ("base", "protocol", "capture", "storage", "engine", "models"),
    "app": ("base", "protocol", "capture", "storage", "transport", "engine", "models", "gui"),
}

PROTOCOL_BELOW = {
    "websocket": ("http1",), "multipart": ("http1",), "script": ("http1",),
    "engineio": ("script", "websocket"),
    "socketio": ("engineio",),
}

ENGINE_ROLES = ("client", "mock", "proxy")
PURE = ("base", "protocol", "capture", "models")
NO_TRANSLATION = ("base", "protocol", "capture", "storage", "transport", "engine", "cli")

QT_NETWORK = re.compile(
    r"Qt(Network|WebSockets)(/.*)?|Q(Tcp|Udp|Local|Ssl|Sctp|Abstract)Socket|Q(Tcp|Local|Ssl)Server"
    r"|QNetwork\w*|QDtls\w*|QHost(Address|Info)|QSsl\w*|QDns\w*|QHttp\w*|QHsts\w*|QWebSocket\w*"
    r"|QAuthenticator|QOcsp\w*|QPasswordDigestor")
QT_GUI = re.compile(
    r"QtGui(/.*)?|QGui\w*|Q(Color|Brush|Pen|Font\w*|Icon\w*|Image\w*|Pixmap\w*|Bitmap|Paint\w*"
    r"|Palette|KeySequence|Action\w*|Cursor|Clipboard|Screen|Window|Polygon\w*|Region|Shortcut"
    r"|Transform|Text(?!Stream|BoundaryFinder|Codec|Edit|Browser)\w+|Syntax\w*|\w*Validator"
    r"|StaticText|StandardItem\w*|Style\w*|DesktopServices|Accessible\w*|\w*Event|\w*Gradient"
    r"|OpenGL\w*|Vulkan\w*|Undo\w+|Movie|Picture|Matrix\w+|Vector[234]D|Quaternion|Rgb\w*|Drag|Page\w+"
    r"|PdfWriter|Surface\w*|FileSystemModel|InputMethod|InputDevice|PointingDevice)")
QT_WIDGETS = re.compile(
    r"Qt(Widgets|Svg|SvgWidgets)(/.*)?|Q(Application|Widget\w*|MainWindow|Dialog\w*|\w+Dialog"
    r"|\w*Button\w*|\w*Layout\w*|Label|LineEdit|TextEdit|PlainTextEdit|TextBrowser|\w*Box"
    r"|(Abstract)?(Item|List|Table|Tree|Column|Header)View|\w*Widget|Menu\w*|ToolBar|ToolTip"
    r"|StatusBar|Splitter\w*|(Abstract)?(Slider|ScrollArea|ScrollBar)|ProgressBar|\w*Delegate"
    r"|Completer|Graphics\w*|\w*WidgetItem\w*|Wizard\w*|TabBar|Dial|\w+Edit|Mdi\w+|SpacerItem"
    r"|SplashScreen|\w*Gesture\w*|Scroller\w*|RubberBand|ErrorMessage|FileIconProvider|Frame"
    r"|SizePolicy|\w*Style|SystemTrayIcon|WhatsThis)")
# Names that the patterns above would take for theirs and that QtCore owns.
QT_CORE = {"QEvent", "QTimerEvent", "QChildEvent", "QDynamicPropertyChangeEvent",
           "QDeferredDeleteEvent"}

NAMES = {
    "QTimer": re.compile(r"\bQ(Basic)?Timer\b"),
    "QThread": re.compile(r"\bQThread(Pool)?\b|\bstd::j?thread\b"),
    "a wall clock": re.compile(r"\bQ(DateTime|Date|Time)::current\w*|\bsystem_clock\b"),
    "instance()": re.compile(r"\binstance\s*\(\s*\)"),
}
IMPURE = {
    "a file or device": re.compile(r"\bQ(File|SaveFile|TemporaryFile|IODevice|Dir|Settings)\b"),
    "a clock": re.compile(r"\bQElapsedTimer\b|\bsteady_clock\b"),
    "a lock": re.compile(r"\bQ(Mutex|ReadWriteLock)\b|\bstd::(\w+_)?mutex\b"),
    "a log": re.compile(r"\bq(C?Debug|C?Info|C?Warning|C?Critical)\b|\bstd::(cout|cerr)\b"),
    "an exception": re.compile(r"\bthrow\b"),
}
# QT_TRANSLATE_NOOP only marks a word of a table for the translator; models look it up.
TRANSLATING = re.compile(
    r"(?<!\w)tr\s*\(|\bQCoreApplication::translate\b|\bQ_DECLARE_TR_FUNCTIONS\b")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def check(tree):
    findings = []
    for path in tree.paths("src/", CPP_ENDINGS):
        parts = path.split("/")
        if len(parts) < 3 or parts[1] not in FLOORS:
            findings.append(Finding("table", path, 1, "lies in no folder of the table"))
            continue
        findings += _check_includes(path, parts, tree.text(path))
        findings += _check_names(path, parts[1], code_only(tree.text(path)))
    return findings


def _check_includes(path, parts, text):
    findings = []
    for match in INCLUDE.finditer(code_only(text, keep_strings=True)):
        quote, target = match.groups()
        line = line_of(text, match.start())
        if quote == "<":
            breach = _system_breach(parts[1], target)
        else:
            breach = _own_breach(parts, target)
        if breach:
            findings.append(Finding(breach[0], path, line, breach[1]))
    return findings


def _system_breach(floor, target):
    if target == "sqlite3.h" and floor != "storage":
        return "sqlite", f"<{target}> outside storage"
    if target in QT_CORE:
        return None
    module = target.split("/")[-1] if not target.startswith("Qt") else target
    if QT_NETWORK.fullmatch(module) and floor not in ("transport", "app"):
        return "qt-module", f"<{target}> is QtNetwork, which transport alone touches"
    is_window = QT_GUI.fullmatch(module) or QT_WIDGETS.fullmatch(module)
    if is_window and floor not in ("gui", "app"):
        return "qt-module", f"<{target}> is QtGui or QtWidgets in {floor}"
    return None


def _own_breach(parts, target):
    floor = parts[1]
    into = target.split("/")
    if len(into) == 1:
        generated = target.endswith(".moc") or target.startswith(("ui_", "moc_"))
        return None if generated else ("path", f'"{target}" is no path from src/')
    if ".." in into or into[0] not in FLOORS:
        return "path", f'"{target}" is no path from src/'
    if into[0] != floor and into[0] not in ALLOWED[floor]:
        return "table", f"{floor} may not include {into[0]}"
    if into[0] == "engine" and floor in ("gui", "cli") and into[1] != "api":
        return "engine-api", f"{floor} may include engine/api/ only"
    if floor == "engine" and into[0] == "engine":
        ours, theirs = parts[2], into[1]
        if ours in ENGINE_ROLES and theirs in ENGINE_ROLES and ours != theirs:
            return "engine-role", f"engine/{ours} may not include engine/{theirs}"
    if floor == "protocol" and into[0] == "protocol":
        return _protocol_breach(parts, into)
    return None


def _protocol_breach(parts, into):
    if len(into) == 2:  # What all protocol folders share lies in protocol itself.
        return None
    ours = parts[2] if len(parts) > 3 else ""
    if into[1] == ours or into[1] in PROTOCOL_BELOW.get(ours, ()):
        return None
    return "protocol-folder", f"protocol/{ours} may not include protocol/{into[1]}"


def _check_names(path, floor, code):
    findings = []

    def look(rule, patterns, where):
        for what, pattern in patterns.items():
            for match in pattern.finditer(code):
                findings.append(
                    Finding(rule, path, line_of(code, match.start()), f"{what} in {where}"))

    if floor in PURE:
        look("name", NAMES, floor)
    if floor == "protocol":
        look("pure-protocol", IMPURE, floor)
    if floor in NO_TRANSLATION:
        look("tr", {"a sentence for people": TRANSLATING}, floor)
    return findings


SAMPLES = [
    ("table", {"src/base/a.h": '#include "protocol/violation.h"\n'}),
    ("table", {"src/transport/a.cpp": '#include "capture/record.h"\n'}),
    ("table", {"src/models/a.cpp": '#  include "storage/store.h"\n'}),
    ("table", {"src/odd/a.cpp": "int a;\n"}),
    ("path", {"src/base/a.cpp": '#include "a.h"\n'}),
    ("path", {"src/base/a.cpp": '#include "../protocol/violation.h"\n'}),
    ("protocol-folder", {"src/protocol/http1/a.h": '#include "protocol/websocket/frame.h"\n'}),
    ("protocol-folder", {"src/protocol/violation.h": '#include "protocol/http1/head.h"\n'}),
    ("engine-role", {"src/engine/mock/a.cpp": '#include "engine/client/client.h"\n'}),
    ("engine-api", {"src/gui/a.cpp": '#include "engine/client/client.h"\n'}),
    ("engine-api", {"src/cli/a.cpp": '#include "engine/mock/server.h"\n'}),
    ("qt-module", {"src/engine/a.cpp": "#include <QTcpSocket>\n"}),
    ("qt-module", {"src/capture/a.cpp": "#include <QtNetwork/QHostAddress>\n"}),
    ("qt-module", {"src/models/a.cpp": "#include <QColor>\n"}),
    ("qt-module", {"src/cli/a.cpp": "#include <QApplication>\n"}),
    ("name", {"src/models/a.h": "class A { QTimer *m_timer; };\n"}),
    ("name", {"src/capture/a.cpp": "auto now = QDateTime::currentDateTime();\n"}),
    ("name", {"src/base/a.cpp": "auto &s = Settings::instance();\n"}),
    ("name", {"src/protocol/a.cpp": "QThread t;\n"}),
    ("pure-protocol", {"src/protocol/a.cpp": "QFile file;\n"}),
    ("pure-protocol", {"src/protocol/a.cpp": 'void f() { qWarning() << "x"; }\n'}),
    ("pure-protocol", {"src/protocol/a.cpp": "void f() { throw 1; }\n"}),
    ("sqlite", {"src/engine/a.cpp": "#include <sqlite3.h>\n"}),
    ("tr", {"src/cli/a.cpp": 'auto s = tr("Open");\n'}),
    ("tr", {"src/engine/a.cpp": 'auto s = QObject::tr("Open");\n'}),
    ("tr", {"src/storage/a.cpp": 'auto s = QCoreApplication::translate("a", "b");\n'}),
]

CLEAN = {
    "src/base/a.h": "// QTimer, tr( and instance() in a comment.\n#include <QEvent>\n",
    "src/protocol/websocket/a.cpp":
        '#include "base/role.h"\n#include "protocol/violation.h"\n'
        '#include "protocol/http1/head.h"\n'
        'const char *s = "QFile tr(";\nint attr(int);\nint b = attr(1);\n',
    "src/storage/a.cpp": '#include "capture/record.h"\n#include <sqlite3.h>\n#include <QThread>\n',
    "src/transport/a.cpp": "#include <QTcpSocket>\n#include <QTimer>\n",
    "src/engine/mock/a.cpp": '#include "engine/mock/b.h"\n#include "transport/stream.h"\n',
    "src/cli/a.cpp": '#include "engine/api/client.h"\n#include "a.moc"\n',
    "src/gui/a.cpp": '#include "ui_mainwindow.h"\n#include <QWidget>\nauto s = tr("Open");\n',
}
