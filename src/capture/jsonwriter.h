// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Pushscope {

/// Writes one JSON object member by member, in the order of the calls, appending to a buffer.
///
/// Not QJsonDocument, because that sorts keys, reads numbers as doubles and cannot take JSON from
/// the wire over as it stands.
///
/// Spec: RFC 8259.
/// Threads: reentrant.
class JsonWriter
{
public:
    /// Writes `{`; @p out outlives the writer and may hold something already.
    explicit JsonWriter(QByteArray &out);

    /// Writes the closing `}`. Nothing may follow.
    void finish();

    void integer(QByteArrayView key, qint64 value);
    void boolean(QByteArrayView key, bool value);
    /// A string; where @p octets are not UTF-8, `{"base64":…}` in its place.
    void string(QByteArrayView key, QByteArrayView octets);
    /// A member `text`, or `base64` where @p octets are not UTF-8.
    void octets(QByteArrayView octets);
    /// @p json, which must be valid, as it stands.
    void verbatim(QByteArrayView key, QByteArrayView json);
    /// The members of @p object (`{…}` or empty), as they stand.
    void membersOf(QByteArrayView object);
    /// Opens an array or object as a member; members follow, then end().
    void beginArray(QByteArrayView key);
    void beginObject(QByteArrayView key);
    void end();
    /// Elements of an open array.
    void element(QByteArrayView string);
    void element(qint64 value);
    void beginElementArray();
    /// Elements of an open array as they stand, with the commas between them; may be empty.
    void elementsVerbatim(QByteArrayView json);

private:
    void key(QByteArrayView key);
    void separate();

    QByteArray &m_out;
    QByteArray m_closers; ///< What ends each open array or object, innermost last.
    bool m_needsComma = false;
};

/// Appends @p octets, which are UTF-8, as a JSON string with its quotes.
void appendJsonString(QByteArray &out, QByteArrayView octets);
/// Appends a string, or `{"base64":…}` where @p octets are not UTF-8.
void appendJsonStringOrBase64(QByteArray &out, QByteArrayView octets);
/// Whether @p octets are well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
[[nodiscard]] bool isValidUtf8(QByteArrayView octets);

} // namespace Pushscope
