// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinescene.h"
#include "timelineparts.h"

#include <QTest>

#include <algorithm>
#include <iterator>

using namespace Pushscope;

/// Silences in the lanes, and how connections ended.
class TestTimelineBars : public QObject
{
    Q_OBJECT

private slots:
    void silenceIsFound_data();
    void silenceIsFound();
    void pauseOfPollsIsFound();
    void foldedSessionIsNotSilent();
    void steadyStreamIsNotSilent();
    void endsSayTheirCode();
    void streamsSayHowTheyEnded();
};

namespace {

std::vector<TimelineBar> silencesOf(const TimelineScene &scene)
{
    std::vector<TimelineBar> silences;
    std::ranges::copy_if(
        scene.lanes[0].bars, std::back_inserter(silences),
        [](const TimelineBar &bar) { return bar.role == TimelineBar::Role::Silence; });
    return silences;
}

} // namespace

void TestTimelineBars::silenceIsFound_data()
{
    QTest::addColumn<QByteArray>("technique");
    QTest::addColumn<int>("status");
    QTest::addColumn<RecordKind>("kind");
    QTest::newRow("event stream") << QByteArray("sse") << 200 << RecordKind::SseEvent;
    QTest::newRow("WebSocket") << QByteArray("websocket") << 101 << RecordKind::WsMessage;
    QTest::newRow("stream") << QByteArray("http-stream") << 200 << RecordKind::StreamMessage;
}

void TestTimelineBars::silenceIsFound()
{
    QFETCH(QByteArray, technique);
    QFETCH(int, status);
    QFETCH(RecordKind, kind);
    TimelineSlice slice = sliceOf(session(1, technique.constData()), { connection(1, 0, -1) });
    slice.exchanges = { { 1, 1, 1, 0, 0, -1, status } };
    for (qint64 second : { 1, 2, 3, 4, 5, 6, 20, 21, 22 })
        slice.ticks.push_back(tick(1, kind, second * Second));
    const std::vector<TimelineBar> silences = silencesOf(makeScene(slice, 23 * Second));
    QCOMPARE(silences.size(), 1U);
    QCOMPARE(silences[0].tFrom, 6 * Second);
    QCOMPARE(silences[0].tTo, 20 * Second);
}

void TestTimelineBars::pauseOfPollsIsFound()
{
    TimelineSlice slice = sliceOf(session(1, "short-poll"), { connection(1, 0, -1) });
    quint32 id = 0;
    for (qint64 second : { 0, 1, 2, 3, 4, 5, 15, 16 }) {
        slice.exchanges.push_back(
            { ++id, 1, 1, second * Second, second * Second + 1, second * Second + 2, 200 });
    }
    const std::vector<TimelineBar> silences = silencesOf(makeScene(slice, 60 * Second));
    QCOMPARE(silences.size(), 1U); // What is still to come may come any time.
    QCOMPARE(silences[0].tFrom, 5 * Second + 2);
    QCOMPARE(silences[0].tTo, 15 * Second);
}

void TestTimelineBars::foldedSessionIsNotSilent()
{
    TimelineSlice slice
        = sliceOf(session(1, "sse"), { connection(1, 0, -1), connection(2, 0, -1) });
    slice.exchanges = { { 1, 1, 1, 0, 0, -1, 200 }, { 2, 2, 1, 0, 0, -1, 200 } };
    for (qint64 second : { 1, 2, 3, 4, 5, 6, 20, 21, 22 })
        slice.ticks.push_back(tick(1, RecordKind::SseEvent, second * Second));
    QCOMPARE(silencesOf(makeScene(slice, 23 * Second)).size(), 1U);
    QVERIFY(silencesOf(makeScene(slice, 23 * Second, 0, { 1 })).empty());
}

void TestTimelineBars::steadyStreamIsNotSilent()
{
    TimelineSlice slice = sliceOf(session(1, "sse"), { connection(1, 0, -1) });
    slice.exchanges = { { 1, 1, 1, 0, 0, -1, 200 } };
    for (qint64 second = 0; second < 100; second += 10) // Slow, but always was.
        slice.ticks.push_back(tick(1, RecordKind::SseEvent, second * Second));
    const TimelineScene scene = makeScene(slice, 100 * Second);
    QVERIFY(std::ranges::none_of(scene.lanes[0].bars, [](const TimelineBar &bar) {
        return bar.role == TimelineBar::Role::Silence;
    }));
}

void TestTimelineBars::endsSayTheirCode()
{
    ConnectionRow broken = connection(1, 0, 10);
    broken.closeCode = 1006;
    broken.how = "reset";
    ConnectionRow clean = connection(2, 11, 12);
    clean.closeCode = 1000;
    ConnectionRow refused = connection(3, 13, 14);
    refused.tOpen = -1;
    refused.closeCode = 1006;
    refused.error = "refused";
    const TimelineScene scene
        = makeScene(sliceOf(session(1, "websocket"), { broken, clean, refused }), 20 * Second);
    const TimelineEnd &end = scene.lanes[0].ends.at(0);
    QCOMPARE(end.label, QStringLiteral("1006"));
    QCOMPARE(end.severity, Severity::Error);
    QVERIFY(end.sentence.contains(QStringLiteral("reset")));
    QCOMPARE(scene.lanes[1].ends.at(0).severity, Severity::Normal);
    QCOMPARE(scene.lanes[0].ends.at(1).label, QStringLiteral("refused"));
}

void TestTimelineBars::streamsSayHowTheyEnded()
{
    ConnectionRow ended = connection(1, 0, 10);
    ended.by = "server";
    ended.how = "fin";
    for (const QByteArray &technique : { QByteArray("sse"), QByteArray("short-poll") }) {
        const TimelineScene scene = makeScene(sliceOf(session(1, technique), { ended }), 20 * Second);
        const std::vector<TimelineEnd> &ends = scene.lanes[0].ends;
        if (technique != "sse") { // What was answered is told by its bar.
            QVERIFY(ends.empty());
            continue;
        }
        QCOMPARE(ends.size(), 1U);
        QCOMPARE(ends[0].label, QStringLiteral("fin"));
        QCOMPARE(ends[0].severity, Severity::Normal);
        QCOMPARE(ends[0].kind, RecordKind::ConnClose);
        QVERIFY2(ends[0].sentence.contains(QStringLiteral("by the server")),
                 qPrintable(ends[0].sentence));
    }
}

QTEST_APPLESS_MAIN(TestTimelineBars)
#include "tst_timelinebars.moc"
