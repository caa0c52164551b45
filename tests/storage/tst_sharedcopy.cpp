// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/sharedcopy.h"

#include "capture/batchbuilder.h"
#include "capture/connectiontranscript.h"
#include "capture/jsonlines.h"
#include "storage/stores.h"

#include "capturetools.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

using namespace Pushscope;

/// Copies that are given to others: no secret is in the file, and everything else is as it was.
class TestSharedCopy : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void hidesEverySecret_data();
    void hidesEverySecret();
    void copiesWhatIsBeingRecorded();
    void coversNames();
    void cancels();
    void leavesTheTargetWhereItFails();
    void showsNobodyWhatIsNotCovered();

private:
    [[nodiscard]] QString path(const char *name) const
    {
        return m_folder->filePath(QLatin1String(name));
    }
    /// Records a dialogue into `a.pushscope`.
    void record(const QByteArray &client, const QByteArray &server);
    [[nodiscard]] static QByteArray fileOctets(const QString &path);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CaptureStore> m_store;
};

namespace {

const QByteArray Secret = "Xq7Secret9zK";

/// Some dialogues cut it in two.
bool tells(const QByteArray &octets)
{
    return octets.contains(Secret.first(5)) || octets.contains(Secret.last(7));
}

QByteArray masked(const QByteArray &payload, quint8 opcode)
{
    const QByteArray key = QByteArray::fromHex("37fa213d");
    QByteArray frame(1, static_cast<char>(0x80 | opcode));
    frame.append(static_cast<char>(0x80 | payload.size()));
    frame.append(key);
    for (qsizetype i = 0; i < payload.size(); ++i)
        frame.append(static_cast<char>(payload[i] ^ key[i % 4]));
    return frame;
}

/// As a server sends it, of at most 125 octets.
QByteArray frameOf(const QByteArray &payload)
{
    QByteArray frame(1, '\x81');
    frame.append(static_cast<char>(payload.size())).append(payload);
    return frame;
}

/// @p windowBits: 31 gzip, -15 as in a WebSocket message.
QByteArray deflated(const QByteArray &octets, int windowBits)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(1024, '\0');
    QByteArray in = octets;
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, windowBits > 0 ? Z_FINISH : Z_SYNC_FLUSH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return windowBits > 0 ? out : out.chopped(4);
}

QByteArray chunk(const QByteArray &octets)
{
    return QByteArray(QByteArray::number(octets.size(), 16) + "\r\n" + octets + "\r\n");
}

