// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/sharedcopy.h"

#include "capture/placedtext.h"
#include "storage/capturefile.h"
#include "storage/filelock.h"
#include "storage/octetpatcher.h"
#include "storage/octetreader.h"
#include "storage/recordrow.h"
#include "storage/unnamedcopy.h"

#include <QFileInfo>

#include <array>
#include <map>
#include <set>
#include <tuple>

namespace Pushscope {

namespace {

constexpr int WholePerMille = 1000;
/// Copying is the smaller part of the work.
constexpr int CopiedPerMille = 200;
constexpr int CoveredPerMille = 800;
constexpr int RecordsAtOnce = 2000;
/// Of one record that is looked through; as many as a message may have by default.
constexpr qint64 MaxTextOctets = 64LL * 1024 * 1024;
/// Of a body in several records that is looked through at once, and how much of that again with
/// what follows, so that a secret may lie across.
constexpr qsizetype BodyOctets = 1024 * 1024;
constexpr qsizetype OverlapOctets = 64 * 1024;

struct TextColumn {
    const char *table;
    const char *key;
    const char *column;
};
/// What may name a URL or hold JSON besides records.
constexpr std::array TextColumns = std::to_array<TextColumn>({
    { "session", "id", "name" },
    { "session", "id", "url" },
    { "session", "id", "options" },
    { "connection", "id", "error" },
    { "note", "id", "text" },
    { "meta", "name", "value" },
});

Statement prepared(Database &database, const QByteArray &sql)
{
    return { database, sql.constData() };
}

bool isBody(RecordKind kind)
{
    return kind == RecordKind::HttpChunk || kind == RecordKind::HttpData;
}

/// Covers the secrets of a capture that nobody else has open.
class Coverer
{
public:
    Coverer(Database &database, const SecretNames &names)
        : m_database(database)
        , m_finder(names)
        , m_reader(database)
        , m_patcher(database, m_reader)
        , m_select(prepared(database,
                            QByteArray("SELECT ") + RecordColumns
                                + " FROM record WHERE seq>? ORDER BY seq LIMIT "
                                + QByteArray::number(RecordsAtOnce)))
        , m_setDetail(database, "UPDATE record SET detail=? WHERE seq=?")
    {
    }

    /// The records after @p seq, some of them; the last one's seq, 0 at the end. Errors of the
    /// database where it stops.
    Result<qint64> coverRecords(qint64 seq);
    Result<Done> coverBodies();
    Result<Done> coverTexts();
    /// Where a content coding hid a secret, the coded octets of that body go.
    Result<Done> blankCodedBodies();

private:
    /// One direction of an exchange.
    using BodyKey = std::tuple<quint32, From, quint32>;
    struct Body {
        PlacedText text;
        quint32 connection = 0;
        From from = From::Nobody;
    };

    [[nodiscard]] bool cover(const Record &record);
    [[nodiscard]] bool coverContent(const Record &record);
    [[nodiscard]] bool coverDetail(const Record &record);
    [[nodiscard]] bool coverBody(Body &body);
    [[nodiscard]] bool apply(quint32 connection, From from,
                             const std::vector<PlacedText::Patch> &patches);
    [[nodiscard]] QByteArray covered(QByteArray text) const;
    [[nodiscard]] bool coverColumn(const TextColumn &column);
    [[nodiscard]] Error error() const { return m_database.lastError(); }

