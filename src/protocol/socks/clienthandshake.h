// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope::Socks {

/// Why a SOCKS server does not lead to the target.
struct Refusal {
    enum class Reason : quint8 {
        TooLong,          ///< Host, user or password has more than 255 octets.
        NotSocks,         ///< What it answers is no SOCKS 5 (RFC 1928 §3, §6).
        NoMethod,         ///< It wants a way of authentication that is not offered (§3).
        CredentialsWrong, ///< User and password were not accepted (RFC 1929 §2).
        Replied,          ///< It replied with another code than 0 (RFC 1928 §6).
    };
    Reason reason = Reason::NotSocks;
    quint8 reply = 0; ///< Replied only: the REP field.
    bool operator==(const Refusal &) const = default;
};

/// The words of RFC 1928 §6 for a REP field: `host unreachable`; empty for an unassigned one.
[[nodiscard]] QByteArrayView replyName(quint8 reply);

/// A client's side of the way through a SOCKS 5 server to a target: CONNECT, without
/// authentication or with user name and password.
///
/// Sans-I/O: write what takeOutput() gives, feed() what comes. After isDone() the next octet is
/// the target's; no octet of it is consumed.
///
/// Spec: RFC 1928, RFC 1929.
/// Threads: reentrant, not thread-safe.
class ClientHandshake
{
public:
    static constexpr qsizetype LongestField = 255; ///< Host, user, password: a length octet each.

    /// Whom to connect to. Fields longer than LongestField cannot be told: refusal() says TooLong
    /// at once.
    struct Target {
        QByteArray host;    ///< A name, which the server looks up.
        QByteArray address; ///< Instead: 4 or 16 octets in network order.
        quint16 port = 0;
        QByteArray user; ///< Empty: no authentication is offered.
        QByteArray password;
    };

    explicit ClientHandshake(const Target &target);

    /// What is to be written by now; each octet is given once.
    [[nodiscard]] QByteArray takeOutput();
    /// Takes octets of the server; how many of them belong to the handshake.
    qsizetype feed(QByteArrayView octets);

    [[nodiscard]] bool isDone() const { return m_state == State::Done; }
    [[nodiscard]] const std::optional<Refusal> &refusal() const { return m_refusal; }

private:
    enum class State : quint8 { Method, Credentials, Reply, Done, Refused };

    void step();
    void takeMethod();
    void takeReply();
    void sendConnect();
    void refuse(Refusal::Reason reason, quint8 reply = 0);

    Target m_target;
    State m_state = State::Method;
    QByteArray m_output;
    QByteArray m_answer;     ///< Of the message at hand.
    qsizetype m_wanted = 2;  ///< Octets of it that are needed to go on.
    std::optional<Refusal> m_refusal;
};

} // namespace Pushscope::Socks
