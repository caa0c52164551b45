// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/stockrun.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <functional>

using namespace Pushscope;

/// What the peer does once it has the whole head of the request.
using Peer = std::function<void(QTcpSocket &socket, const QByteArray &accept)>;

Q_DECLARE_METATYPE(Peer)

class TestStockRun : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatTheLibraryTells_data();
    void tellsWhatTheLibraryTells();
    void sendsWhatItWasAskedTo();
    void keepsCredentialsToTheirOrigin_data();
    void keepsCredentialsToTheirOrigin();
    void readsFilesAlone();
    void takesNoMoreThanItMay_data();
    void takesNoMoreThanItMay();
    void leavesWhenToldTo();
    void saysThatNobodyListens();
};

namespace {

QByteArray acceptOf(const QByteArray &head)
{
    const qsizetype at = head.toLower().indexOf("sec-websocket-key: ");
    const QByteArray key = at < 0 ? QByteArray() : head.mid(at + 19, 24);
    return QCryptographicHash::hash(QByteArray(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"),
                                    QCryptographicHash::Sha1)
        .toBase64();
}

void upgrade(QTcpSocket &socket, const QByteArray &accept)
{
    socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                 "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                 + accept + "\r\n\r\n");
}

/// A server on a free port of loopback.
class Server
{
public:
    explicit Server(Peer peer)
        : m_peer(std::move(peer))
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                const bool hadHead = received.contains("\r\n\r\n");
                received += socket->readAll();
                if (!hadHead && received.contains("\r\n\r\n"))
                    m_peer(*socket, acceptOf(received));
            });
        });
    }
    [[nodiscard]] QUrl url(const char *scheme) const
    {
        return QUrl(QStringLiteral("%1://127.0.0.1:%2/x")
                        .arg(QLatin1StringView(scheme))
                        .arg(m_server.serverPort()));
    }
    QByteArray received;

private:
    Peer m_peer;
    QTcpServer m_server;
};

