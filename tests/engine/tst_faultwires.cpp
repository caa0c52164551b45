// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/scenariofixture.h"

#include <QSet>
#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// What a fault makes of the octets that a mock sends, beside those that it would send without.
class TestFaultWires : public QObject
{
    Q_OBJECT

private slots:
    void spoilsResponses_data();
    void spoilsResponses();
    void losesThePlace_data();
    void losesThePlace();
    void jitters();
    void answersPings_data();
    void answersPings();
    void closes_data();
    void closes();
    void endsWithoutLastChunk();
    void saysWhatWasOnPurpose_data();
    void saysWhatWasOnPurpose();
    void endsAStreamOnce();
    void answersCloseAfterTheEndOfThePeer();
    void leavesWhoWaitsForAStalledAnswer();
};

namespace {

/// `/x` of @p technique with @p fault, or none, fed by a channel that only a publish fills.
QByteArray scenario(const QByteArray &technique, const QByteArray &fault, const QByteArray &channel = {})
{
    const QByteArray faults = fault.isEmpty() ? QByteArray() : QByteArray(R"(,"faults":[)" + fault + ']');
    return QByteArray(R"({"channels":{"c":{)" + channel
                      + R"(}},"endpoints":[{"path":"/x","channel":"c","technique":")" + technique
                      + '"' + faults + "}]}");
}

struct Mock : ScenarioFixture {
    explicit Mock(const QByteArray &technique, const QByteArray &fault,
                  const QByteArray &channel = {})
        : ScenarioFixture(scenario(technique, fault, channel))
    {
    }
    void publish(const QByteArray &message)
    {
        mock().publish("c", message);
        settle();
    }
    QByteArray faultRecord()
    {
        const QList<QJsonObject> records = sink().objects("fault");
        if (records.size() != 1)
            return QByteArray::number(records.size()) + " records";
        const QJsonObject &record = records.first();
        return QString(record[QLatin1StringView("fault")].toString() + u' '
                       + record[QLatin1StringView("trigger")].toString() + u' '
                       + record[QLatin1StringView("about")].toString())
            .toUtf8();
    }
    /// How many records of @p kind were sent by a fault.
    qsizetype byFault(const QByteArray &kind)
    {
        return std::ranges::count_if(sink().objects(kind), [](const QJsonObject &record) {
            return record[QLatin1StringView("cause")].toString() == QLatin1StringView("fault");
        });
    }
};

} // namespace

void TestFaultWires::spoilsResponses_data()
{
    QTest::addColumn<QByteArray>("technique");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("about");
    QTest::addColumn<QByteArray>("right"); // How an answer begins, and what is in it.
    QTest::addColumn<QByteArray>("rightPart");
    QTest::addColumn<QByteArray>("wrong");
    QTest::addColumn<QByteArray>("wrongPart");
    const auto row = [](const char *technique, const char *kind, const char *about,
                        const char *right, const char *rightPart, const char *wrong,
                        const char *wrongPart) {
        QTest::addRow("%s %s", technique, kind)
            << QByteArray(technique) << QByteArray(kind) << QByteArray(about) << QByteArray(right)
            << QByteArray(rightPart) << QByteArray(wrong) << QByteArray(wrongPart);
    };
    const char *ok = "HTTP/1.1 200 OK\r\n";
    row("jsonp", "renamed-callback", "response", ok, "\r\n\r\nshow({\"messages\":[", ok,
        "\r\n\r\nanotherCallback({\"messages\":[");
    const char *found = "HTTP/1.1 302 \r\n";
    const char *itself = "\r\nLocation: /x?callback=show\r\n";
    for (const char *technique : { "sse", "short-poll", "http-stream", "jsonp" })
        row(technique, "redirect-loop", "response", ok, "\r\nContent-Type: ", found, itself);
    row("websocket", "redirect-loop", "response", "HTTP/1.1 101 Switching Protocols\r\n",
        "\r\nUpgrade: websocket\r\n", found, itself);
    row("websocket", "refuse-upgrade", "handshake", "HTTP/1.1 101 Switching Protocols\r\n",
        "\r\nUpgrade: websocket\r\n", "HTTP/1.1 400 Bad Request\r\n",
        "\r\n\r\n400 no upgrade here\n");
}

