// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopback.h"
#include "rawpeer.h"

#include "transport/authoritiesfile.h"
#include "transport/certificate.h"
#include "transport/opensslpointer.h"
#include "transport/selfsigned.h"
#include "transport/tlscontext.h"
#include "transport/tlserror.h"

#include <QTemporaryFile>
#include <QTest>

#include <openssl/pem.h>

#include <thread>

using namespace Pushscope;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(Pushscope::CertificatePlan)

namespace {

constexpr std::chrono::seconds Day = 24h;

CertificatePlan planFor(const QList<QByteArray> &names)
{
    return { names, -Day, Day, false };
}

/// A TLS record that holds a fatal alert. Spec: RFC 8446 sections 5.1 and 6.
QByteArray alertRecord(char description)
{
    return QByteArray::fromHex("1503030002") + '\2' + description;
}

} // namespace

/// TLS against certificates made for the purpose, and against peers that do not play along.
class TestTls : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void tellsFacts();
    void trustsCertificatesWithoutSubject();
    void keepsAWholeStream();
    void finishesOneWay();
    void endsWithoutCloseNotify();
    void peerResets();
    void peerResetsWhileWeWrite();
    void peerAlertsOnceOpen();

    void refusesCertificates_data();
    void refusesCertificates();
    void goesOnUnverified();
    void refusesWithoutAuthority();
    void uselessAuthorities_data();
    void uselessAuthorities();
    void authoritiesOfEveryForm();
    void trustsBothOfOneName();
    void badIdentities_data();
    void badIdentities();

    void saysWhomItWants();
    void badPeers_data();
    void badPeers();
    void peerIsSilent();
    void peerResetsInHandshake();
    void clientGivesUp();

private:
    TlsOptions trusting() const;

    ServerIdentity m_authority;
    QTemporaryFile m_authorityFile;
};

void TestTls::initTestCase()
{
    CertificatePlan plan = planFor({ "Test Authority" });
    plan.isAuthority = true;
    m_authority = makeCertificate(plan).value();
    QVERIFY(m_authorityFile.open());
    m_authorityFile.write(m_authority.certificateChain);
    m_authorityFile.close();
}

TlsOptions TestTls::trusting() const
{
    TlsOptions options;
    options.isUsed = true;
    options.caCertificateFile = m_authorityFile.fileName();
    return options;
}

void TestTls::tellsFacts()
{
    Loopback loop;
    QVERIFY(loop.listen(*makeCertificate(planFor({ "localhost", "127.0.0.1" }), m_authority)));
    loop.connectTo(QStringLiteral("localhost"), loop.listener->port(), trusting());
    QTRY_VERIFY(loop.client.openFacts && loop.server.openFacts);

    const OpenFacts &facts = *loop.client.openFacts;
    QVERIFY(facts.dnsNs > 0 && facts.connectNs > 0 && facts.tlsNs > 0);
    QCOMPARE(facts.tls->version, QByteArray("TLSv1.3"));
    QVERIFY(facts.tls->cipher.startsWith("TLS_"));
    QCOMPARE(facts.tls->alpn, QByteArray("http/1.1"));
    QCOMPARE(facts.tls->subject, QByteArray("CN = localhost"));
    QCOMPARE(facts.tls->issuer, QByteArray("CN = Test Authority"));
    QVERIFY(facts.tls->expires.endsWith('Z'));
    QVERIFY(facts.tls->isVerified);
    QVERIFY(facts.tls->errors.isEmpty());
    QCOMPARE(loop.server.openFacts->tls->alpn, QByteArray("http/1.1"));
    QVERIFY(loop.server.openFacts->tlsNs > 0);
    QVERIFY(!loop.server.openFacts->tls->isVerified); // The client showed none.
    QCOMPARE(loop.faults(), QByteArrayList());
}

/// RFC 5280 section 4.1.2.6: a subject may be empty where a name stands in the extension.
void TestTls::trustsCertificatesWithoutSubject()
{
    CertificatePlan plan = planFor({ "localhost", "127.0.0.1" });
    plan.hasSubject = false;
    Loopback loop;
    QVERIFY(loop.listen(*makeCertificate(plan, m_authority)));
    loop.connectTo(QStringLiteral("localhost"), loop.listener->port(), trusting());
    QTRY_VERIFY(loop.client.openFacts);
    QVERIFY(loop.client.openFacts->tls->isVerified);
    QCOMPARE(loop.client.openFacts->tls->subject, QByteArray("localhost"));
}

