// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/selfsigned.h"

#include "transport/opensslpointer.h"
#include "transport/socketaddress.h"
#include "transport/tlserror.h"

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>

#include <array>

namespace Pushscope {

namespace {

constexpr std::chrono::hours SelfSignedLifetime{ 24 * 30 };
/// A clock that is a little behind ours still takes a new certificate.
constexpr std::chrono::seconds ClockTolerance{ 300 };
constexpr long X509Version3 = 2;

template <typename Write> QByteArray toPem(Write write)
{
    const BioPointer bio(BIO_new(BIO_s_mem()));
    if (write(bio.get()) != 1)
        return {};
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, size);
}

/// Positive and unpredictable. Spec: RFC 5280 section 4.1.2.2, at most 20 octets.
bool setSerialNumber(X509 *certificate)
{
    std::array<unsigned char, 16> octets{};
    if (RAND_bytes(octets.data(), static_cast<int>(octets.size())) != 1)
        return false;
    octets[0] = static_cast<unsigned char>((octets[0] & 0x7f) | 0x40);
    BIGNUM *number = BN_bin2bn(octets.data(), static_cast<int>(octets.size()), nullptr);
    const bool isSet = BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr;
    BN_free(number);
    return isSet;
}

bool addExtension(X509 *certificate, X509 *issuer, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData());
    const bool isAdded = extension && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return isAdded;
}

QByteArray alternativeNames(const QList<QByteArray> &names)
{
    QByteArrayList entries;
    for (const QByteArray &name : names) {
        const bool isAddress = SocketAddress::fromLiteral(QString::fromUtf8(name), 0).has_value();
        entries.append((isAddress ? "IP:" : "DNS:") + name);
    }
    return entries.join(',');
}

bool describe(X509 *certificate, const CertificatePlan &plan, EVP_PKEY *key)
{
    X509_NAME *name = X509_get_subject_name(certificate);
    const QByteArray commonName = plan.names.value(0);
    return X509_set_version(certificate, X509Version3) == 1 && setSerialNumber(certificate)
        && X509_gmtime_adj(X509_getm_notBefore(certificate), plan.notBefore.count())
        && X509_gmtime_adj(X509_getm_notAfter(certificate), plan.notAfter.count())
        && (!plan.hasSubject
            || X509_NAME_add_entry_by_txt(
                   name, "CN", MBSTRING_UTF8,
                   reinterpret_cast<const unsigned char *>(commonName.constData()),
                   static_cast<int>(commonName.size()), -1, 0)
                == 1)
        && X509_set_pubkey(certificate, key) == 1;
}

bool addExtensions(X509 *certificate, X509 *issuer, const CertificatePlan &plan)
{
    const bool isAuthority = plan.isAuthority;
    return addExtension(certificate, issuer, NID_basic_constraints,
                        isAuthority ? "critical,CA:TRUE" : "critical,CA:FALSE")
        && addExtension(certificate, issuer, NID_key_usage,
                        isAuthority ? "critical,keyCertSign,cRLSign" : "critical,digitalSignature")
        && (isAuthority
            || addExtension(certificate, issuer, NID_ext_key_usage,
                            plan.isForClient ? "clientAuth" : "serverAuth"))
        && addExtension(certificate, issuer, NID_subject_key_identifier, "hash")
        // RFC 5280 section 4.2.1.1 lets a certificate that signs itself do without. But who trusts
        // several of one name, as ours are, finds the right one by it.
        && addExtension(certificate, issuer, NID_authority_key_identifier, "keyid:always")
        && addExtension(certificate, issuer, NID_subject_alt_name, alternativeNames(plan.names));
}

} // namespace

Result<ServerIdentity> makeCertificate(const CertificatePlan &plan,
                                       const std::optional<ServerIdentity> &issuer)
{
    clearTlsErrors();
    const KeyPointer key(EVP_EC_gen("P-256"));
    const CertificatePointer certificate(X509_new());
    CertificatePointer issuerCertificate;
    KeyPointer issuerKey;
    if (issuer) {
        issuerCertificate = readCertificate(issuer->certificateChain);
        issuerKey = readKey(issuer->privateKey);
        if (!issuerCertificate || !issuerKey)
            return tlsError(ErrorCode::TlsUntrusted);
    }
    X509 *const signer = issuer ? issuerCertificate.get() : certificate.get();
    if (!key || !certificate || !describe(certificate.get(), plan, key.get())
        || X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer)) != 1
        || !addExtensions(certificate.get(), signer, plan)
        || X509_sign(certificate.get(), issuer ? issuerKey.get() : key.get(), EVP_sha256()) == 0)
        return tlsError(ErrorCode::TlsUntrusted);

    ServerIdentity identity;
    identity.certificateChain
        = toPem([&](BIO *bio) { return PEM_write_bio_X509(bio, certificate.get()); });
    if (issuer)
        identity.certificateChain += issuer->certificateChain;
    identity.privateKey = toPem([&](BIO *bio) {
        return PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    return identity;
}

Result<ServerIdentity> selfSignedIdentity(const QList<QByteArray> &names)
{
    CertificatePlan plan;
    plan.names = names;
    plan.notBefore = -ClockTolerance;
    plan.notAfter = SelfSignedLifetime;
    return makeCertificate(plan);
}

bool isValidFor(QByteArrayView pem, std::chrono::seconds rest)
{
    const CertificatePointer certificate = readCertificate(pem);
    clearTlsErrors();
    if (!certificate)
        return false;
    auto end = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now() + rest);
    return X509_cmp_current_time(X509_get0_notBefore(certificate.get())) < 0
        && X509_cmp_time(X509_get0_notAfter(certificate.get()), &end) > 0;
}

} // namespace Pushscope