void TestFaultWires::spoilsResponses()
{
    QFETCH(QByteArray, technique);
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, about);
    QFETCH(QByteArray, right);
    QFETCH(QByteArray, rightPart);
    QFETCH(QByteArray, wrong);
    QFETCH(QByteArray, wrongPart);
    for (const bool isFaulty : { false, true }) {
        Mock f(technique, isFaulty ? QByteArray(R"({"kind":")" + kind + "\"}") : QByteArray());
        f.publish("\"hello\"");
        const auto visitor = technique == "websocket" ? f.visit(upgrade("/x?callback=show"))
                                                      : f.begin("GET /x?callback=show");
        const QByteArray answer = visitor->written();
        QVERIFY2(answer.startsWith(isFaulty ? wrong : right), answer.constData());
        QVERIFY2(answer.contains(isFaulty ? wrongPart : rightPart), answer.constData());
        QCOMPARE(f.faultRecord(), isFaulty ? QByteArray(kind + " always " + about)
                                           : QByteArray("0 records"));
    }
}

void TestFaultWires::losesThePlace_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<QByteArray>("missed");
    QTest::newRow("no fault") << QByteArray() << QByteArray("b\nc\n");
    QTest::newRow("always") << QByteArray(R"({"kind":"lose-on-reconnect"})") << QByteArray();
    QTest::newRow("the second client") << QByteArray(R"({"kind":"lose-on-reconnect","client":2})")
                                       << QByteArray();
    QTest::newRow("the first client") << QByteArray(R"({"kind":"lose-on-reconnect","client":1})")
                                      << QByteArray("b\nc\n");
}

void TestFaultWires::losesThePlace()
{
    QFETCH(QByteArray, fault);
    QFETCH(QByteArray, missed);
    Mock f("sse", fault);
    const auto first = f.begin("GET /x");
    f.publish("\"a\"");
    QCOMPARE(eventData(first->takeWritten()), QByteArray("a\n"));
    first->finish();
    f.publish("\"b\"");
    f.publish("\"c\"");
    const auto again = f.begin("GET /x", "Last-Event-ID: 1\r\n");
    QCOMPARE(eventData(again->takeWritten()), missed);
    // What comes from then on is told with its own number.
    f.publish("\"d\"");
    const QByteArray next = again->takeWritten();
    QCOMPARE(eventData(next), QByteArray("d\n"));
    QVERIFY(next.contains("id: 4\n"));
    QCOMPARE(f.faultRecord(), missed.isEmpty()
                                  ? QByteArray("lose-on-reconnect "
                                               + QByteArray(fault.contains("client") ? "client"
                                                                                     : "always")
                                               + " request")
                                  : QByteArray("0 records"));
}

void TestFaultWires::jitters()
{
    constexpr int Count = 12;
    QByteArray right;
    QSet<qint64> gaps;
    for (const bool isFaulty : { false, true }) {
        Mock f("websocket", isFaulty ? R"({"kind":"jitter","ms":100,"seed":3,"after_ms":1})" : "");
        const auto visitor = f.open("/x");
        f.advance(1ms);
        for (int i = 0; i < Count; ++i)
            f.publish(QByteArray::number(100 + i));
        if (!isFaulty) {
            right = visitor->takeWritten();
            QCOMPARE(right.size(), Count * 5);
            continue;
        }
        QByteArray got;
        qint64 last = 0;
        for (qint64 ms = 0; ms <= Count * 100; ++ms) {
            const QByteArray now = visitor->takeWritten();
            if (!now.isEmpty()) {
                QVERIFY2(ms - last <= 100, qPrintable(QString::number(ms - last)));
                gaps.insert(ms - last);
                last = ms;
            }
            got += now;
            f.advance(1ms);
        }
        QCOMPARE(got, right); // Only their times are wrong.
        QCOMPARE(f.faultRecord(), QByteArray("jitter after_ms octets"));
    }
    QVERIFY2(gaps.size() > Count / 2, qPrintable(QString::number(gaps.size())));
}

void TestFaultWires::answersPings_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<QByteArray>("pong"); // To `are you there`.
    QTest::addColumn<int>("byFault");
    QTest::newRow("no fault") << QByteArray() << frame(Role::Server, 0x8a, "are you there") << 0;
    QTest::newRow("no-pong") << QByteArray("no-pong") << QByteArray() << 0;
    QTest::newRow("wrong-pong") << QByteArray("wrong-pong") << frame(Role::Server, 0x8a, "wrong")
                                << 1;
}

