// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/openinghandshake.h"

#include "protocol/http1/fields.h"
#include "support/printing.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::WebSocket;

namespace {

/// RFC 6455 section 1.3.
const QByteArray Key("dGhlIHNhbXBsZSBub25jZQ==");
const QByteArray Accept("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");

using Fields = std::vector<Http1::FieldLine>;

/// `Name: value` per line.
Fields fields(const char *lines)
{
    Fields result;
    for (const QByteArray &line : QByteArray(lines).split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            result.push_back({ line.first(colon), line.sliced(colon + 1).trimmed(), {} });
    }
    return result;
}

QByteArray linesOf(const Fields &fields)
{
    QByteArray text;
    for (const Http1::FieldLine &line : fields)
        text += line.name + ": " + line.value + '\n';
    return text;
}

QByteArray joined(const std::vector<QByteArray> &values)
{
    QByteArray text;
    for (const QByteArray &value : values)
        text += (text.isEmpty() ? "" : "|") + value;
    return text;
}

Http1::RequestHead request(const char *lines)
{
    return { "GET", "/chat", "HTTP/1.1", fields(lines), {}, {} };
}

constexpr const char *GoodRequest = "Host: server.example.com\nUpgrade: websocket\n"
                                    "Connection: Upgrade\n"
                                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n"
                                    "Sec-WebSocket-Version: 13\n";

constexpr const char *GoodResponse = "Upgrade: websocket\nConnection: Upgrade\n"
                                     "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\n";

/// @p lines with each line of the same name as @p instead replaced by it.
QByteArray with(const char *lines, const QByteArray &instead)
{
    const QByteArray name = instead.first(instead.indexOf(':') + 1);
    QByteArray out;
    for (const QByteArray &line : QByteArray(lines).split('\n'))
        out += (line.startsWith(name) ? instead : line) + '\n';
    return out;
}

QByteArray without(const char *lines, const char *name)
{
    QByteArray out;
    for (const QByteArray &line : QByteArray(lines).split('\n')) {
        if (!line.startsWith(name))
            out += line + '\n';
    }
    return out;
}

} // namespace

class TestOpeningHandshake : public QObject
{
    Q_OBJECT

private slots:
    void computesAccept();
    void makesKeys();
    void checksRequests_data();
    void checksRequests();
    void checksRequestLines_data();
    void checksRequestLines();
    void readsOffers();
    void recognizesRequests();
    void checksResponses_data();
    void checksResponses();
    void saysWhy();
    void makesRequests_data();
    void makesRequests();
    void makesResponses();
    void grants_data();
    void grants();
    void refuses_data();
    void refuses();
    void agreesWithItself();
};

void TestOpeningHandshake::computesAccept()
{
    QCOMPARE(acceptFor(Key), Accept); // The example of §1.3.
    QCOMPARE(acceptFor("x3JJHMbDL1EzLkh9GBhXDw=="), QByteArray("HSmrc0sMlYUkAGmm5OPpG2HaGWk="));
}

void TestOpeningHandshake::makesKeys()
{
    // The example of section 4.1.
    std::array<quint8, 16> nonce{};
    for (std::size_t i = 0; i < nonce.size(); ++i)
        nonce[i] = static_cast<quint8>(i + 1);
    QCOMPARE(keyFor(nonce), QByteArray("AQIDBAUGBwgJCgsMDQ4PEA=="));
}

