// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/deflatestream.h"

#include <QRandomGenerator>
#include <QTest>

#include <zlib.h>

#include <array>

using namespace Pushscope::WebSocket;

namespace {

constexpr qint64 NoLimit = 1 << 30;

const QByteArray Tail("\x00\x00\xff\xff", 4);

/// Inflates raw DEFLATE with zlib alone, in a window of @p windowBits and with so little room for
/// output that a reference beyond the window cannot be met from it. Null where zlib refuses.
QByteArray inflateNarrow(z_stream &stream, const QByteArray &octets)
{
    QByteArray content("");
    std::array<Bytef, 8> out;
    QByteArray input = octets;
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    for (;;) {
        stream.next_out = out.data();
        stream.avail_out = out.size();
        const int result = inflate(&stream, Z_SYNC_FLUSH);
        if (result != Z_OK && result != Z_BUF_ERROR)
            return {};
        content.append(reinterpret_cast<const char *>(out.data()),
                       qsizetype(out.size() - stream.avail_out));
        if (stream.avail_out != 0)
            return content;
    }
}

/// Text with repetitions near and far, so that windows of any size matter.
QByteArray sample(QRandomGenerator &random, int size)
{
    QByteArray text;
    while (text.size() < size) {
        if (text.isEmpty() || random.bounded(3) == 0) {
            for (int i = random.bounded(1, 40); i > 0; --i)
                text += static_cast<char>('a' + random.bounded(26));
        } else {
            const auto from = random.bounded(quint32(text.size()));
            text += text.mid(qsizetype(from), random.bounded(3, 400));
        }
    }
    text.truncate(size);
    return text;
}

struct Inflated {
    QByteArray content;
    Inflater::Status status = Inflater::Status::Ok;
    Inflater::Ending ending = Inflater::Ending::Proper;
};

Inflated inflateMessage(Inflater &inflater, QByteArrayView payload, qsizetype step,
                        qint64 limit = NoLimit)
{
    Inflated inflated;
    for (qsizetype i = 0; i < payload.size(); i += step) {
        inflated.status = inflater.inflate(payload.sliced(i, qMin(step, payload.size() - i)),
                                           inflated.content, limit);
    }
    inflated.ending = inflater.endMessage();
    return inflated;
}

} // namespace

class TestDeflateStream : public QObject
{
    Q_OBJECT

private slots:
    void inflates_data();
    void inflates();
    void deflatesForZlib_data();
    void deflatesForZlib();
    void carriesMessagesBetweenTwoEnds_data();
    void carriesMessagesBetweenTwoEnds();
    void leavesOutTheTail();
    void forgetsTheWindow();
    void keepsTheWindowBehindAFinalBlock();
    void goesOnAfterABadMessage_data();
    void goesOnAfterABadMessage();
    void stopsAtTheLimit_data();
    void stopsAtTheLimit();
    void standsAFloodOfFinalBlocks();
    void movesWithItsState();
};