StockOutcome run(StockRun &stock)
{
    QSignalSpy finished(&stock, &StockRun::finished);
    stock.start();
    if (finished.isEmpty() && !finished.wait(20'000))
        return {};
    return finished.front().front().value<StockOutcome>();
}

} // namespace

void TestStockRun::tellsWhatTheLibraryTells_data()
{
    QTest::addColumn<bool>("isWebSocket");
    QTest::addColumn<Peer>("peer");
    QTest::addColumn<bool>("isOpened");
    QTest::addColumn<int>("code"); // Close code, or status; -1: not asked.
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<int>("messages");

    QTest::newRow("wrong accept") << true << Peer([](QTcpSocket &socket, const QByteArray &) {
        upgrade(socket, "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    }) << false << -1
                                  << QByteArray("QAbstractSocket::ConnectionRefusedError") << 0;
    QTest::newRow("403") << true << Peer([](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
        socket.disconnectFromHost();
    }) << false << -1 << QByteArray("any") // Of the two that it has, whichever it comes to first.
                         << 0;
    // It does not know 1013, and says that a rule was broken.
    QTest::newRow("1013") << true << Peer([](QTcpSocket &socket, const QByteArray &accept) {
        upgrade(socket, accept);
        socket.write(QByteArray::fromHex("880603f562757379"));
    }) << true << 1002 << QByteArray() << 0;
    // A reset inside a frame is to it an end as good as any.
    QTest::newRow("end inside a frame") << true << Peer([](QTcpSocket &socket, const QByteArray &accept) {
        upgrade(socket, accept);
        socket.write(QByteArray::fromHex("81056162"));
        socket.disconnectFromHost();
    }) << true << 1000 << QByteArray("QAbstractSocket::RemoteHostClosedError") << 0;
    QTest::newRow("a message and a farewell") << true << Peer([](QTcpSocket &socket, const QByteArray &accept) {
        upgrade(socket, accept);
        socket.write(QByteArray::fromHex("81026869880203e9"));
    }) << true << 1001 << QByteArray() << 1;
    QTest::newRow("wrong type") << false << Peer([](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n"
                     "data: a\n\n");
    }) << true << 200 << QByteArray() << 0;
    QTest::newRow("404") << false << Peer([](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    }) << true << 404 << QByteArray("QNetworkReply::ContentNotFoundError") << 0;
}

void TestStockRun::tellsWhatTheLibraryTells()
{
    QFETCH(bool, isWebSocket);
    QFETCH(Peer, peer);
    QFETCH(bool, isOpened);
    QFETCH(int, code);
    QFETCH(QByteArray, error);
    QFETCH(int, messages);
    Server server(peer);
    StockRequest request;
    request.isWebSocket = isWebSocket;
    request.url = server.url(isWebSocket ? "ws" : "http");
    request.limit = std::chrono::seconds(3); // Where it never says that it is over.
    StockRun stock(request);
    const StockOutcome outcome = run(stock);
    QVERIFY(outcome.library.contains(isWebSocket ? "QWebSocket" : "QNetworkAccessManager"));
    QCOMPARE(outcome.isOpened, isOpened);
    if (code >= 0 && !outcome.isStopped)
        QCOMPARE(isWebSocket ? outcome.closeCode : outcome.status, std::optional(code));
    if (error == "any")
        QVERIFY(!outcome.error.isEmpty());
    else if (!outcome.isStopped || !error.isEmpty())
        QCOMPARE(outcome.error, error);
    QCOMPARE(outcome.messages, static_cast<quint64>(messages));
}

void TestStockRun::sendsWhatItWasAskedTo()
{
    Server server([](QTcpSocket &socket, const QByteArray &accept) { upgrade(socket, accept); });
    StockRequest request;
    request.isWebSocket = true;
    request.url = server.url("ws");
    request.fields = { { QByteArrayLiteral("X-Token"), QByteArrayLiteral("abc") } };
    request.origin = "http://localhost:3000";
    request.subprotocols = { "v1", "v2" };
    request.script = { { StockRequest::Message::Type::Text, QByteArrayLiteral("hi"), 1000 } };
    StockRun stock(request);
    stock.start();
    // A masked text frame of two octets behind the head.
    QTRY_VERIFY(server.received.contains(QByteArray::fromHex("8182")));
    for (const char *line : { "X-Token: abc", "http://localhost:3000", "v1", "v2" })
        QVERIFY2(server.received.contains(line), line);
}

void TestStockRun::keepsCredentialsToTheirOrigin_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<bool>("isFollowed");
    QTest::newRow("authorization") << QByteArray("authorization") << QString() << false;
    QTest::newRow("Cookie") << QByteArray("Cookie") << QString() << false;
    QTest::newRow("Proxy-Authorization")
        << QByteArray("Proxy-Authorization") << QString() << false;
    QTest::newRow("client certificate")
        << QByteArray("X-A") << QStringLiteral("client.pem") << false;
    QTest::newRow("nothing of the user") << QByteArray("X-A") << QString() << true;
}

void TestStockRun::keepsCredentialsToTheirOrigin()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, certificate);
    QFETCH(bool, isFollowed);
    Server target([](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    const QByteArray location = target.url("http").toEncoded(); // Another port: another origin.
    Server server([location](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location
                     + "\r\n\r\n");
    });
    StockRequest request;
    request.url = server.url("http");
    request.fields = { { field, QByteArrayLiteral("secret=1") } };
    request.clientCertificateFile = certificate;
    request.limit = std::chrono::seconds(3);
    StockRun stock(request);
    const StockOutcome outcome = run(stock);
    QVERIFY(server.received.contains("secret=1"));
    QCOMPARE(target.received.isEmpty(), !isFollowed);
    QCOMPARE(outcome.error,
             QByteArray(isFollowed ? "" : "QNetworkReply::InsecureRedirectError"));
}

/// A FIFO, to which nobody writes, is not waited for.
void TestStockRun::readsFilesAlone()
{
    const QTemporaryDir folder;
    const QString fifo = folder.filePath(QStringLiteral("fifo"));
    QCOMPARE(::mkfifo(QFile::encodeName(fifo).constData(), 0600), 0);
    Server server([](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    StockRequest request;
    request.url = server.url("http");
    request.caCertificateFile = fifo;
    request.clientCertificateFile = fifo;
    request.limit = std::chrono::seconds(3);
    StockRun stock(request);
    QCOMPARE(run(stock).error, QByteArray());
    QVERIFY(!server.received.isEmpty());
}

void TestStockRun::takesNoMoreThanItMay_data()
{
    QTest::addColumn<bool>("isWebSocket");
    QTest::addColumn<QByteArray>("octets"); // Frames, or content.
    QTest::addColumn<bool>("isTaken"); // With a limit of five octets.
    QTest::newRow("frame at the limit") << true << QByteArray::fromHex("81056162636465") << true;
    QTest::newRow("frame above it") << true << QByteArray::fromHex("8106616263646566") << false;
    QTest::newRow("fragments above it")
        << true << QByteArray::fromHex("01036162638003646566") << false;
    QTest::newRow("content at the limit") << false << QByteArray("abcde") << true;
    QTest::newRow("content above it") << false << QByteArray("abcdef") << false;
}

void TestStockRun::takesNoMoreThanItMay()
{
    QFETCH(bool, isWebSocket);
    QFETCH(QByteArray, octets);
    QFETCH(bool, isTaken);
    Server server([isWebSocket, octets](QTcpSocket &socket, const QByteArray &accept) {
        if (isWebSocket) {
            upgrade(socket, accept);
            socket.write(octets + QByteArray::fromHex("880203e9"));
        } else {
            socket.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + octets);
            if (octets.size() <= 5)
                socket.disconnectFromHost(); // Else it would go on.
        }
    });
    StockRequest request;
    request.isWebSocket = isWebSocket;
    request.url = server.url(isWebSocket ? "ws" : "http");
    request.maxMessageOctets = 5;
    if (isWebSocket) // Where it never says that it is over.
        request.limit = std::chrono::seconds(3);
    StockRun stock(request);
    const StockOutcome outcome = run(stock);
    QVERIFY(outcome.isOpened);
    if (isWebSocket)
        QCOMPARE(outcome.messages, static_cast<quint64>(isTaken));
    else
        QCOMPARE(outcome.isStopped, !isTaken);
}

void TestStockRun::leavesWhenToldTo()
{
    Server server([](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: a\n\n");
    });
    StockRequest request;
    request.url = server.url("http");
    StockRun stock(request);
    QSignalSpy finished(&stock, &StockRun::finished);
    stock.start();
    QTRY_VERIFY(server.received.contains("\r\n\r\n"));
    stock.stop();
    stock.stop();
    QCOMPARE(finished.size(), 1);
    QVERIFY(finished.front().front().value<StockOutcome>().isStopped);
}

void TestStockRun::saysThatNobodyListens()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    for (const bool isWebSocket : { true, false }) {
        StockRequest request;
        request.isWebSocket = isWebSocket;
        request.url = QUrl(QStringLiteral("%1://127.0.0.1:%2/")
                               .arg(isWebSocket ? QStringLiteral("ws") : QStringLiteral("http"))
                               .arg(port));
        StockRun stock(request);
        const StockOutcome outcome = run(stock);
        QVERIFY(!outcome.isOpened);
        QVERIFY2(outcome.error.contains("ConnectionRefusedError"), outcome.error.constData());
    }
}

QTEST_GUILESS_MAIN(TestStockRun)
#include "tst_stockrun.moc"
