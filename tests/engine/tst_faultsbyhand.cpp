// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/faultsbyhand.h"
#include "engine/socketiovisitor.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// What is done wrong by hand to a client of a mock that does everything right by itself.
class TestFaultsByHand : public QObject
{
    Q_OBJECT

private slots:
    void offersWhatThereIs();
    void offersByTheWayItIsServed_data();
    void offersByTheWayItIsServed();
    void spoilsTheNextMessage_data();
    void spoilsTheNextMessage();
    void lasts_data();
    void lasts();
    void endsAtOnce_data();
    void endsAtOnce();
    void answersAHeldPoll_data();
    void answersAHeldPoll();
    void answersAHeldPollLate();
    void hitsOnlyWhoIsMeant();
    void endsWithTheResponse();
    void leavesAloneWhatCannotBe_data();
    void leavesAloneWhatCannotBe();
    void hitsASession_data();
    void hitsASession();
    void refusesTheNextUpgrade();
};

namespace {

/// `/x` of @p technique, fed by what is published to `c`, and without a fault.
struct Mock : ScenarioFixture {
    explicit Mock(const QByteArray &technique)
        : ScenarioFixture(R"({"channels":{"c":{}},"endpoints":[{"path":"/x","channel":"c",)"
                          R"("technique":")"
                          + technique + "\"}]}")
        , isWebSocket(technique == "websocket")
    {
    }
    /// A client of it; what it was greeted with is taken.
    std::shared_ptr<ScriptedPeer> come()
    {
        if (isWebSocket)
            return open("/x");
        auto visitor = begin("GET /x");
        visitor->takeWritten();
        return visitor;
    }
    QByteArray next(ScriptedPeer &visitor, const QByteArray &message = "\"hello\"")
    {
        mock().publish("c", message);
        settle();
        return visitor.takeWritten();
    }
    [[nodiscard]] MockClientStatus status(int client = 0)
    {
        return mock().status().endpoints.at(0).list.value(client);
    }
    void hit(const QByteArray &kind, int client = 0)
    {
        mock().fault(status(client).client, kind);
        settle();
    }
    /// `kind trigger` of the fault records.
    QByteArray told()
    {
        QByteArrayList all;
        for (const QJsonObject &record : sink().objects("fault"))
            all.append(QString(record[QLatin1StringView("fault")].toString() + u' '
                               + record[QLatin1StringView("trigger")].toString())
                           .toUtf8());
        return all.join('|');
    }

    bool isWebSocket;
};

QByteArray chunked(const QByteArray &piece)
{
    return QByteArray(QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n");
}

QByteArray sseEvent(const QByteArray &id, const QByteArray &data = "hello")
{
    return QByteArray("id: " + id + "\ndata: " + data + "\n\n");
}

} // namespace

void TestFaultsByHand::offersWhatThereIs()
{
    for (int by = 0; by <= static_cast<int>(ServedBy::Nothing); ++by) {
        const QList<QByteArray> &names = faultsByHand(static_cast<ServedBy>(by));
        QCOMPARE(names.count("reset"), 1);
        for (const QByteArray &name : names) {
            QCOMPARE(names.count(name), 1);
            const auto fault = faultByHand(name);
            QVERIFY2(fault, name.constData());
            QCOMPARE(triggerName(*fault), QByteArrayView("by_hand"));
        }
    }
    QVERIFY(!faultByHand("no-such-fault"));
}

void TestFaultsByHand::offersByTheWayItIsServed_data()
{
    QTest::addColumn<QByteArray>("technique");
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<QByteArray>("missing");
    QTest::newRow("websocket") << QByteArray("websocket") << QByteArray("masked-frame")
                               << QByteArray("id-nul");
    QTest::newRow("sse") << QByteArray("sse") << QByteArray("id-nul") << QByteArray("no-pong");
    QTest::newRow("http-stream") << QByteArray("http-stream") << QByteArray("missing-last-chunk")
                                 << QByteArray("id-nul");
    QTest::newRow("multipart") << QByteArray("multipart") << QByteArray("bad-chunk-size")
                               << QByteArray("id-nul");
    QTest::newRow("long-poll") << QByteArray("long-poll") << QByteArray("unavailable")
                               << QByteArray("missing-last-chunk");
}

