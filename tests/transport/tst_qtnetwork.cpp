// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rawpeer.h"
#include "recordinglistener.h"

#include "transport/qtnetwork.h"

#include <QMap>
#include <QSignalSpy>
#include <QTest>

using namespace Pushscope;

namespace {

/// The system's, and what could be seen each time that it was asked.
class LookingClock final : public Clock
{
public:
    std::function<bool()> look;
    mutable QMap<qint64, bool> seen; ///< By the time it gave.

    [[nodiscard]] qint64 monotonicNs() const override
    {
        m_last = std::max(m_last + 1, m_clock.monotonicNs());
        if (look)
            seen.insert(m_last, look());
        return m_last;
    }
    [[nodiscard]] qint64 wallNs() const override { return m_clock.wallNs(); }

private:
    SystemClock m_clock;
    mutable qint64 m_last = 0;
};

} // namespace

/// Client and listener of one network against each other, over loopback.
class TestQtNetwork : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void exchangesOctets_data();
    void exchangesOctets();
    void connectsByName();
    void writesBeforeItIsOpen();
    void keepsAWholeStream();
    void tellsWhatIsWrittenBeforeItIsReceived();
    void halfCloses();
    void dropsWhatNobodyWants();
    void pausesAccepting();
    void listenerGoesWhileAccepting();
    void portInUse();
    void addressNotOurs();
    void timersFireInOrder();
    void timersCancel();
    void timerDestroysItself();

private:
    std::shared_ptr<Listener> listenOn(const QString &address);
    ConnectTarget targetOf(const QString &host, quint16 port) const;

    SystemClock m_clock;
    std::unique_ptr<QtNetwork> m_network;
    RecordingListener *m_client = nullptr;
    RecordingListener *m_server = nullptr;
};

void TestQtNetwork::init()
{
    m_network = std::make_unique<QtNetwork>(m_clock);
    m_client = new RecordingListener;
    m_server = new RecordingListener;
}

void TestQtNetwork::cleanup()
{
    QCOMPARE(m_client->faults, QByteArrayList());
    QCOMPARE(m_server->faults, QByteArrayList());
    delete m_client;
    delete m_server;
    m_network.reset();
}

std::shared_ptr<Listener> TestQtNetwork::listenOn(const QString &address)
{
    auto listener
        = m_network->listen(address, 0, std::nullopt, [this](std::unique_ptr<Stream> stream) {
              m_server->stream = std::move(stream);
              return m_server;
          });
    return listener ? *listener : nullptr;
}

ConnectTarget TestQtNetwork::targetOf(const QString &host, quint16 port) const
{
    ConnectTarget target;
    target.host = host;
    target.port = port;
    return target;
}

void TestQtNetwork::exchangesOctets_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QByteArray>("remote");
    QTest::newRow("IPv4") << QStringLiteral("127.0.0.1") << QByteArray("127.0.0.1:");
    QTest::newRow("IPv6") << QStringLiteral("::1") << QByteArray("[::1]:");
}

void TestQtNetwork::exchangesOctets()
{
    QFETCH(QString, address);
    QFETCH(QByteArray, remote);
    const auto listener = listenOn(address);
    QVERIFY(listener);
    QVERIFY(listener->port() != 0);

    m_server->onReceived = [this](QByteArrayView octets) {
        m_server->outside([&] { m_server->stream->write("re: " + octets.toByteArray()); });
        m_server->stream->close(1000);
    };
    m_client->onPeerFinished = [this] { m_client->stream->close(1000); };
    m_client->stream = m_network->connectTo(targetOf(address, listener->port()), m_client);
    QVERIFY(m_client->log.isEmpty()); // Never from inside the call.
    QTRY_VERIFY(m_client->openFacts);
    m_client->outside([&] { m_client->stream->write("hello"); });
    QTRY_VERIFY(m_client->endFacts && m_server->endFacts);

    QCOMPARE(m_client->received, QByteArray("re: hello"));
    QCOMPARE(m_server->received, QByteArray("hello"));
    QCOMPARE(m_client->writtenCount, 5);
    QCOMPARE(m_server->writtenCount, 9);
    QCOMPARE(m_client->log,
             QByteArrayList({ "opened", "written", "received", "peer-finished", "ended" }));
    QCOMPARE(m_server->log, QByteArrayList({ "opened", "received", "written", "ended" }));
    QCOMPARE(m_client->endFacts->by, std::optional(Role::Server));
    QCOMPARE(m_server->endFacts->by, std::optional(Role::Server));

    const OpenFacts &opened = *m_client->openFacts;
    QCOMPARE(opened.remote, remote + QByteArray::number(listener->port()));
    QCOMPARE(opened.local, m_server->openFacts->remote);
    QCOMPARE(opened.dnsNs, -1);
    QVERIFY(opened.connectNs > 0);
    QCOMPARE(opened.tlsNs, -1);
    QVERIFY(!opened.tls);
    QCOMPARE(m_server->openFacts->connectNs, -1);
}