void TestOpeningHandshake::checksRequests_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<ViolationSet>("violations");
    const auto row = [](const char *name, const QByteArray &lines, ViolationSet violations = {}) {
        QTest::newRow(name) << lines << violations;
    };
    const QByteArray good(GoodRequest);
    row("4.2.1 good", good);
    row("4.2.1 fields in any case",
        "host: a\nUPGRADE: WebSocket\nconnection: UPGRADE\n"
        "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\nSEC-WEBSOCKET-VERSION: 13");
    row("4.2.1.2 no Host", without(GoodRequest, "Host"), { Violation::HostMissing });
    row("4.2.1.3 no Upgrade", without(GoodRequest, "Upgrade"), { Violation::UpgradeMissing });
    row("4.2.1.3 another Upgrade", with(GoodRequest, "Upgrade: h2c"),
        { Violation::UpgradeMissing });
    row("4.2.1.3 Upgrade in a list", with(GoodRequest, "Upgrade: h2c, websocket"));
    row("4.2.1.3 part of a token", with(GoodRequest, "Upgrade: websockets"),
        { Violation::UpgradeMissing });
    row("4.2.1.4 no Connection", without(GoodRequest, "Connection"),
        { Violation::ConnectionMissing });
    row("4.2.1.4 keep-alive alone", with(GoodRequest, "Connection: keep-alive"),
        { Violation::ConnectionMissing });
    row("4.2.1.4 keep-alive, Upgrade", with(GoodRequest, "Connection: keep-alive, Upgrade"));
    row("4.2.1.4 two lines", good + "Connection: keep-alive\n");
    row("4.2.1.4 two lines, the second counts too",
        with(GoodRequest, "Connection: keep-alive\nConnection: upgrade"));
    row("4.2.1.5 no key", without(GoodRequest, "Sec-WebSocket-Key"), { Violation::KeyMissing });
    row("4.2.1.5 empty key", with(GoodRequest, "Sec-WebSocket-Key:"), { Violation::KeyMissing });
    row("4.2.1.5 15 octets", with(GoodRequest, "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4P"),
        { Violation::KeyNot16Octets });
    row("4.2.1.5 17 octets", with(GoodRequest, "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEBE="),
        { Violation::KeyNot16Octets });
    row("4.2.1.5 18 octets in 24 characters",
        with(GoodRequest, "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEBES"),
        { Violation::KeyNot16Octets });
    row("4.2.1.5 without padding", with(GoodRequest, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ"),
        { Violation::KeyNot16Octets });
    row("4.2.1.5 no base64", with(GoodRequest, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j!!=="),
        { Violation::KeyNot16Octets });
    row("11.3.1 key twice", good + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n",
        { Violation::KeyNot16Octets });
    row("4.2.1.6 no version", without(GoodRequest, "Sec-WebSocket-Version"),
        { Violation::VersionNot13 });
    row("4.2.1.6 version 8", with(GoodRequest, "Sec-WebSocket-Version: 8"),
        { Violation::VersionNot13 });
    row("4.2.1.6 version 013", with(GoodRequest, "Sec-WebSocket-Version: 013"),
        { Violation::VersionNot13 });
    row("4.2.1.6 version list", with(GoodRequest, "Sec-WebSocket-Version: 13, 8"),
        { Violation::VersionNot13 });
    row("11.3.5 version twice", good + "Sec-WebSocket-Version: 13\n", { Violation::VersionNot13 });
    row("9.1 extensions", good + "Sec-WebSocket-Extensions: a; b=1\nSec-WebSocket-Extensions: c\n");
    row("9.1 extensions break the grammar", good + "Sec-WebSocket-Extensions: a; b=\n",
        { Violation::BadExtensionParameters });
    row("RFC 7692 7.1 bad parameter",
        good + "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99\n",
        { Violation::BadExtensionParameters });
    row("RFC 7692 7.1 bad parameter in the second offer",
        good + "Sec-WebSocket-Extensions: permessage-deflate, permessage-deflate; x\n",
        { Violation::BadExtensionParameters });
    row("4.2.1 nothing at all", "",
        { Violation::HostMissing, Violation::UpgradeMissing, Violation::ConnectionMissing,
          Violation::KeyMissing, Violation::VersionNot13 });
}

void TestOpeningHandshake::checksRequests()
{
    QFETCH(QByteArray, lines);
    QFETCH(ViolationSet, violations);
    const RequestCheck check = checkRequest(request(lines.constData()));
    QCOMPARE(check.violations, violations);
    ViolationSet fatal = violations;
    fatal.remove(Violation::BadExtensionParameters);
    QCOMPARE(check.isAcceptable(), fatal.isEmpty());
}

void TestOpeningHandshake::checksRequestLines_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<ViolationSet>("violations");
    const ViolationSet none;
    const ViolationSet method{ Violation::MethodNotGet };
    const ViolationSet version{ Violation::HttpVersionTooLow };
    QTest::newRow("4.2.1.1 GET") << QByteArray("GET") << QByteArray("HTTP/1.1") << none;
    QTest::newRow("4.2.1.1 POST") << QByteArray("POST") << QByteArray("HTTP/1.1") << method;
    QTest::newRow("4.2.1.1 get") << QByteArray("get") << QByteArray("HTTP/1.1") << method;
    QTest::newRow("4.2.1.1 1.0") << QByteArray("GET") << QByteArray("HTTP/1.0") << version;
    QTest::newRow("4.2.1.1 0.9") << QByteArray("GET") << QByteArray("HTTP/0.9") << version;
    QTest::newRow("4.2.1.1 1.2") << QByteArray("GET") << QByteArray("HTTP/1.2") << none;
    QTest::newRow("4.2.1.1 2.0") << QByteArray("GET") << QByteArray("HTTP/2.0") << none;
    QTest::newRow("4.2.1.1 none") << QByteArray("GET") << QByteArray() << version;
    QTest::newRow("4.2.1.1 none that can be read")
        << QByteArray("GET") << QByteArray("HTTP/1.") << version;
}

