// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/startline.h"
#include "support/printing.h"

#include <QTest>

using namespace Pushscope;
using namespace Pushscope::Http1;

/// What stands in the corpus is not repeated here: these are the corners of single lines.
class TestStartLine : public QObject
{
    Q_OBJECT

private slots:
    void requestLines_data();
    void requestLines();
    void statusLines_data();
    void statusLines();
    void beginnings_data();
    void beginnings();
};

void TestStartLine::requestLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("isOne");
    QTest::addColumn<QByteArrayList>("parts");
    QTest::addColumn<bool>("isGood");
    const auto row
        = [](const char *name, const QByteArray &line, const QByteArrayList &parts, bool isGood,
             bool isOne = true) { QTest::newRow(name) << line << isOne << parts << isGood; };

    row("3 origin form", "GET / HTTP/1.1", { "GET", "/", "HTTP/1.1" }, true);
    row("3 lower-case method", "get / HTTP/1.1", { "get", "/", "HTTP/1.1" }, true);
    row("3 two spaces before the version", "GET /  HTTP/1.1", { "GET", "/", "HTTP/1.1" }, false);
    row("3 tab before the version", "GET /\tHTTP/1.1", { "GET", "/\tHTTP/1.1", "" }, false);
    row("3 blanks at the end", "GET / HTTP/1.1 \t", { "GET", "/", "HTTP/1.1" }, false);
    row("3 only a version", "HTTP/1.1 200 OK", { "HTTP/1.1", "200 OK", "" }, false, false);
    row("3 method and blanks", "GET   ", { "GET", "", "" }, false, false);
    row("3 blanks alone", "   ", { "", "", "" }, false, false);
    row("3 words", "no HTTP at all", { "no", "HTTP at all", "" }, false);
    row("3 binary words", "\x01 \x02", { "\x01", "\x02", "" }, false, false);
    row("3 binary and a version", "\x01 \x02 HTTP/1.1", { "\x01", "\x02", "HTTP/1.1" }, false);
    row("3.2 control character", "GET /\x7f HTTP/1.1", { "GET", "/\x7f", "HTTP/1.1" }, false);
    row("3.2 marks", "GET /a'();:@&=+$,?[]{}|^~\\`\"<> HTTP/1.1",
        { "GET", "/a'();:@&=+$,?[]{}|^~\\`\"<>", "HTTP/1.1" }, true);
    row("3.2 quotes and percents", "GET /%20%zz HTTP/1.1", { "GET", "/%20%zz", "HTTP/1.1" }, true);
    row("3.2.2 with a query", "GET http://a?b HTTP/1.1", { "GET", "http://a?b", "HTTP/1.1" }, true);
    row("3.2.2 without an authority", "GET http:///a HTTP/1.1", { "GET", "http:///a", "HTTP/1.1" },
        false);
    row("3.2.2 IPv6", "GET http://[::1]:80/ HTTP/1.1", { "GET", "http://[::1]:80/", "HTTP/1.1" },
        true);
    row("3.2.2 without slashes", "GET http:a HTTP/1.1", { "GET", "http:a", "HTTP/1.1" }, false);
    row("3.2.2 no scheme", "GET ://a HTTP/1.1", { "GET", "://a", "HTTP/1.1" }, false);
    row("3.2.2 mark in the scheme", "GET ht_tp://a/ HTTP/1.1", { "GET", "ht_tp://a/", "HTTP/1.1" },
        false);
    row("3.2.3 IPv6", "CONNECT [::1]:443 HTTP/1.1", { "CONNECT", "[::1]:443", "HTTP/1.1" }, true);
    row("3.2.3 user", "CONNECT a@b:443 HTTP/1.1", { "CONNECT", "a@b:443", "HTTP/1.1" }, false);
    row("3.2.3 path", "CONNECT a:443/ HTTP/1.1", { "CONNECT", "a:443/", "HTTP/1.1" }, false);
    row("3.2.3 no host", "CONNECT :443 HTTP/1.1", { "CONNECT", ":443", "HTTP/1.1" }, false);
    row("3.2.3 origin form", "CONNECT / HTTP/1.1", { "CONNECT", "/", "HTTP/1.1" }, false);
    row("3.2.3 for CONNECT alone", "GET a:443 HTTP/1.1", { "GET", "a:443", "HTTP/1.1" }, false);
    row("2.3 version of another name", "GET / HTTPS/1.1", { "GET", "/ HTTPS/1.1", "" }, false);
    row("2.3 no minor version", "GET / HTTP/1", { "GET", "/", "HTTP/1" }, false);
    row("2.3 name alone", "GET / HTTP/", { "GET", "/", "HTTP/" }, false);
    row("2.3 part of the name", "GET / HTTP", { "GET", "/ HTTP", "" }, false);
}

