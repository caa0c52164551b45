// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/multipart/delimiterreader.h"

#include <QTest>

#include <limits>

using namespace Pushscope;
using namespace Pushscope::Multipart;

namespace {

constexpr qint64 Anywhere = std::numeric_limits<qint64>::max();

} // namespace

class TestDelimiterReader : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void findsNoFurtherThanAsked();
    void settlesOnTheFormItFinds_data();
    void settlesOnTheFormItFinds();
    void findsLineEnds();
    void forgets();
    void looksAtEachLineEndOnce();
};

void TestDelimiterReader::finds_data()
{
    QTest::addColumn<QByteArray>("boundary");
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<qint64>("at"); // -1: nowhere.

    const auto row = [](const char *name, const char *boundary, const char *wire, qint64 at) {
        QTest::newRow(name) << QByteArray(boundary) << QByteArray(wire) << at;
    };
    row("5.1.1 at the first octet", "b", "--b\r\n", 0);
    row("5.1.1 behind CR LF", "b", "x\r\n--b", 3);
    row("5.1.1 behind bare LF", "b", "x\n--b", 2);
    row("5.1.1 not behind CR", "b", "x\r--b\r\n", -1);
    row("5.1.1 not inside a line", "b", "x --b\r\n", -1);
    row("5.1.1 the beginning of a line is enough", "b", "\n--bother", 1);
    row("5.1.1 one hyphen less", "b", "-b\n\n-b", -1);
    row("5.1.1 one hyphen more", "b", "---b\n", -1);
    row("5.1.1 another case is another boundary", "b", "--B\n", -1);
    row("5.1.1 its own beginning before it", "bab", "--ba\n--bab", 5);
    row("5.1.1 lines that begin alike", "bb", "--b\n--b\n--bb", 8);
    row("camera, hyphens in the parameter", "--b", "x\n--b\n", 2);
    row("camera, hyphens in the parameter and of its own", "--b", "x\n----b\n", 2);
    row("camera, nothing but hyphens", "--", "--\n----\n", 3);
    row("nothing set", "", "--\n----\n", -1);
}

void TestDelimiterReader::finds()
{
    QFETCH(QByteArray, boundary);
    QFETCH(QByteArray, wire);
    QFETCH(qint64, at);
    for (qsizetype split = 0; split <= wire.size(); ++split) {
        DelimiterReader reader(boundary);
        QCOMPARE(reader.hasBoundary(), !boundary.isEmpty());
        reader.feed(QByteArrayView(wire).first(split), 0);
        const bool wasFound = reader.find(Anywhere).has_value();
        if (at >= 0)
            QVERIFY(!wasFound || split > at + boundary.size() - 1);
        reader.feed(QByteArrayView(wire).sliced(split), 0);
        QCOMPARE(reader.find(Anywhere).value_or(-1), at);
        QCOMPARE(reader.find(Anywhere).value_or(-1), at); // The same again.
        QVERIFY(at < 0 || reader.searchedTo() == at);
        QVERIFY(at < 0 || reader.match(at) == DelimiterReader::Match::Yes);
    }
}

void TestDelimiterReader::findsNoFurtherThanAsked()
{
    DelimiterReader reader("b");
    reader.feed("12\n--b\n\n--b", 0);
    QVERIFY(!reader.find(2));
    QCOMPARE(reader.searchedTo(), 3);
    QCOMPARE(reader.find(3), std::optional<qint64>(3));
    reader.search(3, false);
    QCOMPARE(reader.find(Anywhere), std::optional<qint64>(8));

    // What is begun counts until it is known to go on otherwise, or the stream ends.
    DelimiterReader begun("boundary");
    begun.feed("1\n--bou", 0);
    QVERIFY(!begun.find(Anywhere));
    QCOMPARE(begun.searchedTo(), 2);
    QVERIFY(begun.match(2) == DelimiterReader::Match::NeedMore);
    begun.finish();
    QVERIFY(!begun.find(Anywhere));
    QCOMPARE(begun.searchedTo(), begun.offset());
    begun.feed("ndary", 0);
    QCOMPARE(begun.offset(), 7);
    QVERIFY(begun.isFinished());
}

void TestDelimiterReader::settlesOnTheFormItFinds_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<bool>("isDashed");
    QTest::newRow("5.1.1 with hyphens of its own")
        << QByteArray("----b") << QByteArray("--b") << true;
    QTest::newRow("camera, without") << QByteArray("--b") << QByteArray("----b") << false;
}

void TestDelimiterReader::settlesOnTheFormItFinds()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, other);
    QFETCH(bool, isDashed);
    DelimiterReader reader("--b");
    reader.feed(QByteArray(first + '\n' + other + '\n' + first), 0);
    QCOMPARE(reader.find(Anywhere), std::optional<qint64>(0));
    QCOMPARE(reader.settle(0), isDashed);
    QCOMPARE(reader.delimiterOctets(), first.size());
    reader.search(first.size(), false);
    QCOMPARE(reader.find(Anywhere), std::optional<qint64>(first.size() + other.size() + 2));
    // What is settled needs no word any more.
    QVERIFY(reader.settle(first.size() + other.size() + 2));
}

void TestDelimiterReader::findsLineEnds()
{
    DelimiterReader reader("b");
    reader.feed("1\r\n2\n3\r4", 0);
    QCOMPARE(reader.lineFeed(0), 2);
    QCOMPARE(reader.lineFeed(1), 2);
    QCOMPARE(reader.lineFeed(3), 4);
    QCOMPARE(reader.lineFeed(5), reader.offset());
    reader.feed("\n", 0);
    QCOMPARE(reader.lineFeed(5), 8);

    QCOMPARE(reader.lineEndBefore(3, 0), 1);
    QCOMPARE(reader.lineEndBefore(3, 2), 2); // The CR is not for it to take.
    QCOMPARE(reader.lineEndBefore(3, 3), 3);
    QCOMPARE(reader.lineEndBefore(5, 0), 4);
    QCOMPARE(reader.lineEndBefore(7, 0), 7);
    QCOMPARE(reader.lineEndBefore(0, 0), 0);
}

void TestDelimiterReader::forgets()
{
    DelimiterReader reader("b");
    reader.feed("abcdef", 0);
    reader.feed("gh", 4);
    QCOMPARE(reader.view(4, 8).toByteArray(), QByteArray("efgh"));
    reader.feed("ij", 8);
    QCOMPARE(reader.view(8, 10).toByteArray(), QByteArray("ij"));
    QCOMPARE(reader.at(9), 'j');
    QCOMPARE(reader.offset(), 10);
}

/// 4 MiB octet by octet, in which every line is begun as a delimiter: linear, or it takes hours.
void TestDelimiterReader::looksAtEachLineEndOnce()
{
    DelimiterReader reader("boundary");
    const QByteArray line("\n--bound");
    for (int i = 0; i < 512 * 1024; ++i) {
        for (char octet : line) {
            reader.feed(QByteArrayView(&octet, 1), 0);
            QVERIFY(!reader.find(Anywhere));
        }
    }
    reader.feed("ary", 0);
    QCOMPARE(reader.find(Anywhere), std::optional<qint64>(reader.offset() - 10));
}

QTEST_APPLESS_MAIN(TestDelimiterReader)
#include "tst_delimiterreader.moc"
