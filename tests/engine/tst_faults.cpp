// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/fault.h"
#include "engine/mock/scenario.h"
#include "engine/scenariofixture.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// What a mock does wrong on purpose, and what our own client makes of it.
class TestFaults : public QObject
{
    Q_OBJECT

private slots:
    void namesAreTheContracts();
    void showsAtTheClient_data();
    void showsAtTheClient();
    void waitsForItsTrigger_data();
    void waitsForItsTrigger();
    void keepsTime_data();
    void keepsTime();
    void sendsWhatWaitsBeforeItCloses_data();
    void sendsWhatWaitsBeforeItCloses();
    void cutsLateMessages();
    void closesOnPeersThatTakeTooLong();
    void boundsWhatWaits_data();
    void boundsWhatWaits();
    void faultsOnlyItsOwnResponses();
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();
};

namespace {

/// `/x` of @p technique, fed by a channel that only a publish fills.
QByteArray scenario(const QByteArray &technique, const QByteArray &faults)
{
    return R"({"channels":{"c":{}},"endpoints":[{"path":"/x","channel":"c","technique":")"
        + technique + R"(","faults":[)" + faults + "]}]}";
}

/// A client and a mock, each recording for itself, with one connection after the other between.
class Dialogue
{
public:
    Dialogue(const QByteArray &technique, const QByteArray &faults)
    {
        auto read = readScenario(scenario(technique, faults));
        Q_ASSERT(std::holds_alternative<Scenario>(read));
        MockOptions options;
        options.scenario = std::make_shared<Scenario>(std::get<Scenario>(std::move(read)));
        mock.serve(options);
        const auto known = techniqueFromName(technique);
        ClientOptions wishes = clientOf(*known, technique == "websocket"
                                                    ? "ws://localhost:8080/x"
                                                    : "http://localhost:8080/x");
        wishes.reconnects = false;
        client.connect(wishes);
        atClient = network.peers().back();
        atClient->setAnsweringClose(false);
        atMock = network.connectIn(8080);
        atMock->setAnsweringClose(false);
        atClient->accept();
        pump();
    }

    void publish(int count = 1)
    {
        for (int i = 0; i < count; ++i) {
            mock.mock().publish("c", "\"hello\"");
            network.settle();
            pump();
        }
    }

    void pump()
    {
        bool hasMoved = true;
        while (hasMoved) {
            hasMoved = carry(*atClient, *atMock);
            hasMoved = carry(*atMock, *atClient) || hasMoved;
            network.settle();
        }
        if (atMock->isAborted() && !std::exchange(m_isOver, true))
            atClient->reset();
        else if (atMock->isWritingFinished() && !std::exchange(m_isOver, true))
            atClient->finish();
        network.settle();
    }

    [[nodiscard]] bool clientSaw(const QByteArray &text) { return saw(client, text); }
    [[nodiscard]] bool mockSaid(const QByteArray &text) { return saw(mock, text); }

    ManualClock clock;
    ScriptedNetwork network{ clock };
    LoopFixture client{ network };
    LoopFixture mock{ network };
    std::shared_ptr<ScriptedPeer> atClient;
    std::shared_ptr<ScriptedPeer> atMock;

private:
    static bool carry(ScriptedPeer &from, ScriptedPeer &to)
    {
        const QByteArray octets = from.takeWritten();
        if (!octets.isEmpty())
            to.send(octets);
        return !octets.isEmpty();
    }
    static bool saw(LoopFixture &end, const QByteArray &text)
    {
        return std::ranges::any_of(end.sink().lines(),
                                   [&](const QByteArray &line) { return line.contains(text); });
    }

    bool m_isOver = false;
};

} // namespace

void TestFaults::namesAreTheContracts()
{
    for (int i = 0; i < FaultKindCount; ++i) {
        const auto kind = static_cast<FaultKind>(i);
        QCOMPARE(faultFromName(faultName(kind)), std::optional(kind));
    }
    QVERIFY(!faultFromName("no-such-fault"));
}

