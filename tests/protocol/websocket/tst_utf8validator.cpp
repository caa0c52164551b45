// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/utf8validator.h"

#include <QByteArray>
#include <QRandomGenerator>
#include <QStringDecoder>
#include <QTest>

using namespace Pushscope::WebSocket;

namespace {

/// The character as RFC 3629 §3 writes it, whatever it is.
QByteArray encode(quint32 code)
{
    const auto tail
        = [code](int shift) { return static_cast<char>(0x80 | (code >> shift & 0x3f)); };
    if (code < 0x80)
        return { 1, static_cast<char>(code) };
    if (code < 0x800)
        return QByteArray(1, static_cast<char>(0xc0 | code >> 6)) + tail(0);
    if (code < 0x10000)
        return QByteArray(1, static_cast<char>(0xe0 | code >> 12)) + tail(6) + tail(0);
    return QByteArray(1, static_cast<char>(0xf0 | code >> 18)) + tail(12) + tail(6) + tail(0);
}

} // namespace

class TestUtf8Validator : public QObject
{
    Q_OBJECT

private slots:
    void validates_data();
    void validates();
    void takesEveryCharacter();
    void refusesEverySurrogate();
    void agreesWithQtOnEveryPairOfOctets();
    void agreesWithQtOnRandomOctets();
    void staysInvalid();
    void resets();
    void findsOddOctetsBehindAnyAsciiRun();
};

void TestUtf8Validator::validates_data()
{
    QTest::addColumn<QByteArray>("text"); // Hexadecimal digits; blanks between characters.
    QTest::addColumn<int>("invalidAt");   // Octets before the first that cannot be valid; -1 none.
    QTest::addColumn<bool>("isComplete");

    const auto valid = [](const char *name, const char *text) {
        QTest::newRow(name) << QByteArray(text) << -1 << true;
    };
    const auto open = [](const char *name, const char *text) {
        QTest::newRow(name) << QByteArray(text) << -1 << false;
    };
    const auto invalid = [](const char *name, const char *text, int at) {
        QTest::newRow(name) << QByteArray(text) << at << false;
    };

    valid("3 empty", "");
    valid("3 ASCII", "48656c6c6f");
    valid("3 NUL is a character", "00");
    valid("4 first of two octets", "c280");
    valid("4 last of two octets", "dfbf");
    valid("4 first of three octets", "e0a080");
    valid("4 last before the surrogates", "ed9fbf");
    valid("4 first behind the surrogates", "ee8080");
    valid("4 last of three octets", "efbfbf");
    valid("4 first of four octets", "f0908080");
    valid("4 last of all", "f48fbfbf");
    valid("6 byte order mark is a character", "efbbbf41");
    valid("7 Greek and a sign", "41e289a2ce912e");
    valid("7 Korean", "ed959ceab5adec96b4");
    valid("7 beyond the BMP", "efbbbff0a38eb4");

    open("4 one of two", "41c3");
    open("4 one of three", "e2");
    open("4 two of three", "e282");
    open("4 three of four", "f09f98");

    invalid("4 continuation first", "80", 0);
    invalid("4 continuation after ASCII", "414243bf", 3);
    invalid("4 ASCII instead of a continuation", "c341", 1);
    invalid("4 lead instead of a continuation", "e2c3", 1);
    invalid("4 third octet is none", "e28241", 2);
    invalid("4 fourth octet is none", "f09f98c0", 3);
    invalid("3 C0 is always overlong", "c0", 0);
    invalid("3 C1 is always overlong", "c1", 0);
    invalid("3 overlong of three octets", "e09f", 1);
    invalid("3 overlong of four octets", "f08f", 1);
    invalid("3 first surrogate", "eda0", 1);
    invalid("3 last surrogate", "edbf", 1);
    invalid("3 first above U+10FFFF", "f490", 1);
    invalid("3 F5", "f5", 0);
    invalid("3 form of five octets", "f8", 0);
    invalid("3 form of six octets", "fc", 0);
    invalid("3 FE", "fe", 0);
    invalid("3 FF after eight octets of ASCII", "4142434445464748ff", 8);
    invalid("3 FF after a valid character", "e282acff", 3);
}