    Database &m_database;
    const SecretFinder m_finder;
    OctetReader m_reader;
    OctetPatcher m_patcher;
    Statement m_select;
    Statement m_setDetail;
    std::map<BodyKey, Body> m_bodies; ///< Those that go on.
    std::set<BodyKey> m_coded;        ///< Whose content, decoded, says a secret.
};

Result<qint64> Coverer::coverRecords(qint64 seq)
{
    std::vector<Record> records;
    {
        const StatementScope scope(m_select);
        m_select.bind(1, seq);
        auto step = Statement::Step::Row;
        while ((step = m_select.step()) == Statement::Step::Row)
            records.push_back(readRecord(m_select));
        if (step == Statement::Step::Failed)
            return error();
    }
    for (const Record &record : records) {
        // A damaged tree could lead round in circles.
        if (record.seq <= seq)
            return fileError(ErrorCode::Damaged, m_database.path(), {});
        seq = record.seq;
        if (!cover(record) || !coverDetail(record))
            return error();
    }
    return records.empty() ? 0 : records.back().seq;
}

bool Coverer::cover(const Record &record)
{
    if (record.at.isEmpty())
        return true;
    if (record.kind == RecordKind::HttpRequest || record.kind == RecordKind::HttpResponse) {
        const PlacedText head = PlacedText::ofHead(record, m_reader);
        return apply(record.connection, record.from, head.covering(m_finder.inHead(head.text())));
    }
    if (!isBody(record.kind) || record.has(LiesInContent))
        return coverContent(record);
    Body &body = m_bodies[{ record.connection, record.from, record.exchange }];
    body.connection = record.connection;
    body.from = record.from;
    body.text.append(PlacedText::ofContent(record, m_reader, MaxTextOctets));
    return body.text.text().size() < BodyOctets || coverBody(body);
}

bool Coverer::coverContent(const Record &record)
{
    const bool isCompressed = record.has(IsCompressed);
    const PlacedText text = isCompressed ? PlacedText::ofInflated(record, m_reader, MaxTextOctets)
                                         : PlacedText::ofContent(record, m_reader, MaxTextOctets);
    const std::vector<ByteRange> secrets = m_finder.inText(text.text());
    if (secrets.empty())
        return true;
    if (record.has(LiesInContent))
        m_coded.insert({ record.connection, record.from, record.exchange });
    // Only frames were compressed; what others joined in the content is covered where it lies.
    const bool isFrame = record.kind == RecordKind::WsMessage || record.kind == RecordKind::WsFrame;
    if (isCompressed && isFrame
        && !apply(record.connection, record.from,
                  PlacedText::ofContent(record, m_reader, MaxTextOctets).blanking()))
        return false;
    return apply(record.connection, record.from, text.covering(secrets));
}

bool Coverer::coverBody(Body &body)
{
    const bool isApplied
        = apply(body.connection, body.from, body.text.covering(m_finder.inText(body.text.text())));
    body.text.keepLast(OverlapOctets);
    return isApplied;
}

Result<Done> Coverer::coverBodies()
{
    for (auto &[key, body] : m_bodies) {
        if (!coverBody(body))
            return error();
    }
    m_bodies.clear();
    return Done{};
}

Result<Done> Coverer::blankCodedBodies()
{
    Statement select = prepared(m_database,
                                QByteArray("SELECT ") + RecordColumns
                                    + " FROM record WHERE connection=? AND exchange=?");
    for (const auto &[connection, from, exchange] : m_coded) {
        const StatementScope scope(select);
        select.bind(1, connection);
        select.bind(2, exchange);
        while (select.step() == Statement::Step::Row) {
            const Record record = readRecord(select);
            if (!isBody(record.kind) || record.from != from || record.has(LiesInContent))
                continue;
            const PlacedText coded = PlacedText::ofContent(record, m_reader, MaxTextOctets);
            if (!apply(connection, from, coded.blanking()))
                return error();
        }
    }
    return Done{};
}

bool Coverer::apply(quint32 connection, From from, const std::vector<PlacedText::Patch> &patches)
{
    for (const PlacedText::Patch &patch : patches) {
        if (!m_patcher.apply(connection, from, patch))
            return false;
    }
    return true;
}

QByteArray Coverer::covered(QByteArray text) const
{
    for (const ByteRange &secret : m_finder.inText(text)) {
        const QByteArray cover
            = SecretFinder::cover(QByteArrayView(text).sliced(secret.begin, secret.size()));
        text.replace(secret.begin, secret.size(), cover);
    }
    return text;
}

bool Coverer::coverDetail(const Record &record)
{
    const QByteArray detail = covered(record.detail);
    if (detail == record.detail)
        return true;
    m_setDetail.bindText(1, detail);
    m_setDetail.bind(2, record.seq);
    return m_setDetail.execute();
}

bool Coverer::coverColumn(const TextColumn &column)
{
    const QByteArray from = QByteArray(" FROM ") + column.table;
    std::vector<std::pair<QByteArray, QByteArray>> rows;
    {
        Statement select
            = prepared(m_database, QByteArray("SELECT ") + column.key + ',' + column.column + from);
        while (select.step() == Statement::Step::Row)
            rows.emplace_back(select.octets(0), select.octets(1));
    }
    const QByteArray sql = QByteArray("UPDATE ") + column.table + " SET " + column.column
        + "=? WHERE CAST(" + column.key + " AS TEXT)=?";
    Statement update = prepared(m_database, sql);
    for (const auto &[key, text] : rows) {
        const QByteArray now = covered(text);
        if (now == text)
            continue;
        update.bindText(1, now);
        update.bindText(2, key);
        if (!update.execute())
            return false;
    }
    return true;
}

Result<Done> Coverer::coverTexts()
{
    for (const TextColumn &column : TextColumns) {
        if (!coverColumn(column))
            return error();
    }
    return Done{};
}

struct Watch {
    const std::atomic_bool &isCancelled;
    const std::function<void(int perMille)> &progress;

