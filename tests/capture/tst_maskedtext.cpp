// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/maskedtext.h"

#include "capture/jsonvalue.h"

#include <QTest>

using namespace Pushscope;

class TestMaskedText : public QObject
{
    Q_OBJECT

private slots:
    void texts_data();
    void texts();
    void fields_data();
    void fields();
    void urls_data();
    void urls();
};

void TestMaskedText::texts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("masked");
    const auto row = [](const char *name, const QByteArray &text, const QByteArray &masked) {
        QTest::newRow(name) << text << masked;
    };
    row("nothing secret", R"({"a":"b"})", R"({"a":"b"})");
    row("empty", "", "");
    row("member", R"({"token":"abc","b":1})", R"({"token":"***","b":1})");
    row("number stays JSON", R"({"pwd": 1234,"b":1})", R"({"pwd": "***","b":1})");
    row("number in an array", R"({"secret":[12,34]})", R"({"secret":["***","***"]})");
    row("number in JSON in JSON", R"({"b":"{\"pwd\":12}"})", R"({"b":"{\"pwd\":\"***\"}"})");
    row("string of digits", R"({"pwd":"1234"})", R"({"pwd":"***"})");
    row("digits of a field in JSON", R"({"h":"Cookie: 12"})", R"({"h":"Cookie: ***"})");
    row("masked already", R"({"token":"***"})", R"({"token":"***"})");
    row("form body", "name=me&password=a%20b&x=1", "name=me&password=***&x=1");
    row("digits of a form", "pwd=123", "pwd=***");
    row("several", R"(["/a?sig=1&b=2",{"jwt":"e.e"}])", R"(["/a?sig=***&b=2",{"jwt":"***"}])");
    row("a sentence with a URL", "transferring http://me:pw@h/x?api_key=k - server replied: no",
        "transferring http://***@h/x?api_key=*** - server replied: no");
}

void TestMaskedText::texts()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, masked);
    QCOMPARE(maskedText(text), masked);
    QCOMPARE(maskedText(masked), masked);
    QCOMPARE(hasSecret(text), text != masked || masked.contains(Mask));
    if (isValidJson(text))
        QVERIFY(isValidJson(masked));
}

void TestMaskedText::fields_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("masked");
    const auto row = [](const char *name, const char *value, const char *masked) {
        QTest::newRow(name) << QByteArray(name) << QByteArray(value) << QByteArray(masked);
    };
    row("authorization", "Bearer abc", "***");
    row("X-Api-Key", "abc", "***");
    row("Cookie", "", "");
    row("Accept", "*/*", "*/*");
    row("Sec-WebSocket-Protocol", "v1.json, bearer.abc", "v1.json, ***");
    row("sec-websocket-protocol", "access_token, abc", "access_token, ***");
    row("Referer", "https://h/?token=abc&a=1", "https://h/?token=***&a=1");
}

void TestMaskedText::fields()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QTEST(maskedFieldValue(name, value), "masked");
}

void TestMaskedText::urls_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("masked");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](const char *name, const char *url, const char *masked, const char *shown) {
        QTest::newRow(name) << QByteArray(url) << QByteArray(masked) << QByteArray(shown);
    };
    row("plain", "ws://h/a?b=c", "ws://h/a?b=c", "ws://h/a?b=c");
    row("RFC 3986 3.2.1 userinfo", "ws://me:pw@h:81/", "ws://***@h:81/", "ws://h:81/");
    row("RFC 3986 3.4 query", "http://h/?access_token=a&b=token&sig=", "http://h/?access_token=***&b=token&sig=",
        "http://h/?access_token=***&b=token&sig=");
    row("RFC 6749 4.2.2 fragment", "http://h/#id_token=a&b=1", "http://h/#id_token=***&b=1",
        "http://h/#id_token=***&b=1");
    row("relative", "/next?token=a#x", "/next?token=***#x", "/next?token=***#x");
}

void TestMaskedText::urls()
{
    QFETCH(QByteArray, url);
    QTEST(maskedText(url), "masked");
    QTEST(shownUrl(QUrl::fromEncoded(url)), "shown");
}

QTEST_APPLESS_MAIN(TestMaskedText)
#include "tst_maskedtext.moc"
