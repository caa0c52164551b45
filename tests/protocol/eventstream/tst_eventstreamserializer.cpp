// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/eventstream/eventstreamlog.h"
#include "protocol/eventstream/eventstreamserializer.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Pushscope;
using namespace Pushscope::EventStream;

using Block = EventStreamSerializer::Block;
using LineEnd = EventStreamSerializer::LineEnd;

Q_DECLARE_METATYPE(Block)

namespace {

Block block(std::optional<QByteArray> type, std::optional<QByteArray> id,
            std::optional<QByteArray> retry, std::optional<QByteArray> data)
{
    return { std::move(type), std::move(id), std::move(retry), std::move(data), true };
}

QByteArray randomText(QRandomGenerator &random, bool isOneLine)
{
    static constexpr const char *Pieces[]
        = { "a", ":", " ", "data", "\xC3\xA9", "\"", "\\", "\xF0\x9F\x98\x80", "\t", "\xEF\xBB\xBF",
            "0", "\n" };
    QByteArray text;
    for (quint32 left = random.bounded(8U); left > 0; --left)
        text += Pieces[random.bounded(isOneLine ? 11U : 12U)];
    return text;
}

} // namespace

class TestEventStreamSerializer : public QObject
{
    Q_OBJECT

private slots:
    void writes_data();
    void writes();
    void lineEnds();
    void comments_data();
    void comments();
    void writesWrongThings();
    void isRepresentable_data();
    void isRepresentable();
    void roundTrips();
};

void TestEventStreamSerializer::writes_data()
{
    QTest::addColumn<Block>("said");
    QTest::addColumn<QByteArray>("wire");

    QTest::newRow("9.2.5 nothing but the blank line") << block({}, {}, {}, {}) << QByteArray("\n");
    QTest::newRow("9.2.5 data") << block({}, {}, {}, "a") << QByteArray("data: a\n\n");
    QTest::newRow("9.2.5 empty data") << block({}, {}, {}, "") << QByteArray("data: \n\n");
    QTest::newRow("9.2.5 a leading blank survives")
        << block({}, {}, {}, " a") << QByteArray("data:  a\n\n");
    QTest::newRow("9.2.5 all fields")
        << block("quote", "7", "2000", "a")
        << QByteArray("event: quote\nid: 7\nretry: 2000\ndata: a\n\n");
    QTest::newRow("9.2.5 a field per line, LF")
        << block({}, {}, {}, "a\nb") << QByteArray("data: a\ndata: b\n\n");
    QTest::newRow("9.2.5 a field per line, CR and CR LF")
        << block({}, {}, {}, "a\rb\r\nc") << QByteArray("data: a\ndata: b\ndata: c\n\n");
    QTest::newRow("9.2.5 data ending with LF")
        << block({}, {}, {}, "a\n") << QByteArray("data: a\ndata: \n\n");
    QTest::newRow("9.2.5 data of one LF")
        << block({}, {}, {}, "\n") << QByteArray("data: \ndata: \n\n");
    QTest::newRow("9.2.6 an empty id resets it")
        << block({}, "", {}, "a") << QByteArray("id: \ndata: a\n\n");
}

void TestEventStreamSerializer::writes()
{
    QFETCH(Block, said);
    QByteArray wire;
    EventStreamSerializer().block(wire, said);
    QTEST(wire, "wire");
}

void TestEventStreamSerializer::lineEnds()
{
    const auto written = [](LineEnd lineEnd) {
        QByteArray wire;
        EventStreamSerializer(lineEnd).block(wire, block("t", {}, {}, "a\nb"));
        return wire;
    };
    QCOMPARE(written(LineEnd::Lf), QByteArray("event: t\ndata: a\ndata: b\n\n"));
    QCOMPARE(written(LineEnd::Cr), QByteArray("event: t\rdata: a\rdata: b\r\r"));
    QCOMPARE(written(LineEnd::CrLf), QByteArray("event: t\r\ndata: a\r\ndata: b\r\n\r\n"));
}

void TestEventStreamSerializer::comments_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("9.2.5 empty") << QByteArray() << QByteArray(":\n");
    QTest::newRow("9.2.5 text as it is") << QByteArray(" ping") << QByteArray(": ping\n");
    QTest::newRow("9.2.5 two lines") << QByteArray("a\nb") << QByteArray(":a\n:b\n");
}

void TestEventStreamSerializer::comments()
{
    QFETCH(QByteArray, text);
    QByteArray wire;
    EventStreamSerializer().comment(wire, text);
    QTEST(wire, "wire");
}

