// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/recentblocks.h"

#include "storage/blockwriter.h"
#include "storage/octetreader.h"
#include "storage/schema.h"

#include "capturetools.h"

#include <QTest>

using namespace Pushscope;

/// Octets are found whether `extent` lists them or only the newest blocks tell them.
class TestRecentBlocks : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void everythingIsFoundAllTheWhile();
    void onlyTheNewestAreUnlisted();
    void indexListsTheRest();
    void rollBackKeepsWhatIsCommitted();
    void anotherWriterGoesOn();
    void gapsStay();

private:
    [[nodiscard]] bool write(const Batch &batch, bool isCommitted = true);
    [[nodiscard]] bool isAllFound(OctetReader &reader) const;
    [[nodiscard]] qint64 number(const char *sql) const { return m_database->integer(sql, -1); }

    std::unique_ptr<Database> m_database;
    std::unique_ptr<BlockWriter> m_writer;
    RandomTraffic m_traffic{ 5, 40 };
};

void TestRecentBlocks::init()
{
    Result<Database> database = Database::open({}, Database::Access::Create); // In memory.
    QVERIFY(database);
    m_database = std::make_unique<Database>(std::move(*database));
    QVERIFY(Schema::create(*m_database));
    m_writer = std::make_unique<BlockWriter>(*m_database);
    m_traffic = RandomTraffic(5, 40);
}

void TestRecentBlocks::cleanup()
{
    m_writer.reset();
    m_database.reset();
}

bool TestRecentBlocks::write(const Batch &batch, bool isCommitted)
{
    const bool isWritten
        = m_database->run("BEGIN") && m_writer->add(batch) && m_writer->flush();
    if (!isCommitted) {
        m_writer->rollBack();
        return isWritten && m_database->run("ROLLBACK");
    }
    if (!isWritten || !m_database->run("COMMIT"))
        return false;
    m_writer->commit();
    return true;
}

bool TestRecentBlocks::isAllFound(OctetReader &reader) const
{
    for (const auto &[direction, said] : m_traffic.said()) {
        const auto &[connection, from, layer] = direction;
        if (reader.octets(connection, from, layer, { 0, said.size() }) != said)
            return false;
        const qint64 middle = said.size() / 2;
        if (reader.octets(connection, from, layer, { middle, said.size() + 9 })
            != said.mid(middle))
            return false;
        const qint64 last = reader.blockAt(connection, Schema::directionCode(from, layer),
                                           said.size() - 1);
        if (last <= 0)
            return false;
    }
    return true;
}

void TestRecentBlocks::everythingIsFoundAllTheWhile()
{
    OctetReader reader(*m_database);
    for (int i = 0; i < 400; ++i) {
        QVERIFY(write(m_traffic.next(20, 4000)));
        if (i % 37 == 0)
            QVERIFY2(isAllFound(reader), qPrintable(QString::number(i)));
    }
    OctetReader other(*m_database);
    QVERIFY(isAllFound(other));
}

void TestRecentBlocks::onlyTheNewestAreUnlisted()
{
    bool wasBehind = false;
    for (int i = 0; i < 400; ++i) {
        QVERIFY(write(m_traffic.next(20, 4000)));
        const qint64 unlisted = number("SELECT count(*) FROM block WHERE id NOT IN "
                                       "(SELECT block FROM extent)");
        QVERIFY(unlisted <= Schema::MaxUnindexedBlocks);
        wasBehind = wasBehind || unlisted > 1;
        QCOMPARE(unlisted,
                 number("SELECT (SELECT max(id) FROM block) - "
                        "ifnull((SELECT max(block) FROM extent), 0)"));
    }
    QVERIFY(wasBehind);
}

void TestRecentBlocks::indexListsTheRest()
{
    for (int i = 0; i < 50; ++i)
        QVERIFY(write(m_traffic.next(20, 4000)));
    QVERIFY(m_database->run("BEGIN") && m_writer->index() && m_database->run("COMMIT"));
    m_writer->commit();
    QCOMPARE(number("SELECT count(*) FROM block WHERE id NOT IN (SELECT block FROM extent)"),
             qint64{ 0 });
    const qint64 listed = number("SELECT count(*) FROM extent");
    QVERIFY(m_database->run("BEGIN") && m_writer->index() && m_database->run("COMMIT"));
    QCOMPARE(number("SELECT count(*) FROM extent"), listed);
}

void TestRecentBlocks::rollBackKeepsWhatIsCommitted()
{
    for (int i = 0; i < 300; ++i) {
        const Batch batch = m_traffic.next(20, 4000);
        if (i % 3 == 0)
            QVERIFY(write(batch, false)); // As on a full disk; then the same once more.
        QVERIFY(write(batch));
    }
    OctetReader reader(*m_database);
    QVERIFY(isAllFound(reader));
}

void TestRecentBlocks::anotherWriterGoesOn()
{
    for (int i = 0; i < 600; ++i) {
        if (i % 50 == 49) // The one before had no time to list what is newest.
            m_writer = std::make_unique<BlockWriter>(*m_database);
        QVERIFY(write(m_traffic.next(20, 4000)));
    }
    OctetReader reader(*m_database);
    QVERIFY(isAllFound(reader));
}

void TestRecentBlocks::gapsStay()
{
    Batch batch;
    batch.octets = "abcdef";
    batch.pieces = { { 1, From::Server, Layer::Wire, 0, 3, 0, 0 },
                     { 1, From::Server, Layer::Wire, 10, 3, 0, 3 } };
    QVERIFY(write(batch));
    for (bool isListed : { false, true }) {
        OctetReader reader(*m_database);
        QCOMPARE(reader.octets(1, From::Server, Layer::Wire, { 0, 13 }), QByteArray("abc"));
        QCOMPARE(reader.octets(1, From::Server, Layer::Wire, { 1, 2 }), QByteArray("b"));
        QCOMPARE(reader.octets(1, From::Server, Layer::Wire, { 11, 13 }), QByteArray("ef"));
        QVERIFY(reader.octets(1, From::Server, Layer::Wire, { 4, 6 }).isEmpty());
        QVERIFY(reader.octets(1, From::Client, Layer::Wire, { 0, 3 }).isEmpty());
        QCOMPARE(reader.blockAt(1, Schema::directionCode(From::Server, Layer::Wire), 20),
                 qint64{ 0 });
        if (!isListed)
            QVERIFY(m_database->run("BEGIN") && m_writer->index() && m_database->run("COMMIT"));
    }
}

QTEST_APPLESS_MAIN(TestRecentBlocks)
#include "tst_recentblocks.moc"
