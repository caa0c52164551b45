// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/scenarios.h"
#include "engine/mock/scenarioruns.h"
#include "engine/scenariofixture.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// A mock that plays a scenario: channels, clients' own messages, workers, origins, defaults.
class TestScenario : public QObject
{
    Q_OBJECT

private slots:
    void playsChannels();
    void sendsMessagesInTurn();
    void endsResponsesWithTheChannel();
    void tellsEventSourcesToStop();
    void postponesWhileStalled();
    void givesEachClientItsOwn();
    void givesEachKeyItsOwn();
    void sharesOneClientsMessagesBetweenEndpoints();
    void forgetsWhoStaysAway();
    void boundsClientsOfTheirOwn();
    void playsStepsToStreams();
    void playsStepsToPolls();
    void publishesToClientsOfTheirOwn();
    void starvesWhoComesAfterTheWorkers();
    void letsTheLineGo();
    void holdsAnswers();
    void allowsOriginsToRead_data();
    void allowsOriginsToRead();
    void servesOriginsOnly();
    void keepsWhatIsTheServers();
    void keepsDefaultsWhenAsked();
    void recordsWhichScenario();
    void mayBeDestroyedAnyTime();
    void hasReadyOnes_data();
    void hasReadyOnes();
    void loadsFiles();
};

namespace {

constexpr char OneChannel[] = R"({"channels":{"a":{"every_ms":100,"message":{"n":"{{n}}","of":
    "{{channel}}"}}},"endpoints":[{"path":"/sse","technique":"sse","channel":"a","retry_ms":7,
    "event":"e"},{"path":"/poll","technique":"short-poll","channel":"a"}]})";

bool isAnswered(const std::shared_ptr<ScriptedPeer> &visitor)
{
    return visitor->written().startsWith("HTTP/1.1 ");
}

} // namespace

void TestScenario::playsChannels()
{
    ScenarioFixture f(OneChannel);
    const auto visitor = f.begin("GET /sse");
    QVERIFY(visitor->takeWritten().endsWith(
        QByteArray("\r\n\r\n" + chunk("retry: 7\n"))));
    f.advance(99ms);
    QCOMPARE(visitor->takeWritten(), QByteArray());
    f.advance(1ms);
    QCOMPARE(visitor->takeWritten(),
             chunk("event: e\nid: 1\ndata: {\"n\":1,\"of\":\"a\"}\n\n"));
    f.advance(1s);
    QCOMPARE(visitor->takeWritten().count("data: "), 10);
    QVERIFY(f.ask("GET /poll").endsWith(
        R"({"messages":[{"n":11,"message":{"n":11,"of":"a"}}],"next":11})"));
    const auto endpoints = f.mock().status().endpoints;
    QCOMPARE(endpoints.size(), 2);
    QCOMPARE(endpoints[0].technique, QByteArray("sse"));
    QCOMPARE(endpoints[0].channel, QByteArray("a"));
    QCOMPARE(endpoints[0].clients, 1);
    QCOMPARE(endpoints[0].sent, 11);
    QCOMPARE(endpoints[1].clients, 0);
    QCOMPARE(endpoints[1].sent, 1);
    f.mock().stop();
    QVERIFY(visitor->takeWritten().endsWith("0\r\n\r\n"));
}

void TestScenario::sendsMessagesInTurn()
{
    ScenarioFixture f(R"({"channels":{"once":{"every_ms":10,"messages":["a","b"]},
        "round":{"every_ms":10,"first_ms":0,"messages":["c","d"],"limit":5}},
        "endpoints":[{"path":"/once","technique":"short-poll","channel":"once"},
        {"path":"/round","technique":"short-poll","channel":"round"}]})");
    f.advance(1s);
    QVERIFY(f.ask("GET /once?since=0")
                .endsWith(R"([{"n":1,"message":"a"},{"n":2,"message":"b"}],"next":2})"));
    const QByteArray round = f.ask("GET /round?since=0");
    QCOMPARE(round.count("\"c\""), 3);
    QCOMPARE(round.count("\"d\""), 2);
}

