// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopback.h"
#include "rawpeer.h"

#include <QTest>

#include <functional>

using namespace Pushscope;

namespace {

/// One open connection between a stream of ours and the operating system's calls.
struct Scene {
    Loopback loop;
    RecordingListener *us = nullptr;
    RawPeer peer;
    Role role = Role::Client;

    bool open(Role ourRole)
    {
        role = ourRole;
        us = role == Role::Client ? &loop.client : &loop.server;
        const QString address = QStringLiteral("127.0.0.1");
        if (role == Role::Client) {
            RawListener raw;
            loop.connectTo(address, raw.port());
            peer = raw.accept();
        } else {
            loop.listen();
            peer = RawPeer::to(address, loop.listener->port());
        }
        return QTest::qWaitFor([this] { return us->openFacts.has_value(); });
    }
    bool waitFor(const QByteArray &what) const
    {
        return QTest::qWaitFor([&] { return us->log.constLast() == what; });
    }
    Stream *operator->() const { return us->stream.get(); }
};

using Play = std::function<void(Scene &)>;

constexpr int LongGraceMs = 60'000;

/// More than all buffers between two sockets of one machine hold.
QByteArray tooMuch()
{
    return QByteArray(64 * 1024 * 1024, 'x');
}

} // namespace

Q_DECLARE_METATYPE(Play)

/// Who ended a connection and how, told apart by what a peer can do with a socket.
class TestEndFacts : public QObject
{
    Q_OBJECT

private slots:
    void tells_data();
    void tells();
    void abortResetsThePeer();
    void closeSendsEverythingFirst();
    void graceOverResetsThePeer();
    void neverOpened();
    void destroyedTellsNobody();

private:
    static void addPeersEnds();
    static void addOurEnds();
    static void addBothEnds();
};

void TestEndFacts::tells_data()
{
    QTest::addColumn<Play>("play");
    QTest::addColumn<bool>("isByPeer");
    QTest::addColumn<EndedHow>("how");
    QTest::addColumn<bool>("hasError");
    QTest::addColumn<QByteArrayList>("log");
    addPeersEnds();
    addOurEnds();
    addBothEnds();
}

void TestEndFacts::addPeersEnds()
{
    QTest::newRow("peer finishes, we close") << Play([](Scene &s) {
        s.peer.finish();
        QVERIFY(s.waitFor("peer-finished"));
        s->close(LongGraceMs);
    }) << true << EndedHow::Fin << false << QByteArrayList({ "opened", "peer-finished", "ended" });
    QTest::newRow("peer closes behind octets")
        << Play([](Scene &s) {
               s.us->onPeerFinished = [&s] { s->close(LongGraceMs); };
               s.peer.send("last words");
               s.peer.close();
           })
        << true << EndedHow::Fin << false
        << QByteArrayList({ "opened", "received", "peer-finished", "ended" });
    QTest::newRow("peer finishes, we answer and finish")
        << Play([](Scene &s) {
               s.us->onPeerFinished = [&s] {
                   s->write("an answer");
                   s->shutdownWriting();
               };
               s.peer.finish();
           })
        << true << EndedHow::Fin << false
        << QByteArrayList({ "opened", "peer-finished", "written", "ended" });
    QTest::newRow("peer resets") << Play([](Scene &s) { s.peer.reset(); }) << true
                                 << EndedHow::Reset << true
                                 << QByteArrayList({ "opened", "ended" });
    QTest::newRow("peer resets behind octets") << Play([](Scene &s) {
        s->setReadingPaused(true);
        s.peer.send("last words");
        s.peer.reset();
        s->setReadingPaused(false);
    }) << true << EndedHow::Reset << true << QByteArrayList({ "opened", "received", "ended" });
    QTest::newRow("peer resets behind octets while we write") << Play([](Scene &s) {
        s->setReadingPaused(true);
        s.peer.send("last words");
        s.peer.reset();
        s.us->outside([&s] { s->write("to nobody"); });
        s.us->outside([&s] { s->write("to nobody"); });
        QCOMPARE(s->pendingOctets(), 0);
        s->setReadingPaused(false);
    }) << true << EndedHow::Reset << true << QByteArrayList({ "opened", "received", "ended" });
    QTest::newRow("peer finishes, then resets") << Play([](Scene &s) {
        s.peer.finish();
        QVERIFY(s.waitFor("peer-finished"));
        s.peer.reset();
    }) << true << EndedHow::Fin << false << QByteArrayList({ "opened", "peer-finished", "ended" });
    QTest::newRow("peer closes, we write on")
        << Play([](Scene &s) {
               s.peer.close();
               QVERIFY(s.waitFor("peer-finished"));
               s->write("answered by a reset");
           })
        << true << EndedHow::Fin << false
        << QByteArrayList({ "opened", "peer-finished", "written", "ended" });
}

