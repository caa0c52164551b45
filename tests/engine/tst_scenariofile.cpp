// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/scenarios.h"
#include "engine/mock/scenario.h"

#include <QTest>

using namespace Pushscope;

/// Reading scenario files: what they say, and the first thing that they have wrong.
class TestScenarioFile : public QObject
{
    Q_OBJECT

private slots:
    void readsTheContractsExample();
    void readsChannels();
    void refuses_data();
    void refuses();
    void refusesWhatIsTooLong();
    void namesEveryRule();
    void pointsAtWhatIsWrong_data();
    void pointsAtWhatIsWrong();
};

namespace {

/// `unknown-member 3:5 fault: path, technique`: rule, place, name and what was expected.
QByteArray verdictOn(const QByteArray &octets)
{
    const auto read = readScenario(octets);
    const auto *error = std::get_if<ScenarioError>(&read);
    if (!error)
        return "fine";
    QByteArray text = scenarioRuleName(error->rule).toByteArray() + ' '
        + QByteArray::number(error->position.line) + ':'
        + QByteArray::number(error->position.column);
    if (!error->name.isEmpty())
        text += ' ' + error->name;
    if (!error->expected.isEmpty())
        text += ": " + error->expected.join(", ");
    return text;
}

Scenario scenarioIn(const QByteArray &octets)
{
    auto read = readScenario(octets);
    return std::holds_alternative<Scenario>(read) ? std::get<Scenario>(read) : Scenario();
}

/// A scenario with one endpoint of @p members, which begin at 1:16.
QByteArray endpoint(const QByteArray &members)
{
    return R"({"endpoints":[{)" + members + R"(}],"channels":{"a":{},"b":{"per":"client"}}})";
}

} // namespace

void TestScenarioFile::readsTheContractsExample()
{
    const QByteArray file = R"({ "channels":  { "prices": { "every_ms": 250, "message":
 { "bid": "{{random 99 101}}", "n": "{{n}}", "by": "desk {{n}}" }, "limit": 0 } },
  "endpoints": [
    { "path": "/quotes", "technique": "sse", "channel": "prices", "retry_ms": 2000,
      "event": "quote", "cors": "*" },
    { "path": "/login/ws", "technique": "websocket", "subprotocols": ["v1.json"],
      "origins": ["http://localhost:3000"],
      "on_message": [ { "match": {"op": "hello"},
                        "reply": {"op": "welcome", "you": "{{message.name}}"} },
                      { "match_regex": "^ping", "reply": "pong" },
                      { "match": "*", "reply": "{{message}}" } ],
      "steps": [ { "after_ms": 500, "send": {"op": "ready"} },
                 { "after_ms": 60000, "close": { "code": 1001, "reason": "restart" } } ] },
    { "path": "/app", "static": "site" } ] })";
    QCOMPARE(verdictOn(file), QByteArray("fine"));
    const Scenario scenario = scenarioIn(file);
    QVERIFY(!scenario.hasDefaults);
    QCOMPARE(scenario.channels.size(), 1U);
    QCOMPARE(scenario.channels[0].every.count(), 250);
    QCOMPARE(scenario.channels[0].limit, 0);
    QCOMPARE(scenario.channels[0].messages.size(), 1U);
    QCOMPARE(scenario.endpoints.size(), 3U);

    const ScenarioEndpointPlan &quotes = scenario.endpoints[0];
    QCOMPARE(quotes.technique, QByteArray("sse"));
    QCOMPARE(quotes.channel, QByteArray("prices"));
    QCOMPARE(quotes.retryMs, 2000);
    QCOMPARE(quotes.event, QByteArray("quote"));
    QVERIFY(quotes.cors && quotes.cors->isForAll);

    const ScenarioEndpointPlan &login = scenario.endpoints[1];
    QCOMPARE(login.subprotocols, std::vector<QByteArray> { "v1.json" });
    QCOMPARE(login.origins, QList<QByteArray> { "http://localhost:3000" });
    QCOMPARE(login.rules.size(), 3U);
    QVERIFY(login.rules[0].json && !login.rules[0].expression);
    QVERIFY(!login.rules[1].json && login.rules[1].expression);
    QVERIFY(!login.rules[2].json && !login.rules[2].expression);
    QVERIFY(login.rules[2].reply->isMessage());
    QCOMPARE(login.steps.size(), 2U);
    QCOMPARE(login.steps[1].after.count(), 60'000);
    QCOMPARE(login.steps[1].close->code, quint16(1001));
    QCOMPARE(login.steps[1].close->reason, QByteArray("restart"));

    QCOMPARE(scenario.endpoints[2].path, QByteArray("/app"));
    QCOMPARE(scenario.endpoints[2].folder, QStringLiteral("site"));
    QCOMPARE(scenario.endpoints[2].folderPosition, (ScenarioPosition { 14, 33 }));
}

