// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/timeline/timelineview.h"
#include "storage/capturetools.h"
#include "storage/stores.h"
#include "support/manualclock.h"

#include <QApplication>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace Pushscope;

namespace {

constexpr qint64 Ms = 1'000'000;
constexpr int RandomRanges = 300;
constexpr int RecordCount = 6000;
constexpr std::array Ticks{ RecordKind::WsMessage, RecordKind::WsFrame, RecordKind::WsPing,
                            RecordKind::WsPong,    RecordKind::WsClose, RecordKind::SseEvent,
                            RecordKind::Error };

/// By lane, direction and pixel.
using Columns = std::map<std::tuple<std::size_t, Direction, int>, TimelineCount>;

} // namespace

/// Every pixel that the timeline draws, over a capture file, against counting all records by hand.
class TestTimelineViewColumns : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void randomRangesEqualBruteForce();
    void collapsedSessionsCountTheSame();

private:
    [[nodiscard]] Record begin(RecordKind kind, quint32 session, quint32 connection,
                               quint32 stream) const;
    [[nodiscard]] Record randomTick();
    void show(TimelineView &view);
    /// Shows a stretch of a random place and length and waits until it is known.
    void showRandomStretch(TimelineView &view);
    [[nodiscard]] static Columns columnsOfView(const TimelineView &view);
    [[nodiscard]] Columns bruteForce(const TimelineView &view) const;
    void compare(const TimelineView &view) const;

    QTemporaryDir m_folder;
    ManualClock m_clock;
    QRandomGenerator m_random{ 4711 };
    std::unique_ptr<CaptureStore> m_store;
    std::vector<Record> m_records;
    qint64 m_end = 0;
};

Record TestTimelineViewColumns::begin(RecordKind kind, quint32 session, quint32 connection,
                                      quint32 stream) const
{
    Record record;
    record.kind = kind;
    record.session = session;
    record.connection = connection;
    record.stream = stream;
    record.t = m_end;
    return record;
}

Record TestTimelineViewColumns::randomTick()
{
    // Connections 1 and 2 are of one stream, 3 and 4 of others; 5 and 6 are a mock's clients.
    m_end += m_random.bounded(3) == 0 ? m_random.bounded(static_cast<int>(20 * Ms)) : 0;
    Record record;
    record.t = m_end;
    record.connection = 1 + static_cast<quint32>(m_random.bounded(6));
    record.session = record.connection < 5 ? 1 : 2;
    record.from = static_cast<From>(1 + m_random.bounded(2));
    record.kind = Ticks.at(static_cast<std::size_t>(m_random.bounded(int(Ticks.size()))));
    record.size = m_random.bounded(5000);
    if (m_random.bounded(100) == 0)
        record.violations.add(Violation::InvalidUtf8);
    return record;
}

void TestTimelineViewColumns::initTestCase()
{
    RecordingOptions options;
    options.path = m_folder.filePath(QStringLiteral("a.pushscope"));
    options.clock = &m_clock;
    auto store = createCapture(options);
    QVERIFY(store);
    m_store = std::move(*store);
    Batch batch;
    for (quint32 session : { 1U, 2U }) {
        Record start = begin(RecordKind::SessionStart, session, 0, 0);
        start.detail = session == 1
            ? R"({"name":"feed","role":"client","technique":"websocket","url":"ws://h/"})"
            : R"({"name":"mock","role":"mock"})";
        batch.records.push_back(start);
    }
    for (quint32 id = 1; id <= 6; ++id) {
        batch.records.push_back(begin(RecordKind::ConnAttempt, id < 5 ? 1 : 2, id, id));
        batch.records.push_back(begin(RecordKind::ConnOpen, id < 5 ? 1 : 2, id, id));
    }
    for (int i = 0; i < RecordCount; ++i)
        batch.records.push_back(randomTick());
    static_cast<void>(m_store->sink()->append(std::move(batch)));
    m_clock.advance(std::chrono::nanoseconds(m_end));
    QVERIFY(m_store->finish("done"));
    m_records = allRows(m_store->pages());
}