void TestScenario::endsResponsesWithTheChannel()
{
    ScenarioFixture f(R"({"channels":{"a":{"every_ms":10,"messages":[1,2],"end":true}},
        "endpoints":[{"path":"/sse","technique":"sse","channel":"a"},
        {"path":"/ws","technique":"websocket","channel":"a"}]})");
    const auto stream = f.begin("GET /sse");
    const auto socket = f.open("/ws");
    f.advance(20ms);
    QVERIFY(stream->takeWritten().endsWith(
        QByteArray(chunk("id: 2\ndata: 2\n\n") + "0\r\n\r\n")));
    QCOMPARE(socket->takeWritten(),
             textFromServer("1") + textFromServer("2") + closeFrame(Role::Server, 1000));
    // Who comes later gets what is kept, and the end.
    const QByteArray late = f.ask("GET /sse", "Last-Event-ID: 1\r\n");
    QVERIFY(late.endsWith(
        QByteArray(chunk("id: 2\ndata: 2\n\n") + "0\r\n\r\n")));
    QCOMPARE(f.mock().status().endpoints[0].clients, 0);
}

void TestScenario::tellsEventSourcesToStop()
{
    ScenarioFixture f(R"({"channels":{"a":{"every_ms":10,"messages":[1,2],"end":true},
        "b":{"every_ms":10,"messages":[1,2],"end":true,"per":"client"}},
        "endpoints":[{"path":"/a","technique":"sse","channel":"a"},
        {"path":"/b","technique":"sse","channel":"b"},
        {"path":"/c","technique":"sse","steps":[{"send":1},{"close":{}}]}]})");
    f.advance(1s);
    for (const char *path : { "/a", "/b" }) {
        const QByteArray line = QByteArray("GET ") + path;
        QVERIFY(f.ask(line, "Last-Event-ID: 2\r\n").startsWith("HTTP/1.1 204 "));
        QVERIFY(f.ask(line, "Last-Event-ID: 1\r\n").startsWith("HTTP/1.1 200 "));
    }
    QVERIFY(f.ask("GET /c", "Last-Event-ID: 1\r\n").startsWith("HTTP/1.1 204 "));
}

void TestScenario::postponesWhileStalled()
{
    ScenarioFixture f(OneChannel);
    const auto visitor = f.begin("GET /sse");
    f.sink().setFull(true);
    f.loop().afterEvent();
    f.mock().publish("a", "fills");
    f.settle();
    QVERIFY(f.loop().isStalled());
    visitor->takeWritten();
    f.advance(5s);
    QCOMPARE(visitor->takeWritten(), QByteArray());
    f.sink().setFull(false);
    f.advance(20ms);
    // A second's worth is caught up with at most, not five.
    QVERIFY(visitor->takeWritten().count("data: ") <= 12);
    f.advance(1s);
    QCOMPARE(visitor->takeWritten().count("data: "), 10);
}

void TestScenario::givesEachClientItsOwn()
{
    ScenarioFixture f(R"({"channels":{"a":{"every_ms":100,"message":"{{client}}:{{n}}",
        "per":"client"}},"endpoints":[{"path":"/sse","technique":"sse","channel":"a"},
        {"path":"/ws","technique":"websocket","channel":"a"}]})");
    f.advance(1s);
    const auto one = f.begin("GET /sse");
    f.advance(250ms);
    const auto two = f.begin("GET /sse");
    f.advance(100ms);
    QCOMPARE(eventData(one->takeWritten()), QByteArray("1:1\n1:2\n1:3\n"));
    QCOMPARE(eventData(two->takeWritten()), QByteArray("2:1\n"));
    const auto socket = f.open("/ws");
    f.advance(100ms);
    QCOMPARE(socket->takeWritten(), textFromServer("3:1")); // Counted over the channel.
    QCOMPARE(f.mock().status().endpoints[0].clients, 2);
    one->reset();
    f.advance(100ms);
    QCOMPARE(f.mock().status().endpoints[0].clients, 1);
}

