// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/carriedinputs.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTabBar>
#include <QWidget>

namespace Pushscope {

namespace {

template <typename Input, typename Carry>
void carryEach(const QWidget &from, QWidget &to, const Carry &carry)
{
    for (const Input *source : from.findChildren<Input *>()) {
        // Those inside Qt's own widgets are carried with these.
        if (source->objectName().isEmpty() || source->objectName().startsWith(QLatin1String("qt_")))
            continue;
        if (Input *target = to.findChild<Input *>(source->objectName()))
            carry(*source, *target);
    }
}

void carryChoice(const QComboBox &source, QComboBox &target)
{
    if (source.isEditable())
        target.setEditText(source.currentText());
    else if (source.currentIndex() < target.count())
        target.setCurrentIndex(source.currentIndex());
}

} // namespace

void carryInputs(const QWidget &from, QWidget &to)
{
    carryEach<QTabBar>(from, to, [](const QTabBar &source, QTabBar &target) {
        if (source.count() == target.count())
            target.setCurrentIndex(source.currentIndex());
    });
    carryEach<QComboBox>(from, to, carryChoice);
    carryEach<QSpinBox>(from, to, [](const QSpinBox &source, QSpinBox &target) {
        target.setValue(source.value());
    });
    carryEach<QLineEdit>(from, to, [](const QLineEdit &source, QLineEdit &target) {
        target.setText(source.text());
    });
    carryEach<QPlainTextEdit>(from, to, [](const QPlainTextEdit &source, QPlainTextEdit &target) {
        if (!source.isReadOnly())
            target.setPlainText(source.toPlainText());
    });
}

} // namespace Pushscope