void TestEventStreamSerializer::writesWrongThings()
{
    const EventStreamSerializer serializer;
    QByteArray wire;
    Block withoutBlankLine = block({}, {}, {}, "a");
    withoutBlankLine.hasBlankLine = false;
    serializer.block(wire, withoutBlankLine);
    serializer.bom(wire);
    serializer.block(wire, block("two\nlines", QByteArray("\0", 1), "soon", "b\xFF"));
    serializer.field(wire, "unknown", "c");
    serializer.lineEnd(wire);
    QCOMPARE(logOf(wire, wire.size()),
             QByteArrayList({ "event 0-56 dispatched type=message data=a\\nb\\xff id="
                              " | data=a@0-7 | \\xef\\xbb\\xbf"
                              "event=two@8-21 | lines=@22-27 | id=\\x00@28-33 | retry=soon@34-45"
                              " | data=b\\xff@46-54"
                              " ! invalid-utf8 invalid-retry id-contains-nul unknown-field"
                              " bom-not-first",
                              "event 56-68 empty-data type=message data= id= | unknown=c@56-66"
                              " ! unknown-field" }));
}

void TestEventStreamSerializer::isRepresentable_data()
{
    QTest::addColumn<Block>("said");
    QTest::addColumn<bool>("can");

    QTest::newRow("9.2.5 data") << block({}, {}, {}, "a") << true;
    QTest::newRow("9.2.5 all") << block("t", "7", "0", "a\nb") << true;
    QTest::newRow("9.2.6 no data") << block("t", "7", "0", {}) << false;
    QTest::newRow("9.2.5 LF in type") << block("t\n", {}, {}, "a") << false;
    QTest::newRow("9.2.5 CR in id") << block({}, "7\r", {}, "a") << false;
    QTest::newRow("9.2.6 NUL in id") << block({}, QByteArray("\0", 1), {}, "a") << false;
    QTest::newRow("9.2.6 retry not digits") << block({}, {}, "1s", "a") << false;
    QTest::newRow("9.2.6 retry empty") << block({}, {}, "", "a") << false;
    QTest::newRow("9.2.6 type not UTF-8") << block("\xFF", {}, {}, "a") << false;
    QTest::newRow("9.2.6 id not UTF-8") << block({}, "\xFF", {}, "a") << false;
    QTest::newRow("9.2.6 data not UTF-8") << block({}, {}, {}, "\xFF") << false;
    Block open = block({}, {}, {}, "a");
    open.hasBlankLine = false;
    QTest::newRow("9.2.6 no blank line") << open << false;
}

void TestEventStreamSerializer::isRepresentable()
{
    QFETCH(Block, said);
    QTEST(EventStreamSerializer::isRepresentable(said), "can");
}

void TestEventStreamSerializer::roundTrips()
{
    QRandomGenerator random(20220615);
    for (int round = 0; round < 3000; ++round) {
        const LineEnd lineEnd = static_cast<LineEnd>(random.bounded(3));
        Block said = block({}, {}, {}, randomText(random, false));
        if (random.bounded(2))
            said.type = randomText(random, true);
        if (random.bounded(2))
            said.id = randomText(random, true);
        if (random.bounded(2))
            said.retry = QByteArray::number(random.bounded(100000));
        QVERIFY(EventStreamSerializer::isRepresentable(said));

        QByteArray wire;
        EventStreamSerializer(lineEnd).block(wire, said);
        EventStreamParser parser("before");
        parser.feed(wire);
        std::optional<Value> value = parser.next();
        if (said.retry) {
            QVERIFY(value);
            QCOMPARE(std::get<Retry>(*value).ms, said.retry->toLongLong());
            value = parser.next();
        }
        QVERIFY(value);
        const EventView event = std::get<EventView>(*value);
        QCOMPARE(event.type.toByteArray(),
                 said.type.value_or(QByteArray()).isEmpty() ? QByteArray("message") : *said.type);
        QCOMPARE(event.data.toByteArray(), *said.data);
        QCOMPARE(event.lastEventId.toByteArray(), said.id.value_or("before"));
        QVERIFY(event.isDispatched && event.violations.isEmpty());
        QCOMPARE(event.range.end, wire.size());
        QVERIFY(!parser.next());
    }
}

QTEST_APPLESS_MAIN(TestEventStreamSerializer)
#include "tst_eventstreamserializer.moc"
