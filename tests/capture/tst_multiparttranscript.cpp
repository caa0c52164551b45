// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/connectiontranscript.h"
#include "capture/multiparttranscript.h"
#include "capture/transcriptlistener.h"
#include "support/linesink.h"

#include <QRegularExpression>
#include <QTest>

using namespace Pushscope;

namespace {

const QByteArray Get = "GET /multipart HTTP/1.1\r\nHost: a\r\n\r\n";
const QByteArray Head = "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n";
const QByteArray Chunked = Head + "Transfer-Encoding: chunked\r\n\r\n";

QByteArray chunk(const QByteArray &octets, const QByteArray &extension = {})
{
    return QByteArray::number(octets.size(), 16) + extension + "\r\n" + octets + "\r\n";
}

/// What the engine is told of it.
class Told final : public TranscriptListener
{
public:
    void carriedReceived(const CarriedMessage &message) override
    {
        m_messages += recordKindName(message.kind).toByteArray() + ' '
            + message.content.toByteArray() + ' ' + QByteArray::number(message.wireOctets);
    }
    [[nodiscard]] const QByteArrayList &messages() const { return m_messages; }

private:
    QByteArrayList m_messages;
};

/// A request and its response, which arrives in pieces of @p cut octets (0: whole), one each ms.
void run(LineSink &sink, const QByteArray &response, qsizetype cut, Told *told = nullptr)
{
    BatchBuilder batch(sink);
    TranscriptOptions options;
    options.dataRecordOctets = 64 * 1024; // Else there is one record per read.
    ConnectionTranscript transcript(batch, &sink.counters(), { 1, 1, 1 }, std::nullopt, options,
                                    told);
    transcript.octets(Role::Client, Get, 0);
    const qsizetype step = cut == 0 ? response.size() : cut;
    qint64 t = 0;
    for (qsizetype at = 0; at < response.size(); at += step) {
        const QByteArray piece(response.constData() + at, std::min(step, response.size() - at));
        t += 1'000'000;
        transcript.octets(Role::Server, piece, t);
        batch.flush();
    }
    transcript.finish(Role::Server, t);
    batch.flush();
}

/// Lines without their times, which depend on which read completed a record.
QList<QByteArray> timeless(const LineSink &sink)
{
    static const QRegularExpression times(
        QStringLiteral("\"(t|waited_ns|ttfb_ns|total_ns)\":[0-9]+,?"));
    QList<QByteArray> lines;
    for (const QByteArray &line : sink.lines())
        lines += QString::fromUtf8(line).remove(times).replace(QStringLiteral(",}"),
                                                               QStringLiteral("}")).toUtf8();
    return lines;
}

} // namespace

class TestMultipartTranscript : public QObject
{
    Q_OBJECT

private slots:
    void records_data();
    void records();
    void members_data();
    void members();
    void readsWhatWasCoded();
    void tellsTheEngine();
    void losesNothingWithoutABoundary();
    void saysHowLongAPartWaited_data();
    void saysHowLongAPartWaited();
    void keepsNoMoreThanThePart();
};

void TestMultipartTranscript::records_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<QByteArray>("kinds");

    const QByteArray part = "--b\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi\r\n";
    const QByteArray unsized = "Content-Type: text/plain\r\n\r\nhi\r\n--b";
    const QByteArray last = chunk("--b--\r\n") + "0\r\n\r\n";
    QTest::newRow("5.1.1 until the connection closes")
        << Head + "\r\n" + part + part + "--b--"
        << QByteArray("http.request http.response multipart.part multipart.part http.data http.end");
    QTest::newRow("7.1 each part its chunk, delimiter before it")
        << Chunked + chunk(part) + chunk(part) + last
        << QByteArray("http.request http.response multipart.part multipart.part http.chunk "
                      "http.end");
    QTest::newRow("7.1 each part its chunk, line end before the delimiter")
        << Chunked + chunk(part.chopped(2)) + chunk("\r\n" + part.chopped(2)) + last
        << QByteArray("http.request http.response http.chunk multipart.part multipart.part "
                      "http.chunk http.end");
    QTest::newRow("7.1 each part its chunk, delimiter behind it")
        << Chunked + chunk("--b") + chunk("\r\n" + unsized) + chunk("\r\n" + unsized) + chunk("--")
                + "0\r\n\r\n"
        << QByteArray("http.request http.response http.chunk multipart.part multipart.part "
                      "http.chunk http.end");
    QTest::newRow("7.1 each part its chunk, delimiter line behind it")
        << Chunked + chunk("--b\r\n") + chunk(unsized + "\r\n") + chunk(unsized + "--\r\n")
                + "0\r\n\r\n"
        << QByteArray("http.request http.response http.chunk multipart.part multipart.part "
                      "http.chunk http.end");
    QTest::newRow("7.1 a part known by the next chunk only")
        << Chunked + chunk("--b\r\nA: b\r\n\r\nhi\r\n") + last
        << QByteArray("http.request http.response http.chunk multipart.part http.chunk http.end");
    QTest::newRow("7.1 two parts in a chunk, one in two")
        << Chunked + chunk(part + part) + chunk(part.first(20)) + chunk(part.sliced(20)) + last
        << QByteArray("http.request http.response multipart.part multipart.part http.chunk "
                      "http.chunk multipart.part http.chunk http.chunk http.end");
    QTest::newRow("5.1 no delimiter at all")
        << Head + "\r\nhello" << QByteArray("http.request http.response http.data multipart.part "
                                            "http.end");
    QTest::newRow("5.1.1 preamble, epilogue and nothing else")
        << Head + "\r\nhello\r\n--b--\r\nbye"
        << QByteArray("http.request http.response http.data http.end");
}