void TestOpeningHandshake::checksRequestLines()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, version);
    QFETCH(ViolationSet, violations);
    Http1::RequestHead head = request(GoodRequest);
    head.method = method;
    head.version = version;
    QCOMPARE(checkRequest(head).violations, violations);
}

void TestOpeningHandshake::readsOffers()
{
    const QByteArray lines = QByteArray(GoodRequest)
        + "Sec-WebSocket-Protocol: chat, superchat\n"
          "sec-websocket-protocol: v1.json\n"
          "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\n"
          "Sec-WebSocket-Extensions: x; y=\"z\"\n"
          "Origin: http://example.com\n";
    const RequestCheck check = checkRequest(request(lines.constData()));
    QCOMPARE(check.violations, ViolationSet());
    QCOMPARE(check.offer.key, Key);
    QCOMPARE(check.version, QByteArray("13"));
    QCOMPARE(joined(check.offer.subprotocols), QByteArray("chat|superchat|v1.json"));
    QCOMPARE(serializeExtensions(check.offer.extensions),
             QByteArray("permessage-deflate; client_max_window_bits, x; y=z"));
    QVERIFY(check.origin == QByteArray("http://example.com"));
    QVERIFY(!checkRequest(request(GoodRequest)).origin);
}

void TestOpeningHandshake::recognizesRequests()
{
    QVERIFY(isHandshakeRequest(request(GoodRequest)));
    QVERIFY(isHandshakeRequest(request("upgrade: WebSocket")));
    QVERIFY(isHandshakeRequest(request("Sec-WebSocket-Key: x")));
    QVERIFY(!isHandshakeRequest(request("Host: a")));
    QVERIFY(!isHandshakeRequest(request("Upgrade: h2c\nConnection: Upgrade")));
}

