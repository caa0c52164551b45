// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"

#include <QByteArray>
#include <QByteArrayView>

namespace Pushscope::Streaming {

/// The stretch of a stream that is still needed. Offsets are those of the stream, 0 being the first
/// octet appended.
class OctetWindow
{
public:
    /// Appends @p octets and forgets those before @p keepFrom.
    void append(QByteArrayView octets, qint64 keepFrom);

    /// Octets appended so far.
    [[nodiscard]] qint64 end() const { return m_begin + m_octets.size(); }
    /// Of what was not forgotten; valid until the next append().
    [[nodiscard]] QByteArrayView view(ByteRange range) const
    {
        return QByteArrayView(m_octets.constData() + (range.begin - m_begin), range.size());
    }
    [[nodiscard]] QByteArrayView from(qint64 begin) const { return view({ begin, end() }); }
    [[nodiscard]] char at(qint64 offset) const { return m_octets.constData()[offset - m_begin]; }
    /// Where the next @p octet at or behind @p begin is; end() where none is.
    [[nodiscard]] qint64 find(char octet, qint64 begin) const;

private:
    QByteArray m_octets;
    qint64 m_begin = 0;
};

} // namespace Pushscope::Streaming
