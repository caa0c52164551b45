// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A filter expression from anywhere: it is understood or refused with a place inside it, and what
// is understood means the same in brackets, refused twice, and to SQLite as to the predicate.

#include "capture/filterpredicate.h"
#include "capture/filtersql.h"
#include "storage/schema.h"
#include "storage/sqlite.h"

#include <sqlite3.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace Pushscope;

namespace {

using FilterPtr = std::shared_ptr<const Filter>;

void require(bool holds, const char *what, const QString &expression)
{
    if (!holds) {
        std::fprintf(stderr, "not so: %s: %s\n", what, qPrintable(expression));
        std::abort();
    }
}

/// What the predicate sees of a record that is not in a capture.
class FixedSubject final : public FilterSubject
{
public:
    std::span<const QByteArray> texts(const Record &) override { return { &m_text, 1 }; }
    std::optional<QByteArray> eventType(const Record &) override { return "tick"; }
    std::optional<QByteArray> eventId(const Record &) override { return std::nullopt; }
    std::optional<Technique> technique(quint32) override { return Technique::Sse; }

private:
    const QByteArray m_text = "data: {\"price\": 42}";
};

bool isMatch(const Filter &filter, RecordKind kind)
{
    Record record;
    record.kind = kind;
    record.from = From::Server;
    record.seq = 7;
    record.t = 1'500'000'000;
    record.size = 1024;
    record.session = 1;
    record.connection = 2;
    FixedSubject subject;
    return matches(filter, record, subject);
}

/// The tables of a capture, empty.
class Tables
{
public:
    Tables()
    {
        Result<Database> database = Database::open({}, Database::Access::Create);
        if (!database || !Schema::create(*database))
            std::abort();
        m_database = std::move(*database);
    }
    [[nodiscard]] bool isCondition(const char *table, const QByteArray &condition) const
    {
        const QByteArray sql = "SELECT 1 FROM " + QByteArray(table) + " WHERE " + condition;
        sqlite3_stmt *statement = nullptr;
        const int status
            = sqlite3_prepare_v2(m_database.handle(), sql.constData(), -1, &statement, nullptr);
        sqlite3_finalize(statement);
        // The reader defines it; nothing else may be missing.
        return status == SQLITE_OK
            || QByteArrayView(sqlite3_errmsg(m_database.handle()))
            == "no such function: pushscope_match";
    }

private:
    Database m_database;
};

void checkError(const FilterError &error, const QString &expression)
{
    require(!filterErrorName(error.code).isEmpty(), "an error has a name", expression);
    require(error.begin >= 0 && error.length >= 0
                && error.begin + error.length <= expression.size(),
            "an error lies inside", expression);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Tables tables;
    const QString expression
        = QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Filter::Parsed parsed = Filter::parse(expression);
    if (const auto *error = std::get_if<FilterError>(&parsed)) {
        checkError(*error, expression);
        return 0;
    }
    const Filter &filter = *std::get<FilterPtr>(parsed);
    require(filter.terms().size() <= Filter::MaxTerms, "terms are bounded", expression);
    require(tables.isCondition("record", filterSql(filter)), "the condition is SQL", expression);
    require(tables.isCondition("summary", filterSummarySql(filter)),
            "the summary's condition is SQL", expression);

    if (expression.trimmed().isEmpty())
        return 0;
    const Filter::Parsed twice = Filter::parse(QString(u"not (not (" + expression + u"))"));
    if (const auto *error = std::get_if<FilterError>(&twice)) {
        require(error->code == FilterErrorCode::TooDeep, "brackets change nothing", expression);
        return 0;
    }
    for (const RecordKind kind : { RecordKind::WsMessage, RecordKind::SseEvent,
                                   RecordKind::HttpResponse, RecordKind::ConnClose }) {
        require(isMatch(filter, kind) == isMatch(*std::get<FilterPtr>(twice), kind),
                "refused twice is taken", expression);
    }
    return 0;
}