    /// A part of the work that goes from @p first to @p last per mille.
    [[nodiscard]] CopyProgress part(int first, int last) const
    {
        return [this, first, last](int perMille) {
            progress(first + (last - first) * perMille / WholePerMille);
        };
    }
};

Result<Done> coverAll(Database &database, const SecretNames &names, const Watch &watch)
{
    const qint64 last = std::max<qint64>(1, database.integer("SELECT max(seq) FROM record", 0));
    Coverer coverer(database, names);
    for (qint64 seq = 0; !watch.isCancelled;) {
        const Result<qint64> done = coverer.coverRecords(seq);
        if (!done)
            return done.error();
        if (*done == 0)
            break;
        seq = *done;
        watch.part(CopiedPerMille, CoveredPerMille)(static_cast<int>(WholePerMille * seq / last));
    }
    for (const auto step :
         { &Coverer::coverBodies, &Coverer::blankCodedBodies, &Coverer::coverTexts }) {
        if (Result<Done> done = (coverer.*step)(); !done)
            return done;
    }
    return Done{};
}

Result<Done> coverFile(Database &database, const SecretNames &names, const Watch &watch)
{
    if (!database.run("BEGIN"))
        return database.lastError();
    if (Result<Done> covered = coverAll(database, names, watch); !covered)
        return covered;
    if (!database.run("COMMIT"))
        return database.lastError();
    return Done{};
}

Result<Done> writeCovered(const QString &source, const QString &part, const SecretNames &names,
                          const Watch &watch)
{
    Result<Database> database
        = makeUnnamedCopy(source, part, watch.isCancelled, watch.part(0, CopiedPerMille));
    if (!database)
        return database.error();
    if (watch.isCancelled)
        return Done{};
    if (Result<Done> covered = coverFile(*database, names, watch); !covered || watch.isCancelled)
        return covered;
    return writeRows(*database, part, watch.isCancelled,
                     watch.part(CoveredPerMille, WholePerMille - 1));
}

} // namespace

Result<bool> writeSharedCopy(const QString &source, const QString &target, const SecretNames &names,
                             const std::atomic_bool &isCancelled,
                             const std::function<void(int perMille)> &progress)
{
    const Watch watch{ isCancelled, progress };
    if (QFileInfo(source) == QFileInfo(target))
        return fileError(ErrorCode::StorageFailed, target, {});
    Result<FileLock> lock = FileLock::take(target);
    if (!lock)
        return lock.error();
    const QString part = target + QLatin1String(".part");
    Result<Done> done = writeCovered(source, part, names, watch);
    if (done && !isCancelled)
        done = CaptureFile::rename(part, target);
    if (!done || isCancelled)
        CaptureFile::remove(part);
    if (!done)
        return done.error();
    return !isCancelled;
}

} // namespace Pushscope