void TestScenario::givesEachKeyItsOwn()
{
    ScenarioFixture f(R"({"endpoints":[{"path":"/login","technique":"short-poll","key":"id",
        "steps":[{"send":"waiting"},{"after_ms":100,"send":"scanned"}]}]})");
    f.ask("GET /login?id=a");
    f.advance(50ms);
    f.ask("GET /login?id=b");
    f.advance(50ms);
    QVERIFY(f.ask("GET /login?id=a&since=0").endsWith(
        R"([{"n":1,"message":"waiting"},{"n":2,"message":"scanned"}],"next":2})"));
    QVERIFY(f.ask("GET /login?id=b&since=0").endsWith(
        R"([{"n":1,"message":"waiting"}],"next":1})"));
}

void TestScenario::sharesOneClientsMessagesBetweenEndpoints()
{
    ScenarioFixture f(R"({"channels":{"job":{"every_ms":100,"per":"client",
        "message":"{{client}}:{{n}}"}},"endpoints":[
        {"path":"/poll","technique":"short-poll","channel":"job","key":"id"},
        {"path":"/sse","technique":"sse","channel":"job","key":"id"}]})");
    f.ask("GET /poll?id=a");
    f.advance(150ms);
    const auto stream = f.begin("GET /sse?id=a");
    const auto other = f.begin("GET /sse?id=b");
    const auto nobody = f.begin("GET /sse");
    f.advance(50ms);
    QCOMPARE(eventData(stream->takeWritten()), QByteArray("1:2\n")); // From where it is.
    f.advance(50ms);
    QCOMPARE(eventData(other->takeWritten()), QByteArray("2:1\n"));
    QCOMPARE(eventData(nobody->takeWritten()), QByteArray("3:1\n"));
    QVERIFY(f.ask("GET /poll?id=a").contains("\"1:2\""));
    QCOMPARE(f.mock().status().endpoints[0].sent, 1);
    QCOMPARE(f.mock().status().endpoints[1].sent, 3);
    QCOMPARE(f.mock().status().endpoints[1].clients, 3);
}

void TestScenario::forgetsWhoStaysAway()
{
    ScenarioFixture f(R"({"endpoints":[{"path":"/a","technique":"short-poll",
        "steps":[{"send":"first"},{"after_ms":1000,"send":"last"}]}]})");
    f.ask("GET /a");
    f.advance(ScenarioRuns::ForgetAfter - 1ms);
    QVERIFY(f.ask("GET /a").contains("\"last\"")); // All without a key are one client.
    f.advance(ScenarioRuns::ForgetAfter - 1ms);
    QVERIFY(f.ask("GET /a").contains("\"last\""));
    f.advance(ScenarioRuns::ForgetAfter + 1ms);
    QVERIFY(f.ask("GET /a").endsWith(R"({"messages":[],"next":0})"));
    QVERIFY(f.ask("GET /a").contains("\"first\""));
}

void TestScenario::boundsClientsOfTheirOwn()
{
    ScenarioFixture f(R"({"endpoints":[{"path":"/a","technique":"short-poll","key":"k",
        "steps":[{"after_ms":60000,"send":1}]}]})");
    const auto visitor = f.begin("GET /a");
    QByteArray requests;
    for (std::size_t i = 1; i < ScenarioRuns::MaxRuns; ++i)
        requests += "GET /a?k=" + QByteArray::number(i) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    visitor->send(requests);
    visitor->takeWritten();
    QVERIFY(f.ask("GET /a?k=new").startsWith("HTTP/1.1 503 Service Unavailable\r\n"));
    QVERIFY(f.ask("GET /a?k=7").startsWith("HTTP/1.1 200 "));
    f.advance(ScenarioRuns::ForgetAfter);
    QVERIFY(f.ask("GET /a?k=new").startsWith("HTTP/1.1 200 "));
}

