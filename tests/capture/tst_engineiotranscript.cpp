// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/connectiontranscript.h"
#include "capture/engineiotranscript.h"
#include "capture/octetsubject.h"
#include "capture/packetfacts.h"
#include "protocol/engineio/jsonppolling.h"
#include "support/linesink.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace Pushscope;

namespace {

/// With ' for ".
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

const QByteArray Open = quoted("0{'sid':'s','upgrades':['websocket'],'pingInterval':25000,'pingTimeout':20000,'maxPayload':1000000}");

QByteArray get(const QByteArray &query)
{
    return QByteArray("GET /socket.io/?" + query + " HTTP/1.1\r\nHost: a\r\n\r\n");
}

QByteArray post(const QByteArray &query, const QByteArray &body)
{
    return QByteArray("POST /socket.io/?" + query + " HTTP/1.1\r\nHost: a\r\nContent-Length: "
                      + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

QByteArray answer(const QByteArray &body, const QByteArray &status = "200 OK")
{
    return QByteArray("HTTP/1.1 " + status + "\r\nContent-Length: "
                      + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

/// Of one frame; a client's is masked with `1234`.
QByteArray message(Role from, const QByteArray &payload, bool isBinary = false)
{
    constexpr int ShortLength = 126;
    QByteArray frame(1, static_cast<char>(isBinary ? 0x82 : 0x81));
    const int mask = from == Role::Client ? 0x80 : 0;
    if (payload.size() < ShortLength) {
        frame += static_cast<char>(mask | static_cast<int>(payload.size()));
    } else {
        frame += static_cast<char>(mask | ShortLength);
        frame += static_cast<char>(payload.size() >> 8);
        frame += static_cast<char>(payload.size() & 0xFF);
    }
    if (from == Role::Server)
        return frame + payload;
    const QByteArray key = "1234";
    frame += key;
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame += static_cast<char>(payload[i] ^ key[i % 4]);
    return frame;
}

const QByteArray Upgrade = "GET /socket.io/?EIO=4&transport=websocket&sid=s HTTP/1.1\r\nHost: a\r\n"
                           "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                           "Sec-WebSocket-Version: 13\r\n\r\n";
const QByteArray Switch = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                          "Connection: Upgrade\r\n"
                          "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

/// What a listener was told, a line each.
class Heard final : public PacketListener
{
public:
    void engineIoReceived(const EngineIo::Packet &packet, ViolationSet violations,
                          const PacketArrival &arrival) override
    {
        const QByteArrayView type = packet.type ? EngineIo::packetTypeName(*packet.type) : "none";
        lines.append(QByteArray(packetTransportName(arrival.transport) + ' ' + type + ' '
                                + (violations.isEmpty() ? "ok" : "violated")));
    }
    void socketIoReceived(const SocketIo::Message &message, ViolationSet violations,
                          const PacketArrival &) override
    {
        const QByteArray event = message.packet ? message.packet->event : QByteArray("stray");
        lines.append(QByteArray("sio " + event + ' '
                                + QByteArray::number(qsizetype(message.attachments.size())) + ' '
                                + (violations.isEmpty() ? "ok" : "violated")));
    }
    QByteArrayList lines;
};

/// A session of which every connection is one of its own.
class Session
{
public:
    Session(LineSink &sink, const EngineIoTranscript::Setup &setup, qsizetype cut)
        : m_sink(sink)
        , m_batch(sink)
        , m_cut(cut)
        , m_session(std::make_shared<EngineIoTranscript>(setup))
    {
        connect();
    }

    void connect()
    {
        finish();
        m_connection = std::make_unique<ConnectionTranscript>(
            m_batch, &m_sink.counters(), ConnectionRecords::Ids { 1, ++m_connections, 1 },
            std::nullopt, TranscriptOptions(), nullptr);
        m_connection->readMessagesAs(m_session);
    }
    void feed(Role from, const QByteArray &octets)
    {
        const qsizetype step = m_cut == 0 ? octets.size() : m_cut;
        for (qsizetype at = 0; at < octets.size(); at += step) {
            const QByteArray piece(octets.constData() + at, qMin(step, octets.size() - at));
            m_connection->octets(from, piece, ++m_t);
            m_batch.flush();
        }
    }
    void exchange(const QByteArray &request, const QByteArray &response, bool isJsonp = false)
    {
        BodyForm form { BodyForm::Kind::EngineIo };
        form.engineIo = m_session;
        form.isJsonp = isJsonp;
        m_connection->http().expectRequestForm(form);
        m_connection->http().expectBodyForm(form);
        feed(Role::Client, request);
        feed(Role::Server, response);
    }
    void finish()
    {
        if (m_connection) {
            m_connection->finish(Role::Client, ++m_t);
            m_connection->finish(Role::Server, m_t);
        }
        m_batch.flush();
    }
    void end()
    {
        finish();
        for (const Role from : { Role::Client, Role::Server })
            m_session->finish({ &m_connection->records(), from, PacketTransport::WebSocket, 0, m_t });
        m_batch.flush();
    }
    EngineIoTranscript &transcript() { return *m_session; }

private:
    LineSink &m_sink;
    BatchBuilder m_batch;
    qsizetype m_cut;
    qint64 m_t = 0;
    quint32 m_connections = 0;
    std::shared_ptr<EngineIoTranscript> m_session;
    std::unique_ptr<ConnectionTranscript> m_connection;
};

/// `kind` and what is told of its packet, without what is the same of every record.
QByteArrayList told(const LineSink &sink)
{
    QByteArrayList lines;
    for (QJsonObject object : sink.objects()) {
        const QString kind = object.take(QLatin1StringView("kind")).toString();
        if (!kind.endsWith(QLatin1StringView(".packet")))
            continue;
        for (const char *key : { "seq", "t", "session", "conn", "stream", "exchange", "in", "at",
                                 "version" })
            object.remove(QLatin1StringView(key));
        lines.append(QByteArray(kind.toUtf8().left(3) + ' '
                                + QJsonDocument(object).toJson(QJsonDocument::Compact)));
    }
    return lines;
}

} // namespace

class TestEngineIoTranscript : public QObject
{
    Q_OBJECT

private slots:
    void decodes_data();
    void decodes();
    void staysTheSameThroughAnUpgrade();
    void bringsAttachmentsTogether();
    void namesWhatCarried();
    void detectsTheRevision_data();
    void detectsTheRevision();
    void aFailureIsNoPayload();
    void readsJsonp();
    void measuresAcknowledgements();
    void tellsItsListener();
    void isSearched();
    void leavesMessagesAlone();
};

void TestEngineIoTranscript::decodes_data()
{
    QTest::addColumn<int>("revision");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("expected");
    const auto row = [](const char *name, int revision, const QByteArray &body,
                        const QByteArrayList &expected) {
        QTest::newRow(name) << revision << body << expected;
    };
    row("4 open", 4, quoted("0{'sid':'s','upgrades':[],'pingInterval':1,'pingTimeout':2}"),
        { quoted("eio {'from':'server','text':'{\\'sid\\':\\'s\\',\\'upgrades\\':[],\\'pingInterval\\':1,\\'pingTimeout\\':2}','transport':'polling','type':'open'}") });
    row("4 separated", 4, "2\x1e" "42[\"a\",1]",
        { quoted("eio {'from':'server','text':'','transport':'polling','type':'ping'}"),
          quoted("eio {'from':'server','text':'2[\\'a\\',1]','transport':'polling','type':'message'}"),
          quoted("sio {'args':[1],'event':'a','from':'server','namespace':'/','type':'EVENT'}") });
    row("4 attachment", 4, "451-[\"b\",{\"_placeholder\":true,\"num\":0}]\x1e" "bAQI=",
        { quoted("eio {'from':'server','text':'51-[\\'b\\',{\\'_placeholder\\':true,\\'num\\':0}]','transport':'polling','type':'message'}"),
          quoted("eio {'binary':true,'from':'server','text':'\\u0001\\u0002','transport':'polling','type':'message'}"),
          quoted("sio {'args':[{'_placeholder':true,'num':0}],'attachments':1,'binary':['AQI='],'event':'b','from':'server','namespace':'/','type':'BINARY_EVENT'}") });
    row("4 namespace and ack", 4, "42/n?x=1,7[\"a\"]\x1e" "43/n,7[true,{\"b\":1.50}]",
        { quoted("eio {'from':'server','text':'2/n?x=1,7[\\'a\\']','transport':'polling','type':'message'}"),
          quoted("sio {'args':[],'event':'a','from':'server','id':7,'namespace':'/n','query':'x=1','type':'EVENT'}"),
          quoted("eio {'from':'server','text':'3/n,7[true,{\\'b\\':1.50}]','transport':'polling','type':'message'}"),
          quoted("sio {'args':[true,{'b':1.5}],'from':'server','id':7,'namespace':'/n','type':'ACK'}") });
    row("4 refusal", 4, "44{\"message\":\"no\"}",
        { quoted("eio {'from':'server','text':'4{\\'message\\':\\'no\\'}','transport':'polling','type':'message'}"),
          quoted("sio {'args':{'message':'no'},'from':'server','namespace':'/','type':'CONNECT_ERROR'}") });
    row("4 unknown type", 4, "9x",
        { quoted("eio {'from':'server','text':'x','transport':'polling','violations':['unknown-packet-type']}") });
    row("4 no JSON", 4, "42[",
        { quoted("eio {'from':'server','text':'2[','transport':'polling','type':'message'}"),
          quoted("sio {'from':'server','namespace':'/','text':'[','type':'EVENT','violations':['bad-json']}") });
    row("4 stray binary", 4, "bAQI=",
        { quoted("eio {'binary':true,'from':'server','text':'\\u0001\\u0002','transport':'polling','type':'message','violations':['unexpected-attachment']}") });
    row("4 another packet before the attachment", 4,
        "451-[\"b\",{\"_placeholder\":true,\"num\":0}]\x1e" "42[\"c\"]",
        { quoted("eio {'from':'server','text':'51-[\\'b\\',{\\'_placeholder\\':true,\\'num\\':0}]','transport':'polling','type':'message'}"),
          quoted("eio {'from':'server','text':'2[\\'c\\']','transport':'polling','type':'message'}"),
          quoted("sio {'args':[{'_placeholder':true,'num':0}],'attachments':1,'event':'b','from':'server','namespace':'/','type':'BINARY_EVENT','violations':['missing-attachment']}"),
          quoted("sio {'args':[],'event':'c','from':'server','namespace':'/','type':'EVENT'}") });
    row("4 the server may not", 4, "5",
        { quoted("eio {'from':'server','text':'','transport':'polling','type':'upgrade','violations':['unexpected-packet']}") });
    row("3 text", 3, "1:3" "8:42[\"a\\n\"",
        { quoted("eio {'from':'server','text':'','transport':'polling','type':'pong'}"),
          quoted("eio {'from':'server','text':'2[\\'a\\\\n\\'','transport':'polling','type':'message'}"),
          quoted("sio {'from':'server','namespace':'/','text':'[\\'a\\\\n\\'','type':'EVENT','violations':['bad-json']}") });
    row("3 binary", 3, QByteArray("\x00\x02\xff" "40" "\x01\x03\xff\x04\x01\x02", 11),
        { quoted("eio {'from':'server','text':'0','transport':'polling','type':'message'}"),
          quoted("sio {'from':'server','namespace':'/','type':'CONNECT'}"),
          quoted("eio {'binary':true,'from':'server','text':'\\u0001\\u0002','transport':'polling','type':'message','violations':['unexpected-attachment']}") });
    row("3 error", 3, "10:44\"not so\"",
        { quoted("eio {'from':'server','text':'4\\'not so\\'','transport':'polling','type':'message'}"),
          quoted("sio {'args':'not so','from':'server','namespace':'/','type':'ERROR'}") });
    row("3 bad length", 3, "x:3",
        { quoted("eio {'from':'server','text':'','transport':'polling','violations':['bad-payload-length']}") });
}

/// The same whatever the reads were, and whether it comes in chunks.
void TestEngineIoTranscript::decodes()
{
    QFETCH(int, revision);
    QFETCH(QByteArray, body);
    QFETCH(QByteArrayList, expected);
    EngineIoTranscript::Setup setup;
    setup.revision = static_cast<EngineIo::Revision>(revision);
    const QByteArray chunked = QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n"
                                          + body.left(1) + "\r\n"
                                          + QByteArray::number(body.size() - 1, 16) + "\r\n"
                                          + body.mid(1) + "\r\n0\r\n\r\n");
    for (const QByteArray &response : { answer(body), body.size() > 1 ? chunked : answer(body) }) {
        for (qsizetype cut = 0; cut <= response.size(); ++cut) {
            LineSink sink;
            Session session(sink, setup, cut);
            session.exchange(get("EIO=" + QByteArray::number(revision) + "&transport=polling"),
                             response);
            session.finish();
            QCOMPARE(told(sink), expected);
        }
    }
}

void TestEngineIoTranscript::staysTheSameThroughAnUpgrade()
{
    const QByteArrayList expected {
        quoted("eio {'from':'client','text':'0','transport':'polling','type':'message'}"),
        quoted("sio {'from':'client','namespace':'/','type':'CONNECT'}"),
        quoted("eio {'from':'client','probe':true,'text':'probe','transport':'websocket','type':'ping'}"),
        quoted("eio {'from':'server','probe':true,'text':'probe','transport':'websocket','type':'pong'}"),
        quoted("eio {'from':'server','text':'51-[\\'b\\',{\\'_placeholder\\':true,\\'num\\':0}]','transport':'polling','type':'message'}"),
        quoted("eio {'from':'server','text':'','transport':'polling','type':'noop'}"),
        quoted("eio {'from':'client','text':'','transport':'websocket','type':'upgrade'}"),
        quoted("eio {'base64':'AQL/','binary':true,'from':'server','transport':'websocket','type':'message'}"),
        quoted("sio {'args':[{'_placeholder':true,'num':0}],'attachments':1,'binary':['AQL/'],'event':'b','from':'server','namespace':'/','type':'BINARY_EVENT'}"),
        quoted("eio {'from':'client','text':'2[\\'a\\']','transport':'websocket','type':'message'}"),
        quoted("sio {'args':[],'event':'a','from':'client','namespace':'/','type':'EVENT'}"),
    };
    for (qsizetype cut : { 0, 1, 2, 7 }) {
        LineSink sink;
        BatchBuilder batch(sink);
        TranscriptOptions options;
        auto session = std::make_shared<EngineIoTranscript>(EngineIoTranscript::Setup { .stream = 7 });
        ConnectionTranscript polls(batch, &sink.counters(), { 1, 1, 1 }, std::nullopt, options,
                                   nullptr);
        ConnectionTranscript frames(batch, &sink.counters(), { 1, 2, 1 }, std::nullopt, options,
                                    nullptr);
        BodyForm form { BodyForm::Kind::EngineIo };
        form.engineIo = session;
        frames.readMessagesAs(session);
        const auto feed = [&](ConnectionTranscript &to, Role from, const QByteArray &octets) {
            const qsizetype step = cut == 0 ? octets.size() : cut;
            for (qsizetype at = 0; at < octets.size(); at += step) {
                to.octets(from, octets.mid(at, step), 1);
                batch.flush();
            }
        };
        polls.http().expectRequestForm(form);
        polls.http().expectBodyForm(form);
        feed(polls, Role::Client, post("EIO=4&transport=polling&sid=s", "40"));
        feed(polls, Role::Server, answer("ok"));
        feed(frames, Role::Client, Upgrade);
        feed(frames, Role::Server, Switch);
        feed(frames, Role::Client, message(Role::Client, "2probe"));
        feed(frames, Role::Server, message(Role::Server, "3probe"));
        polls.http().expectBodyForm(form);
        feed(polls, Role::Client, get("EIO=4&transport=polling&sid=s"));
        feed(polls, Role::Server, answer("451-[\"b\",{\"_placeholder\":true,\"num\":0}]\x1e" "6"));
        feed(frames, Role::Client, message(Role::Client, "5"));
        feed(frames, Role::Server, message(Role::Server, "\x01\x02\xff", true));
        feed(frames, Role::Client, message(Role::Client, "42[\"a\"]"));
        QCOMPARE(told(sink), expected);
        for (const QJsonObject &packet : sink.objects("sio.packet"))
            QCOMPARE(packet.value(u"stream").toInt(), 7);
        // It is of the connection on which it became whole, and in what carried the packet.
        const QJsonObject binary = sink.objects("sio.packet").at(1);
        QCOMPARE(binary.value(u"conn").toInt(), 2);
        const QJsonObject carrier = sink.objects().at(binary.value(u"in").toInt() - 1);
        QCOMPARE(carrier.value(u"kind").toString(), u"eio.packet");
        QCOMPARE(carrier.value(u"conn").toInt(), 1);
    }
}

void TestEngineIoTranscript::bringsAttachmentsTogether()
{
    LineSink sink;
    EngineIoTranscript::Setup setup;
    Session session(sink, setup, 0);
    session.feed(Role::Client, Upgrade);
    session.feed(Role::Server, Switch);
    session.feed(Role::Client,
                 message(Role::Client, "452-[\"b\",{\"_placeholder\":true,\"num\":0},"
                                       "{\"_placeholder\":true,\"num\":1}]"));
    session.feed(Role::Client, message(Role::Client, "one", true));
    session.feed(Role::Client, message(Role::Client, "3")); // Heartbeats may come in between.
    session.feed(Role::Client, message(Role::Client, "\xff", true));
    const QJsonObject packet = sink.last("sio.packet");
    QCOMPARE(packet.value(u"binary").toArray(), QJsonArray({ QStringLiteral("b25l"), QStringLiteral("/w==") }));
    QCOMPARE(packet.value(u"at").toArray().size(), 3);
    QCOMPARE(sink.kinds().split(' ').mid(3).join(' '),
             "ws.message eio.packet ws.message eio.packet ws.message eio.packet ws.message "
             "eio.packet sio.packet");

    session.feed(Role::Server, message(Role::Server, "451-[\"b\",{\"_placeholder\":true,\"num\":0}]"));
    session.end();
    QCOMPARE(sink.last("sio.packet").value(u"violations").toArray(), QJsonArray({ QStringLiteral("cut-off") }));
    QCOMPARE(sink.last("sio.packet").value(u"event").toString(), u"b");
}

void TestEngineIoTranscript::namesWhatCarried()
{
    LineSink sink;
    Session session(sink, {}, 0);
    session.exchange(get("EIO=4&transport=polling"), answer(Open));
    session.exchange(post("EIO=4&transport=polling&sid=s", "40"), answer("ok"));
    session.feed(Role::Client, Upgrade);
    session.feed(Role::Server, Switch);
    session.feed(Role::Server, message(Role::Server, "42[\"a\"]"));
    QByteArrayList carriers;
    const QList<QJsonObject> objects = sink.objects();
    for (const QJsonObject &object : objects) {
        if (!object.contains(u"in"))
            continue;
        const QJsonObject carrier = objects.at(object.value(u"in").toInt() - 1);
        carriers.append(QByteArray(object.value(u"kind").toString().toUtf8() + " in "
                                   + carrier.value(u"kind").toString().toUtf8()));
        QCOMPARE(object.value(u"exchange"), carrier.value(u"exchange"));
    }
    QCOMPARE(carriers,
             QByteArrayList({ "eio.packet in http.response", "eio.packet in http.request",
                              "sio.packet in eio.packet", "eio.packet in ws.message",
                              "sio.packet in eio.packet" }));
}

void TestEngineIoTranscript::detectsTheRevision_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("revision");
    QTest::newRow("4") << Open << 4;
    QTest::newRow("3 text") << QByteArray(QByteArray::number(Open.size()) + ':' + Open + "2:40") << 3;
    QTest::newRow("3 binary") << QByteArray(QByteArray("\x00\x01\x00\x02\xff", 5) + Open) << 3;
    QTest::newRow("nothing") << QByteArray() << 4;
    QTest::newRow("something else") << QByteArray("<html>") << 4;
    QTest::newRow("digits alone") << QByteArray("42") << 4;
}

void TestEngineIoTranscript::detectsTheRevision()
{
    QFETCH(QByteArray, body);
    QFETCH(int, revision);
    for (qsizetype cut : { 0, 1, 3 }) {
        LineSink sink;
        EngineIoTranscript::Setup setup;
        setup.detectsRevision = true;
        Session session(sink, setup, cut);
        session.exchange(get("EIO=4&transport=polling"), answer(body));
        QCOMPARE(static_cast<int>(session.transcript().revision()), revision);
        QCOMPARE(static_cast<int>(session.transcript().socketRevision()), revision + 1);
        QCOMPARE(sink.objects("eio.packet").at(0).value(u"version").toInt(), revision);
    }
}

/// `{"code":1,…}` with 400 is no packet: the body is shown as it is.
void TestEngineIoTranscript::aFailureIsNoPayload()
{
    LineSink sink;
    Session session(sink, {}, 0);
    session.exchange(get("EIO=4&transport=polling&sid=x"),
                     answer(quoted("{'code':1,'message':'Session ID unknown'}"), "400 Bad Request"));
    QVERIFY(sink.objects("eio.packet").isEmpty());
    QCOMPARE(sink.last("http.data").value(u"text").toString(),
             QString::fromUtf8(quoted("{'code':1,'message':'Session ID unknown'}")));
}

void TestEngineIoTranscript::readsJsonp()
{
    const QByteArray event = "42[\"a\",\"\xe2\x82\xac\\n\"]";
    for (qsizetype cut : { 0, 1, 5 }) {
        LineSink sink;
        Session session(sink, {}, cut);
        session.exchange(get("EIO=4&transport=polling&j=0"),
                         answer(EngineIo::serializeJsonpAnswer(QByteArray("2\x1e" + event), "0")), true);
        session.exchange(post("EIO=4&transport=polling&j=0", EngineIo::serializeJsonpForm(event)),
                         answer("ok"), true);
        QCOMPARE(told(sink),
                 QByteArrayList({
                     quoted("eio {'from':'server','text':'','transport':'polling','type':'ping'}"),
                     quoted("eio {'from':'server','text':'2[\\'a\\',\\'€\\\\n\\']','transport':'polling','type':'message'}"),
                     quoted("sio {'args':['€\\n'],'event':'a','from':'server','namespace':'/','type':'EVENT'}"),
                     quoted("eio {'from':'client','text':'2[\\'a\\',\\'€\\\\n\\']','transport':'polling','type':'message'}"),
                     quoted("sio {'args':['€\\n'],'event':'a','from':'client','namespace':'/','type':'EVENT'}"),
                 }));
    }
    LineSink sink;
    Session session(sink, {}, 0);
    session.exchange(get("EIO=4&transport=polling&j=0"), answer("no call"), true);
    QCOMPARE(sink.last("eio.packet").value(u"violations").toArray(), QJsonArray({ QStringLiteral("not-a-call") }));
}

void TestEngineIoTranscript::measuresAcknowledgements()
{
    LineSink sink;
    Session session(sink, {}, 0);
    const QByteArray query = "EIO=4&transport=polling&sid=s";
    // Times are 1 to 4: what is asked at 1 is answered at 2, what is asked at 2 at 3.
    session.exchange(post(query, "427[\"ask\"]\x1e" "42/n,7[\"ask\"]"), answer("ok"));
    session.exchange(get(query), answer("437[1]\x1e" "437[1]\x1e" "43/n,8[1]\x1e" "423[\"ask\"]"));
    session.exchange(post(query, "433[]"), answer("ok"));
    session.end();
    QByteArrayList trips;
    for (const QJsonObject &packet : sink.objects("sio.packet")) {
        const QJsonValue trip = packet.value(QLatin1StringView("rtt_ns"));
        trips.append(trip.isUndefined() ? QByteArray("-")
                                        : QByteArray::number(trip.toInteger()));
    }
    // Two events; the answer, once more the same, one to nobody; an event and its answer.
    QCOMPARE(trips.join(' '), QByteArray("- - 3 - - - 1"));
}

void TestEngineIoTranscript::tellsItsListener()
{
    LineSink sink;
    Heard heard;
    EngineIoTranscript::Setup setup;
    setup.listener = &heard;
    Session session(sink, setup, 0);
    session.exchange(get("EIO=4&transport=polling"), answer(Open + "\x1e" "42[\"a\"]\x1e" "bAQI="));
    session.feed(Role::Client, Upgrade);
    session.feed(Role::Server, Switch);
    session.feed(Role::Client, message(Role::Client, "451-[\"b\",{\"_placeholder\":true,\"num\":0}]"));
    session.feed(Role::Client, message(Role::Client, "x", true));
    QCOMPARE(heard.lines,
             QByteArrayList({ "polling open ok", "polling message ok", "sio a 0 ok",
                              "polling message violated", "sio stray 1 violated",
                              "websocket message ok", "websocket message ok", "sio b 1 ok" }));
}

void TestEngineIoTranscript::isSearched()
{
    class Source final : public OctetSource
    {
    public:
        QByteArray octets(quint32, From, Layer, ByteRange range) override
        {
            return wire.mid(range.begin, range.size());
        }
        QByteArray wire;
    };
    Source source;
    source.wire = message(Role::Client, "42/n,[\"chat \\u006dessage\",\"hello\"]");
    Record record;
    record.seq = 1;
    record.kind = RecordKind::SioPacket;
    record.from = From::Client;
    record.connection = 1;
    record.code = 2;
    record.at = { 0, source.wire.size() };
    record.flags = IsOverWebSocket;
    OctetSubject subject(source, {});
    QCOMPARE(subject.eventType(record), QByteArray("chat message"));
    const auto texts = subject.texts(record);
    QVERIFY(std::ranges::find(texts, QByteArray("chat message")) != texts.end());
    QVERIFY(std::ranges::find(texts, QByteArray("/n")) != texts.end());
    const SocketIoFacts facts = socketIoFacts(record, source, 1000);
    QCOMPARE(argumentsOf(facts.packet), QByteArrayView("\"hello\""));
}

/// An application of its own over Engine.IO.
void TestEngineIoTranscript::leavesMessagesAlone()
{
    LineSink sink;
    EngineIoTranscript::Setup setup;
    setup.readsSocketIo = false;
    Session session(sink, setup, 0);
    session.exchange(get("EIO=4&transport=polling"), answer("4hello"));
    QCOMPARE(told(sink),
             QByteArrayList({ quoted("eio {'from':'server','text':'hello','transport':'polling','type':'message'}") }));
}

QTEST_APPLESS_MAIN(TestEngineIoTranscript)
#include "tst_engineiotranscript.moc"
