// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/findingsreader.h"

#include "models/findingdetector.h"

#include <utility>

namespace Pushscope {

struct FindingsReader::Work {
    FindingsDetector detector;
    quint64 revision = 0; ///< Of what was told last.
};

FindingsReader::FindingsReader(QObject *parent)
    : QObject(parent)
    , m_mailbox(this)
{
}

void FindingsReader::setPages(RecordPages *pages)
{
    ++m_generation;
    m_pages = pages;
    m_work = std::make_shared<Work>();
    m_row = 0;
    m_isAsked = m_isEnd = m_wasRefreshed = false;
    if (!std::exchange(m_findings, {}).empty())
        emit changed();
    readRoles();
}

void FindingsReader::readRoles()
{
    if (!m_pages)
        return;
    m_isAsked = true;
    // Where only the newest was kept, no record says any more who was a mock.
    m_pages->requestTimeline(
        0, 1, 1,
        [this, address = m_mailbox.address(), work = m_work,
         generation = m_generation](const TimelineSlice &slice) {
            for (const SessionRow &session : slice.sessions)
                work->detector.setRole(session.id, session.role);
            address->post([this, generation] {
                if (generation != m_generation)
                    return;
                m_isAsked = false;
                next();
            });
        });
}

void FindingsReader::refresh()
{
    m_isEnd = false;
    if (m_isAsked)
        m_wasRefreshed = true;
    else
        next();
}

void FindingsReader::next()
{
    if (!m_pages || m_isAsked)
        return;
    m_isAsked = true;
    m_wasRefreshed = false;
    m_pages->requestRows(
        RecordPages::Everything, m_row, RecordsAtOnce,
        [this, address = m_mailbox.address(), work = m_work, generation = m_generation](
            const RecordPages::Page &, std::span<const Record> records, OctetSource &octets) {
            for (const Record &record : records)
                work->detector.add(record, octets);
            std::shared_ptr<const Findings> findings;
            const quint64 revision = work->detector.revision();
            if (std::exchange(work->revision, revision) != revision)
                findings = std::make_shared<const Findings>(work->detector.findings());
            const auto rows = static_cast<qint64>(records.size());
            address->post([this, generation, rows, findings] {
                if (generation == m_generation)
                    take(rows, rows < RecordsAtOnce, findings);
            });
        });
}

void FindingsReader::take(qint64 rows, bool isEnd, const std::shared_ptr<const Findings> &findings)
{
    m_isAsked = false;
    m_row += rows;
    m_isEnd = isEnd && !m_wasRefreshed;
    if (findings) {
        m_findings = *findings;
        emit changed();
    }
    if (!m_isEnd)
        next();
}

} // namespace Pushscope
