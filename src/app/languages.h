// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QTranslator>

#include <memory>
#include <vector>

namespace Pushscope {

/// The catalogues of the window's language, installed for as long as this lives.
class Languages
{
public:
    /// Speaks @p language from now on: `en`, `zh_CN`; anything else: the system's.
    void speak(const QString &language);

private:
    void install(const QString &file, const QString &folder);

    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace Pushscope
