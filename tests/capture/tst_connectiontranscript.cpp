// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/connectiontranscript.h"
#include "support/linesink.h"

#include <QTest>

using namespace Pushscope;

namespace {

/// One stretch of a dialogue: who wrote it, and what.
struct Turn {
    Role from = Role::Client;
    QByteArray octets;
};
using Dialogue = QList<Turn>;

const QByteArray Get = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
const QByteArray Upgrade = "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
                           "Connection: keep-alive, Upgrade\r\n"
                           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                           "Sec-WebSocket-Version: 13\r\n"
                           "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n";
const QByteArray Switch = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                          "Connection: Upgrade\r\n"
                          "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";
const QByteArray Deflate = "Sec-WebSocket-Extensions: permessage-deflate\r\n";

QByteArray frame(const char *hex)
{
    return QByteArray::fromHex(hex);
}

/// Feeds a dialogue, each turn cut into pieces of @p cut octets (0: whole).
void run(LineSink &sink, const Dialogue &dialogue, qsizetype cut,
         const TranscriptOptions &options = {})
{
    BatchBuilder batch(sink);
    ConnectionTranscript transcript(batch, &sink.counters(), { 1, 1, 1 }, std::nullopt, options,
                                    nullptr);
    for (const Turn &turn : dialogue) {
        const qsizetype step = cut == 0 ? turn.octets.size() : cut;
        for (qsizetype at = 0; at < turn.octets.size(); at += step) {
            // A copy of its own, gone after the call, so that nothing may point into it later.
            const QByteArray piece(turn.octets.mid(at, step).constData(),
                                   std::min(step, turn.octets.size() - at));
            transcript.octets(turn.from, piece, 5);
            batch.flush();
        }
    }
    transcript.finish(Role::Client, 9);
    transcript.finish(Role::Server, 9);
    batch.flush();
}

/// Lines without their times, which depend on which read completed a record.
QList<QByteArray> timeless(const LineSink &sink)
{
    QList<QByteArray> lines;
    for (QByteArray line : sink.lines()) {
        for (const QByteArrayView key : { "\"t\":", "\"ttfb_ns\":", "\"total_ns\":" }) {
            const qsizetype at = line.indexOf(key);
            if (at < 0)
                continue;
            qsizetype end = at + key.size();
            while (end < line.size() && (std::isdigit(static_cast<uchar>(line[end])) || line[end] == '-'))
                ++end;
            line.remove(at, end - at + (end < line.size() && line[end] == ',' ? 1 : 0));
        }
        lines.append(line);
    }
    return lines;
}

} // namespace

Q_DECLARE_METATYPE(Dialogue)

class TestConnectionTranscript : public QObject
{
    Q_OBJECT

private slots:
    void records_data();
    void records();
    void members_data();
    void members();
    void keepsTheWire();
    void leavesBodiesToRounds();
    void cutsDataRecordsAtMultiples();
    void recordsHeadsOnly();
};

