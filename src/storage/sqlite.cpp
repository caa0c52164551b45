// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/sqlite.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <mutex>

namespace Pushscope {

namespace {

constexpr int BusyTimeoutMs = 2'000;

QByteArray fileUri(const QString &path, const char *query)
{
    // After "file://" what comes before the first slash would be a host.
    const QString absolute = QFileInfo(path).absoluteFilePath();
    return "file://" + QUrl::toPercentEncoding(absolute, "/") + query;
}

/// Before the first use of the library in this process.
void configureOnce()
{
    static std::once_flag once;
    // Nobody asks how much memory SQLite has; counting it costs a mutex per allocation.
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

bool isFull(int errorNumber)
{
    // A file size limit of the process has the same remedy: another place.
    return errorNumber == ENOSPC || errorNumber == EDQUOT || errorNumber == EFBIG;
}

ErrorCode codeOf(int result, int errorNumber)
{
    switch (result & 0xff) {
    case SQLITE_FULL:
        return ErrorCode::DiskFull;
    case SQLITE_NOTADB:
        return ErrorCode::NotACapture;
    case SQLITE_CORRUPT:
        return ErrorCode::Damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::Locked;
    default:
        return isFull(errorNumber) ? ErrorCode::DiskFull : ErrorCode::StorageFailed;
    }
}

/// What the operating system refused last on the files of @p db; sqlite3_system_errno() has often
/// been overwritten by then.
int lastErrno(sqlite3 *db)
{
    for (const int which : { SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER }) {
        sqlite3_file *file = nullptr;
        int errorNumber = 0;
        if (sqlite3_file_control(db, "main", which, &file) == SQLITE_OK && file != nullptr
            && file->pMethods != nullptr
            && file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &errorNumber)
                == SQLITE_OK
            && errorNumber != 0)
            return errorNumber;
    }
    return sqlite3_system_errno(db);
}

} // namespace

Error fileError(ErrorCode code, const QString &path, const QByteArray &system)
{
    Error error{ code, ErrorSite::Storage, { { "path", path.toUtf8() } } };
    if (!system.isEmpty())
        error.data.append({ "system", system });
    return error;
}

Error systemError(const QString &path, int errorNumber)
{
    return fileError(isFull(errorNumber) ? ErrorCode::DiskFull : ErrorCode::StorageFailed, path,
                     QByteArray(std::strerror(errorNumber)));
}

void Database::Closer::operator()(sqlite3 *db) const
{
    sqlite3_close_v2(db);
}

Result<Database> Database::open(const QString &path, Access access)
{
    configureOnce();
    const char *query = "";
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
    switch (access) {
    case Access::Create:
    case Access::Write:
        flags |= SQLITE_OPEN_READWRITE;
        break;
    case Access::Read:
        flags |= SQLITE_OPEN_READONLY;
        break;
    case Access::Immutable:
        flags |= SQLITE_OPEN_READONLY;
        query = "?immutable=1";
        break;
    case Access::ReadLeftWal:
        // No locks at all, together with locking_mode=EXCLUSIVE below: the index of the `-wal` is
        // kept on the heap instead of in a `-shm` file.
        flags |= SQLITE_OPEN_READONLY;
        query = "?vfs=unix-none";
        break;
    }
    Database database;
    database.m_path = path;
    sqlite3 *db = nullptr;
    const QByteArray name = path.isEmpty() ? QByteArray(":memory:") : fileUri(path, query);
    const int result = sqlite3_open_v2(name.constData(), &db, flags, nullptr);
    database.m_db.reset(db);
    if (result != SQLITE_OK)
        return database.lastError();
    sqlite3_busy_timeout(db, BusyTimeoutMs);
    if (access == Access::ReadLeftWal) {
        sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        if (!database.run("PRAGMA locking_mode=EXCLUSIVE"))
            return database.lastError();
    }
    return database;
}

bool Database::run(const char *sql)
{
    return sqlite3_exec(m_db.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

qint64 Database::integer(const char *sql, qint64 fallback)
{
    Statement statement(*this, sql);
    return statement.step() == Statement::Step::Row ? statement.integer(0) : fallback;
}

QByteArray Database::text(const char *sql)
{
    Statement statement(*this, sql);
    return statement.step() == Statement::Step::Row ? statement.octets(0) : QByteArray();
}

Error Database::lastError() const
{
    if (!m_db)
        return fileError(ErrorCode::StorageFailed, m_path, {});
    const int result = sqlite3_extended_errcode(m_db.get());
    const int kind = result & 0xff;
    const bool isSystem = kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN;
    const int errorNumber
        = kind == SQLITE_IOERR ? lastErrno(m_db.get()) : sqlite3_system_errno(m_db.get());
    const char *const words
        = isSystem && errorNumber != 0 ? std::strerror(errorNumber) : sqlite3_errmsg(m_db.get());
    return fileError(codeOf(result, isSystem ? errorNumber : 0), m_path, QByteArray(words));
}

void Statement::Finalizer::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Statement::Statement(Database &database, const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    m_statement.reset(statement);
}

void Statement::bind(int parameter, qint64 value)
{
    sqlite3_bind_int64(m_statement.get(), parameter, value);
}

void Statement::bind(int parameter, QByteArrayView octets)
{
    sqlite3_bind_blob64(m_statement.get(), parameter, octets.isNull() ? "" : octets.data(),
                        static_cast<sqlite3_uint64>(octets.size()), SQLITE_STATIC);
}

void Statement::bindText(int parameter, QByteArrayView utf8)
{
    sqlite3_bind_text64(m_statement.get(), parameter, utf8.isNull() ? "" : utf8.data(),
                        static_cast<sqlite3_uint64>(utf8.size()), SQLITE_STATIC, SQLITE_UTF8);
}

void Statement::bindNull(int parameter)
{
    sqlite3_bind_null(m_statement.get(), parameter);
}

Statement::Step Statement::step()
{
    if (!m_statement)
        return Step::Failed;
    switch (sqlite3_step(m_statement.get())) {
    case SQLITE_ROW:
        return Step::Row;
    case SQLITE_DONE:
        return Step::Done;
    default:
        return Step::Failed;
    }
}

void Statement::reset()
{
    if (m_statement)
        sqlite3_reset(m_statement.get());
}

bool Statement::execute()
{
    if (!m_statement)
        return false;
    const bool isDone = step() != Step::Failed;
    reset();
    return isDone;
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

QByteArray Statement::octets(int column) const
{
    return view(column).toByteArray();
}

QByteArrayView Statement::view(int column) const
{
    const void *data = sqlite3_column_blob(m_statement.get(), column);
    return { static_cast<const char *>(data), sqlite3_column_bytes(m_statement.get(), column) };
}

} // namespace Pushscope
