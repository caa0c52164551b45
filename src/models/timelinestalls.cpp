// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/timelinestalls.h"

#include "capture/filter.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace Pushscope {

namespace {

constexpr int RowsAtOnce = 256;

} // namespace

TimelineStalls::TimelineStalls(QObject *parent)
    : QObject(parent)
    , m_mailbox(this)
{
}

TimelineStalls::~TimelineStalls()
{
    drop();
}

void TimelineStalls::drop()
{
    if (m_pages && m_filter != RecordPages::Everything)
        m_pages->dropFilter(m_filter);
    m_filter = RecordPages::Everything;
}

void TimelineStalls::setPages(RecordPages *pages)
{
    drop();
    m_pages = pages;
    m_rows = 0;
    m_rowsRead = 0;
    m_isReading = false;
    m_stalls.clear();
    const Filter::Parsed parsed = Filter::parse(u"kind:recording.stall");
    const auto *filter = std::get_if<std::shared_ptr<const Filter>>(&parsed);
    if (pages && filter) {
        m_filter = pages->startFilter(*filter,
                                      [this, address = m_mailbox.address()](
                                          RecordPages::FilterId id, qint64 rows, qint64, bool) {
                                          address->post([this, id, rows] {
                                              if (id != m_filter)
                                                  return;
                                              m_rows = rows;
                                              readRows();
                                          });
                                      });
    }
    emit changed();
}

void TimelineStalls::readRows()
{
    if (m_isReading || m_rowsRead >= m_rows)
        return;
    m_isReading = true;
    const int count = static_cast<int>(std::min<qint64>(RowsAtOnce, m_rows - m_rowsRead));
    auto handler
        = [this, address = m_mailbox.address()](const RecordPages::Page &page,
                                                std::span<const Record> records, OctetSource &) {
              std::vector<TimelineStall> stalls;
              stalls.reserve(records.size());
              for (const Record &record : records)
                  stalls.push_back(stallOf(record));
              address->post([this, id = page.filter, stalls = std::move(stalls)]() mutable {
                  if (id == m_filter)
                      take(std::move(stalls));
              });
          };
    m_pages->requestRows(m_filter, m_rowsRead, count, std::move(handler));
}

void TimelineStalls::take(std::vector<TimelineStall> &&stalls)
{
    m_isReading = false;
    if (stalls.empty())
        return; // Not there after all; the filter tells when they are.
    m_rowsRead += static_cast<qint64>(stalls.size());
    // One loop stalls after the other, but each of them in order.
    m_stalls.insert(m_stalls.end(), stalls.begin(), stalls.end());
    std::ranges::stable_sort(m_stalls, {}, &TimelineStall::tFrom);
    emit changed();
    readRows();
}

} // namespace Pushscope
