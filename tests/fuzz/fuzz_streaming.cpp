// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/streaminglog.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace Pushscope;
using namespace Pushscope::Streaming;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Each message lies in what was fed, behind the one before, and its content comes out of its
/// octets again; nothing is pending at the end.
void checkMessages(Cut cut, QByteArrayView body, qint64 maxMessage)
{
    MessageCutter cutter(cut, maxMessage);
    cutter.feed(body);
    cutter.finish();
    qint64 after = 0;
    while (const std::optional<MessageView> message = cutter.next()) {
        const ByteRange range = message->range;
        require(range.begin >= after && range.begin < range.end && range.end <= body.size());
        require(range.size() <= maxMessage);
        after = range.end;
        const QByteArrayView octets = body.sliced(range.begin, range.size());
        const ByteRange content = contentRange(cut, octets, message->violations);
        require(content.begin >= 0 && content.begin <= content.end);
        require(content.end <= octets.size());
        require(octets.sliced(content.begin, content.size()) == message->content);
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
