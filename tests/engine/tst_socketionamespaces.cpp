// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/socketionamespaces.h"
#include "protocol/socketio/serializer.h"

#include <QTest>

using namespace Pushscope;
using SocketIo::Revision;
using State = SocketIoNamespaces::State;

class TestSocketIoNamespaces : public QObject
{
    Q_OBJECT

private slots:
    void connects_data();
    void connects();
    void follows();
    void disconnects();
    void countsAcknowledgements();
    void saysWhatCannotBeSent();
};

namespace {

QByteArray wire(const std::vector<SocketIo::Packet> &packets)
{
    QByteArrayList list;
    for (const SocketIo::Packet &packet : packets)
        list.append(SocketIo::serializePacket(packet));
    return list.join('|');
}

SocketIo::Packet packet(SocketIo::PacketType type, const QByteArray &name)
{
    SocketIo::Packet result;
    result.type = type;
    result.namespaceName = name;
    return result;
}

SocketIoOptions twoNamespaces()
{
    SocketIoOptions options;
    options.auth = R"({"a":1})";
    options.namespaces = { { .name = "/" }, { .name = "/x", .query = "q=1", .auth = "{}" } };
    return options;
}

} // namespace

void TestSocketIoNamespaces::connects_data()
{
    QTest::addColumn<SocketIoOptions>("options");
    QTest::addColumn<Revision>("revision");
    QTest::addColumn<QByteArray>("packets");
    QTest::newRow("main") << SocketIoOptions() << Revision::V5 << QByteArray("0");
    QTest::newRow("main of protocol 4") << SocketIoOptions() << Revision::V4 << QByteArray();
    QTest::newRow("two") << twoNamespaces() << Revision::V5
                         << QByteArray(R"(0{"a":1}|0/x,{})");
    QTest::newRow("two of protocol 4") << twoNamespaces() << Revision::V4
                                       << QByteArray("0/x?q=1,");
}

void TestSocketIoNamespaces::connects()
{
    QFETCH(SocketIoOptions, options);
    QFETCH(Revision, revision);
    SocketIoNamespaces namespaces(options);
    QTEST(wire(namespaces.connect(revision)), "packets");
    QVERIFY(!namespaces.isOver());
    QVERIFY(!namespaces.isAnyConnected());
}

void TestSocketIoNamespaces::follows()
{
    using Type = SocketIo::PacketType;
    SocketIoNamespaces namespaces(twoNamespaces());
    QCOMPARE(namespaces.stateOf("/x"), State::Waiting);
    QVERIFY(!namespaces.stateOf("/y"));
    QVERIFY(namespaces.received(packet(Type::Connect, "/x")));
    QVERIFY(!namespaces.received(packet(Type::Connect, "/x")));
    QVERIFY(!namespaces.received(packet(Type::Connect, "/y")));
    QVERIFY(!namespaces.received(packet(Type::Event, "/")));
    QVERIFY(namespaces.isAnyConnected());
    QVERIFY(namespaces.received(packet(Type::ConnectError, "/")));
    QCOMPARE(namespaces.stateOf("/"), State::Refused);
    QVERIFY(!namespaces.isOver());
    QVERIFY(namespaces.received(packet(Type::Disconnect, "/x")));
    QVERIFY(namespaces.isOver());
    (void)namespaces.connect(Revision::V5); // Another session begins anew.
    QVERIFY(!namespaces.isOver());
}

void TestSocketIoNamespaces::disconnects()
{
    SocketIoNamespaces namespaces(twoNamespaces());
    QVERIFY(namespaces.received(packet(SocketIo::PacketType::Connect, "/x")));
    QCOMPARE(wire(namespaces.disconnect()), QByteArray("1/x,"));
    QCOMPARE(wire(namespaces.disconnect()), QByteArray());
}

void TestSocketIoNamespaces::countsAcknowledgements()
{
    SocketIoNamespaces namespaces(twoNamespaces());
    QCOMPARE(namespaces.takeAckId("/"), 0U);
    QCOMPARE(namespaces.takeAckId("/"), 1U);
    QCOMPARE(namespaces.takeAckId("/x"), 0U);
    QCOMPARE(namespaces.takeAckId("/unasked"), 0U);
    QCOMPARE(namespaces.takeAckId("/unasked"), 1U);
    (void)namespaces.connect(Revision::V5);
    QCOMPARE(namespaces.takeAckId("/"), 0U);
}

void TestSocketIoNamespaces::saysWhatCannotBeSent()
{
    SocketIoOptions options;
    QVERIFY(!SocketIoNamespaces(options).hasUnsent(Revision::V4));
    options.auth = "{}";
    QVERIFY(SocketIoNamespaces(options).hasUnsent(Revision::V4));
    QVERIFY(!SocketIoNamespaces(options).hasUnsent(Revision::V5));
    options.namespaces = { { .name = "/x", .query = "q=1" } };
    QVERIFY(SocketIoNamespaces(options).hasUnsent(Revision::V5));
}

QTEST_APPLESS_MAIN(TestSocketIoNamespaces)
#include "tst_socketionamespaces.moc"
