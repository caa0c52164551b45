// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/socketioserver.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// What a client answers by itself to a server that sends and does not read.
class TestUnreadAnswers : public QObject
{
    Q_OBJECT

private slots:
    void stopReading_data();
    void stopReading();
    void stopReadingPackets_data();
    void stopReadingPackets();
    void stopPolling();
    void letTheUserSend();
    void letTheUserLeave();
};

namespace {

constexpr qint64 MiB = 1024 * 1024;
constexpr qsizetype MessageOctets = 60'000;

ClientOptions echoing()
{
    ClientOptions options = clientOf(Technique::WebSocket, "ws://feed.example/");
    options.offersDeflate = false;
    options.echoes = true;
    return options;
}

/// Sends @p octets again and again until the client reads no more, or has read far too much.
void flood(ScriptedPeer &peer, const QByteArray &octets)
{
    peer.takeWritten();
    peer.setAutoConfirming(false);
    for (qint64 sent = 0; sent < 4 * MiB && !peer.isReadingPaused(); sent += octets.size())
        peer.send(octets);
}

} // namespace

void TestUnreadAnswers::stopReading_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("echo") << frame(Role::Server, 0x82, QByteArray(MessageOctets, 'p'));
    QTest::newRow("pongs") << frame(Role::Server, 0x89, QByteArray(120, 'p')).repeated(500);
}

void TestUnreadAnswers::stopReading()
{
    QFETCH(QByteArray, octets);
    LoopFixture f;
    f.connect(echoing());
    ScriptedPeer &peer = f.peer();
    peer.accept();
    peer.send(switching(peer.takeWritten()));
    flood(peer, octets);
    QVERIFY(peer.isReadingPaused());
    QVERIFY(peer.written().size() > MiB);
    QVERIFY(peer.written().size() < MiB + 2 * octets.size());
    peer.confirm(peer.written().size() - 1);
    QVERIFY(peer.isReadingPaused());
    peer.confirm(1);
    QVERIFY(!peer.isReadingPaused());
    peer.takeWritten();
    peer.send(octets);
    QVERIFY(!peer.takeWritten().isEmpty());
}

void TestUnreadAnswers::stopReadingPackets_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("echo") << frame(Role::Server, 0x81,
                                   "42[\"a\",\"" + QByteArray(MessageOctets, 'p') + "\"]");
    QTest::newRow("pongs") << frame(Role::Server, 0x89, QByteArray(120, 'p')).repeated(500);
    QTest::newRow("pongs of Engine.IO") << frame(Role::Server, 0x81, QByteArray(120, '2')).repeated(500);
}

void TestUnreadAnswers::stopReadingPackets()
{
    QFETCH(QByteArray, octets);
    ClientOptions options = socketIoOptions(SocketIoTransports::WebSocket);
    options.echoes = true;
    SocketIoDialogue f(options);
    ScriptedPeer &peer = f.upgrade();
    peer.send(frame(Role::Server, 0x81, QByteArray("0") + SocketIoDialogue::Handshake));
    peer.send(frame(Role::Server, 0x81, R"(40{"sid":"n1"})"));
    flood(peer, octets);
    QVERIFY(peer.isReadingPaused());
    QVERIFY(peer.written().size() > MiB);
    QVERIFY(peer.written().size() < MiB + 4 * octets.size());
    peer.confirm(peer.written().size());
    QVERIFY(!peer.isReadingPaused());
}

void TestUnreadAnswers::stopPolling()
{
    ClientOptions options = socketIoOptions(SocketIoTransports::Polling);
    options.echoes = true;
    SocketIoDialogue f(options);
    f.open();
    const QByteArray event = "42[\"a\",\"" + QByteArray(MessageOctets, 'p') + "\"]";
    int polls = 0;
    while (polls < 100 && f.poll(event)) // The POST of the first echo is never answered.
        ++polls;
    QVERIFY(polls * MessageOctets > MiB);
    QVERIFY(polls * MessageOctets < MiB + 4 * MessageOctets);
    QCOMPARE(f.posted().size(), event.size());
    QVERIFY(f.posted().size() > 900'000); // As much as the server takes at once.
    QVERIFY(f.poll(event));
}

void TestUnreadAnswers::letTheUserSend()
{
    // What a person sends may be as long as it likes, and what comes meanwhile is read.
    LoopFixture f;
    f.connect(echoing());
    ScriptedPeer &peer = f.peer();
    peer.accept();
    peer.send(switching(peer.takeWritten()));
    peer.setAutoConfirming(false);
    OutgoingMessage message;
    message.payload = QByteArray(2 * MiB, 'a');
    f.client().send(message, Cause::User);
    QVERIFY(!peer.isReadingPaused());
}

void TestUnreadAnswers::letTheUserLeave()
{
    LoopFixture f;
    f.connect(echoing());
    ScriptedPeer &peer = f.peer();
    peer.accept();
    peer.send(switching(peer.takeWritten()));
    flood(peer, frame(Role::Server, 0x82, QByteArray(MessageOctets, 'p')));
    QVERIFY(peer.isReadingPaused());
    f.disconnect();
    QVERIFY(!f.outcome());
    f.advance(30s);
    f.advance(3s);
    QVERIFY(f.outcome());
}

QTEST_GUILESS_MAIN(TestUnreadAnswers)
#include "tst_unreadanswers.moc"
