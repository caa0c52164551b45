// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/findingsreader.h"

#include "findingtraffic.h"

#include <QSignalSpy>
#include <QTest>

using namespace Pushscope;

class TestFindingsReader : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatIsThere();
    void liveEqualsReopened();
    void readsPastAPage();
    void forgetsWithThePages();
};

namespace {

void resets(FindingTraffic &traffic, quint32 connection)
{
    traffic.openWebSocket(connection, connection * 10);
    traffic.error(connection * 10 + 5, ErrorCode::Reset, ErrorSite::Tcp);
    traffic.close(connection * 10 + 5, "server", "reset", true);
}

} // namespace

void TestFindingsReader::findsWhatIsThere()
{
    CannedPages pages;
    FindingTraffic traffic(pages);
    resets(traffic, 1);
    FindingsReader reader;
    QSignalSpy changed(&reader, &FindingsReader::changed);
    reader.setPages(&pages);
    QVERIFY(reader.isReading());
    QTRY_VERIFY(!reader.isReading());
    QCOMPARE(reader.findings().size(), std::size_t(1));
    QCOMPARE(changed.size(), 1);
    reader.setPages(nullptr);
}

void TestFindingsReader::liveEqualsReopened()
{
    CannedPages pages;
    FindingTraffic traffic(pages);
    FindingsReader live;
    live.setPages(&pages);
    for (quint32 connection = 1; connection < 20; ++connection) {
        resets(traffic, connection);
        live.refresh(); // While it reads, too.
        if (connection % 3 == 0)
            QTRY_VERIFY(!live.isReading());
    }
    QTRY_VERIFY(!live.isReading());
    FindingsReader reopened;
    reopened.setPages(&pages);
    QTRY_VERIFY(!reopened.isReading());
    QCOMPARE(live.findings().front().count, quint64(19));
    QVERIFY(live.findings() == reopened.findings());
    live.setPages(nullptr);
    reopened.setPages(nullptr);
}

void TestFindingsReader::readsPastAPage()
{
    CannedPages pages;
    FindingTraffic traffic(pages);
    for (quint32 connection = 1; connection < FindingsReader::RecordsAtOnce; ++connection)
        resets(traffic, connection);
    FindingsReader reader;
    reader.setPages(&pages);
    QTRY_VERIFY(!reader.isReading());
    QCOMPARE(reader.findings().front().count, quint64(FindingsReader::RecordsAtOnce - 1));
    reader.setPages(nullptr);
}

void TestFindingsReader::forgetsWithThePages()
{
    CannedPages pages;
    FindingTraffic traffic(pages);
    resets(traffic, 1);
    CannedPages empty;
    FindingsReader reader;
    reader.setPages(&pages);
    QTRY_VERIFY(!reader.findings().empty());
    QSignalSpy changed(&reader, &FindingsReader::changed);
    reader.setPages(&empty);
    QVERIFY(reader.findings().empty());
    QCOMPARE(changed.size(), 1);
    QTRY_VERIFY(!reader.isReading());
    QVERIFY(reader.findings().empty());
    reader.setPages(nullptr);
    QVERIFY(!reader.isReading());
}

QTEST_GUILESS_MAIN(TestFindingsReader)
#include "tst_findingsreader.moc"