void TestScenario::playsStepsToStreams()
{
    ScenarioFixture f(R"({"channels":{"b":{}},"endpoints":[{"path":"/sse","technique":"sse",
        "event":"step","steps":[{"send":{"n":"{{n}}","client":"{{client}}"}},
        {"after_ms":50,"publish":{"channel":"b","message":"half"}},
        {"after_ms":50,"send":"two"},{"after_ms":10,"close":{}}]},
        {"path":"/b","technique":"short-poll","channel":"b"}]})");
    const auto visitor = f.begin("GET /sse");
    QVERIFY(visitor->takeWritten().endsWith(
        chunk("event: step\nid: 1\ndata: {\"n\":1,\"client\":1}\n\n")));
    f.advance(50ms);
    QVERIFY(f.ask("GET /b").contains("\"half\""));
    f.advance(49ms);
    QCOMPARE(visitor->takeWritten(), QByteArray());
    f.advance(1ms);
    QCOMPARE(visitor->takeWritten(), chunk("event: step\nid: 2\ndata: two\n\n"));
    f.advance(10ms);
    QCOMPARE(visitor->takeWritten(), QByteArray("0\r\n\r\n"));
    visitor->send("GET /sse HTTP/1.1\r\nHost: localhost\r\n\r\n"); // Anew.
    QCOMPARE(eventData(visitor->takeWritten()), QByteArray("{\"n\":1,\"client\":2}\n"));
}

void TestScenario::playsStepsToPolls()
{
    ScenarioFixture f(R"({"endpoints":[{"path":"/a","technique":"short-poll",
        "steps":[{"after_ms":10,"send":1},{"after_ms":10,"send":2}]}]})");
    const auto visitor = f.begin("GET /a");
    QVERIFY(visitor->takeWritten().endsWith(R"({"messages":[],"next":0})"));
    f.advance(1s);
    visitor->send("POST /a?since=1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(visitor->takeWritten().endsWith(R"({"messages":[{"n":2,"message":2}],"next":2})"));
}

void TestScenario::publishesToClientsOfTheirOwn()
{
    ScenarioFixture f(R"({"channels":{"a":{"every_ms":100,"per":"client"}},
        "endpoints":[{"path":"/sse","technique":"sse","channel":"a"}]})");
    const auto one = f.begin("GET /sse");
    const auto two = f.begin("GET /sse");
    one->takeWritten();
    two->takeWritten();
    f.mock().publish("a", "{\"to\":\"all\"}");
    f.settle();
    QCOMPARE(eventData(one->takeWritten()), QByteArray("{\"to\":\"all\"}\n"));
    QCOMPARE(eventData(two->takeWritten()), QByteArray("{\"to\":\"all\"}\n"));
    one->reset();
    f.advance(1s);
    f.mock().publish("a", "1"); // Nobody is told who is gone.
    f.settle();
    QVERIFY(eventData(two->takeWritten()).endsWith("\n1\n"));
}

void TestScenario::starvesWhoComesAfterTheWorkers()
{
    ScenarioFixture f(R"({"workers":2,"channels":{"a":{"every_ms":100}},"endpoints":[
        {"path":"/sse","technique":"sse","channel":"a"},
        {"path":"/poll","technique":"short-poll","channel":"a"},
        {"path":"/own","technique":"short-poll","channel":"a","workers":1}]})");
    const auto one = f.begin("GET /sse");
    const auto two = f.begin("GET /sse");
    const auto three = f.begin("GET /sse");
    const auto page = f.begin("GET /poll");
    QVERIFY(isAnswered(one) && isAnswered(two));
    f.advance(60s);
    QVERIFY(!isAnswered(three) && !isAnswered(page)); // However long it takes.
    QVERIFY(f.ask("GET /own").startsWith("HTTP/1.1 200 "));
    QVERIFY(f.ask("GET /status").startsWith("HTTP/1.1 200 ")); // Not of the scenario.
    QCOMPARE(f.mock().status().endpoints[0].clients, 2);
    one->reset();
    f.settle();
    QVERIFY(isAnswered(three) && !isAnswered(page)); // First come, first served.
    two->reset();
    f.settle();
    QVERIFY(isAnswered(page));
    QVERIFY(f.ask("GET /poll").startsWith("HTTP/1.1 200 ")); // Whose worker is free at once.
}

