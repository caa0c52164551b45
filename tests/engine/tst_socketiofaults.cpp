// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/engineiosession.h"
#include "engine/socketiovisitor.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;
using EngineIo::Revision;

/// What the mock does wrong on purpose in sessions of Engine.IO, and what our own client tells.
class TestSocketIoFaults : public QObject
{
    Q_OBJECT

private slots:
    void refusesTheUpgrade_data();
    void refusesTheUpgrade();
    void refusesAFirstWebSocket_data();
    void refusesAFirstWebSocket();
    void dropsTheSid_data();
    void dropsTheSid();
    void dropsTheSidOfAPollThatWaits();
    void sendsNoPing();
    void answersNoPing();
    void announcesOtherAttachments_data();
    void announcesOtherAttachments();
    void waitsForItsTrigger_data();
    void waitsForItsTrigger();
    void refusesOthers_data();
    void refusesOthers();
};

namespace {

QByteArray faults(const QByteArray &list, const QByteArray &more = {})
{
    return QByteArray("\"faults\":[" + list + ']' + more);
}

/// `fault trigger about` of each fault record, separated by `|`.
QByteArray told(LoopFixture &f)
{
    QByteArrayList all;
    for (const QJsonObject &record : f.sink().objects("fault")) {
        QStringList words;
        for (const char *name : { "fault", "trigger", "about" })
            words.append(record[QLatin1StringView(name)].toString());
        all.append(words.join(u' ').toUtf8());
    }
    return all.join('|');
}

qsizetype byFault(LoopFixture &f, const QByteArray &kind)
{
    return std::ranges::count_if(f.sink().objects(kind), [](const QJsonObject &record) {
        return record[QLatin1StringView("cause")].toString() == QLatin1StringView("fault");
    });
}

constexpr char NoUpgrade[] = R"({"kind":"refuse-upgrade"})";

} // namespace

void TestSocketIoFaults::refusesTheUpgrade_data()
{
    addRevisions();
}

void TestSocketIoFaults::refusesTheUpgrade()
{
    QFETCH(Revision, revision);
    EngineIoMock f(faults(NoUpgrade));
    EngineIoVisitor visitor(f, revision);
    QVERIFY(visitor.begin().contains(R"("upgrades":["websocket"])"));
    if (revision == Revision::V4) {
        visitor.post("40");
        visitor.polled();
    }
    const auto poll = visitor.poll();
    const QByteArray answer = f.visit(upgrade(visitor.target("websocket")))->takeWritten();
    QVERIFY2(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer.constData());
    QVERIFY(answer.endsWith(QByteArray(QByteArray("\r\n\r\n") + BadRequest)));
    QCOMPARE(told(f), QByteArray("refuse-upgrade always handshake"));
    QCOMPARE(byFault(f, "http.response"), 1);
    // The session stays where it is.
    f.publish("1");
    QVERIFY(visitor.takeBody(*poll).endsWith(R"(42["n",1])"));
    QCOMPARE(f.status().clients, 1);
}

void TestSocketIoFaults::refusesAFirstWebSocket_data()
{
    addRevisions();
}

void TestSocketIoFaults::refusesAFirstWebSocket()
{
    QFETCH(Revision, revision);
    EngineIoMock f(faults(R"({"kind":"refuse-upgrade","client":1})"));
    EngineIoVisitor first(f, revision);
    first.openWebSocket();
    QVERIFY(first.isRefused);
    QCOMPARE(told(f), QByteArray("refuse-upgrade client handshake"));
    first.socket().finish();
    f.advance(1ms);
    QCOMPARE(f.status().clients, 0);
    const QJsonObject closed = f.sink().last("ws.closed");
    QCOMPARE(closed[QLatin1StringView("how")].toString(), QStringLiteral("http-refusal"));
    EngineIoVisitor second(f, revision);
    second.openWebSocket();
    QVERIFY(!second.isRefused);
    QCOMPARE(f.status().clients, 1);
}

void TestSocketIoFaults::dropsTheSid_data()
{
    QTest::addColumn<Revision>("revision");
    QTest::addColumn<QByteArray>("request"); // With the sid.
    for (const Revision revision : { Revision::V4, Revision::V3 }) {
        for (const char *request : { "poll", "post", "upgrade" })
            QTest::addRow("%d %s", static_cast<int>(revision), request)
                << revision << QByteArray(request);
    }
}

