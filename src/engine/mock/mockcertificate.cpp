// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/mockcertificate.h"

#include "transport/clientcertificate.h"
#include "transport/pemfile.h"
#include "transport/selfsigned.h"

#include <QByteArrayList>
#include <QDir>
#include <QFile>
#include <QTemporaryFile>

#include <cstdio>

namespace Pushscope {

namespace {

/// A mock that starts now serves a while; one whose certificate ends under it fails every client.
constexpr std::chrono::hours LeastRest{ 24 };

Error failure(const QString &path, const QString &system)
{
    return { ErrorCode::StorageFailed, ErrorSite::Storage,
             { { "path", path.toUtf8() }, { "system", system.toUtf8() } } };
}

/// In one step, and never readable for others: a temporary file is made with mode 0600.
Result<Done> writePrivately(const QString &path, const QByteArray &octets)
{
    QTemporaryFile file(path + QStringLiteral(".XXXXXX"));
    const bool isWritten = file.open() && file.write(octets) == octets.size() && file.flush();
    if (!isWritten)
        return failure(path, file.errorString());
    if (std::rename(QFile::encodeName(file.fileName()).constData(),
                    QFile::encodeName(path).constData())
        != 0)
        return failure(path, qt_error_string());
    file.setAutoRemove(false); // It has another name now.
    return Done{};
}

bool isUsable(const MockTls &tls)
{
    const auto certificate = readPemFile(tls.certificateFile);
    return certificate && isValidFor(*certificate, LeastRest)
        && checkClientCertificate(tls.certificateFile, tls.keyFile).isOk();
}

} // namespace

QString keptMockCertificate(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("mock-certificate.pem"));
}

Result<MockTls> keptMockTls(const QString &folder)
{
    MockTls tls;
    tls.isUsed = true;
    tls.certificateFile = keptMockCertificate(folder);
    tls.keyFile = QDir(folder).filePath(QStringLiteral("mock-key.pem"));
    if (isUsable(tls))
        return tls;
    const auto identity = selfSignedIdentity();
    if (!identity)
        return identity.error();
    if (!QDir().mkpath(folder))
        return failure(folder, qt_error_string());
    if (const auto key = writePrivately(tls.keyFile, identity->privateKey); !key)
        return key.error();
    const auto certificate = writePrivately(tls.certificateFile, identity->certificateChain);
    if (!certificate)
        return certificate.error();
    return tls;
}

Result<QByteArray> mockCertificates(const MockTls &tls)
{
    const auto pem = readPemFile(tls.certificateFile);
    if (!pem)
        return pem.error();
    const QByteArray certificates = certificatesIn(*pem).join();
    if (certificates.isEmpty())
        return pemFault(tls.certificateFile, "no-certificate");
    return certificates;
}

} // namespace Pushscope
