// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"
#include "engine/mock/mockconnection.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// How a connection of the mock ends.
class TestMockConnection : public QObject
{
    Q_OBJECT

private slots:
    void answersAllThatWasAskedBeforeTheEnd();
    void streamsToNobodyBehindTheEnd();
    void closesAtThePaceOfThePeer();
    void resetsWhoTakesNothing();
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

QTEST_GUILESS_MAIN(TestMockConnection)
#include "tst_mockconnection.moc"
