// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/eventlog.h"
#include "protocol/http1/messageparser.h"
#include "support/printing.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Http1;

/// What is not a matter of octets and values alone: times, limits, memory, hand-over. What octets
/// mean stands in the corpus.
class TestMessageParser : public QObject
{
    Q_OBJECT

private slots:
    void limitsAreAsDocumented();
    void headsHaveALimit_data();
    void headsHaveALimit();
    void fieldsHaveALimit_data();
    void fieldsHaveALimit();
    void defaultLimitsHold_data();
    void defaultLimitsHold();
    void valuesComeWithTheirLastOctet();
    void bodiesAreNotCopied();
    void piecesAreCutAsTheInputWas();
    void feedsBeforeTheLastIsReadAreKept();
    void tellsWhereItIs();
    void nothingIsFedAfterTheEnd();
    void aFinishWithoutOctetsSaysNothing();
    void pipelinedRequestsComeInOneGo();
    void interimResponsesTakeNoRequest();
    void responsesWithoutRequestsAreTakenForGet();
    void handsOverAfter101();
    void handsOverWhatTheParserHolds();
    void violationsComeWithTheFirstPieceOnly();
    void anotherProtocolShowsAtItsFirstOctet_data();
    void anotherProtocolShowsAtItsFirstOctet();
};

namespace {

/// All values that are there now.
QByteArray logOf(MessageParser &parser)
{
    EventLog log;
    while (const std::optional<Event> event = parser.next())
        log.add(*event);
    return log.text();
}

} // namespace

void TestMessageParser::limitsAreAsDocumented()
{
    const Limits limits;
    QCOMPARE(limits.headOctets, 256 * 1024);
    QCOMPARE(limits.fields, 1'000);
    QCOMPARE(limits.chunkLineOctets, 16 * 1024);
}

void TestMessageParser::headsHaveALimit_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("log");
    const auto row = [](const char *name, const char *wire, const char *log) {
        QTest::newRow(name) << QByteArray(wire) << QByteArray(log);
    };

    // 30 octets.
    row("3 just fits", "GET / HTTP/1.1\r\nX: 3456789\r\n\r\nG",
        "0..30 request \"GET\" \"/\" \"HTTP/1.1\"\n"
        "  16..28 \"X\" \"3456789\"\n"
        "30..30 end none 0 \"\" complete\n"
        "30..31 unparsed \"G\" ! cut-off\n");
    row("5 empty line beyond", "GET / HTTP/1.1\r\nX: 34567890\r\n\r\n",
        "0..29 request \"GET\" \"/\" \"HTTP/1.1\" ! too-large\n"
        "  16..29 \"X\" \"34567890\"\n"
        "29..29 end none 0 \"\" incomplete\n"
        "29..31 unparsed \"\\r\\n\"\n");
    row("5 field line beyond", "GET / HTTP/1.1\r\nX: 34567890123456\r\n\r\n",
        "0..16 request \"GET\" \"/\" \"HTTP/1.1\" ! too-large\n"
        "16..16 end none 0 \"\" incomplete\n"
        "16..37 unparsed \"X: 34567890123456\\r\\n\\r\\n\"\n");
    row("3 request line beyond", "GET /56789012345678901234567890 HTTP/1.1\r\n\r\n",
        "0..44 unparsed \"GET /56789012345678901234567890 HTTP/1.1\\r\\n\\r\\n\" ! too-large\n");
    row("2.2 empty lines beyond", "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "0..34 unparsed "
        "\"\\r\\n\\r\\n\\r\\n\\r\\n\\r\\n\\r\\n\\r\\n\\r\\nGET / HTTP/1.1\\r\\n\\r\\n\" ! "
        "too-large\n");
    const QByteArray emptyLines = QByteArray("\r\n").repeated(15);
    QTest::newRow("2.2 empty lines up to it, then what is no HTTP")
        << QByteArray(emptyLines + "\xd3")
        << QByteArray("0..31 unparsed \"" + QByteArray("\\r\\n").repeated(15)
                      + "\\xd3\" ! too-large\n");
    row("2.2 empty lines count", "\r\n\r\n\r\nGET / HTTP/1.1\r\nX: 123\r\n\r\n",
        "0..30 request \"GET\" \"/\" \"HTTP/1.1\" ! too-large\n"
        "  22..30 \"X\" \"123\"\n"
        "30..30 end none 0 \"\" incomplete\n"
        "30..32 unparsed \"\\r\\n\"\n");
}

