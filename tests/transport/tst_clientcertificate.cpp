// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopback.h"
#include "rawpeer.h"

#include "transport/clientcertificate.h"
#include "transport/opensslpointer.h"
#include "transport/selfsigned.h"

#include <QTemporaryDir>
#include <QTest>

#include <openssl/err.h>
#include <openssl/pem.h>

#include <thread>

using namespace Pushscope;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds Day = 24h;

/// A record of application data that no key fits.
const QByteArray BrokenRecord = QByteArray::fromHex("1703030020") + QByteArray(32, '\0');

/// Optional: it does without, but ends the connection over a record that it cannot decrypt.
enum class Demand : quint8 { Required, Optional };

/// A server of OpenSSL's own that wants a certificate of @p authority, for one connection.
class DemandingServer
{
public:
    DemandingServer(const ServerIdentity &identity, const QByteArray &authority, int version,
                    Demand demand = Demand::Required)
        : m_context(SSL_CTX_new(TLS_server_method()))
        , m_demand(demand)
    {
        const BioPointer chain(bioOf(identity.certificateChain));
        const CertificatePointer own(PEM_read_bio_X509(chain.get(), nullptr, nullptr, nullptr));
        const BioPointer keyBio(bioOf(identity.privateKey));
        const KeyPointer key(PEM_read_bio_PrivateKey(keyBio.get(), nullptr, nullptr, nullptr));
        SSL_CTX_use_certificate(m_context.get(), own.get());
        SSL_CTX_use_PrivateKey(m_context.get(), key.get());
        const BioPointer trusted(bioOf(authority));
        const CertificatePointer root(PEM_read_bio_X509(trusted.get(), nullptr, nullptr, nullptr));
        X509_STORE_add_cert(SSL_CTX_get_cert_store(m_context.get()), root.get());
        SSL_CTX_set_verify(m_context.get(),
                           demand == Demand::Required
                               ? SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT
                               : SSL_VERIFY_PEER,
                           nullptr);
        SSL_CTX_set_max_proto_version(m_context.get(), version);
    }

    ~DemandingServer()
    {
        if (m_peer)
            ::shutdown(m_peer->descriptor(), SHUT_RDWR); // Or a test that failed would hang.
        if (m_thread.joinable())
            m_thread.join();
    }
    DemandingServer(const DemandingServer &) = delete;
    DemandingServer &operator=(const DemandingServer &) = delete;

    /// Sends the subject it was shown and how many certificates stood behind it.
    void serve(RawPeer peer)
    {
        m_peer = std::make_unique<RawPeer>(std::move(peer));
        m_thread = std::thread([this] {
            const SslPointer ssl(SSL_new(m_context.get()));
            SSL_set_fd(ssl.get(), m_peer->descriptor());
            const bool isAccepted = SSL_accept(ssl.get()) == 1;
            if (isAccepted && m_demand == Demand::Optional) {
                readBrokenRecord(ssl.get());
            } else if (isAccepted) {
                const QByteArray name = shown(ssl.get());
                SSL_write(ssl.get(), name.constData(), static_cast<int>(name.size()));
                SSL_shutdown(ssl.get());
            }
            m_peer->finish();
            while (!m_peer->receiveSome(1024).isEmpty()) { }
        });
    }

private:
    static BIO *bioOf(const QByteArray &pem)
    {
        return BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size()));
    }
    /// As if the client had sent it; the alert goes to the client.
    static void readBrokenRecord(SSL *ssl)
    {
        SSL_set0_rbio(ssl, bioOf(BrokenRecord));
        char octet = 0;
        SSL_read(ssl, &octet, 1);
    }
    static QByteArray shown(SSL *ssl)
    {
        char name[256] = {};
        X509_NAME_oneline(X509_get_subject_name(SSL_get0_peer_certificate(ssl)), name,
                          sizeof name);
        const STACK_OF(X509) *chain = SSL_get_peer_cert_chain(ssl);
        return QByteArray(name) + ' ' + QByteArray::number(sk_X509_num(chain));
    }

    SslContextPointer m_context;
    Demand m_demand;
    std::unique_ptr<RawPeer> m_peer;
    std::thread m_thread;
};

QByteArray encrypted(const QByteArray &pem)
{
    const BioPointer in(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    const KeyPointer key(PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr));
    const BioPointer out(BIO_new(BIO_s_mem()));
    const unsigned char password[] = "geheim";
    PEM_write_bio_PrivateKey(out.get(), key.get(), EVP_aes_128_cbc(), password, 6, nullptr,
                             nullptr);
    char *octets = nullptr;
    const long size = BIO_get_mem_data(out.get(), &octets);
    return QByteArray(octets, size);
}

} // namespace

/// What a client shows to a server that asks who it is.
class TestClientCertificate : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void readsFiles_data();
    void readsFiles();
    void isShown_data();
    void isShown();
    void isWanted_data();
    void isWanted();
    void isNotBlamed_data();
    void isNotBlamed();
    void isNotTrusted();
    void isNotWanted();
    void failsBeforeItConnects_data();
    void failsBeforeItConnects();

