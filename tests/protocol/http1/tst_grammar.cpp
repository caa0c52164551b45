// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/grammar.h"

#include <QTest>

using namespace Pushscope::Http1;

class TestGrammar : public QObject
{
    Q_OBJECT

private slots:
    void everyOctetHasItsClasses();
    void tokens_data();
    void tokens();
    void caseIsIgnoredInAsciiAlone_data();
    void caseIsIgnoredInAsciiAlone();
    void trimsBlanks_data();
    void trimsBlanks();
};

/// Against the productions of RFC 5234 and RFC 9110 §5.5, §5.6.2, §5.6.3, written out.
void TestGrammar::everyOctetHasItsClasses()
{
    const QByteArray digits("0123456789");
    const QByteArray lower("abcdefghijklmnopqrstuvwxyz");
    const QByteArray upper("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    const QByteArray tokenMarks("!#$%&'*+-.^_`|~");
    for (int octet = 0; octet < 256; ++octet) {
        const char c = static_cast<char>(octet);
        const bool isLetter = lower.contains(c) || upper.contains(c);
        QCOMPARE(isDigit(c), digits.contains(c));
        QCOMPARE(isAlpha(c), isLetter);
        QCOMPARE(isBlank(c), octet == 0x20 || octet == 0x09);
        QCOMPARE(isTchar(c), isLetter || digits.contains(c) || tokenMarks.contains(c));
        QCOMPARE(isFieldChar(c), octet == 0x09 || (octet >= 0x20 && octet != 0x7f));
        QCOMPARE(toLower(c), upper.contains(c) ? lower[upper.indexOf(c)] : c);
        const QByteArray hex("0123456789abcdef");
        QCOMPARE(hexValue(c), static_cast<int>(hex.indexOf(toLower(c))));
    }
}

void TestGrammar::tokens_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isOne");

    QTest::newRow("5.6.2 letters") << QByteArray("keep-alive") << true;
    QTest::newRow("5.6.2 one mark") << QByteArray("!") << true;
    QTest::newRow("5.6.2 empty") << QByteArray() << false;
    QTest::newRow("5.6.2 blank inside") << QByteArray("a b") << false;
    QTest::newRow("5.6.2 delimiter") << QByteArray("a,b") << false;
    QTest::newRow("5.6.2 NUL") << QByteArray("a\0b", 3) << false;
    QTest::newRow("5.6.2 beyond ASCII") << QByteArray("\xc3\xa9") << false;
}

void TestGrammar::tokens()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isOne);
    QCOMPARE(isToken(text), isOne);
}

void TestGrammar::caseIsIgnoredInAsciiAlone_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("areEqual");

    QTest::newRow("5.1 same") << QByteArray("Host") << QByteArray("Host") << true;
    QTest::newRow("5.1 other case")
        << QByteArray("Content-TYPE") << QByteArray("content-type") << true;
    QTest::newRow("5.1 empty") << QByteArray() << QByteArray() << true;
    QTest::newRow("5.1 longer") << QByteArray("Hosts") << QByteArray("Host") << false;
    QTest::newRow("5.1 marks around letters") << QByteArray("@[`{") << QByteArray("`{@[") << false;
    QTest::newRow("5.1 beyond ASCII") << QByteArray("\xc9") << QByteArray("\xe9") << false;
}

void TestGrammar::caseIsIgnoredInAsciiAlone()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(bool, areEqual);
    QCOMPARE(isEqualIgnoringCase(a, b), areEqual);
    QCOMPARE(isEqualIgnoringCase(b, a), areEqual);
}

void TestGrammar::trimsBlanks_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("trimmed");

    QTest::newRow("5.6.3 both ends") << QByteArray(" \t a b\t ") << QByteArray("a b");
    QTest::newRow("5.6.3 nothing to trim") << QByteArray("a") << QByteArray("a");
    QTest::newRow("5.6.3 blanks alone") << QByteArray(" \t ") << QByteArray();
    QTest::newRow("5.6.3 empty") << QByteArray() << QByteArray();
    QTest::newRow("5.6.3 CR is no blank") << QByteArray(" a\r ") << QByteArray("a\r");
}

void TestGrammar::trimsBlanks()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, trimmed);
    QCOMPARE(trimBlanks(text).toByteArray(), trimmed);
}

QTEST_APPLESS_MAIN(TestGrammar)
#include "tst_grammar.moc"
