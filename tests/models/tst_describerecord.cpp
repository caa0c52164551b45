// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/recordproblem.h"
#include "models/describe.h"
#include "models/inspection.h"
#include "models/previewtext.h"
#include "models/recordcopy.h"

#include <QTest>

#include <algorithm>

using namespace Pushscope;

class TestDescribeRecord : public QObject
{
    Q_OBJECT

private slots:
    void rows_data();
    void rows();
    void rowOfWhatWasNotKept();
    void rowOfAHugeEventReadsItsBeginning();
    void rowOfAHugeDroppedBlockIsMarked();
    void ourOwnPongHasNoRoundTrip();
    void rowsStayShort();
    void everyKindHasARow();
    void previews_data();
    void previews();
    void copies();
    void frameBitsCoverTheHeader_data();
    void frameBitsCoverTheHeader();
    void inspectionOfAnEvent();
    void inspectionOfAStreamMessage();
    void inspectionOfAPart();
    void inspectionOfAPicture_data();
    void inspectionOfAPicture();
    void inspectionOfAScript();
    void inspectionOfACallback();
    void inspectionOfANote();
    void inspectionOfAnError();
    void inspectionOfAnEnd();
    void cutPayloadSaysSo();
};

namespace {

/// One direction of one connection in memory.
class Octets final : public OctetSource
{
public:
    explicit Octets(QByteArray wire)
        : m_wire(std::move(wire))
    {
    }
    QByteArray octets(quint32, From, Layer, ByteRange range) override
    {
        asked = std::max(asked, range.size());
        return m_wire.mid(range.begin, range.size());
    }
    qint64 asked = 0; ///< The most in one go.

private:
    QByteArray m_wire;
};

Record recordOf(RecordKind kind, From from, const QByteArray &wire, qint32 code,
                const QByteArray &detail)
{
    Record record;
    record.seq = 1;
    record.t = 1'000'000'000;
    record.kind = kind;
    record.from = from;
    record.at = { 0, wire.size() };
    record.size = wire.size();
    record.code = code;
    record.flags = PrintsOctets;
    record.detail = detail;
    return record;
}

void addRow(const char *name, const Record &record, const QByteArray &wire, const QString &what,
            const QString &preview, Severity severity)
{
    QTest::newRow(name) << record << wire << what << preview << severity;
}

} // namespace

