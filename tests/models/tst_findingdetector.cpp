// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/findingdetector.h"

#include "findingtraffic.h"

#include <QTest>

#include <algorithm>

using namespace Pushscope;
using WebSocket::Opcode;
using Scene = FindingScene;

class TestFindingDetector : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void keepsQuiet_data();
    void keepsQuiet();
    void restsOnItsRows();
    void knowsAMockWhoseStartWasNotKept();
    void readsStamps_data();
    void readsStamps();
    void readsNoNumberWithoutAClock();
    void staysSmall();
    void survivesAStrangersNumbers();
};

namespace {

QByteArrayList namesOf(const Findings &findings)
{
    QByteArrayList names;
    for (const Finding &finding : findings)
        names.append(findingName(finding.kind).toByteArray());
    return names;
}

/// An event whose data says when it was sent, as many do.
QByteArray stamped(qint64 ms)
{
    return QStringLiteral("data: {\"time\":\"2026-03-01T10:%1:%2.%3Z\"}\n\n")
        .arg(ms / 60'000, 2, 10, QLatin1Char('0'))
        .arg(ms / 1000 % 60, 2, 10, QLatin1Char('0'))
        .arg(ms % 1000, 3, 10, QLatin1Char('0'))
        .toUtf8();
}

/// Messages of one a second that come ten at a time.
void heldBack(FindingTraffic &traffic)
{
    traffic.openStream(1, 0);
    for (int burst = 0; burst < 6; ++burst) {
        const qint64 at = 10'000 * (burst + 1);
        for (int i = 0; i < 10; ++i)
            traffic.server(at + i, stamped(10'000 * burst + 1000 * i));
    }
    traffic.close(70'000, "client", "fin");
}

/// Messages of ten a second that come fifteen at a time.
void busyHeldBack(FindingTraffic &traffic)
{
    traffic.openStream(1, 0);
    for (int burst = 0; burst < 6; ++burst) {
        QByteArray events;
        for (int i = 0; i < 15; ++i)
            events += stamped(1500 * burst + 100 * i);
        traffic.server(1500 * (burst + 1), events);
    }
    traffic.close(20'000, "client", "fin");
}

/// Three events every 1.5 s whose numbers go up by one a message.
void numbered(FindingTraffic &traffic, qint64 first)
{
    traffic.clock(0, "2026-01-01T00:00:00.000000000Z");
    traffic.openStream(1, 0);
    for (int burst = 1; burst < 8; ++burst) {
        QByteArray events;
        for (int i = 0; i < 3; ++i)
            events += "data: {\"orderId\":" + QByteArray::number(first++) + "}\n\n";
        traffic.server(1500 * burst, events);
    }
    traffic.close(20'000, "client", "fin");
}

/// The end of the connection inside a block, without an end of the response.
void crashes(FindingTraffic &traffic, const QByteArray &head, const QByteArray &body)
{
    traffic.open(1);
    traffic.askStream(0);
    traffic.server(1, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + head + "\r\n");
    traffic.server(5, body);
    traffic.close(7, "server", "fin");
}

/// RFC 1950: an event and a block without its blank line.
QByteArray codedBlock()
{
    return qCompress(QByteArray("id: 1\ndata: a\n\ndata: b\n")).mid(4);
}

/// A buffer of 4096 octets that is passed on when it is full, wherever messages end.
void wholeBuffers(FindingTraffic &traffic, qint64 everyMs)
{
    QByteArray stream;
    for (int n = 0; n < 1000; ++n)
        stream += "data: message number " + QByteArray::number(n) + "\n\n";
    traffic.openStream(1, 0);
    qint64 ms = 0;
    for (qsizetype at = 0; at < stream.size(); at += 4096)
        traffic.server(ms += everyMs, stream.mid(at, 4096));
    traffic.close(ms + 1, "client", "fin");
}

/// Ends of @p how each after @p idles ms without anything.
void idleEnds(FindingTraffic &traffic, const QList<int> &idles, QByteArrayView by = "server")
{
    qint64 ms = 0;
    quint32 connection = 0;
    for (const int idle : idles) {
        traffic.openWebSocket(++connection, ms);
        traffic.server(ms += 300, FindingTraffic::frame(Opcode::Text, "a"));
        traffic.server(ms += 200 + 17 * connection, FindingTraffic::frame(Opcode::Text, "b"));
        ms += idle;
        // By a Close frame, so that nothing else is wrong with it.
        if (by == "server") {
            traffic.server(ms, FindingTraffic::frame(Opcode::Close, QByteArray("\x03\xe9", 2)));
            traffic.client(ms, FindingTraffic::frame(Opcode::Close, QByteArray("\x03\xe9", 2), true));
        } else {
            traffic.client(ms, FindingTraffic::frame(Opcode::Close, QByteArray("\x03\xe8", 2), true));
            traffic.server(ms, FindingTraffic::frame(Opcode::Close, QByteArray("\x03\xe8", 2)));
        }
        traffic.close(ms + 1, by, "fin", true);
    }
}

void streamEnds(FindingTraffic &traffic, const QList<int> &idles, bool isChunked)
{
    qint64 ms = 0;
    quint32 connection = 0;
    const auto piece = [isChunked](const QByteArray &octets) {
        return isChunked ? QByteArray(QByteArray::number(octets.size(), 16) + "\r\n" + octets + "\r\n")
                         : octets;
    };
    for (const int idle : idles) {
        traffic.openStream(++connection, ms, isChunked);
        traffic.server(ms += 300, piece("id: 1\ndata: a\n\n"));
        ms += idle;
        if (isChunked)
            traffic.server(ms, "0\r\n\r\n");
        traffic.close(ms, "server", "fin");
        traffic.reconnect(ms, "1");
        ms += 3000;
    }
}

} // namespace

void TestFindingDetector::finds_data()
{
    QTest::addColumn<Scene>("scene");
    QTest::addColumn<QByteArrayList>("names");

    const auto row = [](const char *name, const Scene &scene, const QByteArrayList &names) {
        QTest::newRow(name) << scene << names;
    };
    row("bursts by the sender's stamps", heldBack, { "buffered-bursts" });
    row("bursts of a busy feed by the sender's stamps", busyHeldBack, { "buffered-bursts" });
    row("bursts that cut messages", [](FindingTraffic &t) { wholeBuffers(t, 4000); },
        { "buffered-bursts" });
    row("bursts by stamps in seconds", [](FindingTraffic &t) { numbered(t, 1'767'225'590); },
        { "buffered-bursts" });
    row("last block without blank line, chunked",
        [](FindingTraffic &t) {
            t.openStream(1, 0, true);
            t.server(5, "9\r\ndata: a\n\n\r\n8\r\ndata: b\n\r\n");
            t.server(6, "0\r\n\r\n");
            t.close(7, "server", "fin");
        },
        { "unterminated-block" });
    row("last block without blank line, until close",
        [](FindingTraffic &t) {
            t.openStream(1, 0);
            t.server(5, "data: a\n\ndata: b\n");
            t.close(7, "server", "fin");
        },
        { "unterminated-block" });
    row("last block without blank line, announced length",
        [](FindingTraffic &t) { crashes(t, "Content-Length: 17\r\n", "data: a\n\ndata: b\n"); },
        { "unterminated-block" });
    row("reconnect without id",
        [](FindingTraffic &t) {
            t.openStream(1, 0);
            t.server(5, "data: a\n\n");
            t.close(7, "server", "fin");
            t.reconnect(7, {});
            t.open(2);
            t.close(3008, "error", "never-connected");
            t.reconnect(3008, {});
            t.openStream(3, 6008);
            t.server(6010, "data: c\n\n");
        },
        { "reconnect-without-id" });
    row("constant idle time of WebSockets",
        [](FindingTraffic &t) { idleEnds(t, { 60'000, 60'100, 59'950 }); }, { "constant-idle" });
    row("constant idle time, and one that ended otherwise before",
        [](FindingTraffic &t) { idleEnds(t, { 700, 60'000, 60'100, 59'950 }); },
        { "constant-idle" });
    row("constant idle time of event streams",
        [](FindingTraffic &t) { streamEnds(t, { 30'000, 30'010, 30'020, 30'000 }, false); },
        { "constant-idle" });
    row("constant idle time of chunked event streams",
        [](FindingTraffic &t) { streamEnds(t, { 30'000, 30'010, 30'020 }, true); },
        { "constant-idle" });
    row("4.2.2 accept mismatch",
        [](FindingTraffic &t) {
            t.open(1);
            t.askWebSocket(0);
            t.acceptWebSocket(5, {}, "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
            t.close(8, "client", "fin");
        },
        { "accept-mismatch" });
    row("4.2.2 subprotocol not answered",
        [](FindingTraffic &t) {
            t.open(1);
            t.askWebSocket(0, "Sec-WebSocket-Protocol: v1.json, v2.json\r\n");
            t.acceptWebSocket(5);
        },
        { "subprotocol-unanswered" });
    row("RFC 7692 6 RSV1 without deflate",
        [](FindingTraffic &t) {
            t.openWebSocket(1, 0);
            t.server(5, FindingTraffic::frame(Opcode::Text, "a", false, WebSocket::Rsv1.value));
        },
        { "rsv1-without-deflate" });
    row("7.1.5 no Close frame",
        [](FindingTraffic &t) {
            t.openWebSocket(1, 0);
            t.error(900, ErrorCode::Reset, ErrorSite::Tcp);
            t.close(900, "server", "reset", true);
        },
        { "abnormal-closure" });
}

void TestFindingDetector::finds()
{
    QFETCH(Scene, scene);
    QFETCH(QByteArrayList, names);
    const Findings findings = findingsOf(scene);
    QCOMPARE(namesOf(findings), names);
    for (const Finding &finding : findings) {
        QVERIFY(!finding.rows.empty());
        QVERIFY(std::ranges::is_sorted(finding.rows));
        const FindingText text = describe(finding);
        QVERIFY(!text.title.isEmpty() && !text.sentence.isEmpty() && !text.fix.isEmpty());
        QVERIFY(!text.section.isEmpty() && text.url.isValid());
        QVERIFY2(!text.sentence.contains(QLatin1Char('%')), qPrintable(text.sentence));
    }
}

void TestFindingDetector::keepsQuiet_data()
{
    QTest::addColumn<Scene>("scene");
    QTest::addColumn<Role>("self");

    const auto row = [](const char *name, const Scene &scene, Role self = Role::Client) {
        QTest::newRow(name) << scene << self;
    };
    row("a steady stream", [](FindingTraffic &t) {
        t.openStream(1, 0);
        for (int i = 1; i < 100; ++i)
            t.server(1000 * i + i % 7, stamped(1000 * i));
        t.close(200'000, "client", "fin");
    });
    row("what was missed comes at once", [](FindingTraffic &t) {
        for (quint32 connection = 1; connection < 6; ++connection) {
            t.openStream(connection, connection * 30'000);
            QByteArray missed;
            for (int i = 0; i < 20; ++i)
                missed += stamped(1000 * i);
            t.server(connection * 30'000 + 700, missed);
            t.close(connection * 30'000 + 900, "client", "fin");
        }
    });
    row("a server that speaks in paragraphs", [](FindingTraffic &t) {
        t.openStream(1, 0);
        for (int i = 1; i < 20; ++i) {
            t.server(3000 * i,
                     stamped(3000 * i) + stamped(3000 * i + 1) + stamped(3000 * i + 2)
                         + stamped(3000 * i + 3));
        }
        t.close(200'000, "client", "fin");
    });
    row("two buffers are no pattern", [](FindingTraffic &t) {
        t.openStream(1, 0);
        for (int burst = 1; burst < 3; ++burst) {
            for (int i = 0; i < 10; ++i)
                t.server(10'000 * burst + i, stamped(10'000 * (burst - 1) + 1000 * i));
        }
        t.close(40'000, "client", "fin");
    });
    row("one buffer after another without a silence",
        [](FindingTraffic &t) { wholeBuffers(t, 30); });
    row("order numbers in threes", [](FindingTraffic &t) { numbered(t, 1'234'567'890); });
    row("order numbers two days from the clock",
        [](FindingTraffic &t) { numbered(t, 1'767'225'600 - 2 * 86'400); });
    row("9112 8 the server crashes inside a chunked block", [](FindingTraffic &t) {
        crashes(t, "Transfer-Encoding: chunked\r\n", "16\r\nid: 1\ndata: a\n\ndata: b\n\r\n");
    });
    row("9112 8 the server crashes before the announced length", [](FindingTraffic &t) {
        crashes(t, "Content-Length: 5000\r\n", "id: 1\ndata: a\n\ndata: b\n");
    });
    row("9110 8.4 the coding ends inside a chunked block", [](FindingTraffic &t) {
        const QByteArray cut = codedBlock().chopped(4);
        crashes(t, "Transfer-Encoding: chunked\r\nContent-Encoding: deflate\r\n",
                QByteArray::number(cut.size(), 16) + "\r\n" + cut + "\r\n0\r\n\r\n");
    });
    row("9110 8.4 the coding ends inside a block until close", [](FindingTraffic &t) {
        crashes(t, "Content-Encoding: deflate\r\n", codedBlock().chopped(4));
    });
    row("we leave inside a block", [](FindingTraffic &t) {
        t.openStream(1, 0);
        t.server(5, "id: 1\ndata: a\n\ndata: b\n");
        t.close(7, "client", "fin");
    });
    row("the network breaks inside a block", [](FindingTraffic &t) {
        t.openStream(1, 0);
        t.server(5, "id: 1\ndata: a\n\ndata: b\n");
        t.error(7, ErrorCode::Reset, ErrorSite::Tcp);
        t.close(7, "server", "reset");
        t.reconnect(7, "1");
    });
    row("reconnect with an id", [](FindingTraffic &t) {
        t.openStream(1, 0);
        t.server(5, "id: 7\ndata: a\n\n");
        t.close(7, "server", "fin");
        t.reconnect(7, "7");
    });
    row("204 ends it", [](FindingTraffic &t) {
        t.openStream(1, 0);
        t.server(5, "data: a\n\n");
        t.close(7, "server", "fin");
        t.reconnect(7, {});
        t.open(2);
        t.askStream(3007);
        t.server(3008, "HTTP/1.1 204 No Content\r\n\r\n");
    });
    row("reconnect before the first event", [](FindingTraffic &t) {
        t.openStream(1, 0);
        t.server(5, ": hello\n\n");
        t.close(7, "server", "fin");
        t.reconnect(7, {});
    });
    row("a polling that reconnects", [](FindingTraffic &t) {
        t.open(1);
        t.client(0, "GET /poll HTTP/1.1\r\nHost: a\r\n\r\n");
        t.server(3, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        t.close(7, "server", "fin");
        t.reconnect(7, {});
    });
    row("idle times that differ",
        [](FindingTraffic &t) { idleEnds(t, { 60'000, 7000, 31'000, 60'000, 90'000, 12'000 }); });
    row("two alike are chance", [](FindingTraffic &t) { idleEnds(t, { 60'000, 60'000 }); });
    row("short silences", [](FindingTraffic &t) { idleEnds(t, { 4900, 4900, 4900, 4900 }); });
    row("we end them", [](FindingTraffic &t) {
        idleEnds(t, { 60'000, 60'000, 60'000, 60'000 }, "client");
    });
    row("silences as long were survived", [](FindingTraffic &t) {
        for (quint32 connection = 1; connection < 6; ++connection) {
            const qint64 at = connection * 200'000;
            t.openStream(connection, at);
            for (int i = 1; i < 4; ++i)
                t.server(at + 20'000 * i, "id: 1\ndata: a\n\n");
            t.close(at + 79'000, "server", "fin");
            t.reconnect(at + 79'000, "1");
        }
    });
    row("unused connections that the server ends", [](FindingTraffic &t) {
        for (quint32 connection = 1; connection < 6; ++connection) {
            const qint64 at = connection * 10'000;
            t.open(connection);
            t.client(at, "GET /poll HTTP/1.1\r\nHost: a\r\n\r\n");
            t.server(at + 3, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
            t.close(at + 6003, "server", "fin");
        }
    });
    row("long polls whose head comes first", [](FindingTraffic &t) {
        t.open(1);
        for (int round = 0; round < 5; ++round) {
            const qint64 at = round * 26'000;
            t.client(at, "GET /long-poll HTTP/1.1\r\nHost: a\r\n\r\n");
            t.server(at + 3, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            t.server(at + 25'000, "2\r\n{}\r\n0\r\n\r\n");
        }
    });
    row("subprotocol answered", [](FindingTraffic &t) {
        t.open(1);
        t.askWebSocket(0, "Sec-WebSocket-Protocol: v1.json, v2.json\r\n");
        t.acceptWebSocket(5, "Sec-WebSocket-Protocol: v2.json\r\n");
    });
    row("none asked for", [](FindingTraffic &t) { t.openWebSocket(1, 0); });
    row("RSV1 with deflate", [](FindingTraffic &t) {
        t.open(1);
        t.askWebSocket(0, "Sec-WebSocket-Extensions: permessage-deflate\r\n");
        t.acceptWebSocket(5, "Sec-WebSocket-Extensions: permessage-deflate\r\n");
        // RFC 7692 §7.2.3.1: `Hello`.
        t.server(6, QByteArray::fromHex("c107f248cdc9c90700"));
    });
    row("RSV2 is another matter", [](FindingTraffic &t) {
        t.openWebSocket(1, 0);
        t.server(5, FindingTraffic::frame(Opcode::Text, "a", false, WebSocket::Rsv2.value));
    });
    row("a closing handshake", [](FindingTraffic &t) { idleEnds(t, { 900 }); });
    row("the user calls it off", [](FindingTraffic &t) {
        t.openWebSocket(1, 0);
        t.close(900, "client", "reset", true);
    });
    row("a mock ends idle streams", [](FindingTraffic &t) {
        streamEnds(t, { 30'000, 30'000, 30'000, 30'000 }, true);
    }, Role::Server);
    row("our own recording stalled", [](FindingTraffic &t) {
        t.openStream(1, 0);
        for (int burst = 0; burst < 6; ++burst) {
            const qint64 at = 10'000 * (burst + 1);
            t.stall(at - 9000, at);
            for (int i = 0; i < 10; ++i)
                t.server(at + i, stamped(10'000 * burst + 1000 * i));
        }
    });
    row("our own recording stalled before each end", [](FindingTraffic &t) {
        for (quint32 i = 0; i < 4; ++i) {
            const qint64 at = 100'000 * i;
            t.openWebSocket(i + 1, at);
            t.server(at + 300, FindingTraffic::frame(Opcode::Text, "a"));
            t.stall(at + 1000, at + 60'000);
            t.server(at + 60'300, FindingTraffic::frame(Opcode::Close, QByteArray("\x03\xe9", 2)));
        }
    });
    row("several that end together", [](FindingTraffic &t) {
        constexpr quint32 Tabs = 4;
        for (quint32 i = 1; i <= Tabs; ++i)
            t.openWebSocket(i, 0);
        for (quint32 i = 1; i <= Tabs; ++i) {
            t.turnTo(i);
            t.server(500, FindingTraffic::frame(Opcode::Text, "to all"));
        }
        for (quint32 i = 1; i <= Tabs; ++i) {
            t.turnTo(i);
            t.server(60'500 + i, FindingTraffic::frame(Opcode::Close, QByteArray("\x03\xe9", 2)));
        }
    });
    row("three rows at a time that tell when they were made", [](FindingTraffic &t) {
        t.openStream(1, 0);
        for (int update = 0; update < 6; ++update) {
            for (int i = 0; i < 3; ++i)
                t.server(2000 * (update + 1) + i, stamped(600'000 * i + 60'000 * update));
        }
    });
}

void TestFindingDetector::keepsQuiet()
{
    QFETCH(Scene, scene);
    QFETCH(Role, self);
    QCOMPARE(namesOf(findingsOf(scene, self)), QByteArrayList());
}

void TestFindingDetector::restsOnItsRows()
{
    CannedPages pages;
    FindingTraffic traffic(pages);
    idleEnds(traffic, { 60'000, 60'000, 60'000, 60'000 });
    const Findings findings = findingsOf(pages);
    QCOMPARE(findings.size(), std::size_t(1));
    const Finding &finding = findings.front();
    QCOMPARE(finding.count, quint64(4));
    QCOMPARE(finding.ns, 60'000 * FindingMs);
    QVERIFY(finding.isWebSocket);
    QCOMPARE(finding.rows.size(), std::size_t(8)); // The last message and the end of each.
    for (std::size_t i = 0; i < finding.rows.size(); ++i) {
        QCOMPARE(pages.record(finding.rows[i]).kind,
                 i % 2 == 0 ? RecordKind::WsMessage : RecordKind::WsClose);
    }

    CannedPages buffered;
    FindingTraffic buffers(buffered);
    wholeBuffers(buffers, 4000);
    const Finding bursts = findingsOf(buffered).front();
    QVERIFY(bursts.count >= 3);
    QCOMPARE(bursts.ns, 4000 * FindingMs);
    QVERIFY(std::abs(bursts.octets - 4096) < 40);
    QVERIFY(describe(bursts).sentence.contains(QStringLiteral("4\u2009096")));
}

void TestFindingDetector::knowsAMockWhoseStartWasNotKept()
{
    CannedPages pages;
    FindingTraffic traffic(pages, Role::Server);
    streamEnds(traffic, { 30'000, 30'000, 30'000, 30'000 }, true);
    QCOMPARE(namesOf(findingsOf(pages, 1)), QByteArrayList{ "constant-idle" }); // As if a client's.
    QCOMPARE(namesOf(findingsOf(pages, 1, "mock")), QByteArrayList());
}

void TestFindingDetector::readsStamps_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<qint64>("ms"); // -1: none.
    const qint64 ms = 1'767'225'600'000; // 2026-01-01
    QTest::newRow("RFC 3339") << QByteArray(R"({"t":"2026-01-01T00:00:00.25Z"})") << ms + 250;
    QTest::newRow("offset") << QByteArray("at 2026-01-01T02:00:00+02:00") << ms;
    QTest::newRow("blank between") << QByteArray("2026-01-01 00:00:01Z up") << ms + 1000;
    QTest::newRow("seconds") << QByteArray(R"({"ts":1767225600})") << ms;
    QTest::newRow("seconds with decimals") << QByteArray(R"({"ts":1767225600.5})") << ms + 500;
    QTest::newRow("milliseconds") << QByteArray(R"({"n":4,"ts":1767225600000})") << ms;
    QTest::newRow("behind an order number")
        << QByteArray(R"({"order":1234567890,"ts":1767225600})") << ms;
    QTest::newRow("a day away") << QByteArray(R"({"ts":1767312000})") << ms + 86'400'000;
    QTest::newRow("more than a day away") << QByteArray(R"({"ts":1767312001})") << qint64(-1);
    QTest::newRow("an order number") << QByteArray(R"({"order":1234567890})") << qint64(-1);
    QTest::newRow("a number") << QByteArray(R"({"n":4,"bid":12345678901234567})") << qint64(-1);
    QTest::newRow("nothing") << QByteArray() << qint64(-1);
    QTest::newRow("no date") << QByteArray("2026-99-99T00:00:00Z") << qint64(-1);
}

void TestFindingDetector::readsStamps()
{
    QFETCH(QByteArray, message);
    QFETCH(qint64, ms);
    constexpr qint64 WallMs = 1'767'225'600'000;
    QCOMPARE(senderStamp(message, WallMs).value_or(-1), ms);
}

void TestFindingDetector::readsNoNumberWithoutAClock()
{
    QCOMPARE(senderStamp(R"({"ts":1767225600})", std::nullopt), std::nullopt);
    QVERIFY(senderStamp("2026-01-01T00:00:00Z", std::nullopt));
}

void TestFindingDetector::staysSmall()
{
    // Sessions that each fail are told apart up to a limit, and all are read.
    CannedPages pages;
    for (quint32 n = 1; n <= 3 * FindingCollector::MostFindings; ++n) {
        Record closed;
        closed.kind = RecordKind::WsClosed;
        closed.code = 1006;
        closed.t = n;
        closed.session = closed.connection = n;
        closed.detail = R"({"how":"reset"})";
        Record error = closed;
        error.kind = RecordKind::Error;
        error.detail = R"({"where":"tcp","code":"reset"})";
        pages.add(error);
        pages.add(closed);
        closed.kind = RecordKind::ConnClose;
        closed.detail = R"({"by":"server","how":"reset"})";
        pages.add(closed);
    }
    QCOMPARE(findingsOf(pages).size(), FindingCollector::MostFindings);
}

void TestFindingDetector::survivesAStrangersNumbers()
{
    // A forged capture: any kind, any number, no octets behind them.
    CannedPages pages;
    quint32 number = 1;
    for (int i = 0; i < 20'000; ++i) {
        number = number * 1'664'525U + 1'013'904'223U;
        Record record;
        record.kind = static_cast<RecordKind>(1 + number % RecordKindLast);
        record.from = static_cast<From>(number / 64 % 3);
        record.t = (number & 1) != 0 ? std::numeric_limits<qint64>::max() : number;
        record.session = number % 3;
        record.connection = number % 5;
        record.stream = number % 7;
        record.exchange = number % 2;
        record.code = static_cast<qint32>(number % 2000) - 1;
        record.violations = ViolationSet::fromBits(number);
        record.detail = (number & 8) != 0 ? R"({"by":"server","how":"fin","complete":true})" : "}{";
        pages.add(record);
    }
    for (const Finding &finding : findingsOf(pages))
        QVERIFY(!describe(finding).title.isEmpty());
}

QTEST_GUILESS_MAIN(TestFindingDetector)
#include "tst_findingdetector.moc"