void TestOpeningHandshake::checksResponses_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<ViolationSet>("violations");
    QTest::addColumn<QByteArray>("summary"); // subprotocol / extensions / agreed on deflate
    const auto row = [](const char *name, const QByteArray &lines, ViolationSet violations,
                        const char *summary = "//no", int status = 101) {
        QTest::newRow(name) << status << lines << violations << QByteArray(summary);
    };
    const QByteArray good(GoodResponse);
    const ViolationSet none;
    row("4.2.2 good", good, none);
    row("4.1.1 another status", good, { Violation::StatusNot101 }, "//no", 200);
    row("4.1.1 another status and nothing else", "", { Violation::StatusNot101 }, "//no", 404);
    row("4.1 fields in any case",
        "upgrade: WEBSOCKET\nCONNECTION: upgrade\n"
        "sec-websocket-ACCEPT: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
        none);
    row("4.1.2 no Upgrade", without(GoodResponse, "Upgrade"), { Violation::UpgradeMissing });
    row("4.1.2 another Upgrade", with(GoodResponse, "Upgrade: h2c"), { Violation::UpgradeMissing });
    row("4.1.2 a list is another value", with(GoodResponse, "Upgrade: websocket, h2c"),
        { Violation::UpgradeMissing });
    row("4.1.3 no Connection", without(GoodResponse, "Connection"),
        { Violation::ConnectionMissing });
    row("4.1.3 close", with(GoodResponse, "Connection: close"), { Violation::ConnectionMissing });
    row("4.1.3 in a list", with(GoodResponse, "Connection: keep-alive, upgrade"), none);
    row("4.1.4 no accept", without(GoodResponse, "Sec-WebSocket-Accept"),
        { Violation::AcceptMismatch });
    row("4.1.4 wrong accept",
        with(GoodResponse, "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo"),
        { Violation::AcceptMismatch });
    row("4.1.4 accept in another case",
        with(GoodResponse, "Sec-WebSocket-Accept: S3PPLMBITXAQ9KYGZZHZRBK+XOO="),
        { Violation::AcceptMismatch });
    row("11.3.3 accept twice", good + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\n",
        { Violation::AcceptMismatch });
    row("4.1.5 extension", good + "Sec-WebSocket-Extensions: x; any=1\n", none, "/x; any=1/no");
    row("4.1.5 extension that was not asked for", good + "Sec-WebSocket-Extensions: y\n",
        { Violation::UnrequestedExtension }, "/y/no");
    row("4.1.5 one of two was not asked for", good + "Sec-WebSocket-Extensions: x, y\n",
        { Violation::UnrequestedExtension }, "/x, y/no");
    row("9.1 extensions break the grammar", good + "Sec-WebSocket-Extensions: ;\n",
        { Violation::BadExtensionParameters });
    row("RFC 7692 5 deflate", good + "Sec-WebSocket-Extensions: permessage-deflate\n", none,
        "/permessage-deflate/1 15");
    row("RFC 7692 7.1 deflate with parameters",
        good
            + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=9;"
              " server_no_context_takeover\n",
        none, "/permessage-deflate; client_max_window_bits=9; server_no_context_takeover/0 9");
    row("RFC 7692 7.1 deflate with bad parameters",
        good + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=16\n",
        { Violation::BadExtensionParameters }, "/permessage-deflate; client_max_window_bits=16/no");
    row("RFC 7692 5 deflate twice",
        good
            + "Sec-WebSocket-Extensions: permessage-deflate\n"
              "Sec-WebSocket-Extensions: permessage-deflate\n",
        { Violation::BadExtensionParameters }, "/permessage-deflate, permessage-deflate/no");
    row("4.1.6 subprotocol", good + "Sec-WebSocket-Protocol: superchat\n", none, "superchat//no");
    row("4.1.6 subprotocol that was not asked for", good + "Sec-WebSocket-Protocol: v2\n",
        { Violation::UnrequestedSubprotocol }, "v2//no");
    row("4.1.6 subprotocol in another case", good + "Sec-WebSocket-Protocol: Chat\n",
        { Violation::UnrequestedSubprotocol }, "Chat//no");
    row("4.1.6 two subprotocols", good + "Sec-WebSocket-Protocol: chat, superchat\n",
        { Violation::UnrequestedSubprotocol }, "chat, superchat//no");
    row("11.3.4 subprotocol twice",
        good + "Sec-WebSocket-Protocol: chat\nSec-WebSocket-Protocol: chat\n",
        { Violation::UnrequestedSubprotocol }, "chat//no");
    row("4.1 everything wrong",
        "Upgrade: a\nConnection: b\nSec-WebSocket-Accept: c\nSec-WebSocket-Protocol: d\n"
        "Sec-WebSocket-Extensions: e, permessage-deflate; f",
        { Violation::UpgradeMissing, Violation::ConnectionMissing, Violation::AcceptMismatch,
          Violation::UnrequestedSubprotocol, Violation::UnrequestedExtension,
          Violation::BadExtensionParameters },
        "d/e, permessage-deflate; f/no");
}

