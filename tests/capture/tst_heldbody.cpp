// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/connectiontranscript.h"
#include "capture/transcriptlistener.h"
#include "support/linesink.h"

#include <QTest>

#include <functional>

using namespace Pushscope;

namespace {

const QByteArray Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                           "3\r\na\nb\r\n1;x\r\n\n\r\n0\r\nT: v\r\n\r\n";

/// Holds every body back until what a test says.
class Holder final : public TranscriptListener
{
public:
    void responseReceived(const Http1::ResponseHead &, quint32) override
    {
        transcript->http().holdBody();
    }
    void heldReceived(QByteArrayView octets, bool isEnd) override
    {
        held += octets.toByteArray();
        isEnded = isEnded || isEnd;
        if (onHeld)
            onHeld();
    }
    void contentReceived(Role, QByteArrayView content) override { released += content.toByteArray(); }

    ConnectionTranscript *transcript = nullptr;
    std::function<void()> onHeld;
    QByteArray held;
    QByteArray released;
    bool isEnded = false;
};

struct Fixture {
    LineSink sink;
    BatchBuilder batch { sink };
    Holder holder;
    ConnectionTranscript transcript;

    Fixture()
        : transcript(batch, &sink.counters(), { 1, 1, 1 }, std::nullopt, {}, &holder)
    {
        holder.transcript = &transcript;
        transcript.octets(Role::Client, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n", 1);
    }
    void feed(const QByteArray &octets, qsizetype step = 1)
    {
        for (qsizetype at = 0; at < octets.size(); at += step) {
            // A copy of its own, gone after the call, so that nothing may point into it later.
            const QByteArray piece(octets.constData() + at, qMin(step, octets.size() - at));
            transcript.octets(Role::Server, piece, ++t);
        }
        batch.flush();
    }
    QByteArray kinds()
    {
        batch.flush();
        return sink.kinds();
    }
    qint64 t = 1;
};

} // namespace

class TestHeldBody : public QObject
{
    Q_OBJECT

private slots:
    void recordsWhatWasHeld();
    void readsItAsWhatItIsFound();
    void releasesAtTheEndAtTheLatest();
    void releasesInTheMiddle();
    void releasesWhatWasCutOff();
    void releasesNothing();
    void countsWhatItKeeps();
};

void TestHeldBody::recordsWhatWasHeld()
{
    Fixture f;
    // Released by nobody: at its end all is recorded as if it had never been held.
    f.feed(Chunked);
    QCOMPARE(f.holder.held, QByteArray("a\nb\n"));
    QVERIFY(f.holder.isEnded);
    QCOMPARE(f.holder.released, f.holder.held);
    QCOMPARE(f.kinds(),
             QByteArray("http.request http.response http.chunk http.chunk http.end"));
    const QList<QJsonObject> chunks = f.sink.objects("http.chunk");
    QCOMPARE(chunks.first().value(QLatin1StringView("text")).toString(), QStringLiteral("a\nb"));
    // With the times at which they came.
    QVERIFY(chunks.first().value(QLatin1StringView("t")).toInteger()
            < chunks.last().value(QLatin1StringView("t")).toInteger());
}

void TestHeldBody::readsItAsWhatItIsFound()
{
    Fixture f;
    f.holder.onHeld = [&] {
        if (f.holder.held.size() < 3)
            return;
        f.transcript.http().setBodyForm({ BodyForm::Kind::Messages });
        f.transcript.http().releaseBody();
    };
    f.feed(Chunked);
    QCOMPARE(f.kinds(),
             QByteArray("http.request http.response stream.message http.chunk stream.message "
                        "http.chunk http.end"));
    QCOMPARE(f.holder.held, QByteArray("a\nb"));
    QCOMPARE(f.holder.released, QByteArray("a\nb\n"));
}

void TestHeldBody::releasesAtTheEndAtTheLatest()
{
    Fixture f;
    f.holder.onHeld = [&] {
        if (!f.holder.isEnded)
            return;
        f.transcript.http().leaveBodiesToRounds();
        f.transcript.http().releaseBody();
    };
    f.feed("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", 100);
    QCOMPARE(f.kinds(), QByteArray("http.request http.response http.data http.end"));
    QVERIFY(!f.sink.last("http.data").contains(QLatin1StringView("text")));
    QCOMPARE(f.transcript.http().lastBody().size(), std::size_t(1));
}

void TestHeldBody::releasesInTheMiddle()
{
    Fixture f;
    f.feed("HTTP/1.1 200 OK\r\n\r\na\nb");
    QCOMPARE(f.kinds(), QByteArray("http.request http.response"));
    f.transcript.http().setBodyForm({ BodyForm::Kind::Messages });
    f.transcript.http().releaseBody(); // As a timer does.
    QCOMPARE(f.kinds(),
             QByteArray("http.request http.response http.data http.data stream.message http.data"));
    f.feed("\n");
    QCOMPARE(f.sink.objects("stream.message").size(), 2);
}

void TestHeldBody::releasesWhatWasCutOff()
{
    Fixture f;
    f.feed("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi", 100);
    f.transcript.finish(Role::Server, 50);
    QVERIFY(f.holder.isEnded);
    QCOMPARE(f.kinds(), QByteArray("http.request http.response http.data http.end"));
    QVERIFY(!f.sink.last("http.end").value(QLatin1StringView("complete")).toBool());
}

void TestHeldBody::releasesNothing()
{
    Fixture f;
    f.transcript.http().releaseBody();
    f.feed(Chunked);
    f.transcript.http().releaseBody();
    QCOMPARE(f.sink.objects("http.end").size(), 1);
}

void TestHeldBody::countsWhatItKeeps()
{
    Fixture f;
    QCOMPARE(f.transcript.http().heldMemory(), 0);
    f.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    qint64 before = f.transcript.http().heldMemory();
    f.feed("1;" + QByteArray(1000, 'x') + "\r\n", 2000);
    QVERIFY(f.transcript.http().heldMemory() > before + 1000); // The extension too.
    before = f.transcript.http().heldMemory();
    f.feed("a\r\n", 10);
    QVERIFY(f.transcript.http().heldMemory() > before + 1);
    f.transcript.http().releaseBody();
    QCOMPARE(f.transcript.http().heldMemory(), 0);
}

QTEST_APPLESS_MAIN(TestHeldBody)
#include "tst_heldbody.moc"
