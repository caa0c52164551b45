// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/pemfile.h"

#include "transport/descriptor.h"
#include "transport/systemerror.h"
#include "transport/tlserror.h"

#include <QFile>

#include <openssl/pem.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

namespace Pushscope {

Result<QByteArray> readPemFile(const QString &path, qint64 maxOctets)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat found = {};
    // Asked before: to open some devices is to do something to them.
    if (::stat(name.constData(), &found) != 0)
        return pemFault(path, "unreadable", systemWords(errno));
    if (!S_ISREG(found.st_mode))
        return pemFault(path, "not-a-file");
    const Descriptor descriptor(
        ::open(name.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
    // And after: another may have taken its place meanwhile.
    if (!descriptor.isOpen() || ::fstat(descriptor.number(), &found) != 0)
        return pemFault(path, "unreadable", systemWords(errno));
    if (!S_ISREG(found.st_mode))
        return pemFault(path, "not-a-file");
    QFile file;
    const bool isOpen = file.open(descriptor.number(), QFile::ReadOnly);
    // It may grow while it is read, and some files of the system have no size at all.
    const bool isSmall = found.st_size <= maxOctets;
    QByteArray content = isOpen && isSmall ? file.read(maxOctets + 1) : QByteArray();
    if (!isSmall || content.size() > maxOctets) {
        Error error = pemFault(path, "too-large");
        error.data.append({ "limit", QByteArray::number(maxOctets) });
        return error;
    }
    if (!isOpen || file.error() != QFile::NoError)
        return pemFault(path, "unreadable", file.errorString().toUtf8());
    content.squeeze();
    return content;
}

QList<QByteArray> certificatesIn(QByteArrayView pem)
{
    QList<QByteArray> certificates;
    const BioPointer in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    while (const CertificatePointer certificate = nextCertificate(in.get())) {
        const BioPointer out(BIO_new(BIO_s_mem()));
        char *octets = nullptr;
        if (PEM_write_bio_X509(out.get(), certificate.get()) != 1)
            break;
        const long size = BIO_get_mem_data(out.get(), &octets);
        certificates.append(QByteArray(octets, size));
    }
    clearTlsErrors(); // The one that says that there is no further one.
    return certificates;
}

Error pemFault(const QString &path, const char *fault, const QByteArray &system)
{
    clearTlsErrors();
    Error error{ ErrorCode::TlsUntrusted,
                 ErrorSite::Tls,
                 { { "path", path.toUtf8() }, { "fault", fault } } };
    if (!system.isEmpty())
        error.data.append({ "system", system });
    return error;
}

} // namespace Pushscope
