// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/regexliteral.h"

#include <QTest>

using namespace Pushscope;

class TestRegexLiteral : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
};

void TestRegexLiteral::finds_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("isCaseless");
    QTest::addColumn<QByteArray>("literal");
    const auto add = [](const char *pattern, const char *literal, bool isCaseless = false) {
        QTest::addRow("%s%s", pattern, isCaseless ? " caseless" : "")
            << QString::fromUtf8(pattern) << isCaseless << QByteArray(literal);
    };
    add("", "");
    add("plain", "plain");
    add("Word", "word");
    add("/king.*fisher/", "fisher/");
    add("^word \\d5$", "word ");
    add("a|b", "");
    add("abc(d|e)fg", "abc");
    add("abc(d|e\\)|[)])fghi", "fghi");
    add("abcd?e", "abc");
    add("abcd*", "abc");
    add("abcd{0,2}e", "abc");
    add("abcd{0,2", "");
    add("abc+de", "abc");
    add("ab+?cd", "ab");
    add("a[bcd]efg[^]]h", "efg");
    add("a\\.b\\/c", "a.b/c");
    add("\\x41bcdefgh", "");
    add("\\Qa|b\\E", "");
    add("(?i)word", "");
    add("(?:word)longer", "");
    add("(word)longer", "longer");
    add("a[[:digit:]]word", "");
    add("\\1word", "");
    add("w\xc3\xa4rter", "rter");
    add("basket", "basket");
    add("basket", "ba", true);
    add("WORD", "word", true);
    add("a\\", "");
    add("(a", "");
}

void TestRegexLiteral::finds()
{
    QFETCH(QString, pattern);
    QFETCH(bool, isCaseless);
    QFETCH(QByteArray, literal);
    const QRegularExpression expression(pattern,
                                        isCaseless ? QRegularExpression::CaseInsensitiveOption
                                                   : QRegularExpression::NoPatternOption);
    QCOMPARE(literalOf(expression), literal);
}

QTEST_APPLESS_MAIN(TestRegexLiteral)
#include "tst_regexliteral.moc"
