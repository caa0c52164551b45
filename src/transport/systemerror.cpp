// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/systemerror.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <system_error>

namespace Pushscope {

ErrorCode errorCodeOf(int number)
{
    switch (number) {
    case ECONNREFUSED:
        return ErrorCode::Refused;
    case ETIMEDOUT:
        return ErrorCode::ConnectTimeout;
    case ECONNRESET:
    case EPIPE:
    case ECONNABORTED:
    case ENOTCONN: // shutdown() after the peer's reset.
        return ErrorCode::Reset;
    default:
        // No route, network down, address not ours, descriptors used up: we cannot get there.
        return ErrorCode::Unreachable;
    }
}

QByteArray systemWords(int number)
{
    return QByteArray::fromStdString(std::generic_category().message(number));
}

Error tcpError(int number)
{
    return { errorCodeOf(number), ErrorSite::Tcp, { { "system", systemWords(number) } } };
}

Fault faultOf(int number)
{
    Fault fault{ EndedHow::Reset, true, tcpError(number) };
    if (fault.error.code != ErrorCode::Reset) {
        // Nobody answers any more: retransmissions ran out, or the way there is gone.
        fault.how = EndedHow::Timeout;
        fault.isByPeer = false;
        if (fault.error.code == ErrorCode::ConnectTimeout)
            fault.error.code = ErrorCode::ResponseTimeout;
    }
    return fault;
}

bool hasPeerFinishedFirst(int descriptor)
{
#ifdef TCP_INFO
    tcp_info info{};
    socklen_t length = sizeof info;
    if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &length) != 0)
        return false;
    return info.tcpi_state == TCP_CLOSE_WAIT || info.tcpi_state == TCP_LAST_ACK;
#else
    Q_UNUSED(descriptor)
    return false;
#endif
}

} // namespace Pushscope
