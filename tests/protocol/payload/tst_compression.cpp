// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/payload/compression.h"

#include <QTest>

#include <zlib.h>

using namespace Pushscope::Payload;

namespace {

QByteArray compressed(const QByteArray &octets, Compression compression)
{
    const int bits = compression == Compression::Gzip ? 31
        : compression == Compression::Zlib            ? 15
                                                      : -15;
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, bits, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray result(
        static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(octets.size()))) + 32,
        '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(octets.data()));
    stream.avail_in = static_cast<uInt>(octets.size());
    stream.next_out = reinterpret_cast<Bytef *>(result.data());
    stream.avail_out = static_cast<uInt>(result.size());
    deflate(&stream, Z_FINISH);
    result.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return result;
}

} // namespace

class TestCompression : public QObject
{
    Q_OBJECT

private slots:
    void inflates_data();
    void inflates();
    void members();
    void outputIsBounded();
    void recognises_data();
    void recognises();
    void broken();
};

void TestCompression::inflates_data()
{
    QTest::addColumn<int>("compression");
    QTest::newRow("RFC 1952") << static_cast<int>(Compression::Gzip);
    QTest::newRow("RFC 1950") << static_cast<int>(Compression::Zlib);
    QTest::newRow("RFC 1951") << static_cast<int>(Compression::Deflate);
}

void TestCompression::inflates()
{
    QFETCH(int, compression);
    const auto form = static_cast<Compression>(compression);
    const QByteArray text = "{\"n\":1,\"text\":\"pushed, pushed, pushed\"}";
    const QByteArray coded = compressed(text, form);
    const Inflated whole = inflated(coded, form, 1000);
    QCOMPARE(whole.outcome, Inflated::Outcome::Whole);
    QCOMPARE(whole.octets, text);
    QCOMPARE(whole.consumed, coded.size());
    if (form == Compression::Deflate)
        QVERIFY(!compressionOf(coded) || *compressionOf(coded) != Compression::Gzip);
    else
        QCOMPARE(compressionOf(coded), std::optional(form));
    for (qsizetype size = 0; size < coded.size(); ++size) {
        const Inflated cut = inflated(QByteArrayView(coded).first(size), form, 1000);
        QCOMPARE(cut.outcome, Inflated::Outcome::CutOff);
        QVERIFY(text.startsWith(cut.octets));
    }
    const Inflated more = inflated(QByteArray(coded + "tail"), form, 1000);
    QCOMPARE(more.outcome, Inflated::Outcome::Whole);
    QCOMPARE(more.consumed, coded.size());
}

void TestCompression::members()
{
    // RFC 1952 §2.2: "A gzip file consists of a series of members".
    const QByteArray coded
        = compressed("one, ", Compression::Gzip) + compressed("two", Compression::Gzip);
    const Inflated both = inflated(coded, Compression::Gzip, 100);
    QCOMPARE(both.octets, QByteArray("one, two"));
    QCOMPARE(both.outcome, Inflated::Outcome::Whole);
    QCOMPARE(both.consumed, coded.size());
}

void TestCompression::outputIsBounded()
{
    const QByteArray bomb = compressed(QByteArray(64 * 1024 * 1024, '\0'), Compression::Gzip);
    QVERIFY(bomb.size() < 100 * 1024);
    const Inflated some = inflated(bomb, Compression::Gzip, 1024 * 1024);
    QCOMPARE(some.outcome, Inflated::Outcome::TooLong);
    QCOMPARE(some.octets.size(), 1024 * 1024);
    // What is exactly as long as allowed is whole.
    const QByteArray exact = compressed(QByteArray(1000, 'x'), Compression::Zlib);
    QCOMPARE(inflated(exact, Compression::Zlib, 1000).outcome, Inflated::Outcome::Whole);
    QCOMPARE(inflated(exact, Compression::Zlib, 999).outcome, Inflated::Outcome::TooLong);
    QCOMPARE(inflated(exact, Compression::Zlib, 0).octets, QByteArray());
}

void TestCompression::recognises_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<int>("compression");
    QTest::newRow("RFC 1952 2.3.1") << QByteArray("\x1f\x8b\x08") << 0;
    QTest::newRow("RFC 1952 another method") << QByteArray("\x1f\x8b\x07") << -1;
    QTest::newRow("RFC 1950 2.2") << QByteArray("\x78\x9c\x00", 3) << 1;
    QTest::newRow("RFC 1950 fastest") << QByteArray("\x78\x01\x00", 3) << 1;
    QTest::newRow("RFC 1950 no multiple of 31") << QByteArray("\x78\x9d\x00", 3) << -1;
    QTest::newRow("RFC 1950 dictionary") << QByteArray("\x78\xbb\x00", 3) << -1;
    QTest::newRow("text") << QByteArray("{\"a\":1}") << -1;
    QTest::newRow("nothing") << QByteArray() << -1;
    QTest::newRow("two octets") << QByteArray("\x1f\x8b") << -1;
}

void TestCompression::recognises()
{
    QFETCH(QByteArray, octets);
    QFETCH(int, compression);
    const auto found = compressionOf(octets);
    QCOMPARE(found ? static_cast<int>(*found) : -1, compression);
}

void TestCompression::broken()
{
    QByteArray coded = compressed("some text of some length", Compression::Gzip);
    coded[coded.size() - 6] = static_cast<char>(coded.at(coded.size() - 6) ^ 1); // Its CRC.
    QCOMPARE(inflated(coded, Compression::Gzip, 1000).outcome, Inflated::Outcome::Broken);
    QCOMPARE(inflated("no gzip", Compression::Gzip, 1000).outcome, Inflated::Outcome::Broken);
    QCOMPARE(inflated("\xff\xff\xff", Compression::Deflate, 1000).outcome,
             Inflated::Outcome::Broken);
}

QTEST_APPLESS_MAIN(TestCompression)
#include "tst_compression.moc"
