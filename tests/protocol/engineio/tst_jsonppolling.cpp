// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/engineio/jsonppolling.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::EngineIo;

class TestJsonpPolling : public QObject
{
    Q_OBJECT

private slots:
    void carries_data();
    void carries();
    void writesAsTheReference();
    void readsStrangeAnswers_data();
    void readsStrangeAnswers();
    void readsStrangeForms_data();
    void readsStrangeForms();
};

void TestJsonpPolling::carries_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("one packet") << QByteArray("4hello");
    QTest::newRow("revision 3") << QByteArray("6:4hello1:2");
    QTest::newRow("separator") << QByteArray("4a\x1e" "2\x1e" "bAQID");
    QTest::newRow("quotes and backslashes") << QByteArray(R"(42["say \"x\"","c:\\dir"])");
    QTest::newRow("line feed") << QByteArray("4a\nb\n");
    QTest::newRow("escaped line feed") << QByteArray(R"(42["a\nb"])");
    QTest::newRow("escaped backslash before n") << QByteArray(R"(42["a\\nb\\\nc"])");
    QTest::newRow("backslash at the end") << QByteArray("4a\\");
    QTest::newRow("form characters") << QByteArray("4a=b&d=c+d%20e#");
    QTest::newRow("beyond ASCII") << QByteArray("4\xe2\x82\xac\xf0\x9f\x98\x80");
    QTest::newRow("line separators of JavaScript") << QByteArray("4\xe2\x80\xa8\xe2\x80\xa9");
}

void TestJsonpPolling::carries()
{
    QFETCH(QByteArray, payload);
    const QByteArray answer = serializeJsonpAnswer(payload, "7");
    QVERIFY(answer.startsWith("___eio[7](\"") && answer.endsWith("\");"));
    QVERIFY(!answer.contains("\xe2\x80\xa8")); // No string of older JavaScript may hold these.
    const CarriedPayload read = parseJsonpAnswer(answer, "7");
    QCOMPARE(read.payload, payload);
    QVERIFY(read.violations.isEmpty());
    QCOMPARE(read.range, (ByteRange{ 10, answer.size() - 2 }));

    const QByteArray form = serializeJsonpForm(payload);
    const CarriedPayload sent = parseJsonpForm(form);
    QCOMPARE(sent.payload, payload);
    QVERIFY(sent.violations.isEmpty());
    QCOMPARE(sent.range, (ByteRange{ 2, form.size() }));
}

void TestJsonpPolling::writesAsTheReference()
{
    QCOMPARE(serializeJsonpAnswer("4a\"\n", "0"), QByteArray(R"(___eio[0]("4a\"\n");)"));
    // A line feed goes as the two characters, and these with one backslash more.
    QCOMPARE(QByteArray::fromPercentEncoding(serializeJsonpForm("4a\nb")), QByteArray("d=4a\\nb"));
    QCOMPARE(QByteArray::fromPercentEncoding(serializeJsonpForm("4a\\nb")),
             QByteArray("d=4a\\\\nb"));
}

void TestJsonpPolling::readsStrangeAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("violation");
    QTest::newRow("any j") << QByteArray("___eio[3]('6');") << QByteArray("6") << QByteArray();
    QTest::newRow("no call") << QByteArray("6") << QByteArray() << QByteArray("not-a-call");
    QTest::newRow("no string") << QByteArray("___eio[3](6);") << QByteArray()
                               << QByteArray("bad-packet");
    QTest::newRow("cut off") << QByteArray("___eio[3](\"6") << QByteArray()
                             << QByteArray("cut-off");
}

void TestJsonpPolling::readsStrangeAnswers()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, violation);
    const CarriedPayload read = parseJsonpAnswer(answer, {});
    QCOMPARE(read.payload, payload);
    QCOMPARE(read.violations.isEmpty(), violation.isEmpty());
    if (!violation.isEmpty())
        QVERIFY(read.violations.contains(*violationFromName(violation)));
    const CarriedPayload other = parseJsonpAnswer("___eio[3](\"6\");", "4");
    QVERIFY(other.violations.contains(Violation::WrongCallback));
}

void TestJsonpPolling::readsStrangeForms_data()
{
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("nothing") << QByteArray() << QByteArray() << false;
    QTest::newRow("another member") << QByteArray("e=4a") << QByteArray() << false;
    QTest::newRow("behind another member") << QByteArray("x=1&d=4a") << QByteArray("4a") << true;
    QTest::newRow("before another member") << QByteArray("d=4a&x=1") << QByteArray("4a") << true;
    QTest::newRow("empty") << QByteArray("d=") << QByteArray() << true;
    QTest::newRow("plus is a blank") << QByteArray("d=4a+b") << QByteArray("4a b") << true;
    QTest::newRow("percent that is none") << QByteArray("d=4a%") << QByteArray("4a%") << true;
}

void TestJsonpPolling::readsStrangeForms()
{
    QFETCH(QByteArray, form);
    QFETCH(QByteArray, payload);
    QFETCH(bool, isGood);
    const CarriedPayload read = parseJsonpForm(form);
    QCOMPARE(read.payload, payload);
    QCOMPARE(read.violations.isEmpty(), isGood);
}

QTEST_APPLESS_MAIN(TestJsonpPolling)
#include "tst_jsonppolling.moc"