void TestFaultsByHand::offersByTheWayItIsServed()
{
    QFETCH(QByteArray, technique);
    QFETCH(QByteArray, offered);
    QFETCH(QByteArray, missing);
    Mock f(technique);
    const auto visitor = f.come();
    QVERIFY(f.status().faults.contains(offered));
    QVERIFY(!f.status().faults.contains(missing));
    // Who is stalled gets nothing any more that could be wrong.
    f.hit("stall");
    QCOMPARE(f.status().faults, QList<QByteArray>{ "reset" });
}

void TestFaultsByHand::spoilsTheNextMessage_data()
{
    QTest::addColumn<QByteArray>("technique");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("wire"); // Of the next message.
    const auto row = [](const char *technique, const char *kind, const QByteArray &wire) {
        QTest::addRow("%s %s", technique, kind) << QByteArray(technique) << QByteArray(kind) << wire;
    };
    row("websocket", "masked-frame", QByteArray::fromHex("818537fa213d5f9f4d5158"));
    row("websocket", "rsv-bits", frame(Role::Server, 0xc1, "hello"));
    row("websocket", "reserved-opcode", frame(Role::Server, 0x83, "hello"));
    row("websocket", "bad-utf8", textFromServer("hello\xc3\x28"));
    row("websocket", "huge-length", QByteArray::fromHex("817f4000000000000000") + "hello");
    row("sse", "cr-only", chunked(sseEvent("1").replace('\n', '\r')));
    row("sse", "bom-inside", chunked("\xef\xbb\xbf" + sseEvent("1")));
    row("sse", "id-nul", chunked(sseEvent(QByteArray("a\0b", 3))));
    row("sse", "bad-chunk-size", "xyz\r\n" + chunked(sseEvent("1")));
    row("http-stream", "bad-chunk-size", "xyz\r\n" + chunked("\"hello\"\n"));
}

void TestFaultsByHand::spoilsTheNextMessage()
{
    QFETCH(QByteArray, technique);
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, wire);
    Mock f(technique);
    const auto visitor = f.come();
    f.hit(kind);
    QCOMPARE(visitor->written(), QByteArray());
    QCOMPARE(f.told(), QByteArray()); // Not before it acts.
    QCOMPARE(f.next(*visitor), wire);
    QCOMPARE(f.told(), QByteArray(kind + " by_hand"));
    // Once; and once more where it is wanted once more.
    const QByteArray right = f.next(*visitor);
    QCOMPARE(right, technique == "websocket"    ? textFromServer("hello")
                 : technique == "http-stream" ? chunked("\"hello\"\n")
                                              : chunked(sseEvent("2")));
    f.hit(kind);
    QVERIFY(f.next(*visitor) != right);
    QCOMPARE(f.told(), QByteArray(kind + " by_hand|" + kind + " by_hand"));
}

void TestFaultsByHand::lasts_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArrayList>("got"); // At once, within the next second, and within six.
    const QByteArray two = textFromServer("hello") + textFromServer("hello");
    QTest::newRow("stall") << QByteArray("stall") << QByteArrayList{ "", "", "" };
    QTest::newRow("delay") << QByteArray("delay") << QByteArrayList{ "", two, "" };
    QTest::newRow("hold-back") << QByteArray("hold-back") << QByteArrayList{ "", "", "" };
    QTest::newRow("throttle") << QByteArray("throttle") << QByteArrayList{ "", two, "" };
    QTest::newRow("drip") << QByteArray("drip") << QByteArrayList{ "", two, "" };
    QTest::newRow("no-pong") << QByteArray("no-pong") << QByteArrayList{ two, "", "" };
}

