// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/faultmenu.h"

#include <QAction>

#include <array>

namespace Pushscope {

namespace {

struct Row {
    const char *kind; ///< nullptr: a line between two groups.
    const char *text;
};

/// In groups: how it ends, when octets go, what the next message is, what goes on meanwhile.
constexpr std::array Rows{
    Row{ "reset", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "&Reset the connection") },
    Row{ "no-close-frame",
         QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "End &without a Close frame") },
    Row{ "missing-last-chunk",
         QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "End without the &last chunk") },
    Row{ "fin-mid-message",
         QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "End in the &middle of the next message") },
    Row{ "unavailable", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Answer 50&3 with Retry-After") },
    Row{ "no-content", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Answer 20&4") },
    Row{ "html-error",
         QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Answer with an &HTML error page") },
    Row{ "drop-sid", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "&Forget the session") },
    Row{ nullptr, nullptr },
    Row{ "stall", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "&Stall: send nothing any more") },
    Row{ "delay", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Send everything a second l&ate") },
    Row{ "throttle", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Send 1 &KiB a second") },
    Row{ "drip", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Send an &octet each 50 ms") },
    Row{ "hold-back",
         QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Hold &back until 4 KiB are there") },
    Row{ "no-pong", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Answer &no Ping") },
    Row{ "wrong-pong",
         QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Answer Pings with another &payload") },
    Row{ "no-heartbeat", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Send no &heartbeat") },
    Row{ nullptr, nullptr },
    Row{ "masked-frame", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Next message: maske&d") },
    Row{ "rsv-bits", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Next message: RSV&1 set") },
    Row{ "reserved-opcode",
         QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Next message: a reser&ved opcode") },
    Row{ "bad-utf8", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Next message: invalid &UTF-8") },
    Row{ "huge-length",
         QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Next message: announces 2⁶² o&ctets") },
    Row{ "endless-fragments",
         QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Next message: fragments without &end") },
    Row{ "bad-chunk-size",
         QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Next message: a bad chunk si&ze") },
    Row{ "missing-blank-line",
         QT_TRANSLATE_NOOP("Pushscope::FaultMenu",
                           "Next event: ends the stream without its blank li&ne") },
    Row{ "cr-only", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Next event: lines end with &CR") },
    Row{ "bom-inside", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Next event: beh&ind a BOM") },
    Row{ "id-nul", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Next event: NUL in its i&d") },
    Row{ "duplicate-id", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Next event: id &1 again") },
    Row{ "huge-event", QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Next event: 4 MiB lon&ger") },
    Row{ "refuse-upgrade",
         QT_TRANSLATE_NOOP("Pushscope::FaultMenu", "Next up&grade: refused") },
    Row{ "wrong-attachments",
         QT_TRANSLATE_NOOP("Pushscope::FaultMenu",
                           "Next binary event: announces an attachment too man&y") },
};

} // namespace

FaultMenu::FaultMenu(QWidget *parent)
    : QMenu(parent)
{
    setObjectName(QStringLiteral("faultMenu"));
    setTitle(tr("&Fault now"));
    setToolTipsVisible(true);
    for (const Row &row : Rows) {
        if (!row.kind) {
            addSeparator();
            continue;
        }
        const QString name = QString::fromLatin1(row.kind);
        QAction *action = addAction(tr(row.text));
        action->setObjectName(QString(name + QLatin1StringView("FaultAction")));
        action->setToolTip(name); // As records and scenarios call it.
        action->setData(QByteArray(row.kind));
        connect(action, &QAction::triggered, this, [this, row] { emit chosen(row.kind); });
    }
    setKinds({});
}

void FaultMenu::setKinds(const QList<QByteArray> &kinds)
{
    const auto all = actions();
    for (QAction *action : all) {
        if (!action->isSeparator())
            action->setVisible(kinds.contains(action->data().toByteArray()));
    }
    menuAction()->setEnabled(!kinds.isEmpty());
}

} // namespace Pushscope
