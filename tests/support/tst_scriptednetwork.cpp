// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/scriptednetwork.h"
#include "transport/recordinglistener.h"

#include <QTest>

using namespace Pushscope;
using namespace std::chrono_literals;

/// The stand-in keeps the promises of the interface that it stands in for.
class TestScriptedNetwork : public QObject
{
    Q_OBJECT

private slots:
    void tellsADialogue();
    void refuses();
    void confirmsByHand();
    void holdsOctetsWhilePaused();
    void closesWithin();
    void abortsWhileConnecting();
    void halfCloses();
    void acceptsAndListens();
    void firesTimersInOrder();
    void timersMayCancelEachOther();
};

namespace {

struct Fixture {
    ManualClock clock;
    ScriptedNetwork network{ clock };
    RecordingListener listener;

    ScriptedPeer &open()
    {
        ConnectTarget target;
        target.host = QStringLiteral("feed.example");
        target.port = 80;
        listener.stream = network.connectTo(target, &listener);
        network.peer().accept();
        return network.peer();
    }
};

} // namespace

void TestScriptedNetwork::tellsADialogue()
{
    Fixture f;
    f.listener.onReceived
        = [&](QByteArrayView) { f.listener.outside([&] { f.listener.stream->write("pong"); }); };
    ScriptedPeer &peer = f.open();
    QCOMPARE(f.listener.openFacts->remote, QByteArray("feed.example:80"));
    f.network.advance(5ms);
    peer.send("ping");
    QCOMPARE(peer.takeWritten(), QByteArray("pong"));
    QCOMPARE(f.listener.writtenCount, 4);
    QCOMPARE(f.listener.times.constLast(), 5'000'000);
    peer.reset();
    QCOMPARE(f.listener.log, QByteArrayList({ "opened", "received", "written", "ended" }));
    QCOMPARE(f.listener.endFacts->by, std::optional(Role::Server));
    QCOMPARE(f.listener.endFacts->how, EndedHow::Reset);
    QCOMPARE(f.listener.faults, QByteArrayList());
}

void TestScriptedNetwork::refuses()
{
    Fixture f;
    f.listener.stream = f.network.connectTo({}, &f.listener);
    f.network.settle();
    QVERIFY(f.listener.log.isEmpty());
    f.network.peer().refuse({ ErrorCode::Refused, ErrorSite::Tcp, {} });
    QCOMPARE(f.listener.log, QByteArrayList({ "ended" }));
    QCOMPARE(f.listener.endFacts->error->code, ErrorCode::Refused);
    QCOMPARE(f.listener.endFacts->how, EndedHow::NeverConnected);
}

void TestScriptedNetwork::confirmsByHand()
{
    Fixture f;
    ScriptedPeer &peer = f.open();
    peer.setAutoConfirming(false);
    f.listener.stream->write("abcdef");
    f.network.settle();
    QCOMPARE(f.listener.stream->pendingOctets(), 6);
    QCOMPARE(f.listener.writtenCount, 0);
    peer.confirm(4);
    QCOMPARE(f.listener.writtenCount, 4);
    QCOMPARE(f.listener.stream->pendingOctets(), 2);
    peer.confirm(100);
    QCOMPARE(f.listener.writtenCount, 6);
}

void TestScriptedNetwork::holdsOctetsWhilePaused()
{
    Fixture f;
    ScriptedPeer &peer = f.open();
    f.listener.stream->setReadingPaused(true);
    peer.send("one");
    peer.reset();
    QCOMPARE(f.listener.received, QByteArray());
    QVERIFY(!f.listener.endFacts);
    f.listener.stream->setReadingPaused(false);
    f.network.settle();
    QCOMPARE(f.listener.received, QByteArray("one"));
    QVERIFY(f.listener.endFacts);
}

