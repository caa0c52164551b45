// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/eventstream/linereader.h"

#include <QByteArrayList>
#include <QTest>

using namespace Pushscope::EventStream;

namespace {

/// The lines that come now, as `text@begin-after`.
void drain(LineReader &reader, QByteArrayList &lines)
{
    while (const std::optional<LineReader::Line> line = reader.next()) {
        lines += reader.view(line->begin, line->end).toByteArray() + '@'
            + QByteArray::number(line->begin) + '-' + QByteArray::number(line->after);
    }
}

} // namespace

class TestLineReader : public QObject
{
    Q_OBJECT

private slots:
    void lines_data();
    void lines();
    void waitsForOneLfOnly();
    void unended();
    void forgets();
    void searchedTo();
    void finishes();
};

void TestLineReader::lines_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArrayList>("lines");

    QTest::newRow("9.2.6 no line") << QByteArray("a") << QByteArrayList{};
    QTest::newRow("9.2.6 LF") << QByteArray("a\nb\n") << QByteArrayList{ "a@0-2", "b@2-4" };
    QTest::newRow("9.2.6 CR") << QByteArray("a\rb\r") << QByteArrayList{ "a@0-2", "b@2-4" };
    QTest::newRow("9.2.6 CR LF") << QByteArray("a\r\nb\r\n") << QByteArrayList{ "a@0-2", "b@3-5" };
    QTest::newRow("9.2.6 CR LF blank line")
        << QByteArray("a\r\n\r\nb\n") << QByteArrayList{ "a@0-2", "@3-5", "b@5-7" };
    QTest::newRow("9.2.6 CR CR LF")
        << QByteArray("a\r\r\nb\n") << QByteArrayList{ "a@0-2", "@2-3", "b@4-6" };
    QTest::newRow("9.2.6 LF CR LF")
        << QByteArray("a\n\r\nb\n") << QByteArrayList{ "a@0-2", "@2-3", "b@4-6" };
    QTest::newRow("9.2.6 CR LF CR CR LF")
        << QByteArray("a\r\n\r\r\nb\n") << QByteArrayList{ "a@0-2", "@3-4", "@4-5", "b@6-8" };
    QTest::newRow("9.2.6 blank lines in CR LF")
        << QByteArray("\r\n\r\n\r\n") << QByteArrayList{ "@0-1", "@2-4", "@4-6" };
}

void TestLineReader::lines()
{
    QFETCH(QByteArray, wire);
    for (qsizetype step = 1; step <= wire.size(); ++step) {
        LineReader reader;
        QByteArrayList lines;
        for (qsizetype at = 0; at < wire.size(); at += step) {
            reader.feed(QByteArrayView(wire).sliced(at, qMin(step, wire.size() - at)),
                        reader.lineBegin());
            drain(reader, lines);
        }
        reader.finish();
        drain(reader, lines);
        QTEST(lines, "lines");
    }
}

void TestLineReader::waitsForOneLfOnly()
{
    LineReader reader;
    QByteArrayList lines;
    reader.feed("a\r\n\r", 0);
    drain(reader, lines);
    QCOMPARE(lines, QByteArrayList{ "a@0-2" });
    reader.feed("\r", 0);
    drain(reader, lines);
    QCOMPARE(lines, QByteArrayList({ "a@0-2", "@3-4", "@4-5" }));
}

void TestLineReader::unended()
{
    LineReader reader;
    reader.feed("a\nbc", 0);
    QVERIFY(reader.next());
    QVERIFY(!reader.next());
    const std::optional<LineReader::Line> line = reader.takeUnended();
    QVERIFY(line);
    QCOMPARE(reader.view(line->begin, line->end).toByteArray(), QByteArray("bc"));
    QVERIFY(!reader.takeUnended());
}

void TestLineReader::forgets()
{
    LineReader reader;
    reader.feed("ab\ncd", 0);
    QVERIFY(reader.next());
    reader.feed("ef", 3);
    QCOMPARE(reader.view(3, 7).toByteArray(), QByteArray("cdef"));
    QVERIFY(!reader.next());
    reader.feed("gh\n", 7); // In the middle of a line that nobody will look at.
    const std::optional<LineReader::Line> line = reader.next();
    QVERIFY(line);
    QCOMPARE(line->begin, 3);
    QCOMPARE(line->end, 9);
    QCOMPARE(reader.view(7, 9).toByteArray(), QByteArray("gh"));
    reader.feed("i\n", reader.offset());
    QCOMPARE(reader.next()->begin, 10);
}

void TestLineReader::searchedTo()
{
    LineReader reader;
    QCOMPARE(reader.searchedTo(), 0);
    reader.feed("abc", 0);
    QVERIFY(!reader.next());
    QCOMPARE(reader.searchedTo(), 3);
    reader.feed("d\nef", 3);
    QVERIFY(reader.next());
    QCOMPARE(reader.searchedTo(), 5); // `ef` was not asked for yet.
    QVERIFY(!reader.next());
    QCOMPARE(reader.searchedTo(), 7);
}

void TestLineReader::finishes()
{
    LineReader reader;
    QVERIFY(!reader.isFinished());
    reader.feed("a\n", 0);
    reader.finish();
    QVERIFY(reader.isFinished());
    reader.feed("b\n", 0);
    QCOMPARE(reader.offset(), 2);
    QVERIFY(reader.next());
    QVERIFY(!reader.next());
}

QTEST_APPLESS_MAIN(TestLineReader)
#include "tst_linereader.moc"