void TestOpeningHandshake::checksResponses()
{
    QFETCH(int, status);
    QFETCH(QByteArray, lines);
    QFETCH(ViolationSet, violations);
    QFETCH(QByteArray, summary);
    const HandshakeOffer offer{ Key,
                                { "chat", "superchat" },
                                { { "x", {} },
                                  { "permessage-deflate", { { "bad", std::nullopt } } },
                                  toExtension(DeflateOffer()) } };
    const ResponseCheck check = checkResponse(
        { "HTTP/1.1", status, "Switching Protocols", fields(lines.constData()), {}, {} }, offer);
    QCOMPARE(check.violations, violations);
    QCOMPARE(check.isAccepted, violations.isEmpty());
    QCOMPARE(check.why.has_value(), !violations.isEmpty());
    QCOMPARE(check.expectedAccept, Accept);
    QCOMPARE(check.accept, Http1::fieldValue(fields(lines.constData()), "sec-websocket-accept"));
    const QByteArray deflate = check.deflate
        ? QByteArray::number(int(!check.deflate->serverNoContextTakeover)) + ' '
            + QByteArray::number(check.deflate->clientMaxWindowBits)
        : QByteArray("no");
    QCOMPARE(check.subprotocol + '/' + serializeExtensions(check.extensions) + '/' + deflate,
             summary);
}

void TestOpeningHandshake::saysWhy()
{
    // Of several faults the one that a client meets first, in the order of section 4.1.
    Http1::ResponseHead head{ "HTTP/1.1",
                              101,
                              "",
                              fields("Sec-WebSocket-Protocol: d\n"
                                     "Sec-WebSocket-Extensions: e"),
                              {},
                              {} };
    const HandshakeOffer offer{ Key, {}, {} };
    const QList<std::pair<const char *, Violation>> repairs{
        { "Upgrade: websocket", Violation::UpgradeMissing },
        { "Connection: Upgrade", Violation::ConnectionMissing },
        { "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", Violation::AcceptMismatch },
    };
    for (const auto &[line, violation] : repairs) {
        QVERIFY(checkResponse(head, offer).why == violation);
        head.fields.push_back(fields(line).front());
    }
    QVERIFY(checkResponse(head, offer).why == Violation::UnrequestedExtension);
    head.fields.erase(head.fields.begin() + 1);
    QVERIFY(checkResponse(head, offer).why == Violation::UnrequestedSubprotocol);
    head.fields.erase(head.fields.begin());
    QVERIFY(!checkResponse(head, offer).why);
    head.status = 200;
    QVERIFY(checkResponse(head, offer).why == Violation::StatusNot101);
}