void TestConnectionTranscript::records_data()
{
    QTest::addColumn<Dialogue>("dialogue");
    QTest::addColumn<QByteArray>("kinds");

    const auto ok = [](const QByteArray &fields, const QByteArray &body) {
        return QByteArray("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n" + body);
    };
    QTest::newRow("9112 6.3 content-length")
        << Dialogue { { Role::Client, Get }, { Role::Server, ok("Content-Length: 2", "hi") } }
        << QByteArray("http.request http.response http.end");
    QTest::newRow("9112 7.1 chunks")
        << Dialogue { { Role::Client, Get },
                      { Role::Server,
                        ok("Transfer-Encoding: chunked", "2;e=1\r\nhi\r\n0\r\n\r\n") } }
        << QByteArray("http.request http.response http.chunk http.end");
    QTest::newRow("9110 15.2 interim response")
        << Dialogue { { Role::Client, Get },
                      { Role::Server,
                        "HTTP/1.1 103 Early Hints\r\n\r\n"
                        "HTTP/1.1 204 No Content\r\n\r\n" } }
        << QByteArray("http.request http.response http.response http.end");
    QTest::newRow("9112 9.3.2 pipelining")
        << Dialogue { { Role::Client, Get + Get },
                      { Role::Server, ok("Content-Length: 0", "") + ok("Content-Length: 0", "") } }
        << QByteArray("http.request http.request http.response http.end http.response http.end");
    QTest::newRow("9.2.6 an event is its chunk")
        << Dialogue { { Role::Client, Get },
                      { Role::Server,
                        ok("Content-Type: text/event-stream\r\nTransfer-Encoding: chunked",
                           "9\r\ndata: a\n\n\r\n0\r\n\r\n") } }
        << QByteArray("http.request http.response sse.event http.end");
    QTest::newRow("9.2.6 an event over two chunks")
        << Dialogue { { Role::Client, Get },
                      { Role::Server,
                        ok("Content-Type: text/event-stream\r\nTransfer-Encoding: chunked",
                           "6\r\n: c\nda\r\n7\r\nta: a\n\n\r\n0\r\n\r\n") } }
        << QByteArray("http.request http.response sse.comment http.chunk sse.event http.chunk "
                      "http.end");
    QTest::newRow("6455 5.7 message of one frame")
        << Dialogue { { Role::Client, Upgrade },
                      { Role::Server, Switch + "\r\n" + frame("810548656c6c6f") } }
        << QByteArray("http.request http.response ws.handshake ws.message");
    QTest::newRow("6455 5.4 fragments with a ping between")
        << Dialogue { { Role::Client, Upgrade },
                      { Role::Server,
                        Switch + "\r\n" + frame("010348656c") + frame("890161")
                            + frame("80026c6f") } }
        << QByteArray("http.request http.response ws.handshake ws.frame ws.ping ws.frame "
                      "ws.message");
    QTest::newRow("7692 7.2.3.1 compressed message")
        << Dialogue { { Role::Client, Upgrade },
                      { Role::Server,
                        Switch + Deflate + "\r\n" + frame("c107f248cdc9c90700") } }
        << QByteArray("http.request http.response ws.handshake ws.frame ws.message");
    QTest::newRow("6455 5.5.1 close from both")
        << Dialogue { { Role::Client, Upgrade },
                      { Role::Server, Switch + "\r\n" + frame("880203e8") },
                      { Role::Client, frame("888200000000 03e8") } }
        << QByteArray("http.request http.response ws.handshake ws.close ws.close");
    QTest::newRow("6455 4.1 refused")
        << Dialogue { { Role::Client, Upgrade },
                      { Role::Server, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n" } }
        << QByteArray("http.request http.response ws.handshake http.end");
    QTest::newRow("6455 7.1.7 cut off in a frame")
        << Dialogue { { Role::Client, Upgrade },
                      { Role::Server, Switch + "\r\n" + frame("81054865") } }
        << QByteArray("http.request http.response ws.handshake ws.frame");
    QTest::newRow("6455 5.2 length whose end is not known")
        << Dialogue { { Role::Client, Upgrade },
                      { Role::Server, Switch + "\r\n" + frame("817fffffffffffffffff") + "what is left" } }
        << QByteArray("http.request http.response ws.handshake ws.frame http.data");
    QTest::newRow("9110 7.8 another protocol")
        << Dialogue { { Role::Client,
                        "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: other\r\n"
                        "Connection: Upgrade\r\n\r\nearly" },
                      { Role::Server,
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\n"
                        "Connection: Upgrade\r\n\r\nits octets" },
                      { Role::Client, " and late" } }
        << QByteArray("http.request http.response http.end http.data http.data");
    QTest::newRow("9112 8 octets that are no HTTP")
        << Dialogue { { Role::Client, Get }, { Role::Server, "SSH-2.0-x\r\n" } }
        << QByteArray("http.request http.data");
}

void TestConnectionTranscript::records()
{
    QFETCH(Dialogue, dialogue);
    QFETCH(QByteArray, kinds);
    TranscriptOptions options;
    options.dataRecordOctets = 64 * 1024; // Else there is one record per read.
    LineSink whole;
    run(whole, dialogue, 0, options);
    QByteArray got = whole.kinds();
    got.replace(" http.data http.end", " http.end"); // Bodies are looked at in members().
    QCOMPARE(got, kinds);
    for (qsizetype cut = 1; cut <= 40; ++cut) {
        LineSink split;
        run(split, dialogue, cut, options);
        QCOMPARE(timeless(split), timeless(whole));
    }
}

void TestConnectionTranscript::members_data()
{
    QTest::addColumn<Dialogue>("dialogue");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("members"); // What the last line of that kind contains.

    const QByteArray stream = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    QTest::newRow("request as sent")
        << Dialogue { { Role::Client, "GET /a?b HTTP/1.1\r\nhOST:  a \r\nX: 1\r\nx: 2\r\n\r\n" } }
        << QByteArray("http.request")
        << QByteArray(R"("method":"GET","target":"/a?b","version":"HTTP/1.1",)"
                      R"("headers":[["hOST","a"],["X","1"],["x","2"]])");
    QTest::newRow("chunk with its extension")
        << Dialogue { { Role::Client, Get },
                      { Role::Server,
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        "3;sig=x\r\nabc\r\n0\r\n\r\n" } }
        << QByteArray("http.chunk")
        << QByteArray(R"("at":[[47,14]],"size":3,"extension":"sig=x","text":"abc")");
    QTest::newRow("end with trailers")
        << Dialogue { { Role::Client, Get },
                      { Role::Server,
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        "3\r\nabc\r\n0;l=1\r\nT: v\r\n\r\n" } }
        << QByteArray("http.end")
        << QByteArray(R"("framing":"chunked","extension":"l=1","trailers":[["T","v"]],)"
                      R"("coded_size":3,"content_size":3,"complete":true)");
    QTest::newRow("event with inherited id")
        << Dialogue { { Role::Client, Get }, { Role::Server, stream + "id: 7\n\ndata: x\n\n" } }
        << QByteArray("sse.event")
        << QByteArray(R"("event":"message","data":"x","id":"7","fields":[["data","x"]],)"
                      R"("dispatched":true)");
    QTest::newRow("block without data")
        << Dialogue { { Role::Client, Get }, { Role::Server, stream + "event: e\n\n" } }
        << QByteArray("sse.event")
        << QByteArray(R"("event":"e","id":"","fields":[["event","e"]],"dispatched":false,)"
                      R"("why":"empty-data")");
    QTest::newRow("retry")
        << Dialogue { { Role::Client, Get }, { Role::Server, stream + "retry: 250\n\n" } }
        << QByteArray("sse.retry") << QByteArray(R"("ms":250)");
    QTest::newRow("masked message")
        << Dialogue { { Role::Client, Upgrade },
                      { Role::Server, Switch + "\r\n" },
                      { Role::Client, frame("818537fa213d7f9f4d5158") } }
        << QByteArray("ws.message")
        << QByteArray(R"("type":"text","frames":1,"wire_size":11,"compressed":false,"fin":true,)"
                      R"("rsv":0,"opcode":1,"masked":true,"mask":"37fa213d","length":5,)"
                      R"("header":"818537fa213d","text":"Hello")");
    QTest::newRow("message of fragments")
        << Dialogue { { Role::Client, Upgrade },
                      { Role::Server,
                        Switch + "\r\n" + frame("010348656c") + frame("8900")
                            + frame("80026c6f") } }
        << QByteArray("ws.message")
        << QByteArray(R"("type":"text","frames":2,"wire_size":9,"compressed":false,"text":"Hello")");
    QTest::newRow("compressed message")
        << Dialogue { { Role::Client, Upgrade },
                      { Role::Server,
                        Switch + Deflate + "\r\n" + frame("c107f248cdc9c90700") } }
        << QByteArray("ws.message")
        << QByteArray(R"("frames":1,"wire_size":9,"compressed":true,"text":"Hello")");
    QTest::newRow("binary that is no text")
        << Dialogue { { Role::Client, Upgrade },
                      { Role::Server, Switch + "\r\n" + frame("8202fffe") } }
        << QByteArray("ws.message") << QByteArray(R"("base64":"//4=")");
    QTest::newRow("close with reason")
        << Dialogue { { Role::Client, Upgrade },
                      { Role::Server, Switch + "\r\n" + frame("880503e9627965") } }
        << QByteArray("ws.close") << QByteArray(R"("code":1001,"reason":"bye")");
    QTest::newRow("handshake accepted")
        << Dialogue { { Role::Client, Upgrade }, { Role::Server, Switch + "\r\n" } }
        << QByteArray("ws.handshake")
        << QByteArray(R"("accepted":true,"key":"dGhlIHNhbXBsZSBub25jZQ==",)"
                      R"("accept":"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",)"
                      R"("expected_accept":"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")");
    QTest::newRow("unmasked client")
        << Dialogue { { Role::Client, Upgrade },
                      { Role::Server, Switch + "\r\n" },
                      { Role::Client, frame("810141") } }
        << QByteArray("ws.message") << QByteArray(R"("violations":["unmasked-by-client"])");
}

void TestConnectionTranscript::members()
{
    QFETCH(Dialogue, dialogue);
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, members);
    LineSink sink;
    run(sink, dialogue, 0);
    QByteArray line;
    for (const QByteArray &candidate : sink.lines()) {
        if (candidate.contains(QByteArray("\"kind\":\"" + kind + '"')))
            line = candidate;
    }
    const QByteArray failure = line + "\nhas not\n" + members;
    QVERIFY2(line.contains(members), failure.constData());
}

void TestConnectionTranscript::keepsTheWire()
{
    const QByteArray answer = Switch + "\r\n" + frame("810548656c6c6f") + frame("880203e8");
    LineSink sink;
    run(sink, { { Role::Client, Upgrade }, { Role::Server, answer } }, 3);
    QCOMPARE(sink.wire(1, From::Client), Upgrade);
    QCOMPARE(sink.wire(1, From::Server), answer);
}

void TestConnectionTranscript::leavesBodiesToRounds()
{
    TranscriptOptions options;
    options.leavesBodiesToRounds = true;
    LineSink sink;
    run(sink,
        { { Role::Client, Get },
          { Role::Server, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi" } },
        0, options);
    QVERIFY(!sink.last("http.data").contains(QLatin1StringView("text")));
    QCOMPARE(sink.last("http.data").value(QLatin1StringView("kind")).toString(),
             QStringLiteral("http.data"));
}

void TestConnectionTranscript::cutsDataRecordsAtMultiples()
{
    TranscriptOptions options;
    options.dataRecordOctets = 4;
    LineSink sink;
    run(sink,
        { { Role::Client, Get },
          { Role::Server, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789" } },
        3, options);
    QByteArray sizes;
    for (const QJsonObject &data : sink.objects("http.data"))
        sizes += data.value(QLatin1StringView("text")).toString().toUtf8() + ' ';
    QCOMPARE(sizes, QByteArray("0123 4567 89 "));
}

void TestConnectionTranscript::recordsHeadsOnly()
{
    LineSink sink;
    BatchBuilder batch(sink);
    ConnectionTranscript transcript(batch, &sink.counters(), { 1, 1, 1 }, std::nullopt, {},
                                    nullptr);
    transcript.setHeadsOnly(true);
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n";
    transcript.octets(Role::Client, Get, 1);
    transcript.octets(Role::Server, head, 2);
    transcript.octets(Role::Server, QByteArrayView("body"), 3);
    batch.flush();
    QCOMPARE(sink.kinds(), QByteArray("http.request http.response http.end"));
    QCOMPARE(sink.wire(1, From::Server), head);
}

QTEST_APPLESS_MAIN(TestConnectionTranscript)
#include "tst_connectiontranscript.moc"
