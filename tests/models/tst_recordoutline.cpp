// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/filter.h"
#include "models/recordoutline.h"
#include "support/cannedtraffic.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Pushscope;

/// RecordOutline, and which records isCarrierOf() tells to be of a row.
class TestRecordOutline : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void countsHeartbeats();
    void unfoldsHeartbeats();
    void unfoldsFragments();
    void unfoldsTheExchangeOfARound();
    void unfoldsChunksByTheirOctets();
    void twoUnfoldedKeepTheirPlaces();
    void whatHasNoCarrierSaysSo();
    void resetFolds();
    void tenMillionRows();

private:
    Record make(RecordKind kind, From from = From::Server, qint32 code = Record::NoCode);
    void addHeartbeats(int count);
    RecordPages::FilterId start(const char *expression);
    void open(const char *folding);
    [[nodiscard]] QList<qint64> seqs() const;
    [[nodiscard]] qint64 rowOf(qint64 seq) const;

    std::unique_ptr<CannedPages> m_pages;
    std::unique_ptr<RecordOutline> m_outline;
    qint64 m_t = 0;
};

void TestRecordOutline::init()
{
    m_pages = std::make_unique<CannedPages>();
    m_outline = std::make_unique<RecordOutline>();
    m_t = 0;
}

void TestRecordOutline::cleanup()
{
    m_outline.reset();
    m_pages.reset();
}

Record TestRecordOutline::make(RecordKind kind, From from, qint32 code)
{
    Record record;
    record.kind = kind;
    record.from = from;
    record.code = code;
    record.session = 1;
    record.connection = 1;
    record.t = ++m_t;
    return record;
}

void TestRecordOutline::addHeartbeats(int count)
{
    for (int i = 0; i < count; ++i)
        m_pages->add(make(RecordKind::WsPing, From::Client, 9));
}

RecordPages::FilterId TestRecordOutline::start(const char *expression)
{
    const Filter::Parsed parsed = Filter::parse(QString::fromLatin1(expression));
    return m_pages->startFilter(std::get<std::shared_ptr<const Filter>>(parsed),
                                [](RecordPages::FilterId, qint64, qint64, bool) {});
}

void TestRecordOutline::open(const char *folding)
{
    const RecordPages::FilterId heartbeats = QByteArray(folding).contains("heartbeat")
        ? start("is:heartbeat")
        : RecordPages::Everything;
    m_outline->setCarriersFolded(QByteArray(folding).contains("carrier"));
    m_outline->setPages(m_pages.get(), start(folding));
    m_outline->setHeartbeats(heartbeats);
    if (heartbeats != RecordPages::Everything)
        m_outline->takeHeartbeats(m_pages->rowCount(heartbeats),
                                  m_pages->rowCount(RecordPages::Everything), true);
    m_outline->want(0, 50);
    QTRY_VERIFY(m_outline->row(m_outline->rowCount() - 1));
}

QList<qint64> TestRecordOutline::seqs() const
{
    QList<qint64> seqs;
    for (qint64 row = 0; row < m_outline->rowCount(); ++row)
        seqs << (m_outline->row(row) ? m_outline->row(row)->seq : 0);
    return seqs;
}

qint64 TestRecordOutline::rowOf(qint64 seq) const
{
    return seqs().indexOf(seq);
}

void TestRecordOutline::countsHeartbeats()
{
    m_pages->add(make(RecordKind::WsMessage)); // 1
    addHeartbeats(3);                          // 2 to 4
    m_pages->add(make(RecordKind::WsMessage)); // 5
    m_pages->add(make(RecordKind::WsMessage)); // 6
    addHeartbeats(2);
    open("-is:heartbeat");
    QCOMPARE(seqs(), (QList<qint64>{ 1, 5, 6 }));
    QTRY_COMPARE(m_outline->placeOf(0).heartbeats, 3);
    QCOMPARE(m_outline->placeOf(1).heartbeats, 0);
    QVERIFY(!m_outline->placeOf(1).canUnfold);
    QTRY_COMPARE(m_outline->placeOf(2).heartbeats, 2); // Up to the end.
    QVERIFY(m_outline->placeOf(2).canUnfold);
}

