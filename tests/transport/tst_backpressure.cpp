// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopback.h"
#include "rawpeer.h"

#include "transport/selfsigned.h"

#include <QTest>

using namespace Pushscope;

namespace {

constexpr qint64 Total = 256 * 1024 * 1024;
constexpr qint64 PieceSize = 1024 * 1024;

} // namespace

/// What is not read stays with the peer, and what is not taken stays with us, in bounds.
class TestBackPressure : public QObject
{
    Q_OBJECT

private slots:
    void pausingHoldsThePeerUp_data();
    void pausingHoldsThePeerUp();
    void pausingInsideARead();
    void confirmsWhatTheKernelTook();
    void oneFloodDoesNotStarveOthers();
};

void TestBackPressure::pausingHoldsThePeerUp_data()
{
    QTest::addColumn<bool>("isTls");
    QTest::newRow("TCP") << false;
    QTest::newRow("TLS") << true;
}

void TestBackPressure::pausingHoldsThePeerUp()
{
    QFETCH(bool, isTls);
    Loopback loop;
    qint64 written = 0;
    // Keeps one piece waiting, so that only the reader's window holds it up.
    const auto feed = [&] {
        while (written < Total && loop.server.stream->pendingOctets() < PieceSize) {
            loop.server.stream->write(QByteArray(PieceSize, 'x'));
            written += PieceSize;
        }
    };
    loop.server.onOpened = feed;
    loop.server.onWritten = feed;
    loop.client.keepsOctets = false;
    loop.client.onOpened = [&] { loop.client.stream->setReadingPaused(true); };
    const auto identity = isTls ? std::optional(*selfSignedIdentity()) : std::nullopt;
    QVERIFY(loop.listen(identity));
    TlsOptions tls;
    tls.isUsed = isTls;
    tls.isVerificationOff = true;
    loop.connectTo(QStringLiteral("127.0.0.1"), loop.listener->port(), tls);
    QTRY_VERIFY(loop.client.openFacts && loop.server.writtenCount > 0);

    // Held up: the sender took nothing more for as long as twenty turns of a timer.
    qint64 before = -1;
    int quietTurns = 0;
    std::unique_ptr<Timer> timer;
    std::function<void()> look = [&] {
        quietTurns = loop.server.writtenCount == before ? quietTurns + 1 : 0;
        before = loop.server.writtenCount;
        timer = loop.network.startTimer(std::chrono::milliseconds(10), look);
    };
    look();
    QTRY_VERIFY_WITH_TIMEOUT(quietTurns >= 20, 30'000);
    timer.reset();
    QCOMPARE(loop.client.receivedCount, 0);
    // The kernel's buffers of both ends, and no more.
    QVERIFY2(loop.server.writtenCount < Total / 16,
             QByteArray::number(loop.server.writtenCount).constData());
    QVERIFY(loop.server.stream->pendingOctets() > 0);

    loop.client.stream->setReadingPaused(false);
    QTRY_COMPARE_WITH_TIMEOUT(loop.client.receivedCount, Total, 60'000);
    QTRY_COMPARE(loop.server.writtenCount, Total);
    QCOMPARE(loop.faults(), QByteArrayList());
}

void TestBackPressure::pausingInsideARead()
{
    Loopback loop;
    QVERIFY(loop.listen());
    RawPeer peer = RawPeer::to(QStringLiteral("127.0.0.1"), loop.listener->port());
    QTRY_VERIFY(loop.server.openFacts);
    // Several reads' worth: after the first there is more at once.
    QVERIFY(peer.send(QByteArray(200'000, 'x')));
    int reads = 0;
    loop.server.onReceived = [&](QByteArrayView octets) {
        ++reads;
        QVERIFY(octets.size() <= 64 * 1024);
        loop.server.stream->setReadingPaused(true);
    };
    for (int expected = 1; loop.server.receivedCount < 200'000; ++expected) {
        QTRY_COMPARE(reads, expected);
        for (int turn = 0; turn < 5; ++turn)
            QCoreApplication::processEvents();
        QCOMPARE(reads, expected);
        loop.server.stream->setReadingPaused(false);
    }
    QVERIFY(reads >= 4);
    QCOMPARE(loop.faults(), QByteArrayList());
}

void TestBackPressure::confirmsWhatTheKernelTook()
{
    Loopback loop;
    QVERIFY(loop.listen());
    RawPeer peer = RawPeer::to(QStringLiteral("127.0.0.1"), loop.listener->port());
    QTRY_VERIFY(loop.server.openFacts);
    Stream &stream = *loop.server.stream;
    qint64 handed = 0;
    loop.server.outside([&] {
        while (stream.pendingOctets() == 0) {
            stream.write(QByteArray(PieceSize, 'x'));
            handed += PieceSize;
        }
    });
    QCOMPARE(loop.server.writtenCount, 0); // Not from inside write().
    QTRY_COMPARE(loop.server.writtenCount, handed - stream.pendingOctets());
    qint64 got = 0;
    while (got < handed) {
        QTRY_VERIFY(peer.isReadable(0));
        got += peer.receiveSome(PieceSize).size();
    }
    QTRY_COMPARE(loop.server.writtenCount, handed);
    QCOMPARE(stream.pendingOctets(), 0);
    QCOMPARE(loop.faults(), QByteArrayList());
}

void TestBackPressure::oneFloodDoesNotStarveOthers()
{
    Loopback flood;
    flood.client.keepsOctets = false;
    flood.server.onWritten = [&] { flood.server.stream->write(QByteArray(PieceSize, 'x')); };
    flood.server.onOpened = flood.server.onWritten;
    QVERIFY(flood.listen());
    flood.connectTo(QStringLiteral("127.0.0.1"), flood.listener->port());
    QTRY_VERIFY(flood.client.receivedCount > 0);

    Loopback other;
    QVERIFY(other.listen());
    other.server.onReceived = [&](QByteArrayView) { other.server.stream->write("pong"); };
    other.connectTo(QStringLiteral("127.0.0.1"), other.listener->port());
    QTRY_VERIFY(other.client.openFacts);
    for (int round = 1; round <= 20; ++round) {
        other.client.stream->write("ping");
        QTRY_COMPARE(other.client.receivedCount, 4 * round);
    }
    flood.client.stream->abort();
    flood.server.stream->abort();
    QTRY_VERIFY(flood.client.endFacts && flood.server.endFacts);
}

QTEST_GUILESS_MAIN(TestBackPressure)
#include "tst_backpressure.moc"
