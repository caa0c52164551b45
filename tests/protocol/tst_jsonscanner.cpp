// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/jsonscanner.h"

#include <QTest>

using namespace Pushscope;

class TestJsonScanner : public QObject
{
    Q_OBJECT

private slots:
    void stepsOverValues_data();
    void stepsOverValues();
    void takesKeys();
    void boundsTheDepth();
};

void TestJsonScanner::stepsOverValues_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<int>("end"); // -1: no value
    QTest::newRow("RFC 8259 3, literal") << QByteArray("true,") << 4;
    QTest::newRow("RFC 8259 4, object") << QByteArray(R"({"a":[1,{}]} x)") << 12;
    QTest::newRow("RFC 8259 5, array") << QByteArray("[ 1 , 2 ]]") << 9;
    QTest::newRow("RFC 8259 5, comma at the end") << QByteArray("[1,]") << -1;
    QTest::newRow("RFC 8259 6, number") << QByteArray("-1.5e+3]") << 7;
    QTest::newRow("RFC 8259 6, no digit") << QByteArray("-") << -1;
    QTest::newRow("RFC 8259 7, string") << QByteArray(R"("a\"\u00fc" )") << 11;
    QTest::newRow("RFC 8259 7, control character") << QByteArray("\"a\nb\"") << -1;
    QTest::newRow("RFC 8259 8.1, no UTF-8") << QByteArray("\"\xff\"") << -1;
    QTest::newRow("RFC 8259 2, nothing") << QByteArray() << -1;
}

void TestJsonScanner::stepsOverValues()
{
    QFETCH(QByteArray, octets);
    QFETCH(int, end);
    JsonScanner scanner(octets);
    QCOMPARE(scanner.skipValue(), end >= 0);
    if (end >= 0) {
        QCOMPARE(scanner.offset(), end);
        QCOMPARE(scanner.from(0), QByteArrayView(octets).first(end));
    }
}

void TestJsonScanner::takesKeys()
{
    JsonScanner scanner(R"({ "key" : 1})");
    QVERIFY(scanner.take('{'));
    scanner.skipBlanks();
    QByteArrayView key;
    QVERIFY(scanner.skipKey(key));
    QCOMPARE(key, QByteArrayView("\"key\""));
    QCOMPARE(scanner.peek(), '1');
    QVERIFY(!scanner.take('}'));
}

void TestJsonScanner::boundsTheDepth()
{
    const auto nested = [](qsizetype depth) -> QByteArray {
        return QByteArray(depth, '[') + QByteArray(depth, ']');
    };
    const QByteArray deepest = nested(JsonScanner::MaxDepth);
    QVERIFY(JsonScanner(deepest).skipValue());
    const QByteArray deeper = nested(JsonScanner::MaxDepth + 1);
    QVERIFY(!JsonScanner(deeper).skipValue());
}

QTEST_APPLESS_MAIN(TestJsonScanner)
#include "tst_jsonscanner.moc"