void TestScenarioFile::readsChannels()
{
    const Scenario scenario = scenarioIn(R"({"defaults":true,"workers":3,"channels":{
        "usual":{"every_ms":5},
        "turns":{"every_ms":7,"first_ms":0,"messages":[1,2,3]},
        "round":{"every_ms":7,"messages":[1,2],"limit":0,"per":"client"},
        "tick":{"every_ms":9}},
        "endpoints":[{"path":"/a","technique":"sse","channel":"chat"}]})");
    QVERIFY(scenario.hasDefaults);
    QCOMPARE(scenario.workers, 3);
    QCOMPARE(scenario.channels.size(), 5U); // With chat; tick is the file's own.
    QCOMPARE(scenario.channels[0].messages.size(), 1U);
    QCOMPARE(scenario.channels[0].first.count(), 5);
    QCOMPARE(scenario.channels[0].limit, 0);
    QCOMPARE(scenario.channels[1].messages.size(), 3U);
    QCOMPARE(scenario.channels[1].first.count(), 0);
    QCOMPARE(scenario.channels[1].limit, 3);
    QVERIFY(!scenario.channels[1].isPerClient);
    QCOMPARE(scenario.channels[2].limit, 0);
    QVERIFY(scenario.channels[2].isPerClient);
    QCOMPARE(scenario.channels[3].every.count(), 9);
    QCOMPARE(scenario.channels[4].name, QByteArray("chat"));
}

