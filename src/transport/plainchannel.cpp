// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/plainchannel.h"

#include "transport/systemerror.h"

#include <sys/socket.h>

#include <cerrno>

namespace Pushscope {

using Outcome = Transfer::Outcome;

OctetChannel::~OctetChannel() = default;

PlainChannel::PlainChannel(int descriptor)
    : m_descriptor(descriptor)
{
}

Transfer PlainChannel::open()
{
    return { Outcome::Moved, 0 };
}

Transfer PlainChannel::read(std::span<char> buffer)
{
    ssize_t count = 0;
    do {
        count = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    } while (count < 0 && errno == EINTR);
    if (count > 0)
        return { Outcome::Moved, count };
    return count == 0 ? Transfer{ Outcome::PeerFinished, 0 } : failed(errno);
}

Transfer PlainChannel::write(QByteArrayView octets)
{
    ssize_t count = 0;
    do {
        count = ::send(m_descriptor, octets.data(), static_cast<std::size_t>(octets.size()),
                       MSG_NOSIGNAL);
    } while (count < 0 && errno == EINTR);
    return count > 0 ? Transfer{ Outcome::Moved, count } : failed(errno);
}

Transfer PlainChannel::finishWriting()
{
    if (::shutdown(m_descriptor, SHUT_WR) != 0)
        return failed(errno);
    return { Outcome::Moved, 0 };
}

Transfer PlainChannel::failed(int number)
{
    if (number == EAGAIN || number == EWOULDBLOCK)
        return { Outcome::Later, 0 };
    m_fault = faultOf(number);
    return { Outcome::Failed, 0 };
}

} // namespace Pushscope
