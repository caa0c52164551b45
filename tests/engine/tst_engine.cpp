// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/clock.h"
#include "engine/api/engine.h"
#include "engine/story.h"
#include "support/linesink.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <mutex>

using namespace Pushscope;

Q_DECLARE_METATYPE(Pushscope::WebSocket::FrameSpec)

/// The engine with its threads and real sockets, against peers that we did not write.
class TestEngine : public QObject
{
    Q_OBJECT

private slots:
    void echoesToAStockClient();
    void sendsAStockClientAway();
    void letsStockClientsChat();
    void connectsItsOwnClients();
    void aStockServerRefusesRawFrames_data();
    void aStockServerRefusesRawFrames();
    void saysThatAPortIsTaken();
    void goesWithinASecond_data();
    void goesWithinASecond();
    void previewsRequests();
};

namespace {

/// Several threads append.
class SharedSink final : public RecordSink
{
public:
    Appended append(Batch &&batch) override
    {
        const std::lock_guard lock(m_mutex);
        return m_lines.append(std::move(batch));
    }
    [[nodiscard]] bool isFull() const override { return false; }
    int addDrainListener(std::function<void()>) override { return 0; }
    void removeDrainListener(int) override { }
    [[nodiscard]] CaptureCounters &counters() override { return m_lines.counters(); }
    [[nodiscard]] qint64 originNs() const override { return m_lines.originNs(); }

    [[nodiscard]] qsizetype count(const char *kind) const
    {
        const std::lock_guard lock(m_mutex);
        return m_lines.objects(kind).size();
    }
    [[nodiscard]] QByteArray told(const QByteArray &kinds) const
    {
        const std::lock_guard lock(m_mutex);
        return only(story(m_lines.objects()), kinds);
    }

private:
    mutable std::mutex m_mutex;
    LineSink m_lines;
};

struct Running {
    SharedSink sink;
    SystemClock clock;
    std::unique_ptr<Engine> engine = std::make_unique<Engine>(sink, clock);
    quint32 mock = 0;
    QUrl url;

    bool serve()
    {
        QSignalSpy started(engine.get(), &Engine::mockStarted);
        MockOptions options;
        options.port = 0;
        options.addresses = { QStringLiteral("127.0.0.1") };
        mock = engine->startMock(options);
        if (!started.wait())
            return false;
        url = started.first().at(1).toUrl();
        return true;
    }
    [[nodiscard]] QUrl at(const char *scheme, const char *path) const
    {
        QUrl there = url;
        there.setScheme(QString::fromLatin1(scheme));
        there.setPath(QString::fromLatin1(path));
        return there;
    }
};

} // namespace

void TestEngine::sendsAStockClientAway()
{
    Running running;
    QVERIFY(running.serve());
    QWebSocket socket;
    QSignalSpy closed(&socket, &QWebSocket::disconnected);
    socket.open(running.at("ws", "/ws"));
    const auto client = [&running] {
        const QList<SessionStatus> statuses = running.engine->statuses();
        const QList<MockEndpointStatus> endpoints
            = statuses.isEmpty() ? QList<MockEndpointStatus>() : statuses.last().endpoints;
        return endpoints.isEmpty() || endpoints.first().list.isEmpty()
            ? MockClientStatus()
            : endpoints.first().list.first();
    };
    QTRY_VERIFY(client().connection > 0);
    const QString local = QStringLiteral("127.0.0.1:%1").arg(socket.localPort());
    QCOMPARE(QString::fromLatin1(client().address), local);
    running.engine->kick(running.mock, client().client,
                         { MockKick::How::Close, 4001, "not you" });
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(int(socket.closeCode()), 4001);
    QCOMPARE(socket.closeReason(), QStringLiteral("not you"));
    QTRY_COMPARE(client().connection, quint32(0));
}