void TestScenarioFile::refuses_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("verdict");
    const auto row = [](const char *name, const QByteArray &file, const QByteArray &verdict) {
        QTest::newRow(name) << file << verdict;
    };

    // No JSON.
    row("empty", "", "syntax 1:1: value");
    row("no value", "{\"endpoints\": oops}", "syntax 1:15: value");
    row("comma missing", "{\n  \"defaults\": true\n  \"endpoints\": []\n}", "syntax 3:3: ,, }");
    row("comma too many", "{\"endpoints\": [1,]}", "syntax 1:18: value");
    row("member without name", "{,}", "syntax 1:2: name, }");
    row("comma at the end", "{\"a\":1,}", "syntax 1:8: name");
    row("colon missing", "{\"endpoints\" []}", "syntax 1:14: :");
    row("string without end", "{\"endpoints", "syntax 1:12: string end");
    row("string over lines", "{\"endpoints\n\":1}", "syntax 1:12: string end");
    row("more behind it", "{}\n{}", "syntax 2:1: end");
    row("no UTF-8", "{\n\"a\": \"\xFF\"}", "syntax 2:1: UTF-8");
    row("too deep", QByteArray(200, '['), "too-deep 1:101: 100");
    row("byte order mark", "\xEF\xBB\xBF[]", "wrong-type 1:1: object");
    row("twice", "{\"endpoints\":[],\r\n\"endpoints\":[]}", "duplicate-member 2:1 endpoints");
    row("columns are characters", "{\"description\":\"\xE4\xBA\xBA\xE4\xBA\xBA\",x",
        "syntax 1:21: name");

    // Not what the schema says.
    row("array", "[]", "wrong-type 1:1: object");
    row("nothing", "{}", "missing-member 1:1: endpoints");
    row("no endpoint", R"({"endpoints":[]})", "too-few 1:14: 1");
    row("unknown member", R"({"endpoint":[]})",
        "unknown-member 1:2 endpoint: $schema, description, defaults, workers, channels, endpoints");
    row("defaults is no boolean", R"({"defaults":1})", "wrong-type 1:13: boolean");
    row("no pool of none", R"({"workers":0})", "too-small 1:12: 1");
    row("no half worker", R"({"workers":1.5})", "wrong-type 1:12: integer");
    row("channel's name", R"({"channels":{"a b":{}}})", "format 1:14 a b: channel-name");
    row("every 0", R"({"channels":{"a":{"every_ms":0}}})", "too-small 1:30: 1");
    row("every text", R"({"channels":{"a":{"every_ms":"1"}}})", "wrong-type 1:30: integer");
    row("every too long", R"({"channels":{"a":{"every_ms":1e12}}})", "too-large 1:30: 86400000");
    row("negative limit", R"({"channels":{"a":{"every_ms":1,"limit":-1}}})", "too-small 1:40: 0");
    row("message without a pace", R"({"channels":{"a":{"message":1}},"endpoints":[{}]})",
        "needs 1:19 message: every_ms");
    row("no messages", R"({"channels":{"a":{"every_ms":1,"messages":[]}}})", "too-few 1:43: 1");
    row("per whom", R"({"channels":{"a":{"per":"user"}}})", "not-one-of 1:25: server, client");
    row("neither endpoint nor folder", endpoint(R"("path":"/a")"),
        "missing-member 1:15: technique, static");
    row("unknown technique", endpoint(R"("path":"/a","technique":"comet")"),
        "not-one-of 1:40 comet: websocket, sse, short-poll, long-poll, http-stream, multipart, "
        "iframe-stream, iframe-poll, jsonp, socket.io");
    row("technique is no text", endpoint(R"("path":"/a","technique":7)"),
        "wrong-type 1:40: string");
    row("no path", endpoint(R"("technique":"sse")"), "missing-member 1:15: path");
    row("path without a slash", endpoint(R"("path":"a","technique":"sse")"),
        "format 1:23 a: path");
    row("path with a query", endpoint(R"("path":"/a?b","technique":"sse")"),
        "format 1:23 /a?b: path");
    row("no faults", endpoint(R"("path":"/a","technique":"sse","faults":[])"), "too-few 1:55: 1");
    row("a folder has no faults", endpoint(R"("path":"/a","static":"x","faults":[])"),
        "unknown-member 1:41 faults: path, static, cors, origins, workers, hold_ms");
    row("another technique's member", endpoint(R"("path":"/a","technique":"short-poll","event":"e")"),
        "unknown-member 1:53 event: path, technique, cors, origins, workers, hold_ms, channel, key, "
        "steps, faults");
    row("negative retry", endpoint(R"("path":"/a","technique":"sse","retry_ms":-1)"),
        "too-small 1:57: 0");
    row("event over lines", endpoint(R"("path":"/a","technique":"sse","event":"a\nb")"),
        "format 1:54 a\nb: event-type");
    row("cors is no number", endpoint(R"("path":"/a","technique":"sse","cors":1)"),
        "wrong-type 1:53: string, array");
    row("cors is a path", endpoint(R"("path":"/a","technique":"sse","cors":"/a")"),
        "format 1:53 /a: cors");
    row("origin with a path", endpoint(R"("path":"/a","technique":"sse","cors":["http://a/b"])"),
        "format 1:54 http://a/b: origin");
    row("no origins", endpoint(R"("path":"/a","technique":"sse","origins":[])"),
        "too-few 1:56: 1");
    row("subprotocol with a blank",
        endpoint(R"("path":"/a","technique":"websocket","subprotocols":["a b"])"),
        "format 1:68 a b: token");
    row("rule without a match",
        endpoint(R"("path":"/a","technique":"websocket","on_message":[{"reply":1}])"),
        "missing-member 1:66: match, match_regex, match_glob");
    row("rule with two matches",
        endpoint(R"("path":"/a","technique":"websocket","on_message":[{"match":1,"match_glob":"a"}])"),
        "unknown-member 1:77 match_glob: match, reply, publish, close");
    row("step that does nothing",
        endpoint(R"("path":"/a","technique":"websocket","steps":[{"after_ms":1}])"),
        "missing-member 1:61: send, close, publish");
    row("negative step",
        endpoint(R"("path":"/a","technique":"websocket","steps":[{"after_ms":-5,"send":1}])"),
        "too-small 1:73: 0");
    row("close of a poll",
        endpoint(R"("path":"/a","technique":"short-poll","steps":[{"close":{}}])"),
        "missing-member 1:62: send, publish");
    row("no folder", endpoint(R"("path":"/a","static":"")"), "too-few 1:37: 1");
    row("folder with a technique", endpoint(R"("path":"/a","static":"x","technique":"sse")"),
        "unknown-member 1:28 static: path, technique, cors, origins, workers, hold_ms, channel, "
        "key, retry_ms, event, steps, faults");

    const auto socketIo = [](const char *members) {
        return endpoint(R"("path":"/a","technique":"socket.io",)" + QByteArray(members));
    };
    row("Socket.IO, unknown transport", socketIo(R"("transports":["polling","flash"])"), "not-one-of 1:76: polling, websocket");
    row("Socket.IO, no transport", socketIo(R"("transports":[])"), "too-few 1:65: 1");
    row("Socket.IO, unknown revision", socketIo(R"("revisions":[2])"), "not-one-of 1:65: 3, 4");
    row("Socket.IO, no time to ping", socketIo(R"("ping_interval_ms":0)"), "too-small 1:71: 1");
    row("Socket.IO, namespace's name", socketIo(R"("namespaces":{"admin":{}})"), "format 1:66 admin: namespace");
    row("Socket.IO, namespace with a path", socketIo(R"("namespaces":{"/x":{"path":"/"}})"),
        "unknown-member 1:72 path: channel, event, events, auth, refuse, on_event, "
        "steps");
    row("Socket.IO, event of no channel", socketIo(R"("event":"e")"), "needs 1:52 event: channel");
    row("Socket.IO, rule without an event", socketIo(R"("on_event":[{"reply":{}}])"), "missing-member 1:64: event");
    row("Socket.IO, to nobody", socketIo(R"("on_event":[{"event":"a","broadcast":{"to":"me"}}])"),
        "not-one-of 1:95: all, others");
    row("Socket.IO, refusal without a word", socketIo(R"("refuse":{"data":1})"), "missing-member 1:61: message");
    row("Socket.IO, step that does nothing", socketIo(R"("steps":[{"after_ms":1}])"), "missing-member 1:61: event, disconnect, publish");
    row("Socket.IO, step that does not disconnect", socketIo(R"("steps":[{"disconnect":false}])"),
        "not-one-of 1:75: true");
    row("Socket.IO, rule of WebSockets", socketIo(R"("on_message":[])"),
        "unknown-member 1:52 on_message: path, technique, cors, origins, workers, "
        "hold_ms, channel, event, events, auth, refuse, on_event, steps, namespaces, "
        "ping_interval_ms, ping_timeout_ms, max_payload, transports, upgrade, "
        "revisions, query, faults");

    // What only the whole file shows.
    row("Socket.IO, unknown channel", socketIo(R"("events":{"e":"x"})"), "unknown-channel 1:66 x: a, b");
    row("Socket.IO, unknown channel of a namespace",
        socketIo(R"("namespaces":{"/x":{"channel":"y"}})"), "unknown-channel 1:82 y: a, b");
    row("Socket.IO, arguments of a step", socketIo(R"("steps":[{"event":"a","args":"{{args}}"}])"),
        "unknown-template 1:82 args: n, time, uuid, random A B, channel, client");
    row("Socket.IO, unknown template",
        socketIo(R"("on_event":[{"event":"a","ack":["{{arg}}"]}])"),
        "unknown-template 1:85 arg: n, time, uuid, random A B, channel, client, "
        "message, message.NAME, args, args.N");
    row("Socket.IO, publishes to nobody",
        socketIo(R"("on_event":[{"event":"a","publish":{"channel":"z"}}])"), "unknown-channel 1:98 z: a, b");
    row("unknown channel", endpoint(R"("path":"/a","technique":"sse","channel":"x")"),
        "unknown-channel 1:56 x: a, b");
    row("defaults' channel without defaults",
        endpoint(R"("path":"/a","technique":"sse","channel":"tick")"),
        "unknown-channel 1:56 tick: a, b");
    row("nothing to send", endpoint(R"("path":"/a","technique":"sse")"),
        "missing-member 1:15: channel, steps");
    row("two sources",
        endpoint(R"("path":"/a","technique":"sse","channel":"a","steps":[{"send":1}])"),
        "together 1:60 steps: channel");
    row("head after messages",
        endpoint(R"("path":"/a","technique":"websocket","channel":"a","faults":[{"kind":"wrong-accept","after_messages":2}])"),
        "together 1:99 after_messages: wrong-accept");
    row("answer after messages",
        endpoint(R"("path":"/a","technique":"sse","channel":"a","faults":[{"kind":"status","after_messages":1}])"),
        "together 1:87 after_messages: status");
    row("key of nobody", endpoint(R"("path":"/a","technique":"sse","channel":"a","key":"id")"),
        "needs 1:60 key: steps");
    row("path of the server", endpoint(R"("path":"/status","technique":"websocket")"),
        "taken-path 1:23 /status: server");
    row("path below publish", endpoint(R"("path":"/publish/a","technique":"websocket")"),
        "taken-path 1:23 /publish/a: server");
    row("root", endpoint(R"("path":"/","static":"site")"), "taken-path 1:23 /: server");
    row("path twice",
        endpoint(R"("path":"/a","technique":"websocket"},{"path":"/a/","static":"x")"),
        "taken-path 1:61 /a/: endpoint");
    row("message and messages",
        R"({"channels":{"a":{"every_ms":1,"messages":[1],"message":1}},"endpoints":[{"path":"/a","static":"a"}]})",
        "together 1:32 messages: message");
    row("end of what has none",
        R"({"channels":{"a":{"every_ms":1,"end":true}},"endpoints":[{"path":"/a","static":"a"}]})",
        "needs 1:32 end: limit");
    row("unknown template",
        R"({"channels":{"a":{"every_ms":1,"message":{"a":["x {{now}}"]}}},"endpoints":[{"path":"/a","static":"a"}]})",
        "unknown-template 1:51 now: n, time, uuid, random A B, channel");
    row("client of all",
        R"({"channels":{"a":{"every_ms":1,"message":"{{client}}"}},"endpoints":[{"path":"/a","static":"a"}]})",
        "unknown-template 1:43 client: n, time, uuid, random A B, channel");
    row("message of nobody",
        endpoint(R"("path":"/a","technique":"websocket","steps":[{"send":"{{message}}"}])"),
        "unknown-template 1:70 message: n, time, uuid, random A B, channel, client");
    row("bad expression",
        endpoint(R"("path":"/a","technique":"websocket","on_message":[{"match_regex":"(","reply":1}])"),
        "pattern 1:81 missing closing parenthesis");
    row("code that is never sent",
        endpoint(R"("path":"/a","technique":"websocket","steps":[{"close":{"code":1006}}])"),
        "format 1:78 1006: close-code");
    row("reason without a code",
        endpoint(R"("path":"/a","technique":"websocket","steps":[{"close":{"reason":"a"}}])"),
        "needs 1:71 reason: code");
    row("reason too long",
        endpoint(QByteArray(R"("path":"/a","technique":"websocket","steps":[{"close":{"code":1000,"reason":")"
                            + QByteArray(124, 'a') + "\"}}]")),
        "too-many 1:92: 123");
}

