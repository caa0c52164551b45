// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/violation.h"

#include <QByteArray>
#include <QTest>

namespace Pushscope {

/// How QCOMPARE shows a set that differs: the contract's names.
inline char *toString(const ViolationSet &violations)
{
    QByteArray text("{");
    for (Violation violation : violations.toVector()) {
        if (text.size() > 1)
            text += ' ';
        text += violationName(violation);
    }
    text += '}';
    return qstrdup(text.constData());
}

} // namespace Pushscope