void TestTimelineViewColumns::show(TimelineView &view)
{
    view.resize(918, 260);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setPages(&m_store->pages());
    QTRY_VERIFY(view.scene().lanes.size() >= 2);
}

void TestTimelineViewColumns::showRandomStretch(TimelineView &view)
{
    const double part = std::pow(10.0, -5.0 * m_random.generateDouble());
    const auto length = static_cast<qint64>(part * static_cast<double>(m_end));
    const auto from = static_cast<qint64>(m_random.generateDouble() * static_cast<double>(m_end));
    view.showStretch(from, from + length);
    const TimelineScale scale = view.geometryNow().scale;
    const qint64 left = std::min<qint64>(scale.width / 2, scale.tFrom / scale.pixelNs());
    QTRY_COMPARE(view.scene().tFrom, scale.tFrom - left * scale.pixelNs());
    QTRY_COMPARE(view.scene().tTo, scale.tFrom + (scale.width + scale.width / 2) * scale.pixelNs());
}

Columns TestTimelineViewColumns::columnsOfView(const TimelineView &view)
{
    Columns columns;
    const TimelineScale scale = view.geometryNow().scale;
    for (std::size_t lane = 0; lane < view.scene().lanes.size(); ++lane) {
        for (Direction direction : { Direction::Incoming, Direction::Outgoing }) {
            const auto counts = countsOf(view.scene().lanes[lane].marks, scale, direction);
            for (int x = 0; x < scale.width; ++x) {
                if (counts[static_cast<std::size_t>(x)].count > 0)
                    columns[{ lane, direction, x }] = counts[static_cast<std::size_t>(x)];
            }
        }
    }
    return columns;
}

Columns TestTimelineViewColumns::bruteForce(const TimelineView &view) const
{
    std::map<quint32, std::size_t> laneOf;
    for (std::size_t lane = 0; lane < view.scene().lanes.size(); ++lane) {
        for (quint32 connection : view.scene().lanes[lane].connections)
            laneOf[connection] = lane;
    }
    Columns columns;
    const TimelineScale scale = view.geometryNow().scale;
    for (const Record &record : m_records) {
        const int column = scale.columnOf(record.t);
        if (std::ranges::find(Ticks, record.kind) == Ticks.end() || column < 0
            || column >= scale.width)
            continue;
        const Direction direction = directionOf(record.from, record.session == 2);
        TimelineCount &count = columns[{ laneOf.at(record.connection), direction, column }];
        ++count.count;
        count.kinds |= quint64{ 1 } << static_cast<int>(record.kind);
        count.octets += record.size;
    }
    return columns;
}

void TestTimelineViewColumns::compare(const TimelineView &view) const
{
    const Columns found = columnsOfView(view);
    const Columns expected = bruteForce(view);
    QCOMPARE(found.size(), expected.size());
    for (const auto &[key, count] : expected) {
        const auto other = found.find(key);
        QVERIFY(other != found.end());
        QCOMPARE(other->second.count, count.count);
        QCOMPARE(other->second.kinds, count.kinds);
        QCOMPARE(other->second.octets, count.octets);
    }
}

void TestTimelineViewColumns::randomRangesEqualBruteForce()
{
    TimelineView view;
    show(view);
    QCOMPARE(view.scene().lanes.size(), std::size_t{ 6 });
    for (int i = 0; i < RandomRanges && !QTest::currentTestFailed(); ++i) {
        showRandomStretch(view);
        compare(view);
    }
}

void TestTimelineViewColumns::collapsedSessionsCountTheSame()
{
    TimelineView view;
    show(view);
    view.setAllCollapsed(true);
    QTRY_COMPARE(view.scene().lanes.size(), std::size_t{ 2 });
    for (int i = 0; i < RandomRanges / 10 && !QTest::currentTestFailed(); ++i) {
        showRandomStretch(view);
        compare(view);
    }
    view.setAllCollapsed(false);
    QTRY_COMPARE(view.scene().lanes.size(), std::size_t{ 6 });
}

QTEST_MAIN(TestTimelineViewColumns)
#include "tst_timelineviewcolumns.moc"
