// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/multipart/multipartrows.h"

using namespace Pushscope;
using namespace Pushscope::Multipart;

class TestMultipartParser : public QObject
{
    Q_OBJECT

private slots:
    void readsBodies_data();
    void readsBodies() { verify(); }
    void readsParts_data();
    void readsParts() { verify(); }
    void readsDelimiters_data();
    void readsDelimiters() { verify(); }
    void readsUntilTheEnd_data();
    void readsUntilTheEnd() { verify(); }
    void saysWhereThingsLie();
    void handsOutAPartWithItsDelimiter_data();
    void handsOutAPartWithItsDelimiter();
    void saysWhatItWaitsFor();
};

void TestMultipartParser::readsBodies_data()
{
    columns();
    // The example of RFC 2046 section 5.1.1.
    row("5.1.1 the example",
        "This is the preamble.  It is to be ignored, though it\r\n"
        "is a handy place for composition agents to include an\r\n"
        "explanatory note to non-MIME conformant readers.\r\n"
        "\r\n"
        "--simple boundary\r\n"
        "\r\n"
        "This is implicitly typed plain US-ASCII text.\r\n"
        "It does NOT end with a linebreak.\r\n"
        "--simple boundary\r\n"
        "Content-type: text/plain; charset=us-ascii\r\n"
        "\r\n"
        "This is explicitly typed plain US-ASCII text.\r\n"
        "It DOES end with a linebreak.\r\n"
        "\r\n"
        "--simple boundary--\r\n"
        "\r\n"
        "This is the epilogue.  It is also to be ignored.\r\n",
        { "preamble 160 octets",
          "part by boundary | body=This is implicitly typed plain US-ASCII text.\\r\\n"
          "It does NOT end with a linebreak. ! part-without-headers",
          "part by boundary | Content-type=text/plain; charset=us-ascii | "
          "body=This is explicitly typed plain US-ASCII text.\\r\\nIt DOES end with a "
          "linebreak.\\r\\n",
          "close", "epilogue 54 octets" },
        "simple boundary");
    row("5.1.1 no preamble, no epilogue", "--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b--",
        { "part by boundary | Content-Type=text/plain | body=hello", "close" });
    row("5.1.1 nothing", "", {});
    row("5.1.1 only a close delimiter", "--b--\r\n", { "close", "epilogue 2 octets" });
    row("5.1.1 messages with the delimiter behind them",
        "--b\r\nContent-Type: text/plain\r\n\r\nfirst\r\n--b\r\n"
        "Content-Type: text/plain\r\n\r\nsecond\r\n--b",
        { "part by boundary | Content-Type=text/plain | body=first",
          "part by boundary | Content-Type=text/plain | body=second" });
    row("5.1.1 any octets",
        "--b\r\nA: b\r\n\r\n\0\xff\r\n\r--b\r\n-\n--\r\n--c\r\n\r\n--b\r\nA: b\r\n\r\n\r\n--b--",
        { "part by boundary | A=b | body=\\x00\\xff\\r\\n\\r--b\\r\\n-\\n--\\r\\n--c\\r\\n",
          "part by boundary | A=b | body=", "close" });
    row("5.1.2 nested parts stay content",
        "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
        "--c\r\n\r\nx\r\n--c--\r\n--b--",
        { "part by boundary | Content-Type=multipart/mixed; boundary=c | "
          "body=--c\\r\\n\\r\\nx\\r\\n--c--",
          "close" });
    row("5.1 no boundary in the type, read from the body",
        "--x\r\nA: b\r\n\r\none\r\n--x\r\nA: b\r\n\r\ntwo\r\n--x--",
        { "part by boundary | A=b | body=one ! missing-boundary",
          "part by boundary | A=b | body=two", "close" },
        "");
    row("5.1 no boundary in the type, one in the second line", "text\n--\n--x \n\n1\n--x--",
        { "preamble 7 octets",
          "part by boundary | body=1 ! bare-lf missing-boundary part-without-headers",
          "close ! bare-lf" },
        "");
    row("5.1 no boundary at all", "text\r\nand more", { "preamble 14 octets ! missing-boundary" },
        "");
    row("5.1 another boundary", "--other\r\n\r\nx\r\n--other--",
        { "preamble 23 octets ! missing-boundary" });
    row("5.1.1 bad boundary", "--b*\r\nA: b\r\n\r\nx\r\n--b*\r\nA: b\r\n\r\ny\r\n--b*--",
        { "part by boundary | A=b | body=x ! bad-boundary", "part by boundary | A=b | body=y",
          "close" },
        "b*");
}

