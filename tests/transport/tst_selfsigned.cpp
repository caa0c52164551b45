// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/certificate.h"
#include "transport/selfsigned.h"
#include "transport/tlserror.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

class TestSelfSigned : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatServeNeeds();
    void isNewEachTime();
    void fingerprints();
    void holdsForATime();
    void carriesItsIssuer();
    void refusesABadIssuer();
};

void TestSelfSigned::saysWhatServeNeeds()
{
    const Result<ServerIdentity> identity = selfSignedIdentity();
    QVERIFY(identity);
    const CertificatePointer certificate = readCertificate(identity->certificateChain);
    QVERIFY(certificate);
    QVERIFY(readKey(identity->privateKey));
    QVERIFY(X509_check_private_key(certificate.get(), readKey(identity->privateKey).get()) == 1);

    const CertificateFacts facts = factsOf(certificate.get());
    QCOMPARE(facts.subject, QByteArray("CN = localhost"));
    QCOMPARE(facts.issuer, facts.subject);
    QCOMPARE(facts.names, QList<QByteArray>({ "localhost", "127.0.0.1", "::1" }));

    // Others of its name are told apart by it.
    const ASN1_OCTET_STRING *signer = X509_get0_authority_key_id(certificate.get());
    QVERIFY(signer);
    QCOMPARE(ASN1_OCTET_STRING_cmp(signer, X509_get0_subject_key_id(certificate.get())), 0);

    int days = 0;
    int seconds = 0;
    QVERIFY(ASN1_TIME_diff(&days, &seconds, X509_get0_notBefore(certificate.get()),
                           X509_get0_notAfter(certificate.get())));
    QCOMPARE(days, 30);
    EVP_PKEY *key = X509_get0_pubkey(certificate.get());
    QCOMPARE(EVP_PKEY_get_bits(key), 256);
}

void TestSelfSigned::isNewEachTime()
{
    const ServerIdentity one = *selfSignedIdentity({ "a.example" });
    const ServerIdentity other = *selfSignedIdentity({ "a.example" });
    QVERIFY(one.privateKey != other.privateKey);
    const CertificatePointer first = readCertificate(one.certificateChain);
    const CertificatePointer second = readCertificate(other.certificateChain);
    QVERIFY(
        ASN1_INTEGER_cmp(X509_get0_serialNumber(first.get()), X509_get0_serialNumber(second.get()))
        != 0);
}

void TestSelfSigned::fingerprints()
{
    // Made once with the openssl program; the fingerprint is what `openssl x509 -fingerprint
    // -sha256` says of it.
    const QByteArray pem = R"(-----BEGIN CERTIFICATE-----
MIIBkTCCATegAwIBAgIUCKeLSTVxb97LWjKk88qv+WWg8ZMwCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTZmluZ2VycHJpbnQuZXhhbXBsZTAeFw0yNjExMjEwMDE4NTZa
Fw0zNjExMTgwMDE4NTZaMB4xHDAaBgNVBAMME2ZpbmdlcnByaW50LmV4YW1wbGUw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATN8bVStC0+jgcioXXZ9tQ2mMvai3Cq
zfnEuiD8NBeMv21gGTNR99DFth4dJ2p/wHsZgPNYETweiyDr01d2lxNLo1MwUTAd
BgNVHQ4EFgQUI63gj4f0AhTmd7cN79NEtMYelbUwHwYDVR0jBBgwFoAUI63gj4f0
AhTmd7cN79NEtMYelbUwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBF
AiEA8Mai1Oq0Lrr2FHw5JlgoCLElsuXuj99UeIKgUKwF0AECIGyv0zC5nb3w8GZm
gIUPIFWfxyFF1MclSiks3MjUBzBb
-----END CERTIFICATE-----
)";
    QCOMPARE(certificateFingerprint(pem),
             QByteArray("E0:7A:FE:49:DF:FD:77:F8:16:BB:2F:38:92:0B:A4:45:"
                        "68:28:A1:11:C0:3A:FB:31:B8:94:37:7E:A0:77:3B:59"));
    QCOMPARE(certificateFingerprint("no certificate"), QByteArray());
    QCOMPARE(certificateFingerprint({}), QByteArray());
}

void TestSelfSigned::holdsForATime()
{
    const QByteArray own = selfSignedIdentity()->certificateChain;
    QVERIFY(isValidFor(own, 0s));
    QVERIFY(isValidFor(own, 24h * 29));
    QVERIFY(!isValidFor(own, 24h * 31));
    QVERIFY(!isValidFor(makeCertificate({ { "a" }, -2h, -1h })->certificateChain, 0s));
    QVERIFY(!isValidFor(makeCertificate({ { "a" }, 1h, 2h })->certificateChain, 0s));
    QVERIFY(!isValidFor("no certificate", 0s));
}

void TestSelfSigned::carriesItsIssuer()
{
    const ServerIdentity authority
        = *makeCertificate({ { "Authority" }, -1h, 1h, true }, std::nullopt);
    const ServerIdentity leaf = *makeCertificate({ { "a.example" }, -1h, 1h, false }, authority);
    QCOMPARE(leaf.certificateChain.count("BEGIN CERTIFICATE"), 2);
    const CertificatePointer certificate = readCertificate(leaf.certificateChain);
    QCOMPARE(factsOf(certificate.get()).issuer, QByteArray("CN = Authority"));
    QCOMPARE(X509_verify(certificate.get(), readKey(authority.privateKey).get()), 1);
}

void TestSelfSigned::refusesABadIssuer()
{
    const Result<ServerIdentity> made
        = makeCertificate({ { "a.example" }, 0s, 1h, false }, ServerIdentity{ "no", "PEM" });
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::TlsUntrusted);
    QVERIFY(!made.error().value("system").isEmpty());
}

QTEST_APPLESS_MAIN(TestSelfSigned)
#include "tst_selfsigned.moc"