void TestEndFacts::addOurEnds()
{
    QTest::newRow("we close, peer closes") << Play([](Scene &s) {
        s.us->outside([&s] { s->close(LongGraceMs); });
        QVERIFY(s.peer.isReadable());
        s.peer.close();
    }) << false << EndedHow::Fin << false << QByteArrayList({ "opened", "ended" });
    QTest::newRow("we close, peer has more to say") << Play([](Scene &s) {
        s->close(LongGraceMs);
        QVERIFY(s.peer.isReadable());
        s.peer.send("but");
        s.peer.close();
    }) << false << EndedHow::Fin << false << QByteArrayList({ "opened", "received", "ended" });
    QTest::newRow("we close, peer resets") << Play([](Scene &s) {
        s->close(LongGraceMs);
        QVERIFY(s.peer.isReadable());
        s.peer.reset();
    }) << false << EndedHow::Fin << false << QByteArrayList({ "opened", "ended" });
    QTest::newRow("we close, peer never does")
        << Play([](Scene &s) { s->close(10); }) << false << EndedHow::Fin << false
        << QByteArrayList({ "opened", "ended" });
    QTest::newRow("we close at once")
        << Play([](Scene &s) { s->close(0); }) << false << EndedHow::Fin << false
        << QByteArrayList({ "opened", "ended" });
    QTest::newRow("we abort") << Play([](Scene &s) { s.us->outside([&s] { s->abort(); }); })
                              << false << EndedHow::Reset << false
                              << QByteArrayList({ "opened", "ended" });
    QTest::newRow("we abort what we write") << Play([](Scene &s) {
        s->write(tooMuch());
        s->abort();
        s->write("no effect");
        s->close(0);
    }) << false << EndedHow::Reset << false << QByteArrayList({ "opened", "written", "ended" });
    QTest::newRow("we abort while told of octets") << Play([](Scene &s) {
        s.us->onReceived = [&s](QByteArrayView) { s->abort(); };
        s.peer.send("one");
    }) << false << EndedHow::Reset << false << QByteArrayList({ "opened", "received", "ended" });
}

void TestEndFacts::addBothEnds()
{
    QTest::newRow("we finish, peer finishes") << Play([](Scene &s) {
        s->shutdownWriting();
        QVERIFY(s.peer.isReadable());
        s.peer.finish();
    }) << false << EndedHow::Fin << false << QByteArrayList({ "opened", "ended" });
    QTest::newRow("we finish and wait for an answer, peer resets") << Play([](Scene &s) {
        s->shutdownWriting();
        QVERIFY(s.peer.isReadable());
        s.peer.reset();
    }) << true << EndedHow::Reset << true << QByteArrayList({ "opened", "ended" });
    QTest::newRow("peer's FIN lies unread when we close") << Play([](Scene &s) {
        s->setReadingPaused(true);
        s.peer.finish();
        s->close(LongGraceMs);
        s->setReadingPaused(false);
    }) << true << EndedHow::Fin << false << QByteArrayList({ "opened", "ended" });
    QTest::newRow("peer's FIN lies unread when we abort") << Play([](Scene &s) {
        s.peer.finish();
        s->abort();
    }) << true << EndedHow::Fin << false << QByteArrayList({ "opened", "ended" });
    QTest::newRow("peer's FIN lies unread when our time to close is up") << Play([](Scene &s) {
        s->setReadingPaused(true);
        s.peer.finish();
        s->close(0);
    }) << true << EndedHow::Fin << false << QByteArrayList({ "opened", "ended" });
    QTest::newRow("peer's FIN comes first, then our abort") << Play([](Scene &s) {
        s.us->onPeerFinished = [&s] { s->abort(); };
        s.peer.close();
    }) << true << EndedHow::Fin << false << QByteArrayList({ "opened", "peer-finished", "ended" });
}

