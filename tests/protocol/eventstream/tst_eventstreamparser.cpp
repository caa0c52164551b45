// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/eventstream/eventstreamlog.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::EventStream;

namespace {

/// A row: octets (NUL and all) and the log that comes of them; see eventstreamlog.h.
template <std::size_t Size>
void row(const char *name, const char (&wire)[Size], const QByteArrayList &log)
{
    QTest::newRow(name) << QByteArray(wire, Size - 1) << log;
}

void columns()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArrayList>("log");
}

/// However the octets are cut, the same values come out; and each event comes out again of the
/// octets of its block.
void verify()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArrayList, log);

    QCOMPARE(logOf(wire, qMax<qsizetype>(wire.size(), 1)), log);
    QCOMPARE(logOf(wire, 1), log);
    for (qsizetype split = 1; split < wire.size(); ++split) {
        EventStreamParser parser;
        QByteArrayList values;
        parser.feed(QByteArrayView(wire).first(split));
        drain(parser, values);
        parser.feed(QByteArrayView(wire).sliced(split));
        drain(parser, values);
        parser.finish();
        drain(parser, values);
        QVERIFY2(values == log, qPrintable(QStringLiteral("split at octet %1").arg(split)));
        QCOMPARE(parser.offset(), wire.size());
    }

    EventStreamParser undrained;
    for (char octet : wire)
        undrained.feed(QByteArrayView(&octet, 1));
    undrained.finish();
    QByteArrayList values;
    drain(undrained, values);
    QCOMPARE(values, log);
}

void verifyBlocks(const QByteArray &wire)
{
    EventStreamParser parser;
    parser.feed(wire);
    parser.finish();
    QByteArray inheritedId;
    while (const std::optional<Value> value = parser.next()) {
        const EventView *view = std::get_if<EventView>(&*value);
        if (!view)
            continue;
        const Event event = toEvent(*view);
        const qint64 begin = event.range.begin;
        std::optional<Event> again
            = parseBlock(QByteArrayView(wire).sliced(begin, event.range.size()), inheritedId,
                         event.isFirstBlock);
        QVERIFY(again);
        again->range = { again->range.begin + begin, again->range.end + begin };
        for (Field &field : again->fields)
            field.range = { field.range.begin + begin, field.range.end + begin };
        QCOMPARE(logLine(*again), logLine(event));
        QVERIFY(*again == event);
        inheritedId = event.lastEventId;
    }
}

} // namespace

class TestEventStreamParser : public QObject
{
    Q_OBJECT

private slots:
    void lines_data();
    void lines();
    void fields_data();
    void fields();
    void dispatch_data();
    void dispatch();
    void dropped_data();
    void dropped();
    void violations_data();
    void violations();
    void tutorials_data();
    void tutorials();
};

