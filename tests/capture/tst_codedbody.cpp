// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/connectiontranscript.h"
#include "capture/transcriptlistener.h"
#include "support/linesink.h"

#include <zlib.h>

#include <QJsonArray>
#include <QTest>

using namespace Pushscope;

/// What is recorded and told of bodies with a content coding: whole, cut, followed by more, stacked,
/// of a coding that nobody knows here.
class TestCodedBody : public QObject
{
    Q_OBJECT

private slots:
    void ends_data();
    void ends();
    void namesWhatItCannotDecode_data();
    void namesWhatItCannotDecode();
    void stopsWhereItInflatesTooMuch();
};

namespace {

constexpr int Gzip = 31;
constexpr int Zlib = 15;
constexpr int Raw = -15;

QByteArray deflated(const QByteArray &octets, int windowBits)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(octets.size() + 1024, '\0');
    QByteArray in = octets;
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

QByteArray chunk(const QByteArray &octets)
{
    return QByteArray(QByteArray::number(octets.size(), 16) + "\r\n" + octets + "\r\n");
}

/// What a client is told of.
class Heard final : public TranscriptListener
{
public:
    void contentReceived(Role, QByteArrayView octets) override { content.append(octets); }
    void bodyBroken(Role, Violation violation) override
    {
        broken.append(violationName(violation).toByteArray());
    }
    void contentTooLarge(Role, qint64 maxRatio) override { ratios.append(maxRatio); }
    QByteArray content;
    QByteArrayList broken;
    QList<qint64> ratios;
};

/// A request and @p answer, in pieces of @p step octets; the server ends the connection.
void run(LineSink &sink, const QByteArray &answer, qsizetype step, Heard &heard,
         BodyForm::Kind kind = BodyForm::Kind::ByType, const QByteArray &method = "GET")
{
    TranscriptOptions options;
    options.bodyForm.kind = kind;
    options.dataRecordOctets = 64 * 1024; // Else there is one record per read.
    BatchBuilder batch(sink);
    ConnectionTranscript transcript(batch, &sink.counters(), { 1, 1, 1 }, std::nullopt, options,
                                    &heard);
    transcript.octets(Role::Client, QByteArray(method + " /x HTTP/1.1\r\nHost: a\r\n\r\n"), 1);
    for (qsizetype at = 0; at < answer.size(); at += step) {
        const QByteArray piece(answer.constData() + at, qMin(step, answer.size() - at));
        transcript.octets(Role::Server, piece, 5);
        batch.flush();
    }
    transcript.finish(Role::Client, 9);
    transcript.finish(Role::Server, 9);
    batch.flush();
}

QByteArray chunked(const QByteArray &coding, const QByteArray &body)
{
    return QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                      "Transfer-Encoding: chunked\r\nContent-Encoding: "
                      + coding + "\r\n\r\n" + chunk(body) + "0\r\n\r\n");
}

QByteArray untilClose(const QByteArray &coding, const QByteArray &body)
{
    return QByteArray("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\n\r\n" + body);
}

QByteArray eventOf(int number)
{
    return QByteArray("data: " + QByteArray::number(number) + "\n\n");
}

} // namespace

void TestCodedBody::ends_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("violations"); // Of http.end.
    QTest::addColumn<bool>("isComplete");
    const QByteArray bad = "bad-content-coding";
    const auto whole = [](const char *name, const QByteArray &answer, const QByteArray &content) {
        QTest::newRow(name) << answer << content << QByteArray() << true;
    };
    const auto broken = [&bad](const char *name, const QByteArray &answer,
                               const QByteArray &content) {
        QTest::newRow(name) << answer << content << bad << false;
    };

    QByteArray members;
    QByteArray events;
    for (int i = 0; i < 4; ++i) {
        members += deflated(eventOf(i), Gzip);
        events += eventOf(i);
    }
    whole("1952 2.2 several members", chunked("gzip", members), events);
    const QByteArray one = deflated(events, Gzip);
    whole("1952 2.2 one member", chunked("gzip", one), events);
    whole("9112 6.3 one member until close", untilClose("gzip", one), events);
    broken("1952 2.3.1 no member after a member", chunked("gzip", one + "more"), events);
    broken("1952 2.3.1 one octet after a member", chunked("gzip", one + "m"), events);
    broken("1952 2.3.1 half of a magic after a member", chunked("gzip", one + "\x1f"), events);
    broken("1950 2.2 octets after the end", chunked("deflate", deflated(events, Zlib) + "m"),
           events);
    broken("1951 3.2.3 octets after the last block",
           chunked("deflate", deflated(events, Raw) + "m"), events);

    broken("9110 8.4 gzip without its trailer", chunked("gzip", one.chopped(8)), events);
    broken("9110 8.4 gzip without its last octet", chunked("gzip", one.chopped(1)), events);
    broken("9110 8.4 second member cut", chunked("gzip", one + one.chopped(1)), events + events);
    broken("9110 8.4 head of gzip alone", chunked("gzip", one.first(5)), {});
    broken("9110 8.4 deflate without its checksum",
           chunked("deflate", deflated(events, Zlib).chopped(4)), events);
    broken("9110 8.4 one octet of deflate", chunked("deflate", "\x78"), {});
    broken("9110 8.4 gzip cut until close", untilClose("gzip", one.chopped(8)), events);
    // A byte that no Brotli stream can consist of alone.
    broken("7932 9.2 br cut", chunked("br", "\x0b"), {});

    // What the connection cut off is cut off, and no more is to be said.
    QTest::newRow("9112 8 cut before its last chunk")
        << chunked("gzip", one.chopped(8)).chopped(5) << events << QByteArray("missing-last-chunk")
        << false;

    whole("9110 8.4 no content", chunked("gzip", {}).replace("0\r\n\r\n0\r\n", "0\r\n"), {});
    whole("9110 8.4.1 two codings", chunked("deflate, gzip",
                                            deflated(deflated(events, Zlib), Gzip)),
          events);
    whole("9110 5.3 two fields",
          chunked("deflate\r\ncontent-encoding: gzip", deflated(deflated(events, Zlib), Gzip)),
          events);
    whole("9110 8.4.1 identity beside it", chunked("identity,gzip,", one), events);
    broken("9110 8.4 inner coding cut",
           chunked("deflate, gzip", deflated(deflated(events, Zlib).chopped(4), Gzip)), events);
    broken("9110 8.4 outer coding cut",
           chunked("deflate, gzip", deflated(deflated(events, Zlib), Gzip).chopped(8)), events);
}

