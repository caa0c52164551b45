// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings.h"

namespace Pushscope {

QByteArray Settings::value(const QString &key) const
{
    return m_settings.value(key).toByteArray();
}

void Settings::setValue(const QString &key, const QByteArray &value)
{
    m_settings.setValue(key, value);
}

} // namespace Pushscope
