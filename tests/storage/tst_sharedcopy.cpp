// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/stores.h"

#include "sharedcopytools.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

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
    void leavesNothingOfWhatWasDropped();
    void showsNobodyWhatIsNotCovered();

private:
    [[nodiscard]] QString path(const char *name) const
    {
        return m_folder->filePath(QLatin1String(name));
    }
    /// Records a dialogue into `a.pushscope`.
    void record(const QByteArray &client, const QByteArray &server);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CaptureStore> m_store;
};

void TestSharedCopy::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestSharedCopy::record(const QByteArray &client, const QByteArray &server)
{
    m_store = recordDialogue(path("a.pushscope"), client, server);
    QVERIFY(m_store);
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
    const QByteArray second
        = "GET /y?token=" + Secret + " HTTP/1.1\r\nHost: a\r\nCookie: a=" + Secret + "\r\n\r\n";
    const QByteArray answer = response("text/plain", "ok", "Set-Cookie: b=" + Secret + "\r\n");
    QTest::newRow("later requests of a connection")
        << QByteArray(Get + second + second) << QByteArray(response("a/b", "c") + answer + answer);
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

/// What was deleted stays in the pages of a database until others are written there, and the octets
/// of the oldest records in a block that newer ones need.
void TestSharedCopy::leavesNothingOfWhatWasDropped()
{
    RecordingOptions options;
    options.path = path("a.pushscope");
    options.limits.keepOctets = 1024 * 1024;
    auto store = createCapture(options);
    QVERIFY(bool(store));
    constexpr int Messages = 80'000;
    BatchBuilder batch(*(*store)->sink());
    ConnectionTranscript transcript(batch, &(*store)->sink()->counters(), { 1, 1, 1 }, std::nullopt,
                                    {}, nullptr);
    transcript.octets(Role::Client, QByteArray(Upgrade + "\r\n"), 1);
    transcript.octets(Role::Server, QByteArray(Switch + "\r\n"), 2);
    for (int i = 0; i < Messages; ++i) {
        const QByteArray json = "{\"token\":\"" + Secret + "\",\"n\":\""
            + QByteArray::number(i).rightJustified(80) + "\"}";
        transcript.octets(Role::Server, frameOf(json), 3 + i);
        transcript.octets(Role::Client, masked(json, 1), 3 + i);
        if (i % 500 == 0)
            batch.flush();
    }
    batch.flush();
    QVERIFY((*store)->finish("done"));
    QVERIFY((*store)->status().droppedRecords > 10'000);
    store->reset();
    QVERIFY(fileOctets(path("a.pushscope")).count(Secret) > 1000);
    const Result<bool> shared = share(path("a.pushscope"), path("b.pushscope"));
    QVERIFY(shared && *shared);
    const QByteArray octets = fileOctets(path("b.pushscope"));
    QCOMPARE(octets.count(Secret), 0);
    QVERIFY(!octets.contains(masked(Secret, 1).mid(6)));
    const auto copy = openCapture(path("b.pushscope"));
    QVERIFY(copy && !(*copy)->damage());
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
    QCOMPARE(QFile::permissions(path("b.pushscope"))
                 & (owner | QFile::ReadGroup | QFile::ReadOther),
             owner);
    look(0);
    QCOMPARE(seen, QStringList());
}

QTEST_APPLESS_MAIN(TestSharedCopy)
#include "tst_sharedcopy.moc"
