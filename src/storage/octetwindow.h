// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/batch.h"
#include "capture/octetsource.h"

#include <deque>
#include <unordered_map>

namespace Pushscope {

/// The octets of the newest batches, from memory; older ones from elsewhere.
class OctetWindow final : public OctetSource
{
public:
    /// @p older may be null: what left the window is gone then.
    explicit OctetWindow(OctetSource *older = nullptr)
        : m_older(older)
    {
    }

    /// Shares the octets of @p batch.
    void add(const Batch &batch);
    /// Drops the oldest until at most @p limit octets are kept.
    void trim(qint64 limit);
    [[nodiscard]] qint64 size() const { return m_size; }

    [[nodiscard]] QByteArray octets(quint32 connection, From from, Layer layer,
                                    ByteRange range) override;

private:
    struct Stretch {
        qint64 offset = 0;
        qint64 length = 0;
        const char *data = nullptr;
    };
    struct Kept {
        QByteArray octets;
        std::vector<quint64> keys; ///< of the stretches that point into octets
    };

    OctetSource *m_older;
    std::deque<Kept> m_kept;
    std::unordered_map<quint64, std::deque<Stretch>> m_stretches; ///< by direction, in order
    qint64 m_size = 0;
};

} // namespace Pushscope
