// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/json.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace Pushscope {

QByteArray jsonString(QByteArrayView utf8)
{
    const QByteArray array
        = QJsonDocument(QJsonArray{ QString::fromUtf8(utf8) }).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2); // Without the brackets of the array.
}

} // namespace Pushscope