void TestScenario::letsTheLineGo()
{
    ScenarioFixture f(R"({"workers":1,"channels":{"a":{}},"endpoints":[
        {"path":"/sse","technique":"sse","channel":"a"}]})");
    const auto one = f.begin("GET /sse");
    const auto gone = f.begin("GET /sse");
    const auto bye = f.begin("GET /sse");
    const auto next = f.begin("GET /sse");
    gone->reset();
    bye->finish();
    f.settle();
    QVERIFY(!bye->isStreamAlive() || bye->isClosing());
    one->reset();
    f.settle();
    QVERIFY(isAnswered(next));
    QVERIFY(!isAnswered(bye));
    const auto waiting = f.begin("GET /sse");
    f.mock().stop();
    f.advance(5s);
    QVERIFY(!isAnswered(waiting));
    QVERIFY(f.mock().isStopped());
}

void TestScenario::holdsAnswers()
{
    ScenarioFixture f(R"({"channels":{"a":{}},"endpoints":[{"path":"/poll",
        "technique":"short-poll","channel":"a","hold_ms":300,"workers":1}]})");
    const auto one = f.begin("GET /poll");
    const auto two = f.begin("GET /poll");
    f.advance(299ms);
    QVERIFY(!isAnswered(one));
    f.advance(1ms);
    QVERIFY(isAnswered(one) && !isAnswered(two)); // The worker was busy with the first.
    f.advance(300ms);
    QVERIFY(isAnswered(two));
    const auto gone = f.begin("GET /poll");
    gone->reset();
    f.advance(1s);
    QVERIFY(f.begin("GET /poll")->isOpen());
}

void TestScenario::allowsOriginsToRead_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("allowed");
    const auto row = [](const char *path, const char *origin, const char *allowed) {
        QTest::addRow("%s to %s", path, origin)
            << QByteArray(path) << QByteArray(origin) << QByteArray(allowed);
    };
    row("/all", "https://a.example", "*");
    row("/all", "", "*");
    row("/one", "https://a.example", "https://a.example");
    row("/one", "https://A.example", "https://A.example");
    row("/one", "https://b.example", "");
    row("/one", "http://localhost:3000", "");
    row("/two", "https://b.example:8443", "https://b.example:8443");
    row("/two", "null", "null");
    row("/two", "https://b.example", "");
    row("/none", "http://localhost:3000", "");
    row("/usual", "http://localhost:3000", "http://localhost:3000");
    row("/usual", "https://a.example", "");
    row("/status", "http://localhost:3000", "http://localhost:3000");
}

void TestScenario::allowsOriginsToRead()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, origin);
    QFETCH(QByteArray, allowed);
    ScenarioFixture f(R"({"channels":{"a":{}},"endpoints":[
        {"path":"/all","technique":"short-poll","channel":"a","cors":"*"},
        {"path":"/one","technique":"short-poll","channel":"a","cors":"https://a.example"},
        {"path":"/two","technique":"short-poll","channel":"a",
         "cors":["https://b.example:8443","null"]},
        {"path":"/none","technique":"short-poll","channel":"a","cors":[]},
        {"path":"/usual","technique":"short-poll","channel":"a"}]})");
    const QByteArray field = origin.isEmpty() ? QByteArray() : "Origin: " + origin + "\r\n";
    const QByteArray line
        = allowed.isEmpty() ? QByteArray() : "Access-Control-Allow-Origin: " + allowed + "\r\n";
    const QByteArray answer = f.ask("GET " + path, field);
    QVERIFY(answer.startsWith("HTTP/1.1 200 "));
    QCOMPARE(answer.contains("Access-Control-Allow-Origin: "), !line.isEmpty());
    QVERIFY(answer.contains(line));
    QCOMPARE(answer.contains("Allow-Credentials: true"), !line.isEmpty() && allowed != "*");
    if (origin.isEmpty())
        return;
    const QByteArray preflight
        = f.ask("OPTIONS " + path, field + "Access-Control-Request-Headers: x-a\r\n");
    QVERIFY(preflight.startsWith("HTTP/1.1 204 "));
    QVERIFY(preflight.contains(line));
    QCOMPARE(preflight.contains("Access-Control-Allow-Headers: x-a\r\n"), !line.isEmpty());
}

