// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/chunkeddecoder.h"
#include "protocol/http1/eventlog.h"
#include "support/printing.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Http1;

/// The decoder by itself; what it does inside messages stands in the corpus.
class TestChunkedDecoder : public QObject
{
    Q_OBJECT

private slots:
    void decodes_data();
    void decodes();
    void eachValueComesWhenItIsKnown();
    void sizeLinesHaveALimit_data();
    void sizeLinesHaveALimit();
    void trailerSectionsHaveALimit_data();
    void trailerSectionsHaveALimit();
    void isUsableAgainAfterReset();
};

namespace {

struct Decoded {
    QByteArray log;
    bool isOver = false;
    bool isBoundaryKnown = false;
    ViolationSet lost;
    QByteArray left;
};

Decoded decode(const QByteArray &wire, qsizetype cut, bool isFinished, Limits limits = {})
{
    ChunkedDecoder decoder(limits);
    OctetReader reader;
    EventLog log;
    const QByteArrayView view(wire);
    for (const QByteArrayView piece : { view.first(cut), view.sliced(cut) }) {
        reader.feed(piece);
        while (const std::optional<Event> event = decoder.next(reader, false))
            log.add(*event);
    }
    while (const std::optional<Event> event = decoder.next(reader, isFinished))
        log.add(*event);
    return { log.text(), decoder.isOver(), decoder.isBoundaryKnown(), decoder.lostViolations(),
             reader.remainder().toByteArray() };
}

} // namespace

void TestChunkedDecoder::decodes_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<bool>("isFinished");
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<bool>("isOver");
    QTest::addColumn<bool>("isBoundaryKnown");
    QTest::addColumn<ViolationSet>("lost");
    QTest::addColumn<QByteArray>("left");
    const ViolationSet none;
    const QByteArray ok("0..3 chunk-begin 2 \"\"\n3..5 body \"ok\"\n");
    const QByteArray okEnd("0..7 chunk-end 2 \"\" data 3..5");

    QTest::newRow("7.1 whole") << QByteArray("2\r\nok\r\n0\r\n\r\nnext") << false
                               << ok + okEnd + "\n7..12 end chunked 2 \"\" complete\n"
                               << true << true << none << QByteArray("next");
    QTest::newRow("7.1 not over") << QByteArray("2\r\nok\r\n") << false << ok + okEnd + '\n'
                                  << false << false << none << QByteArray();
    QTest::newRow("8 cut off") << QByteArray("2\r\nok\r\n") << true
                               << ok + okEnd
            + "\n7..7 end chunked 2 \"\" incomplete ! missing-last-chunk\n"
                               << true << false << none << QByteArray();
    QTest::newRow("8 cut off in the size")
        << QByteArray("2") << true
        << QByteArray("0..0 end chunked 0 \"\" incomplete\n")
        << true << false << ViolationSet{ Violation::CutOff } << QByteArray("2");
    QTest::newRow("7.1 size that is none")
        << QByteArray("g\r\nmore") << false << QByteArray("0..0 end chunked 0 \"\" incomplete\n")
        << true << false << ViolationSet{ Violation::BadChunkSize } << QByteArray("g\r\nmore");
    QTest::newRow("7.1 octets beyond the size") << QByteArray("2\r\nokay") << false
                                                << ok
            + "0..5 chunk-end 2 \"\" data 3..5 ! bad-chunk-size\n"
              "5..5 end chunked 2 \"\" incomplete\n"
                                                << true << false << none << QByteArray("ay");
}

void TestChunkedDecoder::decodes()
{
    QFETCH(QByteArray, wire);
    QFETCH(bool, isFinished);
    QFETCH(QByteArray, log);
    QFETCH(bool, isOver);
    QFETCH(bool, isBoundaryKnown);
    QFETCH(ViolationSet, lost);
    QFETCH(QByteArray, left);
    for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
        const Decoded decoded = decode(wire, cut, isFinished);
        QCOMPARE(decoded.log, log);
        QCOMPARE(decoded.isOver, isOver);
        QCOMPARE(decoded.isBoundaryKnown, isBoundaryKnown);
        QCOMPARE(decoded.lost, lost);
        QCOMPARE(decoded.left, left);
    }
}

void TestChunkedDecoder::eachValueComesWhenItIsKnown()
{
    const QByteArray wire("2\r\nok\r\n0\r\n\r\n");
    // How many values are out after each octet: begin at the LF of the size line, each octet,
    // end at the LF behind them, the end at the very last octet.
    const std::vector<int> expected{ 0, 0, 1, 2, 3, 3, 4, 4, 4, 4, 4, 5 };
    ChunkedDecoder decoder;
    OctetReader reader;
    int values = 0;
    for (qsizetype i = 0; i < wire.size(); ++i) {
        reader.feed(QByteArrayView(wire).sliced(i, 1));
        while (decoder.next(reader, false))
            ++values;
        QCOMPARE(values, expected[static_cast<std::size_t>(i)]);
    }
}

