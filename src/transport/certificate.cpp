// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/certificate.h"

#include "transport/opensslpointer.h"
#include "transport/socketaddress.h"

#include <netinet/in.h>
#include <openssl/pem.h>

#include <array>
#include <cstring>
#include <ctime>

namespace Pushscope {

namespace {

QByteArray contentOf(const BioPointer &bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, size);
}

QByteArray oneLine(const X509_NAME *name)
{
    const BioPointer bio(BIO_new(BIO_s_mem()));
    // UTF-8 as it is instead of \xx escapes.
    X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB);
    return contentOf(bio);
}

QByteArray rfc3339(const ASN1_TIME *time)
{
    tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return QByteArray(text.data(), static_cast<qsizetype>(size));
}

QByteArray addressOf(const ASN1_OCTET_STRING *octets)
{
    SocketAddress address;
    const auto *data = ASN1_STRING_get0_data(octets);
    if (ASN1_STRING_length(octets) == 4) {
        auto *v4 = reinterpret_cast<sockaddr_in *>(&address.storage);
        v4->sin_family = AF_INET;
        std::memcpy(&v4->sin_addr, data, 4);
        address.length = sizeof *v4;
    } else if (ASN1_STRING_length(octets) == 16) {
        auto *v6 = reinterpret_cast<sockaddr_in6 *>(&address.storage);
        v6->sin6_family = AF_INET6;
        std::memcpy(&v6->sin6_addr, data, 16);
        address.length = sizeof *v6;
    }
    return address.address();
}

QList<QByteArray> namesOf(const X509 *certificate)
{
    QList<QByteArray> names;
    auto *list = static_cast<GENERAL_NAMES *>(
        X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
    for (int i = 0; i < sk_GENERAL_NAME_num(list); ++i) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(list, i);
        if (name->type == GEN_DNS) {
            names.append(
                QByteArray(reinterpret_cast<const char *>(ASN1_STRING_get0_data(name->d.dNSName)),
                           ASN1_STRING_length(name->d.dNSName)));
        } else if (name->type == GEN_IPADD) {
            names.append(addressOf(name->d.iPAddress));
        }
    }
    GENERAL_NAMES_free(list);
    return names;
}

} // namespace

QByteArray CertificateFacts::shownName() const
{
    return subject.isEmpty() ? names.value(0) : subject;
}

CertificateFacts factsOf(const X509 *certificate)
{
    if (!certificate)
        return {};
    return { oneLine(X509_get_subject_name(certificate)),
             oneLine(X509_get_issuer_name(certificate)), rfc3339(X509_get0_notAfter(certificate)),
             namesOf(certificate) };
}

QByteArray certificateFingerprint(QByteArrayView pem)
{
    const BioPointer bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const CertificatePointer certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (!certificate || X509_digest(certificate.get(), EVP_sha256(), digest.data(), &size) != 1)
        return {};
    return QByteArray(reinterpret_cast<const char *>(digest.data()), size).toHex(':').toUpper();
}

} // namespace Pushscope
