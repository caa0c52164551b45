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
    void rulesAreTheProtocolsOwn_data();
    void rulesAreTheProtocolsOwn();
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

void TestDescribe::rulesAreTheProtocolsOwn_data()
{
    QTest::addColumn<RecordKind>("kind");
    QTest::addColumn<Violation>("violation");
    QTest::addColumn<QString>("section");
    QTest::addColumn<QString>("foreign"); // What is of another protocol.
    const QString stream = QStringLiteral("EventSource");
    const QString socket = QStringLiteral("fail");
    const QString none = QStringLiteral("WebSocket endpoint");
    const QString message = QStringLiteral("message");
    const auto row = [](const char *name, RecordKind kind, Violation violation,
                        const char *section, const QString &foreign) {
        QTest::newRow(name) << kind << violation << QString::fromUtf8(section) << foreign;
    };
    row("message", RecordKind::WsMessage, Violation::InvalidUtf8, "RFC 6455 §8.1", stream);
    row("frame", RecordKind::WsFrame, Violation::InvalidUtf8, "RFC 6455 §8.1", stream);
    row("Close frame", RecordKind::WsClose, Violation::InvalidUtf8, "RFC 6455 §8.1", stream);
    row("event", RecordKind::SseEvent, Violation::InvalidUtf8, "HTML §9.2.5", socket);
    row("comment", RecordKind::SseComment, Violation::InvalidUtf8, "HTML §9.2.5", socket);
    row("Engine.IO", RecordKind::EioPacket, Violation::InvalidUtf8, "Engine.IO, Packet encoding",
        stream);
    row("Socket.IO", RecordKind::SioPacket, Violation::InvalidUtf8, "Engine.IO, Packet encoding",
        stream);
    row("frame cut off", RecordKind::WsFrame, Violation::CutOff, "RFC 6455 §7.1.7", none);
    row("event cut off", RecordKind::SseEvent, Violation::CutOff, "RFC 9112 §8", none);
    row("body too large", RecordKind::HttpEnd, Violation::TooLarge, "RFC 9110 §17.5", message);
    row("head too large", RecordKind::HttpResponse, Violation::TooLarge, "RFC 9110 §17.5", message);
    row("event too large", RecordKind::SseEvent, Violation::TooLarge, "HTML §9.2.6", message);
    row("message too large", RecordKind::WsMessage, Violation::TooLarge, "RFC 6455 §10.4", none);
    row("the same for all", RecordKind::SseEvent, Violation::MaskedByServer, "RFC 6455 §5.1",
        none);
}

