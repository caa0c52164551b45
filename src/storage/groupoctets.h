// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/batch.h"
#include "capture/octetsource.h"

#include <unordered_map>
#include <vector>

namespace Pushscope {

/// The octets of the batches of one transaction from memory, those before from the file: who
/// follows a recording rarely needs more than the newest.
class GroupOctets final : public OctetSource
{
public:
    explicit GroupOctets(OctetSource &file)
        : m_file(file)
    {
    }

    /// @p batch must live until clear().
    void add(const Batch &batch);
    void clear() { m_stretches.clear(); }

    [[nodiscard]] QByteArray octets(quint32 connection, From from, Layer layer,
                                    ByteRange range) override;

private:
    struct Stretch {
        qint64 offset = 0;
        QByteArrayView octets;
    };

    OctetSource &m_file;
    std::unordered_map<quint64, std::vector<Stretch>> m_stretches; ///< by direction, in order
};

} // namespace Pushscope
