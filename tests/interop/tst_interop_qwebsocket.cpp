// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

#include <memory>
#include <utility>

namespace {

constexpr int Patience = 30000; // Milliseconds; a sanitized mock on a busy machine is slow.

QString cli()
{
    return QString::fromUtf8(PUSHSCOPE_BIN) + QStringLiteral("/pushscope-cli");
}

/// The mock as a process, and what it recorded so far.
class Mock
{
public:
    /// Whether it started and said where it listens.
    bool start()
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(cli(),
                        { QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0"),
                          QStringLiteral("--json") });
        if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, Patience))
            return false;
        const QJsonObject first = QJsonDocument::fromJson(m_process.readLine()).object();
        m_url = QUrl(first.value(QStringLiteral("url")).toString());
        return first.value(QStringLiteral("kind")) == QStringLiteral("listen") && m_url.isValid();
    }

    QUrl url(const QString &path) const
    {
        QUrl url = m_url;
        url.setScheme(QStringLiteral("ws"));
        url.setPath(path);
        return url;
    }

    /// The records of one kind and direction, among what was printed up to now.
    QList<QJsonObject> records(const QString &kind, const QString &from)
    {
        while (m_process.canReadLine())
            m_records.append(QJsonDocument::fromJson(m_process.readLine()).object());
        QList<QJsonObject> found;
        for (const QJsonObject &record : std::as_const(m_records)) {
            if (record.value(QStringLiteral("kind")) == kind
                && record.value(QStringLiteral("from")).toString() == from)
                found.append(record);
        }
        return found;
    }

    /// Whether it ended by SIGTERM with the status that stands for it.
    bool stop()
    {
        m_process.terminate();
        return m_process.waitForFinished(Patience) && m_process.exitCode() == 143;
    }

    ~Mock()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished(Patience);
        }
    }

private:
    QProcess m_process;
    QUrl m_url;
    QList<QJsonObject> m_records;
};

QByteArray octets(const QJsonObject &record)
{
    const QJsonValue base64 = record.value(QStringLiteral("base64"));
    if (base64.isString())
        return QByteArray::fromBase64(base64.toString().toUtf8());
    return record.value(QStringLiteral("text")).toString().toUtf8();
}

} // namespace

/// Qt's own WebSocket, which shares no code with ours, as client of the mock.
class TestInteropQWebSocket : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void echoesWhatItSends_data();
    void echoesWhatItSends();
    void answersPings();
    void completesTheClosingHandshake();
    void getsTheFeed();

private:
    void open(const QString &path);

    std::unique_ptr<Mock> m_mock;
    std::unique_ptr<QWebSocket> m_socket;
};

void TestInteropQWebSocket::init()
{
    m_mock = std::make_unique<Mock>();
    QVERIFY(m_mock->start());
    m_socket = std::make_unique<QWebSocket>(QStringLiteral("http://localhost"));
}

void TestInteropQWebSocket::cleanup()
{
    m_socket.reset();
    QVERIFY(m_mock->stop());
    m_mock.reset();
}

void TestInteropQWebSocket::open(const QString &path)
{
    QSignalSpy connected(m_socket.get(), &QWebSocket::connected);
    m_socket->open(m_mock->url(path));
    QTRY_COMPARE_WITH_TIMEOUT(connected.size(), 1, Patience);
}

void TestInteropQWebSocket::echoesWhatItSends_data()
{
    QTest::addColumn<bool>("isText");
    QTest::addColumn<QByteArray>("payload");

    QTest::newRow("5.6 text") << true << QByteArray("hello");
    QTest::newRow("5.6 several octets a character") << true << QByteArray::fromHex("6772c3bcc39f65");
    QTest::newRow("5.6 empty text") << true << QByteArray();
    QTest::newRow("5.6 binary") << false << QByteArray::fromHex("00ff8001");
    QTest::newRow("5.2 7-bit length, longest") << false << QByteArray(125, 'a');
    QTest::newRow("5.2 16-bit length, shortest") << false << QByteArray(126, 'b');
    QTest::newRow("5.2 16-bit length, longest") << false << QByteArray(65535, 'c');
    QTest::newRow("5.2 64-bit length, shortest") << false << QByteArray(65536, 'd');
    QTest::newRow("5.4 sent in fragments by the peer") << true << QByteArray(1500000, 'e');
}