void TestRecordOutline::unfoldsHeartbeats()
{
    m_pages->add(make(RecordKind::WsMessage)); // 1
    addHeartbeats(3);                          // 2 to 4
    m_pages->add(make(RecordKind::WsMessage)); // 5
    open("-is:heartbeat");
    QTRY_VERIFY(m_outline->placeOf(0).canUnfold);
    QSignalSpy unfolded(m_outline.get(), &RecordOutline::unfolded);
    QSignalSpy counted(m_outline.get(), &RecordOutline::rowCountChanged);
    m_outline->unfold(0);
    QTRY_COMPARE(m_outline->rowCount(), 5);
    QCOMPARE(seqs(), (QList<qint64>{ 1, 2, 3, 4, 5 }));
    QCOMPARE(unfolded.first().at(0).toLongLong(), 0);
    QCOMPARE(unfolded.first().at(1).toLongLong(), 3);
    QCOMPARE(counted.last().first().toLongLong(), 5);
    QVERIFY(m_outline->placeOf(0).isUnfolded);
    QVERIFY(m_outline->placeOf(2).isUnder);
    QCOMPARE(m_outline->toList(3), 0);
    QCOMPARE(m_outline->toList(4), 1);
    QCOMPARE(m_outline->fromList(1), 4);
    m_outline->unfold(0); // Once is enough.
    m_outline->fold(3);   // From one of them.
    QCOMPARE(seqs(), (QList<qint64>{ 1, 5 }));
    QCOMPARE(unfolded.last().at(1).toLongLong(), -3);
    QVERIFY(m_outline->placeOf(0).canUnfold);
}

void TestRecordOutline::unfoldsFragments()
{
    m_pages->add(make(RecordKind::WsFrame, From::Server, 1)); // 1
    m_pages->add(make(RecordKind::WsFrame, From::Client, 1)); // 2: of the other direction
    m_pages->add(make(RecordKind::WsPing, From::Server, 9));  // 3
    m_pages->add(make(RecordKind::WsFrame, From::Server, 0)); // 4
    Record other = make(RecordKind::WsFrame, From::Server, 0);
    other.connection = 2;
    m_pages->add(other); // 5
    Record message = make(RecordKind::WsMessage);
    message.carrier = 1;
    m_pages->add(message); // 6
    open("-is:carrier");
    QCOMPARE(seqs(), (QList<qint64>{ 3, 6 }));
    QVERIFY(!m_outline->placeOf(0).canUnfold);
    QVERIFY(m_outline->placeOf(1).canUnfold);
    m_outline->unfold(1);
    QTRY_COMPARE(seqs(), (QList<qint64>{ 3, 6, 1, 4 }));
    QVERIFY(m_outline->placeOf(3).isUnder);
}

void TestRecordOutline::unfoldsTheExchangeOfARound()
{
    for (quint32 exchange : { 1U, 2U }) {
        for (RecordKind kind :
             { RecordKind::HttpRequest, RecordKind::HttpResponse, RecordKind::HttpData,
               RecordKind::HttpEnd, RecordKind::PollResult }) {
            Record record = make(kind);
            record.exchange = exchange;
            m_pages->add(record);
        }
    }
    open("-(is:carrier or kind:http.*)"); // The canned pages know of no technique.
    QCOMPARE(seqs(), (QList<qint64>{ 5, 10 }));
    m_outline->unfold(1);
    QTRY_COMPARE(seqs(), (QList<qint64>{ 5, 10, 6, 7, 8, 9 }));
}

