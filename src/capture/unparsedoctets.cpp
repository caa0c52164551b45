// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/unparsedoctets.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

UnparsedOctets::UnparsedOctets(ConnectionRecords &records, Role from, qint64 step)
    : m_records(records)
    , m_from(from)
    , m_step(step)
{
}

void UnparsedOctets::add(ByteRange range, ViolationSet violations, quint32 exchange, qint64 t)
{
    if (m_pending.isEmpty())
        m_pending = { range.begin, range.begin };
    m_violations.add(violations);
    for (qint64 at = range.begin; at < range.end;) {
        const qint64 left = range.end - at;
        at += m_step == 0 ? left : std::min(left, m_step - m_pending.size());
        m_pending.end = at;
        if (m_step == 0 || m_pending.size() == m_step)
            addRecord(exchange, t);
    }
}

void UnparsedOctets::finish(quint32 exchange, qint64 t)
{
    if (!m_pending.isEmpty())
        addRecord(exchange, t);
}

void UnparsedOctets::addRecord(quint32 exchange, qint64 t)
{
    Record record = m_records.make(RecordKind::HttpData, fromRole(m_from), t);
    record.exchange = exchange;
    record.at = m_pending;
    record.size = m_pending.size();
    record.violations = std::exchange(m_violations, {});
    record.flags |= PrintsOctets;
    m_pending = { m_pending.end, m_pending.end };
    m_records.add(std::move(record));
}

} // namespace Pushscope