void TestFaultsByHand::lasts()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArrayList, got);
    Mock f("websocket");
    const auto visitor = f.come();
    f.hit(kind);
    QCOMPARE(QByteArray(f.next(*visitor) + f.next(*visitor)), got.at(0));
    f.advance(1s);
    QCOMPARE(visitor->takeWritten(), got.at(1));
    f.advance(5s);
    QCOMPARE(visitor->takeWritten(), got.at(2));
    visitor->send(frame(Role::Client, 0x89, "there?"));
    const bool isAnswered = kind != "no-pong" && kind != "stall";
    f.advance(1s);
    QCOMPARE(visitor->takeWritten().isEmpty(), !isAnswered && kind != "hold-back");
    QCOMPARE(f.told(), QByteArray(kind + " by_hand"));
}

void TestFaultsByHand::endsAtOnce_data()
{
    QTest::addColumn<QByteArray>("technique");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<bool>("isReset");
    for (const char *technique : { "websocket", "sse", "http-stream", "long-poll" })
        QTest::addRow("%s reset", technique) << QByteArray(technique) << QByteArray("reset") << true;
    QTest::newRow("websocket no-close-frame") << QByteArray("websocket")
                                              << QByteArray("no-close-frame") << false;
    QTest::newRow("sse missing-last-chunk") << QByteArray("sse")
                                            << QByteArray("missing-last-chunk") << false;
}

void TestFaultsByHand::endsAtOnce()
{
    QFETCH(QByteArray, technique);
    QFETCH(QByteArray, kind);
    QFETCH(bool, isReset);
    Mock f(technique);
    const auto visitor = f.come();
    f.hit(kind);
    QCOMPARE(visitor->isAborted(), isReset);
    QCOMPARE(visitor->isWritingFinished(), !isReset);
    QCOMPARE(visitor->written(), QByteArray());
    QCOMPARE(f.told(), QByteArray(kind + " by_hand"));
}

void TestFaultsByHand::answersAHeldPoll_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("answer"); // How it begins.
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("unavailable") << QByteArray("unavailable")
                                 << QByteArray("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n")
                                 << QByteArray("come back later\n");
    QTest::newRow("no-content") << QByteArray("no-content")
                                << QByteArray("HTTP/1.1 204 No Content\r\n")
                                << QByteArray("\r\n\r\n");
    QTest::newRow("html-error") << QByteArray("html-error")
                                << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/html")
                                << QByteArray("<p>Something went wrong.\n");
    QTest::newRow("fin-mid-message") << QByteArray("fin-mid-message")
                                     << QByteArray("HTTP/1.1 200 OK\r\n")
                                     << QByteArray("{\"messages\":");
}

void TestFaultsByHand::answersAHeldPoll()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, end);
    Mock f("long-poll");
    const auto visitor = f.come();
    f.hit(kind);
    const QByteArray got = visitor->takeWritten();
    QVERIFY2(got.startsWith(answer), got.constData());
    QVERIFY2(got.endsWith(end), got.constData());
    QCOMPARE(visitor->isWritingFinished(), kind == "fin-mid-message");
    QCOMPARE(f.told(), QByteArray(kind + " by_hand"));
    // The next poll is served as ever.
    const auto other = f.begin("GET /x?since=0");
    QVERIFY(f.next(*other).startsWith("HTTP/1.1 200 OK\r\n"));
}

void TestFaultsByHand::answersAHeldPollLate()
{
    Mock f("long-poll");
    const auto visitor = f.come();
    f.hit("delay");
    QCOMPARE(f.next(*visitor), QByteArray());
    f.advance(1s);
    QVERIFY(visitor->written().endsWith(R"({"messages":[{"n":1,"message":"hello"}],"next":1})"));
}

void TestFaultsByHand::hitsOnlyWhoIsMeant()
{
    Mock f("websocket");
    const auto first = f.come();
    const auto second = f.come();
    f.hit("bad-utf8", 1);
    QCOMPARE(f.next(*first), textFromServer("hello"));
    QCOMPARE(second->takeWritten(), textFromServer("hello\xc3\x28"));
}

