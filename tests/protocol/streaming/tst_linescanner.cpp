// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/linescanner.h"

#include "protocol/streaming/cuttest.h"

using namespace Pushscope;
using namespace Pushscope::Streaming;

class TestLineScanner : public QObject
{
    Q_OBJECT

private slots:
    void cuts_data();
    void cuts() { checkCut(); }
    void keepsOffsetsAlone();
};

void TestLineScanner::cuts_data()
{
    addCutColumns();
    // NDJSON: "Each Line is a Valid JSON Value", "Line Separator is '\n'".
    newCut("NDJSON 3.1 two lines", Cut::Line, "{\"a\":1}\n{\"b\":2}\n",
           { "0-8 {\"a\":1}", "8-16 {\"b\":2}" });
    newCut("NDJSON 3.1 CR before LF is white space", Cut::Line, "a\r\nb\r\n", { "0-3 a", "3-6 b" });
    newCut("NDJSON 3.1 blank lines are none", Cut::Line, "\n\r\na\n\n\r\n\nb\n",
           { "3-5 a", "9-11 b" });
    newCut("NDJSON 3.1 the last line has no end", Cut::Line, "a\nbc",
           { "0-2 a", "2-4 bc ! cut-off" });
    newCut("line of blanks", Cut::Line, " \n\t\r\n", { "0-2  ", "2-5 \\x09" });
    newCut("CR alone ends no line", Cut::Line, "a\rb\n\rc\n", { "0-4 a\\rb", "4-7 \\rc" });
    newCut("two CR before LF", Cut::Line, "a\r\r\n\r\r\n", { "0-4 a\\r", "4-7 \\r" });
    newCut("only a CR", Cut::Line, "\r", { "0-1 \\r ! cut-off" });
    newCut("CR at the very end", Cut::Line, "a\r", { "0-2 a\\r ! cut-off" });
    newCut("nothing", Cut::Line, "", {});
    newCut("only blank lines", Cut::Line, "\n\r\n\n", {});
    newCut("NUL and octets that are not UTF-8", Cut::Line, QByteArray("\0\xFF\n", 3),
           { "0-3 \\x00\\xff" });

    newCut("block of two lines", Cut::BlankLine, "a\nb\n\nc\n\n", { "0-5 a\\nb", "5-8 c" });
    newCut("block with CR LF", Cut::BlankLine, "a\r\nb\r\n\r\nc\r\n\r\n",
           { "0-8 a\\r\\nb", "8-13 c" });
    newCut("block, line ends mixed", Cut::BlankLine, "a\n\r\nb\r\n\n", { "0-4 a", "4-8 b" });
    newCut("block after blank lines", Cut::BlankLine, "\n\r\n\na\n\n\n\nb\n\n",
           { "4-7 a", "9-12 b" });
    newCut("block without its blank line", Cut::BlankLine, "a\nb\n", { "0-4 a\\nb\\n ! cut-off" });
    newCut("block that ends in a line", Cut::BlankLine, "a\n\nb", { "0-3 a", "3-4 b ! cut-off" });
    newCut("block that ends in a CR", Cut::BlankLine, "a\n\r", { "0-3 a\\n\\r ! cut-off" });
    newCut("block with a line that begins with CR", Cut::BlankLine, "a\n\rb\n\n",
           { "0-6 a\\n\\rb" });
}

void TestLineScanner::keepsOffsetsAlone()
{
    LineScanner scanner(false);
    OctetWindow window;
    window.append("abc", 0);
    QVERIFY(!scanner.next(window));
    QVERIFY(scanner.isOpen());
    QCOMPARE(scanner.openFrom(), 0);
    window.append("d\ne", scanner.searchedTo()); // What was looked at is forgotten.
    const auto line = scanner.next(window);
    QVERIFY(line);
    QCOMPARE(line->range, (ByteRange{ 0, 5 }));
    QVERIFY(!scanner.next(window));
    QCOMPARE(scanner.openFrom(), 5);
    QCOMPARE(scanner.searchedTo(), 6);
}

QTEST_APPLESS_MAIN(TestLineScanner)
#include "tst_linescanner.moc"
