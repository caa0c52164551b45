// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/messagescanner.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Streaming;

class TestMessageScanner : public QObject
{
    Q_OBJECT

private slots:
    void scansForEveryCut_data();
    void scansForEveryCut();
};

void TestMessageScanner::scansForEveryCut_data()
{
    QTest::addColumn<QByteArray>("name");
    for (Cut cut : allCuts())
        QTest::newRow(cutName(cut).data()) << cutName(cut).toByteArray();
}

void TestMessageScanner::scansForEveryCut()
{
    QFETCH(QByteArray, name);
    const auto cut = cutFromName(name);
    QVERIFY(cut);
    const auto scanner = MessageScanner::create(*cut, 64);
    QVERIFY(!scanner->isOpen());
    QCOMPARE(scanner->openFrom(), 0);
    QVERIFY(!scanner->finish());
    OctetWindow window;
    QVERIFY(!scanner->next(window));
    window.append("1", 0); // Of every cut the beginning of a message, and no whole one.
    QVERIFY(!scanner->next(window));
    QVERIFY(scanner->isOpen());
    QCOMPARE(scanner->openFrom(), 0);
    QCOMPARE(scanner->searchedTo(), 1);
    const auto rest = scanner->finish();
    QVERIFY(rest);
    QCOMPARE(rest->range, (ByteRange{ 0, 1 }));
    QVERIFY(!scanner->isOpen());
}

QTEST_APPLESS_MAIN(TestMessageScanner)
#include "tst_messagescanner.moc"
