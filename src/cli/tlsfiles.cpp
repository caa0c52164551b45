// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/tlsfiles.h"

#include "engine/api/engine.h"
#include "models/describe.h"
#include "models/describecertificate.h"

namespace Pushscope {

QByteArray faultOf(const IdentityFiles &files)
{
    const QString key = QString::fromStdString(files.key);
    const auto checked
        = Engine::checkClientCertificate(QString::fromStdString(files.certificate), key);
    if (checked)
        return {};
    const char *option = isAboutKey(checked.error(), key)
        ? files.keyOption
        : files.certificateOption;
    return QByteArray(option) + ": " + describe(checked.error()).toUtf8();
}

QByteArray faultOfAuthorities(const std::string &file)
{
    const auto checked = Engine::checkAuthorities(QString::fromStdString(file));
    return checked ? QByteArray() : QByteArray("--cacert: " + describe(checked.error()).toUtf8());
}

} // namespace Pushscope