void TestMultipartParser::readsParts_data()
{
    columns();
    row("5.1 fields in order and case",
        "--b\r\nX-b: 2\r\ncontent-TYPE:text/plain \r\nX-b:\r\n\r\nx\r\n--b--",
        { "part by boundary | X-b=2 | content-TYPE=text/plain | X-b= | body=x", "close" });
    row("9112 5.2 a folded field", "--b\r\nA: 1\r\n  2\r\n\r\nx\r\n--b--",
        { "part by boundary | A=1 2 | body=x ! obs-fold", "close" });
    row("9112 5.1 blank before the colon", "--b\r\nA : 1\r\n\r\nx\r\n--b--",
        { "part by boundary | A=1 | body=x ! space-before-colon", "close" });
    row("9112 5 a line that is no field, not the first",
        "--b\r\nA: 1\r\n{\"n\":1}\r\n\r\nx\r\n--b--",
        { "part by boundary | A=1 | {\"n\"=1} | body=x ! bad-field-line", "close" });
    row("5.1 no fields", "--b\r\n\r\nx\r\n--b--",
        { "part by boundary | body=x ! part-without-headers", "close" });
    row("5.1 content where fields should be", "--b\r\n{\"n\":1}\r\n--b\r\n<a>\r\n\r\nx\r\n--b--",
        { "part by boundary | body={\"n\":1} ! part-without-headers",
          "part by boundary | body=<a>\\r\\n\\r\\nx ! part-without-headers", "close" });
    row("5.1.1 no content", "--b\r\nA: b\r\n\r\n\r\n--b--",
        { "part by boundary | A=b | body=", "close" });
    row("5.1.1 no content, the empty line is the delimiter's",
        "--b\r\nA: b\r\n\r\n--b\r\nA: c\r\n\r\n--b--",
        { "part by boundary | A=b | body=", "part by boundary | A=c | body=", "close" });
    row("5.1.1 fields without an empty line", "--b\r\nA: b\r\n--b--",
        { "part by boundary | A=b | body= ! bad-field-line", "close" });
    row("5.1.1 nothing between delimiters", "--b\r\n--b\r\n\r\n--b--",
        { "part by boundary | body= ! part-without-headers",
          "part by boundary | body= ! part-without-headers", "close" });
    row("5.1.1 content is one line end", "--b\r\nA: b\r\n\r\n\r\n\r\n--b--",
        { "part by boundary | A=b | body=\\r\\n", "close" });
    row("5.1.1 bare LF throughout", "--b\nA: b\n\nx\n--b\nA: b\n\ny\n\n--b--\n",
        { "part by boundary | A=b | body=x ! bare-lf",
          "part by boundary | A=b | body=y\\n ! bare-lf", "close ! bare-lf", "epilogue 1 octets" });
    row("5.1.1 bare LF in the empty line alone", "--b\r\nA: b\r\n\nx\r\n--b--",
        { "part by boundary | A=b | body=x ! bare-lf", "close" });
    row("5.1.1 bare LF in content is content", "--b\r\nA: b\r\n\r\nx\ny\r\n--b--",
        { "part by boundary | A=b | body=x\\ny", "close" });
    row("5.1.1 bare LF before a delimiter", "--b\r\nA: b\r\n\r\nx\n--b\r\nA: b\r\n\r\n\r\n--b--",
        { "part by boundary | A=b | body=x", "part by boundary | A=b | body= ! bare-lf", "close" });
    row("5.1.1 content ends with CR", "--b\r\nA: b\r\n\r\nx\r\r\n--b--",
        { "part by boundary | A=b | body=x\\r", "close" });
}

