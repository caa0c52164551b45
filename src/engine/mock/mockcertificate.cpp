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

#include <chrono>
#include <cstdio>

using namespace std::chrono_literals;

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

/// Puts what @p tls serves into the file that clients are told, in front of what stands there and
/// still holds: a mock that was started by one of those goes on to serve it.
Result<Done> tellClients(const MockTls &tls, const QString &folder)
{
    const QString path = keptMockAuthorities(folder);
    const auto served = readPemFile(tls.certificateFile);
    if (!served)
        return served.error();
    const auto file = readPemFile(path);
    const QList<QByteArray> told = file ? certificatesIn(*file) : QList<QByteArray>();
    QList<QByteArray> certificates = certificatesIn(*served);
    for (const QByteArray &former : told) {
        if (!certificates.contains(former) && isValidFor(former, 0s))
            certificates.append(former);
    }
    return certificates == told ? Result<Done>(Done{}) : writePrivately(path, certificates.join());
}

bool isUsable(const MockTls &tls)
{
    const auto certificate = readPemFile(tls.certificateFile);
    return certificate && isValidFor(*certificate, LeastRest)
        && checkClientCertificate(tls.certificateFile, tls.keyFile).isOk();
}

Result<Done> renew(const MockTls &tls, const QString &folder)
{
    const auto identity = selfSignedIdentity();
    if (!identity)
        return identity.error();
    if (!QDir().mkpath(folder))
        return failure(folder, qt_error_string());
    if (const auto key = writePrivately(tls.keyFile, identity->privateKey); !key)
        return key.error();
    return writePrivately(tls.certificateFile, identity->certificateChain);
}

} // namespace

QString keptMockCertificate(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("mock-certificate.pem"));
}

QString keptMockAuthorities(const QString &folder)
{
    return QDir(folder).filePath(QStringLiteral("mock-authorities.pem"));
}

Result<MockTls> keptMockTls(const QString &folder)
{
    MockTls tls;
    tls.isUsed = true;
    tls.certificateFile = keptMockCertificate(folder);
    tls.keyFile = QDir(folder).filePath(QStringLiteral("mock-key.pem"));
    if (!isUsable(tls)) {
        if (const auto renewed = renew(tls, folder); !renewed)
            return renewed.error();
    }
    const auto told = tellClients(tls, folder);
    return told ? Result<MockTls>(tls) : told.error();
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
