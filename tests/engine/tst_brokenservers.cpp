// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/loopfixture.h"

#include <QTest>

using namespace Pushscope;

/// What clients say of servers that speak something else, or nonsense.
class TestBrokenServers : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatIsNoHttp_data();
    void tellsWhatIsNoHttp();
    void isDoneWithoutTheServersClose();
};

namespace {

ClientOptions options()
{
    return clientOf(Technique::WebSocket, "ws://feed.example/ws");
}

} // namespace

void TestBrokenServers::tellsWhatIsNoHttp_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QString>("speaks");
    QTest::addColumn<QString>("violation");
    QTest::addColumn<QString>("begins");
    QTest::newRow("RFC 4253 4.2 banner") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n") << QString()
                                         << QStringLiteral("bad-status-line")
                                         << QStringLiteral("SSH-2.0-OpenSSH_9.2");
    QTest::newRow("RFC 8446 6 alert") << QByteArray::fromHex("15030100020246")
                                      << QStringLiteral("tls") << QString() << QString();
}

void TestBrokenServers::tellsWhatIsNoHttp()
{
    QFETCH(QByteArray, octets);
    for (const Technique technique : { Technique::WebSocket, Technique::Sse }) {
        LoopFixture f;
        f.connect(technique == Technique::WebSocket ? options()
                                                    : clientOf(technique, "http://feed.example/x"));
        f.peer().accept();
        f.peer().send(octets);
        // At once: nobody waits for more of it.
        const QJsonObject error = f.sink().last("error");
        QCOMPARE(error.value(QLatin1StringView("code")).toString(), QStringLiteral("protocol-error"));
        QTEST(error.value(QLatin1StringView("speaks")).toString(), "speaks");
        QTEST(error.value(QLatin1StringView("violation")).toString(), "violation");
        QTEST(error.value(QLatin1StringView("begins")).toString(), "begins");
    }
}

/// Its time was up, and the server went without a word.
void TestBrokenServers::isDoneWithoutTheServersClose()
{
    LoopFixture f;
    f.connect(options());
    f.peer().accept();
    f.peer().setAnsweringClose(false);
    f.peer().send(switching(f.peer().takeWritten()));
    f.client().disconnect();
    f.settle();
    f.peer().finish();
    QVERIFY(f.outcome() && f.outcome()->isDone);
    QCOMPARE(f.sink().objects("error").size(), 0);
    QCOMPARE(f.sink().last("ws.closed").value(QLatin1StringView("code")).toInt(), 1006);
}

QTEST_GUILESS_MAIN(TestBrokenServers)
#include "tst_brokenservers.moc"