void TestOpeningHandshake::makesRequests_data()
{
    QTest::addColumn<RequestOptions>("options");
    QTest::addColumn<HandshakeOffer>("offer");
    QTest::addColumn<QByteArray>("lines");
    const QByteArray common = "Host: a:81\nUpgrade: websocket\nConnection: Upgrade\n"
                              "Sec-WebSocket-Key: k\nSec-WebSocket-Version: 13\n";
    const auto row
        = [](const char *name, const RequestOptions &options, const HandshakeOffer &offer,
             const QByteArray &lines) { QTest::newRow(name) << options << offer << lines; };
    row("4.1 least", { "/", "a:81", {}, {} }, { "k", {}, {} }, common);
    row("4.1 all", { "/", "a:81", "http://o", {} },
        { "k", { "p", "q" }, { toExtension(DeflateOffer()), { "x", {} } } },
        common
            + "Origin: http://o\nSec-WebSocket-Protocol: p, q\n"
              "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, x\n");
    row("4.1 fields of the user follow", { "/", "a:81", {}, fields("B: 1\nA: 2\nB: 3") },
        { "k", {}, {} }, common + "B: 1\nA: 2\nB: 3\n");
    row("4.1 fields of the user replace in their place",
        { "/", "a:81", {}, fields("A: 1\nhost: b\nSEC-WEBSOCKET-VERSION: 8") }, { "k", {}, {} },
        "host: b\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Key: k\n"
        "SEC-WEBSOCKET-VERSION: 8\nA: 1\n");
    row("4.1 two for one", { "/", "a:81", {}, fields("Upgrade: a\nUpgrade: b") }, { "k", {}, {} },
        "Host: a:81\nUpgrade: a\nUpgrade: b\nConnection: Upgrade\nSec-WebSocket-Key: k\n"
        "Sec-WebSocket-Version: 13\n");
    row("4.1 removed", { "/", "a:81", {}, { { "connection", QByteArray(), {} }, { "C", {}, {} } } },
        { "k", {}, {} },
        "Host: a:81\nUpgrade: websocket\nSec-WebSocket-Key: k\nSec-WebSocket-Version: 13\n");
    row("4.1 empty is not removed", { "/", "a:81", {}, { { "Host", "", {} } } }, { "k", {}, {} },
        "Host: \nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Key: k\n"
        "Sec-WebSocket-Version: 13\n");
}

void TestOpeningHandshake::makesRequests()
{
    QFETCH(RequestOptions, options);
    QFETCH(HandshakeOffer, offer);
    QFETCH(QByteArray, lines);
    options.target = "/chat?x=1";
    const Http1::RequestHead head = makeRequest(options, offer);
    QCOMPARE(head.method, QByteArray("GET"));
    QCOMPARE(head.target, QByteArray("/chat?x=1"));
    QCOMPARE(head.version, QByteArray("HTTP/1.1"));
    QCOMPARE(linesOf(head.fields), lines);
}

