// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What goes wrong with an event stream: a last block that nobody gets, and a reconnect that cannot
// say how far it was.

#include "capture/recorddecoder.h"
#include "models/findingdetector.h"

namespace Pushscope {

namespace {

constexpr qint32 Dispatched = 1; // Record::code of an sse.event.

class EventStreamDetector final : public FindingDetector
{
public:
    void add(const Record &record, Role role, OctetSource &octets,
             FindingCollector &found) override;

private:
    /// A stream that is asked for again.
    struct Gap {
        qint64 lastEvent = 0;
        qint64 reconnect = 0;
    };

    void eventArrived(const Record &record, FindingCollector &found);
    void ended(const Record &record, FindingCollector &found);
    void reconnects(const Record &record);

    /// A block without its end.
    struct Cut {
        qint64 seq = 0;
        bool isUntilClose = false; ///< The end of the connection was to be the end of the stream.
    };

    std::map<quint32, Cut> m_cuts;         ///< By connection.
    std::map<quint32, qint64> m_lastEvent; ///< By stream: seq of the newest that was dispatched.
    std::map<quint32, Gap> m_gaps;         ///< By stream: nobody could say how far it was.
};

void EventStreamDetector::add(const Record &record, Role, OctetSource &, FindingCollector &found)
{
    switch (record.kind) {
    case RecordKind::SseEvent:
        eventArrived(record, found);
        return;
    case RecordKind::HttpEnd:
    case RecordKind::ConnClose:
        ended(record, found);
        return;
    case RecordKind::Reconnect:
        reconnects(record);
        return;
    default:
        return;
    }
}

void EventStreamDetector::eventArrived(const Record &record, FindingCollector &found)
{
    if (record.violations.contains(Violation::UnterminatedBlock)) {
        m_cuts[record.connection] = { record.seq };
        forgetOldest(m_cuts);
        return;
    }
    if (record.code != Dispatched)
        return;
    m_lastEvent[record.stream] = record.seq;
    forgetOldest(m_lastEvent);
    // Only now: a server may also end it with 204, or be gone for good, and then nothing is missed.
    const auto gap = m_gaps.find(record.stream);
    if (gap == m_gaps.end())
        return;
    if (Finding *finding = found.count(FindingKind::ReconnectWithoutId, record.session)) {
        for (const qint64 seq : { gap->second.lastEvent, gap->second.reconnect, record.seq })
            FindingCollector::addRow(*finding, seq);
    }
    m_gaps.erase(gap);
}

// A block is also cut where the reader goes away, or the connection breaks, or the server dies: only
// a stream that its server ended says that the server leaves the blank line out. RFC 9112 §8: without
// its last chunk, or its announced length, a body is incomplete, however the connection ended.
void EventStreamDetector::ended(const Record &record, FindingCollector &found)
{
    const auto cut = m_cuts.find(record.connection);
    if (cut == m_cuts.end() || record.from == From::Client)
        return;
    const QJsonObject detail = detailOf(record);
    const auto says = [&detail](const char *name, const char *value) {
        return detail.value(QLatin1StringView(name)).toString() == QLatin1StringView(value);
    };
    // Nor is it its server's doing where the content was not decoded to its end.
    const bool isComplete = detail.value(QLatin1StringView("complete")).toBool();
    if (record.kind == RecordKind::HttpEnd && isComplete && says("framing", "close")) {
        cut->second.isUntilClose = true;
        return;
    }
    const bool isEnd = record.kind == RecordKind::HttpEnd
        ? isComplete
        : cut->second.isUntilClose && says("by", "server") && says("how", "fin");
    if (isEnd) {
        if (Finding *finding = found.count(FindingKind::UnterminatedBlock, record.session)) {
            FindingCollector::addRow(*finding, cut->second.seq);
            FindingCollector::addRow(*finding, record.seq);
        }
    }
    m_cuts.erase(cut);
}

void EventStreamDetector::reconnects(const Record &record)
{
    const auto last = m_lastEvent.find(record.stream);
    if (last == m_lastEvent.end())
        return;
    const QJsonObject detail = detailOf(record);
    if (detail.value(QLatin1StringView("last_event_id")).toString().isEmpty()) {
        m_gaps[record.stream] = { last->second, record.seq };
        forgetOldest(m_gaps);
    }
    m_lastEvent.erase(last); // Attempts that fail lose nothing more.
}

} // namespace

std::unique_ptr<FindingDetector> makeEventStreamDetector()
{
    return std::make_unique<EventStreamDetector>();
}

} // namespace Pushscope
