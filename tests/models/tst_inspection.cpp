// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/recordpages.h"
#include "models/inspection.h"

#include <QTest>

using namespace Pushscope;

class TestInspection : public QObject
{
    Q_OBJECT

private slots:
    void stretches_data();
    void stretches();
    void readsAreBounded();
    void acceptChecks_data();
    void acceptChecks();
    void closeCodes_data();
    void closeCodes();
    void assembledTexts();
    void roundsOfScriptsSayHowMany();
    void namesTheCodingThatIsNotDecoded();
    void faults_data();
    void faults();
    void faultSubjects_data();
    void faultSubjects();
    void redirects_data();
    void redirects();
    void failuresFireErrorFirst_data();
    void failuresFireErrorFirst();
    void errorSites_data();
    void errorSites();
};

namespace {

/// One direction of one connection in memory, read in steps of some octets.
class Octets final : public OctetSource
{
public:
    explicit Octets(QByteArray wire, qint64 step = 1000)
        : m_wire(std::move(wire))
        , m_step(step)
    {
    }
    QByteArray octets(quint32, From, Layer, ByteRange range) override
    {
        return m_wire.mid(range.begin, range.size());
    }
    std::vector<OctetRead> reads(quint32, From, Layer, ByteRange range, std::size_t most) override
    {
        std::vector<OctetRead> result;
        for (qint64 at = range.begin; at < range.end && result.size() < most; at += m_step)
            result.push_back({ { at, std::min(at + m_step, range.end) }, at });
        return result;
    }

private:
    QByteArray m_wire;
    qint64 m_step;
};

Record recordOf(RecordKind kind, ByteRange at, const QByteArray &detail = {},
                qint32 code = Record::NoCode)
{
    Record record;
    record.seq = 5;
    record.t = 0;
    record.kind = kind;
    record.from = From::Server;
    record.connection = 1;
    record.at = at;
    record.size = at.size();
    record.detail = detail;
    record.code = code;
    return record;
}

QString fieldsOf(const Inspection &inspection)
{
    QStringList lines;
    for (const InspectionField &field : inspection.fields)
        lines << QStringList{ field.name, field.value, field.remark }.join(QLatin1Char('|'));
    return lines.join(QLatin1Char('\n'));
}

QString factOf(const Inspection &inspection, const char *label)
{
    for (const InspectionFact &fact : inspection.facts) {
        if (fact.label == QLatin1StringView(label))
            return fact.value;
    }
    return {};
}

} // namespace

void TestInspection::stretches_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<qint64>("begin");
    QTest::addColumn<qint64>("end");
    QTest::addColumn<int>("flags");
    QTest::addColumn<QStringList>("parts");
    const auto row = [](const char *name, RecordKind kind, const char *wire, qint64 begin,
                        qint64 end, int flags, const QStringList &parts) {
        QTest::newRow(name) << static_cast<int>(kind) << QByteArray(wire) << begin << end << flags
                            << parts;
    };
    row("RFC 9112 7.1 a chunk", RecordKind::HttpChunk, "5\r\nhello\r\n", 0, 10, PrintsOctets,
        { QStringLiteral("chunk size 0-1 5 → 5 octets"), QStringLiteral("line end 1-3 CR LF"),
          QStringLiteral("data 3-8 5 octets"), QStringLiteral("line end 8-10 CR LF") });
    row("RFC 9112 7.1.1 an extension", RecordKind::HttpChunk, "5;a=\"b\"\r\nhello\r\n", 0, 16,
        PrintsOctets,
        { QStringLiteral("chunk size 0-1 5 → 5 octets"), QStringLiteral("extension 1-7 ;a=\"b\""),
          QStringLiteral("line end 7-9 CR LF"), QStringLiteral("data 9-14 5 octets"),
          QStringLiteral("line end 14-16 CR LF") });
    row("RFC 9112 2.2 bare LF", RecordKind::HttpChunk, "1\nx\n", 0, 4, PrintsOctets,
        { QStringLiteral("chunk size 0-1 1 → 1 octet"), QStringLiteral("line end 1-2 LF"),
          QStringLiteral("data 2-3 1 octet"), QStringLiteral("line end 3-4 LF") });
    row("RFC 9112 7.1 no number", RecordKind::HttpChunk, "zz\r\n", 0, 4, PrintsOctets,
        { QStringLiteral("chunk size 0-2 zz"), QStringLiteral("line end 2-4 CR LF") });
    row("a message that is a whole chunk", RecordKind::StreamMessage, "x\r\n4\r\nabc\n\r\n", 6, 10,
        PrintsOctets | IsWholeChunk,
        { QStringLiteral("chunk size 3-4 4 → 4 octets"), QStringLiteral("line end 4-6 CR LF"),
          QStringLiteral("data 6-10 4 octets"), QStringLiteral("line end 10-12 CR LF") });
    row("RFC 6455 5.2 a frame", RecordKind::WsMessage, "\x81\x05Hello", 0, 7, PrintsOctets,
        { QStringLiteral("frame header 0-2 81 05"), QStringLiteral("frame payload 2-7 5 octets") });
    row("RFC 9112 2.1 a head", RecordKind::HttpResponse, "HTTP/1.1 200 OK\r\nA: b\r\n\r\n", 0, 25,
        PrintsOctets,
        { QStringLiteral("start line 0-17 HTTP/1.1 200 OK"),
          QStringLiteral("field line 17-23 A: b"), QStringLiteral("end of the head 23-25 CR LF") });
}

