// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/socketiosnippet.h"

#include <QTest>

using namespace Pushscope;

class TestSocketIoSnippet : public QObject
{
    Q_OBJECT

private slots:
    void saysHowToConnect_data();
    void saysHowToConnect();
};

void TestSocketIoSnippet::saysHowToConnect_data()
{
    QTest::addColumn<SocketIoOptions>("options");
    QTest::addColumn<bool>("withAuth");
    QTest::addColumn<QString>("io");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *name, const SocketIoOptions &options, bool withAuth,
                        const char *io, const char *names) {
        QTest::newRow(name) << options << withAuth << QString::fromLatin1(io)
                            << QString::fromLatin1(names);
    };
    SocketIoOptions options;
    row("nothing asked for", options, true,
        "{ path: url.pathname === '/' ? '/socket.io/' : url.pathname }", "['/']");
    options.path = "/push/";
    options.transports = SocketIoTransports::WebSocket;
    options.auth = "{\"token\":\"t\"}";
    options.namespaces = { { .name = "/" }, { .name = "/it's" } };
    row("everything", options, true,
        "{ path: '/push/', transports: ['websocket'], auth: {\"token\":\"t\"} }",
        "['/', '/it\\'s']");
    options.transports = SocketIoTransports::Polling;
    row("without its secret", options, false, "{ path: '/push/', transports: ['polling'] }",
        "['/', '/it\\'s']");
}

void TestSocketIoSnippet::saysHowToConnect()
{
    QFETCH(SocketIoOptions, options);
    QFETCH(bool, withAuth);
    QFETCH(QString, io);
    QFETCH(QString, names);
    const QString snippet = socketIoSnippet(options, withAuth);
    QVERIFY(snippet.startsWith(QLatin1String("import { io } from 'socket.io-client';")));
    QVERIFY(snippet.contains(QLatin1String("new URL(%1)")));
    QVERIFY2(snippet.contains(QLatin1String("io(url.origin + name, ") + io + QLatin1Char(')')),
             qPrintable(snippet));
    QVERIFY2(snippet.contains(QLatin1String("const sockets = ") + names), qPrintable(snippet));
}

QTEST_APPLESS_MAIN(TestSocketIoSnippet)
#include "tst_socketiosnippet.moc"
