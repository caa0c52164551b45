// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recordlistmodel.h"

#include <algorithm>

namespace Pushscope {

namespace {

// The rows from @p skip on; the ones before serve as what the first Δ counts from.
std::vector<RecordRow> makeRows(std::span<const Record> records, std::size_t skip,
                                OctetSource &octets)
{
    std::vector<RecordRow> rows;
    rows.reserve(records.size());
    for (std::size_t i = std::min(skip, records.size()); i < records.size(); ++i) {
        rows.push_back(makeRecordRow(records[i], octets));
        if (i > 0 && records[i].t != Record::NoTime && records[i - 1].t != Record::NoTime)
            rows.back().deltaNs = records[i].t - records[i - 1].t;
    }
    return rows;
}

qint64 pageOf(qint64 row)
{
    constexpr qint64 PageRows = RecordListModel::PageRows;
    return row >= 0 ? row / PageRows : (row + 1) / PageRows - 1;
}

} // namespace

RecordListModel::RecordListModel(QObject *parent)
    : QObject(parent)
    , m_mailbox(this)
{
}

RecordListModel::~RecordListModel() = default;

void RecordListModel::setPages(RecordPages *pages, RecordPages::FilterId filter)
{
    ++m_generation;
    m_pages = pages;
    m_filter = filter;
    m_cache.clear();
    m_recent.clear();
    m_wanted.clear();
    m_asked.clear();
    m_requests = 0;
    m_isTailAsked = false;
    m_isTailStale = false;
    m_span = pages ? pages->rowSpan(filter) : RecordPages::RowSpan();
    emit reset();
}

const RecordRow *RecordListModel::row(qint64 row) const
{
    const qint64 number = row + m_span.first;
    const auto found = m_cache.find(pageOf(number));
    if (row < 0 || found == m_cache.end() || number < found->second.first)
        return nullptr;
    const auto index = static_cast<std::size_t>(number - found->second.first);
    return index < found->second.rows.size() ? &found->second.rows[index] : nullptr;
}

bool RecordListModel::isMissing(qint64 page) const
{
    const qint64 first = std::max(page * PageRows, m_span.first);
    const qint64 end = std::min((page + 1) * PageRows, m_span.end());
    const auto found = m_cache.find(page);
    return first < end
        && (found == m_cache.end() || found->second.first > first
            || found->second.first + static_cast<qint64>(found->second.rows.size()) < end);
}

void RecordListModel::want(qint64 first, qint64 last)
{
    m_wanted.clear();
    if (m_span.count == 0)
        return;
    const qint64 firstPage = pageOf(m_span.first);
    const qint64 lastPage = pageOf(m_span.end() - 1);
    const qint64 from = std::clamp(pageOf(first + m_span.first), firstPage, lastPage);
    const qint64 to = std::clamp(pageOf(last + m_span.first), firstPage, lastPage);
    for (qint64 page = from; page <= to; ++page) {
        m_wanted.push_back(page);
        if (const auto found = m_cache.find(page); found != m_cache.end())
            m_recent.splice(m_recent.begin(), m_recent, found->second.used);
    }
    // A page ahead on both sides, so that a steady scroll never meets an empty row.
    if (to < lastPage)
        m_wanted.push_back(to + 1);
    if (from > firstPage)
        m_wanted.push_back(from - 1);
    requestNext();
}

void RecordListModel::requestNext()
{
    while (m_pages && m_requests < MostRequests && !m_wanted.empty()) {
        const qint64 page = m_wanted.front();
        m_wanted.erase(m_wanted.begin());
        if (!isMissing(page) || std::ranges::find(m_asked, page) != m_asked.end())
            continue;
        const qint64 first = std::max(page * PageRows, m_span.first);
        request(first, static_cast<int>((page + 1) * PageRows - first), false);
    }
}

void RecordListModel::request(qint64 firstRow, int count, bool isTail)
{
    ++m_requests;
    if (!isTail)
        m_asked.push_back(pageOf(firstRow));
    const int before = firstRow > m_span.first ? 1 : 0; // For the first Δ.
    m_pages->requestRows(
        m_filter, firstRow - before, count + before,
        [this, address = m_mailbox.address(), generation = m_generation, firstRow, before,
         isTail](const RecordPages::Page &, std::span<const Record> records, OctetSource &octets) {
            auto rows = makeRows(records, static_cast<std::size_t>(before), octets);
            address->post([this, generation, firstRow, rows = std::move(rows), isTail]() mutable {
                take(generation, firstRow, std::move(rows), isTail);
            });
        });
}

void RecordListModel::take(quint64 generation, qint64 firstRow, std::vector<RecordRow> rows,
                           bool isTail)
{
    if (generation != m_generation)
        return;
    --m_requests;
    if (!isTail)
        std::erase(m_asked, pageOf(firstRow));
    const qint64 end = firstRow + static_cast<qint64>(rows.size());
    for (qint64 row = firstRow; row < end;) {
        const qint64 page = pageOf(row);
        const qint64 next = std::min(end, (page + 1) * PageRows);
        const auto begin = rows.begin() + (row - firstRow);
        store(page, row,
              { std::make_move_iterator(begin), std::make_move_iterator(begin + (next - row)) });
        row = next;
    }
    if (isTail) {
        m_isTailAsked = false;
        const RecordPages::RowSpan span = m_pages->rowSpan(m_filter);
        takeFront(span.first);
        takeEnd(std::min(span.end(), end));
    }
    if (end > firstRow)
        emit rowsArrived(firstRow - m_span.first, end - 1 - m_span.first);
    if (isTail && std::exchange(m_isTailStale, false))
        refresh();
    requestNext();
}

void RecordListModel::store(qint64 page, qint64 first, std::vector<RecordRow> rows)
{
    const auto found = m_cache.find(page);
    if (found != m_cache.end()) {
        // Answers may overtake each other; rows never become fewer.
        if (found->second.rows.size() <= rows.size()) {
            found->second.first = first;
            found->second.rows = std::move(rows);
        }
        m_recent.splice(m_recent.begin(), m_recent, found->second.used);
        return;
    }
    m_recent.push_front(page);
    m_cache.emplace(page, Page{ first, std::move(rows), m_recent.begin() });
    while (m_cache.size() > MostPages) {
        m_cache.erase(m_recent.back());
        m_recent.pop_back();
    }
}

void RecordListModel::refresh()
{
    if (!m_pages)
        return;
    const RecordPages::RowSpan span = m_pages->rowSpan(m_filter);
    // Where there is nothing yet, rows before count with the first that are here, too.
    const bool isFirst = m_isFollowing && m_span.count == 0 && span.count > 0;
    if (!isFirst)
        takeFront(span.first);
    if (span.end() <= m_span.end() && !isFirst)
        return;
    if (!m_isFollowing) {
        takeEnd(span.end());
        return;
    }
    if (m_isTailAsked) {
        m_isTailStale = true;
        return;
    }
    // The last page and the one before it: together more than a screen, however full the last is.
    const qint64 firstRow = std::max(span.first, (pageOf(span.end() - 1) - 1) * PageRows);
    m_isTailAsked = true;
    request(firstRow, 2 * PageRows, true);
}

void RecordListModel::takeFront(qint64 first)
{
    const qint64 count = m_span.first - first;
    if (count <= 0)
        return;
    m_span = { first, m_span.count + count };
    emit rowsPrepended(count);
    emit rowCountChanged(m_span.count);
}

void RecordListModel::takeEnd(qint64 end)
{
    if (end <= m_span.end())
        return;
    m_span.count = end - m_span.first;
    emit rowCountChanged(m_span.count);
}

void RecordListModel::findRow(qint64 seq, std::function<void(qint64 row)> handler)
{
    if (!m_pages)
        return;
    m_pages->requestRowOf(m_filter, seq,
                          [this, address = m_mailbox.address(), generation = m_generation,
                           handler = std::move(handler)](qint64 row) {
                              address->post([this, generation, handler, row] {
                                  if (generation != m_generation)
                                      return;
                                  if (row != RecordPages::NoRow && row < m_span.first)
                                      refresh(); // It was found a moment ago.
                                  handler(row == RecordPages::NoRow ? -1 : row - m_span.first);
                              });
                          });
}

} // namespace Pushscope