void TestSocketIoFaults::dropsTheSid()
{
    QFETCH(Revision, revision);
    QFETCH(QByteArray, request);
    EngineIoMock f(faults(R"({"kind":"drop-sid"})"));
    EngineIoVisitor visitor(f, revision);
    visitor.begin();
    QCOMPARE(f.status().clients, 1);
    QByteArray answer;
    if (request == "post") {
        answer = visitor.post("42[\"a\"]");
    } else if (request == "upgrade") {
        const auto peer = f.visit(upgrade(visitor.target("websocket")));
        QVERIFY(peer->written().startsWith("HTTP/1.1 400 Bad Request\r\n"));
        answer = visitor.takeBody(*peer);
    } else {
        answer = visitor.takeBody(*visitor.poll());
    }
    QCOMPARE(answer, QByteArray(UnknownSid));
    QCOMPARE(told(f), QByteArray("drop-sid always session"));
    QCOMPARE(byFault(f, "http.response"), 1);
    f.advance(1ms);
    QCOMPARE(f.status().clients, 0);
    // What is published finds nobody, and the sid stays unknown; that is no fault any more.
    f.publish("1");
    QCOMPARE(visitor.takeBody(*visitor.poll()), QByteArray(UnknownSid));
    QCOMPARE(byFault(f, "http.response"), 1);
}

void TestSocketIoFaults::dropsTheSidOfAPollThatWaits()
{
    EngineIoMock f(faults(R"({"kind":"drop-sid","after_ms":1000})"));
    EngineIoVisitor visitor(f);
    visitor.connect();
    const auto poll = visitor.poll();
    f.advance(2s);
    QCOMPARE(visitor.takeBody(*poll), QByteArray()); // Nobody asked yet.
    QCOMPARE(visitor.post("42[\"a\"]"), QByteArray(UnknownSid));
    QCOMPARE(visitor.takeBody(*poll), QByteArray(UnknownSid));
    QCOMPARE(told(f), QByteArray("drop-sid after_ms session"));
    QCOMPARE(byFault(f, "http.response"), 2);
}

/// By revision 4 the server pings; the client is who finds that it does not.
void TestSocketIoFaults::sendsNoPing()
{
    const QByteArray times = R"(,"ping_interval_ms":300,"ping_timeout_ms":200)";
    for (const bool isFaulty : { false, true }) {
        EngineIoMock f(isFaulty ? faults(R"({"kind":"no-heartbeat"})", times) : times.mid(1));
        EngineIoVisitor socket(f);
        socket.openWebSocket();
        socket.send("40");
        socket.received();
        EngineIoVisitor polling(f);
        polling.connect();
        const auto poll = polling.poll();
        f.advance(301ms);
        QCOMPARE(socket.received(), QByteArray(isFaulty ? "" : "2"));
        QCOMPARE(polling.takeBody(*poll), QByteArray(isFaulty ? "" : "2"));
        if (!isFaulty)
            continue;
        // Nor is a client overdue that was asked nothing; it alone may leave.
        f.advance(10s);
        QCOMPARE(f.status().clients, 2);
        f.publish("1");
        QCOMPARE(socket.received(), QByteArray(R"(42["n",1])"));
        QCOMPARE(polling.takeBody(*poll), QByteArray(R"(42["n",1])"));
        QCOMPARE(told(f), QByteArray("no-heartbeat always heartbeat|no-heartbeat always heartbeat"));
    }
}

/// By revision 3 the client pings.
void TestSocketIoFaults::answersNoPing()
{
    for (const bool isFaulty : { false, true }) {
        EngineIoMock f(isFaulty ? faults(R"({"kind":"no-heartbeat","after_ms":1000})")
                                : QByteArray());
        EngineIoVisitor visitor(f, Revision::V3);
        visitor.openWebSocket();
        visitor.received();
        visitor.send("2");
        QCOMPARE(visitor.received(), QByteArray("3"));
        f.advance(1s);
        visitor.send("2");
        QCOMPARE(visitor.received(), QByteArray(isFaulty ? "" : "3"));
        f.publish("1");
        QCOMPARE(visitor.received(), QByteArray(R"(42["n",1])"));
        QCOMPARE(told(f), QByteArray(isFaulty ? "no-heartbeat after_ms heartbeat" : ""));
    }
}

void TestSocketIoFaults::announcesOtherAttachments_data()
{
    QTest::addColumn<Revision>("revision");
    QTest::addColumn<bool>("isPolling");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QByteArray>("wrong");
    const QByteArray rest = R"(-["n",{"_placeholder":true,"num":0}])";
    for (const bool isPolling : { true, false }) {
        const char *how = isPolling ? "polling" : "websocket";
        QTest::addRow("4 %s", how) << Revision::V4 << isPolling << QByteArray("451" + rest + "|bAQID")
                                   << QByteArray("452" + rest + "|bAQID");
        const QByteArray attachment = isPolling ? "|bAQID" : "|bBAECAw==";
        QTest::addRow("3 %s", how) << Revision::V3 << isPolling
                                   << QByteArray("451" + rest + attachment)
                                   << QByteArray("452" + rest + attachment);
    }
}

