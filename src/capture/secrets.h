// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "capture/secretnames.h"

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace Pushscope {

/// Finds the octets of secrets, so that others of the same length can take their place: offsets,
/// framing and what parses stay as they are.
///
/// Threads: immutable after construction.
class SecretFinder
{
public:
    explicit SecretFinder(const SecretNames &names);

    /// In the head of an HTTP message, of either direction: values of the secret fields, query and
    /// fragment values of the target and of any URL, and the userinfo of a URL. A value that is
    /// folded (RFC 9112 §5.2) is secret in all its lines. Of Sec-WebSocket-Protocol those members
    /// that are tokens by their look or by the member before them.
    [[nodiscard]] std::vector<ByteRange> inHead(QByteArrayView head) const;
    /// In any other text: values of secret JSON members, also of JSON inside a JSON or JavaScript
    /// string; of a member that is an object or array, all strings and numbers in it; members named
    /// as a secret field; field lines, also as pairs of strings; URLs as in a head; form bodies and
    /// assignments. All of that also where `\\/`, `\\u0026` or `%22` stand for the octets.
    [[nodiscard]] std::vector<ByteRange> inText(QByteArrayView text) const;

    /// The same in a packet by which a client joins a namespace of Socket.IO; all that it says
    /// beside the namespace is secret, whatever its members are named.
    [[nodiscard]] std::vector<ByteRange> inConnect(QByteArrayView packet) const;
    /// In a list of subprotocols, as Sec-WebSocket-Protocol has it.
    [[nodiscard]] std::vector<ByteRange> inSubprotocols(QByteArrayView list) const;
    /// Whether a message or payload of Engine.IO begins with such a packet.
    /// Spec: Socket.IO protocol, section Packet encoding.
    [[nodiscard]] static bool isConnect(QByteArrayView packet);

    /// Adds @p more to @p secrets; all are in order and apart from one another.
    static void add(std::vector<ByteRange> &secrets, const std::vector<ByteRange> &more);

    /// What takes the place of @p secret: `*`, but `1` in a number that stands bare in JSON.
    [[nodiscard]] static QByteArray cover(QByteArrayView secret);

private:
    using Ranges = std::vector<ByteRange>;
    using Search = void (SecretFinder::*)(QByteArrayView text, Ranges &found) const;

    void findFields(QByteArrayView head, Ranges &found) const;
    void findMembers(QByteArrayView text, Ranges &found) const;
    void findLines(QByteArrayView text, Ranges &found) const;
    void findUrls(QByteArrayView text, Ranges &found) const;
    void findSessionIds(QByteArrayView text, Ranges &found) const;
    void findPairs(QByteArrayView text, Ranges &found) const;
    /// In @p text as it reads without the escapes of JSON strings, or of URLs.
    void findEscaped(QByteArrayView text, Ranges &found) const;
    /// Those of @p members, ranges of @p text, that give a token away.
    void addTokens(QByteArrayView text, const Ranges &members, Ranges &found) const;

    SecretNameTest m_names;
};

} // namespace Pushscope
