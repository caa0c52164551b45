// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/eventstream/eventstreamlog.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace Pushscope;
using namespace Pushscope::EventStream;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// An event lies in what was fed, after the one before, and comes out of its block's octets again.
void checkEvent(const Event &event, QByteArrayView wire, QByteArrayView inheritedId, qint64 after)
{
    const ByteRange range = event.range;
    require(range.begin >= after && range.begin < range.end && range.end <= wire.size());
    require(!event.fields.empty());
    for (const Field &field : event.fields) {
        require(field.range.begin >= range.begin && field.range.end <= range.end);
        require(!field.name.isEmpty());
    }
    if (event.why == Why::TooLarge)
        return;
    std::optional<Event> again
        = parseBlock(wire.sliced(range.begin, range.size()), inheritedId, event.isFirstBlock);
    require(again.has_value());
    again->range = range;
    for (std::size_t i = 0; i < again->fields.size() && i < event.fields.size(); ++i)
        again->fields[i].range = event.fields[i].range;
    require(*again == event);
}

void checkEvents(QByteArrayView wire, qint64 maxBlock)
{
    EventStreamParser parser({}, maxBlock);
    parser.feed(wire);
    parser.finish();
    QByteArray inheritedId;
    qint64 after = 0;
    while (const std::optional<Value> value = parser.next()) {
        if (const EventView *view = std::get_if<EventView>(&*value)) {
            const Event event = toEvent(*view);
            checkEvent(event, wire, inheritedId, after);
            after = event.range.end;
            // What is skipped of a block still ends it.
            inheritedId = event.lastEventId;
        }
    }
}

} // namespace

/// The first octet says how the others are cut and whether the limit is near.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const QByteArrayView wire(data + 1, static_cast<qsizetype>(size - 1));
    const qint64 maxBlock
        = (data[0] & 0x80) ? EventStreamParser::LeastMaxBlock : EventStreamParser::DefaultMaxBlock;
    const QByteArrayList whole = logOf(wire, qMax<qsizetype>(wire.size(), 1), maxBlock);
    require(logOf(wire, 1, maxBlock) == whole);
    require(logOf(wire, 1 + (data[0] & 0x7F), maxBlock) == whole);
    checkEvents(wire, maxBlock);
    return 0;
}
