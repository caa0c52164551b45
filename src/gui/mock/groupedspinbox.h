// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/formatting.h"

#include <QSpinBox>

namespace Pushscope {

/// A spin box that writes thousands as every number of the window is written, whatever the locale
/// has between them, and reads them with or without.
class GroupedSpinBox : public QSpinBox
{
public:
    using QSpinBox::QSpinBox;

protected:
    [[nodiscard]] QString textFromValue(int value) const override { return groupedNumber(value); }
    [[nodiscard]] int valueFromText(const QString &text) const override
    {
        return QSpinBox::valueFromText(plain(text));
    }
    [[nodiscard]] QValidator::State validate(QString &text, int &position) const override
    {
        const qsizetype before = text.size();
        text = plain(text);
        position -= static_cast<int>(before - text.size());
        return QSpinBox::validate(text, position);
    }

private:
    static QString plain(QString text) { return text.remove(QChar(0x2009)); }
};

} // namespace Pushscope
