// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/batch.h"
#include "capture/recordpages.h"

#include <QByteArray>
#include <QRandomGenerator>

#include <future>
#include <map>
#include <utility>
#include <vector>

namespace Pushscope {

/// Asks and waits: what RecordPages answers, as values.
inline std::vector<Record> rowsOf(RecordPages &pages, qint64 firstRow, int count,
                                  RecordPages::FilterId filter = RecordPages::Everything)
{
    std::promise<std::vector<Record>> promise;
    pages.requestRows(filter, firstRow, count,
                      [&](const RecordPages::Page &, std::span<const Record> rows, OctetSource &) {
                          promise.set_value({ rows.begin(), rows.end() });
                      });
    return promise.get_future().get();
}

inline std::vector<Record> allRows(RecordPages &pages)
{
    constexpr int PageRows = 1000;
    std::vector<Record> all;
    while (true) {
        const std::vector<Record> rows = rowsOf(pages, static_cast<qint64>(all.size()), PageRows);
        if (rows.empty())
            return all;
        all.insert(all.end(), rows.begin(), rows.end());
    }
}

inline std::optional<Record> recordAt(RecordPages &pages, qint64 seq)
{
    std::promise<std::optional<Record>> promise;
    pages.requestRecord(seq, [&](const Record *record, OctetSource &) {
        promise.set_value(record != nullptr ? std::optional(*record) : std::nullopt);
    });
    return promise.get_future().get();
}

inline QByteArray octetsOf(RecordPages &pages, quint32 connection, From from, Layer layer,
                           ByteRange range)
{
    std::promise<QByteArray> promise;
    pages.requestRecord(1, [&](const Record *, OctetSource &octets) {
        promise.set_value(octets.octets(connection, from, layer, range));
    });
    return promise.get_future().get();
}

/// Makes batches as an engine might, from a seed; remembers what it said on each direction.
class RandomTraffic
{
public:
    using Direction = std::tuple<quint32, From, Layer>;

    explicit RandomTraffic(quint32 seed, quint32 connections = 5)
        : m_random(seed)
        , m_connections(connections)
    {
    }

    /// A batch of pieces of at most @p maxPiece octets and records over them.
    Batch next(int pieces, qint64 maxPiece)
    {
        Batch batch;
        for (int i = 0; i < pieces; ++i)
            addPiece(batch, maxPiece);
        for (Record &record : batch.records) {
            if (m_random.bounded(4) == 0)
                record.carrier = -1 - m_random.bounded(static_cast<int>(batch.records.size()));
        }
        return batch;
    }

    [[nodiscard]] const std::map<Direction, QByteArray> &said() const { return m_said; }
    [[nodiscard]] qint64 now() const { return m_t; }

private:
    qint64 number(qint64 below)
    {
        return static_cast<qint64>(m_random.generate64() % quint64(below));
    }

    void addPiece(Batch &batch, qint64 maxPiece)
    {
        m_t += number(1'000'000);
        Piece piece;
        piece.connection = 1 + static_cast<quint32>(number(m_connections));
        piece.from = number(2) == 0 ? From::Client : From::Server;
        piece.layer = number(5) == 0 ? Layer::Content : Layer::Wire;
        QByteArray &said = m_said[{ piece.connection, piece.from, piece.layer }];
        piece.offset = said.size();
        piece.t = m_t;
        const bool isShared = !batch.pieces.empty() && number(4) == 0;
        if (isShared) {
            piece.dataOffset = batch.pieces.back().dataOffset;
            piece.length = batch.pieces.back().length;
        } else {
            piece.dataOffset = batch.octets.size();
            piece.length = 1 + number(maxPiece);
            for (qint64 i = 0; i < piece.length; ++i)
                batch.octets.append(static_cast<char>(m_random.generate()));
        }
        said.append(batch.octets.mid(piece.dataOffset, piece.length));
        batch.pieces.push_back(piece);
        if (piece.layer == Layer::Wire)
            batch.records.push_back(recordOver(piece));
    }

    Record recordOver(const Piece &piece)
    {
        Record record;
        record.t = number(50) == 0 ? Record::NoTime : piece.t;
        record.kind = static_cast<RecordKind>(RecordKindFirst + number(RecordKindLast));
        record.from = piece.from;
        record.cause = static_cast<Cause>(number(8));
        record.flags = static_cast<quint8>(number(32));
        record.code = number(3) == 0 ? Record::NoCode : static_cast<qint32>(number(16));
        record.session = static_cast<quint32>(number(3));
        record.connection = piece.connection;
        record.stream = static_cast<quint32>(number(1000));
        record.exchange = static_cast<quint32>(number(100'000));
        record.at = { piece.offset, piece.offset + piece.length };
        for (qint64 i = number(4); i > 1; --i) {
            const qint64 begin = number(piece.offset + 1);
            record.moreAt.push_back({ begin, begin + number(1000) });
        }
        if (number(3) == 0)
            record.content = { number(1'000'000), 2'000'000 };
        record.size = piece.length;
        if (number(5) == 0)
            record.violations.add(static_cast<Violation>(number(ViolationCount)));
        if (number(3) == 0)
            record.detail = "{\"n\":" + QByteArray::number(number(1'000'000)) + '}';
        return record;
    }

    QRandomGenerator m_random;
    quint32 m_connections;
    std::map<Direction, QByteArray> m_said;
    qint64 m_t = 1;
};

} // namespace Pushscope
