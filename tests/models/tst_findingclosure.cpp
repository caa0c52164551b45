// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "findingtraffic.h"

#include <QTest>

#include <algorithm>

using namespace Pushscope;
using Scene = FindingScene;

class TestFindingClosure : public QObject
{
    Q_OBJECT

private slots:
    void namesTheLayer_data();
    void namesTheLayer();
    void countsTheSame();
};

void TestFindingClosure::namesTheLayer_data()
{
    QTest::addColumn<Scene>("scene");
    QTest::addColumn<QByteArray>("layer");
    QTest::addColumn<Role>("self");

    const auto row = [](const char *name, const char *layer, const Scene &scene,
                        Role self = Role::Client) {
        QTest::newRow(name) << scene << QByteArray(layer) << self;
    };
    const auto ended = [](ErrorCode code, ErrorSite where, const char *how) {
        return [=](FindingTraffic &t) {
            t.openWebSocket(1, 0);
            t.error(900, code, where);
            t.close(900, "server", how, true);
        };
    };
    row("name not found", "dns", [](FindingTraffic &t) {
        t.open(1);
        t.error(5, ErrorCode::DnsNotFound, ErrorSite::Dns);
        t.close(5, "error", "never-connected", true);
    });
    row("refused", "tcp-connect", [](FindingTraffic &t) {
        t.open(1);
        t.error(5, ErrorCode::Refused, ErrorSite::Tcp);
        t.close(5, "error", "never-connected", true);
    });
    row("untrusted", "tls-handshake", [](FindingTraffic &t) {
        t.open(1);
        t.error(5, ErrorCode::TlsUntrusted, ErrorSite::Tls);
        t.close(5, "error", "never-connected", true);
    });
    row("proxy", "proxy", [](FindingTraffic &t) {
        t.open(1);
        t.error(5, ErrorCode::ProxyRefused, ErrorSite::Proxy);
        t.close(5, "error", "never-connected", true);
    });
    row("403", "http", [](FindingTraffic &t) {
        t.open(1);
        t.askWebSocket(0);
        t.server(4, "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
        t.error(5, ErrorCode::HttpStatus, ErrorSite::Http);
        t.close(5, "client", "fin", true, true);
    });
    row("subprotocol nobody asked for", "websocket-handshake", [](FindingTraffic &t) {
        t.open(1);
        t.askWebSocket(0);
        t.acceptWebSocket(4, "Sec-WebSocket-Protocol: odd\r\n");
        t.error(5, ErrorCode::HandshakeRefused, ErrorSite::WebSocket,
                R"(,"violation":"unrequested-subprotocol")");
        t.close(5, "client", "fin", true);
    });
    row("reset", "tcp-reset", ended(ErrorCode::Reset, ErrorSite::Tcp, "reset"));
    row("FIN without a Close frame", "tcp-fin",
        ended(ErrorCode::ClosedEarly, ErrorSite::WebSocket, "fin"));
    row("alert", "tls-alert", ended(ErrorCode::TlsAlert, ErrorSite::Tls, "tls-alert"));
    row("untrusted, by an alert of ours", "tls-handshake", [](FindingTraffic &t) {
        t.open(1);
        t.error(5, ErrorCode::TlsUntrusted, ErrorSite::Tls);
        t.close(5, "error", "tls-alert", true);
    });
    row("slow consumer", "slow-consumer",
        ended(ErrorCode::SlowConsumer, ErrorSite::WebSocket, "reset"));
    row("our time-out", "own-timeout",
        ended(ErrorCode::ResponseTimeout, ErrorSite::WebSocket, "reset"));
    row("TCP's time-out", "tcp-timeout", ended(ErrorCode::Reset, ErrorSite::Tcp, "timeout"));
    row("broken rule", "websocket", ended(ErrorCode::ProtocolError, ErrorSite::WebSocket, "fin"));
    row("seen from the mock", "tcp-reset",
        [](FindingTraffic &t) {
            t.openWebSocket(1, 0);
            t.close(900, "client", "reset", true);
        },
        Role::Server);
}

void TestFindingClosure::namesTheLayer()
{
    QFETCH(Scene, scene);
    QFETCH(QByteArray, layer);
    QFETCH(Role, self);
    const Findings findings = findingsOf(scene, self);
    const auto found = std::ranges::find(findings, FindingKind::AbnormalClosure, &Finding::kind);
    QVERIFY(found != findings.end());
    QCOMPARE(endLayerName(found->layer).toByteArray(), layer);
    QVERIFY(!describe(*found).sentence.isEmpty() && !describe(*found).fix.isEmpty());
    QCOMPARE(found->code, layer == "http" ? 403 : -1);
    QCOMPARE(found->by,
             layer == "dns" || found->layer == EndLayer::Connecting
                     || found->layer == EndLayer::TlsHandshake || found->layer == EndLayer::Proxy
                 ? From::Nobody
                 : self == Role::Server || layer == "http" || layer == "websocket-handshake"
                 ? From::Client
                 : From::Server);
}

void TestFindingClosure::countsTheSame()
{
    const Findings findings = findingsOf([](FindingTraffic &t) {
        for (quint32 connection = 1; connection < 2000; ++connection) {
            t.openWebSocket(connection, connection * 10);
            t.error(connection * 10 + 5, ErrorCode::Reset, ErrorSite::Tcp);
            t.close(connection * 10 + 5, "server", "reset", true);
        }
    });
    QCOMPARE(findings.size(), std::size_t(1));
    QCOMPARE(findings.front().count, quint64(1999));
    QCOMPARE(findings.front().rows.size(), Finding::MostRows);
    QVERIFY(describe(findings.front()).sentence.contains(QStringLiteral("1\u2009999")));
}

QTEST_GUILESS_MAIN(TestFindingClosure)
#include "tst_findingclosure.moc"
