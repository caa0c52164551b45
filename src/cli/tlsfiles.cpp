// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/tlsfiles.h"

#include "engine/api/clientoptions.h"
#include "engine/api/engine.h"
#include "models/describe.h"
#include "models/describecertificate.h"

#include <QFile>
#include <QFileInfo>

namespace Pushscope {

namespace {

Result<Done> check(const std::string &certificate, const std::string &key)
{
    ClientOptions files;
    files.clientCertificateFile = QString::fromStdString(certificate);
    files.clientKeyFile = QString::fromStdString(key);
    return Engine::checkClientCertificate(files);
}

/// Whether a PEM file holds a certificate. OpenSSL's own form of it, too.
bool hasCertificate(const std::string &path)
{
    const auto checked = check(path, {});
    if (checked || checked.error().value("fault") != "no-certificate")
        return true;
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly)
        && file.readAll().contains("-----BEGIN TRUSTED CERTIFICATE-----");
}

} // namespace

QByteArray faultOf(const IdentityFiles &files)
{
    const auto checked = check(files.certificate, files.key);
    if (checked)
        return {};
    const char *option = isAboutKey(checked.error(), QString::fromStdString(files.key))
        ? files.keyOption
        : files.certificateOption;
    return QByteArray(option) + ": " + describe(checked.error()).toUtf8();
}

QByteArray faultOfAuthorities(const std::string &file)
{
    if (!QFileInfo(QString::fromStdString(file)).isReadable())
        return "--cacert: cannot read " + QByteArray::fromStdString(file);
    if (!hasCertificate(file)) {
        return "--cacert: there is no certificate in " + QByteArray::fromStdString(file)
            + ": it is not a PEM file, or holds something else";
    }
    return {};
}

} // namespace Pushscope