void TestEventStreamParser::lines_data()
{
    columns();
    const QByteArrayList none;

    row("9.2.5 empty stream", "", none);
    row("9.2.5 blank lines only", "\n\r\r\n\n", none);
    row("9.2.6 LF", "data: a\n\n", { "event 0-9 dispatched type=message data=a id= | data=a@0-7" });
    row("9.2.6 CR", "data: a\r\r", { "event 0-9 dispatched type=message data=a id= | data=a@0-7" });
    row("9.2.6 CR LF", "data: a\r\n\r\n",
        { "event 0-11 dispatched type=message data=a id= | data=a@0-7" });
    row("9.2.6 line ends mixed", "data: a\rdata: b\r\ndata: c\n\r",
        { "event 0-26 dispatched type=message data=a\\nb\\nc id="
          " | data=a@0-7 | data=b@8-15 | data=c@17-24" });
    row("9.2.6 LF then CR is two line ends", "data: a\n\rdata: b\n\n",
        { "event 0-9 dispatched type=message data=a id= | data=a@0-7",
          "event 9-18 dispatched type=message data=b id= | data=b@9-16" });
    row("9.2.6 CR LF is one line end", "data: a\r\ndata: b\r\n\r\n",
        { "event 0-20 dispatched type=message data=a\\nb id= | data=a@0-7 | data=b@9-16" });
    // The block ends with its second CR; the LF that would pair with it is no blank line.
    row("9.2.6 CR then CR LF", "data: a\r\r\ndata: b\r\r",
        { "event 0-9 dispatched type=message data=a id= | data=a@0-7",
          "event 10-19 dispatched type=message data=b id= | data=b@10-17" });
    row("9.2.6 LF then CR LF", "data: a\n\r\ndata: b\n\n",
        { "event 0-9 dispatched type=message data=a id= | data=a@0-7",
          "event 10-19 dispatched type=message data=b id= | data=b@10-17" });
    row("9.2.6 CR LF then LF", "data: a\r\n\ndata: b\r\n\n",
        { "event 0-10 dispatched type=message data=a id= | data=a@0-7",
          "event 10-20 dispatched type=message data=b id= | data=b@10-17" });
    row("9.2.6 CR LF then CR", "data: a\r\n\rdata: b\r\n\r",
        { "event 0-10 dispatched type=message data=a id= | data=a@0-7",
          "event 10-20 dispatched type=message data=b id= | data=b@10-17" });
    row("9.2.6 further blank lines", "data: a\n\n\n\n\ndata: b\n\n",
        { "event 0-9 dispatched type=message data=a id= | data=a@0-7",
          "event 12-21 dispatched type=message data=b id= | data=b@12-19" });
    row("9.2.6 further CR LF blank lines", "data: a\r\n\r\n\r\n\r\ndata: b\r\n\r\n",
        { "event 0-11 dispatched type=message data=a id= | data=a@0-7",
          "event 15-26 dispatched type=message data=b id= | data=b@15-22" });
    row("9.2.6 no other line ends",
        "data: a\vb\fc\xC2\x85"
        "d\xE2\x80\xA8"
        "e\n\n",
        { "event 0-20 dispatched type=message data=a\\x0bb\\x0cc\\xc2\\x85d\\xe2\\x80\\xa8e id="
          " | data=a\\x0bb\\x0cc\\xc2\\x85d\\xe2\\x80\\xa8e@0-18" });
    row("9.2.5 BOM at the start",
        "\xEF\xBB\xBF"
        "data: a\n\n",
        { "event 0-12 dispatched type=message data=a id= | data=a@0-10" });
    row("9.2.5 BOM alone", "\xEF\xBB\xBF", none);
    row("9.2.5 BOM before a blank line", "\xEF\xBB\xBF\n\ndata: a\n\n",
        { "event 5-14 dispatched type=message data=a id= | data=a@5-12" });
    row("9.2.5 BOM before a comment", "\xEF\xBB\xBF: a\ndata: b\n\n",
        { "comment 0-6 text= a", "event 7-16 dispatched type=message data=b id= | data=b@7-14" });
    row("9.2.5 BOM before CR LF", "\xEF\xBB\xBF\r\n\r\ndata: a\r\n\r\n",
        { "event 7-18 dispatched type=message data=a id= | data=a@7-14" });
    row("9.2.5 U+FEFF in a value is text",
        "data: \xEF\xBB\xBF"
        "a\n\n",
        { "event 0-12 dispatched type=message data=\\xef\\xbb\\xbf"
          "a id= | data=\\xef\\xbb\\xbf"
          "a@0-10" });
}

void TestEventStreamParser::lines()
{
    verify();
    QFETCH(QByteArray, wire);
    verifyBlocks(wire);
}