QByteArray response(const QByteArray &type, const QByteArray &body, const QByteArray &more = {})
{
    return QByteArray("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + more
                      + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

const QByteArray Get = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
const QByteArray Upgrade = "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
                           "Connection: Upgrade\r\n"
                           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                           "Sec-WebSocket-Version: 13\r\n";
const QByteArray Switch = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                          "Connection: Upgrade\r\n"
                          "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";
const QByteArray Deflate = "Sec-WebSocket-Extensions: permessage-deflate\r\n";

QByteArrayList linesOf(CaptureStore &store)
{
    QByteArrayList lines;
    std::promise<void> isRead;
    store.pages().requestRows(
        RecordPages::Everything, 0, 1000,
        [&](const RecordPages::Page &, std::span<const Record> rows, OctetSource &octets) {
            JsonLineWriter writer(octets, {});
            for (const Record &record : rows) {
                QByteArray line;
                writer.write(record, line);
                lines.append(line);
            }
            isRead.set_value();
        });
    isRead.get_future().wait();
    return lines;
}

Result<bool> share(const QString &from, const QString &to, const SecretNames &names = {})
{
    const std::atomic_bool isCancelled{ false };
    return writeSharedCopy(from, to, names, isCancelled, [](int) {});
}

} // namespace

void TestSharedCopy::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestSharedCopy::record(const QByteArray &client, const QByteArray &server)
{
    auto store = createCapture({ path("a.pushscope") });
    QVERIFY(bool(store));
    m_store = std::move(*store);
    BatchBuilder batch(*m_store->sink());
    ConnectionTranscript transcript(batch, &m_store->sink()->counters(), { 1, 1, 1 }, std::nullopt,
                                    {}, nullptr);
    // Cut as reads may cut: a secret lies across them.
    constexpr qsizetype Read = 31;
    for (qsizetype at = 0; at < client.size(); at += Read)
        transcript.octets(Role::Client, client.mid(at, Read), at);
    for (qsizetype at = 0; at < server.size(); at += Read)
        transcript.octets(Role::Server, server.mid(at, Read), 1000 + at);
    transcript.finish(Role::Client, 9000);
    transcript.finish(Role::Server, 9000);
    batch.flush();
}

QByteArray TestSharedCopy::fileOctets(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

void TestSharedCopy::hidesEverySecret_data()
{
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QByteArray>("server");
    const QByteArray json = "{\"token\":\"" + Secret + "\",\"n\":1}";
    QTest::newRow("fields and target")
        << QByteArray("GET /x?token=" + Secret + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                      + Secret + "\r\nCookie: a=" + Secret + "\r\n\r\n")
        << QByteArray("HTTP/1.1 204 No Content\r\nSet-Cookie: b=" + Secret + "\r\n\r\n");
    const QByteArray second = "GET /y?token=" + Secret + " HTTP/1.1\r\nHost: a\r\nCookie: a="
        + Secret + "\r\n\r\n";
    const QByteArray answer = response("text/plain", "ok", "Set-Cookie: b=" + Secret + "\r\n");
    QTest::newRow("later requests of a connection") << QByteArray(Get + second + second)
                                                    << QByteArray(response("a/b", "c") + answer
                                                                  + answer);
    QTest::newRow("request body") << QByteArray(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(json.size())
        + "\r\n\r\n" + json) << response("text/plain", "ok");
    QTest::newRow("event stream") << Get
                                  << response("text/event-stream",
                                              "data: " + json + "\n\ndata: other\n\n");
    QTest::newRow("event across chunks")
        << Get
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                      "Transfer-Encoding: chunked\r\n\r\n"
                      + chunk("data: " + json.left(15)) + chunk(json.mid(15) + "\n\n") + chunk("")
                      + "\r\n");
    QTest::newRow("body across chunks")
        << Get
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                      "Transfer-Encoding: chunked\r\n\r\n"
                      + chunk(json.left(15)) + chunk(json.mid(15)) + "0\r\n\r\n");
    QTest::newRow("lines") << Get << response("application/x-ndjson", json + '\n' + json + '\n');
    QTest::newRow("part") << Get
                          << response("multipart/x-mixed-replace; boundary=f",
                                      "--f\r\n\r\n" + json + "\r\n--f--\r\n");
    QTest::newRow("coded event stream")
        << Get
        << response("text/event-stream", deflated("data: " + json + "\n\n", 31),
                    "Content-Encoding: gzip\r\n");
    QTest::newRow("masked frame") << QByteArray(Upgrade + "\r\n" + masked(json, 1))
                                  << QByteArray(Switch + "\r\n");
    QTest::newRow("frame") << QByteArray(Upgrade + "\r\n")
                           << QByteArray(Switch + "\r\n" + frameOf(json));
    QByteArray fragments = QByteArray::fromHex("010f") + json.left(15);
    fragments.append('\x80').append(static_cast<char>(json.size() - 15)).append(json.mid(15));
    QTest::newRow("fragments") << QByteArray(Upgrade + "\r\n")
                               << QByteArray(Switch + "\r\n" + fragments);
    const QByteArray small = deflated(json, -15);
    QByteArray compressed(1, '\xc1');
    compressed.append(static_cast<char>(small.size())).append(small);
    QTest::newRow("compressed message") << QByteArray(Upgrade + Deflate + "\r\n")
                                        << QByteArray(Switch + Deflate + "\r\n" + compressed);
}

void TestSharedCopy::hidesEverySecret()
{
    QFETCH(QByteArray, client);
    QFETCH(QByteArray, server);
    record(client, server);
    QVERIFY(m_store->finish("done"));
    const QByteArrayList lines = linesOf(*m_store);
    QVERIFY(tells(lines.join()) || tells(fileOctets(path("a.pushscope"))));
    const Result<bool> shared = share(path("a.pushscope"), path("b.pushscope"));
    QVERIFY(shared && *shared);

    const QByteArray octets = fileOctets(path("b.pushscope"));
    QVERIFY(!octets.isEmpty() && !tells(octets));
    QVERIFY(!QFile::exists(path("b.pushscope.part")));
    const auto copy = openCapture(path("b.pushscope"));
    QVERIFY(bool(copy));
    QVERIFY(!(*copy)->damage());
    const QByteArrayList copied = linesOf(**copy);
    QCOMPARE(copied.size(), lines.size());
    const QByteArray all = copied.join();
    QVERIFY(!tells(all));
    QVERIFY(all.count('*') >= Secret.size());
    for (qsizetype i = 0; i < lines.size(); ++i)
        QCOMPARE(copied[i].size(), lines[i].size()); // Nothing moved.
    // The capture itself is as it was.
    QVERIFY(linesOf(*m_store) == lines);
}