void TestQtNetwork::connectsByName()
{
    const auto listener = listenOn(QStringLiteral("127.0.0.1"));
    m_client->stream
        = m_network->connectTo(targetOf(QStringLiteral("localhost"), listener->port()), m_client);
    QTRY_VERIFY(m_client->openFacts);
    QVERIFY(m_client->openFacts->dnsNs > 0);
    QVERIFY(m_client->openFacts->connectNs > 0);
}

void TestQtNetwork::writesBeforeItIsOpen()
{
    const auto listener = listenOn(QStringLiteral("127.0.0.1"));
    m_client->stream
        = m_network->connectTo(targetOf(QStringLiteral("127.0.0.1"), listener->port()), m_client);
    m_client->stream->write("early");
    m_client->stream->write({});
    m_client->stream->write("bird");
    QCOMPARE(m_client->stream->pendingOctets(), 9);
    QTRY_COMPARE(m_server->received, QByteArray("earlybird"));
    QTRY_COMPARE(m_client->writtenCount, 9);
    QCOMPARE(m_client->stream->pendingOctets(), 0);
    QCOMPARE(m_client->log, QByteArrayList({ "opened", "written" }));
}

void TestQtNetwork::keepsAWholeStream()
{
    constexpr qint64 Total = 64 * 1024 * 1024;
    constexpr qint64 PieceSize = 1'000'003; // No power of two: every read is cut differently.
    QByteArray piece(PieceSize, Qt::Uninitialized);
    for (qint64 i = 0; i < PieceSize; ++i)
        piece[i] = static_cast<char>(i * 131 >> 3);

    qint64 wrong = 0;
    m_client->keepsOctets = false;
    m_client->onReceived = [&](QByteArrayView octets) {
        qint64 at = (m_client->receivedCount - octets.size()) % PieceSize;
        for (qsizetype from = 0; from < octets.size();) {
            const qsizetype length = std::min<qsizetype>(octets.size() - from, PieceSize - at);
            if (octets.sliced(from, length) != QByteArrayView(piece).sliced(at, length))
                ++wrong;
            from += length;
            at = 0;
        }
    };
    m_server->onOpened = [&] {
        for (qint64 sent = 0; sent < Total; sent += PieceSize)
            m_server->stream->write(piece.first(std::min(PieceSize, Total - sent)));
        m_server->stream->close(30'000);
    };
    m_client->onPeerFinished = [this] { m_client->stream->close(0); };
    const auto listener = listenOn(QStringLiteral("127.0.0.1"));
    m_client->stream
        = m_network->connectTo(targetOf(QStringLiteral("127.0.0.1"), listener->port()), m_client);
    QTRY_VERIFY_WITH_TIMEOUT(m_client->endFacts && m_server->endFacts, 30'000);
    QCOMPARE(m_client->receivedCount, Total);
    QCOMPARE(m_server->writtenCount, Total);
    QCOMPARE(wrong, 0);
}

/// A peer that is recorded too must not seem to have received what nobody had sent.
void TestQtNetwork::tellsWhatIsWrittenBeforeItIsReceived()
{
    LookingClock clock;
    QtNetwork network(clock);
    const auto listener = network.listen(QStringLiteral("127.0.0.1"), 0, std::nullopt,
                                         [this](std::unique_ptr<Stream> stream) {
                                             m_server->stream = std::move(stream);
                                             return m_server;
                                         });
    const RawPeer peer = RawPeer::to(QStringLiteral("127.0.0.1"), (*listener)->port());
    QTRY_VERIFY(m_server->openFacts);
    clock.look = [&peer] { return peer.isReadable(0); };
    m_server->outside([&] { m_server->stream->write("hello"); });
    QTRY_COMPARE(m_server->writtenCount, 5);
    QVERIFY(peer.isReadable());
    QCOMPARE(m_server->log.last(), QByteArray("written"));
    const auto asked = clock.seen.constFind(m_server->times.last());
    QVERIFY(asked != clock.seen.cend());
    QVERIFY(!asked.value());
    m_server->stream.reset();
}

void TestQtNetwork::halfCloses()
{
    const auto listener = listenOn(QStringLiteral("127.0.0.1"));
    m_client->onOpened = [this] {
        m_client->stream->write("all I have");
        m_client->stream->shutdownWriting();
        m_client->stream->write("too late");
    };
    m_server->onPeerFinished = [this] {
        m_server->stream->write("an answer all the same");
        m_server->stream->shutdownWriting();
    };
    m_client->stream
        = m_network->connectTo(targetOf(QStringLiteral("127.0.0.1"), listener->port()), m_client);
    QTRY_VERIFY(m_client->endFacts && m_server->endFacts);
    QCOMPARE(m_server->received, QByteArray("all I have"));
    QCOMPARE(m_client->received, QByteArray("an answer all the same"));
    QCOMPARE(m_client->endFacts->by, std::optional(Role::Client));
    QCOMPARE(m_server->endFacts->by, std::optional(Role::Client));
    QCOMPARE(m_server->endFacts->how, EndedHow::Fin);
}

void TestQtNetwork::dropsWhatNobodyWants()
{
    int asked = 0;
    const auto listener = m_network->listen(QStringLiteral("127.0.0.1"), 0, std::nullopt,
                                            [&](const std::unique_ptr<Stream> &) {
                                                ++asked;
                                                return nullptr;
                                            });
    QVERIFY(listener);
    RawPeer peer = RawPeer::to(QStringLiteral("127.0.0.1"), (*listener)->port());
    QTRY_COMPARE(asked, 1);
    QVERIFY(peer.isReadable());
    QCOMPARE(peer.receive(1), QByteArray());
}

void TestQtNetwork::pausesAccepting()
{
    const auto listener = listenOn(QStringLiteral("127.0.0.1"));
    listener->setAcceptingPaused(true);
    RawPeer peer = RawPeer::to(QStringLiteral("127.0.0.1"), listener->port());
    QVERIFY(peer.isOpen()); // By the kernel's backlog.
    bool hasTurned = false;
    const auto timer
        = m_network->startTimer(std::chrono::milliseconds(20), [&] { hasTurned = true; });
    QTRY_VERIFY(hasTurned);
    QVERIFY(!m_server->stream);
    listener->setAcceptingPaused(false);
    QTRY_VERIFY(m_server->openFacts);
}

void TestQtNetwork::listenerGoesWhileAccepting()
{
    std::shared_ptr<Listener> listener;
    auto result = m_network->listen(QStringLiteral("127.0.0.1"), 0, std::nullopt,
                                    [&](std::unique_ptr<Stream> stream) {
                                        m_server->stream = std::move(stream);
                                        listener.reset();
                                        return m_server;
                                    });
    QVERIFY(result);
    listener = std::exchange(result.value(), nullptr);
    const quint16 port = listener->port();
    RawPeer peer = RawPeer::to(QStringLiteral("127.0.0.1"), port);
    QTRY_VERIFY(m_server->openFacts); // An accepted stream lives on.
    peer.send("still there");
    QTRY_COMPARE(m_server->received, QByteArray("still there"));
    QVERIFY(!RawPeer::to(QStringLiteral("127.0.0.1"), port).isOpen());
}

void TestQtNetwork::portInUse()
{
    const auto first = listenOn(QStringLiteral("127.0.0.1"));
    const auto second = m_network->listen(QStringLiteral("127.0.0.1"), first->port(), std::nullopt,
                                          [](const auto &) { return nullptr; });
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::PortInUse);
    QCOMPARE(second.error().value("address"), QByteArray("127.0.0.1"));
    QCOMPARE(second.error().value("port"), QByteArray::number(first->port()));
}

void TestQtNetwork::addressNotOurs()
{
    for (const QString &address :
         { QStringLiteral("203.0.113.9"), QStringLiteral("not a literal") }) {
        const auto listener
            = m_network->listen(address, 0, std::nullopt, [](const auto &) { return nullptr; });
        QVERIFY(!listener);
        QCOMPARE(listener.error().code, ErrorCode::Unreachable);
        QCOMPARE(listener.error().value("address"), address.toUtf8());
    }
}

void TestQtNetwork::timersFireInOrder()
{
    QByteArrayList fired;
    const qint64 start = m_network->nowNs();
    const auto later
        = m_network->startTimer(std::chrono::milliseconds(30), [&] { fired.append("30"); });
    const auto sooner
        = m_network->startTimer(std::chrono::milliseconds(5), [&] { fired.append("5"); });
    const auto atOnce = m_network->startTimer({}, [&] { fired.append("0"); });
    QVERIFY(fired.isEmpty());
    QTRY_COMPARE(fired, QByteArrayList({ "0", "5", "30" }));
    QVERIFY(m_network->nowNs() - start >= 29'000'000);
}

void TestQtNetwork::timersCancel()
{
    bool hasFired = false;
    bool isOver = false;
    auto cancelled = m_network->startTimer(std::chrono::milliseconds(1), [&] { hasFired = true; });
    const auto after = m_network->startTimer(std::chrono::milliseconds(5), [&] { isOver = true; });
    cancelled.reset();
    QTRY_VERIFY(isOver);
    QVERIFY(!hasFired);
}

void TestQtNetwork::timerDestroysItself()
{
    std::unique_ptr<Timer> timer;
    int fired = 0;
    timer = m_network->startTimer({}, [&] {
        timer.reset();
        ++fired;
    });
    QTRY_COMPARE(fired, 1);
}

QTEST_GUILESS_MAIN(TestQtNetwork)
#include "tst_qtnetwork.moc"
