// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/oldersocketio.h"

#include "capture/connectiontranscript.h"
#include "support/linesink.h"

#include <QJsonArray>
#include <QTest>

using namespace Pushscope;

namespace {

QByteArray get(const QByteArray &target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

QByteArray answer(const QByteArray &body, const QByteArray &type = "text/plain")
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

const QByteArray Mark("\xef\xbf\xbd");

/// `from TYPE event args violation… in KIND` of each sio.packet, by `|`.
QByteArray run(const QByteArray &client, const QByteArray &server, qsizetype cut)
{
    LineSink sink;
    BatchBuilder batch(sink);
    TranscriptOptions options;
    options.bodyForm = { BodyForm::Kind::ByType };
    if (client.contains("htmlfile"))
        options.bodyForm = { BodyForm::Kind::Scripts };
    ConnectionTranscript transcript(batch, nullptr, { 1, 1, 1 }, std::nullopt, options, nullptr);
    const auto feed = [&](Role from, const QByteArray &octets) {
        for (qsizetype at = 0; at < octets.size(); at += cut) {
            transcript.octets(from, octets.mid(at, cut), 0);
            batch.flush();
        }
    };
    feed(Role::Client, client);
    feed(Role::Server, server);
    transcript.finish(Role::Client, 0);
    transcript.finish(Role::Server, 0);
    batch.flush();
    QByteArrayList told;
    for (const QJsonObject &packet : sink.objects("sio.packet")) {
        QStringList parts { packet.value(u"from").toString(), packet.value(u"type").toString(),
                            packet.value(u"event").toString(), packet.value(u"text").toString() };
        for (const QJsonValue argument : packet.value(u"args").toArray())
            parts << argument.toString();
        for (const QJsonValue violation : packet.value(u"violations").toArray())
            parts << violation.toString();
        const int carrier = packet.value(u"in").toInt();
        if (carrier > 0)
            parts << QStringLiteral("in") << sink.objects().at(carrier - 1).value(u"kind").toString();
        parts.removeAll(QString());
        told.append(parts.join(u' ').toUtf8());
    }
    return told.join('|');
}

} // namespace

class TestOlderSocketIo : public QObject
{
    Q_OBJECT

private slots:
    void knowsRequests_data();
    void knowsRequests();
    void reads_data();
    void reads();
};

void TestOlderSocketIo::knowsRequests_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("meant");
    const auto row = [](const char *target, OlderSocketIo meant) {
        QTest::newRow(QByteArray(target).replace(':', ' ').constData())
            << QByteArray(target) << static_cast<int>(meant);
    };
    row("/socket.io/1/", OlderSocketIo::Handshake);
    row("/socket.io/1", OlderSocketIo::Handshake);
    row("/app/socket.io/1/?t=12", OlderSocketIo::Handshake);
    row("/socket.io/1/htmlfile/abc", OlderSocketIo::Transport);
    row("/io/1/xhr-polling/abc?t=1", OlderSocketIo::Transport);
    row("/socket.io/1/websocket/abc/", OlderSocketIo::Transport);
    row("/api/1/", OlderSocketIo::None);
    row("/socket.io/?EIO=4&transport=polling", OlderSocketIo::None);
    row("/socket.io/1/pigeon/abc", OlderSocketIo::None);
    row("/1", OlderSocketIo::None);
    row("/", OlderSocketIo::None);
    row("", OlderSocketIo::None);
    row("*", OlderSocketIo::None);
}

void TestOlderSocketIo::knowsRequests()
{
    QFETCH(QByteArray, target);
    QFETCH(int, meant);
    Http1::RequestHead head;
    head.target = target;
    QCOMPARE(static_cast<int>(olderSocketIoOf(head)), meant);
}

void TestOlderSocketIo::reads_data()
{
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *name, const QByteArray &client, const QByteArray &server,
                        const QByteArray &told) {
        QTest::newRow(name) << client << server << told;
    };
    row("handshake", get("/socket.io/1/?t=1"), answer("ab:60:60:websocket,htmlfile"),
        "server HANDSHAKE");
    row("handshake refused", get("/socket.io/1/"), answer("handshake unauthorized"),
        "server handshake unauthorized bad-packet");
    row("handshake that failed", get("/socket.io/1/"),
        QByteArray("HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno"), "");
    row("htmlfile", get("/socket.io/1/htmlfile/ab"),
        answer(R"(<script>parent.s._("1::", document);</script><script>parent.s._("5:::{\"name\":\"e\",\"args\":[\"x\"]}", document);</script>)",
               "text/html"),
        "server CONNECT in iframe.script|server EVENT e x in iframe.script");
    row("multipart", get("/socket.io/1/xhr-multipart/ab"),
        answer("--s\r\nContent-Type: text/plain\r\n\r\n3:::hi\r\n--s--\r\n",
               "multipart/x-mixed-replace; boundary=\"s\""),
        "server MESSAGE hi in multipart.part");
    row("polling", get("/socket.io/1/xhr-polling/ab"), answer(QByteArray(Mark + "3" + Mark + "2::" + Mark + "5" + Mark + "3:::x")),
        "server HEARTBEAT|server MESSAGE x");
    row("polling, cut off", get("/socket.io/1/xhr-polling/ab"), answer(QByteArray(Mark + "9" + Mark + "3:::x")),
        "server MESSAGE x cut-off");
    row("polling, text between the frames", get("/socket.io/1/xhr-polling/ab"),
        answer(QByteArray(Mark + "5" + Mark + "3:::x" + "1::")),
        "server MESSAGE x|server CONNECT bad-payload-length");
    row("htmlfile, text between the frames", get("/socket.io/1/htmlfile/ab"),
        answer(QByteArray("<script>parent.s._(\"" + Mark + "5" + Mark
                          + "3:::x1::\", document);</script>"), "text/html"),
        "server MESSAGE x in iframe.script|server CONNECT bad-payload-length in iframe.script");
    row("POST", "POST /socket.io/1/xhr-polling/ab HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n3:::hello",
        answer("1"), "client MESSAGE hello");
    row("error", get("/socket.io/1/htmlfile/no"), answer("7:::1+0"), "server ERROR 1+0");
    row("something else", get("/api/1/"), answer("ab:60:60:websocket"), "");
    row("WebSocket",
        QByteArray("GET /socket.io/1/websocket/ab HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
                   "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                   "Sec-WebSocket-Version: 13\r\n\r\n"),
        QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n\x81\x03" "1::\x81\x05" "3:::a"),
        "server CONNECT in ws.message|server MESSAGE a in ws.message");
    row("WebSocket, text between the frames",
        QByteArray("GET /socket.io/1/websocket/ab HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
                   "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                   "Sec-WebSocket-Version: 13\r\n\r\n"),
        QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n\x81\x0f"
                   + Mark + "5" + Mark + "3:::x1::"),
        "server MESSAGE x in ws.message|server CONNECT bad-payload-length in ws.message");
}

void TestOlderSocketIo::reads()
{
    QFETCH(QByteArray, client);
    QFETCH(QByteArray, server);
    QFETCH(QByteArray, told);
    QCOMPARE(run(client, server, 100'000), told);
    for (const qsizetype cut : { 1, 2, 7, 64 })
        QCOMPARE(run(client, server, cut), told);
}

QTEST_GUILESS_MAIN(TestOlderSocketIo)
#include "tst_oldersocketio.moc"
