// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/bodyform.h"

#include <QTest>

using namespace Pushscope;
using Kind = BodyForm::Kind;

class TestBodyForm : public QObject
{
    Q_OBJECT

private slots:
    void decides_data();
    void decides();
    void keepsTheParameter();
    void knowsTheCut_data();
    void knowsTheCut();
};

void TestBodyForm::decides_data()
{
    QTest::addColumn<int>("openedAs");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("form");
    QTest::addColumn<bool>("isWrong");
    const auto row = [](const char *name, Kind openedAs, int status, const char *type, Kind form,
                        bool isWrong = false) {
        QTest::newRow(name) << static_cast<int>(openedAs) << status << QByteArray(type)
                            << static_cast<int>(form) << isWrong;
    };
    row("an event stream says so", Kind::ByType, 200, "text/event-stream; charset=utf-8",
        Kind::EventStream);
    row("an event stream of a failure", Kind::ByType, 500, "text/event-stream", Kind::EventStream);
    row("anything else", Kind::ByType, 200, "application/json", Kind::Plain);
    row("no type", Kind::ByType, 200, "", Kind::Plain);
    row("messages say so", Kind::ByType, 200, "application/x-ndjson", Kind::Messages);
    row("messages of a failure", Kind::ByType, 500, "application/x-ndjson", Kind::Plain);
    row("no event stream", Kind::EventStream, 200, "text/plain", Kind::Plain, true);
    row("no event stream and a failure", Kind::EventStream, 404, "text/html", Kind::Plain);
    row("no event stream and nothing at all", Kind::EventStream, 204, "", Kind::Plain);
    row("parts", Kind::ByType, 200, "multipart/x-mixed-replace; boundary=b", Kind::Parts);
    row("parts of another type", Kind::ByType, 206, "Multipart/ByteRanges; boundary=b",
        Kind::Parts);
    row("parts as asked", Kind::Parts, 200, "multipart/mixed; boundary=b", Kind::Parts);
    row("parts without a boundary", Kind::Parts, 200, "multipart/mixed", Kind::Parts);
    row("no parts", Kind::Parts, 200, "image/jpeg", Kind::Plain, true);
    row("messages", Kind::Messages, 200, "application/x-ndjson", Kind::Messages);
    row("messages of no type", Kind::Messages, 200, "", Kind::Messages);
    row("messages framed as events", Kind::Messages, 200, "text/event-stream", Kind::EventStream);
    row("messages that failed", Kind::Messages, 429, "application/json", Kind::Plain);
    row("a page", Kind::Scripts, 200, "text/html", Kind::Scripts);
    row("a page of a failure", Kind::Scripts, 503, "text/html", Kind::Scripts);
    row("a page of no type", Kind::Scripts, 200, "", Kind::Scripts);
    row("no page", Kind::Scripts, 200, "application/json", Kind::Plain, true);
    row("8.1.4.2 a call", Kind::Call, 200, "application/javascript", Kind::Call);
    row("8.1.4.2 a call of another type", Kind::Call, 200, "text/plain", Kind::Call);
    row("8.1.4.2 a call that failed", Kind::Call, 404, "application/javascript", Kind::Plain);
    row("octets", Kind::Plain, 200, "text/event-stream", Kind::Plain);
}

void TestBodyForm::decides()
{
    QFETCH(int, openedAs);
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    Http1::ResponseHead head;
    head.status = status;
    if (!type.isEmpty())
        head.fields.push_back({ "content-type", type, {} });
    const BodyForm form { static_cast<Kind>(openedAs) };
    QTEST(static_cast<int>(bodyFormOf(head, form).kind), "form");
    QTEST(isWrongType(head, form), "isWrong");
}

void TestBodyForm::keepsTheParameter()
{
    Http1::ResponseHead head;
    head.status = 200;
    const BodyForm form { Kind::Call, "show" };
    QCOMPARE(bodyFormOf(head, form).parameter, QByteArray("show"));

    head.fields.push_back({ "Content-Type", "multipart/mixed; boundary=\"a b\"", {} });
    QCOMPARE(bodyFormOf(head, {}).parameter, QByteArray("a b"));
}

void TestBodyForm::knowsTheCut_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("asked"); // Empty: nothing.
    QTest::addColumn<QByteArray>("cut"); // Empty: an event stream.
    QTest::addColumn<bool>("isJson");
    QTest::addColumn<bool>("isOfMessages");
    const auto row = [](const char *name, const char *type, const char *asked, const char *cut,
                        bool isJson, bool isOfMessages) {
        QTest::newRow(name) << QByteArray(type) << QByteArray(asked) << QByteArray(cut) << isJson
                            << isOfMessages;
    };
    row("text", "text/plain", "", "line", false, false);
    row("NDJSON", "application/x-ndjson; charset=utf-8", "", "line", true, true);
    row("JSON Lines", "application/jsonl", "", "line", true, true);
    row("NDJSON, but cut in another way", "application/x-ndjson", "json", "json", false, true);
    row("RFC 7464 4 json-seq", "application/json-seq", "", "rs", false, true);
    row("RFC 8091 2 suffix", "application/geo+json-seq", "", "rs", false, true);
    row("json-seq, but by line", "application/json-seq", "line", "line", false, true);
    row("gRPC-Web", "application/grpc-web+proto", "", "grpc-web", false, true);
    row("Connect", "application/connect+json", "", "grpc-web", false, true);
    row("event stream", "text/event-stream", "", "", false, false);
    row("event stream, but by line", "text/event-stream", "line", "line", false, false);
    row("no type", "", "", "line", false, false);
}

void TestBodyForm::knowsTheCut()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, asked);
    QFETCH(QByteArray, cut);
    Http1::ResponseHead head;
    head.status = 200;
    if (!type.isEmpty())
        head.fields.push_back({ "Content-Type", type, {} });
    BodyForm openedAs { Kind::Messages };
    openedAs.cut = Streaming::cutFromName(asked);
    const BodyForm form = bodyFormOf(head, openedAs);
    QCOMPARE(form.kind, cut.isEmpty() ? Kind::EventStream : Kind::Messages);
    if (!cut.isEmpty())
        QCOMPARE(form.cut.value_or(Streaming::Cut::Line), *Streaming::cutFromName(cut));
    QTEST(form.isJson, "isJson");
    QTEST(isMessagesType(head), "isOfMessages");
}

QTEST_APPLESS_MAIN(TestBodyForm)
#include "tst_bodyform.moc"
