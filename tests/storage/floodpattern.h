// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/batch.h"

#include <QByteArray>

#include <array>

namespace Pushscope {

/// Traffic of which every octet follows from its connection and offset, so that whoever finds it in
/// a file can tell whether it is whole.
class FloodPattern
{
public:
    static constexpr quint32 Connections = 3;
    static constexpr int BatchRecords = 500;

    [[nodiscard]] static char octetAt(quint32 connection, qint64 offset)
    {
        return static_cast<char>((offset * 31 + offset / 251 + connection * 7) & 0xff);
    }
    [[nodiscard]] static QByteArray octets(quint32 connection, ByteRange range)
    {
        QByteArray octets(static_cast<qsizetype>(range.size()), Qt::Uninitialized);
        for (qint64 i = 0; i < range.size(); ++i)
            octets[static_cast<qsizetype>(i)] = octetAt(connection, range.begin + i);
        return octets;
    }

    Batch nextBatch()
    {
        Batch batch;
        for (int i = 0; i < BatchRecords; ++i) {
            ++m_count;
            const quint32 connection = 1 + static_cast<quint32>(m_count % Connections);
            qint64 &end = m_ends[connection - 1];
            const ByteRange at{ end, end + 20 + m_count % 200 };
            end = at.end;
            batch.pieces.push_back({ connection, From::Server, Layer::Wire, at.begin, at.size(),
                                     m_count * 1000, batch.octets.size() });
            batch.octets += octets(connection, at);
            Record record;
            record.t = m_count * 1000;
            record.kind = RecordKind::WsMessage;
            record.from = From::Server;
            record.connection = connection;
            record.at = at;
            record.size = at.size();
            if (m_count % 10 == 0)
                record.detail = "{\"n\":" + QByteArray::number(m_count) + '}';
            batch.records.push_back(std::move(record));
        }
        return batch;
    }

private:
    std::array<qint64, Connections> m_ends{};
    qint64 m_count = 0;
};

} // namespace Pushscope