void TestScenario::servesOriginsOnly()
{
    ScenarioFixture f(R"({"channels":{"a":{}},"endpoints":[{"path":"/a","technique":"short-poll",
        "channel":"a","origins":["http://localhost:3000","https://B.example"]}]})");
    QVERIFY(f.ask("GET /a", "Origin: http://localhost:3000\r\n").startsWith("HTTP/1.1 200 "));
    QVERIFY(f.ask("GET /a", "Origin: https://b.example\r\n").startsWith("HTTP/1.1 200 "));
    QVERIFY(f.ask("GET /a").startsWith("HTTP/1.1 200 ")); // No page's.
    for (const char *origin : { "http://localhost:3001", "https://localhost:3000", "null" }) {
        const QByteArray field = QByteArray("Origin: ") + origin + "\r\n";
        QVERIFY(f.ask("GET /a", field).startsWith("HTTP/1.1 403 Forbidden\r\n"));
        QVERIFY(f.ask("OPTIONS /a", field).startsWith("HTTP/1.1 403 Forbidden\r\n"));
    }
}

void TestScenario::keepsWhatIsTheServers()
{
    ScenarioFixture f(OneChannel);
    // The page has what there is here, and nothing else.
    const QByteArray page = f.ask("GET /");
    QVERIFY(page.contains("text/html"));
    QVERIFY(page.contains(R"({"id":"/sse","name":"sse","label":"SSE /sse","path":"/sse",)"));
    QCOMPARE(page.count("\"path\":"), 2);
    QVERIFY(page.contains(R"("event":"e","subprotocols":[]})"));
    QVERIFY(f.ask("GET /favicon.ico").startsWith("HTTP/1.1 204 "));
    QVERIFY(f.ask("GET /status").contains("{\"path\":\"/sse\",\"clients\":0,\"sent\":0}"));
    QVERIFY(f.ask("POST /publish/a").endsWith(R"({"channel":"a","n":1,"subscribers":0})"));
    QVERIFY(f.ask("POST /publish/tick").startsWith("HTTP/1.1 404 "));
    for (const char *path : { "/ws", "/ws/echo", "/chat" })
        QVERIFY(f.ask(QByteArray("GET ") + path).startsWith("HTTP/1.1 404 "));
}

void TestScenario::keepsDefaultsWhenAsked()
{
    ScenarioFixture f(R"({"defaults":true,"channels":{"a":{"every_ms":10,"message":"mine"}},
        "endpoints":[{"path":"/sse","technique":"sse","channel":"a"},
        {"path":"/ticks","technique":"short-poll","channel":"tick"}]})");
    const auto visitor = f.begin("GET /sse");
    f.advance(1s);
    QCOMPARE(eventData(visitor->takeWritten()).left(5), QByteArray("mine\n"));
    const QByteArray poll = f.ask("GET /poll");
    QVERIFY(poll.contains(R"({"messages":[{"n":1,"message":{"n":1,"time":"20)"));
    QCOMPARE(f.ask("GET /ticks"), poll);
    QVERIFY(f.ask("GET /chat").startsWith("HTTP/1.1 426 "));
    const QByteArray page = f.ask("GET /");
    QVERIFY(page.contains(R"("label":"Short polling /ticks","path":"/ticks",)"));
    QCOMPARE(page.count("\"name\":\"short-poll\""), 2);
    QCOMPARE(page.count("\"name\":\"sse\""), 1);
    QCOMPARE(f.mock().status().endpoints.size(), 13); // The path twice named is there once.
}

