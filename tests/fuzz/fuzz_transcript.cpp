// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The two directions of a connection, as a peer may write them, from the first octet to the last
// record: whatever the reads were, the same records come out, and no record claims octets that
// nobody wrote.
//
// Input: turns of an octet (its high bit: the server speaks; the others: how many octets follow,
// 127: all that are left) and those octets.

#include "capture/batchbuilder.h"
#include "capture/connectiontranscript.h"
#include "support/linesink.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace Pushscope;

namespace {

constexpr qint64 Limit = 4096; // Of a message, so that inputs of a few thousand octets reach it.

struct Turn {
    Role from = Role::Client;
    QByteArrayView octets;
};

std::vector<Turn> turnsOf(QByteArrayView input)
{
    constexpr int Rest = 0x7f;
    std::vector<Turn> turns;
    while (!input.isEmpty()) {
        const auto head = static_cast<unsigned char>(input.front());
        input = input.sliced(1);
        const qsizetype length
            = (head & Rest) == Rest ? input.size() : std::min<qsizetype>(head & Rest, input.size());
        turns.push_back({ (head & 0x80) != 0 ? Role::Server : Role::Client, input.first(length) });
        input = input.sliced(length);
    }
    return turns;
}

/// The records as lines, with octets read @p step at a time.
QByteArrayList recorded(const std::vector<Turn> &turns, qsizetype step)
{
    LineSink sink;
    {
        BatchBuilder batch(sink);
        TranscriptOptions options;
        options.dataRecordOctets = Limit;
        options.maxMessageOctets = Limit;
        // As of decoding: nothing is numbered or timed by the reads.
        ConnectionTranscript transcript(batch, nullptr, { 1, 1, 1 }, std::nullopt, options,
                                        nullptr);
        for (const Turn &turn : turns) {
            for (qsizetype at = 0; at < turn.octets.size(); at += step) {
                // A copy of its own, gone after the call: nothing may point into it later.
                const QByteArray piece
                    = turn.octets.sliced(at, std::min(step, turn.octets.size() - at)).toByteArray();
                transcript.octets(turn.from, piece, 5);
                batch.flush();
            }
        }
        transcript.finish(Role::Client, 5);
        transcript.finish(Role::Server, 5);
        batch.flush();
    }
    return sink.lines();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::vector<Turn> turns
        = turnsOf(QByteArrayView(data, static_cast<qsizetype>(std::min<std::size_t>(size, 16384))));
    const QByteArrayList whole = recorded(turns, Limit * 8);
    for (const qsizetype step : { 1, 7 }) {
        const QByteArrayList split = recorded(turns, step);
        if (split == whole)
            continue;
        const auto differing
            = std::mismatch(split.begin(), split.end(), whole.begin(), whole.end());
        std::fprintf(stderr, "read %d at a time: %s", static_cast<int>(step),
                     differing.first == split.end() ? "nothing\n" : differing.first->constData());
        std::fprintf(stderr, "read whole: %s",
                     differing.second == whole.end() ? "nothing\n" : differing.second->constData());
        std::abort();
    }
    return 0;
}