void TestInteropQWebSocket::echoesWhatItSends()
{
    QFETCH(bool, isText);
    QFETCH(QByteArray, payload);
    open(QStringLiteral("/ws/echo"));

    QSignalSpy texts(m_socket.get(), &QWebSocket::textMessageReceived);
    QSignalSpy binaries(m_socket.get(), &QWebSocket::binaryMessageReceived);
    QByteArray got;
    if (isText) {
        m_socket->sendTextMessage(QString::fromUtf8(payload));
        QTRY_COMPARE_WITH_TIMEOUT(texts.size(), 1, Patience);
        got = texts.first().first().toString().toUtf8();
    } else {
        m_socket->sendBinaryMessage(payload);
        QTRY_COMPARE_WITH_TIMEOUT(binaries.size(), 1, Patience);
        got = binaries.first().first().toByteArray();
    }
    QCOMPARE(got, payload);

    const QString type = isText ? QStringLiteral("text") : QStringLiteral("binary");
    const auto message = QStringLiteral("ws.message");
    for (const QString &from : { QStringLiteral("client"), QStringLiteral("server") }) {
        QTRY_COMPARE_WITH_TIMEOUT(m_mock->records(message, from).size(), 1, Patience);
        const QJsonObject record = m_mock->records(message, from).first();
        QCOMPARE(record.value(QStringLiteral("type")).toString(), type);
        QCOMPARE(octets(record), payload);
        QVERIFY(!record.contains(QStringLiteral("violations")));
    }
}

void TestInteropQWebSocket::answersPings()
{
    open(QStringLiteral("/ws/echo"));
    QSignalSpy pongs(m_socket.get(), &QWebSocket::pong);
    m_socket->ping("are you there");
    QTRY_COMPARE_WITH_TIMEOUT(pongs.size(), 1, Patience);
    QCOMPARE(pongs.first().at(1).toByteArray(), QByteArray("are you there"));

    const auto ping = QStringLiteral("ws.ping");
    QTRY_COMPARE_WITH_TIMEOUT(m_mock->records(ping, QStringLiteral("client")).size(), 1, Patience);
    const auto pong = QStringLiteral("ws.pong");
    QTRY_COMPARE_WITH_TIMEOUT(m_mock->records(pong, QStringLiteral("server")).size(), 1, Patience);
    const QJsonObject answer = m_mock->records(pong, QStringLiteral("server")).first();
    QCOMPARE(octets(answer), QByteArray("are you there"));
    QCOMPARE(answer.value(QStringLiteral("cause")).toString(), QStringLiteral("auto"));
}

void TestInteropQWebSocket::completesTheClosingHandshake()
{
    open(QStringLiteral("/ws/echo"));
    QSignalSpy disconnected(m_socket.get(), &QWebSocket::disconnected);
    m_socket->close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("enough"));
    QTRY_COMPARE_WITH_TIMEOUT(disconnected.size(), 1, Patience);
    QCOMPARE(m_socket->closeCode(), QWebSocketProtocol::CloseCodeGoingAway);

    const auto close = QStringLiteral("ws.close");
    for (const QString &from : { QStringLiteral("client"), QStringLiteral("server") }) {
        QTRY_COMPARE_WITH_TIMEOUT(m_mock->records(close, from).size(), 1, Patience);
        const QJsonObject record = m_mock->records(close, from).first();
        QCOMPARE(record.value(QStringLiteral("code")).toInt(), 1001);
    }
}

void TestInteropQWebSocket::getsTheFeed()
{
    QSignalSpy texts(m_socket.get(), &QWebSocket::textMessageReceived);
    open(QStringLiteral("/ws"));
    QTRY_VERIFY_WITH_TIMEOUT(texts.size() >= 2, Patience);
    const auto message = QStringLiteral("ws.message");
    QTRY_VERIFY_WITH_TIMEOUT(m_mock->records(message, QStringLiteral("server")).size() >= 2,
                             Patience);
    for (qsizetype i = 0; i < 2; ++i) {
        const QByteArray pushed = octets(m_mock->records(message, QStringLiteral("server")).at(i));
        QCOMPARE(texts.at(i).first().toString().toUtf8(), pushed);
        QVERIFY(QJsonDocument::fromJson(pushed).object().contains(QStringLiteral("n")));
    }
}

QTEST_GUILESS_MAIN(TestInteropQWebSocket)
#include "tst_interop_qwebsocket.moc"