void TestMessageParser::headsHaveALimit()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, log);
    Conversation conversation{ Role::Client, wire, {}, false, false, {} };
    conversation.limits.headOctets = 30;
    QCOMPARE(readOctetByOctet(conversation).text(), log);
    for (qsizetype cut = 0; cut <= wire.size(); ++cut)
        QCOMPARE(readCut(conversation, { cut }).text(), log);
}

void TestMessageParser::fieldsHaveALimit_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("isTooLarge");
    QTest::addColumn<int>("count");

    QTest::newRow("5 as many") << QByteArray("A: 1\r\nB: 2\r\n") << false << 2;
    QTest::newRow("5 one more") << QByteArray("A: 1\r\nB: 2\r\nC: 3\r\n") << true << 2;
    QTest::newRow("5.2 folds count once") << QByteArray("A: 1\r\nB: 2\r\n 3\r\n") << false << 2;
    QTest::newRow("5 bad lines count") << QByteArray("A\r\n B\r\nC: 3\r\n") << true << 2;
}

void TestMessageParser::fieldsHaveALimit()
{
    QFETCH(QByteArray, fields);
    QFETCH(bool, isTooLarge);
    QFETCH(int, count);
    const QByteArray wire = "GET / HTTP/1.1\r\n" + fields + "\r\n";
    Conversation conversation{ Role::Client, wire, {}, false, false, {} };
    conversation.limits.fields = 2;
    const QByteArray log = readWhole(conversation).text();
    QCOMPARE(log.contains("too-large"), isTooLarge);
    QCOMPARE(log.count("\n  "), count);
    QCOMPARE(log.contains("unparsed"), isTooLarge);
    QCOMPARE(readOctetByOctet(conversation).text(), log);
    EventLog covered = readWhole(conversation);
    QVERIFY(!covered.text().isEmpty());
    QCOMPARE(covered.coveredUntil(), wire.size());
}

void TestMessageParser::defaultLimitsHold_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("isTooLarge");
    const auto manyFields = [](qsizetype count) { return QByteArray("X: 1\r\n").repeated(count); };
    // 16 octets of request line, 5 around the value, 2 of the empty line.
    const auto longField = [](qint64 headOctets) -> QByteArray {
        return "X: " + QByteArray(static_cast<qsizetype>(headOctets - 23), 'x') + "\r\n";
    };

    QTest::newRow("5 1000 fields") << manyFields(Limits::DefaultFields) << false;
    QTest::newRow("5 1001 fields") << manyFields(Limits::DefaultFields + 1) << true;
    QTest::newRow("5 256 KiB") << longField(Limits::DefaultHeadOctets) << false;
    QTest::newRow("5 256 KiB and 1") << longField(Limits::DefaultHeadOctets + 1) << true;
}

void TestMessageParser::defaultLimitsHold()
{
    QFETCH(QByteArray, fields);
    QFETCH(bool, isTooLarge);
    MessageParser parser(Role::Client);
    const QByteArray wire = "GET / HTTP/1.1\r\n" + fields + "\r\n";
    parser.feed(wire);
    const std::optional<Event> event = parser.next();
    QVERIFY(event);
    const auto &head = std::get<RequestHead>(*event);
    QCOMPARE(head.violations, isTooLarge ? ViolationSet{ Violation::TooLarge } : ViolationSet());
    QCOMPARE(head.range.end == wire.size(), !isTooLarge);
}

