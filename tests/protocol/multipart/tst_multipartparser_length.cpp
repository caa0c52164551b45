// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/multipart/multipartrows.h"

using namespace Pushscope;
using namespace Pushscope::Multipart;

/// Parts that say how long they are.
class TestMultipartParserLength : public QObject
{
    Q_OBJECT

private slots:
    void believesWhatIsRight_data();
    void believesWhatIsRight() { verify(); }
    void findsOutWhatIsWrong_data();
    void findsOutWhatIsWrong() { verify(); }
    void endsWithTheStream_data();
    void endsWithTheStream() { verify(); }
    void handsOutAPartAtItsLength();
    void waitsForProofOnce();
};

void TestMultipartParserLength::believesWhatIsRight_data()
{
    columns();
    row("9110 8.6 two parts",
        "--b\r\nContent-Length: 5\r\n\r\nhello\r\n--b\r\nContent-Length: 2\r\n\r\nyo\r\n--b--",
        { "part by length | Content-Length=5 | body=hello",
          "part by length | Content-Length=2 | body=yo", "close" });
    row("9110 8.6 some parts without",
        "--b\r\nA: b\r\n\r\nx\r\n--b\r\nContent-Length: 2\r\n\r\nyo\r\n--b\r\nA: "
        "b\r\n\r\n\r\n--b--",
        { "part by boundary | A=b | body=x", "part by length | Content-Length=2 | body=yo",
          "part by boundary | A=b | body=", "close" });
    row("9110 8.6 nothing",
        "--b\r\nContent-Length: 0\r\n\r\n\r\n--b\r\nContent-Length: 0\r\n\r\n\r\n--b--",
        { "part by length | Content-Length=0 | body=", "part by length | Content-Length=0 | body=",
          "close" });
    row("9110 8.6 nothing, the empty line is the delimiter's",
        "--b\r\nContent-Length: 0\r\n\r\n--b\r\nContent-Length: 0\r\n\r\n--b--",
        { "part by length | Content-Length=0 | body=", "part by length | Content-Length=0 | body=",
          "close" });
    row("9110 8.6 content that ends lines",
        "--b\r\nContent-Length: 3\r\n\r\nx\r\n\r\n--b\r\nContent-Length: 2\r\n\r\n\r\n\r\n--b--",
        { "part by length | Content-Length=3 | body=x\\r\\n",
          "part by length | Content-Length=2 | body=\\r\\n", "close" });
    row("9110 8.6 content that begins a delimiter",
        "--b\r\nContent-Length: 5\r\n\r\nx\r\n--\r\n--b\r\nContent-Length: 2\r\n\r\n--\r\n--b--",
        { "part by length | Content-Length=5 | body=x\\r\\n--",
          "part by length | Content-Length=2 | body=--", "close" });
    row("5.1.1 bare LF", "--b\nContent-Length: 2\n\nyo\n--b\nContent-Length: 2\n\nyo\n--b--",
        { "part by length | Content-Length=2 | body=yo ! bare-lf",
          "part by length | Content-Length=2 | body=yo ! bare-lf", "close ! bare-lf" });
    // Tutorials write the delimiter right behind the picture.
    row("5.1.1 no line end before the delimiter",
        "--b\r\nContent-Length: 2\r\n\r\nyo--b\r\nContent-Length: 2\r\n\r\nyo--b--",
        { "part by length | Content-Length=2 | body=yo",
          "part by length | Content-Length=2 | body=yo ! bad-boundary", "close ! bad-boundary" });
    row("9110 8.6 no number", "--b\r\nContent-Length: five\r\n\r\nhello\r\n--b--",
        { "part by boundary | Content-Length=five | body=hello ! content-length-mismatch",
          "close" });
}