void TestInspection::stretches()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, wire);
    QFETCH(qint64, begin);
    QFETCH(qint64, end);
    QFETCH(int, flags);
    QFETCH(QStringList, parts);
    Octets octets(wire, 4);
    Record record = recordOf(static_cast<RecordKind>(kind), { begin, end });
    record.flags = static_cast<quint8>(flags);
    const Inspection inspection = inspect(record, octets);
    QStringList found;
    for (const OctetStretch &stretch : inspection.stretches) {
        found << QStringLiteral("%1 %2-%3 %4")
                     .arg(stretch.name)
                     .arg(stretch.range.begin)
                     .arg(stretch.range.end)
                     .arg(stretch.value);
    }
    QCOMPARE(found, parts);
    QCOMPARE(inspection.reads.size(), (end - begin + 3) / 4);
    QCOMPARE(inspection.reads.first().range.begin, begin);
    QCOMPARE(inspection.reads.last().range.end, end);
}

void TestInspection::readsAreBounded()
{
    Octets octets(QByteArray(10'000, 'x'), 1);
    Record record = recordOf(RecordKind::HttpData, { 0, 5'000 });
    record.moreAt = { { 5'000, 10'000 } };
    QCOMPARE(inspect(record, octets).reads.size(), Inspection::MostStretches);
}

void TestInspection::acceptChecks_data()
{
    QTest::addColumn<QByteArray>("detail");
    QTest::addColumn<QString>("fields");
    // RFC 6455 §1.3 works this key through.
    const QString steps = QStringLiteral(
        "Sec-WebSocket-Key|dGhlIHNhbXBsZSBub25jZQ==|sent by the client: 16 random octets in Base64 "
        "(§4.1)\n"
        "+ GUID|258EAFA5-E914-47DA-95CA-C5AB0DC85B11|the same for every WebSocket (§1.3)\n"
        "=|dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11|both as they stand, one "
        "behind the other\n"
        "SHA-1|b3 7a 4f 2c c0 62 4f 16 90 f6 46 06 cf 38 59 45 b2 be c4 ea|of these octets: 20 "
        "octets\n"
        "Base64|s3pPLMBiTxaQ9kYGzzhZRbK+xOo=|of the digest: what the server has to answer "
        "(§4.2.2)\n"
        "Sec-WebSocket-Accept|%1");
    const QByteArray key = R"("key":"dGhlIHNhbXBsZSBub25jZQ==")";
    QTest::newRow("RFC 6455 1.3")
        << QByteArray("{\"accepted\":true," + key + R"(,"accept":"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="})")
        << steps.arg(QStringLiteral(
               "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=|✓ equal: the server understood the handshake"));
    QTest::newRow("RFC 6455 4.1 another")
        << QByteArray("{\"accepted\":false," + key + R"(,"accept":"x"})")
        << steps.arg(QStringLiteral("x|≠ differs: the client must fail the connection (§4.1)"));
    QTest::newRow("RFC 6455 4.1 none")
        << QByteArray("{\"accepted\":false," + key + '}')
        << steps.arg(
               QStringLiteral("not sent|≠ differs: the client must fail the connection (§4.1)"));
}

void TestInspection::acceptChecks()
{
    QFETCH(QByteArray, detail);
    QFETCH(QString, fields);
    Octets octets("HTTP/1.1 101 Switching Protocols\r\n\r\n");
    const Inspection inspection
        = inspect(recordOf(RecordKind::WsHandshake, { 0, 36 }, detail), octets);
    QCOMPARE(fieldsOf(inspection), fields);
}

void TestInspection::closeCodes_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("registered");
    QTest::addColumn<bool>("isAllowed");
    const auto row = [](int code, const char *registered, bool isAllowed) {
        QTest::addRow("IANA %d", code) << code << QString::fromLatin1(registered) << isAllowed;
    };
    row(1000, "Normal Closure|What the connection was for is done.", true);
    row(1004, "Reserved|Has no meaning yet.", false);
    row(1006, "Abnormal Closure|The connection ended without a Close frame. Is never sent.", false);
    row(1013, "Try Again Later|The server is overloaded: come back later, or elsewhere.", true);
    row(1014, "Bad Gateway|A gateway got an invalid response from the server behind it.", true);
    row(3000, "Unauthorized|The client has to say who it is.", true);
    row(4321, "not registered|", true);
    row(999, "not registered|", false);
    row(5000, "not registered|", false);
}

void TestInspection::closeCodes()
{
    QFETCH(int, code);
    QFETCH(QString, registered);
    QFETCH(bool, isAllowed);
    Octets octets({});
    const QString fields
        = fieldsOf(inspect(recordOf(RecordKind::WsClosed, {},
                                    R"({"clean":true,"by":"server","how":"handshake"})", code),
                           octets));
    QVERIFY2(fields.contains(QStringLiteral("Registered as|") + registered), qPrintable(fields));
    QVERIFY2(fields.contains(isAllowed ? QStringLiteral("In a Close frame|allowed")
                                       : QStringLiteral("In a Close frame|not allowed")),
             qPrintable(fields));
}

void TestInspection::assembledTexts()
{
    const Record note
        = recordOf(RecordKind::Note, {},
                   R"({"text":"text: 12 octets in 4 messages, 3/s\n\nHello,\n\nworld"})");
    const auto text = assembledText(note);
    QVERIFY(text);
    QCOMPARE(text->seq, 5);
    QCOMPARE(text->summary, QStringLiteral("12 octets in 4 messages, 3/s"));
    QCOMPARE(text->text, QStringLiteral("Hello,\n\nworld"));
    Inspection inspection;
    addAssembledText(inspection, *text);
    QCOMPARE(inspection.facts.size(), 2);
    QCOMPARE(inspection.facts.first().seq, 5);
    const QByteArray ofTheUser = R"({"text":"one of the user's"})";
    QVERIFY(!assembledText(recordOf(RecordKind::Note, {}, ofTheUser)));
    const QByteArray withoutText = R"({"text":"text: "})";
    QVERIFY(!assembledText(recordOf(RecordKind::Note, {}, withoutText)));
    QVERIFY(!assembledText(recordOf(RecordKind::HttpEnd, {}, note.detail)));
}

void TestInspection::roundsOfScriptsSayHowMany()
{
    Octets octets({});
    const Record round = recordOf(
        RecordKind::PollResult, {},
        R"({"round":2,"outcome":"answered","status":200,"changed":true,"empty":false,"messages":3})",
        200);
    QCOMPARE(describe(round, octets).preview, QStringLiteral("messages from its scripts: 3"));
    QVERIFY(fieldsOf(inspect(round, octets)).contains(QStringLiteral("Messages|3|")));
}

/// In the language of the reader, whatever the recording says.
void TestInspection::namesTheCodingThatIsNotDecoded()
{
    Octets octets({});
    const RowText row
        = describe(recordOf(RecordKind::Note, {}, R"({"text":"as recorded","coding":"zstd"})"), octets);
    QCOMPARE(row.preview, QStringLiteral("The content is coded as zstd, which is not decoded here: "
                                         "it is shown as it came."));
    QCOMPARE(row.severity, Severity::Warning);
    const RowText other = describe(recordOf(RecordKind::Note, {}, R"({"text":"as it is"})"), octets);
    QCOMPARE(other.preview, QStringLiteral("as it is"));
}

void TestInspection::faults_data()
{
    QTest::addColumn<QByteArray>("trigger");
    QTest::addColumn<QString>("setOff");
    QTest::newRow("by hand") << QByteArray("by_hand") << QStringLiteral("by hand");
    QTest::newRow("always") << QByteArray("always") << QStringLiteral("from the first");
    QTest::newRow("messages") << QByteArray("after_messages")
                              << QStringLiteral("after so many messages");
    QTest::newRow("time") << QByteArray("after_ms") << QStringLiteral("after so long");
    QTest::newRow("chance") << QByteArray("probability") << QStringLiteral("by chance");
    QTest::newRow("client") << QByteArray("client") << QStringLiteral("for this client");
    QTest::newRow("of a later version") << QByteArray("full_moon") << QStringLiteral("full_moon");
}

void TestInspection::faults()
{
    QFETCH(QByteArray, trigger);
    QFETCH(QString, setOff);
    Octets octets({});
    const Record record
        = recordOf(RecordKind::Fault, {},
                   R"({"fault":"drop-sid","trigger":")" + trigger + R"(","about":"session"})");
    QStringList facts;
    for (const InspectionFact &fact : inspect(record, octets).facts)
        facts << QString(fact.label + u'=' + fact.value);
    QVERIFY2(facts.contains(QStringLiteral("Fault=drop-sid")), qPrintable(facts.join(u'|')));
    QVERIFY(facts.contains(QString(QStringLiteral("Set off=") + setOff)));
    QVERIFY(facts.contains(QStringLiteral("About=the session")));
}

void TestInspection::faultSubjects_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("octets") << QStringLiteral("the octets on their way");
    QTest::newRow("end") << QStringLiteral("how it ends");
    QTest::newRow("handshake") << QStringLiteral("the opening handshake");
    QTest::newRow("head") << QStringLiteral("the head of the response");
    QTest::newRow("response") << QStringLiteral("the whole response");
    QTest::newRow("heartbeat") << QStringLiteral("the heartbeat");
    QTest::newRow("request") << QStringLiteral("what a request is answered");
    QTest::newRow("message") << QStringLiteral("a message");
    QTest::newRow("of-a-later-version") << QStringLiteral("of-a-later-version");
}

void TestInspection::faultSubjects()
{
    QFETCH(QString, words);
    Octets octets({});
    const QByteArray detail = R"({"fault":"reset","trigger":"by_hand","about":")"
        + QByteArray(QTest::currentDataTag()) + R"("})";
    QCOMPARE(factOf(inspect(recordOf(RecordKind::Fault, {}, detail), octets), "About"), words);
}

