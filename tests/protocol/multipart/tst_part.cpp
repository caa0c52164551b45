// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/multipart/part.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Multipart;

class TestPart : public QObject
{
    Q_OBJECT

private slots:
    void namesAreTheContracts_data();
    void namesAreTheContracts();
    void unknownNamesAreAbsent();
};

void TestPart::namesAreTheContracts_data()
{
    QTest::addColumn<int>("by");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("boundary") << static_cast<int>(By::Boundary) << QByteArray("boundary");
    QTest::newRow("length") << static_cast<int>(By::Length) << QByteArray("length");
    QTest::newRow("end") << static_cast<int>(By::End) << QByteArray("end");
}

void TestPart::namesAreTheContracts()
{
    QFETCH(int, by);
    QFETCH(QByteArray, name);
    QCOMPARE(byName(static_cast<By>(by)).toByteArray(), name);
    QVERIFY(byFromName(name) == static_cast<By>(by));
}

void TestPart::unknownNamesAreAbsent()
{
    QVERIFY(byName(By::None).isEmpty());
    QVERIFY(!byFromName(""));
    QVERIFY(!byFromName("Boundary"));
}

QTEST_APPLESS_MAIN(TestPart)
#include "tst_part.moc"