void TestRecordOutline::unfoldsChunksByTheirOctets()
{
    const auto add = [this](RecordKind kind, ByteRange at) {
        Record record = make(kind);
        record.exchange = 1;
        record.at = at;
        m_pages->add(record);
    };
    add(RecordKind::HttpChunk, { 0, 10 });  // 1
    add(RecordKind::HttpChunk, { 10, 20 }); // 2
    add(RecordKind::SseEvent, { 15, 25 });  // 3: in the second and the third
    add(RecordKind::HttpChunk, { 20, 30 }); // 4: ends after what it carried
    add(RecordKind::HttpChunk, { 30, 40 }); // 5
    Record whole = make(RecordKind::SseEvent);
    whole.flags = IsWholeChunk;
    m_pages->add(whole); // 6
    open("-is:carrier");
    QCOMPARE(seqs(), (QList<qint64>{ 3, 6 }));
    QVERIFY(!m_outline->placeOf(1).canUnfold);
    m_outline->unfold(0);
    QTRY_COMPARE(seqs(), (QList<qint64>{ 3, 2, 4, 6 }));
}

void TestRecordOutline::twoUnfoldedKeepTheirPlaces()
{
    m_pages->add(make(RecordKind::WsMessage)); // 1
    addHeartbeats(2);                          // 2, 3
    m_pages->add(make(RecordKind::WsMessage)); // 4
    addHeartbeats(1);                          // 5
    m_pages->add(make(RecordKind::WsMessage)); // 6
    open("-is:heartbeat");
    QTRY_VERIFY(m_outline->placeOf(1).canUnfold && m_outline->placeOf(0).canUnfold);
    m_outline->unfold(1);
    QTRY_COMPARE(seqs(), (QList<qint64>{ 1, 4, 5, 6 }));
    m_outline->unfold(0);
    QTRY_COMPARE(seqs(), (QList<qint64>{ 1, 2, 3, 4, 5, 6 }));
    QCOMPARE(rowOf(6), 5);
    QCOMPARE(m_outline->toList(4), 1);
    m_outline->fold(0);
    QCOMPARE(seqs(), (QList<qint64>{ 1, 4, 5, 6 }));
}

void TestRecordOutline::whatHasNoCarrierSaysSo()
{
    m_pages->add(make(RecordKind::StreamMessage));
    open("-is:carrier");
    QVERIFY(m_outline->placeOf(0).canUnfold);
    m_outline->unfold(0);
    QTRY_VERIFY(!m_outline->placeOf(0).canUnfold);
    QCOMPARE(m_outline->rowCount(), 1);
}

void TestRecordOutline::resetFolds()
{
    m_pages->add(make(RecordKind::WsMessage));
    addHeartbeats(2);
    m_pages->add(make(RecordKind::WsMessage));
    open("-is:heartbeat");
    QTRY_VERIFY(m_outline->placeOf(0).canUnfold);
    m_outline->unfold(0);
    QTRY_COMPARE(m_outline->rowCount(), 4);
    QSignalSpy reset(m_outline.get(), &RecordOutline::reset);
    m_outline->setPages(m_pages.get());
    m_outline->setHeartbeats(RecordPages::Everything);
    QVERIFY(reset.size() >= 2);
    QCOMPARE(m_outline->rowCount(), 4);
    m_outline->want(0, 3);
    QTRY_VERIFY(m_outline->row(3));
    QCOMPARE(m_outline->placeOf(0), RecordOutline::Place());
}

void TestRecordOutline::tenMillionRows()
{
    constexpr qint64 Count = 10'000'000;
    fillWithFlood(*m_pages, Count);
    m_outline->setPages(m_pages.get());
    QCOMPARE(m_outline->rowCount(), Count);
    m_outline->want(Count / 2, Count / 2 + 40);
    QTRY_VERIFY(m_outline->row(Count / 2 + 40));
    QCOMPARE(m_outline->row(Count / 2)->seq, Count / 2 + 1);
    QVERIFY(m_pages->answered() < 20);
}

QTEST_GUILESS_MAIN(TestRecordOutline)
#include "tst_recordoutline.moc"