void TestScenarioFile::refuses()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, verdict);
    QCOMPARE(verdictOn(file), verdict);
}

void TestScenarioFile::refusesWhatIsTooLong()
{
    QByteArray file = R"({"endpoints":[{"path":"/a","static":"a"}]})";
    QCOMPARE(verdictOn(file), QByteArray("fine"));
    file.append(MaxScenarioOctets - file.size(), ' ');
    QCOMPARE(verdictOn(file), QByteArray("fine"));
    file.append(' ');
    QCOMPARE(verdictOn(file), QByteArray("too-many 1:1: 16777216"));
}

void TestScenarioFile::namesEveryRule()
{
    const ScenarioError error { ScenarioError::Rule::NotOneOf, { 3, 14 }, "comet", { "a", "b" } };
    const Error told = toError(error, "/x.json");
    QCOMPARE(told.code, ErrorCode::BadScenario);
    QCOMPARE(errorCodeName(told.code).toByteArray(), QByteArray("bad-scenario"));
    QCOMPARE(told.value("path"), QByteArray("/x.json"));
    QCOMPARE(told.value("line"), QByteArray("3"));
    QCOMPARE(told.value("column"), QByteArray("14"));
    QCOMPARE(told.value("rule"), QByteArray("not-one-of"));
    QCOMPARE(told.value("name"), QByteArray("comet"));
    QCOMPARE(told.value("expected"), QByteArray("a\nb"));
    QCOMPARE(scenarioRuleName(ScenarioError::Rule::Unread).toByteArray(), QByteArray("unread"));
}

