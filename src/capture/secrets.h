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

    /// In the head of an HTTP message, of either direction: values of the secret fields, query
    /// values of the target and of any URL, and the password of a URL's userinfo. A value that is
    /// folded (RFC 9112 §5.2) is secret in all its lines.
    [[nodiscard]] std::vector<ByteRange> inHead(QByteArrayView head) const;
    /// In any other text: values of secret JSON members, also of JSON inside a JSON or JavaScript
    /// string; of a member that is an object or array, all strings and numbers in it; members named
    /// as a secret field; field lines, also as pairs of strings; URLs as in a head; form bodies.
    [[nodiscard]] std::vector<ByteRange> inText(QByteArrayView text) const;

    /// What takes the place of @p secret: `*`, but `1` in a number that stands bare in JSON.
    [[nodiscard]] static QByteArray cover(QByteArrayView secret);

private:
    void findFields(QByteArrayView head, std::vector<ByteRange> &found) const;
    void findMembers(QByteArrayView text, std::vector<ByteRange> &found) const;
    void findLines(QByteArrayView text, std::vector<ByteRange> &found) const;
    void findUrls(QByteArrayView text, std::vector<ByteRange> &found) const;

    SecretNameTest m_names;
};

} // namespace Pushscope