void TestEngine::echoesToAStockClient()
{
    Running running;
    QVERIFY(running.serve());
    QWebSocket socket;
    QSignalSpy texts(&socket, &QWebSocket::textMessageReceived);
    QSignalSpy binaries(&socket, &QWebSocket::binaryMessageReceived);
    QSignalSpy pongs(&socket, &QWebSocket::pong);
    QSignalSpy closed(&socket, &QWebSocket::disconnected);
    socket.open(running.at("ws", "/ws/echo"));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.sendTextMessage(QStringLiteral("h\u00E9llo"));
    const QByteArray big(2'000'000, '\x7F');
    socket.sendBinaryMessage(big);
    socket.ping("p");
    QTRY_COMPARE(binaries.size(), 1);
    QCOMPARE(texts.first().first().toString(), QStringLiteral("h\u00E9llo"));
    QCOMPARE(binaries.first().first().toByteArray(), big);
    QTRY_COMPARE(pongs.size(), 1);
    socket.close(QWebSocketProtocol::CloseCodeNormal, QStringLiteral("done"));
    QTRY_COMPARE(closed.size(), 1);
    QTRY_COMPARE(running.sink.count("conn.close"), 1);
    QCOMPARE(running.sink.told("ws.closed"),
             QByteArray("ws.closed 1000 done clean client handshake\n"));
}

void TestEngine::letsStockClientsChat()
{
    Running running;
    QVERIFY(running.serve());
    QWebSocket one;
    QWebSocket two;
    QSignalSpy atOne(&one, &QWebSocket::textMessageReceived);
    QSignalSpy atTwo(&two, &QWebSocket::textMessageReceived);
    one.open(running.at("ws", "/chat"));
    two.open(running.at("ws", "/chat"));
    QTRY_COMPARE(one.state(), QAbstractSocket::ConnectedState);
    QTRY_COMPARE(two.state(), QAbstractSocket::ConnectedState);
    for (int i = 0; i < 100; ++i)
        (i % 2 == 0 ? one : two).sendTextMessage(QString::number(i));
    QTRY_COMPARE(atOne.size(), 100);
    QTRY_COMPARE(atTwo.size(), 100);
    for (int i = 0; i < 100; ++i) // The same order everywhere.
        QCOMPARE(atOne.at(i).first().toString(), atTwo.at(i).first().toString());
}

void TestEngine::connectsItsOwnClients()
{
    Running running;
    QVERIFY(running.serve());
    QSignalSpy ended(running.engine.get(), &Engine::sessionEnded);
    ClientOptions options;
    options.stop.messageCount = 1;
    options.technique = Technique::WebSocket;
    options.url = running.at("ws", "/chat");
    options.script = { { .type = OutgoingMessage::Type::Text, .payload = "hi" } };
    running.engine->connectClient(options);
    options.technique = Technique::ShortPoll;
    options.url = running.at("http", "/poll");
    running.engine->connectClient(options);
    options.technique = Technique::Auto;
    options.url = running.at("http", "/sse");
    running.engine->connectClient(options);
    QTRY_COMPARE(ended.size(), 3);
    for (const auto &end : ended)
        QVERIFY(end.at(1).value<SessionOutcome>().isDone);
    // Whoever is told of the end finds it recorded.
    QCOMPARE(running.sink.count("conn.attempt"), 3);
    QVERIFY(running.sink.count("conn.close") >= 3);
}

void TestEngine::aStockServerRefusesRawFrames_data()
{
    QTest::addColumn<WebSocket::FrameSpec>("frame");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("told");
    WebSocket::FrameSpec spec;
    spec.maskingKey = WebSocket::MaskingKey{ 1, 2, 3, 4 };
    const WebSocket::FrameSpec right = spec;
    spec.opcode = static_cast<WebSocket::Opcode>(3);
    QTest::newRow("5.2 reserved opcode")
        << spec << QByteArray("A") << QByteArray("ws.close server 1002");
    spec = right;
    spec.rsv = 1;
    QTest::newRow("5.2 reserved bit")
        << spec << QByteArray("A") << QByteArray("ws.close server 1002");
    spec = right;
    spec.opcode = WebSocket::Opcode::Ping;
    spec.fin = false;
    QTest::newRow("5.5 fragmented ping")
        << spec << QByteArray("A") << QByteArray("ws.close server 1002");
    QTest::newRow("8.1 text not UTF-8")
        << right << QByteArray("\xff") << QByteArray("ws.close server 1007");
}

