// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/socketiowords.h"

#include "models/describe.h"
#include "models/inspection.h"
#include "protocol/engineio/packet.h"
#include "protocol/socketio/packet.h"

#include <QTest>

using namespace Pushscope;

namespace {

/// One direction of one connection: the wire and the content layer.
class Octets final : public OctetSource
{
public:
    QByteArray octets(quint32, From, Layer layer, ByteRange range) override
    {
        return (layer == Layer::Content ? content : wire).mid(range.begin, range.size());
    }
    QByteArray wire;
    QByteArray content;
};

Record packetOf(Octets &octets, RecordKind kind, qint32 code, const QByteArray &polled)
{
    octets.wire = polled;
    Record record;
    record.seq = 5;
    record.kind = kind;
    record.from = From::Server;
    record.connection = 1;
    record.code = code;
    record.at = { 0, polled.size() };
    record.size = polled.size();
    record.flags = PrintsOctets;
    record.carrier = 4;
    return record;
}

QStringList fieldsOf(const Inspection &inspection)
{
    QStringList lines;
    for (const InspectionField &field : inspection.fields)
        lines << QString(field.name + u'=' + field.value);
    return lines;
}

} // namespace

class TestSocketIoWords : public QObject
{
    Q_OBJECT

private slots:
    void rows_data();
    void rows();
    void longEventsKeepTheirNames();
    void attachmentsAreShown();
    void fieldsOfAnOpenPacket();
    void fieldsOfAnEvent();
    void olderRows_data();
    void olderRows();
    void fieldsOfAnOlderHandshake();
    void flashPolicies();
    void refusals_data();
    void refusals();
};

void TestSocketIoWords::rows_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("polled");
    QTest::addColumn<QByteArray>("detail");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("preview");
    QTest::addColumn<int>("severity");
    const auto row = [](const char *name, RecordKind kind, int code, const QByteArray &polled,
                        const char16_t *what, const char16_t *preview,
                        Severity severity = Severity::Normal, const QByteArray &detail = {}) {
        QTest::newRow(name) << static_cast<int>(kind) << code << polled << detail
                            << QString::fromUtf16(what) << QString::fromUtf16(preview)
                            << static_cast<int>(severity);
    };
    const auto eio = RecordKind::EioPacket;
    const auto sio = RecordKind::SioPacket;
    row("open", eio, 0,
        "0{\"sid\":\"abc\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,\"pingTimeout\":20000}",
        u"Engine.IO open",
        u"sid abc · may upgrade to websocket · ping every 25.000 s, to be answered within 20.000 s");
    row("ping", eio, 2, "2", u"Engine.IO ping", u"polling", Severity::Dim);
    row("probe", eio, 2, "2probe", u"Engine.IO probe ping", u"polling · probe", Severity::Normal,
        "{\"probe\":true}");
    row("noop", eio, 6, "6", u"Engine.IO noop", u"ends the poll that waits", Severity::Dim);
    row("no type", eio, -1, "9x", u"Engine.IO packet of no known type", u"polling · x");
    row("event", sio, 2, "42[\"chat message\",\"hello\",{\"a\":1}]", u"chat message",
        u"\"hello\",{\"a\":1}");
    row("event without arguments", sio, 2, "42[\"tick\"]", u"tick", u"");
    row("event with ack in a namespace", sio, 2, "42/admin,7[\"a\",1]", u"a", u"/admin · ack 7 · 1");
    row("ack", sio, 3, "43/admin,7[\"ok\"]", u"ack 7", u"/admin · [\"ok\"]");
    row("connect", sio, 0, "40/admin,{\"token\":1}", u"CONNECT", u"/admin · {\"token\":1}");
    row("disconnect", sio, 1, "41", u"DISCONNECT", u"");
    row("refused", sio, 4, "44/admin,{\"message\":\"Not authorized\"}", u"CONNECT_ERROR",
        u"/admin · Not authorized", Severity::Error);
    row("type unknown", sio, -1, "49x", u"Socket.IO packet of no known type", u"9x");
}

void TestSocketIoWords::rows()
{
    QFETCH(int, kind);
    QFETCH(int, code);
    QFETCH(QByteArray, polled);
    QFETCH(QByteArray, detail);
    Octets octets;
    Record record = packetOf(octets, static_cast<RecordKind>(kind), code, polled);
    record.detail = detail;
    const RowText row = describe(record, octets);
    QTEST(row.what, "what");
    QTEST(row.preview, "preview");
    QTEST(static_cast<int>(row.severity), "severity");
}

/// Of a packet longer than a row reads, the name is still told.
void TestSocketIoWords::longEventsKeepTheirNames()
{
    Octets octets;
    const QByteArray polled("42[\"big\",\"" + QByteArray(5000, 'x') + "\"]");
    const RowText row = describe(packetOf(octets, RecordKind::SioPacket, 2, polled), octets);
    QCOMPARE(row.what, u"big");
    QVERIFY(row.preview.contains(u"xxx"));
    QVERIFY(row.preview.size() <= 400);
}

