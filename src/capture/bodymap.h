// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"

#include <deque>
#include <vector>

namespace Pushscope {

/// Where the octets of a message body lie on the wire, chunk framing taken out.
///
/// Keeps only what a later value may still need: see dropBefore().
class BodyMap
{
public:
    /// The next @p length octets of the body lie at @p wireBegin.
    void append(qint64 wireBegin, qint64 length);
    /// The stretches on the wire of @p body, in order; what was dropped is missing.
    [[nodiscard]] std::vector<ByteRange> wireRanges(ByteRange body) const;
    /// Nothing before body octet @p offset is asked for any more.
    void dropBefore(qint64 offset);
    /// Where the first octet that is still kept lies on the wire; @p otherwise where none is.
    [[nodiscard]] qint64 firstOnWire(qint64 otherwise) const
    {
        return m_stretches.empty() ? otherwise : m_stretches.front().wireBegin;
    }
    /// Stretches that are still kept, and the octets of the body in them.
    [[nodiscard]] qint64 stretches() const { return static_cast<qint64>(m_stretches.size()); }
    [[nodiscard]] qint64 keptOctets() const
    {
        return m_stretches.empty() ? 0 : m_size - m_stretches.front().bodyBegin;
    }
    /// Octets appended so far.
    [[nodiscard]] qint64 size() const { return m_size; }

private:
    struct Stretch {
        qint64 bodyBegin;
        qint64 wireBegin;
        qint64 length;
    };
    std::deque<Stretch> m_stretches;
    qint64 m_size = 0;
};

} // namespace Pushscope