void TestEngine::aStockServerRefusesRawFrames()
{
    QFETCH(WebSocket::FrameSpec, frame);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, told);
    QWebSocketServer server(QStringLiteral("stock"), QWebSocketServer::NonSecureMode);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Running running;
    ClientOptions options;
    options.technique = Technique::WebSocket;
    options.url = server.serverUrl();
    options.offersDeflate = false;
    const quint32 session = running.engine->connectClient(options);
    QTRY_VERIFY(server.hasPendingConnections());
    const std::unique_ptr<QWebSocket> peer(server.nextPendingConnection());
    QTRY_VERIFY(!running.engine->statuses().isEmpty()
                && running.engine->statuses().first().canSend);
    OutgoingMessage raw;
    raw.type = OutgoingMessage::Type::RawFrame;
    raw.frame = frame;
    raw.payload = payload;
    running.engine->send(session, raw);
    QTRY_VERIFY2(running.sink.told("ws.close").contains(told),
                 running.sink.told("ws.close ws.frame").constData());
}

void TestEngine::saysThatAPortIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    Running running;
    QSignalSpy failed(running.engine.get(), &Engine::mockFailed);
    MockOptions options;
    options.port = other.serverPort();
    options.addresses = { QStringLiteral("127.0.0.1") };
    running.engine->startMock(options);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().at(1).value<Error>().code, ErrorCode::PortInUse);
}

void TestEngine::goesWithinASecond_data()
{
    QTest::addColumn<bool>("isPeerDeaf");
    QTest::newRow("polite peers") << false;
    QTest::newRow("peers that never answer") << true;
}

void TestEngine::goesWithinASecond()
{
    QFETCH(bool, isPeerDeaf);
    QTcpServer silent; // Accepts, and says nothing.
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    Running running;
    QVERIFY(running.serve());
    QTcpSocket deaf;
    ClientOptions options;
    options.technique = Technique::WebSocket;
    options.url = running.at("ws", "/ws");
    running.engine->connectClient(options);
    options.technique = Technique::Sse;
    options.url = running.at("http", "/sse");
    running.engine->connectClient(options);
    QTRY_COMPARE(running.sink.count("http.response"), 4); // At either end.
    qsizetype attempts = 2;
    qsizetype accepted = 2;
    if (isPeerDeaf) {
        options.url.setPort(silent.serverPort());
        running.engine->connectClient(options);
        deaf.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(running.url.port()));
        QTRY_COMPARE(deaf.state(), QAbstractSocket::ConnectedState);
        deaf.write("GET /sse HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QTRY_COMPARE(running.sink.count("http.response"), 5);
        QTRY_COMPARE(running.sink.count("conn.open"), 6);
        ++attempts;
        ++accepted;
    }
    QElapsedTimer timer;
    timer.start();
    running.engine.reset();
    // A second, and what a busy machine takes to join two threads.
    QVERIFY2(timer.elapsed() < 2'000, QByteArray::number(timer.elapsed()).constData());
    QCOMPARE(running.sink.count("conn.attempt"), attempts);
    QCOMPARE(running.sink.count("conn.close"), attempts + accepted);
}

void TestEngine::previewsRequests()
{
    ClientOptions options;
    options.url = QUrl(QStringLiteral("ws://feed.example:81/a?b=c"));
    const auto webSocket = Engine::requestPreview(options);
    QVERIFY(webSocket);
    QVERIFY(webSocket->startsWith("GET /a?b=c HTTP/1.1\r\nHost: feed.example:81\r\n"));
    QVERIFY(webSocket->contains("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
    options.url = QUrl(QStringLiteral("http://feed.example/"));
    options.technique = Technique::Sse;
    options.body = "x";
    const auto sse = Engine::requestPreview(options);
    QVERIFY(sse && sse->startsWith("POST / HTTP/1.1\r\n") && sse->endsWith("\r\n\r\nx"));
    options.url = QUrl(QStringLiteral("ftp://feed.example/"));
    QVERIFY(!Engine::requestPreview(options));
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
