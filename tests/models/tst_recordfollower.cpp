// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recordfollower.h"

#include "support/cannedstore.h"

#include <QTest>

using namespace Pushscope;

class TestRecordFollower : public QObject
{
    Q_OBJECT

private slots:
    void readsSoMany_data();
    void readsSoMany();
};

void TestRecordFollower::readsSoMany_data()
{
    QTest::addColumn<qint64>("most");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("all that are kept by default") << RecordFollower::MostRecords << qint64{ 1000 };
    QTest::newRow("fewer") << qint64{ 600 } << qint64{ 600 };
    QTest::newRow("all") << RecordFollower::AllRecords << qint64{ 1000 };
}

void TestRecordFollower::readsSoMany()
{
    QFETCH(qint64, most);
    QFETCH(qint64, expected);
    constexpr int Records = 1000;
    CannedPages pages;
    for (int i = 0; i < 2 * Records; ++i) {
        Record record;
        record.kind = RecordKind::WsPing;
        record.session = 1 + static_cast<quint32>(i % 2);
        pages.add(record);
    }
    RecordFollower follower(QStringLiteral("session:1"), nullptr, most);
    std::vector<qint64> read;
    connect(&follower, &RecordFollower::arrived, this, [&](const std::vector<Record> &records) {
        for (const Record &record : records)
            read.push_back(record.seq);
    });
    follower.setPages(&pages);
    QTRY_COMPARE(qint64(read.size()), expected);
    for (std::size_t i = 0; i < read.size(); ++i)
        QCOMPARE(read[i], static_cast<qint64>(2 * i + 1));
    follower.setPages(nullptr);
}

QTEST_GUILESS_MAIN(TestRecordFollower)
#include "tst_recordfollower.moc"
