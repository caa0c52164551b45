// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/pieces.h"

#include "storage/varint.h"

#include <QRandomGenerator>
#include <QTest>

#include <limits>

using namespace Pushscope;

class TestPieces : public QObject
{
    Q_OBJECT

private slots:
    void numbersGoBackAndForth();
    void piecesGoBackAndForth();
    void followingPiecesAreShort();
    void strangeOctetsAreRefused_data();
    void strangeOctetsAreRefused();
    void anyOctetsAreReadOrRefused();
};

void TestPieces::numbersGoBackAndForth()
{
    const QList<qint64> numbers{ 0,
                                 1,
                                 -1,
                                 63,
                                 64,
                                 -65,
                                 127,
                                 128,
                                 1'000'000'007,
                                 std::numeric_limits<qint64>::max(),
                                 std::numeric_limits<qint64>::min() };
    QByteArray octets;
    for (const qint64 number : numbers) {
        appendSignedVarint(octets, number);
        appendVarint(octets, static_cast<quint64>(number));
    }
    VarintReader reader(octets);
    for (const qint64 number : numbers) {
        QCOMPARE(reader.nextSigned(), number);
        QCOMPARE(reader.next(), static_cast<quint64>(number));
    }
    QVERIFY(reader.isAtEnd());
    QVERIFY(reader.isGood());
    QCOMPARE(reader.next(), quint64{ 0 });
    QVERIFY(!reader.isGood());
}

void TestPieces::piecesGoBackAndForth()
{
    QRandomGenerator random(3);
    PieceEncoder encoder;
    std::vector<BlockPiece> pieces;
    constexpr int DataOctets = 65536;
    for (int i = 0; i < 500; ++i) {
        BlockPiece piece;
        piece.piece.connection = random.bounded(4U);
        piece.piece.from = static_cast<From>(random.bounded(3));
        piece.piece.layer = static_cast<Layer>(random.bounded(2));
        piece.piece.offset
            = static_cast<qint64>(random.generate64() >> (1 + random.bounded(40))) / 2;
        piece.piece.length = random.bounded(1000);
        piece.piece.t = static_cast<qint64>(random.generate64() >> 2);
        piece.piece.dataOffset = random.bounded(DataOctets - 1000);
        piece.isContinuation = random.bounded(2) == 1;
        encoder.add(piece);
        pieces.push_back(piece);
    }
    QCOMPARE(decodePieces(encoder.octets(), DataOctets), std::optional(pieces));
    encoder.clear();
    encoder.add(pieces[7]);
    QCOMPARE(decodePieces(encoder.octets(), DataOctets),
             std::optional(std::vector<BlockPiece>{ pieces[7] }));
}

void TestPieces::followingPiecesAreShort()
{
    PieceEncoder encoder;
    BlockPiece piece{ { 1, From::Server, Layer::Wire, 0, 66, 1'000'000, 0 }, false };
    encoder.add(piece);
    const qsizetype first = encoder.octets().size();
    piece.piece.offset = 66;
    piece.piece.dataOffset = 66;
    piece.piece.t += 700;
    encoder.add(piece);
    QCOMPARE(encoder.octets().size() - first, qsizetype{ 7 }); // One octet each, two the time.
}

void TestPieces::strangeOctetsAreRefused_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("cut off") << QByteArray("\x01\x02\x00", 3);
    QTest::newRow("number without end") << QByteArray(20, '\xff');
    QTest::newRow("connection over 32 bits")
        << QByteArray::fromHex("ffffffff7f") + QByteArray("\x02\x00\x01\x00\x00", 5);
    QTest::newRow("no such direction") << QByteArray("\x01\x03\x00\x01\x00\x00", 6);
    QTest::newRow("unknown bits") << QByteArray("\x01\x12\x00\x01\x00\x00", 6);
    QTest::newRow("longer than the data") << QByteArray("\x01\x02\x00\x7f\x00\x00", 6);
    QTest::newRow("outside the data") << QByteArray("\x01\x02\x00\x02\x00\x7e", 6);
    QTest::newRow("before the data") << QByteArray("\x01\x02\x00\x02\x00\x01", 6);
    QTest::newRow("offset below zero") << QByteArray("\x01\x02\x01\x02\x00\x00", 6);
    QTest::newRow("offset at the end of numbers") << QByteArray("\x01\x02", 2)
            + QByteArray::fromHex("feffffffffffffffff01") + QByteArray("\x02\x00\x00", 3);
}

void TestPieces::strangeOctetsAreRefused()
{
    QFETCH(QByteArray, octets);
    QVERIFY(!decodePieces(octets, 64));
}

void TestPieces::anyOctetsAreReadOrRefused()
{
    QRandomGenerator random(5);
    for (int i = 0; i < 20'000; ++i) {
        QByteArray octets(random.bounded(30), Qt::Uninitialized);
        for (char &octet : octets)
            octet = static_cast<char>(random.generate());
        const std::optional<std::vector<BlockPiece>> pieces = decodePieces(octets, 1000);
        if (!pieces)
            continue;
        for (const BlockPiece &piece : *pieces) {
            QVERIFY(piece.piece.dataOffset >= 0 && piece.piece.length >= 0);
            QVERIFY(piece.piece.dataOffset + piece.piece.length <= 1000);
        }
    }
}

QTEST_APPLESS_MAIN(TestPieces)
#include "tst_pieces.moc"
