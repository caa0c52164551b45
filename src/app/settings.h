// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace Pushscope {

/// What is remembered between runs, in the user's settings.
class Settings
{
public:
    [[nodiscard]] QByteArray value(const QString &key) const;
    void setValue(const QString &key, const QByteArray &value);

private:
    QSettings m_settings;
};

} // namespace Pushscope
