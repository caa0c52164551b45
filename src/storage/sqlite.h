// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace Pushscope {

/// One SQLite connection.
///
/// Threads: one at a time; the library's own locking is off.
class Database
{
public:
    enum class Access {
        Create, ///< read and write; the file must exist already (it may be empty)
        Write,
        Read,
        Immutable, ///< nobody writes it meanwhile; no locks, no files beside it
        /// Like Immutable for a file with a `-wal` that nobody holds: its index is kept in memory,
        /// so that nothing is written beside it.
        ReadLeftWal,
    };

    /// Opens @p path; an empty one is a database in memory.
    static Result<Database> open(const QString &path, Access access);

    Database() = default;
    [[nodiscard]] bool isOpen() const { return m_db != nullptr; }
    void close() { m_db.reset(); }
    [[nodiscard]] sqlite3 *handle() const { return m_db.get(); }
    [[nodiscard]] const QString &path() const { return m_path; }

    /// Runs statements that give no rows (or whose rows do not matter).
    [[nodiscard]] bool run(const char *sql);
    /// The first column of the first row; @p fallback where there is none.
    [[nodiscard]] qint64 integer(const char *sql, qint64 fallback);
    [[nodiscard]] QByteArray text(const char *sql);

    /// What the connection says went wrong last, as a value.
    [[nodiscard]] Error lastError() const;

private:
    struct Closer {
        void operator()(sqlite3 *db) const;
    };
    std::unique_ptr<sqlite3, Closer> m_db;
    QString m_path;
};

/// A prepared statement of a Database that outlives it.
class Statement
{
public:
    enum class Step { Row, Done, Failed };

    Statement() = default;
    /// @p sql must be valid for the database; what is not fails at the first step().
    Statement(Database &database, const char *sql);

    [[nodiscard]] bool isPrepared() const { return m_statement != nullptr; }
    [[nodiscard]] sqlite3_stmt *handle() const { return m_statement.get(); }
    void finish() { m_statement.reset(); }

    /// Parameters count from 1. Octets must live until the next reset() or bind.
    void bind(int parameter, qint64 value);
    void bind(int parameter, QByteArrayView octets);
    void bindText(int parameter, QByteArrayView utf8);
    void bindNull(int parameter);

    Step step();
    void reset();
    /// For statements without rows: steps once and resets.
    [[nodiscard]] bool execute();

    /// Columns count from 0; valid after step() gave Step::Row.
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] qint64 integerOr(int column, qint64 fallback) const
    {
        return isNull(column) ? fallback : integer(column);
    }
    /// A copy.
    [[nodiscard]] QByteArray octets(int column) const;
    /// Until the next step() or reset().
    [[nodiscard]] QByteArrayView view(int column) const;

private:
    struct Finalizer {
        void operator()(sqlite3_stmt *statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

/// Resets a statement when it goes out of scope, which ends its read transaction.
class StatementScope
{
public:
    explicit StatementScope(Statement &statement)
        : m_statement(statement)
    {
    }
    StatementScope(const StatementScope &) = delete;
    StatementScope &operator=(const StatementScope &) = delete;
    ~StatementScope() { m_statement.reset(); }

private:
    Statement &m_statement;
};

/// An error of this floor about the file @p path; @p system in the operating system's words.
[[nodiscard]] Error fileError(ErrorCode code, const QString &path, const QByteArray &system);

/// The same from `errno`.
[[nodiscard]] Error systemError(const QString &path, int errorNumber);

} // namespace Pushscope
