// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/databasecopy.h"

#include <sqlite3.h>

namespace Pushscope {

void DatabaseCopy::Finisher::operator()(sqlite3_backup *backup) const
{
    sqlite3_backup_finish(backup);
}

Result<DatabaseCopy> DatabaseCopy::begin(Database &source, const QString &path)
{
    Result<Database> target = Database::open(path, Database::Access::Create);
    if (!target)
        return target.error();
    // It is new: there is nothing to go back to, and no journal to be left beside it.
    if (!target->run("PRAGMA journal_mode=OFF"))
        return target->lastError();
    DatabaseCopy copy;
    copy.m_target = std::move(*target);
    copy.m_backup.reset(
        sqlite3_backup_init(copy.m_target.handle(), "main", source.handle(), "main"));
    if (!copy.m_backup)
        return copy.m_target.lastError();
    return copy;
}

Result<bool> DatabaseCopy::step()
{
    switch (sqlite3_backup_step(m_backup.get(), PagesPerStep)) {
    case SQLITE_DONE:
        return true;
    case SQLITE_OK:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return false;
    default:
        // The reason stands in the target's connection once the copying is over.
        m_backup.reset();
        return m_target.lastError();
    }
}

Result<Done> DatabaseCopy::copyAll(const std::atomic_bool &isCancelled,
                                   const std::function<void(int perMille)> &progress)
{
    for (bool isCopied = false; !isCopied && !isCancelled;) {
        Result<bool> copied = step();
        if (!copied)
            return copied.error();
        isCopied = *copied;
        progress(perMille());
    }
    return Done{};
}

int DatabaseCopy::perMille() const
{
    constexpr int Whole = 1000;
    const int pages = sqlite3_backup_pagecount(m_backup.get());
    const int left = sqlite3_backup_remaining(m_backup.get());
    return pages > 0 ? static_cast<int>(qint64{ Whole } * (pages - left) / pages) : 0;
}

Result<Done> DatabaseCopy::finish()
{
    Result<Database> copy = finishOpen();
    if (!copy)
        return copy.error();
    copy->close();
    return Done{};
}

Result<Database> DatabaseCopy::finishOpen()
{
    if (sqlite3_backup_finish(m_backup.release()) != SQLITE_OK)
        return m_target.lastError();
    return std::move(m_target);
}

} // namespace Pushscope
