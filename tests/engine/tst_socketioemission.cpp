// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/socketioemission.h"

#include <QTest>

using namespace Pushscope;

class TestSocketIoEmission : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void liftsAttachments_data();
    void liftsAttachments();
    void appendsWhatNoPlaceholderStandsFor();
    void acknowledgesWithoutAName();
};

void TestSocketIoEmission::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("namespaceName");
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QList<QByteArray>>("attachments");
    const auto row = [](const char *name, const char *text, const char *namespaceName,
                        const char *event, const char *data,
                        const QList<QByteArray> &attachments = {}) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(namespaceName) << QByteArray(event)
                            << QByteArray(data) << attachments;
    };
    row("a name alone", "refresh", "/", "refresh", R"(["refresh"])");
    row("a name with blanks", "chat message", "/", "chat message", R"(["chat message"])");
    row("a name and arguments", R"(chat message,"hello",{"n":1.0})", "/", "chat message",
        R"(["chat message","hello",{"n":1.0}])");
    row("the array", R"(["news", 1, [2]])", "/", "news", R"(["news",1,[2]])");
    row("the array of a name", R"(["news"])", "/", "news", R"(["news"])");
    row("in a namespace", R"(/admin,["news",1])", "/admin", "news", R"(["news",1])");
    row("a name in a namespace", "/admin,refresh", "/admin", "refresh", R"(["refresh"])");
    row("a name with a slash", "/refresh", "/", "/refresh", R"(["/refresh"])");
    row("a name with quotes", R"(say "it")", "/", R"(say "it")", R"(["say \"it\""])");
    row("octets", R"(["upload",{"base64":"AAEC"}])", "/", "upload",
        R"(["upload",{"_placeholder":true,"num":0}])", { QByteArray::fromHex("000102") });
    row("octets deep inside", R"(up,{"a":[{"base64":"/w=="},{"base64":""}]})", "/", "up",
        R"(["up",{"a":[{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]}])",
        { QByteArray::fromHex("ff"), QByteArray() });
}

void TestSocketIoEmission::reads()
{
    QFETCH(QByteArray, text);
    const auto emission = parseSocketIoEmission(text);
    QVERIFY(emission);
    QTEST(emission->namespaceName, "namespaceName");
    QTEST(emission->event, "event");
    QTEST(emission->attachments, "attachments");
    QTEST(emissionData(*emission), "data");
}

void TestSocketIoEmission::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no name") << QByteArray(",1");
    QTest::newRow("an empty array") << QByteArray("[]");
    QTest::newRow("a number for a name") << QByteArray("[1]");
    QTest::newRow("an array that does not end") << QByteArray(R"(["a")");
    QTest::newRow("arguments that are no JSON") << QByteArray("a,hello");
    QTest::newRow("an argument that is missing") << QByteArray("a,1,");
    QTest::newRow("no UTF-8") << QByteArray("\xff");
}

void TestSocketIoEmission::refuses()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseSocketIoEmission(text));
}

void TestSocketIoEmission::liftsAttachments_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("lifted");
    QTest::addColumn<qsizetype>("count");
    const auto row = [](const char *name, const char *json, const char *lifted, qsizetype count) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(lifted) << count;
    };
    row("nothing", R"([1, "base64", {"base64":1}])", R"([1, "base64", {"base64":1}])", 0);
    row("another member beside it", R"({"base64":"AA==","a":1})", R"({"base64":"AA==","a":1})", 0);
    row("no base64", R"({"base64":"a b"})", R"({"base64":"a b"})", 0);
    row("blanks stay", R"([ {"a": {"base64":"AA=="} , "b":2 } ])",
        R"([ {"a": {"_placeholder":true,"num":0} , "b":2 } ])", 1);
}

void TestSocketIoEmission::liftsAttachments()
{
    QFETCH(QByteArray, json);
    QFETCH(qsizetype, count);
    QList<QByteArray> attachments;
    QTEST(liftAttachments(json, attachments), "lifted");
    QCOMPARE(attachments.size(), count);
}

void TestSocketIoEmission::appendsWhatNoPlaceholderStandsFor()
{
    SocketIoEmission emission;
    emission.event = "up";
    emission.attachments = { "a", "b" };
    QCOMPARE(emissionData(emission),
             R"(["up",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])");
    emission.arguments = R"([{"_placeholder":true,"num":0},7])";
    QCOMPARE(emissionData(emission),
             R"(["up",{"_placeholder":true,"num":0},7,{"_placeholder":true,"num":1}])");
}

void TestSocketIoEmission::acknowledgesWithoutAName()
{
    SocketIoEmission emission;
    emission.event = "ignored";
    emission.acknowledges = 3;
    QCOMPARE(emissionData(emission), "[]");
    emission.arguments = R"(["ok",{"a":1}])";
    QCOMPARE(emissionData(emission), R"(["ok",{"a":1}])");
}

QTEST_APPLESS_MAIN(TestSocketIoEmission)
#include "tst_socketioemission.moc"
