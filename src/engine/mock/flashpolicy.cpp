// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/flashpolicy.h"

#include <utility>

namespace Pushscope {

QByteArray flashPolicy()
{
    constexpr char Policy[]
        = "<?xml version=\"1.0\"?>\n"
          "<!DOCTYPE cross-domain-policy SYSTEM "
          "\"http://www.macromedia.com/xml/dtds/cross-domain-policy.dtd\">\n"
          "<cross-domain-policy>\n"
          "<allow-access-from domain=\"localhost\" to-ports=\"*\"/>\n"
          "<allow-access-from domain=\"127.0.0.1\" to-ports=\"*\"/>\n"
          "</cross-domain-policy>\n";
    return QByteArray(Policy, sizeof(Policy)); // With the NUL.
}

FlashPolicyWatch::FlashPolicyWatch(StreamListener &next, std::function<void()> asked)
    : m_next(next)
    , m_asked(std::move(asked))
{
}

void FlashPolicyWatch::streamReceived(QByteArrayView octets, qint64 t)
{
    bool isAsked = false;
    for (const char octet : octets) {
        if (m_isOver)
            break;
        m_isOver = octet != FlashPolicyRequest[m_matched];
        if (!m_isOver && ++m_matched == FlashPolicyRequest.size()) {
            m_isOver = true;
            isAsked = true;
        }
    }
    m_next.streamReceived(octets, t);
    if (isAsked)
        m_asked();
}

void FlashPolicyWatch::streamOpened(const OpenFacts &facts)
{
    m_next.streamOpened(facts);
}

void FlashPolicyWatch::streamWritten(qint64 count, qint64 t)
{
    m_next.streamWritten(count, t);
}

void FlashPolicyWatch::streamPeerFinished(qint64 t)
{
    m_next.streamPeerFinished(t);
}

void FlashPolicyWatch::streamEnded(const EndFacts &facts)
{
    m_next.streamEnded(facts);
}

} // namespace Pushscope
