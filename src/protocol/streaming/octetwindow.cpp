// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/octetwindow.h"

#include <cstring>

namespace Pushscope::Streaming {

namespace {

// A buffer that one large message made grow beyond this is given back afterwards.
constexpr qsizetype KeptCapacity = 1024 * 1024;

} // namespace

void OctetWindow::append(QByteArrayView octets, qint64 keepFrom)
{
    const qint64 forgotten = keepFrom - m_begin;
    if (forgotten == m_octets.size()) {
        if (m_octets.capacity() > KeptCapacity)
            m_octets = QByteArray();
        else
            m_octets.resize(0);
        m_begin = keepFrom;
    } else if (forgotten > 0) {
        m_octets.remove(0, forgotten);
        m_begin = keepFrom;
    }
    m_octets.append(octets);
}

qint64 OctetWindow::find(char octet, qint64 begin) const
{
    const QByteArrayView rest = from(begin);
    if (rest.isEmpty())
        return begin;
    const void *found = std::memchr(rest.data(), octet, static_cast<std::size_t>(rest.size()));
    return found ? begin + (static_cast<const char *>(found) - rest.data()) : end();
}

} // namespace Pushscope::Streaming
