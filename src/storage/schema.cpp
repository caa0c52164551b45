// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/schema.h"

#include "storage/sqlite.h"

#include <sqlite3.h>

#include <array>
#include <set>
#include <tuple>

namespace Pushscope {

namespace {

struct Table {
    const char *name;
    const char *sql;
};

// sqlite_schema keeps these texts as they stand, comments included; a file is one of ours only
// where they are equal to the octet.
constexpr std::array<Table, 9> Tables{ {
    { "meta", R"(CREATE TABLE meta(
  name TEXT PRIMARY KEY,
  value TEXT
) WITHOUT ROWID)" },
    { "block", R"(CREATE TABLE block(
  id INTEGER PRIMARY KEY,
  pieces BLOB,            -- varints: which octets of data are which stretch, and when
  data BLOB               -- at most 65536 octets
))" },
    { "extent", R"(CREATE TABLE extent(
  connection INTEGER,
  direction INTEGER,      -- 1 client, 2 server; 5, 6 the same for content that is not on the wire
  first INTEGER,          -- offset in its direction
  block INTEGER,
  length INTEGER,
  PRIMARY KEY(connection, direction, first)
) WITHOUT ROWID)" },
    { "record", R"(CREATE TABLE record(
  seq INTEGER PRIMARY KEY,
  t INTEGER,              -- ns since the capture began
  kind INTEGER,           -- 1 capture.start ... 35 capture.end
  origin INTEGER,         -- who wrote its octets: 0 nobody, 1 client, 2 server
  cause INTEGER,
  flags INTEGER,
  code INTEGER,           -- status, close code, opcode, error code: by kind
  session INTEGER,
  connection INTEGER,
  stream INTEGER,
  exchange INTEGER,
  carrier INTEGER,        -- seq of the record that carried it
  first INTEGER,          -- its octets in its direction ...
  length INTEGER,
  more BLOB,              -- ... and their further stretches
  content_first INTEGER,  -- what is not on the wire, inflated for one
  content_length INTEGER,
  size INTEGER,           -- octets on the wire
  violations INTEGER,     -- bits
  detail TEXT             -- JSON
))" },
    { "summary", R"(CREATE TABLE summary(
  connection INTEGER,
  origin INTEGER,
  first_seq INTEGER,
  last_seq INTEGER,
  t_first INTEGER,
  t_last INTEGER,
  count INTEGER,
  octets INTEGER,
  kinds INTEGER,          -- bit n: a record of kind n is among them
  violations INTEGER,
  gap INTEGER,            -- longest time between two neighbours of them
  PRIMARY KEY(connection, origin, first_seq)
) WITHOUT ROWID)" },
    { "session", R"(CREATE TABLE session(
  id INTEGER PRIMARY KEY,
  first_seq INTEGER,
  t INTEGER,
  name TEXT,
  role TEXT,
  technique TEXT,
  url TEXT,
  options TEXT            -- JSON
))" },
    { "connection", R"(CREATE TABLE connection(
  id INTEGER PRIMARY KEY,
  session INTEGER,
  stream INTEGER,
  t_attempt INTEGER,
  t_open INTEGER,
  t_close INTEGER,
  close_code INTEGER,
  ended_by TEXT,
  ended_how TEXT,
  error TEXT,
  client_octets INTEGER,
  server_octets INTEGER
))" },
    { "exchange", R"(CREATE TABLE exchange(
  id INTEGER PRIMARY KEY,
  connection INTEGER,
  session INTEGER,
  t_request INTEGER,
  t_response INTEGER,
  t_end INTEGER,
  status INTEGER
))" },
    { "note", R"(CREATE TABLE note(
  id INTEGER PRIMARY KEY,
  about INTEGER,          -- seq; 0: the capture
  written TEXT,           -- RFC 3339
  text TEXT
))" },
} };

using SchemaRow = std::tuple<QByteArray, QByteArray, QByteArray, QByteArray>;

std::set<SchemaRow> ourSchema()
{
    std::set<SchemaRow> rows;
    for (const Table &table : Tables)
        rows.emplace("table", table.name, table.name, table.sql);
    return rows;
}

Error strangers(const Database &database, const char *what)
{
    return fileError(ErrorCode::NotACapture, database.path(), what);
}

} // namespace

Result<Done> Schema::create(Database &database)
{
    const QByteArray set = "PRAGMA page_size=" + QByteArray::number(PageOctets)
        + ";PRAGMA journal_mode=WAL;BEGIN IMMEDIATE;PRAGMA application_id="
        + QByteArray::number(ApplicationId)
        + ";PRAGMA user_version=" + QByteArray::number(UserVersion);
    if (!database.run(set.constData()))
        return database.lastError();
    for (const Table &table : Tables) {
        if (!database.run(table.sql))
            return database.lastError();
    }
    if (!database.run("COMMIT"))
        return database.lastError();
    return Done{};
}

bool Schema::harden(Database &database)
{
    sqlite3 *db = database.handle();
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    // A record with very many stretches is the longest honest value; a forged length stops here.
    constexpr int MaxValueOctets = 64 * 1024 * 1024;
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, MaxValueOctets);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    return database.run("PRAGMA cell_size_check=ON") && database.run("PRAGMA mmap_size=0");
}

bool Schema::takeParts(Database &database)
{
    // Only with a writable schema does SQLite take a file for as long as it is; defensive mode
    // would forbid that, and is of no matter where nothing can be written.
    sqlite3_db_config(database.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    return database.run("PRAGMA writable_schema=ON");
}

Result<Done> Schema::check(Database &database)
{
    Statement identity(database, "PRAGMA application_id");
    // The first statement that reads the file: what cannot be read at all shows here.
    if (identity.step() != Statement::Step::Row)
        return database.lastError();
    if (identity.integer(0) != ApplicationId)
        return strangers(database, "application_id");
    identity.finish();
    if (database.integer("PRAGMA user_version", 0) != UserVersion)
        return strangers(database, "user_version");

    std::set<SchemaRow> rows;
    Statement schema(database, "SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT 100");
    Statement::Step step = schema.step();
    for (; step == Statement::Step::Row; step = schema.step())
        rows.emplace(schema.octets(0), schema.octets(1), schema.octets(2), schema.octets(3));
    if (step == Statement::Step::Failed)
        return database.lastError();
    if (rows != ourSchema())
        return strangers(database, "sqlite_schema");
    return Done{};
}

} // namespace Pushscope
