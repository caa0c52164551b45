// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/recordseparatorscanner.h"

#include "protocol/streaming/cuttest.h"

using namespace Pushscope;
using namespace Pushscope::Streaming;

class TestRecordSeparatorScanner : public QObject
{
    Q_OBJECT

private slots:
    void cuts_data();
    void cuts() { checkCut(); }
    void comesWithItsLineFeed();
};

void TestRecordSeparatorScanner::cuts_data()
{
    addCutColumns();
    constexpr Cut Rs = Cut::RecordSeparator;
    newCut("2.2 two texts", Rs, "\x1E{}\n\x1E[1]\n", { "0-4 {}", "4-9 [1]" });
    newCut("2.2 a text over several lines", Rs, "\x1E{\n\"a\":\n1}\n\x1E{}\n",
           { "0-11 {\\n\"a\":\\n1}", "11-15 {}" });
    newCut("2.1 RS in a row are no empty texts", Rs, "\x1E\x1E\x1E{}\n\x1E\x1E", { "2-6 {}", "7-8  ! cut-off" });
    newCut("2.1 blanks between texts", Rs, "\x1E{}\n \n\r\n\x1E{}\n", { "0-4 {}", "8-12 {}" });
    newCut("2.4 a number with its LF", Rs, "\x1E" "12\n\x1Etrue\n", { "0-4 12", "4-10 true" });
    newCut("2.4 a number that is cut off", Rs, "\x1E" "12\x1E" "34\n",
           { "0-3 12 ! cut-off", "3-7 34" });
    newCut("2.4 a text without its LF", Rs, "\x1E{}\x1E{}\n", { "0-3 {} ! cut-off", "3-7 {}" });
    newCut("2.3 a text that breaks off", Rs, "\x1E{\"a\":\x1E{}\n",
           { "0-6 {\"a\": ! cut-off bad-json", "6-10 {}" });
    newCut("2.3 a text that breaks off behind LF", Rs, "\x1E{\"a\":\n\x1E{}\n",
           { "0-7 {\"a\": ! bad-json", "7-11 {}" });
    newCut("2.3 LF in a string", Rs, "\x1E\"a\nb\"\n\x1E{}\n",
           { "0-7 \"a\\nb\" ! bad-json", "7-11 {}" });
    newCut("2.3 RS in a string ends it", Rs, "\x1E\"a\x1E{}\n",
           { "0-3 \"a ! cut-off bad-json", "3-7 {}" });
    newCut("2.2 RS is missing", Rs, "{}\n\x1E{}\n{}\n",
           { "0-3 {} ! bad-framing", "3-7 {}", "7-10 {} ! bad-framing" });
    newCut("2.2 an empty text", Rs, "\x1E\n\x1E{}\n", { "0-2 ", "2-6 {}" });
    newCut("2.3 brackets that close nothing", Rs, "\x1E}]\n\x1E{}\n", { "0-4 }]", "4-8 {}" });
    newCut("the end is in a text", Rs, "\x1E{\"a\"", { "0-5 {\"a\" ! cut-off" });
    newCut("the end is behind a text", Rs, "\x1E{}", { "0-3 {} ! cut-off" });
    newCut("the end is behind RS", Rs, "\x1E", { "0-1  ! cut-off" });
    newCut("nothing", Rs, "", {});
}

void TestRecordSeparatorScanner::comesWithItsLineFeed()
{
    MessageCutter cutter(Cut::RecordSeparator);
    cutter.feed("\x1E{}");
    QVERIFY(!cutter.next());
    cutter.feed("\n");
    const auto message = cutter.next();
    QVERIFY(message);
    QCOMPARE(message->content, QByteArrayView("{}"));
}

QTEST_APPLESS_MAIN(TestRecordSeparatorScanner)
#include "tst_recordseparatorscanner.moc"