private:
    QString put(const char *name, const QByteArray &content);
    [[nodiscard]] QString path(const QByteArray &name) const;
    TlsOptions options(const char *certificate, const char *key) const;

    QTemporaryDir m_folder;
    ServerIdentity m_authority;
    ServerIdentity m_server;
};

QString TestClientCertificate::path(const QByteArray &name) const
{
    return name.isEmpty() ? QString() : m_folder.filePath(QString::fromLatin1(name));
}

QString TestClientCertificate::put(const char *name, const QByteArray &content)
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("no temporary file");
    return file.fileName();
}

void TestClientCertificate::initTestCase()
{
    m_authority = makeCertificate({ { "Test Authority" }, -Day, Day, true }).value();
    const ServerIdentity between
        = makeCertificate({ { "Between" }, -Day, Day, true }, m_authority).value();
    const ServerIdentity client
        = makeCertificate({ { "client" }, -Day, Day, false, true }, between).value();
    const ServerIdentity stranger = makeCertificate({ { "stranger" }, -Day, Day, false }).value();
    m_server = makeCertificate({ { "localhost" }, -Day, Day, false }, m_authority).value();
    put("ca.pem", m_authority.certificateChain);
    put("cert.pem", client.certificateChain);
    put("key.pem", client.privateKey);
    put("both.pem", client.privateKey + client.certificateChain);
    put("encrypted.pem", encrypted(client.privateKey));
    put("stranger.pem", stranger.certificateChain);
    put("stranger-key.pem", stranger.privateKey);
    put("rubbish.pem", "-----BEGIN RUBBISH-----\nAAAA\n-----END RUBBISH-----\n");
    put("empty.pem", {});
}

TlsOptions TestClientCertificate::options(const char *certificate, const char *key) const
{
    TlsOptions options;
    options.isUsed = true;
    options.caCertificateFile = path("ca.pem");
    options.certificateFile = path(certificate);
    options.keyFile = path(key);
    return options;
}

void TestClientCertificate::readsFiles_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<QByteArray>("at"); // Which file.
    const auto row = [](const char *name, const char *certificate, const char *key,
                        const char *fault, const char *at) {
        QTest::newRow(name) << QByteArray(certificate) << QByteArray(key) << QByteArray(fault)
                            << QByteArray(at);
    };
    row("two files", "cert.pem", "key.pem", "", "");
    row("one file", "both.pem", "", "", "");
    row("the key of another", "cert.pem", "stranger-key.pem", "other-key", "stranger-key.pem");
    row("a key under a password", "cert.pem", "encrypted.pem", "encrypted-key", "encrypted.pem");
    row("no key", "cert.pem", "", "no-key", "cert.pem");
    row("no key in its file", "cert.pem", "rubbish.pem", "no-key", "rubbish.pem");
    row("no certificate", "key.pem", "key.pem", "no-certificate", "key.pem");
    row("rubbish", "rubbish.pem", "key.pem", "no-certificate", "rubbish.pem");
    row("an empty file", "empty.pem", "key.pem", "no-certificate", "empty.pem");
    row("no such file", "none.pem", "key.pem", "unreadable", "none.pem");
    row("no such key", "cert.pem", "none.pem", "unreadable", "none.pem");
}

void TestClientCertificate::readsFiles()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, fault);
    QFETCH(QByteArray, at);
    const auto checked = checkClientCertificate(path(certificate), path(key));
    QCOMPARE(checked.isOk(), fault.isEmpty());
    QCOMPARE(ERR_peek_error(), 0UL); // Nothing is left for the next to stumble over.
    if (checked)
        return;
    QCOMPARE(checked.error().code, ErrorCode::TlsUntrusted);
    QCOMPARE(checked.error().where, ErrorSite::Tls);
    QCOMPARE(checked.error().value("fault"), fault);
    QCOMPARE(checked.error().value("path"), path(at).toUtf8());
    QCOMPARE(checked.error().value("system").isEmpty(), fault != "unreadable");
}

void TestClientCertificate::isShown_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("TLS 1.3") << TLS1_3_VERSION;
    QTest::newRow("TLS 1.2") << TLS1_2_VERSION;
}

void TestClientCertificate::isShown()
{
    QFETCH(int, version);
    for (const bool isOneFile : { false, true }) {
        Loopback loop;
        RawListener listener;
        DemandingServer server(m_server, m_authority.certificateChain, version);
        loop.connectTo(QStringLiteral("localhost"), listener.port(),
                       isOneFile ? options("both.pem", "") : options("cert.pem", "key.pem"));
        server.serve(listener.accept());
        QTRY_COMPARE(loop.client.received, QByteArray("/CN=client 2")); // With its chain.
        loop.client.stream->close(1000);
        QTRY_VERIFY(loop.client.endFacts);
        QVERIFY(!loop.client.endFacts->error);
    }
}

void TestClientCertificate::isWanted_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("isWithheld");
    QTest::newRow("TLS 1.2") << TLS1_2_VERSION << false;
    QTest::newRow("TLS 1.3") << TLS1_3_VERSION << false;
    QTest::newRow("TLS 1.2, kept from this server") << TLS1_2_VERSION << true;
    QTest::newRow("TLS 1.3, kept from this server") << TLS1_3_VERSION << true;
}

