// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/engineiosession.h"
#include "engine/socketiovisitor.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;
using EngineIo::Revision;

/// Engine.IO sessions of the mock: heartbeats, WebSockets, and the way to them.
class TestMockUpgrade : public QObject
{
    Q_OBJECT

private slots:
    void beats_data();
    void beats();
    void beatsByWebSocket();
    void answersPings();
    void missesTheClient_data();
    void missesTheClient();
    void missesWhoIsOnNoConnection_data();
    void missesWhoIsOnNoConnection();
    void movesToAWebSocket_data();
    void movesToAWebSocket();
    void takesTheOutboxAlong();
    void staysWhereTheProbeFails_data();
    void staysWhereTheProbeFails();
    void keepsAwayFromUpgradedSessions();
    void servesByWebSocket_data();
    void servesByWebSocket();
    void endsWithItsWebSocket();
};

namespace {

using Mock = EngineIoMock;
using Visitor = EngineIoVisitor;

} // namespace

void TestMockUpgrade::beats_data()
{
    addRevisions();
}

/// An idle client that keeps to the rules is there after many periods.
void TestMockUpgrade::beats()
{
    QFETCH(Revision, revision);
    Mock f(R"("ping_interval_ms":300,"ping_timeout_ms":200)");
    Visitor visitor(f, revision);
    visitor.begin();
    if (revision == Revision::V4) {
        visitor.post("40");
        visitor.polled();
    }
    for (int period = 0; period < 5; ++period) {
        const auto poll = visitor.poll();
        if (revision == Revision::V3) {
            f.advance(300ms);
            QCOMPARE(visitor.post("2"), QByteArray("ok"));
            QCOMPARE(visitor.takeBody(*poll), QByteArray("1:3"));
        } else {
            f.advance(299ms);
            QCOMPARE(poll->written(), QByteArray());
            f.advance(1ms);
            QCOMPARE(visitor.takeBody(*poll), QByteArray("2"));
            QCOMPARE(visitor.post("3"), QByteArray("ok"));
        }
    }
    QCOMPARE(f.status().clients, 1);
}

void TestMockUpgrade::beatsByWebSocket()
{
    Mock f(R"("ping_interval_ms":300,"ping_timeout_ms":200)");
    Visitor visitor(f);
    visitor.openWebSocket();
    visitor.send("40");
    visitor.received();
    for (int period = 0; period < 5; ++period) {
        f.advance(300ms);
        QCOMPARE(visitor.received(), QByteArray("2"));
        f.advance(199ms);
        visitor.send("3");
    }
    f.advance(300ms);
    QCOMPARE(visitor.received(), QByteArray("2"));
    f.advance(200ms);
    QCOMPARE(visitor.received(), QByteArray("close"));
    QCOMPARE(f.status().clients, 0);
}

void TestMockUpgrade::answersPings()
{
    Mock f;
    Visitor visitor(f, Revision::V3);
    visitor.openWebSocket();
    visitor.received();
    visitor.send("2hello");
    QCOMPARE(visitor.received(), QByteArray("3hello"));
}

void TestMockUpgrade::missesTheClient_data()
{
    addRevisions();
}

void TestMockUpgrade::missesTheClient()
{
    QFETCH(Revision, revision);
    Mock f(R"("ping_interval_ms":300,"ping_timeout_ms":200)");
    Visitor visitor(f, revision);
    visitor.begin();
    f.advance(499ms);
    QCOMPARE(f.status().clients, 1);
    const auto poll = visitor.poll();
    visitor.takeBody(*poll);
    f.advance(1ms);
    QCOMPARE(f.status().clients, 0);
    QCOMPARE(visitor.takeBody(*visitor.poll()), QByteArray(UnknownSid));
}

/// Its last connection is closed when its time is over.
void TestMockUpgrade::missesWhoIsOnNoConnection_data()
{
    addRevisions();
}

void TestMockUpgrade::missesWhoIsOnNoConnection()
{
    QFETCH(Revision, revision);
    Mock f(R"("ping_interval_ms":300,"ping_timeout_ms":200)");
    Visitor visitor(f, revision);
    const auto first = visitor.poll();
    QVERIFY(visitor.takeBody(*first).contains("\"sid\""));
    const auto client = f.status().list.front();
    first->reset();
    f.settle();
    f.advance(500ms);
    QCOMPARE(f.status().clients, 0);
    const QJsonObject error = f.sink().last("error");
    QCOMPARE(error.value(QLatin1StringView("code")).toString(), QStringLiteral("ping-timeout"));
    QCOMPARE(error.value(QLatin1StringView("conn")).toInt(), static_cast<int>(client.connection));
    QCOMPARE(error.value(QLatin1StringView("stream")).toInt(), static_cast<int>(client.client));
}

void TestMockUpgrade::movesToAWebSocket_data()
{
    addRevisions();
}