void TestEventStreamParser::fields_data()
{
    columns();

    row("9.2.6 one blank after the colon is removed", "data:  a \n\n",
        { "event 0-11 dispatched type=message data= a  id= | data= a @0-9" });
    row("9.2.6 no blank after the colon", "data:a\n\n",
        { "event 0-8 dispatched type=message data=a id= | data=a@0-6" });
    row("9.2.6 a tab after the colon stays", "data:\ta\n\n",
        { "event 0-9 dispatched type=message data=\\x09"
          "a id= | data=\\x09"
          "a@0-7" });
    row("9.2.6 only the first colon divides", "data: a: b:c\n\n",
        { "event 0-14 dispatched type=message data=a: b:c id= | data=a: b:c@0-12" });
    row("9.2.6 value is one blank", "data: \n\n",
        { "event 0-8 dispatched type=message data= id= | data=@0-6" });
    row("9.2.6 line without colon is a name", "data\n\n",
        { "event 0-6 dispatched type=message data= id= | data=@0-4" });
    row("9.2.6 comment", ": ping\n", { "comment 0-6 text= ping" });
    row("9.2.6 comment without text", ":\n:\n", { "comment 0-1 text=", "comment 2-3 text=" });
    row("9.2.6 comment that looks like a field", ":data: a\n\n", { "comment 0-8 text=data: a" });
    row("9.2.6 comment keeps its blanks", ":  a \r\n", { "comment 0-5 text=  a " });
    row("9.2.6 comment inside a block", "data: a\n: b\ndata: c\n\n",
        { "comment 8-11 text= b",
          "event 0-21 dispatched type=message data=a\\nc id= | data=a@0-7 | data=c@12-19" });
    row("9.2.6 comment before the first field", ": a\ndata: b\n\n",
        { "comment 0-3 text= a", "event 4-13 dispatched type=message data=b id= | data=b@4-11" });
    row("9.2.6 comment comes before its block's event", "data: a\n: b\n\n",
        { "comment 8-11 text= b", "event 0-13 dispatched type=message data=a id= | data=a@0-7" });
    row("9.2.6 event", "event: a\ndata: b\n\n",
        { "event 0-18 dispatched type=a data=b id= | event=a@0-8 | data=b@9-16" });
    row("9.2.6 the last event field wins", "event: a\nevent: b\ndata: c\n\n",
        { "event 0-27 dispatched type=b data=c id="
          " | event=a@0-8 | event=b@9-17 | data=c@18-25" });
    row("9.2.6 an empty event field takes the type back", "event: a\nevent\ndata: b\n\n",
        { "event 0-24 dispatched type=message data=b id="
          " | event=a@0-8 | event=@9-14 | data=b@15-22" });
    row("9.2.6 id", "id: 7\ndata: a\n\n",
        { "event 0-15 dispatched type=message data=a id=7 | id=7@0-5 | data=a@6-13" });
    row("9.2.6 the last id wins", "id: 7\nid: 8\ndata: a\n\n",
        { "event 0-21 dispatched type=message data=a id=8"
          " | id=7@0-5 | id=8@6-11 | data=a@12-19" });
    row("9.2.6 id stays until it is set again", "id: 7\ndata: a\n\ndata: b\n\n",
        { "event 0-15 dispatched type=message data=a id=7 | id=7@0-5 | data=a@6-13",
          "event 15-24 dispatched type=message data=b id=7 | data=b@15-22" });
    row("9.2.6 an empty id resets it", "id: 7\ndata: a\n\nid\ndata: b\n\n",
        { "event 0-15 dispatched type=message data=a id=7 | id=7@0-5 | data=a@6-13",
          "event 15-27 dispatched type=message data=b id= | id=@15-17 | data=b@18-25" });
    row("9.2.6 retry", "retry: 2500\ndata: a\n\n",
        { "retry 0-11 ms=2500",
          "event 0-21 dispatched type=message data=a id= | retry=2500@0-11 | data=a@12-19" });
    row("9.2.6 retry takes effect with its line", "data: a\nretry:0\n",
        { "retry 8-15 ms=0",
          "event 0-16 unterminated-block type=message data=a id= | data=a@0-7 | retry=0@8-15"
          " ! unterminated-block" });
    row("9.2.6 retry twice", "retry: 1\nretry: 02\n\n",
        { "retry 0-8 ms=1", "retry 9-18 ms=2",
          "event 0-20 empty-data type=message data= id= | retry=1@0-8 | retry=02@9-18" });
    row("9.2.6 retry beyond 63 bits", "retry: 9223372036854775808\n\n",
        { "retry 0-26 ms=9223372036854775807",
          "event 0-28 empty-data type=message data= id= | retry=9223372036854775808@0-26" });
    row("9.2.6 the largest retry", "retry: 9223372036854775807\n\n",
        { "retry 0-26 ms=9223372036854775807",
          "event 0-28 empty-data type=message data= id= | retry=9223372036854775807@0-26" });
    row("9.2.6 valid UTF-8", "data: \xC3\xA9\xF0\x9F\x98\x80\xEF\xBF\xBF\n\n",
        { "event 0-17 dispatched type=message data=\\xc3\\xa9\\xf0\\x9f\\x98\\x80\\xef\\xbf\\xbf "
          "id="
          " | data=\\xc3\\xa9\\xf0\\x9f\\x98\\x80\\xef\\xbf\\xbf@0-15" });
    row("9.2.6 NUL in data is data", "data: a\0b\n\n",
        { "event 0-11 dispatched type=message data=a\\x00"
          "b id= | data=a\\x00"
          "b@0-9" });
}

