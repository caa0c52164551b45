// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/eventstream/event.h"
#include "protocol/eventstream/eventstreamlog.h"

#include <QTest>

#include <limits>

using namespace Pushscope;
using namespace Pushscope::EventStream;

namespace {

constexpr qint64 Limit = 20;

} // namespace

/// What the parser says between values, and what it does at its limits.
class TestEventStreamParserState : public QObject
{
    Q_OBJECT

private slots:
    void lastEventId_data();
    void lastEventId();
    void carriesTheIdOver();
    void idIsInherited();
    void comesWithItsLastOctet_data();
    void comesWithItsLastOctet();
    void pendingFrom_data();
    void pendingFrom();
    void knowsTheFirstBlock_data();
    void knowsTheFirstBlock();
    void limits_data();
    void limits();
    void defaultLimit();
    void skippedBlockSetsItsId();
    void skippingNeedsNoMemory();
    void nothingAfterFinish();
    void looksAtEachOctetOnce_data();
    void looksAtEachOctetOnce();
    void parseBlockWithoutField();
    void parseBlockInheritsTheId();
    void parseBlockWithBom();
    void parseBlockOfWhatWasCut();
    void parseRetryLine_data();
    void parseRetryLine();
};

void TestEventStreamParserState::lastEventId_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("id");

    // Dispatch the event, step 1: the buffer is set by the field, the string by the blank line.
    QTest::newRow("9.2.6 nothing yet") << QByteArray() << QByteArray("before");
    QTest::newRow("9.2.6 a field alone does not set it")
        << QByteArray("id: 1\ndata: a\n") << QByteArray("before");
    QTest::newRow("9.2.6 a dispatched event sets it")
        << QByteArray("id: 1\ndata: a\n\n") << QByteArray("1");
    QTest::newRow("9.2.6 a block without data sets it")
        << QByteArray("id: 1\n\n") << QByteArray("1");
    QTest::newRow("9.2.6 a block without id leaves it")
        << QByteArray("id: 1\n\ndata: a\n\n") << QByteArray("1");
    QTest::newRow("9.2.6 an open block leaves it")
        << QByteArray("id: 1\n\nid: 2\n") << QByteArray("1");
    QTest::newRow("9.2.6 an empty id empties it") << QByteArray("id: 1\n\nid\n\n") << QByteArray();
    QTest::newRow("9.2.6 an id with NUL leaves it")
        << QByteArray("id: 1\n\nid: \0\n\n", 14) << QByteArray("1");
}

void TestEventStreamParserState::lastEventId()
{
    QFETCH(QByteArray, wire);
    EventStreamParser parser("before");
    QByteArrayList log;
    for (char octet : wire) {
        parser.feed(QByteArrayView(&octet, 1));
        drain(parser, log);
    }
    QTEST(parser.lastEventId(), "id");
    parser.finish();
    drain(parser, log);
    QTEST(parser.lastEventId(), "id");
}

void TestEventStreamParserState::carriesTheIdOver()
{
    EventStreamParser parser("7");
    QCOMPARE(parser.lastEventId(), QByteArray("7"));
    QByteArrayList log;
    parser.feed("data: a\n\nid: 8\n\ndata: b\n\n");
    drain(parser, log);
    QCOMPARE(log.at(0), "event 0-9 dispatched type=message data=a id=7 | data=a@0-7");
    QCOMPARE(log.at(2), "event 16-25 dispatched type=message data=b id=8 | data=b@16-23");
}

void TestEventStreamParserState::idIsInherited()
{
    EventStreamParser parser;
    parser.feed(QByteArrayView("id: 1\ndata: a\n\ndata: b\n\nid: \0\ndata: c\n\nid\n\n", 43));
    QList<bool> inherited;
    while (const std::optional<Value> value = parser.next())
        inherited += std::get<EventView>(*value).isIdInherited;
    QCOMPARE(inherited, QList<bool>({ false, true, true, false }));
}

void TestEventStreamParserState::comesWithItsLastOctet_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<bool>("waits");

    QTest::newRow("9.2.6 event ended by LF LF") << QByteArray("data: a\n\n") << false;
    QTest::newRow("9.2.6 event ended by CR CR") << QByteArray("data: a\r\r") << false;
    QTest::newRow("9.2.6 event ended by LF CR") << QByteArray("data: a\n\r") << false;
    QTest::newRow("9.2.6 event ended by CR LF CR LF") << QByteArray("data: a\r\n\r\n") << false;
    QTest::newRow("9.2.6 event ended by CR LF LF") << QByteArray("data: a\r\n\n") << false;
    // The LF of the block's last CR LF is still to come: it belongs to the block's range.
    QTest::newRow("9.2.6 event ended by CR LF CR") << QByteArray("data: a\r\n\r") << true;
    QTest::newRow("9.2.6 comment ended by LF") << QByteArray(": a\n") << false;
    QTest::newRow("9.2.6 comment ended by CR") << QByteArray(": a\r") << false;
    QTest::newRow("9.2.6 retry ended by CR") << QByteArray("retry: 1\r") << false;
}