void TestInspection::redirects_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("target");
    QTest::newRow("RFC 9110 15.4 with a secret")
        << QByteArray("HTTP/1.1 302 Found\r\nLocation: http://u:p@h/r3?token=sekrit\r\n\r\n")
        << QStringLiteral("http://***@h/r3?token=***");
    QTest::newRow("RFC 9110 15.4 without a Location")
        << QByteArray("HTTP/1.1 302 Found\r\n\r\n") << QString();
    QTest::newRow("RFC 9110 15.4.5 Not Modified")
        << QByteArray("HTTP/1.1 304 Not Modified\r\nLocation: /\r\n\r\n") << QString();
    QTest::newRow("RFC 9110 15.4.1 Multiple Choices")
        << QByteArray("HTTP/1.1 300 Multiple Choices\r\nLocation: /\r\n\r\n") << QString();
    QTest::newRow("RFC 9110 15.4.6 Use Proxy")
        << QByteArray("HTTP/1.1 305 Use Proxy\r\nLocation: http://p/\r\n\r\n") << QString();
    QTest::newRow("RFC 9110 15.4.9 Permanent Redirect")
        << QByteArray("HTTP/1.1 308 Permanent Redirect\r\nLocation: /r4\r\n\r\n")
        << QStringLiteral("/r4");
    QTest::newRow("RFC 9110 15.3.2 Created")
        << QByteArray("HTTP/1.1 201 Created\r\nLocation: /a\r\n\r\n") << QString();
}

