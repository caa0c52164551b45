// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticsmodel.h"

#include "models/statisticscounter.h"
#include "statisticstools.h"
#include "support/cannedstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace Pushscope;

class TestStatisticsModel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void countsEverything();
    void readsNothingWhileInactive();
    void addsWhatCame();
    void readsNothingTwice();
    void countsTheRange();
    void stopsAndGoesOn();
    void tellsHowFarItIs();
    void forgetsWithThePages();
    void learnsOfSessions();

private:
    void fill(int count);
    [[nodiscard]] Statistics expected(StatisticsModel::Range range = std::nullopt) const;
    [[nodiscard]] bool hasCounted(qint64 records) const;

    std::unique_ptr<CannedPages> m_pages;
    std::unique_ptr<StatisticsModel> m_model;
    qint64 m_tLast = 0;
};

void TestStatisticsModel::init()
{
    m_pages = std::make_unique<CannedPages>();
    m_model = std::make_unique<StatisticsModel>();
    m_tLast = 0;
}

void TestStatisticsModel::cleanup()
{
    m_model.reset();
    m_pages.reset();
}

void TestStatisticsModel::fill(int count)
{
    const qint64 from = m_tLast;
    for (Record record : someTraffic(1, count, 3)) {
        record.t += from;
        m_tLast = record.t;
        m_pages->add(record);
    }
}

Statistics TestStatisticsModel::expected(StatisticsModel::Range range) const
{
    StatisticsCounter counter(range);
    for (const Record &record : m_pages->added())
        counter.add(figuresOf(record));
    return counter.statistics();
}

bool TestStatisticsModel::hasCounted(qint64 records) const
{
    return m_model->statistics()->records == static_cast<quint64>(records)
        && !m_model->isCounting();
}

void TestStatisticsModel::countsEverything()
{
    constexpr int Count = 3 * StatisticsModel::RecordsAtOnce + 5;
    fill(Count);
    QSignalSpy changed(m_model.get(), &StatisticsModel::changed);
    m_model->setActive(true);
    m_model->setPages(m_pages.get());
    QVERIFY(m_model->isCounting());
    QTRY_VERIFY(hasCounted(Count));
    QVERIFY(*m_model->statistics() == expected());
    QVERIFY(!changed.isEmpty());
    QCOMPARE(m_model->counted(), m_model->total());
}

void TestStatisticsModel::readsNothingWhileInactive()
{
    fill(100);
    m_model->setPages(m_pages.get());
    m_model->refresh();
    QCOMPARE(m_pages->answered(), 0);
    m_model->setActive(true);
    QTRY_VERIFY(hasCounted(100));
    m_model->setActive(false);
    const int answered = m_pages->answered();
    fill(100);
    m_model->refresh();
    QCOMPARE(m_pages->answered(), answered);
    m_model->setActive(true); // What was counted is kept.
    QTRY_VERIFY(hasCounted(200));
    QVERIFY(*m_model->statistics() == expected());
}

void TestStatisticsModel::addsWhatCame()
{
    m_model->setActive(true);
    m_model->setPages(m_pages.get());
    for (int round = 1; round <= 5; ++round) {
        fill(70);
        m_model->refresh();
        QTRY_VERIFY(hasCounted(70 * round));
        QVERIFY(*m_model->statistics() == expected());
    }
}

void TestStatisticsModel::readsNothingTwice()
{
    fill(StatisticsModel::RecordsAtOnce * 2);
    m_model->setActive(true);
    m_model->setPages(m_pages.get());
    QTRY_VERIFY(hasCounted(StatisticsModel::RecordsAtOnce * 2));
    QTRY_VERIFY(m_pages->answered() > 2); // The sessions.
    const int answered = m_pages->answered();
    fill(10);
    m_model->refresh();
    QTRY_VERIFY(hasCounted(StatisticsModel::RecordsAtOnce * 2 + 10));
    QVERIFY(m_pages->answered() <= answered + 2); // A page, and the sessions again.
}

