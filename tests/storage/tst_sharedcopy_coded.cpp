// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/engineiotranscript.h"
#include "storage/stores.h"

#include "sharedcopytools.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace Pushscope;

/// Copies that are given to others: what a coding hides, what no record tells of, and packets.
class TestSharedCopyCoded : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void hidesWhatIsCoded_data();
    void hidesWhatIsCoded();
    void hidesWhatIsLarge();
    void leavesWhatSaysNoSecret();
    void takesManyCodedBodies();
    void takesChunksOfOneOctet();
    void hidesWhatJoinsANamespace_data();
    void hidesWhatJoinsANamespace();

private:
    [[nodiscard]] QString path(const char *name) const
    {
        return m_folder->filePath(QLatin1String(name));
    }
    /// Copies `a.pushscope` and checks that neither the secret nor @p coded is in the copy.
    void checkCopy(const QByteArray &coded);

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

const QByteArray Json = "{\"token\":\"" + Secret + "\",\"n\":1}";

QByteArray coded(const QByteArray &coding, const QByteArray &body,
                 const QByteArray &status = "200 OK")
{
    return QByteArray("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n"
                      + "Content-Encoding: " + coding + "\r\nContent-Length: "
                      + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

/// What either side said.
QByteArray wireOf(CaptureStore &store)
{
    constexpr qint64 All = 64 * 1024 * 1024;
    return octetsOf(store.pages(), 1, From::Client, Layer::Wire, { 0, All })
        + octetsOf(store.pages(), 1, From::Server, Layer::Wire, { 0, All });
}

} // namespace

void TestSharedCopyCoded::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestSharedCopyCoded::checkCopy(const QByteArray &coded)
{
    const auto opened = openCapture(path("a.pushscope"));
    QVERIFY(bool(opened));
    QVERIFY(wireOf(**opened).contains(coded));
    const QByteArrayList lines = linesOf(**opened);
    const Result<bool> shared = share(path("a.pushscope"), path("b.pushscope"));
    QVERIFY(shared && *shared);
    const QByteArray octets = fileOctets(path("b.pushscope"));
    QVERIFY(!octets.isEmpty());
    QVERIFY(!tells(octets));
    const auto copy = openCapture(path("b.pushscope"));
    QVERIFY(copy && !(*copy)->damage());
    const QByteArray wire = wireOf(**copy);
    QCOMPARE(wire.size(), wireOf(**opened).size());
    QVERIFY(!tells(wire));
    QVERIFY(coded.isEmpty() || !wire.contains(coded));
    const QByteArrayList copied = linesOf(**copy);
    QCOMPARE(copied.size(), lines.size());
    for (qsizetype i = 0; i < lines.size(); ++i)
        QCOMPARE(copied[i].left(12), lines[i].left(12));
}

void TestSharedCopyCoded::hidesWhatIsCoded_data()
{
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("hidden");
    const QByteArray gzip = deflated(Json, 31);
    const QByteArray raw = deflated(Json, -15);
    const QByteArray ok = response("text/plain", "ok");
    const auto served = [](const char *name, const QByteArray &server, const QByteArray &hidden) {
        QTest::newRow(name) << Get << server << hidden;
    };
    served("refused event stream", coded("gzip", gzip, "404 Not Found"), gzip.mid(12));
    served("deflate", coded("deflate", deflated(Json, 15)), deflated(Json, 15));
    served("raw deflate", coded("deflate", raw + QByteArray("\x03\0", 2)), raw);
    QTest::newRow("refused upgrade")
        << QByteArray(Upgrade + "\r\n") << coded("gzip", gzip, "401 Unauthorized") << gzip.mid(12);
    QTest::newRow("request body") << QByteArray(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: "
        + QByteArray::number(gzip.size()) + "\r\n\r\n" + gzip)
                                  << ok << gzip.mid(12);
    const QByteArray opaque = "\xff" + Secret + "\xfe";
    served("unknown coding", coded("zstd", opaque), Secret);
    served("two codings", coded("gzip, br", opaque), Secret);
    served("two fields",
           QByteArray(coded("gzip", gzip))
               .replace("Content-Type: application/json", "Content-Encoding: br"),
           gzip.mid(12));
    served("coded in transfer",
           QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n" + chunk(gzip)
                      + "0\r\n\r\n"),
           gzip.mid(12));
    served("broken coding", coded("gzip", gzip.first(20) + "\xff\xff\xff" + opaque), Secret);
    served("second member", coded("gzip", deflated("{\"a\":1}", 31) + gzip), gzip.mid(12));
    served("first member", coded("gzip", gzip + deflated("{\"a\":1}", 31)), gzip.mid(12));
    served("cut coding", coded("gzip", gzip.chopped(8)), gzip.mid(12).chopped(8));
    served("two codings that are undone", coded("deflate, gzip", deflated(deflated(Json, 15), 31)),
           deflated(deflated(Json, 15), 31).mid(12));
    QByteArray first(1, '\x41');
    first.append(static_cast<char>(raw.size() - 8)).append(raw.chopped(8));
    QTest::newRow("first fragment of a compressed message")
        << QByteArray(Upgrade + Deflate + "\r\n") << QByteArray(Switch + Deflate + "\r\n" + first)
        << raw.chopped(8);
    QTest::newRow("reserved opcode with an undefined bit")
        << QByteArray(Upgrade + "\r\n")
        << QByteArray(Switch + "\r\n\xa3" + QByteArray(1, char(opaque.size())) + opaque) << Secret;
    served("trailers",
           QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk("a")
                      + "0\r\nSet-Cookie: b=" + Secret + "\r\n\r\n"),
           Secret);
    served("chunk extension",
           QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;token=" + Secret
                      + "\r\nab\r\n0;sig=" + Secret + "\r\n\r\n"),
           Secret);
    served("extension of a whole chunk",
           QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                      "Transfer-Encoding: chunked\r\n\r\n9;token="
                      + Secret + "\r\ndata: a\n\n\r\n9;token=" + Secret
                      + "\r\ndata: b\n\n\r\n0\r\n\r\n"),
           Secret);
    QTest::newRow("after a switch to something else")
        << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"
                      + Json)
        << QByteArray(
               "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"
               + Json)
        << Secret;
    QTest::newRow("no HTTP") << QByteArray("\x16\x03 what?\r\nCookie: a=" + Secret + "\r\n\r\n")
                             << QByteArray("nor this\r\nSet-Cookie: a=" + Secret + "\r\n\r\n")
                             << Secret;
    QTest::newRow("subprotocol")
        << QByteArray(Upgrade + "Sec-WebSocket-Protocol: bearer, aB3-" + Secret + "\r\n\r\n")
        << QByteArray(Switch + "Sec-WebSocket-Protocol: aB3-" + Secret + "\r\n\r\n") << Secret;
    served("redirect",
           QByteArray("HTTP/1.1 302 Found\r\nLocation: /cb#access_token=" + Secret
                      + "\r\nContent-Length: 0\r\n\r\n"),
           Secret);
}

