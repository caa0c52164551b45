// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/statisticsmodel.h"

#include "models/statisticscounter.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

using Clock = std::chrono::steady_clock;

/// Records of a time that is past so long are all written: batches and stalls are shorter.
constexpr qint64 SettledNs = 10'000'000'000;

} // namespace

struct StatisticsModel::Work {
    explicit Work(const Range &range)
        : counter(range)
    {
    }
    StatisticsCounter counter;
    Clock::time_point told = Clock::now();
};

StatisticsModel::StatisticsModel(QObject *parent)
    : QObject(parent)
    , m_statistics(std::make_shared<Statistics>())
    , m_mailbox(this)
{
}

void StatisticsModel::setPages(RecordPages *pages)
{
    m_pages = pages;
    m_range.reset();
    m_sessions.clear();
    m_isAskedForSessions = false;
    begin();
}

void StatisticsModel::setRange(Range range)
{
    if (range == m_range)
        return;
    m_range = range;
    begin();
}

void StatisticsModel::begin()
{
    ++m_generation;
    m_work = std::make_shared<Work>(m_range);
    auto empty = std::make_shared<Statistics>();
    empty->range = m_range;
    m_statistics = std::move(empty);
    m_lastSeq = m_endSeq = m_beforeFirst = 0;
    m_isAsked = m_isEnd = m_isStopped = false;
    emit changed();
    emit progressed();
    next();
}

void StatisticsModel::setActive(bool isActive)
{
    m_isActive = isActive;
    refresh();
}

void StatisticsModel::stop()
{
    m_isStopped = true;
    emit progressed();
}

void StatisticsModel::goOn()
{
    m_isStopped = false;
    emit progressed();
    next();
}

void StatisticsModel::refresh()
{
    if (!m_pages)
        return;
    const CaptureExtent extent = m_pages->extent();
    const bool isOver = m_range && m_isEnd && extent.tLast - SettledNs > m_range->second;
    if (!isOver && extent.records > m_endSeq)
        m_isEnd = false;
    next();
}

void StatisticsModel::next()
{
    if (!m_pages || !m_isActive || m_isStopped || m_isAsked || m_isEnd)
        return;
    m_isAsked = true;
    FiguresQuestion question;
    question.afterSeq = m_lastSeq;
    question.count = RecordsAtOnce;
    if (m_range) {
        question.tFrom = m_range->first;
        question.tTo = m_range->second;
    }
    auto handler = [this, address = m_mailbox.address(), work = m_work, generation = m_generation](
                       const FiguresPage &page, std::span<const RecordFigures> figures) {
        for (const RecordFigures &one : figures)
            work->counter.add(one);
        std::shared_ptr<const Statistics> statistics;
        if (page.isEnd || Clock::now() - work->told >= TellInterval) {
            statistics = std::make_shared<Statistics>(work->counter.statistics());
            work->told = Clock::now();
        }
        address->post([this, page, generation, statistics = std::move(statistics)] {
            if (generation == m_generation)
                take(page, statistics);
        });
    };
    m_pages->requestFigures(question, std::move(handler));
}

void StatisticsModel::take(const FiguresPage &page, std::shared_ptr<const Statistics> statistics)
{
    m_isAsked = false;
    if (m_lastSeq == 0 && page.endSeq > RecordsAtOnce) {
        // A range begins somewhere in the middle.
        m_beforeFirst = m_range ? std::max<qint64>(0, page.lastSeq - RecordsAtOnce) : 0;
    }
    m_lastSeq = page.lastSeq;
    m_endSeq = page.endSeq;
    m_isEnd = page.isEnd;
    if (statistics) {
        m_statistics = std::move(statistics);
        askSessions();
        emit changed();
    }
    emit progressed();
    next();
}

void StatisticsModel::askSessions()
{
    if (m_isAskedForSessions)
        return;
    const auto knows = [this](quint32 session) {
        return session == 0
            || std::ranges::find(m_sessions, session, &SessionRow::id) != m_sessions.end();
    };
    const bool knowsAll = !m_sessions.empty()
        && std::ranges::all_of(m_statistics->sessions, knows, &SessionStatistics::session);
    if (knowsAll)
        return;
    m_isAskedForSessions = true;
    // An empty stretch: nothing but sessions and connections.
    m_pages->requestTimeline(
        0, 0, 1,
        [this, address = m_mailbox.address(), pages = m_pages](const TimelineSlice &slice) {
            address->post([this, pages, sessions = slice.sessions]() mutable {
                if (pages != m_pages)
                    return;
                m_isAskedForSessions = false;
                m_sessions = std::move(sessions);
                emit changed();
            });
        });
}

} // namespace Pushscope