void TestStatisticsModel::countsTheRange()
{
    fill(2000);
    m_model->setActive(true);
    m_model->setPages(m_pages.get());
    QTRY_VERIFY(hasCounted(2000));
    const std::pair<qint64, qint64> range{ m_tLast / 4, m_tLast / 2 };
    m_model->setRange(range);
    QVERIFY(m_model->statistics()->sessions.empty()); // Nothing of before is taken for it.
    QTRY_VERIFY(!m_model->isCounting());
    QVERIFY(m_model->statistics()->sessions == expected(range).sessions);
    QVERIFY(m_model->statistics()->range == range);
    m_model->setRange(std::nullopt);
    QTRY_VERIFY(hasCounted(2000));
    QVERIFY(*m_model->statistics() == expected());
}

void TestStatisticsModel::stopsAndGoesOn()
{
    constexpr int Count = 10 * StatisticsModel::RecordsAtOnce;
    m_pages->generate(Count,
                      [](qint64 seq) {
                          return messageRecord(seq * 1000, 1,
                                               seq % 2 ? From::Client : From::Server);
                      },
                      {});
    m_model->setActive(true);
    m_pages->hold(true);
    m_model->setPages(m_pages.get());
    m_model->stop();
    QVERIFY(m_model->isStopped());
    m_pages->hold(false);
    QTRY_COMPARE(m_model->counted(), StatisticsModel::RecordsAtOnce); // What was under way.
    m_model->refresh();
    QCOMPARE(m_model->counted(), StatisticsModel::RecordsAtOnce);
    QVERIFY(m_model->isCounting());
    m_model->goOn();
    QTRY_VERIFY(hasCounted(Count));
}

void TestStatisticsModel::tellsHowFarItIs()
{
    constexpr int Count = 20 * StatisticsModel::RecordsAtOnce;
    m_pages->generate(Count, [](qint64 seq) { return messageRecord(seq * 1000, 1, From::Server); },
                      {});
    qint64 before = 0;
    int steps = 0;
    bool isAscending = true;
    connect(m_model.get(), &StatisticsModel::progressed, this, [&] {
        isAscending
            = isAscending && m_model->counted() >= before && m_model->counted() <= m_model->total();
        before = m_model->counted();
        ++steps;
    });
    m_model->setActive(true);
    m_model->setPages(m_pages.get());
    QTRY_VERIFY(hasCounted(Count));
    QVERIFY(isAscending);
    QVERIFY(steps >= 20);
    QCOMPARE(m_model->total(), Count);
}

void TestStatisticsModel::forgetsWithThePages()
{
    fill(50);
    m_model->setActive(true);
    m_model->setPages(m_pages.get());
    m_model->setPages(nullptr); // An answer may be under way.
    QVERIFY(!m_model->isCounting());
    QVERIFY(m_model->statistics()->sessions.empty());
    CannedPages others;
    m_model->setPages(&others);
    QTRY_VERIFY(!m_model->isCounting());
    QVERIFY(m_model->statistics()->sessions.empty());
    m_model->setPages(nullptr);
}

void TestStatisticsModel::learnsOfSessions()
{
    SessionRow row;
    row.id = 1;
    row.name = "quotes";
    m_pages->addSession(row);
    m_pages->add(messageRecord(1, 1, From::Server));
    m_model->setActive(true);
    m_model->setPages(m_pages.get());
    QTRY_COMPARE(m_model->sessions().size(), std::size_t(1));
    row.id = 2;
    m_pages->addSession(row);
    m_pages->add(messageRecord(2, 2, From::Server));
    m_model->refresh();
    QTRY_COMPARE(m_model->sessions().size(), std::size_t(2));
}

QTEST_GUILESS_MAIN(TestStatisticsModel)
#include "tst_statisticsmodel.moc"
