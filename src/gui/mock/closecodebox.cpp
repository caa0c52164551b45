// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/closecodebox.h"

#include "protocol/websocket/closecode.h"

#include <QLineEdit>

namespace Pushscope {

namespace {

constexpr int MaxDigits = 4;

} // namespace

CloseCodeBox::CloseCodeBox(QWidget *parent)
    : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setAccessibleName(tr("Close code"));
    addItem(tr("no code"));
    constexpr int First = 1000;
    constexpr int Last = 3099;
    for (int code = First; code <= Last; ++code) {
        const auto number = static_cast<quint16>(code);
        const QByteArrayView name = WebSocket::statusCodeName(number);
        if (!name.isEmpty() && WebSocket::isValidOnWire(number))
            addItem(QStringLiteral("%1 %2").arg(code).arg(QString::fromUtf8(name)), code);
    }
    lineEdit()->setClearButtonEnabled(false);
    connect(this, &QComboBox::editTextChanged, this, &CloseCodeBox::codeChanged);
}

std::optional<quint16> CloseCodeBox::code() const
{
    const QString digits = currentText().trimmed().left(MaxDigits + 1).section(QLatin1Char(' '), 0, 0);
    bool isNumber = false;
    const quint16 code = digits.toUShort(&isNumber);
    return isNumber ? std::optional(code) : std::nullopt;
}

void CloseCodeBox::setCode(std::optional<quint16> code)
{
    const int index = code ? findData(int(*code)) : 0;
    if (index >= 0) {
        setCurrentIndex(index);
        setEditText(itemText(index));
    } else {
        setEditText(QString::number(*code));
    }
    lineEdit()->setCursorPosition(0);
}

} // namespace Pushscope