void TestFaults::showsAtTheClient_data()
{
    QTest::addColumn<QByteArray>("technique");
    QTest::addColumn<QByteArray>("fault"); // Its kind, and what it needs.
    QTest::addColumn<QByteArray>("shown"); // In a record of the client's.
    const auto row = [](const char *technique, const char *kind, const char *shown,
                        const char *more = "") {
        QTest::addRow("%s %s", technique, kind)
            << QByteArray(technique) << QByteArray(R"({"kind":")" + QByteArray(kind) + '"' + more + '}')
            << QByteArray(shown);
    };
    // Opening handshakes.
    row("websocket", "wrong-accept", "accept-mismatch");
    row("websocket", "missing-accept", "accept-mismatch");
    row("websocket", "missing-upgrade", "upgrade-missing");
    row("websocket", "missing-connection", "connection-missing");
    row("websocket", "unasked-subprotocol", "unrequested-subprotocol");
    row("websocket", "unasked-extension", "unrequested-extension");
    row("websocket", "status", R"("status":418)", R"(,"status":418)");
    row("websocket", "unavailable", R"("status":503)");
    row("websocket", "html-error", "status-not-101");
    // Frames.
    row("websocket", "masked-frame", "masked-by-server");
    row("websocket", "rsv-bits", "\"rsv\":4");
    row("websocket", "reserved-opcode", "reserved-opcode");
    row("websocket", "bad-utf8", "invalid-utf8");
    row("websocket", "huge-length", "too-large");
    row("websocket", "endless-fragments", R"("opcode":0)");
    row("websocket", "bad-deflate", "bad-deflate");
    // Ends.
    row("websocket", "reset", R"("how":"reset")", R"(,"after_messages":1)");
    row("websocket", "fin-mid-message", "cut-off");
    row("websocket", "no-close-frame", R"("code":1006)", R"(,"after_messages":1)");
    row("sse", "reset", R"("how":"reset")", R"(,"after_messages":1)");
    row("sse", "fin-mid-message", "cut-off");
    // Event streams.
    row("sse", "wrong-type", "wrong-content-type");
    row("sse", "status", R"("status":500)", R"(,"status":500)");
    row("sse", "unavailable", "http-status");
    row("sse", "no-content", R"("status":204)");
    row("sse", "html-error", "wrong-content-type");
    row("sse", "both-lengths", "content-length-and-chunked");
    row("sse", "missing-blank-line", "unterminated-block");
    row("sse", "cr-only", R"("data":"hello")");
    row("sse", "bom-inside", "hello");
    row("sse", "id-nul", "id-contains-nul");
    row("sse", "duplicate-id", R"("id":"1")");
    row("sse", "decreasing-id", R"("id":"1000000")");
    row("sse", "retry", R"("ms":77)", R"(,"ms":77)");
    row("sse", "huge-event", "xxxxxxxxxxxxxxxxxxxxxxxx");
    row("sse", "bad-chunk-size", "bad-chunk-size");
    row("multipart", "wrong-boundary", "boundary");
    row("multipart", "late-boundary", R"("size":2051)");
    row("http-stream", "fin-mid-message", "cut-off");
}

void TestFaults::showsAtTheClient()
{
    QFETCH(QByteArray, technique);
    QFETCH(QByteArray, fault);
    QFETCH(QByteArray, shown);
    Dialogue dialogue(technique, fault);
    dialogue.publish(2);
    dialogue.network.advance(3s);
    dialogue.pump();
    if (!dialogue.clientSaw(shown)) {
        for (const QByteArray &line : dialogue.client.sink().lines())
            qInfo("%s", line.left(300).constData());
    }
    QVERIFY(dialogue.clientSaw(shown));
    // And the mock says that it was on purpose.
    QVERIFY(dialogue.mockSaid(R"("kind":"fault")"));
    QVERIFY(dialogue.mockSaid(fault.mid(8, fault.indexOf('"', 9) - 8)));
}

void TestFaults::waitsForItsTrigger_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<int>("messages"); // Before it shows.
    QTest::newRow("after_messages") << QByteArray(R"({"kind":"reset","after_messages":5})") << 5;
    QTest::newRow("probability 1")
        << QByteArray(R"({"kind":"fin-mid-message","probability":1})") << 1;
    QTest::newRow("probability 0") << QByteArray(R"({"kind":"reset","probability":0})") << 100;
    QTest::newRow("another client") << QByteArray(R"({"kind":"reset","client":2})") << 100;
    QTest::newRow("this client") << QByteArray(R"({"kind":"reset","client":1})") << 1;
}

void TestFaults::waitsForItsTrigger()
{
    QFETCH(QByteArray, fault);
    QFETCH(int, messages);
    Dialogue dialogue("websocket", fault);
    constexpr int Most = 20;
    int sent = 0;
    while (sent < Most && !dialogue.mockSaid(R"("kind":"fault")")) {
        dialogue.publish();
        ++sent;
    }
    QCOMPARE(sent, std::min(messages, Most));
}

