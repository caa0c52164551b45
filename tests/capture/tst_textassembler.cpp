// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/textassembler.h"

#include <QTest>

using namespace Pushscope;

class TestTextAssembler : public QObject
{
    Q_OBJECT

private slots:
    void textOfAMessage_data();
    void textOfAMessage();
    void assembles();
    void keepsTheEndOfWhatIsLong();
    void doesNothingWithoutAPointer();
};

void TestTextAssembler::textOfAMessage_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<std::optional<QByteArray>>("text");
    using Text = std::optional<QByteArray>;
    QTest::newRow("chat completion chunk")
        << QByteArray(R"({"choices":[{"index":0,"delta":{"content":"Hel\u006co"}}]})")
        << QByteArray("/choices/0/delta/content") << Text("Hello");
    QTest::newRow("content block delta")
        << QByteArray(R"({"type":"content_block_delta","delta":{"type":"text_delta","text":"\n"}})")
        << QByteArray("/delta/text") << Text("\n");
    QTest::newRow("the first one has no text")
        << QByteArray(R"({"choices":[{"delta":{"role":"assistant","content":null}}]})")
        << QByteArray("/choices/0/delta/content") << Text();
    QTest::newRow("the last one has no choice")
        << QByteArray(R"({"choices":[],"usage":{}})") << QByteArray("/choices/0/delta/content")
        << Text();
    QTest::newRow("[DONE]") << QByteArray("[DONE]") << QByteArray("/choices/0/delta/content")
                            << Text();
    QTest::newRow("a number") << QByteArray(R"({"a":1})") << QByteArray("/a") << Text();
    QTest::newRow("empty string") << QByteArray(R"({"a":""})") << QByteArray("/a") << Text("");
    QTest::newRow("the whole message") << QByteArray("\"a\"") << QByteArray("") << Text("a");
}

void TestTextAssembler::textOfAMessage()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, pointer);
    QFETCH(std::optional<QByteArray>, text);
    QCOMPARE(textOfMessage(message, pointer), text);
}

void TestTextAssembler::assembles()
{
    constexpr qint64 Second = 1'000'000'000;
    TextAssembler assembler("/t");
    QVERIFY(assembler.isActive());
    assembler.take(R"({"role":"x"})", 0);
    QCOMPARE(assembler.messages(), 0);
    assembler.take(R"({"t":"a"})", 5 * Second);
    QCOMPARE(assembler.messagesPerSecond(), 0.0);
    assembler.take(R"({"t":"b"})", 5 * Second + Second / 2);
    assembler.take(R"({"t":""})", 9 * Second);
    assembler.take(R"({"t":"\u00e9"})", 6 * Second);
    QCOMPARE(assembler.text(), QByteArray("ab\xC3\xA9"));
    QCOMPARE(assembler.octets(), 4);
    QCOMPARE(assembler.messages(), 3);
    QCOMPARE(assembler.messagesPerSecond(), 2.0);
    QCOMPARE(assembler.summary(), QByteArray("4 octets in 3 messages, 2.0/s"));
    assembler.restart();
    QVERIFY(assembler.isActive());
    QVERIFY(assembler.text().isEmpty());
    assembler.take(R"({"t":"c"})", 20 * Second);
    QCOMPARE(assembler.text(), QByteArray("c"));
    QCOMPARE(assembler.messagesPerSecond(), 0.0);
}

void TestTextAssembler::keepsTheEndOfWhatIsLong()
{
    TextAssembler assembler("/t");
    const QByteArray piece = QByteArray("\xC3\xA9").repeated(4 * 1024); // Of two octets each.
    for (int i = 0; i < 40; ++i)
        assembler.take(QByteArray("{\"t\":\"" + piece + "\"}"), i);
    assembler.take(R"({"t":"end"})", 41);
    QCOMPARE(assembler.octets(), 40 * piece.size() + 3);
    // One less: an odd number of octets would begin in the middle of a character.
    QCOMPARE(assembler.text().size(), TextAssembler::MaxKeptOctets - 1);
    QVERIFY(assembler.text().isValidUtf8());
    QVERIFY(assembler.text().endsWith("\xC3\xA9" "end"));
}

void TestTextAssembler::doesNothingWithoutAPointer()
{
    TextAssembler assembler;
    QVERIFY(!assembler.isActive());
    assembler.take("\"a\"", 1);
    QVERIFY(assembler.text().isEmpty());
    QCOMPARE(assembler.messages(), 0);
}

QTEST_APPLESS_MAIN(TestTextAssembler)
#include "tst_textassembler.moc"