void TestDeflateStream::inflates_data()
{
    QTest::addColumn<QList<QByteArray>>("payloads"); // Hexadecimal digits, of messages in a row.
    QTest::addColumn<QByteArray>("content");         // Of the last.
    QTest::addColumn<Inflater::Status>("status");
    QTest::addColumn<Inflater::Ending>("ending");

    const auto row = [](const char *name, QList<QByteArray> payloads, const char *content,
                        Inflater::Status status = Inflater::Status::Ok,
                        Inflater::Ending ending = Inflater::Ending::Proper) {
        QTest::newRow(name) << payloads << QByteArray(content) << status << ending;
    };
    constexpr auto Ok = Inflater::Status::Ok;
    constexpr auto BadData = Inflater::Status::BadData;
    constexpr auto InsideBlock = Inflater::Ending::InsideBlock;
    constexpr auto WithoutEmptyBlock = Inflater::Ending::WithoutEmptyBlock;

    // The examples of RFC 7692 section 7.2.3.
    row("7.2.3.1 one block", { "f248cdc9c90700" }, "Hello");
    row("7.2.3.2 sharing the window", { "f248cdc9c90700", "f200110000" }, "Hello");
    row("7.2.3.3 no compression", { "000500faff48656c6c6f00" }, "Hello");
    row("7.2.3.4 BFINAL", { "f348cdc9c9070000" }, "Hello");
    row("7.2.3.5 two blocks", { "f248050000 00ffffcac9c90700" }, "Hello");
    row("7.2.3.6 empty", { "00" }, "");

    row("7.2.3.4 BFINAL twice", { "f348cdc9c90700 f348cdc9c90700 00" }, "HelloHello");
    row("7.2.3.4 BFINAL and a block after it", { "f348cdc9c90700 f248cdc9c90700" }, "HelloHello");
    row("7.2.3.4 message after BFINAL", { "f348cdc9c9070000", "f248cdc9c90700" }, "Hello");

    // The content is whole, the empty block is missing.
    row("7.2.1 nothing behind BFINAL", { "f348cdc9c90700" }, "Hello", Ok, WithoutEmptyBlock);
    row("7.2.1 tail left on", { "f248cdc9c90700 0000ffff" }, "Hello", Ok, WithoutEmptyBlock);
    row("7.2.1 no octet at all", { "" }, "", Ok, WithoutEmptyBlock);
    row("7.2.1 the next message is whole again", { "f348cdc9c90700", "f248cdc9c90700" }, "Hello");
    row("7.2.1 the next after an empty one is too", { "", "f248cdc9c90700" }, "Hello");

    // Content is missing.
    row("7.2.2 cut in a block", { "f248cd" }, "He", Ok, InsideBlock);
    row("7.2.2 cut in a stored block", { "000500faff4865" }, "He", Ok, InsideBlock);
    row("7.2.2 cut in a stored block's length", { "0005" }, "", Ok, InsideBlock);

    // No DEFLATE data.
    row("7.2.2 block type 3", { "07" }, "", BadData, InsideBlock);
    row("7.2.2 length and complement differ", { "000500fafe48" }, "", BadData, InsideBlock);
    row("7.2.2 reference before the window", { "f200110000" }, "H", BadData, InsideBlock);
    row("7.2.2 bad data behind good", { "000500faff48656c6c6f07" }, "Hello", BadData, InsideBlock);
    row("7.2.2 a bad message forgets the window", { "000500faff48656c6c6f07", "f200110000" }, "H",
        BadData, InsideBlock);
}

void TestDeflateStream::inflates()
{
    QFETCH(QList<QByteArray>, payloads);
    QFETCH(QByteArray, content);
    QFETCH(Inflater::Status, status);
    QFETCH(Inflater::Ending, ending);
    for (qsizetype step : { 1000, 1, 2, 3, 5 }) {
        Inflater inflater;
        Inflated inflated;
        for (const QByteArray &payload : payloads)
            inflated = inflateMessage(inflater, QByteArray::fromHex(payload), step);
        QCOMPARE(inflated.content, content);
        QCOMPARE(inflated.status, status);
        QCOMPARE(inflated.ending, ending);
    }
}

void TestDeflateStream::deflatesForZlib_data()
{
    QTest::addColumn<int>("windowBits");
    QTest::addColumn<int>("level");
    for (int bits = MinWindowBits; bits <= MaxWindowBits; ++bits) {
        for (int level : { 0, 1, 4, 6, 9 })
            QTest::addRow("7.1.2 window bits %d level %d", bits, level) << bits << level;
    }
}