void TestMultipartParser::readsDelimiters_data()
{
    columns();
    row("5.1.1 transport padding", "--b \t \r\nA: b\r\n\r\nx\r\n--b\t\r\nA: b\r\n\r\n\r\n--b--  ",
        { "part by boundary | A=b | body=x", "part by boundary | A=b | body=", "close",
          "epilogue 2 octets" });
    row("5.1.1 something else behind it", "--b\r\nA: b\r\n\r\nx\r\n--bc\r\nA: b\r\n\r\ny\r\n--b--",
        { "part by boundary | A=b | body=x", "part by boundary | A=b | body=y ! bad-boundary",
          "close" });
    row("5.1.1 one hyphen behind it", "--b-\r\nA: b\r\n\r\nx\r\n--b--",
        { "part by boundary | A=b | body=x ! bad-boundary", "close" });
    row("5.1.1 three hyphens behind it", "--b\r\nA: b\r\n\r\nx\r\n--b---",
        { "part by boundary | A=b | body=x", "close", "epilogue 1 octets" });
    row("5.1.1 line ends before the first", "\r\n--b\r\nA: b\r\n\r\nx\r\n--b--",
        { "part by boundary | A=b | body=x", "close" });
    row("5.1.1 an empty line before the first", "\r\n\r\n--b\r\nA: b\r\n\r\nx\r\n--b--",
        { "preamble 2 octets", "part by boundary | A=b | body=x", "close" });
    row("5.1.1 inside a line", "--b\r\nA: b\r\n\r\nx--b\r\n--b--",
        { "part by boundary | A=b | body=x--b", "close" });
    row("5.1.1 behind CR alone", "--b\r\nA: b\r\n\r\nx\r--b\r\n--b--",
        { "part by boundary | A=b | body=x\\r--b", "close" });
    row("5.1.1 after the close delimiter", "--b--\r\n--b\r\nA: b\r\n\r\nx\r\n--b--",
        { "close", "epilogue 23 octets" });
    // Many cameras write the delimiter into the parameter.
    row("camera, hyphens in the parameter",
        "--cam\r\nA: b\r\n\r\nx\r\n--cam\r\nA: b\r\n\r\ny\r\n--cam--",
        { "part by boundary | A=b | body=x ! bad-boundary", "part by boundary | A=b | body=y",
          "close" },
        "--cam");
    row("5.1.1 hyphens in the parameter, and of the delimiter's own",
        "----cam\r\nA: b\r\n\r\nx\r\n--cam\r\n----cam--",
        { "part by boundary | A=b | body=x\\r\\n--cam", "close" }, "--cam");
    row("5.1.1 a boundary of hyphens", "----\r\nA: b\r\n\r\n--\r\n------",
        { "part by boundary | A=b | body=--", "close" }, "--");
}

void TestMultipartParser::readsUntilTheEnd_data()
{
    columns();
    row("5.1 cut off in the content", "--b\r\nA: b\r\n\r\nhel",
        { "part by end | A=b | body=hel ! cut-off" });
    row("5.1 cut off in a delimiter", "--b\r\nA: b\r\n\r\nx\r\n--",
        { "part by end | A=b | body=x\\r\\n-- ! cut-off" });
    row("5.1 cut off behind the empty line", "--b\r\nA: b\r\n\r\n",
        { "part by end | A=b | body= ! cut-off" });
    row("5.1 cut off in the fields", "--b\r\nA: b\r\nC", { "part by end | A=b | body= ! cut-off" });
    row("5.1 cut off in the first field", "--b\r\nA: b",
        { "part by end | body= ! part-without-headers cut-off" });
    row("5.1 cut off in what is no field", "--b\r\n{\"n\"",
        { "part by end | body={\"n\" ! part-without-headers cut-off" });
    row("5.1 cut off behind the first delimiter", "--b\r\n", {});
    row("5.1 cut off in the first delimiter", "--", { "preamble 2 octets ! missing-boundary" });
    row("5.1 cut off behind a delimiter", "--b\r\nA: b\r\n\r\nx\r\n--b\r",
        { "part by boundary | A=b | body=x" });
    row("5.1 cut off in the close delimiter", "--b\r\nA: b\r\n\r\nx\r\n--b-",
        { "part by boundary | A=b | body=x" });
}

