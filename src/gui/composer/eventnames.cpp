// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/eventnames.h"

#include "capture/filter.h"
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
    , m_mailbox(this)
{
}

EventNames::~EventNames()
{
    stop();
}

void EventNames::setPages(RecordPages *pages)
{
    stop();
    m_pages = pages;
    restart();
}

void EventNames::setSession(quint32 session)
{
    if (session == m_session)
        return;
    stop();
    m_session = session;
    restart();
}

void EventNames::stop()
{
    if (m_pages && m_filter != RecordPages::Everything)
        m_pages->dropFilter(m_filter);
    m_filter = RecordPages::Everything;
    m_rows = 0;
    m_asked = 0;
}

void EventNames::restart()
{
    if (!m_pages || m_session == 0)
        return;
    const Filter::Parsed parsed
        = Filter::parse(QStringLiteral("kind:sio.packet session:%1").arg(m_session));
    const auto *filter = std::get_if<std::shared_ptr<const Filter>>(&parsed);
    if (!filter)
        return;
    m_filter = m_pages->startFilter(
        *filter,
        [this, address = m_mailbox.address()](RecordPages::FilterId id, qint64 rows, qint64,
                                              bool isDone) {
            address->post([this, id, rows, isDone] {
                if (id != m_filter)
                    return;
                m_rows = rows;
                if (isDone && std::exchange(m_isWanted, false))
                    ask();
            });
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
    if (!m_pages || m_filter == RecordPages::Everything || m_rows == 0)
        return;
    m_asked = m_rows;
    const qint64 first = std::max<qint64>(0, m_rows - MostPackets);
    m_pages->requestRows(
        m_filter, first, MostPackets,
        [this, address = m_mailbox.address(), filter = m_filter](
            const RecordPages::Page &, std::span<const Record> records, OctetSource &octets) {
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
            address->post([this, filter, names] {
                if (filter == m_filter && !names.isEmpty())
                    emit found(names);
            });
        });
}

} // namespace Pushscope
