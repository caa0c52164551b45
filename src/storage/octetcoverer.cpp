// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/octetcoverer.h"

#include <algorithm>

namespace Pushscope {

OctetCoverer::OctetCoverer(Database &database, const SecretFinder &finder)
    : m_finder(finder)
    , m_reader(database)
    , m_patcher(database, m_reader)
{
}

bool OctetCoverer::apply(quint32 connection, From from,
                         const std::vector<PlacedText::Patch> &patches)
{
    return std::all_of(patches.begin(), patches.end(), [&](const PlacedText::Patch &patch) {
        return m_patcher.apply(connection, from, patch);
    });
}

bool OctetCoverer::cover(const Record &record, const PlacedText &text,
                         const std::vector<ByteRange> &secrets)
{
    return secrets.empty() || apply(record.connection, record.from, text.covering(secrets));
}

bool OctetCoverer::coverRange(const SeenOctets::Direction &direction, ByteRange range,
                              bool &isFound)
{
    RunningText running(direction.connection, direction.from);
    while (!range.isEmpty()) {
        const ByteRange part{
            range.begin, range.begin + std::min<qint64>(range.size(), RunningText::OctetsAtOnce)
        };
        const PlacedText text = PlacedText::ofRange(direction.connection, direction.from,
                                                    direction.layer, part, m_reader);
        if (!running.append(text, *this))
            return false;
        // What was announced and not recorded ends it; it may have been forged.
        if (text.text().size() < part.size())
            break;
        range.begin = part.end;
    }
    const bool isDone = running.look(*this);
    isFound = isFound || running.hasFound();
    return isDone;
}

void OctetCoverer::see(const Record &record)
{
    const Layer layer = record.has(LiesInContent) ? Layer::Content : Layer::Wire;
    qint64 room = MaxTextOctets;
    const auto take = [&](ByteRange range) {
        range.end = range.begin + std::min(range.size(), room);
        see({ record.connection, record.from, layer }, range);
        room -= std::max<qint64>(0, range.size());
    };
    take(record.at);
    for (const ByteRange &range : record.moreAt)
        take(range);
}

void OctetCoverer::see(const SeenOctets::Direction &direction, ByteRange range)
{
    m_seen.add(direction, range);
}

bool RunningText::append(const PlacedText &text, OctetCoverer &coverer)
{
    m_text.append(text);
    return m_text.text().size() < m_lookAt || look(coverer);
}

bool RunningText::look(OctetCoverer &coverer)
{
    const std::vector<ByteRange> secrets = coverer.finder().inText(m_text.text());
    m_hasFound = m_hasFound || !secrets.empty();
    const bool isDone
        = secrets.empty() || coverer.apply(m_connection, m_from, m_text.covering(secrets));
    const qsizetype size = m_text.text().size();
    // A secret that goes on is known by its beginning alone.
    const bool isOpen
        = !secrets.empty() && secrets.back().end == size && size < OctetCoverer::MaxTextOctets;
    if (!isOpen)
        m_text.keepLast(OctetsAgain);
    m_lookAt = isOpen ? 2 * size : OctetsAtOnce;
    return isDone;
}

} // namespace Pushscope