void TestMockUpgrade::movesToAWebSocket()
{
    QFETCH(Revision, revision);
    Mock f;
    Visitor visitor(f, revision);
    visitor.begin();
    if (revision == Revision::V4) {
        visitor.post("40");
        visitor.polled();
    }
    const auto poll = visitor.poll();
    visitor.openWebSocket();
    QCOMPARE(poll->written(), QByteArray());
    visitor.send("2probe");
    QCOMPARE(visitor.received(), QByteArray("3probe"));
    QVERIFY(visitor.takeBody(*poll).endsWith("6"));
    QCOMPARE(visitor.polled(), QByteArray("6")); // One that was on its way.
    visitor.send("5");
    f.publish("1");
    QCOMPARE(visitor.received(), QByteArray(R"(42["n",1])"));
    QCOMPARE(f.status().clients, 1);
    QVERIFY(f.status().list.at(0).isWebSocket);
}

void TestMockUpgrade::takesTheOutboxAlong()
{
    Mock f;
    Visitor visitor(f);
    visitor.connect();
    visitor.openWebSocket();
    visitor.send("2probe");
    visitor.received();
    f.publish("1");
    f.publish("2");
    QCOMPARE(visitor.received(), QByteArray());
    visitor.send("5");
    QCOMPARE(visitor.received(), QByteArray(R"(42["n",1]|42["n",2])"));
}

void TestMockUpgrade::staysWhereTheProbeFails_data()
{
    QTest::addColumn<QByteArray>("how");
    QTest::newRow("another packet") << QByteArray("40");
    QTest::newRow("gone") << QByteArray();
    QTest::newRow("no time left") << QByteArray("wait");
}

void TestMockUpgrade::staysWhereTheProbeFails()
{
    QFETCH(QByteArray, how);
    Mock f;
    Visitor visitor(f);
    visitor.connect();
    visitor.openWebSocket();
    if (how == "wait") {
        f.advance(10s);
        QCOMPARE(visitor.received(), QByteArray("close"));
    } else if (how.isEmpty()) {
        visitor.socket().reset();
    } else {
        visitor.send(how);
        QCOMPARE(visitor.received(), QByteArray("close"));
    }
    f.publish("1");
    QCOMPARE(visitor.polled(), QByteArray(R"(42["n",1])"));
    // And it may try again.
    visitor.openWebSocket();
    visitor.send("2probe");
    visitor.send("5");
    QCOMPARE(visitor.received(), QByteArray("3probe"));
    QVERIFY(f.status().list.at(0).isWebSocket);
}

void TestMockUpgrade::keepsAwayFromUpgradedSessions()
{
    Mock f;
    Visitor visitor(f);
    visitor.openWebSocket();
    visitor.takeSid(visitor.received());
    QCOMPARE(visitor.takeBody(*visitor.poll()), QByteArray(BadRequest));
    QCOMPARE(visitor.postBody("40"), QByteArray(BadRequest));
    Visitor second(f);
    second.sid = visitor.sid;
    second.openWebSocket();
    QVERIFY(second.isRefused);
    visitor.send("40");
    QVERIFY(visitor.received().startsWith("40{"));
}

void TestMockUpgrade::servesByWebSocket_data()
{
    addRevisions();
}

void TestMockUpgrade::servesByWebSocket()
{
    QFETCH(Revision, revision);
    Mock f;
    Visitor visitor(f, revision);
    visitor.openWebSocket();
    const QByteArray first = visitor.takeSid(visitor.received());
    QVERIFY2(first.startsWith(R"(0{"sid":"SID","upgrades":[],)"), first.constData());
    if (revision == Revision::V4) {
        visitor.send("40");
        visitor.received();
    } else {
        QVERIFY(first.endsWith("|40"));
    }
    f.publish("1");
    QCOMPARE(visitor.received(), QByteArray(R"(42["n",1])"));
    f.publish(R"({"base64":"AQID"})");
    const QByteArray attachment = revision == Revision::V4 ? "bAQID" : "bBAECAw==";
    QCOMPARE(visitor.received(),
             QByteArray(R"(451-["n",{"_placeholder":true,"num":0}]|)" + attachment));
}

void TestMockUpgrade::endsWithItsWebSocket()
{
    Mock f;
    Visitor visitor(f);
    visitor.openWebSocket();
    QCOMPARE(f.status().clients, 1);
    visitor.socket().send(closeFrame(Role::Client, 1001));
    visitor.socket().finish();
    QCOMPARE(f.status().clients, 0);
    Visitor other(f);
    other.openWebSocket();
    other.received();
    other.send("1");
    QCOMPARE(other.received(), QByteArray("close"));
    QCOMPARE(f.status().clients, 0);
}

QTEST_GUILESS_MAIN(TestMockUpgrade)
#include "tst_mockupgrade.moc"