void TestOpeningHandshake::makesResponses()
{
    const Http1::ResponseHead plain = makeResponse(Key, {});
    QCOMPARE(plain.status, 101);
    QCOMPARE(linesOf(plain.fields),
             QByteArray("Upgrade: websocket\nConnection: Upgrade\n"
                        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\n"));
    const Http1::ResponseHead full = makeResponse(Key, { "chat", { { "x", {} } }, {} });
    QCOMPARE(linesOf(full.fields),
             linesOf(plain.fields) + "Sec-WebSocket-Protocol: chat\nSec-WebSocket-Extensions: x\n");
}

void TestOpeningHandshake::grants_data()
{
    QTest::addColumn<QByteArray>("offered"); // Field lines of the request.
    QTest::addColumn<QByteArray>("subprotocol");
    QTest::addColumn<QByteArray>("extensions");
    QTest::newRow("4.2.2 nothing") << QByteArray() << QByteArray() << QByteArray();
    QTest::newRow("4.2.2 the server's preference")
        << QByteArray("Sec-WebSocket-Protocol: b, a") << QByteArray("a") << QByteArray();
    QTest::newRow("4.2.2 none in common")
        << QByteArray("Sec-WebSocket-Protocol: c") << QByteArray() << QByteArray();
    QTest::newRow("RFC 7692 5 deflate")
        << QByteArray("Sec-WebSocket-Extensions: x, permessage-deflate") << QByteArray()
        << QByteArray("permessage-deflate; server_max_window_bits=12");
    QTest::newRow("RFC 7692 7.1 first offer that can be read")
        << QByteArray("Sec-WebSocket-Extensions: permessage-deflate; x,"
                      " permessage-deflate; server_max_window_bits=10, permessage-deflate")
        << QByteArray() << QByteArray("permessage-deflate; server_max_window_bits=10");
    QTest::newRow("RFC 7692 7.1 no offer that can be read")
        << QByteArray("Sec-WebSocket-Extensions: permessage-deflate; x") << QByteArray()
        << QByteArray();
}

void TestOpeningHandshake::grants()
{
    QFETCH(QByteArray, offered);
    QFETCH(QByteArray, subprotocol);
    QFETCH(QByteArray, extensions);
    const HandshakeOffer offer = checkRequest(request(offered.constData())).offer;
    DeflateWishes wishes;
    wishes.serverMaxWindowBits = 12;
    const HandshakeGrant grant = grantFor(offer, { "a", "b" }, wishes);
    QCOMPARE(grant.subprotocol, subprotocol);
    QCOMPARE(serializeExtensions(grant.extensions), extensions);
    QCOMPARE(grant.deflate.has_value(), !extensions.isEmpty());
    QVERIFY(grantFor(offer, {}, std::nullopt).extensions.empty()); // Declined.
    QVERIFY(grantFor(offer, {}, std::nullopt).subprotocol.isEmpty());
}

void TestOpeningHandshake::refuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray upgrade("Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\n"
                             "Content-Length: 0\n");
    QTest::newRow("4.2.2.4 another version")
        << QByteArray("GET") << with(GoodRequest, "Sec-WebSocket-Version: 8") << 426 << upgrade;
    QTest::newRow("RFC 9110 15.5.22 no upgrade at all")
        << QByteArray("GET") << QByteArray("Host: a") << 426 << upgrade;
    QTest::newRow("4.2.1 bad key") << QByteArray("GET") << with(GoodRequest, "Sec-WebSocket-Key: a")
                                   << 400 << QByteArray("Content-Length: 0\n");
    QTest::newRow("4.2.1.1 another method") << QByteArray("POST") << QByteArray(GoodRequest) << 405
                                            << QByteArray("Allow: GET\nContent-Length: 0\n");
}

void TestOpeningHandshake::refuses()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, lines);
    QFETCH(int, status);
    QFETCH(QByteArray, answer);
    Http1::RequestHead head = request(lines.constData());
    head.method = method;
    const Http1::ResponseHead refusal = makeRefusal(checkRequest(head));
    QCOMPARE(refusal.status, status);
    QCOMPARE(linesOf(refusal.fields), answer);
    QVERIFY(!refusal.reason.isEmpty());
}

void TestOpeningHandshake::agreesWithItself()
{
    // What one end writes the other finds nothing wrong with, and both agree on the same.
    const HandshakeOffer offer{ keyFor({}),
                                { "chat", "superchat" },
                                { toExtension(DeflateOffer{ true, false, 10, true, 12 }),
                                  toExtension(DeflateOffer()) } };
    const Http1::RequestHead sent = makeRequest({ "/", "localhost", "http://o", {} }, offer);
    const RequestCheck received = checkRequest(sent);
    QCOMPARE(received.violations, ViolationSet());
    QVERIFY(received.offer == offer);
    const HandshakeGrant grant = grantFor(received.offer, { "superchat" }, DeflateWishes());
    const ResponseCheck answer = checkResponse(makeResponse(received.offer.key, grant), offer);
    QCOMPARE(answer.violations, ViolationSet());
    QVERIFY(answer.isAccepted);
    QCOMPARE(answer.subprotocol, QByteArray("superchat"));
    QVERIFY(answer.deflate == grant.deflate);
    QVERIFY(answer.deflate == (DeflateParameters{ true, false, 10, 12 }));
}

QTEST_APPLESS_MAIN(TestOpeningHandshake)
#include "tst_openinghandshake.moc"