void TestCodedBody::ends()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, violations);
    QFETCH(bool, isComplete);
    for (qsizetype step : { qsizetype(1), qsizetype(2), qsizetype(7), answer.size() }) {
        LineSink sink;
        Heard heard;
        run(sink, answer, step, heard);
        const QJsonObject end = sink.last("http.end");
        QCOMPARE(heard.content, content);
        QByteArrayList found;
        const QJsonArray told = end.value(QLatin1StringView("violations")).toArray();
        for (const QJsonValue &name : told)
            found.append(name.toString().toLatin1());
        QCOMPARE(found.join(' '), violations);
        QCOMPARE(end.value(QLatin1StringView("complete")).toBool(), isComplete);
        QCOMPARE(end.value(QLatin1StringView("content_size")).toInteger(), content.size());
        const bool isBroken = violations == "bad-content-coding";
        QCOMPARE(heard.broken, isBroken ? QByteArrayList { violations } : QByteArrayList());
        const bool isStream = answer.contains("text/event-stream");
        QCOMPARE(sink.objects("sse.event").size(), isStream ? content.count("data") : 0);
        QVERIFY(sink.objects("note").isEmpty());
    }
}

void TestCodedBody::namesWhatItCannotDecode_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::newRow("8878 7.2 zstd") << QByteArray("zstd");
    QTest::newRow("9110 8.4.1.1 compress") << QByteArray("compress");
    QTest::newRow("9110 8.4 below one that is known") << QByteArray("zstd, gzip");
    QTest::newRow("more than are undone") << QByteArray("gzip, gzip, gzip, gzip, gzip");
}

/// Its octets are no events, whatever they look like; nor is it a rule that the server broke.
void TestCodedBody::namesWhatItCannotDecode()
{
    QFETCH(QByteArray, coding);
    const QByteArray answer = chunked(coding, "data: a\n\ndata: b\n\n");
    for (qsizetype step : { qsizetype(1), answer.size() }) {
        LineSink sink;
        Heard heard;
        run(sink, answer, step, heard);
        QCOMPARE(sink.kinds(), QByteArray("http.request http.response note http.chunk http.end"));
        QCOMPARE(sink.last("note").value(QLatin1StringView("coding")).toString(),
                 QString::fromLatin1(coding));
        QVERIFY(!sink.last("http.end").contains(QLatin1StringView("violations")));
        QVERIFY(heard.broken.isEmpty());
    }
    // RFC 9110 §9.3.2: the fields are those of a GET, and there is no content.
    LineSink sink;
    Heard heard;
    run(sink, untilClose(coding, {}), 1, heard, BodyForm::Kind::Messages, "HEAD");
    QCOMPARE(sink.kinds(), QByteArray("http.request http.response http.end"));
}

void TestCodedBody::stopsWhereItInflatesTooMuch()
{
    const QByteArray bomb = deflated(QByteArray("a\n").repeated(8 * 1024 * 1024), Gzip);
    LineSink sink;
    Heard heard;
    // Nothing is read from it, so that there are no millions of records.
    run(sink, chunked("gzip", bomb), 4096, heard, BodyForm::Kind::Plain);
    QCOMPARE(heard.ratios, QList<qint64>({ 300 }));
    QVERIFY(heard.broken.isEmpty());
    const QJsonObject end = sink.last("http.end");
    QVERIFY(!end.value(QLatin1StringView("complete")).toBool(true));
    QCOMPARE(end.value(QLatin1StringView("violations")).toArray(), QJsonArray({ QStringLiteral("too-large") }));
    QVERIFY(heard.content.size() < 8 * 1024 * 1024);
    QCOMPARE(end.value(QLatin1StringView("content_size")).toInteger(), heard.content.size());
}

QTEST_APPLESS_MAIN(TestCodedBody)
#include "tst_codedbody.moc"
