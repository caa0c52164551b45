// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/timelineexchanges.h"

#include <algorithm>
#include <limits>

namespace Pushscope {

namespace {

constexpr qint64 Never = std::numeric_limits<qint64>::max();
constexpr qint64 CellGrowth = 4;

ExchangeRow readExchange(const Statement &row)
{
    ExchangeRow exchange;
    exchange.id = static_cast<quint32>(row.integer(0));
    exchange.connection = static_cast<quint32>(row.integer(1));
    exchange.session = static_cast<quint32>(row.integer(2));
    // A stranger's times may be any: their differences cannot overflow.
    exchange.tRequest = std::max<qint64>(0, row.integer(3));
    exchange.tResponse = std::max<qint64>(-1, row.integerOr(4, -1));
    exchange.tEnd = std::max<qint64>(-1, row.integerOr(5, -1));
    exchange.status = static_cast<qint32>(row.integerOr(6, -1));
    return exchange;
}

bool isOver(const ExchangeRow &exchange)
{
    return exchange.tEnd >= 0;
}

} // namespace

TimelineExchanges::TimelineExchanges(Database &database, std::size_t mostKept)
    : m_select(database,
               "SELECT id, connection, session, t_request, t_response, t_end, status "
               "FROM exchange WHERE id>=? ORDER BY id LIMIT ?")
    , m_mostKept(mostKept)
{
}

void TimelineExchanges::readPage(Page &page, std::vector<ExchangeRow> &rows)
{
    rows.clear();
    page.count = 0;
    const StatementScope scope(m_select);
    m_select.bind(1, page.firstId);
    m_select.bind(2, PageRows);
    qint64 last = page.firstId - 1;
    while (m_select.step() == Statement::Step::Row) {
        const qint64 id = m_select.integer(0);
        if (id <= last)
            break; // A damaged tree could lead round in circles.
        last = id;
        const ExchangeRow exchange = readExchange(m_select);
        const qint64 tTo = isOver(exchange) ? std::max(exchange.tRequest, exchange.tEnd) : Never;
        page.tFrom = page.count == 0 ? exchange.tRequest : std::min(page.tFrom, exchange.tRequest);
        page.tTo = page.count == 0 ? tTo : std::max(page.tTo, tTo);
        page.lastId = id;
        ++page.count;
        rows.push_back(exchange);
    }
}

void TimelineExchanges::update()
{
    std::vector<ExchangeRow> rows;
    // Pages that were not over may be now, and the last one may have grown.
    for (std::size_t i = m_settled; i < m_pages.size(); ++i)
        readPage(m_pages[i], rows);
    while (m_pages.empty() || m_pages.back().count == PageRows) {
        Page page;
        page.firstId
            = m_pages.empty() ? std::numeric_limits<qint64>::min() + 1 : m_pages.back().lastId + 1;
        readPage(page, rows);
        if (page.count == 0)
            break;
        m_pages.push_back(page);
        const bool isNext = m_settled + 1 == m_pages.size();
        if (isNext && page.count == PageRows && page.tTo != Never) {
            std::ranges::for_each(rows, [this](const ExchangeRow &row) { keep(row); });
            ++m_settled;
        }
    }
    while (m_settled < m_pages.size() && m_pages[m_settled].count == PageRows
           && m_pages[m_settled].tTo != Never) {
        readPage(m_pages[m_settled++], rows);
        std::ranges::for_each(rows, [this](const ExchangeRow &row) { keep(row); });
    }
}

void TimelineExchanges::keep(const ExchangeRow &exchange)
{
    put(m_kept, exchange, m_cellNs);
    while (m_kept.size() > m_mostKept && m_cellNs < Never / CellGrowth) {
        m_cellNs *= CellGrowth;
        Cells fewer;
        for (const auto &[key, kept] : m_kept)
            put(fewer, kept, m_cellNs);
        m_kept = std::move(fewer);
    }
}

void TimelineExchanges::put(Cells &cells, const ExchangeRow &exchange, qint64 cellNs)
{
    const bool isNarrow = isOver(exchange) && exchange.tEnd - exchange.tRequest < cellNs;
    const qint64 cell = isNarrow ? exchange.tRequest / cellNs : -1 - qint64{ exchange.id };
    const auto [place, isNew] = cells.emplace(std::pair(exchange.connection, cell), exchange);
    // Of those in one place the worst answer is worth seeing.
    if (!isNew && exchange.status > place->second.status)
        place->second = exchange;
}

void TimelineExchanges::read(TimelineSlice &slice, qint64 pixelNs)
{
    Cells shown;
    const auto show = [&slice, &shown, pixelNs](const ExchangeRow &exchange) {
        if (exchange.tRequest <= slice.tTo && (!isOver(exchange) || exchange.tEnd >= slice.tFrom))
            put(shown, exchange, pixelNs);
    };
    const bool takesKept = pixelNs >= m_cellNs;
    if (takesKept) {
        for (const auto &[key, exchange] : m_kept)
            show(exchange);
    }
    std::vector<ExchangeRow> rows;
    for (std::size_t i = takesKept ? m_settled : 0; i < m_pages.size(); ++i) {
        if (m_pages[i].tFrom > slice.tTo || m_pages[i].tTo < slice.tFrom)
            continue;
        readPage(m_pages[i], rows);
        std::ranges::for_each(rows, show);
    }
    slice.exchanges.reserve(shown.size());
    for (const auto &[key, exchange] : shown)
        slice.exchanges.push_back(exchange);
    std::ranges::sort(slice.exchanges, {}, &ExchangeRow::id);
}

} // namespace Pushscope
