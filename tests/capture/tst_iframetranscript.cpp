// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/connectiontranscript.h"
#include "capture/octetsubject.h"
#include "capture/scriptfacts.h"
#include "capture/transcriptlistener.h"
#include "support/linesink.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Pushscope;

namespace {

const QByteArray Chunked = "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n";
const QByteArray UntilClose = "Content-Type: text/html\r\n";

QByteArray response(const QByteArray &fields, const QByteArray &body)
{
    return QByteArray("HTTP/1.1 200 OK\r\n" + fields + "\r\n" + body);
}

QByteArray chunk(const QByteArray &octets, const QByteArray &extension = {})
{
    return QByteArray(QByteArray::number(octets.size(), 16) + extension + "\r\n" + octets
                      + "\r\n");
}

class Heard final : public TranscriptListener
{
public:
    void carriedReceived(const CarriedMessage &message) override
    {
        isRight = isRight && message.kind == RecordKind::IframeScript;
        messages.append(message.content.toByteArray());
        wireOctets += message.wireOctets;
    }
    QByteArrayList messages;
    qint64 wireOctets = 0;
    bool isRight = true;
};

/// A request and @p answer, which came in pieces of @p step octets.
void run(LineSink &sink, const QByteArray &answer, qsizetype step,
         TranscriptListener *listener = nullptr)
{
    TranscriptOptions options;
    options.bodyForm.kind = BodyForm::Kind::Scripts;
    options.dataRecordOctets = 64 * 1024; // Else there is one record per read.
    options.maxMessageOctets = 1000;
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

/// What the lines of the iframe.script records say beyond what all records do.
QByteArrayList scriptLines(const LineSink &sink)
{
    QByteArrayList lines;
    for (const QByteArray &line : sink.lines()) {
        if (!line.contains("\"kind\":\"iframe.script\""))
            continue;
        const qsizetype violations = line.indexOf("\"violations\"");
        const qsizetype script = line.indexOf("\"script\":");
        const qsizetype from = violations >= 0 ? violations : script;
        lines.append('{' + line.sliced(from).trimmed());
    }
    return lines;
}

} // namespace

class TestIframeTranscript : public QObject
{
    Q_OBJECT

private slots:
    void records_data();
    void records();
    void scriptsInChunks();
    void tellsItsListener();
    void readsCodedContent();
    void readsNothingOfAnotherType();
    void isSearched();
};

void TestIframeTranscript::records_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("scripts");
    const auto row = [](const char *name, const QByteArray &body, const QByteArrayList &scripts) {
        QTest::newRow(name) << body << scripts;
    };

