// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/multipart/multipartlog.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Multipart;

namespace {

const QByteArray Head("--b\r\nA: b\r\n\r\n");

/// The same values however @p wire is cut; and every octet in one of them.
void verifyCuts(const QByteArray &wire, const QByteArrayList &log, qint64 maxBody)
{
    const Boundary boundary = makeBoundary("b");
    QCOMPARE(logOf(wire, wire.size(), boundary, maxBody), log);
    for (qsizetype step : { 1, 2, 3, 7, 1000, 16 * 1024 })
        QCOMPARE(logOf(wire, step, boundary, maxBody), log);
    QCOMPARE(faultIn(wire, boundary, maxBody), -1);
}

} // namespace

/// What a peer can make the parser keep, and what that costs.
class TestMultipartParserLimits : public QObject
{
    Q_OBJECT

private slots:
    void bodies_data();
    void bodies();
    void fieldOctets();
    void fields();
    void aFirstLineWithoutEnd();
    void padding_data();
    void padding();
    void preambles();
    void epiloguesAndRests();
    void aLineWithoutEndWhereNoBoundaryIs();
    void keepsOnlyWhatIsOpen();
    void isLinear_data();
    void isLinear();
};

void TestMultipartParserLimits::bodies_data()
{
    QTest::addColumn<QByteArray>("content"); // And what ends it. The limit is 4 octets.
    QTest::addColumn<QByteArrayList>("log");

    const QByteArray whole = "part by boundary | A=b | body=1234";
    const QByteArray cut = "part by nothing | A=b | body=1234 ! too-large";
    const QByteArray next = "part by boundary | A=b | body=x";
    QTest::newRow("5.1.1 as much as allowed")
        << QByteArray("1234\r\n") << QByteArrayList{ whole, next, "close" };
    QTest::newRow("5.1.1 as much as allowed, bare LF")
        << QByteArray("1234\n") << QByteArrayList{ whole, next + " ! bare-lf", "close" };
    QTest::newRow("5.1.1 an octet more")
        << QByteArray("12345\r\n") << QByteArrayList{ cut, "rest 1 octets", next, "close" };
    QTest::newRow("5.1.1 an octet more, bare LF")
        << QByteArray("12345\n")
        << QByteArrayList{ cut, "rest 1 octets", next + " ! bare-lf", "close" };
    QTest::newRow("5.1.1 a line end more")
        << QByteArray("1234\r\n\r\n") << QByteArrayList{ cut, "rest 2 octets", next, "close" };
    QTest::newRow("5.1.1 much more")
        << "1234" + QByteArray(20'000, '\n') + "\r\n"
        << QByteArrayList{ cut, "rest 16384 octets", "rest 3616 octets", next, "close" };
    QTest::newRow("5.1.1 an end, lines and a length in it")
        << QByteArray("1234\n-\n--\nContent-Length: 1\n\n5\r\n")
        << QByteArrayList{ cut, "rest 26 octets", next, "close" };
}

void TestMultipartParserLimits::bodies()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArrayList, log);
    verifyCuts(Head + content + Head + "x\r\n--b--", log, 4);

    // A length above the limit is no promise: nothing is made ready for it.
    QByteArray head = Head;
    head.replace("A: b", "Content-Length: 9000000000000000000");
    const QByteArray first
        = logOf(QByteArray(head + content + "--b--"), 1, makeBoundary("b"), 4).value(0);
    QVERIFY(
        first.contains(log.first().contains("too-large") ? "too-large" : "part-length-mismatch"));
}

void TestMultipartParserLimits::fieldOctets()
{
    const auto wire = [](qint64 line) {
        return QByteArray("--b\r\nA: b\r\nC: " + QByteArray(line - 5, 'c') + "\r\n\r\nx\r\n--b--");
    };
    constexpr qint64 Most = MultipartParser::MaxFieldOctets - 8;
    const QByteArrayList most = logOf(wire(Most), 1000, makeBoundary("b"));
    QVERIFY(most.first().endsWith("| body=x"));
    QVERIFY(!most.first().contains("too-large"));
    const QByteArrayList more = logOf(wire(Most + 1), 1000, makeBoundary("b"));
    QVERIFY(more.first().endsWith("| body=\\r\\nx ! too-large"));
    verifyCuts(wire(Most), most, MultipartParser::DefaultMaxBody);
    verifyCuts(wire(Most + 1), more, MultipartParser::DefaultMaxBody);
}

void TestMultipartParserLimits::fields()
{
    QByteArray lines = "--b\r\n";
    for (int i = 0; i < MultipartParser::MaxFields; ++i)
        lines += "A: b\r\n";
    const QByteArrayList most = logOf(QByteArray(lines + "\r\nx\r\n--b--"), 1, makeBoundary("b"));
    QCOMPARE(most.first().count("A=b"), int(MultipartParser::MaxFields));
    QVERIFY(most.first().endsWith("| body=x"));
    // What is folded is no line more.
    const QByteArray fold = lines + " c\r\n\r\nx\r\n--b--";
    const QByteArrayList folded = logOf(fold, 1, makeBoundary("b"));
    QVERIFY(folded.first().endsWith("| A=b c | body=x ! obs-fold"));
    const QByteArray one = lines + "C: d\r\n\r\nx\r\n--b--";
    const QByteArrayList more = logOf(one, 1, makeBoundary("b"));
    QVERIFY(more.first().endsWith("| body=C: d\\r\\n\\r\\nx ! too-large"));
}