void TestSharedCopyCoded::hidesWhatIsCoded()
{
    QFETCH(QByteArray, client);
    QFETCH(QByteArray, server);
    QFETCH(QByteArray, hidden);
    auto store = recordDialogue(path("a.pushscope"), client, server);
    QVERIFY(store && store->finish("done"));
    checkCopy(hidden);
}

/// A body of many windows, with a secret in each and one that is longer than a window.
void TestSharedCopyCoded::hidesWhatIsLarge()
{
    QByteArray body = "[";
    const QByteArray filler((1024 * 1024) / 3, ' ');
    for (int i = 0; i < 8; ++i)
        body += Json + ',' + filler;
    body += "{\"token\":\"" + QByteArray(3 * (1024 * 1024), 'x') + Secret + "\"}]";
    const QByteArray gzip = deflated(body, 31);
    auto store = recordDialogue(path("a.pushscope"), Get + Get + Get,
                                response("application/json", body) + coded("gzip", gzip)
                                    + response("text/plain", "a"));
    QVERIFY(store && store->finish("done"));
    checkCopy(gzip.mid(100, 1000));
}

/// What was coded and says none is left, so that the copy reads as the capture does.
void TestSharedCopyCoded::leavesWhatSaysNoSecret()
{
    const QByteArray gzip = deflated("{\"a\":1}", 31);
    auto store = recordDialogue(path("a.pushscope"), Get + Get,
                                coded("gzip", gzip) + coded("gzip", deflated(Json, 31)));
    QVERIFY(store && store->finish("done"));
    const Result<bool> shared = share(path("a.pushscope"), path("b.pushscope"));
    QVERIFY(shared && *shared);
    const auto copy = openCapture(path("b.pushscope"));
    QVERIFY(copy && wireOf(**copy).contains(gzip));
    QVERIFY(fileOctets(path("b.pushscope")).contains("{\"a\":1}"));
}