void TestEventStreamParser::fields()
{
    verify();
    QFETCH(QByteArray, wire);
    verifyBlocks(wire);
}

void TestEventStreamParser::dispatch_data()
{
    columns();

    // The examples of 9.2.6, as they stand there.
    row("9.2.6 example of three stock lines", "data: YHOO\ndata: +2\ndata: 10\n\n",
        { "event 0-30 dispatched type=message data=YHOO\\n+2\\n10 id="
          " | data=YHOO@0-10 | data=+2@11-19 | data=10@20-28" });
    row("9.2.6 example of four blocks",
        ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third "
        "event\n",
        { "comment 0-13 text= test stream",
          "event 15-40 dispatched type=message data=first event id=1"
          " | data=first event@15-32 | id=1@33-38",
          "event 40-62 dispatched type=message data=second event id="
          " | data=second event@40-57 | id=@58-60",
          "event 62-81 unterminated-block type=message data= third event id="
          " | data= third event@62-80 ! unterminated-block" });
    row("9.2.6 example of empty data", "data\n\ndata\ndata\n\ndata:\n",
        { "event 0-6 dispatched type=message data= id= | data=@0-4",
          "event 6-17 dispatched type=message data=\\n id= | data=@6-10 | data=@11-15",
          "event 17-23 unterminated-block type=message data= id= | data=@17-22"
          " ! unterminated-block" });
    row("9.2.6 example of two equal events", "data:test\n\ndata: test\n\n",
        { "event 0-11 dispatched type=message data=test id= | data=test@0-9",
          "event 11-23 dispatched type=message data=test id= | data=test@11-21" });

    row("9.2.6 only the last LF of the data buffer is removed", "data: a\ndata\ndata\n\n",
        { "event 0-19 dispatched type=message data=a\\n\\n id="
          " | data=a@0-7 | data=@8-12 | data=@13-17" });
    row("9.2.6 data lines need not be neighbours", "data: a\nid: 7\ndata: b\n\n",
        { "event 0-23 dispatched type=message data=a\\nb id=7"
          " | data=a@0-7 | id=7@8-13 | data=b@14-21" });
    row("9.2.6 the type is reset by a dispatch", "event: a\ndata: b\n\ndata: c\n\n",
        { "event 0-18 dispatched type=a data=b id= | event=a@0-8 | data=b@9-16",
          "event 18-27 dispatched type=message data=c id= | data=c@18-25" });
    row("9.2.6 the data buffer is reset by a dispatch", "data: a\ndata: b\n\ndata: c\n\n",
        { "event 0-17 dispatched type=message data=a\\nb id= | data=a@0-7 | data=b@8-15",
          "event 17-26 dispatched type=message data=c id= | data=c@17-24" });
}

void TestEventStreamParser::dispatch()
{
    verify();
    QFETCH(QByteArray, wire);
    verifyBlocks(wire);
}