    row("postMessage", "<script>window.parent.postMessage({\"n\":1.50}, \"http://a\")</script>",
        { R"j({"script":"window.parent.postMessage({\"n\":1.50}, \"http://a\")",)j"
          R"j("message":{"n":1.50},"call":"window.parent.postMessage","target_origin":"http://a"})j" });
    row("function", "<html>\n<script>parent.f('a\"b')</script>\n",
        { R"j({"script":"parent.f('a\"b')","message":"a\"b","call":"parent.f"})j" });
    row("object of JavaScript", "<script>top.f({a:[1,],})</script>",
        { R"j({"script":"top.f({a:[1,],})","message":{"a":[1]},"call":"top.f"})j" });
    row("JSON over lines", "<script>parent.f({\"a\":\n1})</script>",
        { R"j({"script":"parent.f({\"a\":\n1})","message":{"a":1},"call":"parent.f"})j" });
    row("expression", "<script>parent.f(a+1)</script>",
        { R"j({"script":"parent.f(a+1)","text":"a+1","call":"parent.f"})j" });
    row("no argument", "<script>parent.f()</script>",
        { R"j({"script":"parent.f()","call":"parent.f"})j" });
    row("no call", "<script>var a</script>", { R"j({"script":"var a"})j" });
    row("several calls", "<script>parent.f(1);parent.g('a','b')</script>",
        { R"j({"script":"parent.f(1);parent.g('a','b')","message":1,"call":"parent.f",)j"
          R"j("calls":[{"message":1,"call":"parent.f"},{"message":"a","call":"parent.g"}]})j" });
    row("external", "<script src='a.js' type=module>parent.f(1)</script>",
        { R"j({"script":"parent.f(1)","src":"a.js","type":"module"})j" });
    row("data block", "<script type=application/json>{\"a\":1}</script>",
        { R"j({"script":"{\"a\":1}","type":"application/json"})j" });
    row("comment", "<!-- <script>parent.f(1)</script> -->", {});
    row("no JavaScript", "<script>parent.f({a:})</script>",
        { R"j({"violations":["not-a-call"],"script":"parent.f({a:})","text":"{a:}","call":"parent.f"})j" });
    row("cut off", "<script>parent.f(1)",
        { R"j({"violations":["cut-off"],"script":"parent.f(1)"})j" });
    row("too large", "<script>parent.f(1)" + QByteArray(1000, ' ') + "</script>",
        { R"j({"violations":["too-large"],"script":"parent.f(1))j" + QByteArray(981, ' ') + "\"}" });
    row("not UTF-8", "<script>parent.f('\xFF')</script>",
        { R"j({"script":{"base64":"cGFyZW50LmYoJ/8nKQ=="},"base64":"J/8n","call":"parent.f"})j" });
    row("two", "<script>parent.f(1)</script><p><script>parent.f(2)</script>",
        { R"j({"script":"parent.f(1)","message":1,"call":"parent.f"})j",
          R"j({"script":"parent.f(2)","message":2,"call":"parent.f"})j" });
}

void TestIframeTranscript::records()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArrayList, scripts);
    const QByteArray answer = response(UntilClose, body);
    for (qsizetype step : { qsizetype(1), qsizetype(3), qsizetype(17), answer.size() }) {
        LineSink sink;
        run(sink, answer, step);
        QCOMPARE(scriptLines(sink), scripts);
        for (const QByteArray &line : sink.lines())
            QVERIFY2(!QJsonDocument::fromJson(line).isNull(), line.constData());
    }
}

void TestIframeTranscript::scriptsInChunks()
{
    const QByteArray one = "<script>parent.f(1)</script>";
    const QByteArray answer = response(
        Chunked, chunk("<html>") + chunk(one, ";a=b") + chunk(one + '\n') + chunk(one.first(20))
            + chunk(one.sliced(20)) + "0\r\n\r\n");
    for (qsizetype step = 1; step <= answer.size(); ++step) {
        LineSink sink;
        run(sink, answer, step);
        QCOMPARE(sink.kinds(),
                 QByteArray("http.request http.response http.chunk iframe.script iframe.script "
                            "http.chunk http.chunk iframe.script http.chunk http.end"));
        const QList<QJsonObject> scripts = sink.objects("iframe.script");
        QCOMPARE(scripts[0].value(QLatin1StringView("chunk")).toObject(),
                 (QJsonObject { { QStringLiteral("size"), 28 },
                                { QStringLiteral("extension"), QStringLiteral("a=b") } }));
        QVERIFY(!scripts[1].contains(QLatin1StringView("chunk")));
        QCOMPARE(scripts[2].value(QLatin1StringView("at")).toArray().size(), 2);
        QCOMPARE(scripts[2].value(QLatin1StringView("message")).toInt(), 1);
    }
}

void TestIframeTranscript::tellsItsListener()
{
    LineSink sink;
    Heard heard;
    run(sink,
        response(UntilClose,
                 "<script>parent.f('a')</script><script>b()</script>"
                 "<script>parent.f({\"c\":1});parent.g(2);parent.h()</script>"
                 "<script>parent.f({a:})</script>"),
        1, &heard);
    QVERIFY(heard.isRight);
    QCOMPARE(heard.messages, QByteArrayList({ "a", "{\"c\":1}\n2" }));
    QCOMPARE(heard.wireOctets, 30 + 57);
}

void TestIframeTranscript::readsCodedContent()
{
    const QByteArray deflated
        = qCompress(QByteArray("<script>parent.f(1)</script><script>parent.f(2)</script>")).mid(4);
    const QByteArray answer
        = response(QByteArray(UntilClose + "Content-Encoding: deflate\r\n"), deflated);
    for (qsizetype step : { qsizetype(2), answer.size() }) {
        LineSink sink;
        run(sink, answer, step);
        const QList<QJsonObject> scripts = sink.objects("iframe.script");
        QCOMPARE(scripts.size(), 2);
        QCOMPARE(scripts[1].value(QLatin1StringView("message")).toInt(), 2);
    }
}

void TestIframeTranscript::readsNothingOfAnotherType()
{
    LineSink sink;
    run(sink, response("Content-Type: application/json\r\n", "\"<script>parent.f(1)</script>\""),
        1);
    QVERIFY(sink.objects("iframe.script").isEmpty());
    QVERIFY(sink.lines().at(1).contains("wrong-content-type"));
}

void TestIframeTranscript::isSearched()
{
    class Octets final : public OctetSource
    {
    public:
        QByteArray octets(quint32, From, Layer, ByteRange range) override
        {
            return wire.sliced(range.begin, range.size());
        }
        QByteArray wire = "<script>parent.f('a\\x62c')</script>";
    };
    Octets octets;
    Record record;
    record.seq = 1;
    record.kind = RecordKind::IframeScript;
    record.at = { 0, octets.wire.size() };
    OctetSubject subject(octets, {});
    const std::span<const QByteArray> texts = subject.texts(record);
    QCOMPARE(texts.size(), std::size_t(2));
    QCOMPARE(texts[0], QByteArray("parent.f('a\\x62c')"));
    QCOMPARE(texts[1], QByteArray("abc"));
}

QTEST_APPLESS_MAIN(TestIframeTranscript)
#include "tst_iframetranscript.moc"