/// Each record is gone through twice at most, however many bodies are coded; and it can be stopped
/// at any time.
void TestSharedCopyCoded::takesManyCodedBodies()
{
    constexpr int Polls = 3000;
    const QByteArray answer = coded("gzip", deflated(Json, 31));
    auto store = recordDialogue(path("a.pushscope"), Get.repeated(Polls), answer.repeated(Polls));
    QVERIFY(store && store->finish("done"));
    QElapsedTimer timer;
    timer.start();
    int last = -1;
    bool isForward = true;
    std::atomic_bool isCancelled{ false };
    const auto watch = [&](int perMille) {
        isForward = isForward && perMille >= last;
        last = perMille;
    };
    const Result<bool> shared
        = writeSharedCopy(path("a.pushscope"), path("b.pushscope"), {}, isCancelled, watch);
    QVERIFY(shared && *shared);
    QVERIFY(isForward && last > 900 && last < 1000);
    // Five thousand took three quarters of a minute when each looked through all records.
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(!tells(fileOctets(path("b.pushscope"))));

    for (const int stopAt : { 100, 400, 620, 720, 810 }) {
        isCancelled = false;
        const Result<bool> stopped = writeSharedCopy(
            path("a.pushscope"), path("c.pushscope"), {}, isCancelled,
            [&](int perMille) { isCancelled = isCancelled || perMille >= stopAt; });
        QVERIFY(stopped && !*stopped);
        QCOMPARE(QDir(m_folder->path()).entryList({ QStringLiteral("c*") }), QStringList());
    }
}

void TestSharedCopyCoded::takesChunksOfOneOctet()
{
    QByteArray body;
    while (body.size() < 60'000)
        body += Json;
    QByteArray server = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (const char octet : body)
        server += chunk(QByteArray(1, octet));
    auto store = recordDialogue(path("a.pushscope"), Get, server + "0\r\n\r\n");
    QVERIFY(store && store->finish("done"));
    QElapsedTimer timer;
    timer.start();
    const Result<bool> shared = share(path("a.pushscope"), path("b.pushscope"));
    QVERIFY(shared && *shared);
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
    const auto copy = openCapture(path("b.pushscope"));
    QVERIFY(bool(copy));
    const QByteArray wire = wireOf(**copy);
    QVERIFY(!QByteArray(wire).replace("\r\n1\r\n", "").contains(Secret));
    QCOMPARE(wire.count("\r\n1\r\n"), QByteArray(server).count("\r\n1\r\n"));
}

void TestSharedCopyCoded::hidesWhatJoinsANamespace_data()
{
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<bool>("isPolled");
    QTest::addColumn<bool>("isJsonp");
    const QByteArray packet = "40/chat,{\"whoever\":\"" + Secret + "\"}";
    QTest::newRow("message") << packet << false << false;
    QTest::newRow("poll") << packet << true << false;
    QTest::newRow("second packet of a poll") << QByteArray("3\x1e" + packet) << true << false;
    QTest::newRow("JSONP poll") << QByteArray("d=" + packet.toPercentEncoding()) << true << true;
}

void TestSharedCopyCoded::hidesWhatJoinsANamespace()
{
    QFETCH(QByteArray, packet);
    QFETCH(bool, isPolled);
    QFETCH(bool, isJsonp);
    auto store = createCapture({ path("a.pushscope") });
    QVERIFY(bool(store));
    {
        BatchBuilder batch(*(*store)->sink());
        const auto session = std::make_shared<EngineIoTranscript>(EngineIoTranscript::Setup{});
        ConnectionTranscript transcript(batch, &(*store)->sink()->counters(), { 1, 1, 1 },
                                        std::nullopt, {}, nullptr);
        BodyForm form{ BodyForm::Kind::EngineIo };
        form.engineIo = session;
        form.isJsonp = isJsonp;
        if (isPolled) {
            transcript.http().expectRequestForm(form);
            transcript.octets(Role::Client,
                              QByteArray("POST /socket.io/?EIO=4&transport=polling&sid=" + Secret
                                         + " HTTP/1.1\r\nHost: a\r\nContent-Length: "
                                         + QByteArray::number(packet.size()) + "\r\n\r\n" + packet),
                              1);
            transcript.octets(Role::Server, response("text/plain", "ok"), 2);
        } else {
            transcript.readMessagesAs(session);
            transcript.octets(Role::Client, QByteArray(Upgrade + "\r\n"), 1);
            transcript.octets(
                Role::Server,
                QByteArray(Switch + "\r\n" + frameOf("0{\"sid\":\"" + Secret + "\"}")), 2);
            transcript.octets(Role::Client, masked(packet, 1), 3);
        }
        transcript.finish(Role::Client, 9);
        transcript.finish(Role::Server, 9);
        batch.flush();
    }
    QVERIFY((*store)->finish("done"));
    QVERIFY(linesOf(**store).join().contains("\"CONNECT\""));
    checkCopy({});
    const auto copy = openCapture(path("b.pushscope"));
    const QByteArray all = linesOf(**copy).join();
    QVERIFY(all.contains("\"CONNECT\"") && all.contains("/chat"));
}

QTEST_APPLESS_MAIN(TestSharedCopyCoded)
#include "tst_sharedcopy_coded.moc"