void TestMultipartTranscript::records()
{
    QFETCH(QByteArray, response);
    QFETCH(QByteArray, kinds);
    LineSink whole;
    run(whole, response, 0);
    QCOMPARE(whole.kinds(), kinds);
    QCOMPARE(whole.wire(1, From::Server), response);
    for (qsizetype cut = 1; cut <= 60; ++cut) {
        LineSink split;
        run(split, response, cut);
        QCOMPARE(timeless(split), timeless(whole));
    }
}

void TestMultipartTranscript::members_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<QByteArray>("members"); // What the last part contains.

    const auto body = [](const QByteArray &octets) { return QByteArray(Head + "\r\n" + octets); };
    const qsizetype begin = Head.size() + 2;
    const auto at = [](qsizetype first, qsizetype length) {
        return QByteArray("\"at\":[[" + QByteArray::number(first) + ',' + QByteArray::number(length)
                          + "]],");
    };
    QTest::newRow("by boundary")
        << body("--b\r\nX-a:  1\r\nX-a: 2\r\n\r\nhello\r\n--b")
        << QByteArray(at(begin + 5, 24)
                      + R"("headers":[["X-a","1"],["X-a","2"]],"text":"hello","by":"boundary"})");
    QTest::newRow("by length")
        << body("--b\r\nContent-Length: 2\r\n\r\n\xff\xfe\r\n")
        << QByteArray(at(begin + 5, 23)
                      + R"("headers":[["Content-Length","2"]],"base64":"//4=","by":"length"})");
    QTest::newRow("by the end")
        << body("--b\r\nA: b\r\n\r\nhel")
        << QByteArray(at(begin + 5, 11)
                      + R"("violations":["cut-off"],"headers":[["A","b"]],"text":"hel","by":"end"})");
    QTest::newRow("without fields")
        << body("--b\r\n{\"n\":1}\r\n--b")
        << QByteArray(R"("violations":["part-without-headers"],"headers":[],)"
                      R"("text":"{\"n\":1}","by":"boundary"})");
    QTest::newRow("nothing at all")
        << body("--b\r\n--b")
        << QByteArray(R"("violations":["part-without-headers"],"headers":[],"text":"",)"
                      R"("by":"boundary"})");
    QTest::newRow("behind a length that was wrong")
        << body("--b\r\nContent-Length: 2\r\n\r\nhe\r\nllo\r\n--b--")
        << QByteArray(R"("violations":["part-length-mismatch"],"text":"\r\nllo","outside":"rest"})");
    QTest::newRow("no boundary")
        << body("hello")
        << QByteArray(at(begin, 5)
                      + R"("violations":["missing-boundary"],"text":"hello","outside":"preamble"})");
    QTest::newRow("a chunk of its own")
        << Chunked + chunk("--b\r\nContent-Length: 2\r\n\r\nhi\r\n", ";x=y")
        << QByteArray(R"("text":"hi","by":"length","chunk":{"size":30,"extension":"x=y"}})");
    QTest::newRow("over two chunks")
        << Chunked + chunk("--b\r\nA: b\r\n\r\nhe") + chunk("llo\r\n--b")
        << QByteArray(R"(]],"headers":[["A","b"]],"text":"hello","by":"boundary"})");
}

void TestMultipartTranscript::members()
{
    QFETCH(QByteArray, response);
    QFETCH(QByteArray, members);
    LineSink sink;
    run(sink, response, 0);
    QByteArray line;
    for (const QByteArray &candidate : timeless(sink)) {
        if (candidate.contains("\"kind\":\"multipart.part\""))
            line = candidate;
    }
    const QByteArray failure = line + "\nhas not\n" + members;
    QVERIFY2(line.contains(members), failure.constData());
}

void TestMultipartTranscript::readsWhatWasCoded()
{
    // `printf -- '--b\r\nA: b\r\n\r\nhello\r\n--b--' | gzip -9n`
    const QByteArray coded = QByteArray::fromHex(
        "1f8b0800000000000203d3d54de2e572b4520092bc5c19a93939f9bc5cbaba49baba0027772bc519000000");
    LineSink sink;
    run(sink, Head + "Content-Encoding: gzip\r\n\r\n" + coded, 7);
    const QJsonObject part = sink.last("multipart.part");
    QCOMPARE(part.value(QLatin1StringView("text")).toString(), QStringLiteral("hello"));
    QVERIFY(!part.contains(QLatin1StringView("at"))); // It lies nowhere on the wire.
}

