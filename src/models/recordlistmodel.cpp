// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recordlistmodel.h"

#include <algorithm>

namespace Pushscope {

namespace {

RecordRow makeRow(const Record &record, OctetSource &octets)
{
    RecordRow row;
    row.seq = record.seq;
    row.t = record.t;
    row.kind = record.kind;
    row.from = record.from;
    row.session = record.session;
    row.connection = record.connection;
    row.size = record.size;
    // A handshake's octets are those of its response, which shows their size.
    row.hasSize = record.from != From::Nobody && record.kind != RecordKind::WsHandshake;
    row.violations = record.violations;
    row.text = describe(record, octets);
    return row;
}

// The rows from @p skip on; the ones before serve as what the first Δ counts from.
std::vector<RecordRow> makeRows(std::span<const Record> records, std::size_t skip,
                                OctetSource &octets)
{
    std::vector<RecordRow> rows;
    rows.reserve(records.size());
    for (std::size_t i = std::min(skip, records.size()); i < records.size(); ++i) {
        rows.push_back(makeRow(records[i], octets));
        if (i > 0 && records[i].t != Record::NoTime && records[i - 1].t != Record::NoTime)
            rows.back().deltaNs = records[i].t - records[i - 1].t;
    }
    return rows;
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
    m_rowCount = pages ? pages->rowCount(filter) : 0;
    emit reset();
}

const RecordRow *RecordListModel::row(qint64 row) const
{
    const auto found = m_cache.find(row / PageRows);
    if (row < 0 || found == m_cache.end())
        return nullptr;
    const auto index = static_cast<std::size_t>(row % PageRows);
    return index < found->second.rows.size() ? &found->second.rows[index] : nullptr;
}

bool RecordListModel::isMissing(qint64 page) const
{
    const qint64 expected = std::min<qint64>(PageRows, m_rowCount - page * PageRows);
    const auto found = m_cache.find(page);
    return expected > 0
        && (found == m_cache.end() || static_cast<qint64>(found->second.rows.size()) < expected);
}

void RecordListModel::want(qint64 first, qint64 last)
{
    m_wanted.clear();
    if (m_rowCount == 0)
        return;
    const qint64 lastPage = (m_rowCount - 1) / PageRows;
    const qint64 from = std::clamp<qint64>(first / PageRows, 0, lastPage);
    const qint64 to = std::clamp<qint64>(last / PageRows, 0, lastPage);
    for (qint64 page = from; page <= to; ++page) {
        m_wanted.push_back(page);
        if (const auto found = m_cache.find(page); found != m_cache.end())
            m_recent.splice(m_recent.begin(), m_recent, found->second.used);
    }
    // A page ahead on both sides, so that a steady scroll never meets an empty row.
    if (to < lastPage)
        m_wanted.push_back(to + 1);
    if (from > 0)
        m_wanted.push_back(from - 1);
    requestNext();
}

void RecordListModel::requestNext()
{
    while (m_pages && m_requests < MostRequests && !m_wanted.empty()) {
        const qint64 page = m_wanted.front();
        m_wanted.erase(m_wanted.begin());
        if (isMissing(page) && std::ranges::find(m_asked, page) == m_asked.end())
            request(page * PageRows, PageRows, false);
    }
}

void RecordListModel::request(qint64 firstRow, int count, bool isTail)
{
    ++m_requests;
    if (!isTail)
        m_asked.push_back(firstRow / PageRows);
    const int before = firstRow > 0 ? 1 : 0; // For the first Δ.
    m_pages->requestRows(
        m_filter, firstRow - before, count + before,
        [this, address = m_mailbox.address(), generation = m_generation, firstRow, before, isTail](
            const RecordPages::Page &page, std::span<const Record> records, OctetSource &octets) {
            auto rows = makeRows(records, static_cast<std::size_t>(before), octets);
            address->post([this, generation, firstRow, rowCount = page.rowCount,
                           rows = std::move(rows), isTail]() mutable {
                take(generation, firstRow, rowCount, std::move(rows), isTail);
            });
        });
}

void RecordListModel::take(quint64 generation, qint64 firstRow, qint64 rowCount,
                           std::vector<RecordRow> rows, bool isTail)
{
    if (generation != m_generation)
        return;
    --m_requests;
    if (!isTail)
        std::erase(m_asked, firstRow / PageRows);
    const qint64 count = static_cast<qint64>(rows.size());
    for (qint64 i = 0; i < count; i += PageRows) {
        const auto begin = rows.begin() + i;
        store((firstRow + i) / PageRows,
              { std::make_move_iterator(begin),
                std::make_move_iterator(begin + std::min<qint64>(PageRows, count - i)) });
    }
    if (isTail) {
        m_isTailAsked = false;
        setRowCount(std::max(m_rowCount, std::min(rowCount, firstRow + count)));
    }
    if (count > 0)
        emit rowsArrived(firstRow, firstRow + count - 1);
    if (isTail && std::exchange(m_isTailStale, false))
        refresh();
    requestNext();
}

void RecordListModel::store(qint64 page, std::vector<RecordRow> rows)
{
    const auto found = m_cache.find(page);
    if (found != m_cache.end()) {
        // Answers may overtake each other; rows never become fewer.
        if (found->second.rows.size() <= rows.size())
            found->second.rows = std::move(rows);
        m_recent.splice(m_recent.begin(), m_recent, found->second.used);
        return;
    }
    m_recent.push_front(page);
    m_cache.emplace(page, Page{ std::move(rows), m_recent.begin() });
    while (m_cache.size() > MostPages) {
        m_cache.erase(m_recent.back());
        m_recent.pop_back();
    }
}

void RecordListModel::refresh()
{
    if (!m_pages)
        return;
    const qint64 rowCount = m_pages->rowCount(m_filter);
    if (rowCount <= m_rowCount)
        return;
    if (!m_isFollowing) {
        setRowCount(rowCount);
        return;
    }
    if (m_isTailAsked) {
        m_isTailStale = true;
        return;
    }
    // The last page and the one before it: together more than a screen, however full the last is.
    const qint64 lastPage = (rowCount - 1) / PageRows;
    const qint64 firstRow = std::max<qint64>(0, lastPage - 1) * PageRows;
    m_isTailAsked = true;
    request(firstRow, 2 * PageRows, true);
}

void RecordListModel::setRowCount(qint64 rowCount)
{
    if (rowCount == m_rowCount)
        return;
    m_rowCount = rowCount;
    emit rowCountChanged(rowCount);
}

} // namespace Pushscope