void TestMessageParser::valuesComeWithTheirLastOctet()
{
    const QByteArray head("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
    MessageParser parser(Role::Server);
    for (qsizetype i = 0; i + 1 < head.size(); ++i) {
        parser.feed(QByteArrayView(head).sliced(i, 1));
        QVERIFY(!parser.next());
    }
    parser.feed(QByteArrayView(head).last(1));
    QVERIFY(std::holds_alternative<ResponseHead>(*parser.next()));
    QVERIFY(!parser.next());
    parser.feed("o");
    QVERIFY(std::holds_alternative<BodyPiece>(*parser.next()));
    QVERIFY(!parser.next());
    parser.feed("k");
    QVERIFY(std::holds_alternative<BodyPiece>(*parser.next()));
    QVERIFY(std::holds_alternative<MessageEnd>(*parser.next())); // No octet more is needed.
    QVERIFY(!parser.next());
}

void TestMessageParser::bodiesAreNotCopied()
{
    const QByteArray wire("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
    MessageParser parser(Role::Server);
    parser.feed(wire);
    QVERIFY(std::holds_alternative<ResponseHead>(*parser.next()));
    QVERIFY(std::holds_alternative<ChunkBegin>(*parser.next()));
    const std::optional<Event> event = parser.next();
    const auto &piece = std::get<BodyPiece>(*event);
    QCOMPARE(piece.octets.data(), wire.constData() + wire.indexOf("hello"));
    QCOMPARE(piece.octets.size(), 5);
}

void TestMessageParser::piecesAreCutAsTheInputWas()
{
    MessageParser parser(Role::Server);
    parser.feed("HTTP/1.1 200 OK\r\n\r\none");
    QVERIFY(std::holds_alternative<ResponseHead>(*parser.next()));
    std::optional<Event> event = parser.next();
    QCOMPARE(std::get<BodyPiece>(*event).octets.toByteArray(), QByteArray("one"));
    QVERIFY(!parser.next());
    parser.feed("two");
    event = parser.next();
    QCOMPARE(std::get<BodyPiece>(*event).octets.toByteArray(), QByteArray("two"));
    QCOMPARE(std::get<BodyPiece>(*event).range, (ByteRange{ 22, 25 }));
}

void TestMessageParser::feedsBeforeTheLastIsReadAreKept()
{
    MessageParser parser(Role::Server);
    QByteArray first("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab");
    parser.feed(first);
    QVERIFY(std::holds_alternative<ResponseHead>(*parser.next()));
    parser.feed("cd");
    first.fill('#');
    QCOMPARE(logOf(parser),
             QByteArray("38..42 body \"abcd\"\n42..42 end content-length 4 \"\" complete\n"));
}

void TestMessageParser::tellsWhereItIs()
{
    MessageParser parser(Role::Client);
    const auto feed = [&parser](QByteArrayView octets) {
        parser.feed(octets);
        return logOf(parser);
    };
    QVERIFY(!parser.isInMessage());
    QCOMPARE(parser.offset(), 0);

    QVERIFY(feed("POST / HT").isEmpty());
    QVERIFY(parser.isInMessage());
    QVERIFY(!parser.isInBody());
    QCOMPARE(parser.offset(), 0); // The line is not over.

    QVERIFY(feed("TP/1.1\r\nContent-Length: 2\r\nX").isEmpty());
    QVERIFY(parser.isInMessage());
    QVERIFY(!parser.isInBody());
    QCOMPARE(parser.offset(), 36);

    QVERIFY(!feed(":\r\n\r\no").isEmpty());
    QVERIFY(parser.isInMessage());
    QVERIFY(parser.isInBody());
    QCOMPARE(parser.offset(), 43);

    QVERIFY(!feed("k").isEmpty());
    QVERIFY(!parser.isInMessage());
    QVERIFY(!parser.isInBody());

    QVERIFY(!feed("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n").isEmpty());
    QVERIFY(parser.isInMessage());
    QVERIFY(parser.isInBody());
    QVERIFY(!feed("0\r\n\r\n").isEmpty());
    QVERIFY(!parser.isInMessage());
    QVERIFY(!parser.isInBody());

    QVERIFY(feed("\r\n").isEmpty());
    QVERIFY(!parser.isInMessage()); // Empty lines begin nothing.
}

void TestMessageParser::nothingIsFedAfterTheEnd()
{
    MessageParser parser(Role::Server);
    parser.feed("HTTP/1.1 200 OK\r\n\r\n");
    parser.finish();
    parser.feed("too late");
    parser.finish();
    QCOMPARE(logOf(parser),
             QByteArray("0..19 response \"HTTP/1.1\" 200 \"OK\"\n"
                        "19..19 end close 0 \"\" complete\n"));
    QCOMPARE(parser.offset(), 19);
    QVERIFY(!parser.isInMessage());
}

void TestMessageParser::aFinishWithoutOctetsSaysNothing()
{
    for (Role sender : { Role::Client, Role::Server }) {
        MessageParser parser(sender);
        parser.finish();
        QVERIFY(!parser.next());
        QVERIFY(!parser.isInMessage());
    }
}

void TestMessageParser::pipelinedRequestsComeInOneGo()
{
    constexpr int Requests = 1'000;
    MessageParser parser(Role::Client);
    const QByteArray wire = QByteArray("GET /a HTTP/1.1\r\nHost: a\r\n\r\n").repeated(Requests);
    parser.feed(wire);
    qint64 covered = 0;
    for (int i = 0; i < Requests; ++i) {
        const std::optional<Event> head = parser.next();
        QCOMPARE(std::get<RequestHead>(*head).range.begin, covered);
        covered = std::get<RequestHead>(*head).range.end;
        QVERIFY(std::holds_alternative<MessageEnd>(*parser.next()));
    }
    QCOMPARE(covered, wire.size());
    QVERIFY(!parser.next());
}

void TestMessageParser::interimResponsesTakeNoRequest()
{
    MessageParser parser(Role::Server);
    parser.expectResponseTo({ "HEAD", "/", "HTTP/1.1", {}, {}, {} });
    parser.feed("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
    const QByteArray log = logOf(parser);
    QVERIFY2(log.endsWith("end none 0 \"\" complete\n"), log.constData());
    QVERIFY(!log.contains('!'));

    // The next one may be announced late.
    parser.expectResponseTo({ "GET", "/", "HTTP/1.1", {}, {}, {} });
    parser.feed("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
    QVERIFY(logOf(parser).endsWith("end content-length 1 \"\" complete\n"));
}

void TestMessageParser::responsesWithoutRequestsAreTakenForGet()
{
    MessageParser parser(Role::Server);
    for (int i = 0; i < 3; ++i) {
        parser.feed("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
        QVERIFY(!logOf(parser).contains('!'));
    }
}

void TestMessageParser::handsOverAfter101()
{
    const QByteArray wire("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
                          "Upgrade: websocket\r\n\r\n\x81\x02hi");
    for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
        MessageParser parser(Role::Server);
        QVERIFY(parser.remainder().isEmpty());
        parser.feed(QByteArrayView(wire).first(cut));
        QByteArray log = logOf(parser);
        QByteArray rest = parser.remainder().toByteArray();
        QCOMPARE(rest, wire.sliced(77).first(std::max<qsizetype>(cut - 77, 0)));
        if (cut < 77) {
            parser.feed(QByteArrayView(wire).sliced(cut));
            log += logOf(parser);
            QCOMPARE(parser.remainder().toByteArray(), QByteArray("\x81\x02hi"));
        }
        QVERIFY(log.endsWith("77..77 end none 0 \"\" complete\n77..77 switch\n"));
        QCOMPARE(parser.offset(), 77);
        QVERIFY(!parser.isInMessage());
        parser.finish();
        QVERIFY(!parser.next()); // What follows is not ours to judge.
    }
}

void TestMessageParser::handsOverWhatTheParserHolds()
{
    MessageParser parser(Role::Client);
    const QByteArray request("GET / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n");
    const QByteArray wire = request + "\r\n\x81\x82";
    parser.feed(wire);
    QVERIFY(!logOf(parser).contains("unparsed"));
    // The frame was taken for the beginning of a request line, with an empty line before it.
    parser.switchProtocols();
    QCOMPARE(parser.offset(), request.size());
    QCOMPARE(parser.remainder().toByteArray(), QByteArray("\r\n\x81\x82"));
    parser.feed("more");
    QCOMPARE(parser.remainder().toByteArray(), QByteArray("\r\n\x81\x82"));
    QVERIFY(!parser.next());
}

void TestMessageParser::violationsComeWithTheFirstPieceOnly()
{
    MessageParser parser(Role::Server);
    parser.feed("no");
    QVERIFY(!parser.next());
    parser.feed("t HTTP\r\n");
    std::optional<Event> event = parser.next();
    QCOMPARE(std::get<Unparsed>(*event).violations, ViolationSet{ Violation::BadStatusLine });
    QCOMPARE(std::get<Unparsed>(*event).range, (ByteRange{ 0, 10 }));
    parser.feed("at all\r\n");
    event = parser.next();
    QCOMPARE(std::get<Unparsed>(*event).violations, ViolationSet());
    QCOMPARE(std::get<Unparsed>(*event).range, (ByteRange{ 10, 18 }));
    QVERIFY(!parser.next());
}

void TestMessageParser::anotherProtocolShowsAtItsFirstOctet_data()
{
    QTest::addColumn<Role>("sender");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<char>("octet");
    QTest::addColumn<ViolationSet>("violations"); // Empty: it may be the beginning of a line.
    const ViolationSet afterEnd{ Violation::OctetsAfterEnd };
    const ViolationSet noRequest{ Violation::BadRequestLine };
    const ViolationSet noResponse{ Violation::BadStatusLine };
    const QByteArray request("GET / HTTP/1.1\r\n\r\n");

    QTest::newRow("3 TLS handshake") << Role::Client << QByteArray() << '\x16' << noRequest;
    QTest::newRow("3 NUL") << Role::Client << QByteArray() << '\0' << noRequest;
    QTest::newRow("3 DEL") << Role::Client << QByteArray() << '\x7f' << noRequest;
    QTest::newRow("3 frame after a request") << Role::Client << request << '\x81' << afterEnd;
    QTest::newRow("3 TLS after empty lines")
        << Role::Client << QByteArray("\r\n\r\n") << '\x16' << noRequest;
    QTest::newRow("4 TLS alert") << Role::Server << QByteArray() << '\x15' << noResponse;
    QTest::newRow("4 beyond ASCII") << Role::Server << QByteArray() << '\xff' << noResponse;
    for (char octet : QByteArrayView("G(~ \t\r\n")) {
        QTest::addRow("3 text %d", octet)
            << Role::Client << QByteArray() << octet << ViolationSet();
    }
}

void TestMessageParser::anotherProtocolShowsAtItsFirstOctet()
{
    QFETCH(Role, sender);
    QFETCH(QByteArray, before);
    QFETCH(char, octet);
    QFETCH(ViolationSet, violations);
    MessageParser parser(sender);
    parser.feed(before);
    const QByteArray log = logOf(parser);
    parser.feed(QByteArrayView(&octet, 1));
    const std::optional<Event> event = parser.next();
    QCOMPARE(event.has_value(), !violations.isEmpty());
    if (event) {
        const auto &unparsed = std::get<Unparsed>(*event);
        QCOMPARE(unparsed.violations, violations);
        QCOMPARE(unparsed.octets.back(), octet);
        QCOMPARE(unparsed.range.end, before.size() + 1);
    }
}

QTEST_APPLESS_MAIN(TestMessageParser)
#include "tst_messageparser.moc"
