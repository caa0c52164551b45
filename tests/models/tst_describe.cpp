// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/describe.h"

#include "capture/record.h"

#include <QSet>
#include <QTest>

using namespace Pushscope;

class TestDescribe : public QObject
{
    Q_OBJECT

private slots:
    void everyViolationHasItsOwnSentence();
    void everyErrorHasItsOwnSentence();
    void facts_data();
    void facts();
    void errorOfRecord();
};

namespace {

bool isSentence(const QString &text)
{
    return text.size() > 20 && text.at(0) == text.at(0).toUpper() && text.endsWith(QLatin1Char('.'))
        && !text.contains(QLatin1Char('%'));
}

} // namespace

void TestDescribe::everyViolationHasItsOwnSentence()
{
    QSet<QString> seen;
    for (int i = 0; i < ViolationCount; ++i) {
        const auto violation = static_cast<Violation>(i);
        const QString sentence = describe(violation);
        QVERIFY2(isSentence(sentence), qPrintable(sentence));
        QVERIFY2(!seen.contains(sentence), qPrintable(sentence));
        seen.insert(sentence);
        QVERIFY(!sectionOf(violation).isEmpty());
        QVERIFY2(sentence.contains(sectionOf(violation)), qPrintable(sentence));
        QVERIFY(sectionUrl(violation).isValid());
        QCOMPARE(sectionUrl(violation).scheme(), QStringLiteral("https"));
    }
    QCOMPARE(sectionOf(Violation::MaskedByServer), QStringLiteral("RFC 6455 §5.1"));
}

void TestDescribe::everyErrorHasItsOwnSentence()
{
    QSet<QString> bare;
    QSet<QString> full;
    for (int i = 0; i <= static_cast<int>(ErrorCode::ConnectError); ++i) {
        Error error{ static_cast<ErrorCode>(i), ErrorSite::Tcp, {} };
        const QString without = describe(error);
        QVERIFY2(isSentence(without), qPrintable(without));
        QVERIFY2(!bare.contains(without), qPrintable(without));
        bare.insert(without);

        error.data = { { "host", "FEED.example" }, { "port", "443" },     { "status", "503" },
                       { "limit", "1000" },        { "path", "/a.cap" },  { "subject", "CN=a" },
                       { "issuer", "CN=b" },       { "expires", "2020" }, { "system", "No." },
                       { "timeout_ms", "500" },    { "type", "a/b" },     { "url", "x" } };
        const QString with = describe(error);
        QVERIFY2(isSentence(with), qPrintable(with));
        QVERIFY2(!full.contains(with), qPrintable(with));
        QVERIFY2(with != without, qPrintable(with));
        full.insert(with);
    }
}

