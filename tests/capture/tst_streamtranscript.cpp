// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/connectiontranscript.h"
#include "capture/recorddecoder.h"
#include "capture/transcriptlistener.h"
#include "support/linesink.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Pushscope;

Q_DECLARE_METATYPE(std::optional<Pushscope::Streaming::Cut>)

namespace {

const QByteArray Chunked = "Transfer-Encoding: chunked\r\n";

QByteArray response(const QByteArray &fields, const QByteArray &body)
{
    return QByteArray("HTTP/1.1 200 OK\r\n" + fields + "\r\n" + body);
}

/// What a client is told of.
class Heard final : public TranscriptListener
{
public:
    void carriedReceived(const CarriedMessage &message) override
    {
        messages.append(message.content.toByteArray());
        wireOctets += message.wireOctets;
    }
    QByteArrayList messages;
    qint64 wireOctets = 0;
};

/// A request and @p answer, which came in pieces of @p cut octets.
void run(LineSink &sink, const QByteArray &answer, qsizetype step,
         std::optional<Streaming::Cut> cut, TranscriptListener *listener = nullptr)
{
    TranscriptOptions options;
    options.bodyForm.kind = BodyForm::Kind::Messages;
    options.bodyForm.cut = cut;
    options.dataRecordOctets = 64 * 1024; // Else there is one record per read.
    BatchBuilder batch(sink);
    ConnectionTranscript transcript(batch, &sink.counters(), { 1, 1, 1 }, std::nullopt, options,
                                    listener);
    transcript.octets(Role::Client, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n", 1);
    for (qsizetype at = 0; at < answer.size(); at += step) {
        const QByteArray piece(answer.constData() + at, qMin(step, answer.size() - at));
        transcript.octets(Role::Server, piece, 5);
        batch.flush();
    }
    transcript.finish(Role::Client, 9);
    transcript.finish(Role::Server, 9);
    batch.flush();
}

/// The members of the stream.message records that do not depend on who reads when; one a line.
QByteArrayList messageLines(const LineSink &sink)
{
    QByteArrayList lines;
    for (QJsonObject object : sink.objects("stream.message")) {
        for (const char *common : { "seq", "t", "kind", "session", "conn", "stream", "exchange",
                                    "from", "at" })
            object.remove(QLatin1StringView(common));
        lines.append(QJsonDocument(object).toJson(QJsonDocument::Compact));
    }
    return lines;
}

} // namespace

class TestStreamTranscript : public QObject
{
    Q_OBJECT

private slots:
    void records_data();
    void records();
    void tellsWhereAMessageLies();
    void tellsItsListener();
    void readsCodedContent();
    void readsAnEventStream();
    void countsWhatIsInProgress();
};

void TestStreamTranscript::records_data()
{
    using Cut = std::optional<Streaming::Cut>;
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Cut>("cut");
    QTest::addColumn<QByteArray>("kinds"); // After the heads.
    QTest::addColumn<QByteArrayList>("messages");

    QTest::newRow("a message is its chunk")
        << response(Chunked, "8\r\n{\"a\":1}\n\r\n3;x=y\r\nhi\n\r\n0\r\n\r\n") << Cut()
        << QByteArray("stream.message stream.message http.end")
        << QByteArrayList { R"({"chunk":{"size":8},"text":"{\"a\":1}"})",
                            R"({"chunk":{"extension":"x=y","size":3},"text":"hi"})" };
    QTest::newRow("a message over two chunks")
        << response(Chunked, "1\r\na\r\n3\r\nb\nc\r\n1\r\n\n\r\n0\r\n\r\n") << Cut()
        << QByteArray("http.chunk stream.message http.chunk stream.message http.chunk http.end")
        << QByteArrayList { R"({"text":"ab"})", R"({"text":"c"})" };
    QTest::newRow("two messages in a chunk")
        << response(Chunked, "4\r\na\nb\n\r\n0\r\n\r\n") << Cut()
        << QByteArray("stream.message stream.message http.chunk http.end")
        << QByteArrayList { R"({"text":"a"})", R"({"text":"b"})" };
    QTest::newRow("a chunk that keeps alive")
        << response(Chunked, "1\r\n\n\r\n0\r\n\r\n") << Cut() << QByteArray("http.chunk http.end")
        << QByteArrayList();
    QTest::newRow("until close, the last one cut off")
        << response({}, "a\r\nb") << Cut()
        << QByteArray("stream.message http.data stream.message http.end")
        << QByteArrayList { R"({"text":"a"})", R"({"text":"b","violations":["cut-off"]})" };
    QTest::newRow("NDJSON that is none")
        << response("Content-Type: application/x-ndjson\r\n", "{}\n{a}\n{") << Cut()
        << QByteArray("stream.message stream.message http.data stream.message http.end")
        << QByteArrayList { R"({"text":"{}"})", R"({"text":"{a}","violations":["bad-json"]})",
                            R"({"text":"{","violations":["cut-off"]})" };
    QTest::newRow("octets that are not UTF-8")
        << response({}, "\xFF\n") << Cut() << QByteArray("stream.message http.data http.end")
        << QByteArrayList { R"({"base64":"/w=="})" };
    QTest::newRow("json-seq says so")
        << response("Content-Type: application/json-seq\r\n", "\x1E{}\n\x1E" "1\n") << Cut()
        << QByteArray("stream.message stream.message http.data http.end")
        << QByteArrayList { R"({"cut":"rs","text":"{}"})", R"({"cut":"rs","text":"1"})" };
    QTest::newRow("elements of an array")
        << response({}, "[{\"a\":\n1},x]") << Cut(Streaming::Cut::JsonArray)
        << QByteArray("stream.message stream.message http.data http.end")
        << QByteArrayList { R"({"cut":"json-array","text":"{\"a\":\n1}"})",
                            R"({"cut":"json-array","text":"x","violations":["bad-json"]})" };
    QTest::newRow("gRPC-Web")
        << response("Content-Type: application/grpc-web+proto\r\n",
                    QByteArray::fromHex("00000000026869 8000000001 61"))
        << Cut() << QByteArray("stream.message stream.message http.data http.end")
        << QByteArrayList { R"({"cut":"grpc-web","flags":0,"text":"hi"})",
                            R"({"cut":"grpc-web","flags":128,"text":"a"})" };
    QTest::newRow("what is told of a failure is no message")
        << QByteArray("HTTP/1.1 429 Too Many\r\nContent-Length: 3\r\n\r\na\nb") << Cut()
        << QByteArray("http.data http.end") << QByteArrayList();
}

