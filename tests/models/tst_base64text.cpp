// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base64text.h"

#include <QTest>

using namespace Pushscope;

class TestBase64Text : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void saysWhere();
    void isBounded();
};

void TestBase64Text::finds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QByteArray>>("decoded");
    const QList<QByteArray> none;
    QTest::newRow("4 text") << QByteArray("SGVsbG8sIHdvcmxkIQ==")
                            << QList<QByteArray> { "Hello, world!" };
    QTest::newRow("4 in JSON") << QByteArray(R"({"body":"eyJhIjoxLCJiIjoyfQ==","n":1})")
                               << QList<QByteArray> { R"({"a":1,"b":2})" };
    QTest::newRow("5 the parts of a token")
        << QByteArray("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0")
        << QList<QByteArray> { R"({"alg":"HS256","typ":"JWT"})" };
    QTest::newRow("5 URL safe") << QByteArray("q=w7_Dv8O_w7_Dv8O_w78")
                                << QList<QByteArray> { QByteArray("\xC3\xBF").repeated(7) };
    QTest::newRow("2397 data URL") << QByteArray("data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==")
                                   << QList<QByteArray> { QByteArray::fromHex(
                                          "89504e470d0a1a0a0000000d49484452") };
    QTest::newRow("a known format") << QByteArray("iVBORw0KGgoAAAAN")
                                    << QList<QByteArray> { QByteArray::fromHex(
                                           "89504e470d0a1a0a0000000d") };
    QTest::newRow("two") << QByteArray("[\"SGVsbG8sIHdvcmxkIQ==\",\"QW5vdGhlciBvbmUsIHRvbw==\"]")
                         << QList<QByteArray> { "Hello, world!", "Another one, too" };
    QTest::newRow("too short") << QByteArray("SGVsbG8=") << none;
    QTest::newRow("words") << QByteArray("internationalization characteristics") << none;
    QTest::newRow("a path") << QByteArray("/api/v1/resources/items") << none;
    QTest::newRow("a number") << QByteArray("1234567890123456") << none;
    QTest::newRow("hexadecimal") << QByteArray("0123456789abcdef0123456789abcdef") << none;
    QTest::newRow("a UUID") << QByteArray("c7f2e8a4-5b1d-4f3a-9e6c-2d8b7a1f0e3c") << none;
    QTest::newRow("a wrong length") << QByteArray("SGVsbG8sIHdvcmxkIQ=") << none;
    QTest::newRow("nothing") << QByteArray() << none;
}

void TestBase64Text::finds()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<QByteArray>, decoded);
    QList<QByteArray> found;
    for (const Base64Stretch &stretch : findBase64(text))
        found.append(stretch.decoded);
    if (QByteArray(QTest::currentDataTag()).startsWith("5 the parts"))
        QVERIFY(found.contains(decoded.first()));
    else
        QCOMPARE(found, decoded);
}

void TestBase64Text::saysWhere()
{
    const QByteArray text(R"({"b":"SGVsbG8sIHdvcmxkIQ=="})");
    const auto found = findBase64(text);
    QCOMPARE(found.size(), 1);
    QCOMPARE(text.mid(found.first().range.begin, found.first().range.size()),
             QByteArray("SGVsbG8sIHdvcmxkIQ=="));
}

void TestBase64Text::isBounded()
{
    QCOMPARE(findBase64(QByteArray("SGVsbG8sIHdvcmxkIQ== ").repeated(1'000)).size(), 200);
}

QTEST_APPLESS_MAIN(TestBase64Text)
#include "tst_base64text.moc"
