// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/socketiooptions.h"

#include <QTest>

using namespace Pushscope;

class TestSocketIoOptions : public QObject
{
    Q_OBJECT

private slots:
    void namesTransports_data();
    void namesTransports();
    void knowsNoOthers();
    void readsNamespaces_data();
    void readsNamespaces();
    void refusesACommaInANamespace();
};

void TestSocketIoOptions::namesTransports_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<SocketIoTransports>("transports");
    QTest::newRow("polling") << QByteArray("polling") << SocketIoTransports::Polling;
    QTest::newRow("websocket") << QByteArray("websocket") << SocketIoTransports::WebSocket;
    QTest::newRow("upgrade") << QByteArray("upgrade") << SocketIoTransports::Upgrade;
}

void TestSocketIoOptions::namesTransports()
{
    QFETCH(QByteArray, name);
    QFETCH(SocketIoTransports, transports);
    QCOMPARE(socketIoTransportsFromName(name), std::optional(transports));
    QCOMPARE(socketIoTransportsName(transports), QByteArrayView(name));
}

void TestSocketIoOptions::knowsNoOthers()
{
    QVERIFY(!socketIoTransportsFromName("flashsocket"));
    QVERIFY(!socketIoTransportsFromName(""));
}

void TestSocketIoOptions::readsNamespaces_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("query");
    QTest::newRow("main") << QByteArray("/") << QByteArray("/") << QByteArray();
    QTest::newRow("empty is main") << QByteArray() << QByteArray("/") << QByteArray();
    QTest::newRow("named") << QByteArray("/admin") << QByteArray("/admin") << QByteArray();
    QTest::newRow("without slash") << QByteArray("admin") << QByteArray("/admin") << QByteArray();
    QTest::newRow("with query") << QByteArray("/admin?token=a&b=?") << QByteArray("/admin")
                                << QByteArray("token=a&b=?");
}

void TestSocketIoOptions::readsNamespaces()
{
    QFETCH(QByteArray, text);
    const auto found = parseSocketIoNamespace(text);
    QVERIFY(found);
    QTEST(found->name, "name");
    QTEST(found->query, "query");
}

void TestSocketIoOptions::refusesACommaInANamespace()
{
    QVERIFY(!parseSocketIoNamespace("/a,b"));
    QVERIFY(!parseSocketIoNamespace("/a?b=c,d"));
}

QTEST_APPLESS_MAIN(TestSocketIoOptions)
#include "tst_socketiooptions.moc"
