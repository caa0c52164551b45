// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/payload/document.h"

#include <QByteArrayView>

#include <vector>

namespace Pushscope::Payload {

/// Puts the items that a decoder meets into a document: keeps the limits, knows what is open, and
/// closes what is complete. For the decoders of this folder.
///
/// Threads: reentrant, not thread-safe.
class DocumentBuilder
{
public:
    DocumentBuilder(Format format, QByteArrayView octets);

    [[nodiscard]] QByteArrayView octets() const { return m_octets; }
    [[nodiscard]] qint64 offset() const { return m_offset; }
    [[nodiscard]] bool isAtEnd() const { return m_offset >= m_octets.size(); }
    /// What is wrong leaves no way to find the next item.
    [[nodiscard]] bool isStopped() const { return m_isStopped; }
    /// The innermost open item; nullptr at the top.
    [[nodiscard]] const Item *openItem() const;

    /// The next @p width octets as a number, most significant first; false, and stopped, where
    /// they are not all there.
    bool takeNumber(int width, quint64 &number);
    void report(Rule rule, qint64 offset);
    void stop(Rule rule, qint64 offset);

    /// An item that began at @p begin and is complete at offset().
    void addScalar(Item item, qint64 begin);
    /// The same, but its @p length octets of content are still to be taken; a text must be UTF-8.
    void addString(Item item, qint64 begin, quint64 length);
    /// An item with @p children inside, of which none has been met.
    void addContainer(Item item, qint64 begin, quint64 children);
    /// The same, until closeIndefinite().
    void addIndefinite(Item item, qint64 begin);
    /// A break: false where nothing of indefinite length is innermost.
    bool closeIndefinite();

    /// Closes what is still open.
    [[nodiscard]] Document finish();

private:
    struct Open {
        int index = 0;
        quint64 left = 0; ///< Children to come; of an indefinite one, children that came.
    };

    bool push(Item &item, qint64 begin);
    void completed();
    void close();

    QByteArrayView m_octets;
    qint64 m_offset = 0;
    bool m_isStopped = false;
    Document m_document;
    std::vector<Open> m_open;
};

/// Whether @p octets are UTF-8 (RFC 3629).
[[nodiscard]] bool isUtf8(QByteArrayView octets);

/// An item that has no place yet. @p width: octets of a Float.
[[nodiscard]] Item itemOf(ItemType type, quint64 number = 0, int width = 0);

} // namespace Pushscope::Payload
