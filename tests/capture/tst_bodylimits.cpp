// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/bodytranscript.h"
#include "capture/connectiontranscript.h"
#include "capture/transcriptlistener.h"
#include "support/linesink.h"

#include <QTest>

using namespace Pushscope;

namespace {

class Counter final : public TranscriptListener
{
public:
    void bodyTooLarge(Role from, std::optional<qint64> limit) override
    {
        QCOMPARE(from, Role::Server);
        lastLimit = limit;
        ++told;
    }
    int told = 0;
    std::optional<qint64> lastLimit;
};

/// A response whose body is of @p form.
struct Fixture {
    LineSink sink;
    BatchBuilder batch { sink };
    Counter counter;
    ConnectionTranscript transcript;
    qint64 t = 0;

    Fixture(BodyForm::Kind kind, bool isRound, qint64 maxMessageOctets)
        : transcript(batch, &sink.counters(), { 1, 1, 1 }, std::nullopt,
                     { .bodyForm = { .kind = kind },
                       .leavesBodiesToRounds = isRound,
                       .maxMessageOctets = maxMessageOctets },
                     &counter)
    {
        transcript.octets(Role::Client, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n", 1);
        feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    }
    void feed(const QByteArray &octets) { transcript.octets(Role::Server, octets, ++t); }
    void feedChunk(const QByteArray &octets, const QByteArray &extension = {})
    {
        feed(QByteArray(QByteArray::number(octets.size(), 16) + extension + "\r\n" + octets
                        + "\r\n"));
    }
};

} // namespace

/// How much of a body a transcript keeps at most for a value that is still to come.
class TestBodyLimits : public QObject
{
    Q_OBJECT

private slots:
    void boundsTheBodyOfARound();
    void boundsTheStretchesOfABody();
    void boundsTheFramingOfABody_data();
    void boundsTheFramingOfABody();
    void boundsNothingThatIsNotKept();
};

void TestBodyLimits::boundsTheBodyOfARound()
{
    Fixture f(BodyForm::Kind::Plain, true, 1000);
    f.feedChunk(QByteArray(600, 'a'));
    f.feedChunk(QByteArray(400, 'a'));
    QCOMPARE(f.counter.told, 0);
    f.feedChunk("a");
    QCOMPARE(f.counter.told, 1);
    QCOMPARE(f.counter.lastLimit, std::optional<qint64>(1000));
    f.feedChunk("a");
    QCOMPARE(f.counter.told, 1); // Once.
}

void TestBodyLimits::boundsTheStretchesOfABody()
{
    // One line that does not end, an octet a chunk.
    Fixture f(BodyForm::Kind::Messages, false, 64 * 1024 * 1024);
    const int perRead = 10'000;
    const QByteArray chunks = QByteArray("1\r\nx\r\n").repeated(perRead);
    for (qint64 i = 0; i < BodyTranscript::MaxStretches / perRead; ++i)
        f.feed(chunks);
    QCOMPARE(f.counter.told, 0);
    f.feed(chunks);
    QCOMPARE(f.counter.told, 1);
    QVERIFY(!f.counter.lastLimit); // It is not the octets that are too many.
}

void TestBodyLimits::boundsTheFramingOfABody_data()
{
    QTest::addColumn<BodyForm::Kind>("kind");
    QTest::addColumn<bool>("isRound");
    QTest::newRow("a round") << BodyForm::Kind::Plain << true;
    QTest::newRow("a line") << BodyForm::Kind::Messages << false;
}

void TestBodyLimits::boundsTheFramingOfABody()
{
    QFETCH(BodyForm::Kind, kind);
    QFETCH(bool, isRound);
    Fixture f(kind, isRound, 64 * 1024 * 1024);
    const QByteArray extension = ';' + QByteArray(16'000, 'e');
    qint64 framing = 0;
    while (framing + 16'100 < BodyTranscript::MaxFramingOctets) {
        f.feedChunk("x", extension);
        framing += 16'006;
    }
    QCOMPARE(f.counter.told, 0);
    for (int i = 0; i < 10; ++i)
        f.feedChunk("x", extension);
    QCOMPARE(f.counter.told, 1);
}

void TestBodyLimits::boundsNothingThatIsNotKept()
{
    Fixture f(BodyForm::Kind::Messages, false, 1000);
    const QByteArray extension = ';' + QByteArray(16'000, 'e');
    for (qint64 sent = 0; sent < 2 * BodyTranscript::MaxFramingOctets; sent += 16'000)
        f.feedChunk("x\n", extension);
    QCOMPARE(f.counter.told, 0);
}

QTEST_APPLESS_MAIN(TestBodyLimits)
#include "tst_bodylimits.moc"