void TestDescribeRecord::rows_data()
{
    QTest::addColumn<Record>("record");
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("preview");
    QTest::addColumn<Severity>("severity");
    const auto add
        = [](const char *name, RecordKind kind, From from, const QByteArray &wire, qint32 code,
             const QByteArray &detail, const char *what, const char *preview, Severity severity) {
              addRow(name, recordOf(kind, from, wire, code, detail), wire, QString::fromUtf8(what),
                     QString::fromUtf8(preview), severity);
          };
    add("both sizes of a coded body", RecordKind::HttpEnd, From::Server, {}, Record::NoCode,
        R"({"framing":"chunked","coding":"gzip","coded_size":3072,"content_size":12288,)"
        R"("complete":true})",
        "end of body", "12\u2009288 octets as 3\u2009072 octets in gzip · chunked", Severity::Dim);
    add("text", RecordKind::WsMessage, From::Server, QByteArray::fromHex("8102") + "hi", 1, {},
        "text", "hi", Severity::Normal);
    add("fragments", RecordKind::WsMessage, From::Server,
        QByteArray::fromHex("0101") + "h" + QByteArray::fromHex("8001") + "i", 1, R"({"frames":2})",
        "text · 2 fragments", "hi", Severity::Normal);
    add("binary", RecordKind::WsMessage, From::Server, QByteArray::fromHex("8202ff00"), 2, {},
        "binary", "ff 00", Severity::Normal);
    add("ping recedes", RecordKind::WsPing, From::Client, QByteArray::fromHex("8900"), 9, {},
        "ping", "", Severity::Dim);
    add("pong", RecordKind::WsPong, From::Server, QByteArray::fromHex("8a00"), 10,
        R"({"rtt_ns":38500000})", "pong", "round trip 38.5 ms", Severity::Dim);
    add("state is no second end", RecordKind::State, From::Nobody, {}, Record::NoCode,
        R"({"was":"CLOSING","now":"CLOSED","ready_state":3,"fires":"close"})", "state CLOSED",
        "was CLOSING · readyState 3 · a page gets the event close", Severity::Dim);
    add("state no transition", RecordKind::State, From::Nobody, {}, Record::NoCode,
        R"({"was":"CLOSED","now":"CLOSED","ready_state":3,"fires":"close"})", "state CLOSED",
        "readyState 3 · a page gets the event close", Severity::Dim);
    add("close", RecordKind::WsClose, From::Server, QByteArray::fromHex("880403e9") + "ok", 1001,
        {}, "close 1001", "Going Away · ok", Severity::Normal);
    add("close without code", RecordKind::WsClose, From::Server, QByteArray::fromHex("8800"),
        Record::NoCode, {}, "close", "without a status code", Severity::Normal);
    add("reset", RecordKind::WsClosed, From::Nobody, {}, 1006,
        R"({"code":1006,"clean":false,"by":"error","how":"reset"})", "closed 1006",
        "no Close frame · the connection was reset", Severity::Error);
    add("clean end", RecordKind::WsClosed, From::Nobody, {}, 1000,
        R"({"code":1000,"clean":true,"by":"client","how":"handshake"})", "closed 1000",
        "Normal Closure · closing handshake", Severity::Normal);
    add("request", RecordKind::HttpRequest, From::Client, "GET /a?b HTTP/1.1\r\nHost: h\r\n\r\n",
        Record::NoCode, {}, "GET", "/a?b · h", Severity::Normal);
    add("not found", RecordKind::HttpResponse, From::Server,
        "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n", 404, {}, "404 Not Found",
        "text/html", Severity::Error);
    add("redirect", RecordKind::HttpResponse, From::Server,
        "HTTP/1.1 301 Moved\r\nLocation: /r2?token=s&n=1\r\n\r\n", 301,
        R"({"ttfb_ns":4000000})", "301 Moved", "→ /r2?token=***&n=1 · first octet after 4 ms",
        Severity::Normal);
    add("fault by hand", RecordKind::Fault, From::Nobody, {}, Record::NoCode,
        R"({"fault":"reset","trigger":"by_hand","about":"end"})", "fault reset", "by hand",
        Severity::Warning);
    add("unchanged poll recedes", RecordKind::PollResult, From::Server, "{}", 200,
        R"({"round":5,"outcome":"answered","status":200,"changed":false,"empty":false})",
        "poll 5 · 200", "unchanged", Severity::Dim);
    add("poll timed out", RecordKind::PollResult, From::Nobody, {}, Record::NoCode,
        R"({"round":2,"outcome":"timeout"})", "poll 2", "no answer in time", Severity::Warning);
    add("call", RecordKind::PollResult, From::Server, {}, 200,
        R"({"round":3,"outcome":"answered","status":200,"fires":"load","called":true})",
        "poll 3 · 200", "the callback was called", Severity::Dim);
    add("call that came late", RecordKind::PollResult, From::Server, {}, 200,
        R"({"round":3,"outcome":"answered","status":200,"fires":"load","called":true,"late":true})",
        "poll 3 · 200", "the callback was called · after its time was up", Severity::Dim);
    add("call that failed silently", RecordKind::PollResult, From::Server, {}, 200,
        R"({"round":3,"outcome":"answered","status":200,"fires":"load","called":false})",
        "poll 3 · 200", "the script ran without calling back: no page is told",
        Severity::Warning);
    add("script of a failure", RecordKind::PollResult, From::Server, {}, 404,
        R"({"round":3,"outcome":"answered","status":404,"fires":"error","called":false})",
        "poll 3 · 404", "not run: the script element fires error, and says no more",
        Severity::Error);
    add("event", RecordKind::SseEvent, From::Server, "event: a\nid: 7\ndata: x\n\n", 1, {},
        "event a", "x · id 7", Severity::Normal);
    add("dropped block", RecordKind::SseEvent, From::Server, "event: a\nid: 7\n\n", 0, {},
        "block dropped", "no data field: a browser fires nothing · event a · id 7",
        Severity::Warning);
    add("comment recedes", RecordKind::SseComment, From::Server, ": hello", Record::NoCode, {},
        "comment", "hello", Severity::Dim);
    add("stream line", RecordKind::StreamMessage, From::Server, "{\"a\":1}\r\n", 0, {}, "message",
        "{\"a\":1}", Severity::Normal);
    add("stream message behind its length", RecordKind::StreamMessage, From::Server,
        QByteArray::fromHex("00000002") + "hi", 5, {}, "message", "hi", Severity::Normal);
    add("stream message of a cut unknown here", RecordKind::StreamMessage, From::Server, "hi\n", 99,
        {}, "message", "hi", Severity::Normal);
    add("5.1 part", RecordKind::MultipartPart, From::Server,
        "Content-Type: application/json\r\n\r\n{\"n\":1}", Record::NoCode, R"({"by":"boundary"})",
        "part", "application/json · {\"n\":1}", Severity::Normal);
    add("5.1 part without fields", RecordKind::MultipartPart, From::Server, "\r\nhello",
        Record::NoCode, R"({"by":"length"})", "part", "hello", Severity::Normal);
    add("5.1 part that was cut off", RecordKind::MultipartPart, From::Server, "A: b\r\n\r\nhel",
        Record::NoCode, R"({"by":"end"})", "part, unended", "hel", Severity::Normal);
    add("5.1 part that is a picture", RecordKind::MultipartPart, From::Server,
        "Content-Type: image/jpeg; q=1\r\n\r\n\xff\xd8\xff" + QByteArray(60'000, 'x'),
        Record::NoCode, R"({"by":"length"})", "part", "JPEG picture · image/jpeg · 58.6 KiB",
        Severity::Normal);
    add("5.1 octets outside of parts", RecordKind::MultipartPart, From::Server, "a: b\r\n\r\nc",
        Record::NoCode, R"({"outside":"rest"})", "outside of parts", "a: b↵↵c",
        Severity::Warning);
    add("script that posts", RecordKind::IframeScript, From::Server,
        "<script>parent.postMessage({a:1},'*')</script>", 1, {}, "script",
        "parent.postMessage · {\"a\":1}", Severity::Normal);
    add("script without a message recedes", RecordKind::IframeScript, From::Server,
        "<script>var a</script>", 0, {}, "script", "var a", Severity::Dim);
    add("external script", RecordKind::IframeScript, From::Server,
        "<script src='a.js'></script>", 0, {}, "external script", "a.js", Severity::Dim);
    add("callback", RecordKind::JsonpCallback, From::Server, "/**/cb({\"a\":1});", 1, {}, "callback",
        "cb · {\"a\":1}", Severity::Normal);
    add("retry", RecordKind::SseRetry, From::Server, "retry: 2000", Record::NoCode, {}, "retry",
        "2\u2009000 ms", Severity::Dim);
    add("error", RecordKind::Error, From::Nobody, {}, Record::NoCode,
        R"({"where":"tcp","code":"refused","host":"a","port":"9"})", "error",
        "Nothing listens on a:9: the connection was refused.", Severity::Error);
    add("reconnect", RecordKind::Reconnect, From::Nobody, {}, Record::NoCode,
        R"({"attempt":1,"delay_ms":1000})", "reconnect 1", "in 1\u2009000 ms", Severity::Dim);
    add("stall", RecordKind::RecordingStall, From::Nobody, {}, Record::NoCode,
        R"({"from_t":0,"to_t":2000000})", "recording stalled",
        "we did not read for 2 ms: a gap in here is ours", Severity::Warning);
    add("unrecorded", RecordKind::RecordingStall, From::Nobody, {}, Record::NoCode,
        R"({"from_t":0,"to_t":2000000,"unrecorded":true})", "not recorded",
        "nothing was recorded for 2 ms: what passed is not in here", Severity::Error);
}

void TestDescribeRecord::rows()
{
    QFETCH(Record, record);
    QFETCH(QByteArray, wire);
    QFETCH(QString, what);
    QFETCH(QString, preview);
    QFETCH(Severity, severity);
    Octets octets(wire);
    const RowText row = describe(record, octets);
    QCOMPARE(row.what, what);
    QCOMPARE(row.preview, preview);
    QCOMPARE(row.severity, severity);
    // What the list marks, and only that, is what a filter for problems finds.
    QCOMPARE(isProblem(record), severity >= Severity::Warning);

    // A broken rule is never dim.
    record.violations.add(Violation::CutOff);
    const Severity broken = describe(record, octets).severity;
    QCOMPARE(broken, severity == Severity::Error ? Severity::Error : Severity::Warning);
}

void TestDescribeRecord::rowOfWhatWasNotKept()
{
    Record record;
    record.kind = RecordKind::RecordingStall;
    record.detail = R"({"dropped":true})";
    Octets octets({});
    const RowText row = describe(record, octets);
    QCOMPARE(row.what, QStringLiteral("not kept"));
    QCOMPARE(row.preview, QStringLiteral("only the newest of this capture are kept"));
    QCOMPARE(row.severity, Severity::Dim);
    QVERIFY(!isProblem(record)); // It stands in place of a record, and is in no file.
}

void TestDescribeRecord::rowOfAHugeEventReadsItsBeginning()
{
    const QByteArray wire = "event: big\ndata: " + QByteArray(8 * 1024 * 1024, 'x') + "\n\n";
    Octets octets(wire);
    const RowText row = describe(recordOf(RecordKind::SseEvent, From::Server, wire, 1, {}), octets);
    QCOMPARE(row.what, QStringLiteral("event big"));
    QVERIFY(row.preview.startsWith(QStringLiteral("xxx")));
    QCOMPARE(row.severity, Severity::Normal);
    QVERIFY2(octets.asked <= 64 * 1024, qPrintable(QString::number(octets.asked)));
}

void TestDescribeRecord::rowOfAHugeDroppedBlockIsMarked()
{
    const QByteArray wire = "event: a\n" + QByteArray("id: 7\n").repeated(10'000) + '\n';
    Octets octets(wire);
    Record record = recordOf(RecordKind::SseEvent, From::Server, wire, 0, {});
    RowText row = describe(record, octets);
    QCOMPARE(row.what, QStringLiteral("block dropped"));
    QVERIFY(row.preview.startsWith(QStringLiteral("no data field: a browser fires nothing")));
    QCOMPARE(row.severity, Severity::Warning);
    QVERIFY(isProblem(record));
    QVERIFY(octets.asked < 20'000);

    record.violations.add(Violation::UnterminatedBlock);
    row = describe(record, octets);
    QVERIFY(row.preview.startsWith(QStringLiteral("the stream ended before its blank line")));
    record.detail = R"({"why":"too-large"})";
    QCOMPARE(describe(record, octets).what, QStringLiteral("block cut"));
}

void TestDescribeRecord::ourOwnPongHasNoRoundTrip()
{
    const QByteArray wire = QByteArray::fromHex("8a00");
    Octets octets(wire);
    Record pong
        = recordOf(RecordKind::WsPong, From::Server, wire, 10, R"({"rtt_ns":38500000})");
    pong.cause = Cause::Auto; // The mock answered.
    QCOMPARE(describe(pong, octets).preview, QString());
    const QList<InspectionFact> facts = inspect(pong, octets).facts;
    const auto hasFact = [&](const QString &label) {
        return std::ranges::any_of(
            facts, [&](const InspectionFact &fact) { return fact.label == label; });
    };
    QVERIFY(!hasFact(QStringLiteral("Round trip")));
    QVERIFY(hasFact(QStringLiteral("Answered after")));
}

void TestDescribeRecord::rowsStayShort()
{
    const QByteArray wire = "GET /" + QByteArray(100'000, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n";
    Octets octets(wire);
    const RowText row
        = describe(recordOf(RecordKind::HttpRequest, From::Client, wire, -1, {}), octets);
    QVERIFY(row.preview.size() <= PreviewOctets + 1);
    QCOMPARE(shortText(QStringLiteral("abc"), 3), QStringLiteral("abc"));
    QCOMPARE(shortText(QStringLiteral("abcd"), 3), QStringLiteral("abc…"));
    QCOMPARE(shortText(QStringLiteral("ab\U0001F600d"), 3), QStringLiteral("ab…"));
}

void TestDescribeRecord::everyKindHasARow()
{
    Octets octets({});
    for (int kind = RecordKindFirst; kind <= RecordKindLast; ++kind) {
        const RowText row
            = describe(recordOf(static_cast<RecordKind>(kind), From::Nobody, {}, 0, "{}"), octets);
        const bool isState = kind == static_cast<int>(RecordKind::State);
        QVERIFY2(isState || !row.what.trimmed().isEmpty(),
                 recordKindName(static_cast<RecordKind>(kind)).data());
        QVERIFY(!row.what.contains(QLatin1Char('\n')));
        QVERIFY(!row.what.contains(QLatin1Char('%')));
    }
}

void TestDescribeRecord::previews_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<bool>("isCut");
    QTest::addColumn<QString>("text");
    QTest::newRow("lines") << QByteArray("a\nb\r\nc\td") << false << QStringLiteral("a↵b↵c d");
    QTest::newRow("controls") << QByteArray("a\x01z") << false << QStringLiteral("a·z");
    QTest::newRow("no UTF-8") << QByteArray("\xff\x01") << false << QStringLiteral("ff 01");
    QTest::newRow("character cut in two") << QByteArray("a\xe4\xbd") << true << QStringLiteral("a");
    QTest::newRow("not cut, so broken")
        << QByteArray("a\xe4\xbd") << false << QStringLiteral("61 e4 bd");
    QTest::newRow("right-to-left override")
        << QByteArray("a\xe2\x80\xae") << false << QStringLiteral("a·");
}

void TestDescribeRecord::previews()
{
    QFETCH(QByteArray, octets);
    QFETCH(bool, isCut);
    QFETCH(QString, text);
    QCOMPARE(previewText(octets, isCut), text);
}

void TestDescribeRecord::copies()
{
    const QByteArray wire = QByteArray::fromHex("8102") + "hi";
    Octets octets(wire);
    const Record record = recordOf(RecordKind::WsMessage, From::Server, wire, 1, {});
    QCOMPARE(copyText(record, octets, CopyForm::Text), QStringLiteral("hi"));
    QCOMPARE(copyText(record, octets, CopyForm::Base64), QStringLiteral("aGk="));
    QVERIFY(copyText(record, octets, CopyForm::Json).startsWith(QStringLiteral("{\"seq\":1,")));
    QCOMPARE(copyText(record, octets, CopyForm::Hex),
             QStringLiteral("00000000  81 02 68 69                                      ..hi\n"));
    // A record without octets is copied as its row.
    const Record state = recordOf(RecordKind::State, From::Nobody, {}, Record::NoCode,
                                  R"({"was":"OPEN","now":"CLOSED"})");
    QCOMPARE(copyText(state, octets, CopyForm::Text), QStringLiteral("state CLOSED · was OPEN"));
}

void TestDescribeRecord::frameBitsCoverTheHeader_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<QStringList>("values");
    QTest::newRow("5.7 unmasked text")
        << QByteArray("810568656c6c6f")
        << QStringList{ QStringLiteral("1"), QStringLiteral("0"), QStringLiteral("1 text"),
                        QStringLiteral("0"), QStringLiteral("5") };
    QTest::newRow("5.7 masked")
        << QByteArray("818537fa213d7f9f4d5158")
        << QStringList{ QStringLiteral("1"), QStringLiteral("0"), QStringLiteral("1 text"),
                        QStringLiteral("1"), QStringLiteral("5"), QStringLiteral("37 fa 21 3d") };
    QTest::newRow("5.2 sixteen bits")
        << QByteArray("007e0364")
        << QStringList{
               QStringLiteral("0"), QStringLiteral("0"),         QStringLiteral("0 continuation"),
               QStringLiteral("0"), QStringLiteral("126 → 868"), QStringLiteral("868")
           };
    QTest::newRow("5.2 sixty-four bits")
        << QByteArray("c27f0000000000010000")
        << QStringList{ QStringLiteral("1"),           QStringLiteral("4"),
                        QStringLiteral("2 binary"),    QStringLiteral("0"),
                        QStringLiteral("127 → 65536"), QStringLiteral("65536") };
}

void TestDescribeRecord::frameBitsCoverTheHeader()
{
    QFETCH(QByteArray, hex);
    QFETCH(QStringList, values);
    const QByteArray wire = QByteArray::fromHex(hex);
    Octets octets(wire);
    const From from = hex.startsWith("8185") ? From::Client : From::Server;
    const Inspection inspection
        = inspect(recordOf(RecordKind::WsFrame, from, wire, wire.at(0) & 0xf, {}), octets);
    QStringList found;
    int next = 0;
    for (const FrameBits &bits : inspection.frameBits) {
        QCOMPARE(bits.first, next); // Without gaps, in order.
        QVERIFY(!bits.explanation.isEmpty());
        next += bits.count;
        found << bits.value;
    }
    QCOMPARE(next, inspection.frameHeader.size() * 8);
    QCOMPARE(found, values);
    QCOMPARE(inspection.fields.size(), values.size());
}

void TestDescribeRecord::inspectionOfAnEvent()
{
    const QByteArray wire = "event: a\nid: 7\nfoo: bar\nretry: x\n\n";
    Octets octets(wire);
    Record record = recordOf(RecordKind::SseEvent, From::Server, wire, 0, {});
    record.violations.add(Violation::UnknownField);
    const Inspection inspection = inspect(record, octets);
    QCOMPARE(inspection.verdict, QStringLiteral("Block dropped"));
    QCOMPARE(inspection.fields.size(), 4);
    QCOMPARE(inspection.fields.at(2).severity, Severity::Warning);
    QCOMPARE(inspection.fields.at(3).severity, Severity::Warning);
    QCOMPARE(inspection.problems.size(), 2); // The rule, and the missing data.
    QVERIFY(std::ranges::any_of(inspection.facts, [](const InspectionFact &fact) {
        return fact.value.startsWith(QStringLiteral("fires nothing"));
    }));
}

void TestDescribeRecord::inspectionOfAStreamMessage()
{
    const QByteArray wire = QByteArray::fromHex("80 00000003") + "a:b";
    Octets octets(wire);
    constexpr int GrpcWeb = 9;
    Record record = recordOf(RecordKind::StreamMessage, From::Server, wire, GrpcWeb, {});
    record.flags |= IsWholeChunk;
    const Inspection inspection = inspect(record, octets);
    QCOMPARE(inspection.verdict, QStringLiteral("Message"));
    QCOMPARE(inspection.payload, QByteArray("a:b"));
    const auto value = [&](const char *label) {
        for (const auto &fact : inspection.facts) {
            if (fact.label == QLatin1StringView(label))
                return fact.value;
        }
        return QString();
    };
    QCOMPARE(value("Cut into"), QStringLiteral("gRPC-Web or Connect envelopes"));
    QCOMPARE(value("Flags"), QStringLiteral("0x80 · trailers"));
    QCOMPARE(value("Chunk"), QStringLiteral("exactly one carries it"));
}

void TestDescribeRecord::inspectionOfAPart()
{
    const QByteArray wire = "Content-Type: text/plain\r\nX: y\r\nno field\r\n\r\nhello";
    Octets octets(wire);
    Record record = recordOf(RecordKind::MultipartPart, From::Server, wire, Record::NoCode,
                             R"({"by":"boundary","waited_ns":1000000000})");
    record.violations.add(Violation::BadFieldLine);
    const Inspection inspection = inspect(record, octets);
    QCOMPARE(inspection.verdict, QStringLiteral("Part"));
    QCOMPARE(inspection.payload, QByteArray("hello"));
    QVERIFY(inspection.picture.isEmpty());
    QCOMPARE(inspection.headers.size(), 3);
    QCOMPARE(inspection.headers.at(1).name, QStringLiteral("X"));
    QCOMPARE(inspection.headers.at(2).severity, Severity::Warning);
    const auto value = [](const Inspection &of, const char *label) {
        for (const auto &fact : of.facts) {
            if (fact.label == QLatin1StringView(label))
                return fact.value;
        }
        return QString();
    };
    QVERIFY(value(inspection, "End known by").startsWith(QStringLiteral("the next boundary")));
    QCOMPARE(value(inspection, "Waited for it"), QStringLiteral("1.000 s"));
    QCOMPARE(value(inspection, "Content"), QStringLiteral("5 octets"));

    record.detail = R"({"outside":"preamble"})";
    const Inspection outside = inspect(record, octets);
    QCOMPARE(outside.payload, wire);
    QVERIFY(outside.headers.isEmpty());
    QCOMPARE(value(outside, "Stands"), QStringLiteral("before the first boundary"));
}

void TestDescribeRecord::inspectionOfAPicture_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<Severity>("severity");
    QTest::newRow("under its name") << QByteArray("image/jpeg") << Severity::Normal;
    QTest::newRow("under another") << QByteArray("image/png") << Severity::Warning;
}

void TestDescribeRecord::inspectionOfAPicture()
{
    QFETCH(QByteArray, type);
    QFETCH(Severity, severity);
    const QByteArray picture = "\xff\xd8\xff" + QByteArray(3 * 1024 * 1024, 'x');
    const QByteArray wire = "Content-Type: " + type + "\r\n\r\n" + picture;
    Octets octets(wire);
    const Inspection inspection = inspect(
        recordOf(RecordKind::MultipartPart, From::Server, wire, Record::NoCode, R"({"by":"length"})"),
        octets);
    QCOMPARE(inspection.headers.at(0).severity, severity);
    // Other payloads are cut; of a picture that would leave nothing to see.
    QCOMPARE(inspection.payload.size(), Inspection::MostPayloadOctets);
    QCOMPARE(inspection.picture, picture);
}

void TestDescribeRecord::inspectionOfAScript()
{
    const QByteArray wire = "<script>parent.postMessage('a', '*');parent.f(b)</script>";
    Octets octets(wire);
    const Record record = recordOf(RecordKind::IframeScript, From::Server, wire, 2, {});
    const Inspection inspection = inspect(record, octets);
    QCOMPARE(inspection.payload, QByteArray("a\nb"));
    QCOMPARE(inspection.fields.size(), 2);
    QCOMPARE(inspection.fields[1].name, QStringLiteral("parent.f"));
    const auto value = [&](const char *label) {
        for (const auto &fact : inspection.facts) {
            if (fact.label == QLatin1StringView(label))
                return fact.value;
        }
        return QString();
    };
    QCOMPARE(value("Calls"), QStringLiteral("parent.postMessage"));
    QCOMPARE(value("Argument"), QStringLiteral("a string that is written out"));
    QCOMPARE(value("Target origin"), QStringLiteral("* (any page gets the message)"));
    QCOMPARE(value("In a browser"), QStringLiteral("runs as soon as its end tag has come"));
}

void TestDescribeRecord::inspectionOfACallback()
{
    const QByteArray wire = "other(1)";
    Octets octets(wire);
    Record record = recordOf(RecordKind::JsonpCallback, From::Server, wire, 0, {});
    record.violations = { Violation::WrongCallback };
    QCOMPARE(describe(record, octets).what, QStringLiteral("no callback"));
    QCOMPARE(describe(record, octets).severity, Severity::Warning);
    const Inspection inspection = inspect(record, octets);
    QCOMPARE(inspection.payload, QByteArray("1"));
    QVERIFY(std::any_of(inspection.facts.begin(), inspection.facts.end(), [](const auto &fact) {
        return fact.value.startsWith(QLatin1StringView("calls another function"));
    }));
}

/// An assembled text is read like a payload.
void TestDescribeRecord::inspectionOfANote()
{
    Octets octets({});
    const Inspection inspection
        = inspect(recordOf(RecordKind::Note, From::Nobody, {}, Record::NoCode,
                           R"({"text":"text: 2 octets\n\nhi"})"),
                  octets);
    QCOMPARE(inspection.verdict, QStringLiteral("Note"));
    QCOMPARE(inspection.payload, QByteArray("text: 2 octets\n\nhi"));
    QCOMPARE(inspection.payloadSize, inspection.payload.size());
}

void TestDescribeRecord::inspectionOfAnError()
{
    Octets octets({});
    const Inspection inspection
        = inspect(recordOf(RecordKind::Error, From::Nobody, {}, Record::NoCode,
                           R"({"where":"tcp","code":"refused","host":"a","port":"9"})"),
                  octets);
    QCOMPARE(inspection.severity, Severity::Error);
    QCOMPARE(inspection.problems.at(0).title, QStringLiteral("refused"));
    QVERIFY(inspection.problems.at(0).sentence.contains(QStringLiteral("a:9")));
    QCOMPARE(inspection.fields.size(), 2);
}

void TestDescribeRecord::inspectionOfAnEnd()
{
    Octets octets({});
    const Inspection inspection = inspect(
        recordOf(RecordKind::WsClosed, From::Nobody, {}, 1006,
                 R"({"code":1006,"reason":"","clean":false,"by":"server","how":"reset"})"),
        octets);
    QCOMPARE(inspection.verdict, QStringLiteral("Closed 1006"));
    QCOMPARE(inspection.remark, QStringLiteral("Abnormal Closure"));
    QStringList values;
    for (const InspectionFact &fact : inspection.facts)
        values << fact.value;
    QVERIFY(values.contains(QStringLiteral("the server")));
    QVERIFY(values.contains(QStringLiteral("error, close 1006, wasClean false")));
    QCOMPARE(inspection.problems.size(), 1);
}

void TestDescribeRecord::cutPayloadSaysSo()
{
    const QByteArray wire = QByteArray(3 * 1024 * 1024, 'x');
    Octets octets(wire);
    const Inspection inspection
        = inspect(recordOf(RecordKind::HttpData, From::Server, wire, Record::NoCode, {}), octets);
    QCOMPARE(inspection.payload.size(), Inspection::MostPayloadOctets);
    QCOMPARE(inspection.payloadSize, wire.size());
    QCOMPARE(inspection.wire.size(), Inspection::MostWireOctets);
    QCOMPARE(inspection.wireSize, wire.size());
}

QTEST_GUILESS_MAIN(TestDescribeRecord)
#include "tst_describerecord.moc"
