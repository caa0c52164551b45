// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/eventnames.h"

#include "capture/packetfacts.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

/// Of a packet are read: the name stands at its beginning.
constexpr qint64 NameOctets = 1024;

} // namespace

EventNames::EventNames(QObject *parent)
    : QObject(parent)
    , m_filter(this)
{
}

void EventNames::setPages(RecordPages *pages)
{
    m_filter.setPages(pages);
    restart();
}

void EventNames::setSession(quint32 session)
{
    if (std::exchange(m_session, session) != session)
        restart();
}

void EventNames::restart()
{
    m_rows = 0;
    m_asked = 0;
    m_filter.drop();
    if (m_session == 0)
        return;
    m_filter.start(QStringLiteral("kind:sio.packet session:%1").arg(m_session),
                   [this](qint64 rows, bool isDone) {
                       m_rows = rows;
                       if (isDone && std::exchange(m_isWanted, false))
                           ask();
                   });
}

void EventNames::look()
{
    if (m_rows == 0)
        m_isWanted = true;
    else if (m_rows != m_asked)
        ask();
}

void EventNames::ask()
{
    if (m_rows == 0)
        return;
    m_asked = m_rows;
    const auto collect = [](std::span<const Record> records, OctetSource &octets) {
        QStringList names;
        for (const Record &record : records) {
            const QByteArray name = eventOf(socketIoFacts(record, octets, NameOctets).packet.data);
            const auto type = socketIoType(record);
            const bool isEvent = type == SocketIo::PacketType::Event
                || type == SocketIo::PacketType::BinaryEvent;
            if (!isEvent || name.isEmpty())
                continue;
            names.removeAll(QString::fromUtf8(name));
            names.append(QString::fromUtf8(name));
        }
        return names;
    };
    m_filter.read(std::max<qint64>(0, m_rows - MostPackets), MostPackets, collect,
                  [this](const QStringList &names) {
                      if (!names.isEmpty())
                          emit found(names);
                  });
}

} // namespace Pushscope