void TestSocketIoWords::attachmentsAreShown()
{
    Octets octets;
    Record record = packetOf(octets, RecordKind::SioPacket, 5, {});
    const QByteArray packet = "51-[\"b\",{\"_placeholder\":true,\"num\":0}]";
    octets.content = packet + QByteArray("\x01\x02\xff");
    record.flags |= IsCompressed;
    record.content = { 0, octets.content.size() };
    record.detail
        = "{\"version\":5,\"parts\":[" + QByteArray::number(packet.size()) + ",3]}";
    const RowText row = describe(record, octets);
    QCOMPARE(row.what, u"b");
    QVERIFY2(row.preview.endsWith(u"attachments: 1"), qPrintable(row.preview));
    const QStringList fields = fieldsOf(inspect(record, octets));
    QVERIFY2(fields.contains(u"attachment 0=01 02 ff"), qPrintable(fields.join(u'\n')));

    record.violations.add(Violation::CutOff);
    QVERIFY(describe(record, octets).preview.endsWith(u"not all came"));
}

void TestSocketIoWords::fieldsOfAnOpenPacket()
{
    Octets octets;
    const Record record = packetOf(octets, RecordKind::EioPacket, 0,
                                   "0{\"sid\":\"abc\",\"upgrades\":[\"websocket\"],"
                                   "\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}");
    const Inspection inspection = inspect(record, octets);
    QCOMPARE(inspection.verdict, u"Engine.IO open");
    QCOMPARE(inspection.payload.left(7), "{\"sid\":");
    const QStringList fields = fieldsOf(inspection);
    for (const char16_t *field : { u"type=0 open", u"transport=polling", u"revision=4", u"sid=abc",
                                   u"upgrades=websocket" })
        QVERIFY2(fields.contains(QString::fromUtf16(field)), qPrintable(fields.join(u'\n')));
    QVERIFY(fields.last().startsWith(u"maxPayload="));
}

void TestSocketIoWords::fieldsOfAnEvent()
{
    Octets octets;
    Record record = packetOf(octets, RecordKind::SioPacket, 2, "42/n,7[\"a\",{\"b\":1.50},null]");
    record.violations.add(Violation::ReservedEvent);
    const Inspection inspection = inspect(record, octets);
    QCOMPARE(inspection.remark, u"EVENT");
    QCOMPARE(inspection.payload, "[\"a\",{\"b\":1.50},null]");
    QCOMPARE(inspection.problems.size(), 1);
    QCOMPARE(fieldsOf(inspection),
             QStringList({ QStringLiteral("type=2 EVENT"), QStringLiteral("namespace=/n"),
                           QStringLiteral("ack id=7"), QStringLiteral("event=a"),
                           QStringLiteral("args[0]={\"b\":1.50}"), QStringLiteral("args[1]=null") }));
}

namespace {

/// A packet of Socket.IO before 1.0, which lies in the content layer.
Record olderOf(Octets &octets, SocketIo::PacketType type, const QByteArray &text)
{
    Record record = packetOf(octets, RecordKind::SioPacket, static_cast<qint32>(type), text);
    octets.content = text;
    record.flags |= IsCompressed;
    record.content = { 0, text.size() };
    record.detail = "{\"version\":1,\"parts\":[" + QByteArray::number(text.size()) + "]}";
    return record;
}

} // namespace

void TestSocketIoWords::olderRows_data()
{
    using Type = SocketIo::PacketType;
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("row");
    const auto row = [](const char *name, Type type, const char *text, const char16_t *told) {
        QTest::newRow(name) << static_cast<int>(type) << QByteArray(text)
                            << QString::fromUtf16(told);
    };
    row("handshake", Type::Handshake, "ab:60:30:websocket,htmlfile",
        u"Socket.IO 0.9 handshake|sid ab · heartbeat within 60 s · by websocket, htmlfile");
    row("handshake without heartbeats", Type::Handshake, "ab:::htmlfile",
        u"Socket.IO 0.9 handshake|sid ab · no heartbeat · by htmlfile");
    row("event", Type::Event, R"(5::/a:{"name":"e","args":[1]})", u"e|/a · 1");
    row("message", Type::Message, "3:::hi", u"MESSAGE|hi");
    row("heartbeat", Type::Heartbeat, "2::", u"HEARTBEAT|");
    row("error", Type::ConnectError, "7:::1+0",
        u"ERROR|1+0 · the client has not shaken hands, or the server forgot that it had");
}