void TestEventStreamParser::dropped_data()
{
    columns();

    row("9.2.6 no data", "event: a\n\n",
        { "event 0-10 empty-data type=a data= id= | event=a@0-8" });
    row("9.2.6 no data resets the type", "event: a\n\ndata: b\n\n",
        { "event 0-10 empty-data type=a data= id= | event=a@0-8",
          "event 10-19 dispatched type=message data=b id= | data=b@10-17" });
    row("9.2.6 no data sets the id", "id: 7\n\ndata: a\n\n",
        { "event 0-7 empty-data type=message data= id=7 | id=7@0-5",
          "event 7-16 dispatched type=message data=a id=7 | data=a@7-14" });
    row("9.2.6 a block of comments is no block", ": a\n\ndata: b\n\n",
        { "comment 0-3 text= a", "event 5-14 dispatched type=message data=b id= | data=b@5-12" });
    row("9.2.6 end of file before the blank line", "data: a\n",
        { "event 0-8 unterminated-block type=message data=a id= | data=a@0-7"
          " ! unterminated-block" });
    row("9.2.6 end of file in a data line", "data: a\ndata: b",
        { "event 0-15 unterminated-block type=message data=a id= | data=a@0-7 | data=b@8-15"
          " ! unterminated-block" });
    row("9.2.6 end of file in the first line", "dat",
        { "event 0-3 unterminated-block type=message data= id= | dat=@0-3 ! unterminated-block" });
    row("9.2.6 end of file between CR and LF", "data: a\r",
        { "event 0-8 unterminated-block type=message data=a id= | data=a@0-7"
          " ! unterminated-block" });
    row("9.2.6 end of file before the last LF of CR LF", "data: a\r\n\r",
        { "event 0-10 dispatched type=message data=a id= | data=a@0-7" });
    row("9.2.6 an unended retry is not obeyed", "data: a\nretry: 5",
        { "event 0-16 unterminated-block type=message data=a id= | data=a@0-7 | retry=5@8-16"
          " ! unterminated-block" });
    row("9.2.6 an unended id is not obeyed", "id: 1\n\nid: 2",
        { "event 0-7 empty-data type=message data= id=1 | id=1@0-5",
          "event 7-12 unterminated-block type=message data= id=1 | id=2@7-12"
          " ! unterminated-block" });
    row("9.2.6 an unended line breaks no other rule", "data: a\nretry: x\xC3",
        { "event 0-17 unterminated-block type=message data=a id= | data=a@0-7 | retry=x\\xc3@8-17"
          " ! unterminated-block" });
    row("9.2.6 an unended comment", ": a\n: b",
        { "comment 0-3 text= a", "comment 4-7 text= b ! cut-off" });
    row("9.2.6 an unended comment in a block", "data: a\n: b",
        { "comment 8-11 text= b ! cut-off",
          "event 0-11 unterminated-block type=message data=a id= | data=a@0-7"
          " ! unterminated-block" });
    row("9.2.6 end of file in a BOM", "\xEF\xBB",
        { "event 0-2 unterminated-block type=message data= id= | \\xef\\xbb=@0-2"
          " ! unterminated-block" });
}

void TestEventStreamParser::dropped()
{
    verify();
    QFETCH(QByteArray, wire);
    verifyBlocks(wire);
}

