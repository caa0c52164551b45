// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/connectiontranscript.h"
#include "capture/octetsubject.h"
#include "capture/transcriptlistener.h"
#include "support/linesink.h"

#include <QJsonDocument>
#include <QTest>

using namespace Pushscope;

namespace {

QByteArray response(const QByteArray &statusLine, const QByteArray &body)
{
    return QByteArray("HTTP/1.1 " + statusLine + "\r\nContent-Type: text/javascript\r\n"
                      "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

class Heard final : public TranscriptListener
{
public:
    void carriedReceived(const CarriedMessage &message) override
    {
        isRight = isRight && message.kind == RecordKind::JsonpCallback;
        messages.append(message.content.toByteArray());
        wireOctets += message.wireOctets;
    }
    QByteArrayList messages;
    qint64 wireOctets = 0;
    bool isRight = true;
};

void run(LineSink &sink, const QByteArray &answer, qsizetype step,
         TranscriptListener *listener = nullptr)
{
    TranscriptOptions options;
    options.bodyForm = { BodyForm::Kind::Call, "cb" };
    options.dataRecordOctets = 64 * 1024;
    options.maxMessageOctets = 100;
    BatchBuilder batch(sink);
    ConnectionTranscript transcript(batch, &sink.counters(), { 1, 1, 1 }, std::nullopt, options,
                                    listener);
    transcript.octets(Role::Client, "GET /x?callback=cb HTTP/1.1\r\nHost: a\r\n\r\n", 1);
    for (qsizetype at = 0; at < answer.size(); at += step) {
        const QByteArray piece(answer.constData() + at, qMin(step, answer.size() - at));
        transcript.octets(Role::Server, piece, 5);
        batch.flush();
    }
    transcript.finish(Role::Client, 9);
    transcript.finish(Role::Server, 9);
    batch.flush();
}

} // namespace

class TestJsonpTranscript : public QObject
{
    Q_OBJECT

private slots:
    void records_data();
    void records();
    void aFailureIsNoScript();
    void nothingCame();
    void tellsItsListener();
    void isSearched();
};

void TestJsonpTranscript::records_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &body, const QByteArray &expected) {
        QTest::newRow(name) << body << expected;
    };
    row("call", "/**/cb({\"n\":1.50});", R"j({"callback":"cb","message":{"n":1.50}})j");
    row("guarded", "typeof cb === 'function' && cb(\"a\");", R"j({"callback":"cb","message":"a"})j");
    row("object of JavaScript", "window['cb']({a:1})", R"j({"callback":"cb","message":{"a":1}})j");
    row("expression", "cb(new Date())", R"j({"callback":"cb","text":"new Date()"})j");
    row("another function", "other(1);",
        R"j({"violations":["wrong-callback"],"callback":"other","message":1})j");
    row("JSON", "{\"n\":1}", R"j({"violations":["not-a-call"],"text":"{\"n\":1}"})j");
    row("HTML", "<h1>No</h1>", R"j({"violations":["not-a-call"],"text":"<h1>No</h1>"})j");
    row("no argument", "cb()", R"j({"violations":["not-a-call"],"callback":"cb","text":"cb()"})j");
    row("no JavaScript", "cb({a:})",
        R"j({"violations":["not-a-call"],"callback":"cb","text":"{a:}"})j");
    row("cut off", "cb({\"n\":", R"j({"violations":["cut-off"],"callback":"cb","text":"{\"n\":"})j");
    row("not UTF-8", "cb('\xFF')", R"j({"callback":"cb","base64":"J/8n"})j");
    row("too large", "cb('" + QByteArray(100, 'a') + "')",
        R"j({"violations":["too-large"],"text":"cb(')j" + QByteArray(96, 'a') + "\"}");
}

void TestJsonpTranscript::records()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, expected);
    const QByteArray answer = response("200 OK", body);
    for (qsizetype step : { qsizetype(1), qsizetype(7), answer.size() }) {
        LineSink sink;
        run(sink, answer, step);
        QByteArray line;
        for (const QByteArray &one : sink.lines()) {
            if (one.contains("\"kind\":\"jsonp.callback\"")) {
                QVERIFY(line.isEmpty());
                line = one;
            }
        }
        QVERIFY(!QJsonDocument::fromJson(line).isNull());
        const qsizetype at = line.indexOf("\"at\":");
        line = '{' + line.sliced(line.indexOf("]],", at) + 3).trimmed();
        QCOMPARE(line, expected);
    }
}

void TestJsonpTranscript::aFailureIsNoScript()
{
    LineSink sink;
    run(sink, response("500 No", "cb(1)"), 1);
    QVERIFY(sink.objects("jsonp.callback").isEmpty());
    QCOMPARE(sink.last("http.data").value(QLatin1StringView("text")).toString(),
             QStringLiteral("cb(1)"));
}

void TestJsonpTranscript::nothingCame()
{
    LineSink sink;
    run(sink, response("200 OK", ""), 1);
    QVERIFY(sink.objects("jsonp.callback").isEmpty());
}

void TestJsonpTranscript::tellsItsListener()
{
    for (const auto &[body, message] : { std::pair<QByteArray, QByteArray>("cb('a\\n')", "a\n"),
                                         { "cb({\"a\":1});", "{\"a\":1}" } }) {
        LineSink sink;
        Heard heard;
        run(sink, response("200 OK", body), 3, &heard);
        QVERIFY(heard.isRight);
        QCOMPARE(heard.messages, QByteArrayList({ message }));
        QCOMPARE(heard.wireOctets, body.size());
    }
    for (const QByteArray &body : { QByteArray("other(1)"), QByteArray("cb("), QByteArray("{}") }) {
        LineSink sink;
        Heard heard;
        run(sink, response("200 OK", body), 3, &heard);
        QVERIFY(heard.messages.isEmpty()); // No page would get it.
    }
}

void TestJsonpTranscript::isSearched()
{
    class Octets final : public OctetSource
    {
    public:
        QByteArray octets(quint32, From, Layer, ByteRange range) override
        {
            return wire.sliced(range.begin, range.size());
        }
        QByteArray wire = "cb('a\\x62c')";
    };
    Octets octets;
    Record record;
    record.seq = 1;
    record.kind = RecordKind::JsonpCallback;
    record.at = { 0, octets.wire.size() };
    OctetSubject subject(octets, {});
    const std::span<const QByteArray> texts = subject.texts(record);
    QCOMPARE(texts.size(), std::size_t(2));
    QCOMPARE(texts[0], octets.wire);
    QCOMPARE(texts[1], QByteArray("abc"));
}

QTEST_APPLESS_MAIN(TestJsonpTranscript)
#include "tst_jsonptranscript.moc"