void TestScenario::recordsWhichScenario()
{
    const auto scenario = loadScenario(QStringLiteral("ticker"));
    QVERIFY(scenario);
    ScenarioFixture f(*scenario);
    QVERIFY(f.sink().lines().join().contains("\"scenario\":\"ticker\""));
}

void TestScenario::mayBeDestroyedAnyTime()
{
    for (const char *name : { "worker-pool", "llm-stream", "job-progress", "chat-room" }) {
        const auto scenario = loadScenario(QString::fromLatin1(name));
        QVERIFY(scenario);
        ScenarioFixture f(*scenario);
        for (const ScenarioEndpointPlan &plan : (*scenario)->endpoints) {
            for (int i = 0; i < 4; ++i)
                f.begin("GET " + plan.path);
            f.open(plan.path);
        }
        f.advance(3s);
        f.mock().stop();
        f.dropMock();
        f.advance(5s);
        for (const auto &peer : f.network().peers())
            QVERIFY(!peer->isStreamAlive());
    }
}

void TestScenario::hasReadyOnes_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const ReadyScenario &ready : readyScenarios())
        QTest::newRow(ready.name.constData()) << ready.name;
}

void TestScenario::hasReadyOnes()
{
    QFETCH(QByteArray, name);
    const auto scenario = loadScenario(QString::fromUtf8(name));
    if (!scenario)
        qWarning() << scenario.error().data;
    QVERIFY(scenario);
    QVERIFY(!(*scenario)->endpoints.empty());
    QVERIFY(readyScenarioFile(name).contains("\"description\""));
    ScenarioFixture f(*scenario);
    f.advance(20s);
    QCOMPARE(f.mock().status().endpoints.size(),
             static_cast<qsizetype>((*scenario)->endpoints.size()));
    for (const ScenarioEndpointPlan &plan : (*scenario)->endpoints) {
        const QByteArray answer = plan.technique == "websocket"
            ? (f.open(plan.path), f.handshake)
            : (f.advance(1s), f.ask("GET " + plan.path));
        const bool isHeld = plan.hold.count() > 0 || plan.technique == "long-poll";
        QVERIFY2(answer.isEmpty() ? isHeld : !answer.contains(" 404 "),
                 plan.path.constData());
    }
}

void TestScenario::loadsFiles()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.json"));
    const auto load = [&](const QByteArray &octets) {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(octets);
        file.close();
        return loadScenario(path);
    };
    const QByteArray good = R"({"endpoints":[{"path":"/a","static":"site"}]})";
    const auto without = load(good);
    QVERIFY(!without);
    QCOMPARE(without.error().code, ErrorCode::BadScenario);
    QCOMPARE(without.error().value("rule"), QByteArray("folder"));
    QCOMPARE(without.error().value("path"), path.toUtf8());
    QCOMPARE(without.error().value("column"), QByteArray("37"));
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("site")));
    const auto with = load(good);
    QVERIFY(with);
    QCOMPARE((*with)->endpoints[0].folder, folder.filePath(QStringLiteral("site")));
    QCOMPARE((*with)->name, path);
    QCOMPARE(load("[]").error().value("rule"), QByteArray("wrong-type"));
    const auto none = loadScenario(folder.filePath(QStringLiteral("b.json")));
    QVERIFY(!none);
    QCOMPARE(none.error().value("rule"), QByteArray("unread"));
    QVERIFY(readyScenarioFile("no-such").isEmpty());
}

QTEST_GUILESS_MAIN(TestScenario)
#include "tst_scenario.moc"