void TestFaults::keepsTime_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<int>("atOnce");   // Messages that the client has of six.
    QTest::addColumn<int>("afterWhile"); // Ten seconds later.
    QTest::newRow("none due") << QByteArray(R"({"kind":"delay","client":7})") << 6 << 6;
    QTest::newRow("delay") << QByteArray(R"({"kind":"delay","ms":2000})") << 0 << 6;
    QTest::newRow("stall") << QByteArray(R"({"kind":"stall","after_messages":2})") << 2 << 2;
    QTest::newRow("hold-back") << QByteArray(R"({"kind":"hold-back","octets":1})") << 6 << 6;
    QTest::newRow("hold-back more") << QByteArray(R"({"kind":"hold-back","octets":4096})") << 0 << 0;
    QTest::newRow("drip") << QByteArray(R"({"kind":"drip","ms":10})") << 0 << 6;
    QTest::newRow("throttle") << QByteArray(R"({"kind":"throttle","octets":100})") << 0 << 6;
}

void TestFaults::keepsTime()
{
    QFETCH(QByteArray, fault);
    QFETCH(int, atOnce);
    QFETCH(int, afterWhile);
    Dialogue dialogue("websocket", fault);
    // The head is late, too, where everything is.
    for (int i = 0; i < 300 && !dialogue.clientSaw(R"("kind":"ws.handshake")"); ++i) {
        dialogue.network.advance(100ms);
        dialogue.pump();
    }
    dialogue.publish(6);
    const auto count = [&] { return dialogue.client.sink().objects("ws.message").size(); };
    QCOMPARE(count(), atOnce);
    for (int i = 0; i < 100; ++i) {
        dialogue.network.advance(100ms);
        dialogue.pump();
    }
    QCOMPARE(count(), afterWhile);
}

void TestFaults::sendsWhatWaitsBeforeItCloses_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<QByteArray>("octets"); // From the client; none: the mock stops.
    QTest::addColumn<QByteArray>("code");   // Of the Close frame.
    const QByteArray delay(R"({"kind":"delay","ms":500})");
    const QByteArray close = closeFrame(Role::Client, 1000);
    QTest::newRow("delay") << delay << close << QByteArray::fromHex("03e8");
    QTest::newRow("jitter") << QByteArray(R"({"kind":"jitter","ms":500})") << close
                            << QByteArray::fromHex("03e8");
    QTest::newRow("throttle") << QByteArray(R"({"kind":"throttle","octets":100})") << close
                              << QByteArray::fromHex("03e8");
    QTest::newRow("drip") << QByteArray(R"({"kind":"drip","ms":10})") << close
                          << QByteArray::fromHex("03e8");
    QTest::newRow("broken client") << delay << frame(Role::Server, 0x81, "a")
                                   << QByteArray::fromHex("03ea");
    QTest::newRow("stop") << delay << QByteArray() << QByteArray::fromHex("03e9");
}

void TestFaults::sendsWhatWaitsBeforeItCloses()
{
    QFETCH(QByteArray, fault);
    QFETCH(QByteArray, octets);
    QFETCH(QByteArray, code);
    ScenarioFixture f(scenario("websocket", fault));
    const auto visitor = f.visit(upgrade("/x"));
    f.advance(10s);
    QVERIFY(visitor->takeWritten().startsWith("HTTP/1.1 101 "));
    if (octets.isEmpty())
        f.mock().stop();
    else
        visitor->send(octets);
    QVERIFY(!visitor->isWritingFinished());
    QCOMPARE(visitor->written(), QByteArray());
    f.advance(2s);
    QCOMPARE(visitor->written().left(1), QByteArray("\x88"));
    QCOMPARE(visitor->written().mid(2, 2), code);
    QCOMPARE(visitor->written().size(), qsizetype(2 + visitor->written().at(1)));
    QVERIFY(visitor->hasEnded());
    f.advance(10s); // No timer of the closing is left that would do harm.
    QCOMPARE(f.sink().objects("ws.closed").size(), 1);
}

void TestFaults::cutsLateMessages()
{
    const QByteArray faults(R"({"kind":"fin-mid-message"},{"kind":"delay","ms":500})");
    ScenarioFixture f(scenario("websocket", faults));
    const auto visitor = f.visit(upgrade("/x"));
    f.advance(1s);
    QVERIFY(visitor->takeWritten().startsWith("HTTP/1.1 101 "));
    f.mock().publish("c", "\"hello\"");
    f.settle();
    QCOMPARE(visitor->written(), QByteArray());
    QVERIFY(!visitor->isWritingFinished());
    f.advance(1s);
    QVERIFY(visitor->written().startsWith('\x81'));
    QVERIFY(visitor->hasEnded());
}

