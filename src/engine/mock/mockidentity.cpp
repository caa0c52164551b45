// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockidentity.h"

#include "transport/clientcertificate.h"
#include "transport/selfsigned.h"

#include <QDateTime>
#include <QFile>

namespace Pushscope {

namespace {

Result<QByteArray> readPem(const QString &path)
{
    QFile file(path);
    const bool isRead = file.open(QIODevice::ReadOnly);
    const QByteArray pem = isRead ? file.readAll() : QByteArray();
    if (isRead && pem.contains("-----BEGIN "))
        return pem;
    return Error { ErrorCode::TlsUntrusted, ErrorSite::Tls,
                   { { "path", path.toUtf8() },
                     { "system", isRead ? QByteArray("no PEM") : file.errorString().toUtf8() } } };
}

} // namespace

Result<ServerIdentity> mockIdentity(const MockTls &tls)
{
    if (tls.certificateFile.isEmpty())
        return selfSignedIdentity();
    const auto certificate = readPem(tls.certificateFile);
    if (!certificate)
        return certificate.error();
    const auto key = readPem(tls.keyFile);
    if (!key)
        return key.error();
    // Asked before anybody connects: else every handshake would fail, and only there.
    if (const auto fits = checkClientCertificate(tls.certificateFile, tls.keyFile); !fits)
        return fits.error();
    return ServerIdentity { *certificate, *key };
}

QByteArray rfc3339Now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
}

} // namespace Pushscope