void TestMultipartParser::saysWhereThingsLie()
{
    const QByteArray wire("pre\r\n--b\r\nA: 1\r\nB: 2\r\n\r\nbody\r\n--b\r\n\r\n\r\n--b-- \r\n");
    MultipartParser parser(makeBoundary("b"));
    parser.feed(wire);
    std::optional<Value> value = parser.next();
    QVERIFY(value);
    QVERIFY((std::get<Outside>(*value).range == ByteRange{ 0, 3 }));
    value = parser.next();
    QVERIFY(value);
    const Part part = std::get<Part>(*value);
    QVERIFY((part.delimiter == ByteRange{ 3, 10 }));
    QVERIFY((part.range == ByteRange{ 10, 28 }));
    QCOMPARE(part.knownAt, 33);
    QCOMPARE(part.body.toByteArray(), QByteArray("body"));
    QCOMPARE(part.fields.size(), std::size_t{ 2 });
    QVERIFY((part.fields[1].range == ByteRange{ 6, 12 }));
    value = parser.next();
    QVERIFY(value);
    QVERIFY((std::get<Part>(*value).delimiter == ByteRange{ 28, 35 }));
    QVERIFY((std::get<Part>(*value).range == ByteRange{ 35, 37 }));
    value = parser.next();
    QVERIFY(value);
    QVERIFY((std::get<CloseDelimiter>(*value).range == ByteRange{ 37, 44 }));
    QVERIFY(!parser.next());
    QCOMPARE(parser.pendingFrom(), 44);
}

void TestMultipartParser::handsOutAPartWithItsDelimiter_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<char>("last");
    // Subscribers of some servers get the delimiter with each message, and its line's end only
    // with the next: it must not be waited for.
    QTest::newRow("5.1.1 the boundary is enough")
        << QByteArray("--b\r\nA: b\r\n\r\nhello\r\n--") << 'b';
    QTest::newRow("5.1.1 nothing between") << QByteArray("--b\r\n--") << 'b';
    QTest::newRow("5.1.1 close delimiter") << QByteArray("--b-") << '-';
}

void TestMultipartParser::handsOutAPartWithItsDelimiter()
{
    QFETCH(QByteArray, before);
    QFETCH(char, last);
    MultipartParser parser(makeBoundary("b"));
    parser.feed(before);
    QVERIFY(!parser.next());
    parser.feed(QByteArrayView(&last, 1));
    const std::optional<Value> value = parser.next();
    QVERIFY(value);
    if (const Part *part = std::get_if<Part>(&*value))
        QCOMPARE(part->knownAt, before.size() + 1);
}

void TestMultipartParser::saysWhatItWaitsFor()
{
    using Waiting = MultipartParser::Waiting;
    MultipartParser parser(makeBoundary("b"));
    const auto after = [&parser](QByteArrayView octets) {
        parser.feed(octets);
        while (parser.next()) { }
        return parser.waiting();
    };
    QVERIFY(parser.waiting() == Waiting::FirstDelimiter);
    QVERIFY(after("-") == Waiting::FirstDelimiter);
    QVERIFY(parser.openPart().isEmpty());
    QVERIFY(after("-b") == Waiting::LineEnd);
    QVERIFY(after("\r\nA: b\r\n") == Waiting::EmptyLine);
    QVERIFY((parser.openPart() == ByteRange{ 5, 11 }));
    QVERIFY(after("\r\nhello") == Waiting::Boundary);
    QVERIFY((parser.openPart() == ByteRange{ 5, 18 }));
    QVERIFY(after("\r\n--b") == Waiting::LineEnd);
    QVERIFY(parser.openPart().isEmpty());
    QVERIFY(after("\r\nContent-Length: 4\r\n\r\nwho") == Waiting::Length);
    QVERIFY(after("l") == Waiting::Boundary); // The first length is believed once it is proven.
    QVERIFY(!parser.openPart().isEmpty());
    QVERIFY(after("\r\n") == Waiting::Boundary);
    QVERIFY(parser.openPart().isEmpty());
    QVERIFY(after("--b--") == Waiting::Nothing);
}

QTEST_APPLESS_MAIN(TestMultipartParser)
#include "tst_multipartparser.moc"