void TestEventStreamParser::violations_data()
{
    columns();

    row("9.2.6 unknown field", "foo: a\ndata: b\n\n",
        { "event 0-16 dispatched type=message data=b id= | foo=a@0-6 | data=b@7-14"
          " ! unknown-field" });
    row("9.2.6 names are compared with case", "Data: a\ndata: b\n\n",
        { "event 0-17 dispatched type=message data=b id= | Data=a@0-7 | data=b@8-15"
          " ! unknown-field" });
    row("9.2.6 a blank before the colon is of the name", "data : a\ndata: b\n\n",
        { "event 0-18 dispatched type=message data=b id= | data =a@0-8 | data=b@9-16"
          " ! unknown-field" });
    row("9.2.6 a blank before the name is of the name", " data: a\n\n",
        { "event 0-10 empty-data type=message data= id= |  data=a@0-8 ! unknown-field" });
    row("9.2.6 a line without colon is an unknown name", "hello world\n\n",
        { "event 0-13 empty-data type=message data= id= | hello world=@0-11 ! unknown-field" });
    row("9.2.6 retry with a sign", "retry: -1\n\n",
        { "event 0-11 empty-data type=message data= id= | retry=-1@0-9 ! invalid-retry" });
    row("9.2.6 retry with a fraction", "retry: 1.5\n\n",
        { "event 0-12 empty-data type=message data= id= | retry=1.5@0-10 ! invalid-retry" });
    row("9.2.6 retry with a trailing blank", "retry: 1 \n\n",
        { "event 0-11 empty-data type=message data= id= | retry=1 @0-9 ! invalid-retry" });
    row("9.2.6 retry with a second blank before it", "retry:  1\n\n",
        { "event 0-11 empty-data type=message data= id= | retry= 1@0-9 ! invalid-retry" });
    row("9.2.6 retry without a value", "retry\nretry:\n\n",
        { "event 0-14 empty-data type=message data= id= | retry=@0-5 | retry=@6-12"
          " ! invalid-retry" });
    row("9.2.6 retry with digits that are not ASCII", "retry: \xD9\xA1\n\n",
        { "event 0-11 empty-data type=message data= id= | retry=\\xd9\\xa1@0-9 ! invalid-retry" });
    row("9.2.6 retry octets beside the digits", "retry: 1/\nretry: 1:\n\n",
        { "event 0-21 empty-data type=message data= id= | retry=1/@0-9 | retry=1:@10-19"
          " ! invalid-retry" });
    row("9.2.6 a valid retry beside an invalid one", "retry: 5\nretry: x\n\n",
        { "retry 0-8 ms=5",
          "event 0-19 empty-data type=message data= id= | retry=5@0-8 | retry=x@9-17"
          " ! invalid-retry" });
    row("9.2.6 id with NUL is ignored", "id: 1\nid: a\0b\ndata: c\n\n",
        { "event 0-23 dispatched type=message data=c id=1"
          " | id=1@0-5 | id=a\\x00"
          "b@6-13 | data=c@14-21 ! id-contains-nul" });
    row("9.2.6 id of NUL alone is ignored", "id: \0\n\n",
        { "event 0-7 empty-data type=message data= id= | id=\\x00@0-5 ! id-contains-nul" });
    row("9.2.6 overlong UTF-8", "data: \xC0\xAF\n\n",
        { "event 0-10 dispatched type=message data=\\xc0\\xaf id= | data=\\xc0\\xaf@0-8"
          " ! invalid-utf8" });
    row("9.2.6 UTF-8 surrogate", "data: \xED\xA0\x80\n\n",
        { "event 0-11 dispatched type=message data=\\xed\\xa0\\x80 id= | data=\\xed\\xa0\\x80@0-9"
          " ! invalid-utf8" });
    row("9.2.6 UTF-8 beyond U+10FFFF", "data: \xF4\x90\x80\x80\n\n",
        { "event 0-12 dispatched type=message data=\\xf4\\x90\\x80\\x80 id="
          " | data=\\xf4\\x90\\x80\\x80@0-10 ! invalid-utf8" });
    row("9.2.6 UTF-8 cut by the line end", "data: \xE2\x82\ndata: \xAC\n\n",
        { "event 0-18 dispatched type=message data=\\xe2\\x82\\n\\xac id="
          " | data=\\xe2\\x82@0-8 | data=\\xac@9-16 ! invalid-utf8" });
    row("9.2.6 invalid UTF-8 in a name", "d\xFF: a\n\n",
        { "event 0-7 empty-data type=message data= id= | d\\xff=a@0-5"
          " ! invalid-utf8 unknown-field" });
    row("9.2.6 invalid UTF-8 in a comment is the comment's", ": \xFF\ndata: a\n\n",
        { "comment 0-3 text= \\xff ! invalid-utf8",
          "event 4-13 dispatched type=message data=a id= | data=a@4-11" });
    row("9.2.6 a violation ends with its block", "foo\n\ndata: a\n\n",
        { "event 0-5 empty-data type=message data= id= | foo=@0-3 ! unknown-field",
          "event 5-14 dispatched type=message data=a id= | data=a@5-12" });
    row("9.2.5 BOM before a later field",
        "\n\xEF\xBB\xBF"
        "data: a\n\n",
        { "event 1-13 empty-data type=message data= id= | \\xef\\xbb\\xbf"
          "data=a@1-11 ! bom-not-first" });
    row("9.2.5 BOM twice",
        "\xEF\xBB\xBF\xEF\xBB\xBF"
        "data: a\n\n",
        { "event 0-15 empty-data type=message data= id= | \\xef\\xbb\\xbf"
          "data=a@0-13 ! bom-not-first" });
    row("9.2.5 BOM before an unknown field",
        "\n\xEF\xBB\xBF"
        "foo: a\n\n",
        { "event 1-12 empty-data type=message data= id= | \\xef\\xbb\\xbf"
          "foo=a@1-10 ! unknown-field bom-not-first" });
    row("9.2.5 BOM before a later comment makes it a field", "\n\xEF\xBB\xBF: a\n\n",
        { "event 1-9 empty-data type=message data= id= | \\xef\\xbb\\xbf=a@1-7"
          " ! bom-not-first" });
    row("9.2.5 BOM on a later blank line makes it a field", "data: a\n\xEF\xBB\xBF\n\n",
        { "event 0-13 dispatched type=message data=a id= | data=a@0-7 | \\xef\\xbb\\xbf=@8-11"
          " ! bom-not-first" });
    row("9.2.5 BOM of UTF-16 is none",
        "\xFE\xFF"
        "data: a\n\n",
        { "event 0-11 empty-data type=message data= id= | \\xfe\\xff"
          "data=a@0-9 ! invalid-utf8 unknown-field" });
}