void TestScenarioFile::pointsAtWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("pointer");
    QTest::newRow("a value") << endpoint(R"("path":"/a","technique":"websocket",
        "steps":[{"send":1},{"close":{"code":1006}}])") << QByteArray("/endpoints/0/steps/1/close/code");
    QTest::newRow("a member too many") << endpoint(R"("path":"/a","technique":"sse","a/~b":1)")
                                       << QByteArray("/endpoints/0/a~1~0b");
    QTest::newRow("a member that is missing")
        << endpoint(R"("path":"/a")") << QByteArray("/endpoints/0");
    QTest::newRow("a folder") << endpoint(R"("path":"/a","static":"not-here")")
                              << QByteArray("/endpoints/0/static");
    QTest::newRow("all of it") << QByteArray("[]") << QByteArray();
    QTest::newRow("fine") << endpoint(R"("path":"/a","technique":"websocket")") << QByteArray();
}

void TestScenarioFile::pointsAtWhatIsWrong()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, pointer);
    const auto read = readScenarioText(file, QStringLiteral("mine"), QStringLiteral("/nowhere"));
    if (read) {
        QCOMPARE((*read)->name, QStringLiteral("mine"));
        QVERIFY(pointer.isEmpty());
        return;
    }
    QCOMPARE(read.error().value("pointer"), pointer);
    QVERIFY(read.error().value("path").isEmpty());
}

QTEST_APPLESS_MAIN(TestScenarioFile)
#include "tst_scenariofile.moc"
