// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticsmessage.h"

#include <QTest>

#include <algorithm>

using namespace Pushscope;

class TestStatisticsMessage : public QObject
{
    Q_OBJECT

private slots:
    void decides_data();
    void decides();
    void hasARowForEachKindOnce();
};

namespace {

/// @p kind with the facts by which its rule decides.
RecordFigures figures(RecordKind kind, qint32 code = Record::NoCode)
{
    RecordFigures one;
    one.kind = kind;
    one.code = code;
    return one;
}

} // namespace

void TestStatisticsMessage::decides_data()
{
    QTest::addColumn<RecordFigures>("figures");
    QTest::addColumn<bool>("isMessage");

    QTest::newRow("ws.message") << figures(RecordKind::WsMessage) << true;
    QTest::newRow("sse.event, dispatched") << figures(RecordKind::SseEvent, 1) << true;
    QTest::newRow("sse.event, dropped") << figures(RecordKind::SseEvent, 0) << false;
    QTest::newRow("stream.message") << figures(RecordKind::StreamMessage) << true;
    QTest::newRow("multipart.part") << figures(RecordKind::MultipartPart) << true;
    RecordFigures outside = figures(RecordKind::MultipartPart);
    outside.isOutside = true;
    QTest::newRow("multipart.part, preamble") << outside << false;
    QTest::newRow("iframe.script with two calls") << figures(RecordKind::IframeScript, 2) << true;
    QTest::newRow("iframe.script without") << figures(RecordKind::IframeScript, 0) << false;
    QTest::newRow("iframe.script, broken") << figures(RecordKind::IframeScript) << false;
    QTest::newRow("jsonp.callback") << figures(RecordKind::JsonpCallback, 1) << true;
    QTest::newRow("jsonp.callback, wrong") << figures(RecordKind::JsonpCallback, 0) << false;

    RecordFigures carrier = figures(RecordKind::WsMessage, 1);
    carrier.flags = CarriesPackets;
    QTest::newRow("ws.message of packets") << carrier << false;
    QTest::newRow("sio.packet, EVENT") << figures(RecordKind::SioPacket, 2) << true;
    QTest::newRow("sio.packet, BINARY_EVENT") << figures(RecordKind::SioPacket, 5) << true;
    for (const qint32 type : { 0, 1, 3, 4, 6 })
        QTest::addRow("sio.packet, %d", type) << figures(RecordKind::SioPacket, type) << false;
    QTest::newRow("eio.packet") << figures(RecordKind::EioPacket, 4) << false;

    RecordFigures poll = figures(RecordKind::PollResult, 200);
    poll.flags = PrintsOctets;
    QTest::newRow("poll.result, as before") << poll << false;
    poll.isNews = true;
    QTest::newRow("poll.result, changed") << poll << true;
    poll.flags = 0;
    QTest::newRow("poll.result of what scripts carry") << poll << false;

    for (const RecordKind kind :
         { RecordKind::WsFrame, RecordKind::WsPing, RecordKind::WsPong, RecordKind::WsClose,
           RecordKind::SseComment, RecordKind::SseRetry, RecordKind::HttpChunk,
           RecordKind::HttpData, RecordKind::HttpEnd, RecordKind::Reconnect, RecordKind::State })
        QTest::newRow(recordKindName(kind).data()) << figures(kind, 1) << false;
}

void TestStatisticsMessage::decides()
{
    QFETCH(RecordFigures, figures);
    QFETCH(bool, isMessage);
    QCOMPARE(isStatisticsMessage(figures), isMessage);
}

void TestStatisticsMessage::hasARowForEachKindOnce()
{
    const auto rules = statisticsMessageRules();
    for (const StatisticsMessageRule &rule : rules)
        QCOMPARE(std::ranges::count(rules, rule.kind, &StatisticsMessageRule::kind), 1);
}

QTEST_APPLESS_MAIN(TestStatisticsMessage)
#include "tst_statisticsmessage.moc"
