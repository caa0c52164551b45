// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/describecertificate.h"

#include "models/formatting.h"
#include "models/words.h"

namespace Pushscope {

QString describeClientCertificate(const Error &error)
{
    const QString path = QString::fromUtf8(error.value("path"));
    const QByteArray fault = error.value("fault");
    if (fault == "client-certificate-wanted")
        return Words::tr("%1 wants a client certificate, and none was shown. Name one in the "
                         "options, or with --client-cert.")
            .arg(QString::fromUtf8(error.value("host")));
    if (fault == "client-certificate-withheld")
        return Words::tr("%1 wants a client certificate. The one that was named is for the server "
                         "that was asked and is shown to no other: connect to %1 itself to show "
                         "it.")
            .arg(QString::fromUtf8(error.value("host")));
    if (fault == "not-a-file")
        return Words::tr("%1 is a folder, a device or a pipe, where a PEM file is wanted.")
            .arg(path);
    if (fault == "too-large")
        return Words::tr("The file %1 is larger than %2: it is no file of certificates and keys.")
            .arg(path, sizeText(error.value("limit").toLongLong()));
    if (fault == "no-certificate")
        return Words::tr("There is no certificate in %1: it is not a PEM file, or holds something "
                         "else.")
            .arg(path);
    if (fault == "no-key")
        return Words::tr("There is no private key in %1: it is not a PEM file, or holds something "
                         "else.")
            .arg(path);
    if (fault == "encrypted-key")
        return Words::tr("The private key in %1 is under a password. Name a file with the key "
                         "alone; openssl pkey -in FILE -out NEW writes one.")
            .arg(path);
    if (fault == "other-key" && !error.value("certificate").isEmpty())
        return Words::tr("The private key in %1 is not that of the certificate in %2.")
            .arg(path, QString::fromUtf8(error.value("certificate")));
    if (fault == "other-key")
        return Words::tr("The private key in %1 is not that of the client certificate.").arg(path);
    return Words::tr("The file %1 cannot be read.").arg(path);
}

bool isAboutKey(const Error &error, const QString &keyFile)
{
    // Where both are one file, having no certificate is what is said of it first.
    return !keyFile.isEmpty() && error.value("fault") != "no-certificate"
        && error.value("path") == keyFile.toUtf8();
}

} // namespace Pushscope