void TestEventStreamParserState::comesWithItsLastOctet()
{
    QFETCH(QByteArray, wire);
    QFETCH(bool, waits);
    EventStreamParser parser;
    parser.feed(QByteArrayView(wire).chopped(1));
    QVERIFY(!parser.next());
    parser.feed(QByteArrayView(wire).last(1));
    QCOMPARE(parser.next().has_value(), !waits);
    parser.feed("x");
    QCOMPARE(parser.next().has_value(), waits);
}

void TestEventStreamParserState::pendingFrom_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<qint64>("pending");
    QTest::addColumn<bool>("isOpen");

    QTest::newRow("nothing fed") << QByteArray() << qint64{ 0 } << false;
    QTest::newRow("in the first line") << QByteArray("da") << qint64{ 0 } << false;
    QTest::newRow("after a field") << QByteArray("data: a\n") << qint64{ 0 } << true;
    QTest::newRow("after a block") << QByteArray("data: a\n\n") << qint64{ 9 } << false;
    QTest::newRow("after further blank lines")
        << QByteArray("data: a\n\n\n") << qint64{ 10 } << false;
    QTest::newRow("after a comment") << QByteArray(": a\n") << qint64{ 4 } << false;
    QTest::newRow("in a comment") << QByteArray(": a\n: b") << qint64{ 4 } << false;
    QTest::newRow("in a comment of a block") << QByteArray("data: a\n: b") << qint64{ 0 } << true;
    QTest::newRow("in the second block") << QByteArray("a\n\ndata: b\nid") << qint64{ 3 } << true;
    QTest::newRow("after CR") << QByteArray("data: a\r\r") << qint64{ 9 } << false;
    QTest::newRow("in CR LF") << QByteArray("data: a\r\n\r") << qint64{ 0 } << true;
}

void TestEventStreamParserState::pendingFrom()
{
    QFETCH(QByteArray, wire);
    EventStreamParser parser;
    QByteArrayList log;
    parser.feed(wire);
    drain(parser, log);
    QTEST(parser.pendingFrom(), "pending");
    QTEST(parser.hasOpenBlock(), "isOpen");
    QCOMPARE(parser.offset(), wire.size());
}

void TestEventStreamParserState::knowsTheFirstBlock_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QList<bool>>("isFirst");

    QTest::newRow("9.2.5 without BOM") << QByteArray("data\n\ndata\n\n") << QList{ true, false };
    QTest::newRow("9.2.5 with BOM") << QByteArray("\xEF\xBB\xBF"
                                                  "data\n\ndata\n\n")
                                    << QList{ true, false };
    QTest::newRow("9.2.5 behind a blank line") << QByteArray("\ndata\n\n") << QList{ false };
    QTest::newRow("9.2.5 behind a comment") << QByteArray(":\ndata\n\n") << QList{ false };
}

void TestEventStreamParserState::knowsTheFirstBlock()
{
    QFETCH(QByteArray, wire);
    EventStreamParser parser;
    parser.feed(wire);
    QList<bool> isFirst;
    while (const std::optional<Value> value = parser.next()) {
        if (const EventView *event = std::get_if<EventView>(&*value))
            isFirst += event->isFirstBlock;
    }
    QTEST(isFirst, "isFirst");
}