void TestInspection::redirects()
{
    QFETCH(QByteArray, head);
    QFETCH(QString, target);
    Octets octets(head);
    const Record response = recordOf(RecordKind::HttpResponse, { 0, head.size() }, {}, 302);
    QCOMPARE(factOf(inspect(response, octets), "Redirects to"), target);
}

void TestInspection::failuresFireErrorFirst_data()
{
    QTest::addColumn<QByteArray>("detail");
    QTest::addColumn<QByteArray>("error"); // Of conn.close.
    QTest::addColumn<QString>("sees");
    const QByteArray clean = R"({"clean":true,"by":"client","how":"handshake"})";
    const QByteArray unclean = R"({"clean":false,"by":"client","how":"reset"})";
    QTest::newRow("nothing wrong")
        << clean << QByteArray() << QStringLiteral("close 1007, wasClean true");
    QTest::newRow("a broken rule") << clean << QByteArray("protocol-error")
                                   << QStringLiteral("error, close 1007, wasClean true");
    QTest::newRow("too large") << clean << QByteArray("too-large")
                               << QStringLiteral("error, close 1007, wasClean true");
    QTest::newRow("reset behind the handshake")
        << clean << QByteArray("reset") << QStringLiteral("close 1007, wasClean true");
    QTest::newRow("not clean") << unclean << QByteArray("protocol-error")
                               << QStringLiteral("error, close 1007, wasClean false");
}