void TestStreamTranscript::records()
{
    QFETCH(QByteArray, answer);
    QFETCH(std::optional<Streaming::Cut>, cut);
    QFETCH(QByteArray, kinds);
    QFETCH(QByteArrayList, messages);
    for (qsizetype step = 1; step <= answer.size(); ++step) {
        LineSink sink;
        run(sink, answer, step, cut);
        QCOMPARE(sink.kinds(), QByteArray("http.request http.response " + kinds));
        QCOMPARE(messageLines(sink), messages);
    }
}

void TestStreamTranscript::tellsWhereAMessageLies()
{
    LineSink sink;
    run(sink, response(Chunked, "1\r\na\r\n3\r\nb\nc\r\n0\r\n\r\n"), 7, std::nullopt);
    // The head has 47 octets; the size line of the first chunk 3, and its end 2.
    const QJsonArray at = sink.objects("stream.message").first().value(QLatin1StringView("at")).toArray();
    QCOMPARE(QJsonDocument(at).toJson(QJsonDocument::Compact), QByteArray("[[50,1],[56,2]]"));
}

void TestStreamTranscript::tellsItsListener()
{
    LineSink sink;
    Heard heard;
    run(sink, response({}, "a\r\n\r\nbc\n"), 1, std::nullopt, &heard);
    QCOMPARE(heard.messages, QByteArrayList({ "a", "bc" }));
    QCOMPARE(heard.wireOctets, 6);
}

void TestStreamTranscript::readsCodedContent()
{
    // zlib: "{\"a\":1}\nhi\n"
    const QByteArray deflated = qCompress(QByteArray("{\"a\":1}\nhi\n")).mid(4);
    const QByteArray answer = response("Content-Encoding: deflate\r\n", deflated);
    for (qsizetype step : { qsizetype(2), answer.size() }) {
        LineSink sink;
        run(sink, answer, step, std::nullopt);
        QCOMPARE(messageLines(sink),
                 QByteArrayList({ R"({"text":"{\"a\":1}"})", R"({"text":"hi"})" }));
    }
}

/// The streams of language models: POST, answered by an event stream.
void TestStreamTranscript::readsAnEventStream()
{
    const QByteArray answer
        = response("Content-Type: text/event-stream\r\n", "data: {\"a\":1}\n\ndata: [DONE]\n\n");
    for (qsizetype step : { qsizetype(1), qsizetype(5), answer.size() }) {
        LineSink sink;
        run(sink, answer, step, std::nullopt);
        QCOMPARE(sink.objects("sse.event").size(), 2);
        QCOMPARE(sink.last("sse.event").value(QLatin1StringView("data")).toString(),
                 QStringLiteral("[DONE]"));
        QVERIFY(sink.objects("stream.message").isEmpty());
    }
    LineSink sink;
    run(sink, answer, 5, Streaming::Cut::Line); // Asked for.
    QCOMPARE(sink.objects("stream.message").size(), 2);
}

void TestStreamTranscript::countsWhatIsInProgress()
{
    LineSink sink;
    TranscriptOptions options;
    options.bodyForm.kind = BodyForm::Kind::Messages;
    BatchBuilder batch(sink);
    ConnectionTranscript transcript(batch, &sink.counters(), { 1, 1, 1 }, std::nullopt, options,
                                    nullptr);
    QCOMPARE(transcript.http().contentInProgress(Role::Server), 0);
    transcript.octets(Role::Client, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n", 1);
    transcript.octets(Role::Server, response(Chunked, "4\r\na\nbc"), 2);
    QCOMPARE(transcript.http().contentInProgress(Role::Server), 2);
    transcript.octets(Role::Server, "\r\n1\r\nd", 3);
    QCOMPARE(transcript.http().contentInProgress(Role::Server), 3);
    transcript.octets(Role::Server, "\r\n1\r\n\n", 4);
    QCOMPARE(transcript.http().contentInProgress(Role::Server), 0);
}

QTEST_APPLESS_MAIN(TestStreamTranscript)
#include "tst_streamtranscript.moc"
