// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockidentity.h"

#include "transport/clientcertificate.h"
#include "transport/pemfile.h"
#include "transport/selfsigned.h"

#include <QDateTime>

namespace Pushscope {

Result<ServerIdentity> mockIdentity(const MockTls &tls)
{
    if (tls.certificateFile.isEmpty())
        return selfSignedIdentity();
    const auto certificate = readPemFile(tls.certificateFile);
    if (!certificate)
        return certificate.error();
    const auto key = readPemFile(tls.keyFile);
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