void TestMultipartParserLength::findsOutWhatIsWrong_data()
{
    columns();
    row("5.1.1 too long by the line end",
        "--b\r\nContent-Length: 4\r\n\r\nyo\r\n--b\r\nContent-Length: 4\r\n\r\nyo\r\n--b--",
        { "part by boundary | Content-Length=4 | body=yo ! part-length-mismatch",
          "part by boundary | Content-Length=4 | body=yo ! part-length-mismatch", "close" });
    row("5.1.1 too long, and the delimiter is in it",
        "--b\r\nContent-Length: 6\r\n\r\nyo\r\n--b\r\nA: b\r\n\r\nx\r\n--b--",
        { "part by boundary | Content-Length=6 | body=yo ! part-length-mismatch",
          "part by boundary | A=b | body=x", "close" });
    row("5.1.1 too long by far",
        "--b\r\nContent-Length: 600\r\n\r\nyo\r\n--b\r\nA: b\r\n\r\nx\r\n--b--",
        { "part by boundary | Content-Length=600 | body=yo ! part-length-mismatch",
          "part by boundary | A=b | body=x", "close" });
    row("5.1.1 too short",
        "--b\r\nContent-Length: 2\r\n\r\nhello\r\n--b\r\nContent-Length: 2\r\n\r\nhello\r\n--b--",
        { "part by boundary | Content-Length=2 | body=hello ! part-length-mismatch",
          "part by boundary | Content-Length=2 | body=hello ! part-length-mismatch", "close" });
    row("5.1.1 too short, but a line ends there",
        "--b\r\nContent-Length: 2\r\n\r\nhe\r\nllo\r\n--b\r\nContent-Length: 1\r\n\r\nx\r\n--b--",
        { "part by length | Content-Length=2 | body=he", "rest 5 octets ! part-length-mismatch",
          "part by boundary | Content-Length=1 | body=x", "close" });
    row("5.1.1 two line ends before the delimiter",
        "--b\r\nContent-Length: 2\r\n\r\nyo\r\n\r\n--b\r\nContent-Length: 2\r\n\r\nyo\r\n\r\n--b--",
        { "part by length | Content-Length=2 | body=yo", "rest 2 octets ! part-length-mismatch",
          "part by boundary | Content-Length=2 | body=yo\\r\\n ! part-length-mismatch", "close" });
    row("5.1.1 too short after some that were right",
        "--b\r\nContent-Length: 2\r\n\r\nyo\r\n--b\r\nContent-Length: 2\r\n\r\nhello\r\n--b\r\n"
        "Content-Length: 2\r\n\r\nyo\r\n--b--",
        { "part by length | Content-Length=2 | body=yo",
          "part by length | Content-Length=2 | body=he", "rest 3 octets ! part-length-mismatch",
          "part by boundary | Content-Length=2 | body=yo", "close" });
    row("5.1.1 too long after some that were right, into the delimiter",
        "--b\r\nContent-Length: 2\r\n\r\nyo\r\n--b\r\nContent-Length: 6\r\n\r\nyo\r\n--b\r\n"
        "Content-Length: 2\r\n\r\nyo\r\n--b--",
        { "part by length | Content-Length=2 | body=yo",
          "part by boundary | Content-Length=6 | body=yo ! part-length-mismatch",
          "part by boundary | Content-Length=2 | body=yo", "close" });
    row("5.1.1 too long by the line end after some that were right",
        "--b\r\nContent-Length: 2\r\n\r\nyo\r\n--b\r\nContent-Length: 4\r\n\r\nyo\r\n--b\r\n"
        "Content-Length: 2\r\n\r\nyo\r\n--b--",
        { "part by length | Content-Length=2 | body=yo",
          "part by length | Content-Length=4 | body=yo\\r\\n",
          "part by length | Content-Length=2 | body=yo ! bad-boundary", "close" });
    row("5.1.1 fields only", "--b\r\nContent-Length: 2\r\n--b--",
        { "part by boundary | Content-Length=2 | body= ! bad-field-line part-length-mismatch",
          "close" });
}

void TestMultipartParserLength::endsWithTheStream_data()
{
    columns();
    row("5.1 the first, at its length", "--b\r\nContent-Length: 2\r\n\r\nyo",
        { "part by length | Content-Length=2 | body=yo ! missing-boundary" });
    row("5.1 the first, at its line end", "--b\r\nContent-Length: 2\r\n\r\nyo\r\n",
        { "part by length | Content-Length=2 | body=yo" });
    row("5.1 the first, in its line end", "--b\r\nContent-Length: 2\r\n\r\nyo\r",
        { "part by end | Content-Length=2 | body=yo\\r ! part-length-mismatch cut-off" });
    row("5.1 a later one, at its length",
        "--b\r\nContent-Length: 2\r\n\r\nyo\r\n--b\r\nContent-Length: 2\r\n\r\nyo",
        { "part by length | Content-Length=2 | body=yo",
          "part by length | Content-Length=2 | body=yo" });
    row("5.1 before its length", "--b\r\nContent-Length: 3\r\n\r\nyo",
        { "part by end | Content-Length=3 | body=yo ! cut-off" });
    row("5.1 before its length, in a delimiter", "--b\r\nContent-Length: 9\r\n\r\nyo\r\n--",
        { "part by end | Content-Length=9 | body=yo\\r\\n-- ! cut-off" });
    row("5.1 behind its length, with no delimiter", "--b\r\nContent-Length: 2\r\n\r\nyo\r\nhm",
        { "part by length | Content-Length=2 | body=yo", "rest 4 octets ! part-length-mismatch" });
}

void TestMultipartParserLength::handsOutAPartAtItsLength()
{
    MultipartParser parser(makeBoundary("b"));
    // A line end proves the first length: with what most servers write, it is not waited for.
    parser.feed("--b\r\nContent-Length: 5\r\n\r\nhello\r");
    QVERIFY(!parser.next());
    parser.feed("\n");
    std::optional<Value> value = parser.next();
    QVERIFY(value);
    QCOMPARE(logLine(*value), QByteArray("part by length | Content-Length=5 | body=hello"));
    QVERIFY(!parser.next());
    // From then on the last octet of the content does.
    parser.feed("--b\r\nContent-Length: 5\r\n\r\nworl");
    QVERIFY(!parser.next());
    parser.feed("d");
    value = parser.next();
    QVERIFY(value);
    QCOMPARE(logLine(*value), QByteArray("part by length | Content-Length=5 | body=world"));
    QCOMPARE(std::get<Part>(*value).knownAt, parser.offset());
    QCOMPARE(parser.pendingFrom(), parser.offset());
}

void TestMultipartParserLength::waitsForProofOnce()
{
    // Where the line end comes with the next part only, so does the first part.
    MultipartParser parser(makeBoundary("b"));
    parser.feed("\r\n--b\r\nContent-Length: 1\r\n\r\n1");
    QVERIFY(!parser.next());
    parser.feed("\r\n--b\r\nContent-Length: 1\r\n\r\n2");
    QByteArrayList log;
    drain(parser, log);
    QCOMPARE(log.size(), 2);
    parser.feed("\r\n--b\r\nContent-Length: 1\r\n\r\n3");
    drain(parser, log);
    QCOMPARE(log.size(), 3);
}

QTEST_APPLESS_MAIN(TestMultipartParserLength)
#include "tst_multipartparser_length.moc"
