// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/contentdecoder.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <QTest>

using namespace Pushscope;

/// Content codings against the libraries that write them.
class TestContentDecoder : public QObject
{
    Q_OBJECT

private slots:
    void everySplit_data();
    void everySplit();
    void flushedPiecesComeAtOnce_data();
    void flushedPiecesComeAtOnce();
    void broken_data();
    void broken();
    void bomb_data();
    void bomb();
    void tellsWhatComesAfterTheEnd_data();
    void tellsWhatComesAfterTheEnd();
    void unknownCodings();
};

namespace {

constexpr int Gzip = 31;
constexpr int Zlib = 15;
constexpr int Raw = -15;

/// With @p isFlush every piece is flushed, and the last not ended.
QByteArray deflated(const QByteArrayList &pieces, int windowBits, bool isFlush = false)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    QByteArray out;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        QByteArray in = pieces[i];
        QByteArray room(in.size() + 1024, '\0');
        stream.next_in = reinterpret_cast<Bytef *>(in.data());
        stream.avail_in = static_cast<uInt>(in.size());
        stream.next_out = reinterpret_cast<Bytef *>(room.data());
        stream.avail_out = static_cast<uInt>(room.size());
        const bool isEnd = !isFlush && i + 1 == pieces.size();
        deflate(&stream, isEnd ? Z_FINISH : Z_SYNC_FLUSH);
        out += room.first(room.size() - static_cast<qsizetype>(stream.avail_out));
    }
    deflateEnd(&stream);
    return out;
}

QByteArray brotli(const QByteArrayList &pieces, bool isFlush = false)
{
    BrotliEncoderState *state = BrotliEncoderCreateInstance(nullptr, nullptr, nullptr);
    QByteArray out;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        const auto *next = reinterpret_cast<const uchar *>(pieces[i].constData());
        auto left = static_cast<std::size_t>(pieces[i].size());
        const bool isEnd = !isFlush && i + 1 == pieces.size();
        do {
            QByteArray room(4096, '\0');
            auto *into = reinterpret_cast<uchar *>(room.data());
            auto free = static_cast<std::size_t>(room.size());
            BrotliEncoderCompressStream(state,
                                        isEnd ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_FLUSH,
                                        &left, &next, &free, &into, nullptr);
            out += room.first(room.size() - static_cast<qsizetype>(free));
        } while (left > 0 || BrotliEncoderHasMoreOutput(state));
    }
    BrotliEncoderDestroyInstance(state);
    return out;
}

struct Decoded {
    QByteArray content;
    ContentDecoder::Outcome outcome = ContentDecoder::Outcome::Ok;
    bool hasSurplus = false;
};

Decoded decoded(const QByteArray &coding, const QByteArray &octets, qsizetype step)
{
    const auto decoder = ContentDecoder::create(coding);
    Decoded result;
    for (qsizetype at = 0; at < octets.size() && result.outcome == ContentDecoder::Outcome::Ok;
         at += step) {
        // A copy of its own, gone after the call.
        const QByteArray piece(octets.constData() + at, std::min(step, octets.size() - at));
        result.outcome = decoder->decode(
            piece, [&](QByteArrayView content) { result.content.append(content); });
    }
    result.hasSurplus = decoder->hasSurplus();
    return result;
}

const QByteArray Text = QByteArray("data: {\"price\": 42}\n\n").repeated(50);

} // namespace

void TestContentDecoder::everySplit_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("content");
    const QByteArray large = QByteArray("abc").repeated(100'000);
    for (const QByteArray &content : { Text, QByteArray(), large }) {
        const QByteArray size = QByteArray::number(content.size());
        QTest::addRow("gzip %s", size.constData())
            << QByteArray("gzip") << deflated({ content }, Gzip) << content;
        QTest::addRow("x-gzip %s", size.constData())
            << QByteArray(" X-Gzip ") << deflated({ content }, Gzip) << content;
        QTest::addRow("deflate %s", size.constData())
            << QByteArray("deflate") << deflated({ content }, Zlib) << content;
        QTest::addRow("deflate unwrapped %s", size.constData())
            << QByteArray("deflate") << deflated({ content }, Raw) << content;
        QTest::addRow("br %s", size.constData())
            << QByteArray("br") << brotli({ content }) << content;
    }
    QTest::newRow("gzip, octets behind its end")
        << QByteArray("gzip") << QByteArray(deflated({ Text }, Gzip) + "more") << Text;
    QTest::newRow("br, octets behind its end")
        << QByteArray("br") << QByteArray(brotli({ Text }) + "more") << Text;
    QTest::newRow("gzip cut off") << QByteArray("gzip") << deflated({ Text, "x" }, Gzip, true)
                                  << QByteArray(Text + 'x');
}

