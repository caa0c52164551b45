// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/octetreader.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Http1;

class TestOctetReader : public QObject
{
    Q_OBJECT

private slots:
    void readsLines_data();
    void readsLines();
    void linesInOneFeedAreNotCopied();
    void linesHaveALimit_data();
    void linesHaveALimit();
    void readsTerminators_data();
    void readsTerminators();
    void takesStretchesWithoutACopy();
    void takesAllThatIsLeft();
    void putsBackBeforeWhatIsLeft();
    void theRemainderIsOnePiece();
    void keepsWhatWasNotTakenBeforeAFeed();
    void aLongLineLeavesNoMemoryBehind();
    void showsTheNextOctet();
};

namespace {

constexpr qint64 Unlimited = 1 << 20;

/// Each line as `begin..end text`, a bare LF with `lf`.
QByteArrayList linesOf(const QByteArray &wire, qsizetype cut)
{
    QByteArrayList lines;
    OctetReader reader;
    for (const QByteArray &piece : { wire.first(cut), wire.sliced(cut) }) {
        reader.feed(piece);
        while (const auto line = reader.line(Unlimited)) {
            lines.append(QByteArray::number(line->range.begin) + ".."
                         + QByteArray::number(line->range.end) + ' ' + line->text.toByteArray()
                         + (line->isBareLf ? " lf" : ""));
        }
    }
    return lines;
}

} // namespace

void TestOctetReader::readsLines_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArrayList>("lines");

    QTest::newRow("2.2 CR LF") << QByteArray("ab\r\nc\r\n")
                               << QByteArrayList{ "0..4 ab", "4..7 c" };
    QTest::newRow("2.2 bare LF") << QByteArray("ab\nc\r\n")
                                 << QByteArrayList{ "0..3 ab lf", "3..6 c" };
    QTest::newRow("2.2 empty lines")
        << QByteArray("\r\n\n") << QByteArrayList{ "0..2 ", "2..3  lf" };
    QTest::newRow("2.2 bare CR is no end")
        << QByteArray("a\rb\r\r\n") << QByteArrayList{ "0..6 a\rb\r" };
    QTest::newRow("2.2 line without an end")
        << QByteArray("ab\r\ncd") << QByteArrayList{ "0..4 ab" };
    QTest::newRow("2.2 nothing") << QByteArray() << QByteArrayList();
}

void TestOctetReader::readsLines()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArrayList, lines);
    for (qsizetype cut = 0; cut <= wire.size(); ++cut)
        QCOMPARE(linesOf(wire, cut), lines);
}

void TestOctetReader::linesInOneFeedAreNotCopied()
{
    const QByteArray wire("first\r\nsecond\r\n");
    OctetReader reader;
    reader.feed(wire);
    QCOMPARE(reader.line(Unlimited)->octets.data(), wire.constData());
    QCOMPARE(reader.line(Unlimited)->octets.data(), wire.constData() + 7);
    QVERIFY(reader.isEmpty());
}

void TestOctetReader::linesHaveALimit_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<bool>("isLine");
    QTest::addColumn<bool>("isTooLong");

    QTest::newRow("just fits") << QByteArray("ab\r\n") << qint64(4) << true << false;
    QTest::newRow("terminator beyond") << QByteArray("ab\r\n") << qint64(3) << false << true;
    QTest::newRow("not here yet") << QByteArray("ab") << qint64(3) << false << false;
    QTest::newRow("full without an end") << QByteArray("abc") << qint64(3) << false << true;
    QTest::newRow("no room at all") << QByteArray() << qint64(0) << false << true;
    QTest::newRow("less than no room") << QByteArray("a") << qint64(-1) << false << true;
}

void TestOctetReader::linesHaveALimit()
{
    QFETCH(QByteArray, wire);
    QFETCH(qint64, limit);
    QFETCH(bool, isLine);
    QFETCH(bool, isTooLong);
    for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
        OctetReader reader;
        reader.feed(QByteArrayView(wire).first(cut));
        bool hasLine = reader.line(limit).has_value();
        reader.feed(QByteArrayView(wire).sliced(cut));
        hasLine = hasLine || reader.line(limit).has_value();
        QCOMPARE(hasLine, isLine);
        QCOMPARE(reader.isTooLong(), isTooLong);
        // Nothing of a line that is not handed out is lost.
        QCOMPARE(reader.remainder().toByteArray(), isLine ? QByteArray() : wire);
    }
}

void TestOctetReader::readsTerminators_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("terminator");
    QTest::addColumn<QByteArray>("left");
    using Terminator = OctetReader::Terminator;
    const auto row = [](const char *name, const char *wire, Terminator terminator,
                        const char *left) {
        QTest::newRow(name) << QByteArray(wire) << static_cast<int>(terminator) << QByteArray(left);
    };

    row("2.2 CR LF", "\r\nx", Terminator::CrLf, "x");
    row("2.2 bare LF", "\nx", Terminator::Lf, "x");
    row("2.2 bare CR", "\rx", Terminator::Other, "\rx");
    row("2.2 two CR", "\r\r\n", Terminator::Other, "\r\r\n");
    row("2.2 none", "x\r\n", Terminator::Other, "x\r\n");
    row("2.2 CR alone", "\r", Terminator::NeedMore, "\r");
    row("2.2 nothing", "", Terminator::NeedMore, "");
}