void TestSharedCopy::copiesWhatIsBeingRecorded()
{
    record("GET / HTTP/1.1\r\nHost: a\r\nCookie: a=" + Secret + "\r\n\r\n", response("a/b", "c"));
    QTRY_VERIFY(m_store->status().records >= 4);
    const Result<bool> shared = share(path("a.pushscope"), path("b.pushscope"));
    QVERIFY(shared && *shared);
    QVERIFY(m_store->isRecording());
    const auto copy = openCapture(path("b.pushscope"));
    QVERIFY(bool(copy));
    QVERIFY(!tells(linesOf(**copy).join()));
    QVERIFY(!tells(fileOctets(path("b.pushscope"))));
}

/// What names a URL beside the octets: sessions, notes, details.
void TestSharedCopy::coversNames()
{
    record(Get, response("a/b", "c"));
    QVERIFY(
        m_store->addNote(QString::fromLatin1("see wss://u:" + Secret + "@h/?token=" + Secret), 1));
    QVERIFY(m_store->finish("done"));
    const Result<bool> shared = share(path("a.pushscope"), path("b.pushscope"));
    QVERIFY(shared && *shared);
    QVERIFY(tells(fileOctets(path("a.pushscope"))));
    const QByteArray octets = fileOctets(path("b.pushscope"));
    QVERIFY(!tells(octets));
    QVERIFY(octets.contains("see wss://**************@h/?token=************"));
}

void TestSharedCopy::cancels()
{
    record(Get, response("a/b", "c"));
    QVERIFY(m_store->finish("done"));
    const std::atomic_bool isCancelled{ true };
    const Result<bool> shared
        = writeSharedCopy(path("a.pushscope"), path("b.pushscope"), {}, isCancelled, [](int) {});
    QVERIFY(shared && !*shared);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{ u"a.pushscope"_qs });
}

void TestSharedCopy::leavesTheTargetWhereItFails()
{
    QFile other(path("b.pushscope"));
    QVERIFY(other.open(QFile::WriteOnly));
    other.write("mine");
    other.close();
    QFile stranger(path("a.pushscope"));
    QVERIFY(stranger.open(QFile::WriteOnly));
    stranger.write("no capture");
    stranger.close();
    const Result<bool> shared = share(path("a.pushscope"), path("b.pushscope"));
    QVERIFY(!shared);
    QCOMPARE(shared.error().code, ErrorCode::NotACapture);
    QCOMPARE(fileOctets(path("b.pushscope")), QByteArray("mine"));
    QVERIFY(!share(path("nowhere"), path("b.pushscope")));
    // The capture itself is none, by whatever name.
    record(Get, response("a/b", "c"));
    QVERIFY(m_store->finish("done"));
    QVERIFY(QFile::link(path("a.pushscope"), path("c.pushscope")));
    const QByteArray before = fileOctets(path("a.pushscope"));
    QVERIFY(!share(path("a.pushscope"), path("a.pushscope")));
    QVERIFY(!share(path("a.pushscope"), path("c.pushscope")));
    QCOMPARE(fileOctets(path("a.pushscope")), before);
    QVERIFY(!share(path("a.pushscope"), path("no folder/b.pushscope")));
}

void TestSharedCopy::showsNobodyWhatIsNotCovered()
{
    record(Get, response("text/plain", "{\"token\":\"" + Secret + "\"}"));
    QVERIFY(m_store->finish("done"));
    const std::atomic_bool isCancelled{ false };
    QStringList seen;
    const auto look = [&](int) {
        const QDir folder(m_folder->path());
        for (const QString &name : folder.entryList({ QStringLiteral("b*") }, QDir::Files)) {
            if (tells(fileOctets(folder.filePath(name))))
                seen.append(name);
        }
    };
    QVERIFY(writeSharedCopy(path("a.pushscope"), path("b.pushscope"), {}, isCancelled, look));
    QCOMPARE(seen, QStringList());
    const QFile::Permissions owner = QFile::ReadOwner | QFile::WriteOwner;
    QCOMPARE(QFile::permissions(path("b.pushscope")) & (owner | QFile::ReadGroup | QFile::ReadOther),
             owner);
    look(0);
    QCOMPARE(seen, QStringList());
}

QTEST_APPLESS_MAIN(TestSharedCopy)
#include "tst_sharedcopy.moc"
