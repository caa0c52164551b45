// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/role.h"
#include "protocol/http1/message.h"

#include <QByteArrayList>

namespace Pushscope::Http1 {

/// Octets as they stand between quotes in a log: printable ASCII, else `\r`, `\n`, `\t`, `\xNN`.
[[nodiscard]] QByteArray quoted(QByteArrayView octets);

/// What came out of a parser as lines of text, the pieces of one body or of one stretch of
/// unparsed octets joined, so that the log does not depend on how the input was cut:
///
///     0..37 request "GET" "/" "HTTP/1.1" ! bare-lf
///       18..35 "Host" "example.org"
///     37..37 end none 0 "" complete
class EventLog
{
public:
    void add(const Event &event);
    [[nodiscard]] QByteArray text();

    /// Every rule that any of the values broke.
    [[nodiscard]] ViolationSet violations() const { return m_violations; }
    /// Up to where the ranges cover the input without gaps; -1 once there was a gap or overlap.
    [[nodiscard]] qint64 coveredUntil() const { return m_covered; }

private:
    void addHead(const RequestHead &head);
    void addHead(const ResponseHead &head);
    void addChunk(const ChunkBegin &chunk);
    void addChunk(const ChunkEnd &chunk);
    void addEnd(const MessageEnd &end);
    void line(ByteRange range, const QByteArray &text, ViolationSet violations = {});
    void piece(QByteArrayView kind, ByteRange range, QByteArrayView octets,
               ViolationSet violations);
    void flush();
    void fields(const std::vector<FieldLine> &fields, ByteRange within);
    void cover(ByteRange range);

    QByteArray m_text;
    ViolationSet m_violations;
    qint64 m_covered = 0;
    qint64 m_chunkBegin = 0;
    QByteArrayView m_pieceKind; ///< Empty: no piece is held.
    ByteRange m_pieceRange;
    QByteArray m_pieceOctets;
    ViolationSet m_pieceViolations;
};

/// Octets of one direction and what is known beside them.
struct Conversation {
    Role sender = Role::Client;
    QByteArray wire;
    QByteArrayList answered; ///< Methods of the requests, for Role::Server; empty: not told.
    bool isOpen = false;     ///< The stream goes on: finish() is not called.
    bool isSwitched = false; ///< Role::Client: the first request was answered by 101.
    Limits limits;
};

/// Feeds the wire cut at @p cuts (ascending), each piece in memory of its own that is gone once
/// next() gave nullopt, and logs what came out, violations and a line for the remainder included.
[[nodiscard]] EventLog readCut(const Conversation &conversation,
                               const std::vector<qsizetype> &cuts);
[[nodiscard]] EventLog readWhole(const Conversation &conversation);
[[nodiscard]] EventLog readOctetByOctet(const Conversation &conversation);

} // namespace Pushscope::Http1