void TestUtf8Validator::validates()
{
    QFETCH(QByteArray, text);
    QFETCH(int, invalidAt);
    QFETCH(bool, isComplete);
    const QByteArray octets = QByteArray::fromHex(text);
    QCOMPARE(isUtf8(octets), isComplete);

    for (qsizetype split = 0; split <= octets.size(); ++split) {
        Utf8Validator validator;
        const bool isFirstValid = invalidAt < 0 || split <= invalidAt;
        QCOMPARE(validator.feed(QByteArrayView(octets).first(split)), isFirstValid);
        QCOMPARE(validator.feed(QByteArrayView(octets).sliced(split)), invalidAt < 0);
        QCOMPARE(validator.isValid(), invalidAt < 0);
        QCOMPARE(validator.isComplete(), isComplete);
        QCOMPARE(validator.validOctets(), invalidAt < 0 ? octets.size() : invalidAt);
    }
}

void TestUtf8Validator::takesEveryCharacter()
{
    for (quint32 code = 0; code <= 0x10ffff; ++code) {
        if (code >= 0xd800 && code <= 0xdfff)
            continue;
        if (!isUtf8(encode(code)))
            QFAIL(qPrintable(QString::number(code, 16)));
    }
}

void TestUtf8Validator::refusesEverySurrogate()
{
    for (quint32 code = 0xd800; code <= 0xdfff; ++code) {
        Utf8Validator validator;
        QVERIFY(!validator.feed(encode(code)));
        QCOMPARE(validator.validOctets(), 1);
    }
    QVERIFY(!isUtf8(encode(0x110000)));
}

void TestUtf8Validator::agreesWithQtOnEveryPairOfOctets()
{
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            // Padded so that a character begun is whole, if it can be.
            for (const QByteArray &rest :
                 { QByteArray(), QByteArray("\x80"), QByteArray("\x80\x80") }) {
                const QByteArray octets
                    = QByteArray(1, static_cast<char>(first)) + static_cast<char>(second) + rest;
                QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
                const QString decoded = decoder(octets);
                // Stateless, Qt replaces what is wrong and says so.
                const bool isValid = !decoder.hasError() && decoded.toUtf8().size() == octets.size()
                    && decoded.toUtf8() == octets;
                if (octets.startsWith("\xef\xbb\xbf"))
                    continue; // Qt takes the mark away.
                if (isUtf8(octets) != isValid)
                    QFAIL(octets.toHex().constData());
            }
        }
    }
}

void TestUtf8Validator::agreesWithQtOnRandomOctets()
{
    QRandomGenerator random(20'111'207);
    for (int round = 0; round < 20'000; ++round) {
        QByteArray octets;
        const int length = int(random.bounded(24));
        for (int i = 0; i < length; ++i) {
            const quint32 kind = random.bounded(8U);
            if (kind < 3)
                octets += static_cast<char>(random.bounded(0x20U, 0x7fU));
            else if (kind < 7)
                octets += encode(random.bounded(0xd800U));
            else
                octets += static_cast<char>(random.bounded(256U));
        }
        if (octets.startsWith("\xef\xbb\xbf"))
            continue;
        const bool isValid = QString::fromUtf8(octets).toUtf8() == octets;
        Utf8Validator validator;
        for (qsizetype i = 0; i < octets.size();) {
            const qsizetype count = qMin<qsizetype>(octets.size() - i, random.bounded(1, 12));
            validator.feed(QByteArrayView(octets).sliced(i, count));
            i += count;
        }
        if (validator.isComplete() != isValid)
            QFAIL(octets.toHex().constData());
    }
}

void TestUtf8Validator::staysInvalid()
{
    Utf8Validator validator;
    QVERIFY(!validator.feed("a\xff"));
    QVERIFY(!validator.feed("abc"));
    QVERIFY(!validator.feed(QByteArrayView()));
    QCOMPARE(validator.validOctets(), 1);
    QVERIFY(!validator.isComplete());
}

void TestUtf8Validator::resets()
{
    Utf8Validator validator;
    validator.feed("\xe2\x82");
    validator.reset();
    QVERIFY(validator.feed("abc"));
    QVERIFY(validator.isComplete());
    QCOMPARE(validator.validOctets(), 3);
    validator.feed("\xff");
    validator.reset();
    QVERIFY(validator.isComplete());
}

void TestUtf8Validator::findsOddOctetsBehindAnyAsciiRun()
{
    // ASCII is skipped in words: no length of it may hide what comes behind.
    for (int length = 0; length < 40; ++length) {
        Utf8Validator validator;
        const QByteArray octets = QByteArray(length, 'x') + "\xff" + QByteArray(20, 'y');
        QVERIFY(!validator.feed(octets));
        QCOMPARE(validator.validOctets(), length);
        const QByteArray valid = QByteArray(length, 'x') + "\xc3\xa9" + QByteArray(20, 'y');
        QVERIFY(isUtf8(valid));
    }
}

QTEST_APPLESS_MAIN(TestUtf8Validator)
#include "tst_utf8validator.moc"
