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
    void tellsWhereItMayEnd_data();
    void tellsWhereItMayEnd();
    void codingsOnTopOfOneAnother_data();
    void codingsOnTopOfOneAnother();
    void codingsThatAreOutOfProportionTogether();
    void unknownCodings_data();
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
    bool isWhole = false;
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
    result.isWhole = decoder->isWhole();
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
    QTest::newRow("1952 2.2 three members")
        << QByteArray("gzip")
        << QByteArray(deflated({ Text }, Gzip) + deflated({ QByteArray() }, Gzip)
                      + deflated({ large }, Gzip))
        << QByteArray(Text + large);
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
    const QByteArray member = deflated({ Text }, Gzip);
    QTest::newRow("1952 2.3.1 gzip, octets behind a member")
        << QByteArray("gzip") << QByteArray(member + "more");
    QTest::newRow("1952 2.3.1 gzip, half of a magic behind a member")
        << QByteArray("gzip") << QByteArray(member + "\x1f\x8c");
    QTest::newRow("1952 2.3 gzip, another checksum in the second member")
        << QByteArray("gzip") << QByteArray(member + changed);
    QTest::newRow("1950 2.2 deflate, octets behind its end")
        << QByteArray("deflate") << QByteArray(deflated({ Text }, Zlib) + "m");
    QTest::newRow("1950 2.2 deflate, another behind its end")
        << QByteArray("deflate") << deflated({ Text }, Zlib).repeated(2);
    QTest::newRow("1951 3.2.3 raw deflate, octets behind its end")
        << QByteArray("deflate") << QByteArray(deflated({ Text }, Raw) + "m");
    QTest::newRow("7932 9.2 br, octets behind its end")
        << QByteArray("br") << QByteArray(brotli({ Text }) + "m");
    QTest::newRow("9110 8.4 broken below another coding")
        << QByteArray("deflate, gzip")
        << deflated({ QByteArray(deflated({ Text }, Zlib) + "m") }, Gzip);
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
    QVERIFY(!whole.isWhole);
    QVERIFY(!cut.isWhole);
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

void TestContentDecoder::tellsWhereItMayEnd_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("gzip") << QByteArray("gzip") << deflated({ Text }, Gzip);
    QTest::newRow("deflate") << QByteArray("deflate") << deflated({ Text }, Zlib);
    QTest::newRow("raw deflate") << QByteArray("deflate") << deflated({ Text }, Raw);
    QTest::newRow("brotli") << QByteArray("br") << brotli({ Text });
    QTest::newRow("two codings") << QByteArray("br, gzip")
                                 << deflated({ brotli({ Text }) }, Gzip);
}

/// Before its first octet, and behind its last; nowhere between.
void TestContentDecoder::tellsWhereItMayEnd()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, octets);
    QVERIFY(ContentDecoder::create(coding)->isWhole());
    QVERIFY(decoded(coding, octets, octets.size()).isWhole);
    const auto decoder = ContentDecoder::create(coding);
    for (const char &octet : std::as_const(octets)) {
        const auto outcome = decoder->decode(QByteArrayView(&octet, 1), [](QByteArrayView) {});
        QVERIFY(outcome == ContentDecoder::Outcome::Ok);
        QCOMPARE(decoder->isWhole(), &octet == octets.cend() - 1);
    }
}

void TestContentDecoder::codingsOnTopOfOneAnother_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("gzip, then br") << QByteArray("gzip, br")
                                   << brotli({ deflated({ Text }, Gzip) });
    QTest::newRow("br, then gzip") << QByteArray("BR ,\tx-gzip")
                                   << deflated({ brotli({ Text }) }, Gzip);
    QTest::newRow("twice the same") << QByteArray("gzip,gzip")
                                    << deflated({ deflated({ Text }, Gzip) }, Gzip);
    QTest::newRow("identity between") << QByteArray("deflate, identity, , gzip")
                                      << deflated({ deflated({ Text }, Raw) }, Gzip);
    QByteArray four = Text;
    for (int i = 0; i < ContentDecoder::MaxCodings; ++i)
        four = deflated({ four }, Zlib);
    QTest::newRow("as many as are undone") << QByteArray("deflate,deflate,deflate,deflate") << four;
}

void TestContentDecoder::codingsOnTopOfOneAnother()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, octets);
    for (const qsizetype step : { qsizetype(1), qsizetype(2), qsizetype(7), octets.size() }) {
        const Decoded result = decoded(coding, octets, step);
        QVERIFY(result.outcome == ContentDecoder::Outcome::Ok);
        QVERIFY(result.isWhole);
        QCOMPARE(result.content, Text);
    }
}

/// Each alone inflates by less than MaxRatio, and both to far more.
void TestContentDecoder::codingsThatAreOutOfProportionTogether()
{
    QByteArray content;
    for (int i = 0; i < 4000; ++i)
        content += QByteArray(2 * 1024, 'a') + QByteArray::number(i * 7919);
    const QByteArray once = deflated({ content }, Gzip);
    QVERIFY(content.size() / once.size() < ContentDecoder::MaxRatio);
    QVERIFY(decoded("gzip", once, once.size()).outcome == ContentDecoder::Outcome::Ok);
    const QByteArray octets = deflated({ once }, Gzip);
    QVERIFY(content.size() / octets.size() > ContentDecoder::MaxRatio);
    QVERIFY(once.size() < ContentDecoder::FreeOctets);
    for (const qsizetype step : { qsizetype(100), octets.size() }) {
        const Decoded result = decoded("gzip, gzip", octets, step);
        QVERIFY(result.outcome == ContentDecoder::Outcome::TooLarge);
        QVERIFY(result.content.size() < content.size());
        QVERIFY(!result.isWhole);
    }
}

void TestContentDecoder::unknownCodings_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<bool>("isIdentity");
    QTest::newRow("none") << QByteArray() << true;
    QTest::newRow("identity") << QByteArray("identity") << true;
    QTest::newRow("identity, in any case") << QByteArray(" , Identity,") << true;
    QTest::newRow("zstd") << QByteArray("zstd") << false;
    QTest::newRow("zstd below gzip") << QByteArray("zstd, gzip") << false;
    QTest::newRow("gzip below zstd") << QByteArray("gzip, zstd") << false;
    QTest::newRow("too many") << QByteArray("gzip, gzip, gzip, gzip, gzip") << false;
}

void TestContentDecoder::unknownCodings()
{
    QFETCH(QByteArray, coding);
    QFETCH(bool, isIdentity);
    QVERIFY(!ContentDecoder::create(coding));
    QCOMPARE(ContentDecoder::isIdentity(coding), isIdentity);
}

QTEST_APPLESS_MAIN(TestContentDecoder)
#include "tst_contentdecoder.moc"
