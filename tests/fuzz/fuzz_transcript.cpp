// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The two directions of a connection, as a peer may write them, from the first octet to the last
// record: whatever the reads were, the same records come out, no record claims octets that
// nobody wrote, and every octet that was written belongs to one.
//
// Input: turns of an octet (its high bit: the server speaks; the others: how many octets follow,
// 127: all that are left) and those octets.

#include "capture/batchbuilder.h"
#include "capture/connectiontranscript.h"
#include "support/linesink.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cctype>
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

/// Records into @p sink, with octets read @p step at a time.
void record(LineSink &sink, const std::vector<Turn> &turns, qsizetype step)
{
    BatchBuilder batch(sink);
    TranscriptOptions options;
    options.dataRecordOctets = Limit;
    options.maxMessageOctets = Limit;
    // As of decoding: nothing is numbered or timed by the reads.
    ConnectionTranscript transcript(batch, nullptr, { 1, 1, 1 }, std::nullopt, options, nullptr);
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

[[noreturn]] void fail(const char *what, const QByteArray &line)
{
    std::fprintf(stderr, "%s: %s\n", what, line.constData());
    std::abort();
}

struct Stretch {
    ByteRange range;
    bool isChunk = false; ///< Around it lies what makes it a chunk, which its record has in `chunk`.
};

std::vector<Stretch> stretchesOf(const LineSink &sink, QStringView from)
{
    std::vector<Stretch> stretches;
    for (const QJsonObject &record : sink.objects()) {
        if (record.value(u"from").toString() != from)
            continue;
        for (const QJsonValue stretch : record.value(u"at").toArray()) {
            const qint64 begin = stretch.toArray().at(0).toInteger(-1);
            stretches.push_back({ { begin, begin + stretch.toArray().at(1).toInteger(-1) },
                                  record.contains(u"chunk") });
        }
    }
    std::ranges::sort(stretches, {}, [](const Stretch &stretch) { return stretch.range.begin; });
    return stretches;
}

/// The end of one chunk and the size of another, or either.
bool isChunkFraming(QByteArrayView octets)
{
    if (octets.startsWith('\r'))
        octets = octets.sliced(1);
    if (octets.startsWith('\n'))
        octets = octets.sliced(1);
    return octets.isEmpty()
        || (std::isxdigit(static_cast<unsigned char>(octets.front())) != 0 && octets.endsWith('\n')
            && octets.count('\n') == 1);
}

/// The stretches of a direction's records are of octets that were written, and of all of them.
void checkCovered(const LineSink &sink, QStringView from, QByteArrayView wire)
{
    Stretch before;
    const auto checkGap = [&](qint64 end, bool isChunkNext) {
        const qint64 begin = before.range.end;
        if (begin < end
            && !((before.isChunk || isChunkNext) && isChunkFraming(wire.sliced(begin, end - begin))))
            fail("no record has octet", QByteArray::number(begin) + ' ' + from.toLatin1());
    };
    for (const Stretch &stretch : stretchesOf(sink, from)) {
        const ByteRange range = stretch.range;
        if (range.begin < 0 || range.end < range.begin || range.end > wire.size())
            fail("lies where nothing is", QByteArray::number(range.begin) + ' ' + from.toLatin1());
        checkGap(range.begin, stretch.isChunk);
        if (range.end > before.range.end)
            before = stretch;
    }
    checkGap(wire.size(), false);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::vector<Turn> turns
        = turnsOf(QByteArrayView(data, static_cast<qsizetype>(std::min<std::size_t>(size, 16384))));
    LineSink sink;
    record(sink, turns, Limit * 8);
    for (const Role from : { Role::Client, Role::Server }) {
        QByteArray wire;
        for (const Turn &turn : turns)
            wire += turn.from == from ? turn.octets : QByteArrayView();
        checkCovered(sink, from == Role::Client ? u"client" : u"server", wire);
    }
    const QByteArrayList &whole = sink.lines();
    for (const qsizetype step : { 1, 7 }) {
        LineSink cut;
        record(cut, turns, step);
        const QByteArrayList &split = cut.lines();
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