void TestEventStreamParserState::limits_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArrayList>("log");

    const QByteArray next = "data: a\n\n";
    const auto nextLog = [](qint64 at) -> QByteArray {
        return "event " + rangeText({ at, at + 9 })
            + " dispatched type=message data=a id= | data=a@" + rangeText({ at, at + 7 });
    };
    QTest::newRow("block of the limit, LF")
        << QByteArray("data: 3456789012345\n\n").last(20) + '\n' + next
        << QByteArrayList{ "event 0-20 empty-data type=message data= id="
                           " | ata=3456789012345@0-18 ! unknown-field",
                           nextLog(21) };
    QTest::newRow("block of the limit, CR LF")
        << "data: 34567890123\r\n\r\n" + next
        << QByteArrayList{ "event 0-21 dispatched type=message data=34567890123 id="
                           " | data=34567890123@0-17",
                           nextLog(21) };
    QTest::newRow("block one octet above the limit")
        << "data: 3456789012345\n\n" + next
        << QByteArrayList{ "event 0-20 too-large type=message data=3456789012345 id="
                           " | data=3456789012345@0-19 ! too-large",
                           nextLog(21) };
    QTest::newRow("second line beyond the limit")
        << "data: a\ndata: 78901234\nfoo\n\n" + next
        << QByteArrayList{ "event 0-20 too-large type=message data=a id="
                           " | data=a@0-7 | data=789012@8-20 ! too-large",
                           nextLog(28) };
    QTest::newRow("line end at the limit, LF of CR LF beyond it")
        << "data: 3456789012345\r\n\r\n" + next
        << QByteArrayList{ "event 0-20 too-large type=message data=3456789012345 id="
                           " | data=3456789012345@0-19 ! too-large",
                           nextLog(23) };
    QTest::newRow("name beyond the limit")
        << "0123456789012345678901234: a\ndata: b\n\n" + next
        << QByteArrayList{ "event 0-20 too-large type=message data= id="
                           " | 01234567890123456789=@0-20 ! too-large",
                           nextLog(38) };
    QTest::newRow("comment of the limit") << ":123456789012345678\n"
            + next << QByteArrayList{ "comment 0-19 text=123456789012345678", nextLog(20) };
    QTest::newRow("comment beyond the limit")
        << ":1234567890123456789012345\n" + next
        << QByteArrayList{ "comment 0-20 text=1234567890123456789 ! too-large", nextLog(27) };
    QTest::newRow("comment beyond the limit in a block")
        << "data: a\n:901234567890123\ndata: b\n\n" + next
        << QByteArrayList{ "event 0-20 too-large type=message data=a id= | data=a@0-7"
                           " ! too-large",
                           nextLog(34) };
    QTest::newRow("many comments between blocks")
        << ":123456789\n:123456789\n:123456789\n" + next
        << QByteArrayList{ "comment 0-10 text=123456789", "comment 11-21 text=123456789",
                           "comment 22-32 text=123456789", nextLog(33) };
    QTest::newRow("retry in what is skipped is not obeyed")
        << "data: 3456789012345678\nretry: 5\n: b\n\n" + next
        << QByteArrayList{ "event 0-20 too-large type=message data= id="
                           " | data=34567890123456@0-20 ! too-large",
                           nextLog(37) };
    QTest::newRow("end of file in what is skipped")
        << QByteArray("data: 34567890123456789\ndata: a")
        << QByteArrayList{ "event 0-20 too-large type=message data= id="
                           " | data=34567890123456@0-20 ! too-large" };
    QTest::newRow("CR LF in what is skipped")
        << "data: 34567890123456789\r\nfoo\r\n\r\n" + next
        << QByteArrayList{ "event 0-20 too-large type=message data= id="
                           " | data=34567890123456@0-20 ! too-large",
                           nextLog(32) };
}

void TestEventStreamParserState::limits()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArrayList, log);
    for (qsizetype step = 1; step <= wire.size(); ++step)
        QCOMPARE(logOf(wire, step, Limit), log);
}

void TestEventStreamParserState::defaultLimit()
{
    QCOMPARE(EventStreamParser::DefaultMaxBlock, 67'108'864);
    EventStreamParser parser;
    parser.feed(QByteArray(EventStreamParser::DefaultMaxBlock, 'a'));
    QVERIFY(!parser.next());
    parser.feed("a");
    const std::optional<Value> value = parser.next();
    QVERIFY(value);
    QVERIFY(std::get<EventView>(*value).why == Why::TooLarge);
}

void TestEventStreamParserState::skippedBlockSetsItsId()
{
    EventStreamParser parser({}, Limit);
    QByteArrayList log;
    parser.feed("id: 1\ndata: 890123456789\n");
    drain(parser, log);
    QCOMPARE(log.size(), 1);
    QCOMPARE(parser.lastEventId(), QByteArray());
    parser.feed("\n");
    drain(parser, log);
    QCOMPARE(parser.lastEventId(), QByteArray("1"));
}

void TestEventStreamParserState::skippingNeedsNoMemory()
{
    EventStreamParser parser({}, Limit);
    QByteArrayList log;
    const QByteArray piece(4096, 'x');
    for (int i = 0; i < 1000; ++i) {
        parser.feed(piece);
        drain(parser, log);
        QCOMPARE(parser.pendingFrom(), parser.offset());
    }
    QCOMPARE(log.size(), 1);
    parser.feed("\n\ndata: a\n\n");
    drain(parser, log);
    QCOMPARE(log.size(), 2);
}

