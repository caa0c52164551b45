// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/recordqueue.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

/// The seq that a carrier of a batch beginning with @p firstSeq means: see Batch.
qint64 absoluteCarrier(qint64 carrier, qint64 firstSeq)
{
    return carrier < 0 ? firstSeq - carrier - 1 : carrier;
}

/// Of a pause; some MiB. Who connects again and again meanwhile is not to fill the memory.
constexpr std::size_t MaxListings = 10'000;

/// It tells of a session or connection for all the records that follow.
bool isListing(RecordKind kind)
{
    switch (kind) {
    case RecordKind::SessionStart:
    case RecordKind::ConnAttempt:
    case RecordKind::ConnOpen:
    case RecordKind::ConnClose:
        return true;
    default:
        return false;
    }
}

} // namespace

RecordSink::Appended RecordQueue::append(Batch &&batch)
{
    RecordSink::Appended appended;
    bool isWorthTelling = false;
    {
        const std::lock_guard lock(m_mutex);
        appended.isDropped = m_isDropping || m_isClosed;
        if (appended.isDropped) {
            if (m_isPaused)
                keepListings(std::move(batch));
            return appended;
        }
        appended.isFailed = m_isFailed;
        appended.firstSeq = m_nextSeq;
        if (!batch.isEmpty()) {
            const bool wasWorthwhile = isWorthwhile();
            const bool wasEmpty = m_entries.empty();
            push(std::move(batch));
            isWorthTelling = wasEmpty || (isWorthwhile() && !wasWorthwhile);
        }
        appended.isFull = isFull();
    }
    if (isWorthTelling)
        m_filled.notify_one();
    return appended;
}

void RecordQueue::appendLast(std::vector<Record> records,
                             const std::function<void(Record &)> &complete)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isClosed)
            return;
        Batch batch;
        batch.records = std::move(records);
        Record &last = batch.records.back();
        last.seq = m_nextSeq + static_cast<qint64>(batch.records.size()) - 1;
        complete(last);
        push(std::move(batch));
        m_isClosed = true;
        m_isWoken = true;
    }
    m_filled.notify_one();
}

void RecordQueue::push(Batch &&batch)
{
    Entry entry;
    entry.records = static_cast<qint64>(batch.records.size() + batch.pieces.size());
    entry.octets
        = batch.octets.size() + static_cast<qint64>(batch.releases.size() * sizeof(Release));
    const qint64 firstSeq = m_nextSeq;
    for (Record &record : batch.records) {
        record.seq = m_nextSeq++;
        record.carrier = absoluteCarrier(record.carrier, firstSeq);
        entry.octets
            += record.detail.size() + static_cast<qint64>(record.moreAt.size() * sizeof(ByteRange));
    }
    entry.batch = std::move(batch);
    m_size.records += entry.records;
    m_size.octets += entry.octets;
    m_waiting.records += entry.records;
    m_waiting.octets += entry.octets;
    m_entries.push_back(std::move(entry));
    if (m_size.records >= m_limits.records || m_size.octets >= m_limits.octets)
        m_isFull = true;
}

RecordQueue::Size RecordQueue::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_size;
}

bool RecordQueue::isClosed() const
{
    const std::lock_guard lock(m_mutex);
    return m_isClosed;
}

bool RecordQueue::isWorthwhile() const
{
    return m_isFull || m_waiting.records >= WorthwhileRecords
        || m_waiting.octets >= WorthwhileOctets;
}

void RecordQueue::wait(TimePoint notBefore, TimePoint until)
{
    std::unique_lock lock(m_mutex);
    const auto isReady = [this] { return m_isWoken || (!m_entries.empty() && isWorthwhile()); };
    // First for anything at all, then for enough of it or until the last transaction is old.
    m_filled.wait_until(lock, until, [&] { return m_isWoken || !m_entries.empty(); });
    if (!m_entries.empty())
        m_filled.wait_until(lock, std::min(notBefore, until), isReady);
    m_isWoken = false;
}

void RecordQueue::waitForWake(TimePoint until)
{
    std::unique_lock lock(m_mutex);
    m_filled.wait_until(lock, until, [this] { return m_isWoken; });
    m_isWoken = false;
}

void RecordQueue::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isWoken = true;
    }
    m_filled.notify_one();
}

RecordQueue::Group RecordQueue::take()
{
    Group group;
    const std::lock_guard lock(m_mutex);
    auto end = m_entries.begin();
    while (end != m_entries.end() && group.records < GroupRecords && group.octets < GroupOctets) {
        group.records += end->records;
        group.octets += end->octets;
        group.batches.push_back(std::move(end->batch));
        ++end;
    }
    m_entries.erase(m_entries.begin(), end);
    m_waiting.records -= group.records;
    m_waiting.octets -= group.octets;
    return group;
}

void RecordQueue::release(const Group &group)
{
    bool hasDrained = false;
    {
        const std::lock_guard lock(m_mutex);
        m_size.records -= group.records;
        m_size.octets -= group.octets;
        hasDrained = m_isFull && m_size.records <= m_limits.records / DrainFraction
            && m_size.octets <= m_limits.octets / DrainFraction;
        if (hasDrained)
            m_isFull = false;
    }
    if (hasDrained && !m_isFailed)
        tellDrained();
}

void RecordQueue::mend()
{
    m_isFailed = false;
    if (!m_isFull)
        tellDrained();
}

void RecordQueue::discard(qint64 nextSeq)
{
    {
        const std::lock_guard lock(m_mutex);
        m_isDropping = true;
        m_isPaused = false;
        m_listings.clear();
        m_nextSeq = nextSeq;
        m_isFull = false;
        m_isFailed = false;
        m_entries.clear();
        m_size = {};
        m_waiting = {};
    }
    tellDrained();
}

void RecordQueue::pause()
{
    const std::lock_guard lock(m_mutex);
    m_isDropping = m_isPaused = true;
}

void RecordQueue::keepListings(Batch &&batch)
{
    for (Record &record : batch.records) {
        if (m_listings.size() >= MaxListings)
            return;
        if (!isListing(record.kind))
            continue;
        record.carrier = 0; // It was not taken.
        m_listings.push_back(std::move(record));
    }
}

void RecordQueue::resume(Record first)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isClosed)
            return;
        m_isDropping = m_isPaused = false;
        Batch batch;
        batch.records = std::exchange(m_listings, {});
        batch.records.push_back(std::move(first));
        push(std::move(batch));
    }
    m_filled.notify_one();
}

int RecordQueue::addDrainListener(std::function<void()> listener)
{
    const std::lock_guard lock(m_listenersMutex);
    m_listeners.emplace(m_nextToken, std::move(listener));
    return m_nextToken++;
}

void RecordQueue::removeDrainListener(int token)
{
    const std::lock_guard lock(m_listenersMutex);
    m_listeners.erase(token);
}

void RecordQueue::tellDrained()
{
    const std::lock_guard lock(m_listenersMutex);
    for (const auto &[token, listener] : m_listeners)
        listener();
}

} // namespace Pushscope