void TestSocketIoFaults::announcesOtherAttachments()
{
    QFETCH(Revision, revision);
    QFETCH(bool, isPolling);
    QFETCH(QByteArray, right);
    QFETCH(QByteArray, wrong);
    for (const bool isFaulty : { false, true }) {
        EngineIoMock f(isFaulty ? faults(R"({"kind":"wrong-attachments","after_messages":1})")
                                : QByteArray());
        EngineIoVisitor visitor(f, revision);
        if (isPolling)
            visitor.begin();
        else
            visitor.openWebSocket();
        if (revision == Revision::V4 && isPolling)
            visitor.post("40");
        else if (revision == Revision::V4)
            visitor.send("40");
        const auto take = [&] { return isPolling ? visitor.polled() : visitor.received(); };
        if (!isPolling || revision == Revision::V4)
            take();
        const QByteArray binary = R"({"base64":"AQID"})";
        f.publish(binary);
        QCOMPARE(take(), right);
        f.publish(binary);
        QCOMPARE(take(), isFaulty ? wrong : right);
        f.publish("1"); // Without an attachment there is nothing to be wrong.
        QCOMPARE(take(), QByteArray(R"(42["n",1])"));
        QCOMPARE(told(f), QByteArray(isFaulty ? "wrong-attachments after_messages message" : ""));
        QCOMPARE(byFault(f, "eio.packet"), isFaulty ? 2 : 0); // The attachment belongs to it.
        if (!isPolling)
            QCOMPARE(byFault(f, "sio.packet"), isFaulty ? 1 : 0);
    }
}

void TestSocketIoFaults::waitsForItsTrigger_data()
{
    QTest::addColumn<QByteArray>("trigger");
    QTest::addColumn<int>("events"); // Sent before a request is refused; -1: none is.
    QTest::newRow("always") << QByteArray() << 0;
    QTest::newRow("after_messages") << QByteArray(R"(,"after_messages":3)") << 3;
    QTest::newRow("probability 1") << QByteArray(R"(,"probability":1)") << 0;
    QTest::newRow("probability 0") << QByteArray(R"(,"probability":0)") << -1;
    QTest::newRow("this client") << QByteArray(R"(,"client":1)") << 0;
    QTest::newRow("another client") << QByteArray(R"(,"client":2)") << -1;
}

void TestSocketIoFaults::waitsForItsTrigger()
{
    QFETCH(QByteArray, trigger);
    QFETCH(int, events);
    EngineIoMock f(faults(R"({"kind":"drop-sid")" + trigger + '}'));
    EngineIoVisitor visitor(f, Revision::V3); // In its namespace from the first.
    visitor.begin();
    constexpr int Most = 6;
    int refusedAt = -1;
    for (int sent = 0; sent < Most && refusedAt < 0; ++sent) {
        f.publish("1"); // So that no poll waits; the fault is asked before it is counted.
        if (visitor.takeBody(*visitor.poll()) == UnknownSid)
            refusedAt = sent;
    }
    // An event is sent as soon as it is in the outbox.
    QCOMPARE(refusedAt, events > 0 ? events - 1 : events);
}

void TestSocketIoFaults::refusesOthers_data()
{
    QTest::addColumn<QByteArray>("technique");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<bool>("isRefused");
    for (const char *kind : { "refuse-upgrade", "drop-sid", "no-heartbeat", "wrong-attachments" }) {
        QTest::addRow("%s of socket.io", kind) << QByteArray("socket.io") << QByteArray(kind) << false;
        QTest::addRow("%s of an event stream", kind) << QByteArray("sse") << QByteArray(kind) << true;
        QTest::addRow("%s of a WebSocket", kind)
            << QByteArray("websocket") << QByteArray(kind)
            << (QByteArrayView(kind) != QByteArrayView("refuse-upgrade"));
    }
    QTest::newRow("masked-frame of socket.io") << QByteArray("socket.io") << QByteArray("masked-frame")
                                               << true;
}

void TestSocketIoFaults::refusesOthers()
{
    QFETCH(QByteArray, technique);
    QFETCH(QByteArray, kind);
    QFETCH(bool, isRefused);
    const QByteArray file
        = R"({"channels":{"c":{}},"endpoints":[{"path":"/x","channel":"c","technique":")"
        + technique + R"(","faults":[{"kind":")" + kind + R"("}]}]})";
    const auto read = readScenario(file);
    const auto *error = std::get_if<ScenarioError>(&read);
    QCOMPARE(error != nullptr, isRefused);
    if (error)
        QCOMPARE(error->rule, ScenarioError::Rule::NotOneOf);
}

QTEST_GUILESS_MAIN(TestSocketIoFaults)
#include "tst_socketiofaults.moc"