void TestEventStreamParserState::nothingAfterFinish()
{
    EventStreamParser parser;
    QByteArrayList log;
    parser.feed("data: a\n");
    parser.finish();
    parser.feed("\ndata: b\n\n");
    drain(parser, log);
    QCOMPARE(log,
             QByteArrayList{ "event 0-8 unterminated-block type=message data=a id= | data=a@0-7"
                             " ! unterminated-block" });
    QVERIFY(!parser.next());
    QCOMPARE(parser.offset(), 8);
}

void TestEventStreamParserState::looksAtEachOctetOnce_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::newRow("one line that never ends") << QByteArray("x");
    QTest::newRow("one block of many lines") << QByteArray("data\n");
    QTest::newRow("lines that end in CR") << QByteArray("data\r");
    QTest::newRow("blocks that end in CR") << QByteArray("data\r\r");
    QTest::newRow("blank lines") << QByteArray("\n");
    QTest::newRow("comments in a block") << QByteArray("d\n:\n");
}

void TestEventStreamParserState::looksAtEachOctetOnce()
{
    // Looking again at what was there would take 10^12 steps here: the test would not end.
    QFETCH(QByteArray, pattern);
    const QByteArray wire = pattern.repeated(1'000'000 / pattern.size());
    for (const qsizetype step : { qsizetype{ 1 }, wire.size() }) {
        EventStreamParser parser;
        for (qsizetype at = 0; at < wire.size(); at += step) {
            parser.feed(QByteArrayView(wire).sliced(at, qMin(step, wire.size() - at)));
            while (parser.next()) { }
        }
        QCOMPARE(parser.offset(), wire.size());
    }
}

void TestEventStreamParserState::parseBlockWithoutField()
{
    QVERIFY(!parseBlock("", "7", false));
    QVERIFY(!parseBlock("\n", "7", false));
    QVERIFY(!parseBlock(": a\n\n", "7", false));
    QVERIFY(!parseBlock("\xEF\xBB\xBF\n", "7", true));
}

void TestEventStreamParserState::parseBlockInheritsTheId()
{
    const std::optional<Event> inherits = parseBlock("data: a\n\n", "7", false);
    QVERIFY(inherits && inherits->isIdInherited);
    QCOMPARE(inherits->lastEventId, QByteArray("7"));
    const std::optional<Event> sets = parseBlock("id: 8\ndata: a\n\n", "7", false);
    QVERIFY(sets && !sets->isIdInherited);
    QCOMPARE(sets->lastEventId, QByteArray("8"));
}

void TestEventStreamParserState::parseBlockWithBom()
{
    const QByteArray block("\xEF\xBB\xBF"
                           "data: a\n\n");
    const std::optional<Event> first = parseBlock(block, {}, true);
    QVERIFY(first && first->isFirstBlock);
    QCOMPARE(logLine(*first), "event 0-12 dispatched type=message data=a id= | data=a@0-10");
    const std::optional<Event> later = parseBlock(block, {}, false);
    QVERIFY(later && !later->isFirstBlock);
    QCOMPARE(later->violations, ViolationSet{ Violation::BomNotFirst });
}

void TestEventStreamParserState::parseBlockOfWhatWasCut()
{
    const std::optional<Event> event = parseBlock("data: 34567890123456", {}, false);
    QVERIFY(event);
    QVERIFY(event->why == Why::UnterminatedBlock);
    QCOMPARE(event->fields.size(), std::size_t{ 1 });
    QCOMPARE(event->fields.front().value, QByteArray("34567890123456"));
}

void TestEventStreamParserState::parseRetryLine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<qint64>("ms"); // -1: none.
    QTest::newRow("9.2.6 retry") << QByteArray("retry: 2500") << qint64{ 2500 };
    QTest::newRow("9.2.6 behind a BOM") << QByteArray("\xEF\xBB\xBFretry:0") << qint64{ 0 };
    QTest::newRow("9.2.6 beyond 63 bits")
        << QByteArray("retry: 99999999999999999999") << std::numeric_limits<qint64>::max();
    QTest::newRow("9.2.6 not digits") << QByteArray("retry: 1 ") << qint64{ -1 };
    QTest::newRow("9.2.6 another field") << QByteArray("data: 1") << qint64{ -1 };
    QTest::newRow("9.2.6 nothing") << QByteArray() << qint64{ -1 };
}

void TestEventStreamParserState::parseRetryLine()
{
    QFETCH(QByteArray, line);
    const std::optional<Retry> retry = parseRetry(line);
    QTEST(retry ? retry->ms : qint64{ -1 }, "ms");
    if (retry)
        QCOMPARE(retry->range.end, line.size());
}

QTEST_APPLESS_MAIN(TestEventStreamParserState)
#include "tst_eventstreamparser_state.moc"