void TestEndFacts::tells()
{
    QFETCH(Play, play);
    QFETCH(bool, isByPeer);
    QFETCH(EndedHow, how);
    QFETCH(bool, hasError);
    QFETCH(QByteArrayList, log);

    for (const Role role : { Role::Client, Role::Server }) {
        Scene scene;
        QVERIFY(scene.open(role));
        play(scene);
        QTRY_VERIFY(scene.us->endFacts);
        const EndFacts &facts = *scene.us->endFacts;
        QCOMPARE(facts.by, std::optional(isByPeer ? peerOf(role) : role));
        QCOMPARE(facts.how, how);
        QCOMPARE(facts.error.has_value(), hasError);
        if (hasError) {
            QCOMPARE(facts.error->code, ErrorCode::Reset);
            QCOMPARE(facts.error->where, ErrorSite::Tcp);
            QCOMPARE(facts.error->value("address"), QByteArray("127.0.0.1"));
            QVERIFY(!facts.error->value("system").isEmpty());
        }
        QCOMPARE(scene.us->log, log);
        QCOMPARE(scene.us->faults, QByteArrayList());
        QCOMPARE(scene->pendingOctets(), 0);
    }
}

void TestEndFacts::abortResetsThePeer()
{
    Scene scene;
    QVERIFY(scene.open(Role::Client));
    scene->abort();
    QVERIFY(scene.peer.isReadable());
    QCOMPARE(scene.peer.pendingError(), ECONNRESET);
}

void TestEndFacts::closeSendsEverythingFirst()
{
    Scene scene;
    QVERIFY(scene.open(Role::Server));
    const QByteArray octets = tooMuch();
    scene->write(octets);
    scene->close(LongGraceMs);
    QVERIFY(scene->pendingOctets() > 0);
    qint64 got = 0;
    QByteArray piece;
    do {
        QVERIFY(QTest::qWaitFor([&] { return scene.peer.isReadable(0); }));
        piece = scene.peer.receiveSome(1024 * 1024);
        got += piece.size();
    } while (!piece.isEmpty());
    QCOMPARE(got, octets.size());
    scene.peer.close();
    QTRY_VERIFY(scene.us->endFacts);
    QCOMPARE(scene.us->writtenCount, octets.size());
    QCOMPARE(scene.us->endFacts->how, EndedHow::Fin);
}

void TestEndFacts::graceOverResetsThePeer()
{
    Scene scene;
    QVERIFY(scene.open(Role::Server));
    scene->write(tooMuch()); // And the peer does not read.
    scene->close(10);
    QTRY_VERIFY(scene.us->endFacts);
    QCOMPARE(scene.us->endFacts->by, std::optional(Role::Server));
    QCOMPARE(scene.us->endFacts->how, EndedHow::Reset);
    QVERIFY(scene.us->writtenCount < tooMuch().size());
    // A part must not look like the whole.
    QCOMPARE(scene.peer.pendingError(), ECONNRESET);
}

void TestEndFacts::neverOpened()
{
    for (const bool isAborted : { true, false }) {
        Loopback loop;
        RawListener raw;
        loop.connectTo(QStringLiteral("127.0.0.1"), raw.port());
        loop.client.outside([&] {
            if (isAborted)
                loop.client.stream->abort();
            else
                loop.client.stream->close(LongGraceMs);
        });
        QTRY_VERIFY(loop.client.endFacts);
        QCOMPARE(loop.client.log, QByteArrayList({ "ended" }));
        QCOMPARE(loop.client.endFacts->by, std::optional(Role::Client));
        QCOMPARE(loop.client.endFacts->how, EndedHow::NeverConnected);
        QVERIFY(!loop.client.endFacts->error);
    }
}

void TestEndFacts::destroyedTellsNobody()
{
    Scene scene;
    QVERIFY(scene.open(Role::Client));
    scene->write("and gone");
    scene.us->stream.reset();
    QCOMPARE(scene.peer.receive(8), QByteArray("and gone"));
    QVERIFY(scene.peer.isReadable());
    QCOMPARE(scene.peer.receive(1), QByteArray());
    QCoreApplication::processEvents();
    QCOMPARE(scene.us->log, QByteArrayList({ "opened" }));
}

QTEST_GUILESS_MAIN(TestEndFacts)
#include "tst_endfacts.moc"