void TestDescribe::rulesAreTheProtocolsOwn()
{
    QFETCH(RecordKind, kind);
    QFETCH(Violation, violation);
    QFETCH(QString, section);
    QFETCH(QString, foreign);
    const QString sentence = describe(violation, kind);
    QVERIFY2(isSentence(sentence), qPrintable(sentence));
    QCOMPARE(sectionOf(violation, kind), section);
    QVERIFY2(sentence.contains(QString(u'(' + section + u')')), qPrintable(sentence));
    QVERIFY2(!sentence.contains(foreign), qPrintable(sentence));
    QCOMPARE(sectionUrl(violation, kind).scheme(), QStringLiteral("https"));
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
                       { "timeout_ms", "500" },    { "type", "a/b" },     { "url", "x" },
                       { "idle_ms", "700" } };
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
    QTest::newRow("a client certificate is for another")
        << Error{ ErrorCode::TlsAlert,
                  ErrorSite::Tls,
                  { { "host", "b" }, { "fault", "client-certificate-withheld" } } }
        << QStringLiteral("b wants a client certificate. The one that was named is for the server "
                          "that was asked and is shown to no other: connect to b itself to show "
                          "it.");
    QTest::newRow("content that inflates too much")
        << Error{ ErrorCode::TooLarge, ErrorSite::Http, { { "host", "a" }, { "ratio", "300" } } }
        << QStringLiteral("What a sent inflates to more than 300 times its size, as only what is "
                          "made to exhaust its receiver does; the connection was ended.");
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
    QTest::newRow("status of where a redirect led")
        << Error{ ErrorCode::HttpStatus,
                  ErrorSite::Http,
                  { { "url", "http://a/r2" },
                    { "redirected_from", "http://a/r1" },
                    { "status", "404" } } }
        << QStringLiteral("http://a/r2 answered with status 404. The request had been redirected "
                          "from http://a/r1.");
    QTest::newRow("nobody where a redirect led")
        << Error{ ErrorCode::Refused,
                  ErrorSite::Tcp,
                  { { "host", "b" }, { "port", "81" }, { "redirected_from", "http://a/r1" } } }
        << QStringLiteral("Nothing listens on b:81: the connection was refused. The request had "
                          "been redirected from http://a/r1.");
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
    QTest::newRow("text that is none in a WebSocket")
        << Error{ ErrorCode::ProtocolError,
                  ErrorSite::WebSocket,
                  { { "host", "a" }, { "violation", "invalid-utf8" } } }
        << QStringLiteral("The connection had to be failed because a broke a rule. Text must be "
                          "valid UTF-8 and these octets are not; the receiver must fail the "
                          "connection (RFC 6455 §8.1).");
    QTest::newRow("a capture file that was removed")
        << Error{ ErrorCode::StorageFailed,
                  ErrorSite::Storage,
                  { { "path", "/a.cap" },
                    { "system", "No such file or directory" },
                    { "what", "removed" } } }
        << QStringLiteral("/a.cap is not there any more: the file was removed or moved.");
    QTest::newRow("a proxy is called one")
        << Error{ ErrorCode::Refused, ErrorSite::Proxy, { { "host", "p" }, { "port", "81" } } }
        << QStringLiteral("Nothing listens on the proxy p:81: the connection was refused.");
    QTest::newRow("a proxy at the beginning of a sentence")
        << Error{ ErrorCode::Reset, ErrorSite::Proxy, { { "host", "p" }, { "port", "81" } } }
        << QStringLiteral("The proxy p:81 reset the connection.");
    QTest::newRow("a proxy without an address")
        << Error{ ErrorCode::DnsNotFound, ErrorSite::Proxy, { { "host", "p" }, { "port", "81" } } }
        << QStringLiteral("There is no proxy named “p”: the name server does not know it.");
    QTest::newRow("listening where we are not")
        << Error{ ErrorCode::Unreachable,
                  ErrorSite::Tcp,
                  { { "address", "192.0.2.1" }, { "port", "0" }, { "system", "No" },
                    { "doing", "listen" } } }
        << QStringLiteral("Listening on 192.0.2.1 failed. The system says: No.");
    const auto address = [](const char *reason, const char *url, const char *sentence) {
        QTest::newRow(QByteArray(QByteArray("address ") + reason + ' '
                                 + QByteArray(url).replace(':', ' '))
                          .constData())
            << Error{ ErrorCode::BadUrl, ErrorSite::Http, { { "url", url }, { "reason", reason } } }
            << QString::fromUtf8(sentence);
    };
    address("scheme", "localhost:8080", "“localhost:8080” does not say how to connect: write "
                                        "ws://localhost:8080 or http://localhost:8080.");
    address("scheme", "ftp://a", "“ftp://a” cannot be connected to: the schemes are ws, wss, http "
                                 "and https.");
    address("host", "http://", "“http://” names no host.");
    address("host-characters", "http://a b/", "The host in “http://a b/” has characters that no "
                                              "host has.");
    address("port", "ws://a:0", "The port in “ws://a:0” is none: ports are 1 to 65535.");
    address("address", "ws://[", "The address in “ws://[” is none: IPv6 stands in brackets, as in "
                                 "http://[::1]/.");
    address("syntax", "ws://%", "“ws://%” is not a URL that can be connected to.");
    const auto field = [](const char *option, const char *fault, const char *value,
                          const char *sentence) {
        QTest::newRow(QByteArray(QByteArray("field ") + option + ' ' + fault).constData())
            << Error{ ErrorCode::BadUrl,
                      ErrorSite::Http,
                      { { "reason", "field" }, { "option", option }, { "fault", fault },
                        { "value", value } } }
            << QString::fromUtf8(sentence);
    };
    field("origin", "value", "a\n", "The value of Origin holds a line end or another control "
                                    "character, which cannot be sent in a field.");
    field("header", "value", "X-A", "The value of X-A holds a line end or another control "
                                    "character, which cannot be sent in a field.");
    field("header", "name", "a\nb", "“a�b” is no name of a field.");
    field("method", "name", "G T", "“G T” is no request method.");
    field("callback", "name", "a&b", "“a&b” cannot be the name of a query parameter.");
    field("subprotocol", "name", "a b", "“a b” is no subprotocol: those are letters, digits and some "
                                        "signs, without blanks and commas (RFC 6455 §4.1).");
    field("subprotocol", "twice", "a", "The subprotocol “a” is offered twice; RFC 6455 §4.1 wants "
                                       "each once.");
    const auto certificate = [](const char *fault, const char *sentence) {
        QTest::newRow(fault) << Error{ ErrorCode::TlsUntrusted,
                                       ErrorSite::Tls,
                                       { { "path", "k.pem" }, { "fault", fault } } }
                             << QString::fromUtf8(sentence);
    };
    certificate("unreadable", "The file k.pem cannot be read.");
    certificate("not-a-file", "k.pem is a folder, a device or a pipe, where a PEM file is wanted.");
    QTest::newRow("too-large")
        << Error{ ErrorCode::TlsUntrusted,
                  ErrorSite::Tls,
                  { { "path", "k.pem" }, { "fault", "too-large" }, { "limit", "1048576" } } }
        << QStringLiteral("The file k.pem is larger than 1 MiB: it is no file of certificates "
                          "and keys.");
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
                  { { "idle_ms", "30000" } } }
        << QStringLiteral("The client took nothing of what was sent to it for 30.000 s, so it was "
                          "disconnected.");
    QTest::newRow("a client that does not read")
        << Error{ ErrorCode::SlowConsumer, ErrorSite::WebSocket, { { "limit", "1048576" } } }
        << QStringLiteral("The client did not read what was sent to it, so it was disconnected "
                          "once 1 MiB waited for it.");
    QTest::newRow("a proxy that wants a user")
        << Error{ ErrorCode::ProxyAuth, ErrorSite::Proxy, { { "host", "p" }, { "port", "3128" } } }
        << QStringLiteral("The proxy p:3128 wants a user name and a password.");
    QTest::newRow("a proxy that does not know the user")
        << Error{ ErrorCode::ProxyAuth,
                  ErrorSite::Proxy,
                  { { "refused", "credentials" }, { "host", "p" }, { "port", "3128" } } }
        << QStringLiteral("The proxy p:3128 did not accept the user name and password that it was "
                          "given.");
    QTest::newRow("a proxy that says nothing")
        << Error{ ErrorCode::ConnectTimeout,
                  ErrorSite::Proxy,
                  { { "doing", "tunnel" }, { "host", "p" }, { "timeout_ms", "1000" } } }
        << QStringLiteral("The proxy p accepted the connection and did not answer within "
                          "1.000 s.");
    QTest::newRow("what is no proxy")
        << Error{ ErrorCode::ProtocolError, ErrorSite::Proxy, { { "host", "p" } } }
        << QStringLiteral("The proxy p does not answer as a proxy does.");
    QTest::newRow("a client certificate is wanted")
        << Error{ ErrorCode::TlsAlert,
                  ErrorSite::Tls,
                  { { "host", "a" },
                    { "fault", "client-certificate-wanted" },
                    { "system", "certificate required" } } }
        << QStringLiteral("a wants a client certificate, and none was shown. Name one in the "
                          "options, or with --client-cert. The system says: certificate "
                          "required.");
    QTest::newRow("no TLS") << Error{
        ErrorCode::ProtocolError, ErrorSite::Tls, { { "host", "a" }, { "speaks", "no-tls" } }
    } << QStringLiteral("a does not speak TLS. Try http:// or ws://.");
    QTest::newRow("TLS unasked") << Error{
        ErrorCode::ProtocolError, ErrorSite::Http, { { "host", "a" }, { "speaks", "tls" } }
    } << QStringLiteral("a speaks TLS. Try https:// or wss://.");
    QTest::newRow("no HTTP")
        << Error{ ErrorCode::ProtocolError,
                  ErrorSite::Http,
                  { { "host", "a" }, { "violation", "bad-status-line" }, { "begins", "SSH-2.0" } } }
        << QStringLiteral("a does not speak HTTP: it began with “SSH-2.0”.");
    QTest::newRow("no answer to the handshake of TLS")
        << Error{ ErrorCode::ConnectTimeout, ErrorSite::Tls, { { "host", "a" } } }
        << QStringLiteral("a did not answer the TLS handshake in time.");
    QTest::newRow("no Close frame") << Error{
        ErrorCode::ClosedEarly, ErrorSite::WebSocket, { { "host", "a" } }
    } << QStringLiteral("a ended the WebSocket without a Close frame.");
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
