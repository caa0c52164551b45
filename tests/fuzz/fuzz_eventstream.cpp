// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz/require.h"
#include "protocol/eventstream/eventstreamlog.h"
#include "protocol/eventstream/eventstreamserializer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

using namespace Pushscope;
using namespace Pushscope::EventStream;

namespace {

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

/// What may be written comes out as it was.
void checkWritten(const Event &event)
{
    if (!event.isDispatched || event.isIdInherited)
        return;
    EventStreamSerializer::Block block;
    block.type = event.type;
    block.id = event.lastEventId;
    block.data = event.data;
    if (!EventStreamSerializer::isRepresentable(block))
        return;
    for (const auto lineEnd : { EventStreamSerializer::LineEnd::Lf, EventStreamSerializer::LineEnd::Cr,
                                EventStreamSerializer::LineEnd::CrLf }) {
        QByteArray written;
        EventStreamSerializer(lineEnd).block(written, block);
        const std::optional<Event> again = parseBlock(written, {}, true);
        require(again && again->isDispatched && again->violations.isEmpty());
        require(again->type == event.type && again->lastEventId == event.lastEventId);
        require(again->data == event.data);
    }
}

/// Outside of events and comments there are line ends only, and a BOM before the first.
void checkGap(QByteArrayView wire, qint64 begin, qint64 end, bool isSkipped)
{
    QByteArrayView gap = wire.sliced(begin, end - begin);
    if (begin == 0 && gap.startsWith("\xef\xbb\xbf"))
        gap = gap.sliced(3);
    for (const char octet : gap)
        require(isSkipped || octet == '\r' || octet == '\n');
}

void checkEvents(QByteArrayView wire, qint64 maxBlock)
{
    EventStreamParser parser({}, maxBlock);
    parser.feed(wire);
    parser.finish();
    struct Place {
        ByteRange range;
        bool isSkipped = false; ///< What follows, since it is too large.
    };
    std::vector<Place> ranges;
    QByteArray inheritedId;
    qint64 after = 0;
    while (const std::optional<Value> value = parser.next()) {
        if (const EventView *view = std::get_if<EventView>(&*value)) {
            const Event event = toEvent(*view);
            checkEvent(event, wire, inheritedId, after);
            checkWritten(event);
            ranges.push_back({ event.range, event.why == Why::TooLarge });
            after = event.range.end;
            // What is skipped of a block still ends it.
            inheritedId = event.lastEventId;
        } else if (const Comment *comment = std::get_if<Comment>(&*value)) {
            const bool isCut = comment->violations.contains(Violation::TooLarge);
            require(comment->range.begin >= 0 && comment->range.end <= wire.size());
            require(isCut || wire.sliced(comment->range.begin, comment->range.size())
                                 .endsWith(comment->text));
            ranges.push_back({ comment->range, isCut });
        } else {
            const Retry &retry = std::get<Retry>(*value);
            const std::optional<Retry> again
                = parseRetry(wire.sliced(retry.range.begin, retry.range.size()));
            require(again && again->ms == retry.ms);
        }
    }
    // A comment may stand inside of a block, and comes out before it.
    std::ranges::sort(ranges, {}, [](const Place &place) { return place.range.begin; });
    Place before;
    for (const Place &place : ranges) {
        if (place.range.begin > before.range.end)
            checkGap(wire, before.range.end, place.range.begin, before.isSkipped);
        if (place.range.end > before.range.end)
            before = place;
    }
    checkGap(wire, before.range.end, wire.size(), before.isSkipped);
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