void TestContentDecoder::everySplit()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, octets);
    QFETCH(QByteArray, content);
    for (const qsizetype step : { qsizetype(1), qsizetype(2), qsizetype(7), octets.size() + 1 }) {
        const Decoded result = decoded(coding, octets, step);
        QVERIFY(result.outcome == ContentDecoder::Outcome::Ok);
        QVERIFY(result.content == content);
    }
}

void TestContentDecoder::flushedPiecesComeAtOnce_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("first");
    QTest::newRow("gzip") << QByteArray("gzip") << deflated({ Text }, Gzip, true);
    QTest::newRow("deflate") << QByteArray("deflate") << deflated({ Text }, Zlib, true);
    QTest::newRow("br") << QByteArray("br") << brotli({ Text }, true);
}

/// An event stream is not to wait for its end.
void TestContentDecoder::flushedPiecesComeAtOnce()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, first);
    QVERIFY(decoded(coding, first, first.size()).content == Text);
}

void TestContentDecoder::broken_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("gzip, not one") << QByteArray("gzip") << QByteArray("plain text");
    QTest::newRow("deflate, neither kind") << QByteArray("deflate") << QByteArray("\xff\xff\xff");
    QTest::newRow("br, a reserved window") << QByteArray("br") << QByteArray("\x11\xff\xff\xff");
    QByteArray changed = deflated({ Text }, Gzip);
    changed[changed.size() - 6] = static_cast<char>(changed[changed.size() - 6] ^ 1);
    QTest::newRow("gzip, another checksum") << QByteArray("gzip") << changed;
    QTest::newRow("br, broken behind content")
        << QByteArray("br") << QByteArray(brotli({ Text }, true) + "\x5b\xff\xff\xff");
}

void TestContentDecoder::broken()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, octets);
    const Decoded whole = decoded(coding, octets, octets.size());
    QVERIFY(whole.outcome == ContentDecoder::Outcome::Broken);
    const Decoded cut = decoded(coding, octets, 1);
    QVERIFY(cut.outcome == ContentDecoder::Outcome::Broken);
    QCOMPARE(whole.content, cut.content);
}

void TestContentDecoder::bomb_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("octets");
    const QByteArray zeros(64 * 1024 * 1024, '\0');
    QTest::newRow("gzip") << QByteArray("gzip") << deflated({ zeros }, Gzip);
    QTest::newRow("br") << QByteArray("br") << brotli({ zeros });
}

void TestContentDecoder::bomb()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, octets);
    const Decoded result = decoded(coding, octets, octets.size());
    QVERIFY(result.outcome == ContentDecoder::Outcome::TooLarge);
    QVERIFY(result.content.size()
            <= ContentDecoder::FreeOctets + octets.size() * ContentDecoder::MaxRatio + 64 * 1024);
}

void TestContentDecoder::tellsWhatComesAfterTheEnd_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("gzip") << QByteArray("gzip") << deflated({ Text }, Gzip);
    QTest::newRow("deflate") << QByteArray("deflate") << deflated({ Text }, Zlib);
    QTest::newRow("raw deflate") << QByteArray("deflate") << deflated({ Text }, Raw);
    QTest::newRow("brotli") << QByteArray("br") << brotli({ Text });
}

/// A second member of gzip (RFC 1952 §2.2), or anything.
void TestContentDecoder::tellsWhatComesAfterTheEnd()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, octets);
    for (const qsizetype step : { qsizetype{ 1 }, qsizetype{ 7 }, 2 * octets.size() }) {
        QVERIFY(!decoded(coding, octets, step).hasSurplus);
        QVERIFY(!decoded(coding, octets.chopped(1), step).hasSurplus);
        const Decoded more = decoded(coding, octets + octets, step);
        QVERIFY(more.hasSurplus);
        QCOMPARE(more.content, Text);
    }
}

void TestContentDecoder::unknownCodings()
{
    for (const QByteArray &coding :
         { QByteArray(), QByteArray("identity"), QByteArray("zstd"), QByteArray("gzip, br") })
        QVERIFY(!ContentDecoder::create(coding));
}

QTEST_APPLESS_MAIN(TestContentDecoder)
#include "tst_contentdecoder.moc"