void TestFaults::closesOnPeersThatTakeTooLong()
{
    ScenarioFixture f(scenario("websocket", R"({"kind":"drip","ms":2000})"));
    const auto visitor = f.visit(upgrade("/x"));
    f.advance(1000s);
    QVERIFY(visitor->takeWritten().endsWith("\r\n\r\n"));
    f.mock().stop();
    f.advance(4500ms);
    QCOMPARE(visitor->written().size(), 2);
    QVERIFY(!visitor->isWritingFinished());
    f.advance(1s);
    QVERIFY(visitor->hasEnded());
    QCOMPARE(visitor->written().size(), 2);
}

void TestFaults::boundsWhatWaits_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::newRow("delay") << QByteArray(R"({"kind":"delay","ms":4000})");
    QTest::newRow("throttle") << QByteArray(R"({"kind":"throttle","octets":1000})");
    QTest::newRow("drip") << QByteArray(R"({"kind":"drip","ms":10})");
    QTest::newRow("drip a day") << QByteArray(R"({"kind":"drip","ms":86400000,"after_ms":1})");
}

void TestFaults::boundsWhatWaits()
{
    QFETCH(QByteArray, fault);
    ScenarioFixture f(R"({"endpoints":[{"path":"/x","technique":"websocket",)"
                      R"("on_message":[{"match":"*","reply":"{{message}}"}],"faults":[)"
                      + fault + "]}]}");
    const auto visitor = f.visit(upgrade("/x"));
    f.advance(10s);
    QVERIFY(visitor->takeWritten().startsWith("HTTP/1.1 101 "));
    const QByteArray message = frame(Role::Client, 0x81, QByteArray(600'000, 'x'));
    visitor->send(message);
    QVERIFY(!visitor->isReadingPaused());
    visitor->send(message);
    QVERIFY(visitor->isReadingPaused());
    // That it takes at once what is let go does not make room for more.
    f.advance(3s);
    QVERIFY(visitor->isReadingPaused());
}

void TestFaults::faultsOnlyItsOwnResponses()
{
    const QByteArray faults(R"({"kind":"delay","ms":500},{"kind":"reset","after_ms":5000})");
    ScenarioFixture f(R"({"channels":{"c":{}},"endpoints":[{"path":"/x","channel":"c",)"
                      R"("technique":"short-poll","faults":[)"
                      + faults + "]}]}");
    const auto visitor = f.begin("GET /x");
    QCOMPARE(visitor->written(), QByteArray());
    f.advance(1s);
    QVERIFY(visitor->takeWritten().startsWith("HTTP/1.1 2"));
    // Idle it is no client of the endpoint.
    f.advance(10s);
    QVERIFY(!visitor->isAborted());
    QVERIFY(visitor->isOpen());
    // Nor is the refusal the endpoint's.
    visitor->send("nonsense\r\n\r\n");
    QVERIFY(visitor->takeWritten().startsWith("HTTP/1.1 400 Bad Request"));
    QVERIFY(visitor->hasEnded());
}

void TestFaults::refusesWhatCannotBe_data()
{
    QTest::addColumn<QByteArray>("technique");
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<ScenarioError::Rule>("rule");
    using Rule = ScenarioError::Rule;
    QTest::newRow("unknown kind") << QByteArray("sse") << QByteArray(R"({"kind":"bad-luck"})")
                                  << Rule::NotOneOf;
    QTest::newRow("a WebSocket's on an event stream")
        << QByteArray("sse") << QByteArray(R"({"kind":"masked-frame"})") << Rule::NotOneOf;
    QTest::newRow("an event stream's on a WebSocket")
        << QByteArray("websocket") << QByteArray(R"({"kind":"missing-blank-line"})")
        << Rule::NotOneOf;
    QTest::newRow("no kind") << QByteArray("sse") << QByteArray(R"({"after_ms":5})")
                             << Rule::MissingMember;
    QTest::newRow("unknown member") << QByteArray("sse")
                                    << QByteArray(R"({"kind":"reset","afterMessages":5})")
                                    << Rule::UnknownMember;
    QTest::newRow("more than certain") << QByteArray("sse")
                                       << QByteArray(R"({"kind":"reset","probability":1.5})")
                                       << Rule::TooLarge;
}

void TestFaults::refusesWhatCannotBe()
{
    QFETCH(QByteArray, technique);
    QFETCH(QByteArray, fault);
    QFETCH(ScenarioError::Rule, rule);
    const auto read = readScenario(scenario(technique, fault));
    const auto *error = std::get_if<ScenarioError>(&read);
    QVERIFY(error);
    QCOMPARE(error->rule, rule);
    QCOMPARE(error->position.line, 1);
    QVERIFY(error->position.column > 60);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