void TestScriptedNetwork::closesWithin()
{
    Fixture f;
    ScriptedPeer &peer = f.open();
    peer.setAnsweringClose(false);
    f.listener.stream->write("bye");
    f.listener.stream->close(500);
    f.listener.stream->write("too late");
    f.network.advance(499ms);
    QVERIFY(peer.isClosing());
    QVERIFY(!f.listener.endFacts);
    f.network.advance(1ms);
    QCOMPARE(peer.written(), QByteArray("bye"));
    QCOMPARE(f.listener.endFacts->by, std::optional(Role::Client));
    QCOMPARE(f.listener.endFacts->how, EndedHow::Fin);
    QCOMPARE(f.listener.endFacts->t, 500'000'000);

    Fixture answered;
    answered.open();
    answered.listener.stream->close(500);
    answered.network.settle();
    QVERIFY(answered.listener.endFacts);
    QVERIFY(!answered.network.nextTimer());
}

void TestScriptedNetwork::abortsWhileConnecting()
{
    Fixture f;
    f.listener.stream = f.network.connectTo({}, &f.listener);
    f.listener.outside([&] { f.listener.stream->abort(); });
    f.network.settle();
    QCOMPARE(f.listener.log, QByteArrayList({ "ended" }));
    QCOMPARE(f.listener.endFacts->how, EndedHow::NeverConnected);
    QCOMPARE(f.listener.endFacts->by, std::optional(Role::Client));
}

void TestScriptedNetwork::halfCloses()
{
    Fixture f;
    ScriptedPeer &peer = f.open();
    peer.finish();
    QCOMPARE(f.listener.log, QByteArrayList({ "opened", "peer-finished" }));
    f.listener.stream->write("rest");
    f.listener.stream->shutdownWriting();
    f.network.settle();
    QCOMPARE(peer.written(), QByteArray("rest"));
    QCOMPARE(f.listener.endFacts->by, std::optional(Role::Server));
    QCOMPARE(f.listener.endFacts->how, EndedHow::Fin);
}

void TestScriptedNetwork::acceptsAndListens()
{
    Fixture f;
    const auto onAccept = [&](std::unique_ptr<Stream> stream) {
        f.listener.stream = std::move(stream);
        return &f.listener;
    };
    auto listener = f.network.listen(QStringLiteral("::1"), 0, std::nullopt, onAccept);
    const quint16 port = (*listener)->port();
    QVERIFY(!f.network.listen(QStringLiteral("::1"), port, std::nullopt, onAccept));
    (*listener)->setAcceptingPaused(true);
    QVERIFY(!f.network.connectIn(port));
    (*listener)->setAcceptingPaused(false);
    const auto client = f.network.connectIn(port);
    client->send("GET");
    QCOMPARE(f.listener.log, QByteArrayList({ "opened", "received" }));
    client->finish();
    f.listener.stream->close(0);
    f.network.settle();
    QCOMPARE(f.listener.endFacts->by, std::optional(Role::Client));
    listener.value().reset();
    QVERIFY(f.network.listeningPorts().isEmpty());
    QVERIFY(!f.network.connectIn(port));
}

void TestScriptedNetwork::firesTimersInOrder()
{
    Fixture f;
    QList<qint64> fired;
    std::unique_ptr<Timer> chained;
    const auto later = f.network.startTimer(30ms, [&] { fired.append(f.network.nowNs()); });
    const auto sooner = f.network.startTimer(10ms, [&] {
        fired.append(f.network.nowNs());
        chained = f.network.startTimer(5ms, [&] { fired.append(f.network.nowNs()); });
    });
    QCOMPARE(f.network.nextTimer(), std::optional<std::chrono::nanoseconds>(10ms));
    f.network.advance(100ms);
    QCOMPARE(fired, QList<qint64>({ 10'000'000, 15'000'000, 30'000'000 }));
    QCOMPARE(f.network.nowNs(), 100'000'000);
}

void TestScriptedNetwork::timersMayCancelEachOther()
{
    Fixture f;
    int fired = 0;
    std::unique_ptr<Timer> first;
    std::unique_ptr<Timer> second;
    first = f.network.startTimer(1ms, [&] {
        ++fired;
        first.reset();
        second.reset();
    });
    second = f.network.startTimer(1ms, [&] { ++fired; });
    f.network.advance(10ms);
    QCOMPARE(fired, 1);
}

QTEST_APPLESS_MAIN(TestScriptedNetwork)
#include "tst_scriptednetwork.moc"