void TestDescribe::facts_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("refused names the port")
        << Error{ ErrorCode::Refused, ErrorSite::Tcp, { { "host", "a.b" }, { "port", "81" } } }
        << QStringLiteral("Nothing listens on a.b:81: the connection was refused.");
    QTest::newRow("an IPv6 address stands in brackets")
        << Error{ ErrorCode::Refused, ErrorSite::Tcp, { { "host", "::1" }, { "port", "81" } } }
        << QStringLiteral("Nothing listens on [::1]:81: the connection was refused.");
    QTest::newRow("no host") << Error{ ErrorCode::Reset, ErrorSite::Tcp, {} }
                             << QStringLiteral("The server reset the connection.");
    QTest::newRow("status with reason")
        << Error{ ErrorCode::HttpStatus,
                  ErrorSite::Http,
                  { { "host", "a" }, { "status", "404" }, { "reason", "Not Found" } } }
        << QStringLiteral("a answered with status 404 Not Found.");
    QTest::newRow("status names the address that was asked for")
        << Error{ ErrorCode::HttpStatus,
                  ErrorSite::Http,
                  { { "host", "a" }, { "url", "http://a.b:81/x?y=1" }, { "status", "404" } } }
        << QStringLiteral("http://a.b:81/x?y=1 answered with status 404.");
    QTest::newRow("the host of the address where no other is known")
        << Error{ ErrorCode::WrongType,
                  ErrorSite::Http,
                  { { "url", "http://a.b:81/x" },
                    { "type", "text/html" },
                    { "expected", "text/event-stream" } } }
        << QStringLiteral("This is not a stream: the answer of a.b:81 is text/html, where "
                          "text/event-stream is needed.");
    QTest::newRow("the system's words end in one stop")
        << Error{ ErrorCode::Unreachable,
                  ErrorSite::Tcp,
                  { { "host", "a" }, { "system", "No route to host." } } }
        << QStringLiteral("a cannot be reached from here. The system says: No route to host.");
    QTest::newRow("time-out") << Error{
        ErrorCode::ResponseTimeout, ErrorSite::Http, { { "host", "a" }, { "timeout_ms", "1500" } }
    } << QStringLiteral("a did not answer within 1.500 s.");
    QTest::newRow("handshake with its rule")
        << Error{ ErrorCode::HandshakeRefused,
                  ErrorSite::WebSocket,
                  { { "host", "a" }, { "violation", "version-not-13" } } }
        << QStringLiteral("The opening handshake with a failed. Sec-WebSocket-Version must be 13, "
                          "and it is not (RFC 6455 §4.1).");
    QTest::newRow("a handshake that is redirected")
        << Error{ ErrorCode::HttpStatus,
                  ErrorSite::Http,
                  { { "url", "ws://a/x" }, { "status", "302" }, { "location", "/y" } } }
        << QStringLiteral("ws://a/x answered with status 302 and sends the client on to /y; the "
                          "opening handshake of a WebSocket follows no redirect, in browsers "
                          "either. Connect to that address.");
    const auto certificate = [](const char *fault, const char *sentence) {
        QTest::newRow(fault) << Error{ ErrorCode::TlsUntrusted,
                                       ErrorSite::Tls,
                                       { { "path", "k.pem" }, { "fault", fault } } }
                             << QString::fromUtf8(sentence);
    };
    certificate("unreadable", "The file k.pem cannot be read.");
    certificate("no-certificate", "There is no certificate in k.pem: it is not a PEM file, or "
                                  "holds something else.");
    certificate("no-key", "There is no private key in k.pem: it is not a PEM file, or holds "
                          "something else.");
    certificate("encrypted-key", "The private key in k.pem is under a password. Name a file with "
                                 "the key alone; openssl pkey -in FILE -out NEW writes one.");
    certificate("other-key", "The private key in k.pem is not that of the client certificate.");
    QTest::newRow("other-key of two files")
        << Error{ ErrorCode::TlsUntrusted,
                  ErrorSite::Tls,
                  { { "path", "k.pem" }, { "fault", "other-key" }, { "certificate", "c.pem" } } }
        << QStringLiteral("The private key in k.pem is not that of the certificate in c.pem.");
    QTest::newRow("a peer that takes nothing")
        << Error{ ErrorCode::SlowConsumer,
                  ErrorSite::Http,
                  { { "host", "a" }, { "idle_ms", "30000" } } }
        << QStringLiteral("a took nothing of what was sent to it for 30 s, so it was "
                          "disconnected.");
    QTest::newRow("a client certificate is wanted")
        << Error{ ErrorCode::TlsAlert,
                  ErrorSite::Tls,
                  { { "host", "a" },
                    { "fault", "client-certificate-wanted" },
                    { "system", "certificate required" } } }
        << QStringLiteral("a wants a client certificate, and none was shown. Name one in the "
                          "options, or with --client-cert. The system says: certificate "
                          "required.");
    QTest::newRow("port in use") << Error{
        ErrorCode::PortInUse, ErrorSite::Tcp, { { "port", "8080" } }
    } << QStringLiteral("Port 8080 is in use by another program.");
}

void TestDescribe::facts()
{
    QFETCH(Error, error);
    QFETCH(QString, sentence);
    QCOMPARE(describe(error), sentence);
}

void TestDescribe::errorOfRecord()
{
    Record record;
    record.kind = RecordKind::Error;
    record.detail = R"({"where":"tcp","code":"refused","host":"a","port":81})";
    const Error error = errorOf(record);
    QCOMPARE(error.code, ErrorCode::Refused);
    QCOMPARE(error.where, ErrorSite::Tcp);
    QCOMPARE(error.value("port"), QByteArray("81"));
    QCOMPARE(error.value("host"), QByteArray("a"));

    record.kind = RecordKind::Note;
    QCOMPARE(errorOf(record), Error{});
}

QTEST_APPLESS_MAIN(TestDescribe)
#include "tst_describe.moc"
