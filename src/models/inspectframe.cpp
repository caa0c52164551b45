// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The header of a frame, field by field and bit by bit: RFC 6455 §5.2.

#include "capture/recorddecoder.h"
#include "models/formatting.h"
#include "models/inspectionparts.h"
#include "models/previewtext.h"
#include "models/words.h"

namespace Pushscope::InspectionParts {

namespace {

using WebSocket::FrameHeader;
using WebSocket::LengthForm;
using WebSocket::Opcode;

constexpr int ShortBits = 16; // The part that every frame has.
constexpr int MaskingKeyBits = 32;

QString opcodeName(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Continuation:
        return QStringLiteral("continuation");
    case Opcode::Text:
        return QStringLiteral("text");
    case Opcode::Binary:
        return QStringLiteral("binary");
    case Opcode::Close:
        return QStringLiteral("close");
    case Opcode::Ping:
        return QStringLiteral("ping");
    case Opcode::Pong:
        return QStringLiteral("pong");
    }
    return Words::tr("reserved");
}

int extendedBits(const FrameHeader &header)
{
    switch (header.lengthForm()) {
    case LengthForm::SevenBits:
        return 0;
    case LengthForm::SixteenBits:
        return 16;
    case LengthForm::SixtyFourBits:
        break;
    }
    return 64;
}

void addFirstOctet(QList<FrameBits> &bits, const FrameHeader &header)
{
    bits.append({ 0, 1, QStringLiteral("FIN"), QString::number(header.fin ? 1 : 0),
                  header.fin ? Words::tr("This is the last fragment of its message.")
                             : Words::tr("More fragments of the message follow.") });
    const QString rsv = header.rsv == 0
        ? Words::tr("Reserved bits; no extension uses them here.")
        : Words::tr("Reserved bits: an extension gives them a meaning, permessage-deflate marks "
                    "a compressed message with the first of them.");
    bits.append({ 1, 3, QStringLiteral("RSV"), QString::number(header.rsv), rsv });
    bits.append({ 4, 4, QStringLiteral("opcode"),
                  QStringLiteral("%1 %2")
                      .arg(static_cast<int>(header.opcode))
                      .arg(opcodeName(header.opcode)),
                  Words::tr("What the frame is for.") });
}

void addLength(QList<FrameBits> &bits, const FrameHeader &header)
{
    const bool isMasked = header.hasMaskBit();
    bits.append({ 8, 1, QStringLiteral("MASK"), QString::number(isMasked ? 1 : 0),
                  isMasked ? Words::tr("The payload is masked, as everything from a client is.")
                           : Words::tr("The payload is not masked.") });
    const int shortLength = static_cast<quint8>(header.octets[1]) & 0x7f;
    const QString length = QString::number(header.payloadLength);
    const int more = extendedBits(header);
    const QString meaning = more == 0 ? Words::tr("The length of the payload in octets.")
        : more == 16                  ? Words::tr("126: the length stands in the next 16 bits.")
                                      : Words::tr("127: the length stands in the next 64 bits.");
    bits.append({ 9, 7, QStringLiteral("Payload len"),
                  more == 0 ? length : QStringLiteral("%1 → %2").arg(shortLength).arg(length),
                  meaning });
    if (more > 0) {
        bits.append({ ShortBits, more, QStringLiteral("Extended payload length"), length,
                      Words::tr("The length of the payload in octets.") });
    }
    if (header.maskingKey) {
        const QByteArray key(reinterpret_cast<const char *>(header.maskingKey->data()),
                             static_cast<qsizetype>(header.maskingKey->size()));
        bits.append({ ShortBits + more, MaskingKeyBits, QStringLiteral("Masking-key"), hexText(key),
                      Words::tr("Every octet of the payload was combined with one of these four "
                                "by exclusive or.") });
    }
}

} // namespace

void addFrameHeader(Inspection &inspection, const Record &record, OctetSource &octets)
{
    const auto facts = frameFacts(record, octets);
    if (!facts)
        return;
    inspection.frameHeader = facts->headerOctets;
    if (!facts->header.isComplete)
        return; // Cut off: what its bits would say is not known.
    addFirstOctet(inspection.frameBits, facts->header);
    addLength(inspection.frameBits, facts->header);
    for (const FrameBits &bits : std::as_const(inspection.frameBits))
        inspection.fields.append({ bits.name, bits.value, bits.explanation, Severity::Normal });
}

} // namespace Pushscope::InspectionParts
