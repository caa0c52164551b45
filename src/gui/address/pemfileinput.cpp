// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/pemfileinput.h"

#include "gui/window/dialogs.h"

#include <QLineEdit>

namespace Pushscope {

void choosePemFile(Dialogs &dialogs, QLineEdit &edit)
{
    dialogs.askCertificateFile(edit.parentWidget(), [&edit](const QString &path) {
        if (!path.isEmpty())
            edit.setText(path);
    });
}

void onPathNamed(QLineEdit &edit, QObject *context, const std::function<void()> &act)
{
    QObject::connect(&edit, &QLineEdit::editingFinished, context, act);
    QObject::connect(&edit, &QLineEdit::textChanged, context, [&edit, act](const QString &path) {
        if (!edit.isModified() || path.isEmpty()) // Nobody is typing it.
            act();
    });
}

} // namespace Pushscope
