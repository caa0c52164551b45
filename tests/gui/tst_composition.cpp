// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/addressbar.h"
#include "gui/composer/composition.h"

#include <QTest>

using namespace Pushscope;

/// What users type, understood: octets in hexadecimal, JSON, addresses.
class TestComposition : public QObject
{
    Q_OBJECT

private slots:
    void readsHex();
    void readsHex_data();
    void findsWhereJsonBreaks();
    void findsWhereJsonBreaks_data();
    void findsWhereAListBreaks();
    void findsWhereAListBreaks_data();
    void understandsAddresses();
    void understandsAddresses_data();
};

void TestComposition::readsHex_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isValid");
    QTest::addColumn<QByteArray>("octets");

    QTest::newRow("nothing") << QString() << true << QByteArray();
    QTest::newRow("octet by octet")
        << QStringLiteral("00 ff 7F") << true << QByteArray("\x00\xff\x7f", 3);
    QTest::newRow("in one") << QStringLiteral("00ff7f") << true << QByteArray("\x00\xff\x7f", 3);
    QTest::newRow("as C writes") << QStringLiteral("0x00, 0xFF,\n0x7f") << true
                                 << QByteArray("\x00\xff\x7f", 3);
    QTest::newRow("a digit is missing") << QStringLiteral("00 f") << false << QByteArray();
    QTest::newRow("no digit") << QStringLiteral("0g") << false << QByteArray();
    QTest::newRow("digits of another script") << QStringLiteral("٠٠") << false << QByteArray();
}

void TestComposition::readsHex()
{
    QFETCH(QString, text);
    QFETCH(bool, isValid);
    QFETCH(QByteArray, octets);

    const auto read = octetsFromHex(text);
    QCOMPARE(read.has_value(), isValid);
    QCOMPARE(read.value_or(QByteArray()), octets);
}

void TestComposition::findsWhereJsonBreaks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("at"); // -1: it is JSON.

    QTest::newRow("object") << QStringLiteral("{\"a\":[1,2]}") << -1;
    QTest::newRow("number") << QStringLiteral("7") << -1;
    QTest::newRow("string") << QStringLiteral("\"日本\"") << -1;
    QTest::newRow("two values") << QStringLiteral("1,2") << 1;
    QTest::newRow("closes what it did not open") << QStringLiteral("1]") << 1;
    QTest::newRow("no quotation marks") << QStringLiteral("{a:1}") << 1;
    QTest::newRow("counted in characters") << QStringLiteral("{\"日本\":x}") << 6;
}

void TestComposition::findsWhereJsonBreaks()
{
    QFETCH(QString, text);
    QFETCH(int, at);

    QCOMPARE(jsonProblem(text).value_or(-1), at);
}

void TestComposition::findsWhereAListBreaks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("at"); // -1: it is a list.

    QTest::newRow("nothing") << QString() << -1;
    QTest::newRow("blanks") << QStringLiteral(" \n") << -1;
    QTest::newRow("one") << QStringLiteral("{\"a\":[1,2]}") << -1;
    QTest::newRow("several") << QStringLiteral(" \"日本\" ,\n[], null ") << -1;
    QTest::newRow("nothing behind a comma") << QStringLiteral("1,") << 2;
    QTest::newRow("nothing before a comma") << QStringLiteral(",1") << 0;
    QTest::newRow("two commas") << QStringLiteral("1,,2") << 2;
    QTest::newRow("no comma") << QStringLiteral("1 2") << 2;
    QTest::newRow("a bracket of its own") << QStringLiteral("1],[2") << 1;
    QTest::newRow("bracket alone") << QStringLiteral("]") << 0;
    QTest::newRow("behind another script") << QStringLiteral("\"日本\",x") << 5;
    QTest::newRow("unfinished") << QStringLiteral("{\"a\":") << 5;
}

void TestComposition::findsWhereAListBreaks()
{
    QFETCH(QString, text);
    QFETCH(int, at);
    QCOMPARE(jsonListProblem(text).value_or(-1), at);
}

void TestComposition::understandsAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Technique>("technique");
    QTest::addColumn<QUrl>("url");

    QTest::newRow("whole") << QStringLiteral(" wss://feed.example/v1?a=b ") << Technique::Auto
                           << QUrl(QStringLiteral("wss://feed.example/v1?a=b"));
    QTest::newRow("host alone") << QStringLiteral("feed.example") << Technique::Auto
                                << QUrl(QStringLiteral("https://feed.example/"));
    QTest::newRow("websocket") << QStringLiteral("feed.example/live") << Technique::WebSocket
                               << QUrl(QStringLiteral("wss://feed.example/live"));
    QTest::newRow("this computer") << QStringLiteral("localhost:8080/ws") << Technique::WebSocket
                                   << QUrl(QStringLiteral("ws://localhost:8080/ws"));
    QTest::newRow("this computer, polled")
        << QStringLiteral("127.0.0.1:8080/poll") << Technique::ShortPoll
        << QUrl(QStringLiteral("http://127.0.0.1:8080/poll"));
    QTest::newRow("a name that begins as one") // Is no address of this computer.
        << QStringLiteral("127.feed.example/live") << Technique::WebSocket
        << QUrl(QStringLiteral("wss://127.feed.example/live"));
    QTest::newRow("IPv6") << QStringLiteral("[::1]:8080/") << Technique::Sse
                          << QUrl(QStringLiteral("http://[::1]:8080/"));
    QTest::newRow("empty") << QString() << Technique::Auto << QUrl();
}

void TestComposition::understandsAddresses()
{
    QFETCH(QString, text);
    QFETCH(Technique, technique);
    QFETCH(QUrl, url);

    QCOMPARE(urlFromText(text, technique), url);
}

QTEST_MAIN(TestComposition)
#include "tst_composition.moc"
