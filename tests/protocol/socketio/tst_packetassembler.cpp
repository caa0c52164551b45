// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/socketio/packet.h"
#include "protocol/socketio/packetassembler.h"
#include "protocol/socketio/serializer.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Pushscope;
using namespace Pushscope::SocketIo;

/// The rows of tests/data/socketio, which the npm parsers read as well.
class TestPacketAssembler : public QObject
{
    Q_OBJECT

private slots:
    void assembles_data();
    void assembles();
    void keepsRanges();
    void limitsWhatItKeeps();
    void waitsAtNoCost();
};

namespace {

QByteArray lineOf(const QByteArray &type, const QByteArray &name, const QByteArray &query,
                  const QByteArray &id, const QByteArray &event, const QByteArray &data,
                  const QByteArray &attachments, ViolationSet violations)
{
    QByteArray line = type + ' ' + name + '?' + query + " id=" + id + " event=" + event
        + " data=" + data + " binary=" + attachments;
    for (Violation violation : violations.toVector())
        line += ' ' + violationName(violation).toByteArray();
    return line;
}

QByteArray lineOf(const Message &message, Revision revision)
{
    const Packet packet = message.packet.value_or(Packet());
    ViolationSet violations = packet.violations;
    violations.add(message.violations);
    QByteArray attachments = QByteArray::number(packet.attachments);
    for (const QByteArray &attachment : message.attachments)
        attachments += ',' + attachment.toHex();
    const QByteArray type
        = packet.type ? packetTypeName(*packet.type, revision).toByteArray() : QByteArray("?");
    const QByteArray id = packet.ackId ? QByteArray::number(*packet.ackId) : QByteArray();
    return lineOf(type, packet.namespaceName, packet.query, id, packet.event, packet.data,
                  attachments, violations);
}

QByteArray textOf(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1StringView(key)).toString().toUtf8();
}

QByteArray lineOf(const QJsonObject &message)
{
    QByteArray attachments
        = QByteArray::number(message.value(QLatin1StringView("announced")).toInteger());
    for (const QJsonValue &value : message.value(QLatin1StringView("attachments")).toArray())
        attachments += ',' + value.toString().toLatin1();
    ViolationSet violations;
    for (const QJsonValue &name : message.value(QLatin1StringView("violations")).toArray())
        violations.add(*violationFromName(name.toString().toLatin1()));
    const QJsonValue id = message.value(QLatin1StringView("id"));
    const QByteArray type = textOf(message, "type");
    return lineOf(type.isEmpty() ? QByteArray("?") : type, textOf(message, "namespace"),
                  textOf(message, "query"),
                  id.isDouble() ? QByteArray::number(id.toInteger()) : QByteArray(),
                  textOf(message, "event"), textOf(message, "data"), attachments, violations);
}

} // namespace

void TestPacketAssembler::assembles_data()
{
    QTest::addColumn<int>("revision");
    QTest::addColumn<QJsonArray>("frames");
    QTest::addColumn<QByteArrayList>("lines");
    QFile file(QStringLiteral(PUSHSCOPE_TEST_DATA "/socketio/packets.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray rows = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(rows.size() >= 150);
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        QByteArrayList lines;
        for (const QJsonValue &message : row.value(QLatin1StringView("messages")).toArray())
            lines += lineOf(message.toObject());
        QTest::newRow(textOf(row, "name").constData())
            << row.value(QLatin1StringView("revision")).toInt()
            << row.value(QLatin1StringView("frames")).toArray() << lines;
    }
}

void TestPacketAssembler::assembles()
{
    QFETCH(int, revision);
    QFETCH(QJsonArray, frames);
    QFETCH(QByteArrayList, lines);
    const auto spoken = static_cast<Revision>(revision);
    PacketAssembler assembler(spoken);
    QByteArrayList found;
    const auto drain = [&] {
        while (const auto message = assembler.next()) {
            found += lineOf(*message, spoken);
            const bool isGood = message->packet && message->packet->violations.isEmpty();
            // A namespace may be written without the comma, and `/` written out.
            QByteArray octets = isGood ? serializePacket(*message->packet) : QByteArray();
            if (isGood && octets.size() == message->packet->range.size())
                QVERIFY(frames.contains(QJsonObject{ { QStringLiteral("text"),
                                                       QString::fromUtf8(octets) } }));
        }
    };
    for (const QJsonValue &value : frames) {
        const QJsonObject frame = value.toObject();
        if (frame.contains(QLatin1StringView("hex")))
            assembler.addBinary(QByteArray::fromHex(textOf(frame, "hex")));
        else
            assembler.addText(textOf(frame, "text"));
        drain();
    }
    assembler.finish();
    drain();
    QCOMPARE(found, lines);
    QVERIFY(!assembler.isWaiting());
}

void TestPacketAssembler::keepsRanges()
{
    PacketAssembler assembler(Revision::V5);
    assembler.addText(R"(51-["a",{"_placeholder":true,"num":0}])", 100);
    QVERIFY(!assembler.next());
    QVERIFY(assembler.isWaiting());
    assembler.addBinary("x", { 200, 201 });
    const auto message = assembler.next();
    QVERIFY(message && message->packet);
    QCOMPARE(message->packet->range.begin, 100);
    QCOMPARE(message->attachmentRanges, (std::vector<ByteRange>{ { 200, 201 } }));
}

void TestPacketAssembler::limitsWhatItKeeps()
{
    const QByteArray text = R"(53-["a",{"_placeholder":true,"num":0},)"
                            R"({"_placeholder":true,"num":1},{"_placeholder":true,"num":2}])";
    PacketAssembler few(Revision::V5, 2);
    PacketAssembler little(Revision::V5, 10, 4);
    for (PacketAssembler *assembler : { &few, &little }) {
        assembler->addText(text);
        assembler->addBinary("ab");
        assembler->addBinary("cd");
        assembler->addBinary("ef");
        const auto message = assembler->next();
        QVERIFY(message);
        QCOMPARE(message->attachments, (std::vector<QByteArray>{ "ab", "cd" }));
        QCOMPARE(message->violations, ViolationSet{ Violation::TooLarge });
        QVERIFY(!assembler->isWaiting());
    }
}

void TestPacketAssembler::waitsAtNoCost()
{
    PacketAssembler assembler(Revision::V5);
    assembler.addText("59007199254740992-[\"a\"]");
    for (int i = 0; i < 5000; ++i)
        assembler.addBinary("x");
    QVERIFY(!assembler.next());
    assembler.addText("2[\"b\"]");
    const auto message = assembler.next();
    QCOMPARE(static_cast<qint64>(message->attachments.size()),
             PacketAssembler::DefaultMaxAttachments);
    QVERIFY(message->violations.contains(Violation::MissingAttachment));
    QVERIFY(message->violations.contains(Violation::TooLarge));
    QCOMPARE(assembler.next()->packet->event, QByteArray("b"));
}

QTEST_APPLESS_MAIN(TestPacketAssembler)
#include "tst_packetassembler.moc"
