// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz/require.h"
#include "protocol/streaming/messageserializer.h"
#include "protocol/streaming/streaminglog.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace Pushscope;
using namespace Pushscope::Streaming;

namespace {

/// Each message lies in what was fed, behind the one before, and its content comes out of its
/// octets again; nothing is pending at the end.
/// Blank lines, commas, RS and what else may be between messages.
bool isDelimiting(QByteArrayView octets)
{
    return std::ranges::all_of(octets, [](char octet) {
        return QByteArrayView(" \t\r\n,\x1e").contains(octet);
    });
}

/// What may be written comes out as it was.
void checkWritten(Cut cut, QByteArrayView content)
{
    if (!MessageSerializer::isRepresentable(cut, content))
        return;
    QByteArray written;
    MessageSerializer serializer(cut);
    serializer.message(written, content);
    serializer.end(written);
    MessageCutter cutter(cut);
    cutter.feed(written);
    cutter.finish();
    const std::optional<MessageView> again = cutter.next();
    require(again && again->content == content && again->violations.isEmpty());
    require(!cutter.next());
}

void checkMessages(Cut cut, QByteArrayView body, qint64 maxMessage)
{
    MessageCutter cutter(cut, maxMessage);
    cutter.feed(body);
    cutter.finish();
    qint64 after = 0;
    bool isSkipped = cut == Cut::JsonArray;
    while (const std::optional<MessageView> message = cutter.next()) {
        const ByteRange range = message->range;
        require(range.begin >= after && range.begin < range.end && range.end <= body.size());
        require(range.size() <= maxMessage);
        // "implementations … MAY ignore the presence of a byte order mark" (RFC 8259 §8.1).
        const bool hasBom = after == 0 && body.startsWith("\xef\xbb\xbf");
        const qint64 gap = hasBom && range.begin >= 3 ? 3 : after;
        require(isSkipped || isDelimiting(body.sliced(gap, range.begin - gap)));
        // The rest of what is too large is in no message, and an array that is over has none.
        isSkipped = message->violations.contains(Violation::TooLarge) || cut == Cut::JsonArray;
        after = range.end;
        const QByteArrayView octets = body.sliced(range.begin, range.size());
        const ByteRange content = contentRange(cut, octets, message->violations);
        require(content.begin >= 0 && content.begin <= content.end);
        require(content.end <= octets.size());
        require(octets.sliced(content.begin, content.size()) == message->content);
        if (message->violations.isEmpty())
            checkWritten(cut, message->content);
    }
    require(cutter.partial().isEmpty() && cutter.offset() == body.size());
}

} // namespace

/// The first octet says how the others are cut and fed, and whether the limit is near.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const QByteArrayView body(data + 1, static_cast<qsizetype>(size - 1));
    const Cut cut = allCuts()[(data[0] & 0x0F) % allCuts().size()];
    const qint64 maxMessage
        = (data[0] & 0x80) ? MessageCutter::LeastMaxMessage : MessageCutter::DefaultMaxMessage;
    const QByteArrayList whole = logOf(cut, body, qMax<qsizetype>(body.size(), 1), maxMessage);
    require(logOf(cut, body, 1, maxMessage) == whole);
    require(logOf(cut, body, 2 + ((data[0] >> 4) & 0x07), maxMessage) == whole);
    checkMessages(cut, body, maxMessage);
    return 0;
}