void TestFaultWires::answersPings()
{
    QFETCH(QByteArray, fault);
    QFETCH(QByteArray, pong);
    QFETCH(int, byFault);
    Mock f("websocket",
           fault.isEmpty() ? QByteArray() : QByteArray(R"({"kind":")" + fault + "\"}"));
    const auto visitor = f.open("/x");
    visitor->send(frame(Role::Client, 0x89, "are you there"));
    QCOMPARE(visitor->takeWritten(), pong);
    QCOMPARE(f.faultRecord(), fault.isEmpty() ? QByteArray("0 records")
                                              : QByteArray(fault + " always heartbeat"));
    QCOMPARE(f.byFault("ws.pong"), byFault);
    // Everything else goes on.
    f.publish("\"hello\"");
    QCOMPARE(visitor->takeWritten(), textFromServer("hello"));
    visitor->send(frame(Role::Client, 0x89, "still"));
    QCOMPARE(visitor->takeWritten().isEmpty(), fault == "no-pong");
}

void TestFaultWires::closes_data()
{
    QTest::addColumn<QByteArray>("code"); // Of the fault; empty: none.
    QTest::addColumn<bool>("isAnswer");
    QTest::addColumn<QByteArray>("body"); // Of the Close frame.
    for (const bool isAnswer : { true, false }) {
        const char *who = isAnswer ? "answer" : "farewell";
        QTest::addRow("no fault, %s", who)
            << QByteArray() << isAnswer
            << (isAnswer ? QByteArray::fromHex("03e8")
                         : QByteArray(QByteArray::fromHex("03e9") + "server stops"));
        const QByteArray reason(isAnswer ? "" : "server stops");
        // RFC 6455 §7.4.1: 1005, 1006 and 1015 "MUST NOT be set as a status code in a Close
        // control frame by an endpoint".
        for (const int code : { 1006, 4999, 0, 65535 }) {
            QByteArray octets;
            octets += static_cast<char>(code / 256);
            octets += static_cast<char>(code % 256);
            QTest::addRow("%d, %s", code, who)
                << QByteArray::number(code) << isAnswer << QByteArray(octets + reason);
        }
    }
}

void TestFaultWires::closes()
{
    QFETCH(QByteArray, code);
    QFETCH(bool, isAnswer);
    QFETCH(QByteArray, body);
    Mock f("websocket", code.isEmpty()
               ? QByteArray()
               : QByteArray(R"({"kind":"close-code","code":)" + code + '}'));
    const auto visitor = f.open("/x");
    if (isAnswer)
        visitor->send(closeFrame(Role::Client, 1000));
    else
        f.mock().stop();
    f.settle();
    QCOMPARE(visitor->takeWritten(), frame(Role::Server, 0x88, body));
    QVERIFY(visitor->isWritingFinished());
    QCOMPARE(f.faultRecord(),
             code.isEmpty() ? QByteArray("0 records") : QByteArray("close-code always end"));
    QCOMPARE(f.byFault("ws.close"), code.isEmpty() ? 0 : 1);
}

void TestFaultWires::endsWithoutLastChunk()
{
    QByteArray right;
    for (const bool isFaulty : { false, true }) {
        Mock f("http-stream", isFaulty ? R"({"kind":"missing-last-chunk"})" : "",
               R"("every_ms":100,"limit":2,"end":true,"message":"{{n}}")");
        const auto visitor = f.begin("GET /x");
        f.advance(1s);
        const QByteArray got = visitor->takeWritten();
        if (!isFaulty) {
            right = got;
            QVERIFY2(got.endsWith("\r\n2\r\n1\n\r\n2\r\n2\n\r\n0\r\n\r\n"), got.constData());
            QVERIFY(!visitor->isWritingFinished());
            continue;
        }
        QCOMPARE(got + "0\r\n\r\n", right);
        QVERIFY(visitor->isWritingFinished());
        QCOMPARE(f.faultRecord(), QByteArray("missing-last-chunk always end"));
        QCOMPARE(f.sink().objects("http.end").last()[QLatin1StringView("complete")].toBool(), false);
    }
}