void TestEventStreamParser::violations()
{
    verify();
    QFETCH(QByteArray, wire);
    verifyBlocks(wire);
}

void TestEventStreamParser::tutorials_data()
{
    columns();

    // What many a tutorial's server writes: a blank line after the id parts it from its data. A
    // browser drops the first block, since it has no data, and fires `message`, not `testEvent`.
    row("9.2.6 blank line between id and data", "event: testEvent\nid: testId\n\ndata: hello\n\n",
        { "event 0-29 empty-data type=testEvent data= id=testId"
          " | event=testEvent@0-16 | id=testId@17-27",
          "event 29-42 dispatched type=message data=hello id=testId | data=hello@29-40" });
    row("9.2.6 pretty-printed JSON without data on each line", "data: {\n  \"a\": 1\n}\n\n",
        { "event 0-20 dispatched type=message data={ id="
          " | data={@0-7 |   \"a\"=1@8-16 | }=@17-18 ! unknown-field" });
    row("9.2.6 one LF instead of two", "data: a\ndata: b\n",
        { "event 0-16 unterminated-block type=message data=a\\nb id= | data=a@0-7 | data=b@8-15"
          " ! unterminated-block" });
    row("9.2.6 LF written as backslash and n", "data: a\\n\\n\n\n",
        { "event 0-13 dispatched type=message data=a\\x5cn\\x5cn id="
          " | data=a\\x5cn\\x5cn@0-11" });
    row("9.2.6 end marker of a token stream", "data: {\"t\":\"a\"}\n\ndata: [DONE]\n\n",
        { "event 0-17 dispatched type=message data={\"t\":\"a\"} id= | data={\"t\":\"a\"}@0-15",
          "event 17-31 dispatched type=message data=[DONE] id= | data=[DONE]@17-29" });
}

void TestEventStreamParser::tutorials()
{
    verify();
    QFETCH(QByteArray, wire);
    verifyBlocks(wire);
}

QTEST_APPLESS_MAIN(TestEventStreamParser)
#include "tst_eventstreamparser.moc"