void TestSocketIoWords::olderRows()
{
    QFETCH(int, type);
    QFETCH(QByteArray, text);
    QFETCH(QString, row);
    Octets octets;
    const Record record = olderOf(octets, static_cast<SocketIo::PacketType>(type), text);
    const RowText told = describe(record, octets);
    QCOMPARE(QString(told.what + u'|' + told.preview), row);
}

void TestSocketIoWords::fieldsOfAnOlderHandshake()
{
    Octets octets;
    const Record record
        = olderOf(octets, SocketIo::PacketType::Handshake, "ab:60::websocket,htmlfile");
    const QStringList fields = fieldsOf(inspect(record, octets));
    QCOMPARE(fields,
             (QStringList { QStringLiteral("type=HANDSHAKE"), QStringLiteral("revision=1"),
                            QStringLiteral("sid=ab"), QStringLiteral("heartbeat timeout=60 s"),
                            QStringLiteral("close timeout="),
                            QStringLiteral("transports=websocket, htmlfile") }));
    const Record error = olderOf(octets, SocketIo::PacketType::ConnectError, "7:::1+0");
    QVERIFY(fieldsOf(inspect(error, octets)).contains(QStringLiteral("reason=1")));
    QVERIFY(fieldsOf(inspect(error, octets)).contains(QStringLiteral("advice=0")));
    QVERIFY(fieldsOf(inspect(error, octets)).contains(QStringLiteral("type=7 ERROR")));
}

void TestSocketIoWords::flashPolicies()
{
    Octets octets;
    Record record = packetOf(octets, RecordKind::HttpData, Record::NoCode,
                             QByteArray("<policy-file-request/>\0", 23));
    record.carrier = 0;
    record.detail = R"({"flash":"policy-request"})";
    QCOMPARE(describe(record, octets).what, QStringLiteral("Flash policy request"));
    QCOMPARE(fieldsOf(inspect(record, octets)).join(u'|'),
             QStringLiteral("flash=policy-request"));
    record = packetOf(octets, RecordKind::HttpData, Record::NoCode,
                      R"(<cross-domain-policy><allow-access-from domain="*" to-ports="80"/></cross-domain-policy>)");
    record.carrier = 0;
    record.detail = R"({"flash":"policy"})";
    QCOMPARE(describe(record, octets).what, QStringLiteral("Flash policy"));
    QCOMPARE(describe(record, octets).preview, QStringLiteral("lets *:80 open sockets"));
    QCOMPARE(fieldsOf(inspect(record, octets)),
             (QStringList { QStringLiteral("domain=*"), QStringLiteral("to-ports=80") }));
}

void TestSocketIoWords::refusals_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("code"); // -1: it is no refusal
    QTest::newRow("0") << QByteArray("{\"code\":0,\"message\":\"Transport unknown\"}") << 0;
    QTest::newRow("1") << QByteArray("{\"code\":1,\"message\":\"Session ID unknown\"}") << 1;
    QTest::newRow("2") << QByteArray("{\"code\":2,\"message\":\"Bad handshake method\"}") << 2;
    QTest::newRow("3") << QByteArray("{\"code\":3,\"message\":\"Bad request\"}") << 3;
    QTest::newRow("4") << QByteArray("{\"code\":4,\"message\":\"Forbidden\"}") << 4;
    QTest::newRow("5") << QByteArray("{\"code\":5,\"message\":\"Unsupported protocol version\"}") << 5;
    QTest::newRow("more members") << QByteArray("{\"code\":1,\"message\":\"a\",\"b\":1}") << -1;
    QTest::newRow("no number") << QByteArray("{\"code\":\"1\",\"message\":\"a\"}") << -1;
    QTest::newRow("no JSON") << QByteArray("Not found") << -1;
}

/// The cause is told of the body itself and of the error that a client ends with.
void TestSocketIoWords::refusals()
{
    QFETCH(QByteArray, body);
    QFETCH(int, code);
    const auto refusal = engineIoRefusal(body);
    QCOMPARE(refusal.has_value(), code >= 0);
    Octets octets;
    const Inspection inspection = inspect(packetOf(octets, RecordKind::HttpData, -1, body), octets);
    QStringList values;
    for (const InspectionFact &fact : inspection.facts)
        values << fact.value;
    if (code < 0) {
        QVERIFY(engineIoRefusalText(99).isEmpty());
        return;
    }
    QCOMPARE(refusal->code, code);
    const QString cause = engineIoRefusalText(code);
    QVERIFY(!cause.isEmpty());
    QVERIFY(values.contains(cause));
    Error error;
    error.code = ErrorCode::ServerError;
    error.where = ErrorSite::EngineIo;
    error.data = { { "host", "a" }, { "server_code", QByteArray::number(code) },
                   { "server_message", refusal->message.toUtf8() } };
    QVERIFY2(describe(error).endsWith(cause), qPrintable(describe(error)));
}

QTEST_APPLESS_MAIN(TestSocketIoWords)
#include "tst_socketiowords.moc"