/// What a fault left is of its response, not of the connection.
void TestFaultsByHand::endsWithTheResponse()
{
    Mock f("sse");
    const auto visitor = f.come();
    f.hit("delay");
    f.mock().kick(f.status().client, {});
    QCOMPARE(visitor->written(), QByteArray());
    f.advance(1s);
    QCOMPARE(visitor->takeWritten(), QByteArray("0\r\n\r\n"));
    visitor->send("GET /x HTTP/1.1\r\nHost: localhost:8080\r\n\r\n");
    QVERIFY(visitor->takeWritten().startsWith("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(f.next(*visitor), chunked(sseEvent("1")));
}

void TestFaultsByHand::leavesAloneWhatCannotBe_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::newRow("of another technique") << QByteArray("id-nul");
    QTest::newRow("of the opening handshake, which is over") << QByteArray("wrong-accept");
    QTest::newRow("none at all") << QByteArray("bad-luck");
}

void TestFaultsByHand::leavesAloneWhatCannotBe()
{
    QFETCH(QByteArray, kind);
    Mock f("websocket");
    const auto visitor = f.come();
    f.hit(kind);
    QCOMPARE(f.next(*visitor), textFromServer("hello"));
    const quint32 client = f.status().client;
    visitor->reset();
    f.mock().fault(client, "reset"); // It has gone.
    f.settle();
    QCOMPARE(f.told(), QByteArray());
}

void TestFaultsByHand::hitsASession_data()
{
    QTest::addColumn<bool>("isPolling");
    QTest::addColumn<QByteArray>("kind");
    for (const char *kind : { "reset", "drop-sid", "no-heartbeat", "wrong-attachments" })
        QTest::addRow("polling %s", kind) << true << QByteArray(kind);
    for (const char *kind : { "reset", "no-close-frame", "stall", "no-heartbeat", "wrong-attachments" })
        QTest::addRow("websocket %s", kind) << false << QByteArray(kind);
}

void TestFaultsByHand::hitsASession()
{
    QFETCH(bool, isPolling);
    QFETCH(QByteArray, kind);
    EngineIoMock f(R"("ping_interval_ms":300,"ping_timeout_ms":200)");
    EngineIoVisitor visitor(f);
    std::shared_ptr<ScriptedPeer> poll;
    if (isPolling) {
        visitor.connect();
        poll = visitor.poll();
    } else {
        visitor.openWebSocket();
        visitor.send("40");
        visitor.received();
    }
    QVERIFY(f.status().list.at(0).faults.contains(kind));
    f.mock().fault(f.status().list.at(0).client, kind);
    f.settle();
    ScriptedPeer &line = isPolling ? *poll : visitor.socket();
    const auto take = [&] { return isPolling ? visitor.takeBody(line) : visitor.received(); };
    QCOMPARE(line.isAborted(), kind == "reset");
    QCOMPARE(line.isWritingFinished(), kind == "no-close-frame");
    if (kind == "drop-sid") {
        QCOMPARE(take(), QByteArray(UnknownSid));
        QCOMPARE(visitor.takeBody(*visitor.poll()), QByteArray(UnknownSid));
    } else if (kind == "wrong-attachments") {
        f.publish(R"({"base64":"AQID"})");
        QVERIFY(take().startsWith("452-"));
    } else if (kind == "no-heartbeat") {
        f.advance(310ms);
        QCOMPARE(take(), QByteArray());
        f.publish("1");
        QCOMPARE(take(), QByteArray(R"(42["n",1])"));
    } else {
        f.publish("1");
        QCOMPARE(take(), QByteArray());
    }
    const QJsonObject record = f.sink().last("fault");
    QCOMPARE(record[QLatin1StringView("fault")].toString(), QString::fromLatin1(kind));
    QCOMPARE(record[QLatin1StringView("trigger")].toString(), QStringLiteral("by_hand"));
}

void TestFaultsByHand::refusesTheNextUpgrade()
{
    EngineIoMock f;
    EngineIoVisitor visitor(f);
    visitor.connect();
    f.mock().fault(f.status().list.at(0).client, "refuse-upgrade");
    visitor.openWebSocket();
    QVERIFY(visitor.isRefused);
    visitor.openWebSocket(); // Once.
    QVERIFY(!visitor.isRefused);
}

QTEST_GUILESS_MAIN(TestFaultsByHand)
#include "tst_faultsbyhand.moc"