void TestDeflateStream::deflatesForZlib()
{
    // zlib reads it in a window that is just as small: nothing refers back further.
    QFETCH(int, windowBits);
    QFETCH(int, level);
    QRandomGenerator random(7692);
    Deflater deflater(windowBits, false, level);
    z_stream stream{};
    QCOMPARE(inflateInit2(&stream, -windowBits), Z_OK);
    for (int size : { 1, 5, 250, 256, 257, 1000, 70'000, 3 }) {
        const QByteArray content = sample(random, size);
        QCOMPARE(inflateNarrow(stream, deflater.deflate(content) + Tail), content);
    }
    inflateEnd(&stream);
}

void TestDeflateStream::carriesMessagesBetweenTwoEnds_data()
{
    QTest::addColumn<int>("windowBits");
    QTest::addColumn<bool>("noContextTakeover");
    QTest::addColumn<int>("step");
    for (int bits = MinWindowBits; bits <= MaxWindowBits; ++bits) {
        for (bool isForgetting : { false, true }) {
            for (int step : { 1, 7, 100'000 }) {
                QTest::addRow("7.1 window bits %d, %s context takeover, %d octets at a time", bits,
                              isForgetting ? "no" : "with", step)
                    << bits << isForgetting << step;
            }
        }
    }
}

void TestDeflateStream::carriesMessagesBetweenTwoEnds()
{
    QFETCH(int, windowBits);
    QFETCH(bool, noContextTakeover);
    QFETCH(int, step);
    QRandomGenerator random(2015);
    Deflater deflater(windowBits, noContextTakeover);
    Inflater inflater(noContextTakeover);
    for (int size : { 5, 0, 0, 300, 40'000, 1, 0, 2'000 }) {
        const QByteArray content = sample(random, size);
        const Inflated inflated = inflateMessage(inflater, deflater.deflate(content), step);
        QCOMPARE(inflated.content, content);
        QCOMPARE(inflated.status, Inflater::Status::Ok);
        QCOMPARE(inflated.ending, Inflater::Ending::Proper);
    }
}

void TestDeflateStream::leavesOutTheTail()
{
    Deflater deflater;
    QCOMPARE(deflater.deflate("Hello").toHex(), QByteArray("f248cdc9c90700")); // §7.2.3.1
    QCOMPARE(deflater.deflate("Hello").toHex(), QByteArray("f200110000"));     // §7.2.3.2
    QCOMPARE(deflater.deflate("").toHex(), QByteArray("00"));                  // §7.2.3.6
    QCOMPARE(deflater.deflate(QByteArrayView()).toHex(), QByteArray("00"));
}

void TestDeflateStream::forgetsTheWindow()
{
    Deflater deflater(MaxWindowBits, true);
    QCOMPARE(deflater.deflate("Hello").toHex(), QByteArray("f248cdc9c90700"));
    QCOMPARE(deflater.deflate("Hello").toHex(), QByteArray("f248cdc9c90700"));

    // Who promised not to take the context over must not refer to it.
    Inflater inflater(true);
    inflateMessage(inflater, QByteArray::fromHex("f248cdc9c90700"), 100);
    const Inflated inflated = inflateMessage(inflater, QByteArray::fromHex("f200110000"), 100);
    QCOMPARE(inflated.status, Inflater::Status::BadData);
    QCOMPARE(inflated.content, QByteArray("H")); // The one literal; then the reference.
}

void TestDeflateStream::keepsTheWindowBehindAFinalBlock()
{
    // §7.2.3.4 ends no context: "Hello" in a block with BFINAL, then a reference to it.
    for (qsizetype step : { 1, 100 }) {
        Inflater inflater;
        inflateMessage(inflater, QByteArray::fromHex("f348cdc9c9070000"), step);
        const Inflated next = inflateMessage(inflater, QByteArray::fromHex("f200110000"), step);
        QCOMPARE(next.content, QByteArray("Hello"));
        QCOMPARE(next.ending, Inflater::Ending::Proper);
    }
}

void TestDeflateStream::goesOnAfterABadMessage_data()
{
    QTest::addColumn<QByteArray>("bad");
    QTest::newRow("7.2.2 block type 3") << QByteArray("07ffff");
    QTest::newRow("7.2.2 cut in a block") << QByteArray("f248cd");
    QTest::newRow("7.2.2 cut in a stored block") << QByteArray("000500faff4865");
    QTest::newRow("7.2.2 reference before the window") << QByteArray("f200110000");
}

void TestDeflateStream::goesOnAfterABadMessage()
{
    QFETCH(QByteArray, bad);
    Inflater inflater;
    inflateMessage(inflater, QByteArray::fromHex(bad), 100);
    const Inflated inflated = inflateMessage(inflater, QByteArray::fromHex("f248cdc9c90700"), 100);
    QCOMPARE(inflated.content, QByteArray("Hello"));
    QCOMPARE(inflated.status, Inflater::Status::Ok);
    QCOMPARE(inflated.ending, Inflater::Ending::Proper);

    // Given up in the middle.
    QByteArray content;
    inflater.inflate(QByteArray::fromHex("f248cd"), content, NoLimit);
    inflater.reset();
    QCOMPARE(inflateMessage(inflater, QByteArray::fromHex("f248cdc9c90700"), 1).content,
             QByteArray("Hello"));
}

void TestDeflateStream::stopsAtTheLimit_data()
{
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<bool>("isReached");
    // The bomb: 20,000,000 octets out of some 20,000.
    QTest::newRow("10.4 0") << qint64{ 0 } << true;
    QTest::newRow("10.4 1") << qint64{ 1 } << true;
    QTest::newRow("10.4 one below a chunk") << qint64{ 16 * 1024 - 1 } << true;
    QTest::newRow("10.4 a chunk") << qint64{ 16 * 1024 } << true;
    QTest::newRow("10.4 1 MiB") << qint64{ 1024 * 1024 } << true;
    QTest::newRow("10.4 one too few") << qint64{ 19'999'999 } << true;
    QTest::newRow("10.4 just enough") << qint64{ 20'000'000 } << false;
}

void TestDeflateStream::stopsAtTheLimit()
{
    QFETCH(qint64, limit);
    QFETCH(bool, isReached);
    Deflater deflater;
    const QByteArray bomb = deflater.deflate(QByteArray(20'000'000, 'x'));
    QVERIFY(bomb.size() < 30'000);
    for (qsizetype step : { 100, 100'000 }) {
        Inflater inflater;
        const Inflated inflated = inflateMessage(inflater, bomb, step, limit);
        QCOMPARE(inflated.status,
                 isReached ? Inflater::Status::LimitReached : Inflater::Status::Ok);
        QCOMPARE(qint64(inflated.content.size()), qMin<qint64>(limit, 20'000'000));
        QVERIFY(inflated.content.capacity() <= qMax<qint64>(2 * limit, 64 * 1024));
        // The stream goes on, without what it did not read.
        QCOMPARE(inflateMessage(inflater, QByteArray::fromHex("f248cdc9c90700"), 1).content,
                 QByteArray("Hello"));
    }
}

void TestDeflateStream::standsAFloodOfFinalBlocks()
{
    // Each empty final block takes two octets; going on behind it must cost no window's copy.
    Inflater inflater;
    const QByteArray flood = QByteArray::fromHex("0300").repeated(1'000'000) + '\0';
    QElapsedTimer timer;
    timer.start();
    const Inflated inflated = inflateMessage(inflater, flood, 65'536);
    QCOMPARE(inflated.content, QByteArray());
    QCOMPARE(inflated.status, Inflater::Status::Ok);
    QCOMPARE(inflated.ending, Inflater::Ending::Proper);
    QVERIFY2(timer.elapsed() < 5'000, "not linear");
}

void TestDeflateStream::movesWithItsState()
{
    Deflater first;
    QVERIFY(!first.deflate("Hello").isEmpty());
    Deflater second(std::move(first));
    const QByteArray payload = second.deflate("Hello");
    QCOMPARE(payload.toHex(), QByteArray("f200110000"));
    Inflater reader;
    inflateMessage(reader, QByteArray::fromHex("f248cdc9c90700"), 100);
    Inflater other;
    other = std::move(reader);
    QCOMPARE(inflateMessage(other, payload, 100).content, QByteArray("Hello"));
}

QTEST_APPLESS_MAIN(TestDeflateStream)
#include "tst_deflatestream.moc"