void TestStartLine::requestLines()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, isOne);
    QFETCH(QByteArrayList, parts);
    QFETCH(bool, isGood);
    RequestHead head;
    QCOMPARE(readRequestLine(line, head), isOne);
    QCOMPARE(QByteArrayList({ head.method, head.target, head.version }), parts);
    QCOMPARE(head.violations, isGood ? ViolationSet() : ViolationSet{ Violation::BadRequestLine });
}

void TestStartLine::statusLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("isOne");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char *name, const char *line, const char *version, int status,
                        const char *reason, bool isGood, bool isOne = true) {
        QTest::newRow(name) << QByteArray(line) << isOne << QByteArray(version) << status
                            << QByteArray(reason) << isGood;
    };

    row("4 status line", "HTTP/1.1 200 OK", "HTTP/1.1", 200, "OK", true);
    row("4 lowest status", "HTTP/1.0 100 ", "HTTP/1.0", 100, "", true);
    row("4 highest status", "HTTP/1.0 599 ", "HTTP/1.0", 599, "", true);
    row("4 below the lowest", "HTTP/1.0 099 ", "HTTP/1.0", 99, "", false);
    row("4 above the highest", "HTTP/1.0 600 ", "HTTP/1.0", 600, "", false);
    row("4 tab after the status", "HTTP/1.1 200\tOK", "HTTP/1.1", 200, "OK", false);
    row("4 tab in the reason", "HTTP/1.1 200 O\tK", "HTTP/1.1", 200, "O\tK", true);
    row("4 huge status", "HTTP/1.1 99999999999999999999 OK", "HTTP/1.1", 0,
        "99999999999999999999 OK", false);
    row("4 sign", "HTTP/1.1 +20 OK", "HTTP/1.1", 0, "+20 OK", false);
    row("4 version alone", "HTTP/1.1", "HTTP/1.1", 0, "", false);
    row("4 no version, status", "x 200 OK", "x", 200, "OK", false);
    row("4 no version, two digits", "x 20 OK", "x", 20, "OK", false, false);
    row("4 nothing before the status", " 200 OK", "", 200, "OK", false, false);
    row("4 no version, no status", "x y", "x", 0, "y", false, false);
    row("4 blanks alone", "  ", "", 0, "", false, false);
    row("2.3 version without a dot", "HTTP/11 200 OK", "HTTP/11", 200, "OK", false);
    row("2.3 letter in the version", "HTTP/1.a 200 OK", "HTTP/1.a", 200, "OK", false);
}

void TestStartLine::statusLines()
{
    QFETCH(QByteArray, line);
    QFETCH(bool, isOne);
    QFETCH(QByteArray, version);
    QFETCH(int, status);
    QFETCH(QByteArray, reason);
    QFETCH(bool, isGood);
    ResponseHead head;
    QCOMPARE(readStatusLine(line, head), isOne);
    QCOMPARE(head.version, version);
    QCOMPARE(head.status, status);
    QCOMPARE(head.reason, reason);
    QCOMPARE(head.violations, isGood ? ViolationSet() : ViolationSet{ Violation::BadStatusLine });
}

void TestStartLine::beginnings_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<bool>("isRequest");
    QTest::addColumn<bool>("isResponse");

    QTest::newRow("8 a letter") << QByteArray("H") << true << true;
    QTest::newRow("8 part of the name") << QByteArray("HTT") << true << true;
    QTest::newRow("8 name and slash") << QByteArray("HTTP/") << false << true;
    QTest::newRow("8 status line") << QByteArray("HTTP/1.1 2") << false << true;
    QTest::newRow("8 method") << QByteArray("GET") << true << false;
    QTest::newRow("8 request line") << QByteArray("GET /\x01") << true << false;
    QTest::newRow("8 no token") << QByteArray("\x16\x03") << false << false;
    QTest::newRow("8 blank") << QByteArray(" GET") << false << false;
}

void TestStartLine::beginnings()
{
    QFETCH(QByteArray, beginning);
    QFETCH(bool, isRequest);
    QFETCH(bool, isResponse);
    QCOMPARE(isRequestLineBeginning(beginning), isRequest);
    QCOMPARE(isStatusLineBeginning(beginning), isResponse);
}

QTEST_APPLESS_MAIN(TestStartLine)
#include "tst_startline.moc"