void TestInspection::failuresFireErrorFirst()
{
    QFETCH(QByteArray, detail);
    QFETCH(QByteArray, error);
    QFETCH(QString, sees);
    Octets octets({});
    Inspection inspection = inspect(recordOf(RecordKind::WsClosed, {}, detail, 1007), octets);
    QVERIFY(wantsConnection(inspection));
    ConnectionRow connection;
    connection.id = 1;
    connection.error = error;
    addConnection(inspection, connection);
    QCOMPARE(factOf(inspection, "A browser sees"), sees);
}

void TestInspection::errorSites_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("dns") << QStringLiteral("DNS");
    QTest::newRow("tcp") << QStringLiteral("TCP");
    QTest::newRow("tls") << QStringLiteral("TLS");
    QTest::newRow("proxy") << QStringLiteral("the proxy");
    QTest::newRow("http") << QStringLiteral("HTTP");
    QTest::newRow("websocket") << QStringLiteral("WebSocket");
    QTest::newRow("engine.io") << QStringLiteral("Engine.IO");
    QTest::newRow("socket.io") << QStringLiteral("Socket.IO");
    QTest::newRow("storage") << QStringLiteral("the capture file");
}

void TestInspection::errorSites()
{
    QFETCH(QString, words);
    Octets octets({});
    const QByteArray detail = R"({"code":"reset","where":")" + QByteArray(QTest::currentDataTag())
        + R"("})";
    QCOMPARE(factOf(inspect(recordOf(RecordKind::Error, {}, detail), octets), "Where"), words);
}

QTEST_GUILESS_MAIN(TestInspection)
#include "tst_inspection.moc"