void TestChunkedDecoder::sizeLinesHaveALimit_data()
{
    QTest::addColumn<qsizetype>("octets");
    QTest::addColumn<bool>("isTooLong");

    QTest::newRow("7.1.1 just fits") << qsizetype(Limits::DefaultChunkLineOctets) << false;
    QTest::newRow("7.1.1 too long") << qsizetype(Limits::DefaultChunkLineOctets + 1) << true;
}

void TestChunkedDecoder::sizeLinesHaveALimit()
{
    QFETCH(qsizetype, octets);
    QFETCH(bool, isTooLong);
    const QByteArray line = "2;" + QByteArray(octets - 4, 'x') + "\r\n";
    QCOMPARE(line.size(), octets);
    for (qsizetype cut : { qsizetype(0), qsizetype(1), octets - 2, octets - 1, octets }) {
        const Decoded decoded = decode(line, cut, false);
        QCOMPARE(decoded.isOver, isTooLong);
        QCOMPARE(decoded.lost, isTooLong ? ViolationSet{ Violation::TooLarge } : ViolationSet());
        QCOMPARE(decoded.left, isTooLong ? line : QByteArray());
    }
}

void TestChunkedDecoder::trailerSectionsHaveALimit_data()
{
    QTest::addColumn<QByteArray>("trailers");
    QTest::addColumn<bool>("isTooLarge");
    QTest::addColumn<QByteArray>("left");

    QTest::newRow("7.1.2 two fields")
        << QByteArray("A: 1\r\nB: 2\r\n\r\n") << false << QByteArray();
    QTest::newRow("7.1.2 three fields")
        << QByteArray("A: 1\r\nB: 2\r\nC: 3\r\n\r\n") << true << QByteArray("C: 3\r\n\r\n");
    QTest::newRow("7.1.2 folds count once")
        << QByteArray("A: 1\r\nB: 2\r\n 3\r\n\r\n") << false << QByteArray();
    // The last chunk's line counts too: 3 octets of 40.
    QTest::newRow("7.1.2 just fits") << "A: " + QByteArray(30, 'x') + "\r\n\r\n"
                                     << false << QByteArray();
    QTest::newRow("7.1.2 too many octets") << "A: " + QByteArray(31, 'x') + "\r\n\r\n"
                                           << true << QByteArray("\r\n");
}

void TestChunkedDecoder::trailerSectionsHaveALimit()
{
    QFETCH(QByteArray, trailers);
    QFETCH(bool, isTooLarge);
    QFETCH(QByteArray, left);
    Limits limits;
    limits.fields = 2;
    limits.headOctets = 40;
    const QByteArray wire = "0\r\n" + trailers;
    const Decoded whole = decode(wire, 0, false, limits);
    for (qsizetype cut = 0; cut <= wire.size(); ++cut) {
        const Decoded decoded = decode(wire, cut, false, limits);
        QCOMPARE(decoded.log, whole.log);
        QVERIFY(decoded.isOver);
        QCOMPARE(decoded.isBoundaryKnown, !isTooLarge);
        QCOMPARE(decoded.log.contains("too-large"), isTooLarge);
        QCOMPARE(decoded.left, left);
    }
}

void TestChunkedDecoder::isUsableAgainAfterReset()
{
    ChunkedDecoder decoder;
    OctetReader reader;
    reader.feed("1;a\r\nx\r\n0;b\r\nC: d\r\n\r\n1\r\ny\r\n0\r\n\r\n");
    EventLog log;
    for (int body = 0; body < 2; ++body) {
        while (const std::optional<Event> event = decoder.next(reader, false))
            log.add(*event);
        QVERIFY(decoder.isOver());
        decoder.reset();
        QVERIFY(!decoder.isOver());
    }
    QCOMPARE(log.text(),
             QByteArray("0..5 chunk-begin 1 \"a\"\n"
                        "5..6 body \"x\"\n"
                        "0..8 chunk-end 1 \"a\" data 5..6\n"
                        "8..21 end chunked 1 \"b\" complete\n"
                        "  13..19 \"C\" \"d\"\n"
                        "21..24 chunk-begin 1 \"\"\n"
                        "24..25 body \"y\"\n"
                        "21..27 chunk-end 1 \"\" data 24..25\n"
                        "27..32 end chunked 1 \"\" complete\n"));
}

QTEST_APPLESS_MAIN(TestChunkedDecoder)
#include "tst_chunkeddecoder.moc"
