// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/wordfinder.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Pushscope;

class TestWordFinder : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithASlowSearch_data();
    void agreesWithASlowSearch();
    void leavesWhatHasMoreSpellings_data();
    void leavesWhatHasMoreSpellings();
    void tellsWhatMayCrossFields_data();
    void tellsWhatMayCrossFields();
};

void TestWordFinder::agreesWithASlowSearch_data()
{
    QTest::addColumn<QString>("word");
    for (const char *word : { "a", "ab", "aba", "A1b", "[a", "a b", "b@", "ba2ab1ab[ba1a@bab2a" })
        QTest::addRow("%s", word) << QString::fromUtf8(word);
    QTest::newRow("letters without case") << QStringLiteral("\u4e2da\u6587");
}

void TestWordFinder::agreesWithASlowSearch()
{
    QFETCH(QString, word);
    const WordFinder finder(makeWordTerm(word));
    QVERIFY(finder.isUsable());
    const QByteArray lower = word.toUtf8().toLower();
    // Few different octets, some of them equal but for the bit of the case.
    const QByteArray letters("aAbB12 [{@`");
    QRandomGenerator random(5);
    for (int round = 0; round < 2000; ++round) {
        QByteArray octets(random.bounded(120), ' ');
        for (char &octet : octets)
            octet = letters[random.bounded(letters.size())];
        if (round % 3 == 0)
            octets.insert(random.bounded(octets.size() + 1),
                          round % 2 == 0 ? word.toUtf8() : lower);
        std::vector<quint32> expected;
        for (qsizetype i = 0; i + lower.size() <= octets.size(); ++i) {
            if (octets.mid(i, lower.size()).toLower() == lower)
                expected.push_back(static_cast<quint32>(i));
        }
        std::vector<quint32> found;
        finder.findAll(octets, found);
        QCOMPARE(found, expected);
        QCOMPARE(finder.isIn(octets), !expected.empty());
    }
}

void TestWordFinder::leavesWhatHasMoreSpellings_data()
{
    QTest::addColumn<QString>("word");
    QTest::newRow("capital of a letter beside ASCII") << QStringLiteral("\u00e4");
    QTest::newRow("KELVIN SIGN folds to k") << QStringLiteral("k\u4e2d");
    QTest::newRow("LONG S folds to s") << QStringLiteral("\u4e2dS");
    QTest::newRow("outside of the basic plane") << QStringLiteral("\U0001f600");
    QTest::newRow("nothing") << QString();
}

void TestWordFinder::leavesWhatHasMoreSpellings()
{
    QFETCH(QString, word);
    QVERIFY(!WordFinder(makeWordTerm(word)).isUsable());
}

void TestWordFinder::tellsWhatMayCrossFields_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("mayCross");
    QTest::newRow("letters") << QStringLiteral("abc") << false;
    QTest::newRow("a blank inside") << QStringLiteral("a b") << false;
    QTest::newRow("a blank at the end") << QStringLiteral("a ") << false;
    QTest::newRow("a blank at the beginning") << QStringLiteral(" a") << true;
    QTest::newRow("a colon") << QStringLiteral("id: 7") << true;
    QTest::newRow("a line end") << QStringLiteral("a\nb") << true;
}

void TestWordFinder::tellsWhatMayCrossFields()
{
    QFETCH(QString, word);
    QFETCH(bool, mayCross);
    QCOMPARE(WordFinder(makeWordTerm(word)).mayCrossFields(), mayCross);
}

QTEST_APPLESS_MAIN(TestWordFinder)
#include "tst_wordfinder.moc"