void TestOctetReader::readsTerminators()
{
    QFETCH(QByteArray, wire);
    QFETCH(int, terminator);
    QFETCH(QByteArray, left);
    for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
        OctetReader reader;
        reader.feed(QByteArrayView(wire).first(cut));
        auto found = reader.terminator();
        reader.feed(QByteArrayView(wire).sliced(cut));
        if (found == OctetReader::Terminator::NeedMore)
            found = reader.terminator();
        QCOMPARE(static_cast<int>(found), terminator);
        QCOMPARE(reader.offset(), wire.size() - left.size());
        QCOMPARE(reader.remainder().toByteArray(), left);
    }
}

void TestOctetReader::takesStretchesWithoutACopy()
{
    const QByteArray wire("a\r\n0123456789");
    OctetReader reader;
    reader.feed(wire);
    QVERIFY(reader.line(Unlimited));
    QCOMPARE(reader.take(4).data(), wire.constData() + 3);
    QCOMPARE(reader.offset(), 7);
    QCOMPARE(reader.take(100).toByteArray(), QByteArray("456789"));
    QVERIFY(reader.take(1).isEmpty());
    QVERIFY(reader.isEmpty());
}

void TestOctetReader::takesAllThatIsLeft()
{
    OctetReader reader;
    reader.feed("half");
    QVERIFY(!reader.line(Unlimited));
    QVERIFY(!reader.isEmpty());
    QCOMPARE(reader.offset(), 0);
    reader.feed("more");
    QCOMPARE(reader.takeAll().toByteArray(), QByteArray("halfmore"));
    QVERIFY(reader.takeAll().isEmpty());
    QCOMPARE(reader.offset(), 8);
    const QByteArray wire("whole");
    reader.feed(wire);
    QCOMPARE(reader.takeAll().data(), wire.constData()); // Not copied.
    QCOMPARE(reader.offset(), 13);
}

void TestOctetReader::putsBackBeforeWhatIsLeft()
{
    OctetReader reader;
    reader.feed("one\r\ntwo\r\n");
    const QByteArray line = reader.line(Unlimited)->octets.toByteArray();
    reader.putBack(line);
    QCOMPARE(reader.offset(), 0);
    QCOMPARE(reader.takeAll().toByteArray(), QByteArray("one\r\ntwo\r\n"));

    reader.feed("thr");
    QVERIFY(!reader.line(Unlimited));
    reader.putBack("two\r\n");
    QCOMPARE(reader.offset(), 5);
    QCOMPARE(reader.takeAll().toByteArray(), QByteArray("two\r\nthr"));
    QCOMPARE(reader.offset(), 13);
}

void TestOctetReader::theRemainderIsOnePiece()
{
    OctetReader reader;
    reader.feed("half");
    QVERIFY(!reader.line(Unlimited));
    reader.feed(" and half");
    QCOMPARE(reader.remainder().toByteArray(), QByteArray("half and half"));
    QCOMPARE(reader.remainder().toByteArray(), QByteArray("half and half"));
    QCOMPARE(reader.offset(), 0); // Looked at, not taken.
}

void TestOctetReader::keepsWhatWasNotTakenBeforeAFeed()
{
    OctetReader reader;
    QByteArray first("a\r\nb");
    reader.feed(first);
    QVERIFY(reader.line(Unlimited));
    reader.feed("c\r\nd\r\n");
    first.fill('#');
    QCOMPARE(reader.line(Unlimited)->text.toByteArray(), QByteArray("bc"));
    reader.feed("e\r\n");
    QCOMPARE(reader.line(Unlimited)->text.toByteArray(), QByteArray("d"));
    QCOMPARE(reader.line(Unlimited)->text.toByteArray(), QByteArray("e"));
    QCOMPARE(reader.offset(), 13);
}

void TestOctetReader::aLongLineLeavesNoMemoryBehind()
{
    OctetReader reader;
    const QByteArray half(100'000, 'x');
    reader.feed(half);
    QVERIFY(!reader.line(Unlimited));
    reader.feed("\r\nab\r\n");
    QCOMPARE(reader.line(Unlimited)->text.size(), half.size());
    QCOMPARE(reader.line(Unlimited)->text.toByteArray(), QByteArray("ab"));
    QCOMPARE(reader.offset(), half.size() + 6);
}

void TestOctetReader::showsTheNextOctet()
{
    OctetReader reader;
    QVERIFY(!reader.peek());
    reader.feed("a\nb");
    QCOMPARE(reader.peek(), std::optional('a'));
    QCOMPARE(reader.peek(), std::optional('a')); // It stays.
    QVERIFY(reader.line(Unlimited));
    QCOMPARE(reader.peek(), std::optional('b'));
    QVERIFY(!reader.line(Unlimited));
    QCOMPARE(reader.peek(), std::optional('b')); // Held, not taken.
    reader.feed("c\nd");
    QVERIFY(reader.line(Unlimited));
    QCOMPARE(reader.peek(), std::optional('d'));
    QVERIFY(!reader.takeAll().isEmpty());
    QVERIFY(!reader.peek());
}

QTEST_APPLESS_MAIN(TestOctetReader)
#include "tst_octetreader.moc"