void TestMultipartTranscript::tellsTheEngine()
{
    LineSink sink;
    Told told;
    run(sink, Head + "\r\npreamble\r\n--b\r\nA: b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\nbye", 5,
        &told);
    QCOMPARE(told.messages(),
             (QByteArrayList { "multipart.part one 11", "multipart.part two 5" }));
    // What carries no part is none.
    Told nothing;
    run(sink, Head + "\r\nhello", 5, &nothing);
    QVERIFY(nothing.messages().isEmpty());
}

void TestMultipartTranscript::losesNothingWithoutABoundary()
{
    QByteArray body;
    while (body.size() < 50'000)
        body += "--other\r\nA: b\r\n\r\n" + QByteArray::number(body.size()) + "\r\n";
    LineSink sink;
    run(sink, Head + "\r\n" + body, 0);
    QByteArray recorded;
    int told = 0;
    for (const QJsonObject &record : sink.objects("multipart.part")) {
        QCOMPARE(record.value(QLatin1StringView("outside")).toString(), QStringLiteral("preamble"));
        recorded += record.value(QLatin1StringView("text")).toString().toUtf8();
        told += record.contains(QLatin1StringView("violations")) ? 1 : 0;
    }
    QCOMPARE(recorded, body);
    QCOMPARE(told, 1); // Each fault once.
}

void TestMultipartTranscript::saysHowLongAPartWaited_data()
{
    QTest::addColumn<QByteArrayList>("reads"); // One each millisecond.
    QTest::addColumn<qint64>("waited"); // Of the last part, ms; 0: not at all.
    QTest::newRow("boundary in the same read")
        << QByteArrayList { "--b\r\nA: b\r\n\r\nhello\r\n--b" } << qint64 { 0 };
    QTest::newRow("boundary in the next read")
        << QByteArrayList { "--b\r\nA: b\r\n\r\nhello", "\r\n--b" } << qint64 { 1 };
    QTest::newRow("line end with the part, boundary later")
        << QByteArrayList { "--b\r\nA: b\r\n\r\nhello\r\n", "--", "b" } << qint64 { 2 };
    QTest::newRow("part over several reads")
        << QByteArrayList { "--b\r\nA: b\r\n\r\n", "he", "llo", "\r\n--b" } << qint64 { 1 };
    QTest::newRow("first length, proven by its line end")
        << QByteArrayList { "--b\r\nContent-Length: 2\r\n\r\nhi", "\r\n" } << qint64 { 1 };
    QTest::newRow("later length")
        << QByteArrayList { "--b\r\nContent-Length: 2\r\n\r\nhi\r\n",
                            "--b\r\nContent-Length: 2\r\n\r\nhi" }
        << qint64 { 0 };
}

void TestMultipartTranscript::saysHowLongAPartWaited()
{
    QFETCH(QByteArrayList, reads);
    QFETCH(qint64, waited);
    LineSink sink;
    BatchBuilder batch(sink);
    ConnectionTranscript transcript(batch, &sink.counters(), { 1, 1, 1 }, std::nullopt, {},
                                    nullptr);
    transcript.octets(Role::Client, Get, 0);
    transcript.octets(Role::Server, QByteArray(Head + "\r\n"), 0);
    qint64 t = 0;
    for (const QByteArray &read : reads) {
        t += 1'000'000;
        transcript.octets(Role::Server, read, t);
    }
    batch.flush();
    const QJsonObject part = sink.last("multipart.part");
    QVERIFY(!part.isEmpty());
    const QJsonValue value = part.value(QLatin1StringView("waited_ns"));
    QCOMPARE(value.toInteger(0), waited * 1'000'000);
    QCOMPARE(value.isUndefined(), waited == 0);
}

void TestMultipartTranscript::keepsNoMoreThanThePart()
{
    LineSink sink;
    BatchBuilder batch(sink);
    ConnectionRecords records(batch, {}, std::nullopt);
    ContentTranscript::Setup setup;
    setup.records = &records;
    setup.maxMessageOctets = 1024;
    setup.locate = [](Record &record, ByteRange range) { record.at = range; };
    MultipartTranscript transcript(setup, "b");
    qint64 offset = 0;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray part = "--b\r\nContent-Length: 100\r\n\r\n" + QByteArray(100, 'x') + "\r\n";
        transcript.octets(part, 0, nullptr);
        offset += part.size();
        QVERIFY(offset - transcript.pendingFrom() <= 2);
    }
    transcript.finish(0);
    batch.flush();
    QCOMPARE(sink.objects("multipart.part").size(), 1000);
}

QTEST_APPLESS_MAIN(TestMultipartTranscript)
#include "tst_multiparttranscript.moc"