void TestClientCertificate::isWanted()
{
    QFETCH(int, version);
    QFETCH(bool, isWithheld);
    Loopback loop;
    RawListener listener;
    DemandingServer server(m_server, m_authority.certificateChain, version);
    TlsOptions asking = options("", "");
    asking.isCertificateWithheld = isWithheld;
    loop.connectTo(QStringLiteral("localhost"), listener.port(), asking);
    server.serve(listener.accept());
    QTRY_VERIFY(loop.client.endFacts);
    const EndFacts &facts = *loop.client.endFacts;
    // TLS 1.3 has the server say so once the client believes that all is well.
    QCOMPARE(loop.client.openFacts.has_value(), version == TLS1_3_VERSION);
    QCOMPARE(facts.how, EndedHow::TlsAlert);
    QCOMPARE(facts.by, std::optional(Role::Server));
    QCOMPARE(facts.error->code, ErrorCode::TlsAlert);
    QCOMPARE(facts.error->value("fault"),
             QByteArray(isWithheld ? "client-certificate-withheld" : "client-certificate-wanted"));
    QCOMPARE(facts.error->value("alert"), QByteArray(version == TLS1_3_VERSION ? "116" : "40"));
    QCOMPARE(facts.error->value("system"),
             QByteArray(version == TLS1_3_VERSION ? "certificate required" : "handshake failure"));
    QCOMPARE(facts.error->value("host"), QByteArray("localhost"));
}

void TestClientCertificate::isNotBlamed_data()
{
    isShown_data();
}

void TestClientCertificate::isNotBlamed()
{
    // Asked for, but not insisted on: what the server complains of later is something else.
    QFETCH(int, version);
    Loopback loop;
    RawListener listener;
    DemandingServer server(m_server, m_authority.certificateChain, version, Demand::Optional);
    loop.connectTo(QStringLiteral("localhost"), listener.port(), options("", ""));
    server.serve(listener.accept());
    QTRY_VERIFY(loop.client.endFacts);
    const EndFacts &facts = *loop.client.endFacts;
    QCOMPARE(facts.how, EndedHow::TlsAlert);
    QVERIFY(facts.error);
    QCOMPARE(facts.error->code, ErrorCode::TlsAlert);
    QCOMPARE(facts.error->value("alert"), QByteArray::number(SSL_AD_BAD_RECORD_MAC));
    QVERIFY(facts.error->value("fault").isEmpty());
}

void TestClientCertificate::isNotTrusted()
{
    Loopback loop;
    RawListener listener;
    DemandingServer server(m_server, m_authority.certificateChain, TLS1_3_VERSION);
    loop.connectTo(QStringLiteral("localhost"), listener.port(),
                   options("stranger.pem", "stranger-key.pem"));
    server.serve(listener.accept());
    QTRY_VERIFY(loop.client.endFacts);
    QCOMPARE(loop.client.endFacts->error->code, ErrorCode::TlsAlert);
    QCOMPARE(loop.client.endFacts->error->value("system"), QByteArray("unknown CA"));
    QVERIFY(loop.client.endFacts->error->value("fault").isEmpty()); // One was shown.
}

void TestClientCertificate::isNotWanted()
{
    // A server that does not ask hears nothing of it.
    Loopback loop;
    QVERIFY(loop.listen(m_server));
    loop.connectTo(QStringLiteral("localhost"), loop.listener->port(),
                   options("cert.pem", "key.pem"));
    QTRY_VERIFY(loop.client.openFacts && loop.server.openFacts);
    QVERIFY(loop.server.openFacts->tls->subject.isEmpty());
}

void TestClientCertificate::failsBeforeItConnects_data()
{
    QTest::addColumn<bool>("hasProxy");
    QTest::newRow("straight") << false;
    QTest::newRow("by way of a proxy") << true;
}

void TestClientCertificate::failsBeforeItConnects()
{
    QFETCH(bool, hasProxy);
    Loopback loop;
    QVERIFY(loop.listen(m_server));
    ConnectTarget target;
    target.host = QStringLiteral("localhost");
    target.port = loop.listener->port();
    target.tls = options("cert.pem", "encrypted.pem");
    if (hasProxy)
        target.proxy = ProxyHop{ QStringLiteral("127.0.0.1"), loop.listener->port(), {} };
    loop.client.stream = loop.network.connectTo(target, &loop.client);
    QTRY_VERIFY(loop.client.endFacts);
    QCOMPARE(loop.client.endFacts->how, EndedHow::NeverConnected);
    const Error &error = *loop.client.endFacts->error;
    QCOMPARE(error.value("fault"), QByteArray("encrypted-key"));
    // The file is at fault, not the proxy, which has not heard of it.
    QCOMPARE(error.where, ErrorSite::Tls);
    QCOMPARE(error.value("host"), QByteArray("localhost"));
    QVERIFY(loop.server.log.isEmpty());
}

QTEST_GUILESS_MAIN(TestClientCertificate)
#include "tst_clientcertificate.moc"
