// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/batch.h"
#include "capture/octetsource.h"

#include <deque>
#include <map>
#include <tuple>

namespace Pushscope {

/// The octets that the records of a live capture still lie in, for who follows it without a file:
/// fed with every batch before its records are read, trimmed with what the batch releases after.
class LiveOctets final : public OctetSource
{
public:
    /// Octets kept of one direction and layer: the longest message by default and its framing. A
    /// record beyond that comes out shorter.
    static constexpr qint64 MaxOctets = 80LL * 1024 * 1024;

    void add(const Batch &batch);
    void trim(const Batch &batch);
    /// That connection is over.
    void drop(quint32 connection);

    [[nodiscard]] QByteArray octets(quint32 connection, From from, Layer layer,
                                    ByteRange range) override;

private:
    struct Stretch {
        qint64 offset;
        QByteArray octets;
    };
    using Key = std::tuple<quint32, From, Layer>;

    static void dropBefore(std::deque<Stretch> &stretches, qint64 offset);

    std::map<Key, std::deque<Stretch>> m_directions;
};

} // namespace Pushscope
