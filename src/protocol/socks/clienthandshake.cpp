// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/socks/clienthandshake.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <utility>

namespace Pushscope::Socks {

namespace {

constexpr char Version = 0x05;             // RFC 1928 §3
constexpr char NoAuthentication = 0x00;
constexpr char UserAndPassword = 0x02;
constexpr char CredentialsVersion = 0x01;  // RFC 1929 §2
constexpr char Connect = 0x01;             // RFC 1928 §4
constexpr char Ipv4Address = 0x01;         // §5
constexpr char DomainName = 0x03;
constexpr char Ipv6Address = 0x04;
constexpr qsizetype MethodOctets = 2;
constexpr qsizetype CredentialsOctets = 2;
constexpr qsizetype ReplyCodeOctets = 2; ///< Through REP: of a refusal there may be no more.
constexpr qsizetype ReplyHeadOctets = 5; ///< Through the first octet of BND.ADDR.
constexpr qsizetype PortOctets = 2;
constexpr qsizetype Ipv4Octets = 4;
constexpr qsizetype Ipv6Octets = 16;

constexpr std::array<const char *, 9> ReplyNames{
    "succeeded",
    "general SOCKS server failure",
    "connection not allowed by ruleset",
    "network unreachable",
    "host unreachable",
    "connection refused",
    "TTL expired",
    "command not supported",
    "address type not supported",
};

void appendField(QByteArray &output, const QByteArray &field)
{
    output.append(static_cast<char>(field.size()));
    output.append(field);
}

} // namespace

QByteArrayView replyName(quint8 reply)
{
    return reply < ReplyNames.size() ? QByteArrayView(ReplyNames[reply]) : QByteArrayView();
}

ClientHandshake::ClientHandshake(const Target &target)
    : m_target(target)
{
    for (const QByteArray *field : { &target.host, &target.user, &target.password }) {
        if (field->size() > LongestField)
            refuse(Refusal::Reason::TooLong);
    }
    if (m_refusal)
        return;
    m_output.append(Version);
    if (target.user.isEmpty())
        m_output.append(1, char(1)).append(NoAuthentication);
    else
        m_output.append(1, char(2)).append(NoAuthentication).append(UserAndPassword);
}

QByteArray ClientHandshake::takeOutput()
{
    return std::exchange(m_output, {});
}

qsizetype ClientHandshake::feed(QByteArrayView octets)
{
    qsizetype used = 0;
    while (used < octets.size() && m_state != State::Done && m_state != State::Refused) {
        const qsizetype taken = std::min(m_wanted - m_answer.size(), octets.size() - used);
        m_answer.append(octets.sliced(used, taken));
        used += taken;
        if (m_answer.size() == m_wanted)
            step();
    }
    return used;
}

void ClientHandshake::step()
{
    switch (m_state) {
    case State::Method:
        takeMethod();
        break;
    case State::Credentials:
        // "A STATUS field of X'00' indicates success."
        if (m_answer[1] != 0)
            refuse(Refusal::Reason::CredentialsWrong);
        else
            sendConnect();
        break;
    case State::Reply:
        takeReply();
        break;
    case State::Done:
    case State::Refused:
        break;
    }
}

void ClientHandshake::takeMethod()
{
    if (m_answer[0] != Version)
        return refuse(Refusal::Reason::NotSocks);
    const char method = m_answer[1];
    if (method == NoAuthentication)
        return sendConnect();
    if (method != UserAndPassword || m_target.user.isEmpty())
        return refuse(Refusal::Reason::NoMethod);
    m_output.append(CredentialsVersion);
    appendField(m_output, m_target.user);
    appendField(m_output, m_target.password);
    m_state = State::Credentials;
    m_answer.clear();
    m_wanted = CredentialsOctets;
}

void ClientHandshake::sendConnect()
{
    m_output.append(Version).append(Connect).append(1, char(0));
    if (m_target.address.isEmpty()) {
        m_output.append(DomainName);
        appendField(m_output, m_target.host);
    } else {
        m_output.append(m_target.address.size() == Ipv4Octets ? Ipv4Address : Ipv6Address);
        m_output.append(m_target.address);
    }
    std::array<char, PortOctets> port{};
    qToBigEndian(m_target.port, port.data());
    m_output.append(port.data(), PortOctets);
    m_state = State::Reply;
    m_answer.clear();
    m_wanted = ReplyCodeOctets;
}

void ClientHandshake::takeReply()
{
    if (m_answer[0] != Version)
        return refuse(Refusal::Reason::NotSocks);
    if (m_answer[1] != 0)
        return refuse(Refusal::Reason::Replied, static_cast<quint8>(m_answer[1]));
    if (m_answer.size() < ReplyHeadOctets) {
        m_wanted = ReplyHeadOctets;
        return;
    }
    qsizetype addressOctets = 0;
    switch (m_answer[3]) {
    case Ipv4Address:
        addressOctets = Ipv4Octets;
        break;
    case Ipv6Address:
        addressOctets = Ipv6Octets;
        break;
    case DomainName:
        addressOctets = 1 + static_cast<quint8>(m_answer[4]);
        break;
    default:
        return refuse(Refusal::Reason::NotSocks);
    }
    const qsizetype whole = ReplyHeadOctets - 1 + addressOctets + PortOctets;
    if (m_answer.size() < whole)
        m_wanted = whole;
    else
        m_state = State::Done;
}

void ClientHandshake::refuse(Refusal::Reason reason, quint8 reply)
{
    m_state = State::Refused;
    m_refusal = Refusal{ reason, reply };
}

} // namespace Pushscope::Socks
