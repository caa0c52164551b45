// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"
#include "engine/mock/mockconnection.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// What a connection of the mock does of itself: that it asks for content, and how it ends.
class TestMockConnection : public QObject
{
    Q_OBJECT

private slots:
    void answersAllThatWasAskedBeforeTheEnd();
    void streamsToNobodyBehindTheEnd();
    void closesAtThePaceOfThePeer();
    void resetsWhoTakesNothing();
    void continues_data();
    void continues();
    void continuesInTurn();
};

namespace {

QByteArray request(const QByteArray &line, const QByteArray &fields = {})
{
    return line + " HTTP/1.1\r\nHost: localhost:8080\r\n" + fields + "\r\n";
}

struct Mock : LoopFixture {
    Mock() { serve(); }
};

} // namespace

/// A peer that has sent its FIN may still read: RFC 9112 section 9.6 of the other direction.
void TestMockConnection::answersAllThatWasAskedBeforeTheEnd()
{
    Mock f;
    f.mock().publish("tick", QByteArray(3'000'000, 'x'));
    const auto visitor = f.visit();
    visitor->setAutoConfirming(false);
    visitor->send(request("GET /poll") + request("GET /poll") + request("GET /poll?since=1"));
    visitor->finish();
    QCOMPARE(visitor->written().count("HTTP/1.1 200 OK"), 1);
    QVERIFY(!visitor->isWritingFinished());
    visitor->setAutoConfirming(true);
    f.settle();
    QCOMPARE(visitor->written().count("HTTP/1.1 200 OK"), 3);
    QCOMPARE(visitor->written().count("Connection: close\r\n"), 1); // On the last alone.
    QVERIFY(visitor->takeWritten().endsWith("{\"messages\":[],\"next\":1}"));
    QVERIFY(visitor->hasEnded() && !visitor->isAborted());

    const auto wrong = f.visit();
    wrong->setAutoConfirming(false);
    wrong->send(request("GET /poll") + "nonsense\r\n\r\n");
    wrong->finish();
    wrong->setAutoConfirming(true);
    f.settle();
    QCOMPARE(wrong->written().count("HTTP/1.1 400 Bad Request"), 1);
    QVERIFY(wrong->hasEnded());
}

void TestMockConnection::streamsToNobodyBehindTheEnd()
{
    Mock f;
    f.mock().publish("tick", QByteArray(3'000'000, 'x'));
    for (const QByteArray &last : { request("GET /sse"), upgrade("/ws") }) {
        const auto visitor = f.visit();
        visitor->setAutoConfirming(false);
        visitor->send(request("GET /poll") + last);
        visitor->finish();
        visitor->setAutoConfirming(true);
        f.settle();
        QCOMPARE(visitor->written().count("HTTP/1.1 "), 2);
        QVERIFY(visitor->hasEnded());
    }
    for (const MockEndpointStatus &endpoint : f.mock().status().endpoints)
        QCOMPARE(endpoint.clients, 0);
}

void TestMockConnection::closesAtThePaceOfThePeer()
{
    constexpr qint64 Part = 300'000;
    Mock f;
    for (const bool isHalfClosed : { false, true }) {
        f.mock().publish("tick", QByteArray(10 * Part, 'x'));
        const auto slow = f.visit();
        slow->setAutoConfirming(false);
        slow->setAnsweringClose(false);
        slow->send(request("GET /poll", isHalfClosed ? "" : "Connection: close\r\n"));
        if (isHalfClosed)
            slow->finish();
        QVERIFY(slow->isWritingFinished());
        for (qint64 taken = 0; taken < 10 * Part; taken += Part) {
            f.advance(MockConnection::MaxIdleClosing - 1s);
            QVERIFY(slow->isOpen());
            QVERIFY(!slow->isClosing()); // The time of grace has not begun.
            slow->confirm(Part);
        }
        slow->confirm(Part);
        f.advance(2s);
        QVERIFY(slow->hasEnded() && !slow->isAborted());
    }
    QCOMPARE(f.sink().objects("error").size(), 0);
}

void TestMockConnection::resetsWhoTakesNothing()
{
    Mock f;
    f.mock().publish("tick", QByteArray(3'000'000, 'x'));
    const auto deaf = f.visit();
    deaf->setAutoConfirming(false);
    deaf->send(request("GET /poll", "Connection: close\r\n"));
    f.advance(MockConnection::MaxIdleClosing - 1s);
    QVERIFY(deaf->isOpen());
    f.advance(1s);
    QVERIFY(deaf->isAborted());
    QCOMPARE(f.takeStory("error").count("slow-consumer"), 1);
    QCOMPARE(f.sink().last("error").value(QLatin1StringView("idle_ms")).toString(),
             QStringLiteral("30000"));
}

void TestMockConnection::continues_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("isContinued");
    const QByteArray post = "POST /publish/tick HTTP/1.1\r\nHost: localhost\r\n";
    QTest::newRow("10.1.1 asked") << post + "Expect: 100-continue\r\nContent-Length: 1\r\n" << true;
    QTest::newRow("10.1.1 in any case, chunked")
        << post + "expect: 100-Continue\r\nTransfer-Encoding: chunked\r\n" << true;
    QTest::newRow("10.1.1 not asked") << post + "Content-Length: 1\r\n" << false;
    QTest::newRow("10.1.1 no content")
        << QByteArray("GET /sse HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n") << false;
    QTest::newRow("10.1.1 of HTTP 1.0")
        << QByteArray("POST /publish/tick HTTP/1.0\r\nExpect: 100-continue\r\n"
                      "Content-Length: 1\r\n")
        << false;
}

/// RFC 9110 section 10.1.1.
void TestMockConnection::continues()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, isContinued);
    Mock f;
    const auto visitor = f.visit(head + "\r\n");
    const QByteArray expected = isContinued ? "HTTP/1.1 100 Continue\r\n\r\n" : "";
    QCOMPARE(visitor->written().left(expected.size() + 1).startsWith(expected), true);
    QCOMPARE(visitor->takeWritten().contains("100 Continue"), isContinued);
    if (!isContinued)
        return;
    visitor->send(head.contains("chunked") ? "1\r\n7\r\n0\r\n\r\n" : "7");
    QVERIFY(visitor->takeWritten().startsWith("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(f.takeStory("http.response"), QByteArray("http.response server auto 100 Continue\n"
                                                      "http.response server auto 200 OK\n"));
}

void TestMockConnection::continuesInTurn()
{
    Mock f;
    const QByteArray head = "POST /publish/tick HTTP/1.1\r\nHost: localhost\r\n"
                            "Expect: 100-continue\r\nContent-Length: 1\r\n\r\n";
    const auto visitor = f.visit(request("GET /long-poll") + head);
    QCOMPARE(visitor->takeWritten(), QByteArray());
    f.mock().publish("tick", "1");
    f.settle();
    const QByteArray answers = visitor->takeWritten();
    QVERIFY(answers.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(answers.endsWith("HTTP/1.1 100 Continue\r\n\r\n"));
    visitor->send("2");
    QVERIFY(visitor->takeWritten().startsWith("HTTP/1.1 200 OK\r\n"));

    const auto hasty = f.visit(request("GET /long-poll") + head + "3");
    f.mock().publish("tick", "1");
    f.settle();
    QVERIFY(!hasty->takeWritten().contains("100 Continue")); // "MAY omit": it came already.
}

QTEST_GUILESS_MAIN(TestMockConnection)
#include "tst_mockconnection.moc"