void TestMultipartParserLimits::aFirstLineWithoutEnd()
{
    const QByteArray picture(200 * 1024, 'x');
    verifyCuts(
        "--b\r\n" + picture + "\r\n--b--",
        { "part by boundary | body=" + escaped(picture) + " ! part-without-headers", "close" },
        MultipartParser::DefaultMaxBody);
}

void TestMultipartParserLimits::padding_data()
{
    QTest::addColumn<qsizetype>("octets");
    QTest::addColumn<QByteArray>("part");
    constexpr qsizetype Max = MultipartParser::MaxPaddingOctets;
    QTest::newRow("5.1.1 as much as allowed, with the CR")
        << Max - 1 << QByteArray("part by boundary | A=b | body=x");
    // The line is taken to end there; what it goes on with is where the fields should be.
    QTest::newRow("5.1.1 an octet more")
        << Max
        << QByteArray(
               "part by boundary | body=A: b\\r\\n\\r\\nx ! part-without-headers bad-boundary");
}

void TestMultipartParserLimits::padding()
{
    QFETCH(qsizetype, octets);
    QFETCH(QByteArray, part);
    verifyCuts("--b" + QByteArray(octets, ' ') + "\r\nA: b\r\n\r\nx\r\n--b--", { part, "close" },
               MultipartParser::DefaultMaxBody);
}

void TestMultipartParserLimits::preambles()
{
    constexpr qint64 Piece = MultipartParser::OutsideOctets;
    const QByteArray parts = "\r\n" + Head + "x\r\n--b--";
    verifyCuts(QByteArray(Piece - 1, 'p') + parts,
               { "preamble 16383 octets", "part by boundary | A=b | body=x", "close" },
               MultipartParser::DefaultMaxBody);
    // One as long as this is told to have no boundary, though one comes later.
    verifyCuts(QByteArray(2 * Piece + 1, 'p') + parts,
               { "preamble 16384 octets ! missing-boundary", "preamble 16384 octets",
                 "preamble 1 octets", "part by boundary | A=b | body=x", "close" },
               MultipartParser::DefaultMaxBody);
}

void TestMultipartParserLimits::epiloguesAndRests()
{
    constexpr qint64 Piece = MultipartParser::OutsideOctets;
    verifyCuts("--b--" + QByteArray(Piece + 1, '\n'),
               { "close", "epilogue 16384 octets", "epilogue 1 octets" },
               MultipartParser::DefaultMaxBody);
    verifyCuts("--b\r\nContent-Length: 1\r\n\r\nx\r\n" + QByteArray(Piece, 'y'),
               { "part by length | Content-Length=1 | body=x",
                 "rest 16384 octets ! part-length-mismatch", "rest 2 octets" },
               MultipartParser::DefaultMaxBody);
}

void TestMultipartParserLimits::aLineWithoutEndWhereNoBoundaryIs()
{
    MultipartParser parser(makeBoundary({}));
    const QByteArray octets(1024, '-');
    for (int i = 0; i < 1024; ++i) {
        parser.feed(octets);
        while (parser.next()) { }
        QVERIFY(parser.offset() - parser.pendingFrom() <= 2 * MultipartParser::OutsideOctets);
    }
    parser.feed("\n--b\nA: b\n\nx\n--b--");
    QByteArrayList log;
    drain(parser, log);
    QVERIFY(log.contains("part by boundary | A=b | body=x ! bare-lf"));
}

void TestMultipartParserLimits::keepsOnlyWhatIsOpen()
{
    MultipartParser parser(makeBoundary("b"));
    const QByteArray part = Head + QByteArray(10'000, '\n') + "\r\n";
    for (int i = 0; i < 1000; ++i) {
        parser.feed(part);
        while (parser.next()) { }
        QVERIFY(parser.offset() - parser.pendingFrom() <= part.size() + 2);
    }
}

void TestMultipartParserLimits::isLinear_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("empty lines") << QByteArray("\n");
    QTest::newRow("CR alone") << QByteArray("\r");
    QTest::newRow("delimiters that are begun") << QByteArray("\n--boundary-that-is-lon");
    QTest::newRow("a long line") << QByteArray("x");
    QTest::newRow("fields") << QByteArray("A: b\r\n");
    QTest::newRow("delimiters") << QByteArray("\r\n--boundary-that-is-long");
}

/// 4 MiB octet by octet: where anything is looked at again and again, this takes minutes.
void TestMultipartParserLimits::isLinear()
{
    QFETCH(QByteArray, line);
    for (const QByteArray &before :
         { QByteArray(), QByteArray("--boundary-that-is-long\r\n"),
           QByteArray("--boundary-that-is-long\r\nContent-Length: 4000000\r\n\r\n") }) {
        MultipartParser parser(makeBoundary("boundary-that-is-long"));
        parser.feed(before);
        qint64 values = 0;
        while (parser.offset() < 1024 * 1024) {
            for (char octet : line) {
                parser.feed(QByteArrayView(&octet, 1));
                while (parser.next())
                    ++values;
            }
        }
        parser.finish();
        while (parser.next())
            ++values;
        QVERIFY(values > 0);
    }
}

QTEST_APPLESS_MAIN(TestMultipartParserLimits)
#include "tst_multipartparser_limits.moc"
