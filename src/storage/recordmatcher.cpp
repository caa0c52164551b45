// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/recordmatcher.h"

#include "capture/filtersql.h"
#include "storage/blockwindow.h"
#include "storage/recordrow.h"

#include <sqlite3.h>

namespace Pushscope {

namespace {

QByteArray selectRecord()
{
    return QByteArray("SELECT ") + RecordColumns + " FROM record WHERE seq=?";
}

} // namespace

RecordMatcher::RecordMatcher(Database &database, OctetSource &octets, BlockWindow *window)
    : m_readRecord(database, selectRecord().constData())
    , m_readTechnique(database, "SELECT technique FROM session WHERE id=?")
    , m_subject(octets, [this](quint32 session) { return techniqueOf(session); })
{
    // DIRECTONLY: no schema of a stranger may call it.
    constexpr int AnyCount = -1;
    sqlite3_create_function_v2(database.handle(), "pushscope_match", AnyCount,
                               SQLITE_UTF8 | SQLITE_DIRECTONLY, this, matchTerm, nullptr, nullptr,
                               nullptr);
    if (window != nullptr)
        m_words = std::make_unique<WordJudge>(*window);
}

void RecordMatcher::use(const Filter &filter)
{
    m_filter = &filter;
    m_record = {};
    if (m_words)
        m_words->use(filter);
}

void RecordMatcher::prepare(qint64 first, qint64 last)
{
    if (m_words && m_filter != nullptr && m_filter->needsOctets())
        m_words->window().loadFor(first, last);
}

QByteArray RecordMatcher::sql() const
{
    return filterSql(*m_filter, m_words ? QByteArray(WordJudge::Columns) : QByteArray());
}

void RecordMatcher::matchTerm(sqlite3_context *context, int count, sqlite3_value **values)
{
    auto *const matcher = static_cast<RecordMatcher *>(sqlite3_user_data(context));
    constexpr int FirstColumn = 2;
    const auto term = static_cast<std::size_t>(sqlite3_value_int64(values[0]));
    auto verdict = WordJudge::Verdict::Unknown;
    if (matcher->m_words && count == FirstColumn + WordJudge::ColumnCount)
        verdict = matcher->m_words->judge(term, values + FirstColumn);
    const bool isMatch = verdict == WordJudge::Verdict::Unknown
        ? matcher->matchTerm(term, sqlite3_value_int64(values[1]))
        : verdict == WordJudge::Verdict::Yes;
    sqlite3_result_int(context, isMatch ? 1 : 0);
}

bool RecordMatcher::matchTerm(std::size_t term, qint64 seq)
{
    if (m_filter == nullptr || term >= m_filter->terms().size())
        return false;
    if (m_record.seq != seq) {
        const StatementScope scope(m_readRecord);
        m_readRecord.bind(1, seq);
        if (m_readRecord.step() != Statement::Step::Row)
            return false;
        m_record = readRecord(m_readRecord);
    }
    return matchesTerm(m_filter->terms()[term], m_record, m_subject);
}

bool RecordMatcher::matches(const Record &record)
{
    return m_filter != nullptr && Pushscope::matches(*m_filter, record, m_subject);
}

std::optional<Technique> RecordMatcher::techniqueOf(quint32 session)
{
    const auto known = m_techniques.find(session);
    if (known != m_techniques.end())
        return known->second;
    const StatementScope scope(m_readTechnique);
    m_readTechnique.bind(1, session);
    if (m_readTechnique.step() != Statement::Step::Row)
        return std::nullopt;
    const std::optional<Technique> technique = techniqueFromName(m_readTechnique.view(0));
    // One that is to be found out may be known when next asked.
    if (technique && *technique != Technique::Auto)
        m_techniques[session] = *technique;
    return technique;
}

} // namespace Pushscope