void TestFaultWires::saysWhatWasOnPurpose_data()
{
    QTest::addColumn<QByteArray>("technique");
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<QByteArray>("record"); // The kind that has `fault` as its cause.
    const auto row = [](const char *technique, const char *fault, const char *record,
                        const char *more = "") {
        QTest::addRow("%s %s", technique, fault)
            << QByteArray(technique) << QByteArray(R"({"kind":")" + QByteArray(fault) + '"' + more + '}')
            << QByteArray(record);
    };
    row("websocket", "wrong-accept", "http.response");
    row("websocket", "refuse-upgrade", "http.response");
    row("websocket", "status", "http.response", R"(,"status":418)");
    row("websocket", "html-error", "http.response");
    row("websocket", "masked-frame", "ws.message");
    row("websocket", "fin-mid-message", "ws.frame");
    row("sse", "wrong-type", "http.response");
    row("sse", "redirect-loop", "http.response");
    row("sse", "id-nul", "sse.event");
    row("multipart", "late-boundary", "http.chunk");
    row("jsonp", "renamed-callback", "jsonp.callback");
}

void TestFaultWires::saysWhatWasOnPurpose()
{
    QFETCH(QByteArray, technique);
    QFETCH(QByteArray, fault);
    QFETCH(QByteArray, record);
    Mock f(technique, fault);
    const auto visitor = technique == "websocket" ? f.visit(upgrade("/x"))
                                                  : f.begin("GET /x?callback=show");
    f.publish("\"hello\"");
    if (f.byFault(record) == 0)
        qInfo("%s", f.sink().lines().join('\n').constData());
    QVERIFY(f.byFault(record) > 0);
    QCOMPARE(f.sink().objects("fault").size(), 1);
}

/// The last chunk waits; what is published meanwhile does not come behind it.
void TestFaultWires::endsAStreamOnce()
{
    for (const int kicks : { 1, 2 }) {
        Mock f("sse", R"({"kind":"delay","ms":500})");
        const auto visitor = f.begin("GET /x");
        f.publish("\"a\"");
        const quint32 client = f.mock().status().endpoints.at(0).list.at(0).client;
        for (int i = 0; i < kicks; ++i) {
            f.mock().kick(client, {});
            f.publish("\"b\"");
        }
        QCOMPARE(visitor->written(), QByteArray());
        f.advance(2s);
        const QByteArray got = visitor->takeWritten();
        QCOMPARE(eventData(got), QByteArray("a\n"));
        QCOMPARE(got.count("\r\n0\r\n\r\n"), 1);
        QVERIFY(got.endsWith("\r\n0\r\n\r\n"));
        // The connection is good for another request, unless it was ended, too.
        QCOMPARE(visitor->isWritingFinished(), kicks > 1);
        visitor->send("GET /status HTTP/1.1\r\nHost: localhost:8080\r\n\r\n");
        QCOMPARE(visitor->written().startsWith("HTTP/1.1 200 OK\r\n"), kicks == 1);
    }
}

/// RFC 6455 §5.5.1: a Close frame is answered; the FIN behind it ends only the other direction.
void TestFaultWires::answersCloseAfterTheEndOfThePeer()
{
    Mock f("websocket", R"({"kind":"delay","ms":500})");
    const auto visitor = f.visit(upgrade("/x"));
    f.advance(1s);
    QVERIFY(visitor->takeWritten().startsWith("HTTP/1.1 101 "));
    visitor->send(closeFrame(Role::Client, 1000));
    visitor->finish();
    QVERIFY(!visitor->isWritingFinished());
    QCOMPARE(visitor->written(), QByteArray());
    f.advance(1s);
    QCOMPARE(visitor->takeWritten(), closeFrame(Role::Server, 1000));
    QVERIFY(visitor->hasEnded());
    f.advance(10s);
    const QList<QJsonObject> closed = f.sink().objects("ws.closed");
    QCOMPARE(closed.size(), 1);
    QCOMPARE(closed.first()[QLatin1StringView("clean")].toBool(), true);
}

/// What stands still never comes: a peer that has gone is not waited for.
void TestFaultWires::leavesWhoWaitsForAStalledAnswer()
{
    for (const char *technique : { "short-poll", "sse", "websocket" }) {
        Mock f(technique, R"({"kind":"stall"})");
        const auto visitor = QByteArray(technique) == "websocket" ? f.visit(upgrade("/x"))
                                                                  : f.begin("GET /x");
        f.publish("\"secret\"");
        QVERIFY(visitor->isOpen());
        visitor->finish();
        QVERIFY2(visitor->hasEnded(), technique);
        QVERIFY(!visitor->written().contains("secret"));
    }
}

QTEST_GUILESS_MAIN(TestFaultWires)
#include "tst_faultwires.moc"