void TestTls::keepsAWholeStream()
{
    constexpr qint64 Total = 16 * 1024 * 1024;
    Loopback loop;
    QByteArray octets(Total, Qt::Uninitialized);
    for (qint64 i = 0; i < Total; ++i)
        octets[i] = static_cast<char>(i * 131 >> 3);
    loop.server.onOpened = [&] {
        loop.server.outside([&] { loop.server.stream->write(octets); });
        loop.server.stream->close(30'000);
    };
    loop.client.onPeerFinished = [&] { loop.client.stream->close(1000); };
    QVERIFY(loop.listen(*makeCertificate(planFor({ "127.0.0.1" }), m_authority)));
    loop.connectTo(QStringLiteral("127.0.0.1"), loop.listener->port(), trusting());
    QTRY_VERIFY_WITH_TIMEOUT(loop.client.endFacts && loop.server.endFacts, 30'000);
    QVERIFY(loop.client.received == octets); // Not QCOMPARE, which would print them.
    QCOMPARE(loop.server.writtenCount, Total);
    QCOMPARE(loop.server.endFacts->by, std::optional(Role::Server));
    QCOMPARE(loop.client.endFacts->by, std::optional(Role::Server));
    QCOMPARE(loop.client.endFacts->how, EndedHow::Fin);
    QCOMPARE(loop.faults(), QByteArrayList());
}

void TestTls::finishesOneWay()
{
    Loopback loop;
    loop.client.onOpened = [&] {
        loop.client.stream->write("question");
        loop.client.stream->shutdownWriting();
    };
    loop.server.onPeerFinished = [&] {
        loop.server.stream->write("answer");
        loop.server.stream->close(1000);
    };
    QVERIFY(loop.listen(*makeCertificate(planFor({ "127.0.0.1" }), m_authority)));
    loop.connectTo(QStringLiteral("127.0.0.1"), loop.listener->port(), trusting());
    QTRY_VERIFY(loop.client.endFacts && loop.server.endFacts);
    QCOMPARE(loop.server.received, QByteArray("question"));
    QCOMPARE(loop.client.received, QByteArray("answer"));
    QCOMPARE(loop.client.endFacts->by, std::optional(Role::Client));
    QCOMPARE(loop.server.endFacts->by, std::optional(Role::Client));
    QCOMPARE(loop.faults(), QByteArrayList());
}

void TestTls::endsWithoutCloseNotify()
{
    Loopback loop;
    QVERIFY(loop.listen(*makeCertificate(planFor({ "127.0.0.1" }), m_authority)));
    loop.connectTo(QStringLiteral("127.0.0.1"), loop.listener->port(), trusting());
    QTRY_VERIFY(loop.client.openFacts && loop.server.openFacts);
    loop.server.stream->write("last words");
    QTRY_COMPARE(loop.client.received, QByteArray("last words"));
    loop.server.stream.reset(); // The descriptor is closed and no more.
    QTRY_COMPARE(loop.client.log.constLast(), QByteArray("peer-finished"));
    loop.client.stream->close(1000);
    QTRY_VERIFY(loop.client.endFacts);
    QCOMPARE(loop.client.endFacts->by, std::optional(Role::Server));
    QCOMPARE(loop.client.endFacts->how, EndedHow::Fin);
    QVERIFY(!loop.client.endFacts->error);
}

void TestTls::peerResets()
{
    Loopback loop;
    loop.server.onOpened = [&] { loop.server.stream->write("before it"); };
    loop.server.onWritten = [&] { loop.server.stream->abort(); };
    loop.client.onOpened = [&] { loop.client.stream->setReadingPaused(true); };
    QVERIFY(loop.listen(*makeCertificate(planFor({ "127.0.0.1" }), m_authority)));
    loop.connectTo(QStringLiteral("127.0.0.1"), loop.listener->port(), trusting());
    QTRY_VERIFY(loop.client.openFacts && loop.server.endFacts);
    QVERIFY(!loop.client.endFacts);
    loop.client.stream->setReadingPaused(false);
    QTRY_VERIFY(loop.client.endFacts);
    QCOMPARE(loop.client.received, QByteArray("before it"));
    QCOMPARE(loop.client.endFacts->by, std::optional(Role::Server));
    QCOMPARE(loop.client.endFacts->how, EndedHow::Reset);
    QCOMPARE(loop.client.endFacts->error->code, ErrorCode::Reset);
    QCOMPARE(loop.server.endFacts->by, std::optional(Role::Server));
    QCOMPARE(loop.server.endFacts->how, EndedHow::Reset);
    QCOMPARE(loop.faults(), QByteArrayList());
}

void TestTls::peerResetsWhileWeWrite()
{
    Loopback loop;
    loop.client.onOpened = [&] { loop.client.stream->setReadingPaused(true); };
    QVERIFY(loop.listen(*makeCertificate(planFor({ "127.0.0.1" }), m_authority)));
    loop.connectTo(QStringLiteral("127.0.0.1"), loop.listener->port(), trusting());
    QTRY_VERIFY(loop.client.openFacts && loop.server.openFacts);
    loop.server.stream->write("last words");
    loop.server.stream->abort();
    QTRY_VERIFY(loop.server.endFacts);
    loop.client.stream->write(QByteArray(100'000, 'x')); // Meets the reset at the latest with
    loop.client.stream->write(QByteArray(100'000, 'x')); // its second record.
    QTRY_COMPARE(loop.client.stream->pendingOctets(), 0);
    QVERIFY(!loop.client.endFacts); // What came before is still to be told.
    loop.client.stream->setReadingPaused(false);
    QTRY_VERIFY(loop.client.endFacts);
    QCOMPARE(loop.client.received, QByteArray("last words"));
    QCOMPARE(loop.client.endFacts->how, EndedHow::Reset);
    QCOMPARE(loop.client.endFacts->by, std::optional(Role::Server));
    QCOMPARE(loop.faults(), QByteArrayList());
}

void TestTls::peerAlertsOnceOpen()
{
    // In TLS 1.3 a client is done before its server has looked for the client's certificate.
    RawListener raw;
    Loopback loop;
    loop.connectTo(QStringLiteral("127.0.0.1"), raw.port(), trusting());
    RawPeer peer = raw.accept();
    const Result<TlsContext> context
        = serverContext(*makeCertificate(planFor({ "127.0.0.1" }), m_authority));
    SSL_CTX_set_verify(context->get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    std::thread server([&] {
        const SslPointer ssl(SSL_new(context->get()));
        SSL_set_fd(ssl.get(), peer.descriptor());
        SSL_accept(ssl.get()); // Fails, and says so to the client.
    });
    QTRY_VERIFY(loop.client.endFacts);
    server.join();
    QCOMPARE(loop.client.log, QByteArrayList({ "opened", "ended" }));
    const EndFacts &facts = *loop.client.endFacts;
    QCOMPARE(facts.by, std::optional(Role::Server));
    QCOMPARE(facts.how, EndedHow::TlsAlert);
    QCOMPARE(facts.error->code, ErrorCode::TlsAlert);
    QCOMPARE(facts.error->value("alert"), QByteArray("116")); // certificate_required
    QVERIFY(!facts.error->value("system").isEmpty());
}

void TestTls::refusesCertificates_data()
{
    QTest::addColumn<CertificatePlan>("plan");
    QTest::addColumn<bool>("isByAuthority");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QByteArray>("words");
    const QList<QByteArray> good{ "localhost" };
    const QList<QByteArray> bad{ "example.org", "203.0.113.9" };

    QTest::newRow("expired") << CertificatePlan{ good, -3 * Day, -Day, false } << true
                             << ErrorCode::TlsExpired << QByteArray("certificate has expired");
    QTest::newRow("not yet valid")
        << CertificatePlan{ good, Day, 3 * Day, false } << true << ErrorCode::TlsExpired
        << QByteArray("certificate is not yet valid");
    QTest::newRow("other name") << planFor(bad) << true << ErrorCode::TlsName
                                << QByteArray("hostname mismatch");
    QTest::newRow("other name and expired")
        << CertificatePlan{ bad, -3 * Day, -Day, false } << true << ErrorCode::TlsExpired
        << QByteArray("certificate has expired");
    QTest::newRow("self-signed") << planFor(good) << false << ErrorCode::TlsUntrusted
                                 << QByteArray("self-signed certificate");
    QTest::newRow("self-signed, expired, other name")
        << CertificatePlan{ bad, -3 * Day, -Day, false } << false << ErrorCode::TlsUntrusted
        << QByteArray("self-signed certificate");
}

void TestTls::refusesCertificates()
{
    QFETCH(CertificatePlan, plan);
    QFETCH(bool, isByAuthority);
    QFETCH(ErrorCode, code);
    QFETCH(QByteArray, words);
    const auto issuer = isByAuthority ? std::optional(m_authority) : std::nullopt;

    Loopback loop;
    QVERIFY(loop.listen(*makeCertificate(plan, issuer)));
    const quint16 port = loop.listener->port();
    loop.connectTo(QStringLiteral("localhost"), port, trusting());
    QTRY_VERIFY(loop.client.endFacts && loop.server.endFacts);

    const EndFacts &facts = *loop.client.endFacts;
    QCOMPARE(loop.client.log, QByteArrayList({ "ended" }));
    QVERIFY(!facts.by);
    QCOMPARE(facts.how, EndedHow::TlsAlert);
    QCOMPARE(facts.error->code, code);
    QCOMPARE(facts.error->value("speaks"),
             code == ErrorCode::ProtocolError ? QByteArray("no-tls") : QByteArray());
    QCOMPARE(facts.error->where, ErrorSite::Tls);
    QCOMPARE(facts.error->value("system"), words);
    QCOMPARE(facts.error->value("subject"), "CN = " + plan.names.constFirst());
    QCOMPARE(facts.error->value("issuer"),
             isByAuthority ? QByteArray("CN = Test Authority") : "CN = " + plan.names.constFirst());
    QCOMPARE(facts.error->value("names"), plan.names.join(", "));
    QVERIFY(facts.error->value("expires").startsWith("20"));
    QCOMPARE(facts.error->value("host"), QByteArray("localhost"));
    QCOMPARE(facts.error->value("port"), QByteArray::number(port));
    QCOMPARE(facts.error->value("address"), QByteArray("127.0.0.1"));

    // The server hears why.
    QCOMPARE(loop.server.log, QByteArrayList({ "ended" }));
    QCOMPARE(loop.server.endFacts->by, std::optional(Role::Client));
    QCOMPARE(loop.server.endFacts->how, EndedHow::TlsAlert);
    QCOMPARE(loop.server.endFacts->error->code, ErrorCode::TlsAlert);
    QCOMPARE(loop.faults(), QByteArrayList());
}

void TestTls::goesOnUnverified()
{
    Loopback loop;
    QVERIFY(loop.listen(*makeCertificate({ { "example.org" }, -3 * Day, -Day, false })));
    TlsOptions options = trusting();
    options.isVerificationOff = true;
    loop.connectTo(QStringLiteral("localhost"), loop.listener->port(), options);
    QTRY_VERIFY(loop.client.openFacts);
    QVERIFY(!loop.client.openFacts->tls->isVerified);
    QCOMPARE(loop.client.openFacts->tls->errors,
             QList<QByteArray>(
                 { "self-signed certificate", "hostname mismatch", "certificate has expired" }));
}

void TestTls::refusesWithoutAuthority()
{
    Loopback loop;
    QVERIFY(loop.listen(*makeCertificate(planFor({ "localhost" }), m_authority)));
    TlsOptions options;
    options.isUsed = true; // The system's authorities, who have never heard of ours.
    loop.connectTo(QStringLiteral("localhost"), loop.listener->port(), options);
    QTRY_VERIFY(loop.client.endFacts);
    QCOMPARE(loop.client.endFacts->error->code, ErrorCode::TlsUntrusted);
}

void TestTls::uselessAuthorities_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("path"); // Empty: of a file with that content.
    QTest::addColumn<QByteArray>("fault");
    const auto row = [](const char *name, const QByteArray &content, const char *path,
                        const char *fault) {
        QTest::newRow(name) << content << QString::fromLatin1(path) << QByteArray(fault);
    };
    const ServerIdentity one = *selfSignedIdentity();
    row("no such file", {}, "/no/such/file.pem", "unreadable");
    row("a device", {}, "/dev/zero", "not-a-file");
    row("nothing in it", {}, "", "no-certificate");
    row("a key", one.privateKey, "", "no-certificate");
    row("another format", QByteArray::fromHex("30820122"), "", "no-certificate");
    row("cut short", one.certificateChain.chopped(40), "", "no-certificate");
}

void TestTls::uselessAuthorities()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, path);
    QFETCH(QByteArray, fault);
    QTemporaryFile file;
    QVERIFY(file.open() && file.write(content) == content.size() && file.flush());
    Loopback loop;
    QVERIFY(loop.listen(*selfSignedIdentity()));
    TlsOptions options;
    options.isUsed = true;
    options.caCertificateFile = path.isEmpty() ? file.fileName() : path;
    loop.connectTo(QStringLiteral("localhost"), loop.listener->port(), options);
    QVERIFY(loop.client.log.isEmpty());
    QTRY_VERIFY(loop.client.endFacts);
    QCOMPARE(loop.client.endFacts->how, EndedHow::NeverConnected);
    const Error &error = *loop.client.endFacts->error;
    QCOMPARE(error.code, ErrorCode::TlsUntrusted);
    QCOMPARE(error.value("fault"), fault);
    QCOMPARE(error.value("path"), options.caCertificateFile.toUtf8());
    QCOMPARE(error.value("system").isEmpty(), fault != "unreadable");

    const auto checked = checkAuthorities(options.caCertificateFile);
    QVERIFY(!checked);
    QCOMPARE(checked.error().value("fault"), fault);
}

/// As the systems have them: several, and OpenSSL's own form, which says what for.
void TestTls::authoritiesOfEveryForm()
{
    const QByteArray plain = m_authority.certificateChain;
    const CertificatePointer certificate = readCertificate(plain);
    const BioPointer bio(BIO_new(BIO_s_mem()));
    QCOMPARE(PEM_write_bio_X509_AUX(bio.get(), certificate.get()), 1);
    char *octets = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &octets);
    const QByteArray trusted(octets, size);
    QVERIFY(trusted.startsWith("-----BEGIN TRUSTED CERTIFICATE-----"));
    for (const QByteArray &content :
         { trusted, QByteArray("# words\n" + trusted + selfSignedIdentity()->certificateChain),
           QByteArray(plain + plain) }) {
        QTemporaryFile file;
        QVERIFY(file.open() && file.write(content) == content.size() && file.flush());
        QVERIFY(checkAuthorities(file.fileName()));
    }
}

/// As a mock's certificate and the one before it, which a server that runs goes on to show.
void TestTls::trustsBothOfOneName()
{
    const QList<ServerIdentity> both{ *selfSignedIdentity(), *selfSignedIdentity() };
    QTemporaryFile file;
    QVERIFY(file.open() && file.write(both[0].certificateChain + both[1].certificateChain) > 0
            && file.flush());
    for (const ServerIdentity &identity : both) {
        Loopback loop;
        QVERIFY(loop.listen(identity));
        TlsOptions options;
        options.isUsed = true;
        options.caCertificateFile = file.fileName();
        loop.connectTo(QStringLiteral("localhost"), loop.listener->port(), options);
        QTRY_VERIFY(loop.client.openFacts);
        QVERIFY(loop.client.openFacts->tls->isVerified);
    }
}

void TestTls::badIdentities_data()
{
    QTest::addColumn<QByteArray>("chain");
    QTest::addColumn<QByteArray>("key");
    const ServerIdentity one = *selfSignedIdentity();
    const ServerIdentity other = *selfSignedIdentity();
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("no key") << one.certificateChain << QByteArray("rubbish");
    QTest::newRow("no certificate") << one.privateKey << one.privateKey;
    QTest::newRow("another's key") << one.certificateChain << other.privateKey;
}

void TestTls::badIdentities()
{
    QFETCH(QByteArray, chain);
    QFETCH(QByteArray, key);
    SystemClock clock;
    QtNetwork network(clock);
    const auto listener
        = network.listen(QStringLiteral("127.0.0.1"), 0, ServerIdentity{ chain, key },
                         [](const auto &) { return nullptr; });
    QVERIFY(!listener);
    QCOMPARE(listener.error().code, ErrorCode::TlsUntrusted);
    QVERIFY(!listener.error().value("system").isEmpty());
}

void TestTls::saysWhomItWants()
{
    Loopback loop;
    RawListener raw;
    for (const QByteArray &host : { QByteArray("localhost"), QByteArray("127.0.0.1") }) {
        loop.connectTo(QString::fromLatin1(host), raw.port(), trusting());
        RawPeer peer = raw.accept();
        QTRY_VERIFY(peer.isReadable(0));
        QByteArray hello = peer.receive(5); // RFC 8446 section 5.1: type, version, length.
        hello += peer.receive((quint8(hello[3]) << 8) + quint8(hello[4]));
        // RFC 6066 section 3: literal addresses are not permitted in server_name.
        QCOMPARE(hello.contains(host), host == "localhost");
        QVERIFY(hello.contains("\x08http/1.1"));
        loop.client.stream.reset();
    }
}

void TestTls::badPeers_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<EndedHow>("how");
    QTest::addColumn<bool>("isByServer");
    QTest::newRow("handshake_failure")
        << alertRecord(40) << ErrorCode::TlsAlert << EndedHow::TlsAlert << true;
    QTest::newRow("no_application_protocol")
        << alertRecord(120) << ErrorCode::Http2Only << EndedHow::TlsAlert << true;
    QTest::newRow("no TLS") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n")
                            << ErrorCode::ProtocolError << EndedHow::TlsAlert << false;
    QTest::newRow("banner") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n") << ErrorCode::ProtocolError
                            << EndedHow::TlsAlert << false;
    QTest::newRow("finishes") << QByteArray() << ErrorCode::ClosedEarly << EndedHow::Fin << true;
}

void TestTls::badPeers()
{
    QFETCH(QByteArray, octets);
    QFETCH(ErrorCode, code);
    QFETCH(EndedHow, how);
    QFETCH(bool, isByServer);
    Loopback loop;
    RawListener raw;
    loop.connectTo(QStringLiteral("127.0.0.1"), raw.port(), trusting());
    RawPeer peer = raw.accept();
    QVERIFY(octets.isEmpty() || peer.send(octets));
    peer.finish();
    QTRY_VERIFY(loop.client.endFacts);
    QCOMPARE(loop.client.log, QByteArrayList({ "ended" }));
    const EndFacts &facts = *loop.client.endFacts;
    QCOMPARE(facts.error->code, code);
    QCOMPARE(facts.error->where, ErrorSite::Tls);
    QCOMPARE(facts.how, how);
    QCOMPARE(facts.by, isByServer ? std::optional(Role::Server) : std::nullopt);
    QCOMPARE(facts.error->value("address"), QByteArray("127.0.0.1"));
}

void TestTls::peerIsSilent()
{
    Loopback loop;
    RawListener raw;
    loop.connectTo(QStringLiteral("127.0.0.1"), raw.port(), trusting(), 500ms);
    QTRY_VERIFY(loop.client.endFacts);
    QCOMPARE(loop.client.endFacts->error->code, ErrorCode::ConnectTimeout);
    QCOMPARE(loop.client.endFacts->error->where, ErrorSite::Tls);
    QCOMPARE(loop.client.endFacts->how, EndedHow::Timeout);
    QVERIFY(!loop.client.endFacts->by);
}

void TestTls::peerResetsInHandshake()
{
    Loopback loop;
    RawListener raw;
    loop.connectTo(QStringLiteral("127.0.0.1"), raw.port(), trusting());
    RawPeer peer = raw.accept();
    QTRY_VERIFY(peer.isReadable(0)); // The ClientHello.
    peer.reset();
    QTRY_VERIFY(loop.client.endFacts);
    QCOMPARE(loop.client.endFacts->error->code, ErrorCode::Reset);
    QCOMPARE(loop.client.endFacts->error->where, ErrorSite::Tls);
    QCOMPARE(loop.client.endFacts->how, EndedHow::Reset);
    QCOMPARE(loop.client.endFacts->by, std::optional(Role::Server));
}

void TestTls::clientGivesUp()
{
    Loopback loop;
    QVERIFY(loop.listen(*selfSignedIdentity()));
    RawPeer peer = RawPeer::to(QStringLiteral("127.0.0.1"), loop.listener->port());
    QTRY_VERIFY(loop.server.stream);
    peer.send("GET / HTTP/1.1\r\n\r\n");
    QTRY_VERIFY(loop.server.endFacts);
    QCOMPARE(loop.server.log, QByteArrayList({ "ended" }));
    QCOMPARE(loop.server.endFacts->error->code, ErrorCode::ProtocolError);
    QCOMPARE(loop.server.endFacts->error->value("system"), QByteArray("http request"));
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
