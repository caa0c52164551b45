// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/octetsource.h"
#include "capture/record.h"
#include "models/describe.h"
#include "models/finding.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>
#include <vector>

namespace Pushscope {

/// Everything that the inspector shows of one record, as values.

/// A line of the summary.
struct InspectionFact {
    QString label;
    QString value;
    bool isWire = false; ///< From the wire, or a number: drawn in the monospace font.
    QUrl url;            ///< Where the value leads; empty: nowhere.
    qint64 seq = 0;      ///< The record that it leads to; 0: none.
    QString ifFailed{};  ///< The value where the connection had to be failed; empty: the same.
    bool operator==(const InspectionFact &) const = default;
};

/// A line of a table.
struct InspectionField {
    QString name;
    QString value;
    QString remark; ///< What the receiver makes of it.
    Severity severity = Severity::Normal;
    bool operator==(const InspectionField &) const = default;
};

/// A rule that was broken, or what failed.
struct InspectionProblem {
    QString title; ///< Contract name: `masked-by-server`, `refused`
    QString sentence;
    QString section; ///< Empty where none applies.
    QUrl url;
    Severity severity = Severity::Warning;
    QString fix{};            ///< What to do about it; empty where the sentence says it.
    std::vector<qint64> rows{}; ///< The records it rests on, where they are several.
    bool operator==(const InspectionProblem &) const = default;
};

/// Some bits of a frame header (RFC 6455 §5.2), as they are drawn.
struct FrameBits {
    int first = 0; ///< From the first bit of the header.
    int count = 1;
    QString name;        ///< `FIN`, `opcode`, `Payload len`
    QString value;       ///< `1`, `2 binary`, `126 → 868`
    QString explanation; ///< One sentence.
    bool operator==(const FrameBits &) const = default;
};

/// A part of the octets on the wire.
struct OctetStretch {
    ByteRange range; ///< In its direction of its connection; may lie before the record's own.
    QString name;    ///< `chunk size`, `header`, `payload`
    QString value;
    bool operator==(const OctetStretch &) const = default;
};

/// What came beside the payload: an attachment of a packet.
struct InspectionPart {
    QString name; ///< `attachment 0`
    QByteArray octets;
    bool operator==(const InspectionPart &) const = default;
};

struct Inspection {
    /// Reads and parts that are listed; a message of megabytes has thousands.
    static constexpr qsizetype MostStretches = 1000;
    /// Shown of a payload, and of the wire; what is beyond says so.
    static constexpr qint64 MostPayloadOctets = 1024 * 1024;
    static constexpr qint64 MostWireOctets = 256 * 1024;
    /// Of a picture: cameras send up to some megabytes.
    static constexpr qint64 MostPictureOctets = 16 * 1024 * 1024;

    qint64 seq = 0; ///< 0: no record
    RecordKind kind = RecordKind::Note;
    quint32 session = 0;
    quint32 connection = 0;
    qint64 t = Record::NoTime;
    From from = From::Nobody;
    bool isSent = false; ///< By Pushscope.
    QString verdict; ///< The one big line.
    QString remark;  ///< Small, behind it.
    Severity severity = Severity::Normal;
    QList<InspectionFact> facts;
    QList<InspectionProblem> problems;
    QList<InspectionField> fields;
    QString fieldsRemark;           ///< What their remarks are, where these are a column.
    QString startLine;              ///< Of an HTTP message.
    QList<InspectionField> headers; ///< In wire order and case.
    QByteArray payload;             ///< Decoded.
    qint64 payloadSize = 0;         ///< All of it; above payload.size() where it was cut.
    QByteArray picture;             ///< The payload where it is one, see pictureFormat().
    QList<InspectionPart> parts;    ///< Of an sio.packet: its attachments, in order.
    QByteArray wire;                ///< Its octets as they lay there.
    qint64 wireOffset = 0;          ///< Of the first, in its direction of its connection.
    qint64 wireSize = 0;
    QList<OctetStretch> stretches; ///< Framing and what it frames, in the order of the wire.
    QList<OctetRead> reads;        ///< Where each read or write ended, and when.
    QByteArray frameHeader; ///< Of a ws.* record's first frame.
    QList<FrameBits> frameBits;
};

/// Adds those findings that rest on its record; one that knows more replaces what says less.
void addFindings(Inspection &inspection, const Findings &findings);

struct ConnectionRow;

/// Adds what only the end of a connection can tell: how long it was open, what went over it.
void addConnection(Inspection &inspection, const ConnectionRow &connection);
/// Whether addConnection() has something to add to it.
[[nodiscard]] bool wantsConnection(const Inspection &inspection);

/// The text that the messages of a stream add up to, which a note at its end keeps.
struct AssembledText {
    qint64 seq = 0; ///< Of the note; 0: none.
    QString summary; ///< `text: 12 octets in 4 messages`
    QString text;
    bool operator==(const AssembledText &) const = default;
};
/// nullopt where @p record is no such note.
[[nodiscard]] std::optional<AssembledText> assembledText(const Record &record);
/// Adds a link to the note, and how the text begins.
void addAssembledText(Inspection &inspection, const AssembledText &text);

/// @p record, decoded again from its octets.
///
/// Threads: where @p octets may be used.
[[nodiscard]] Inspection inspect(const Record &record, OctetSource &octets);

} // namespace Pushscope
