// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows of the messages of a streamed body, the inspector on them, and the words for how it is cut.

#include "models/describecut.h"

#include "capture/recorddecoder.h"
#include "capture/streamtranscript.h"
#include "models/formatting.h"
#include "models/inspectionparts.h"
#include "models/recordwords.h"
#include "models/words.h"

namespace Pushscope {

QString describe(Streaming::Cut cut)
{
    switch (cut) {
    case Streaming::Cut::Line:
        return Words::tr("lines");
    case Streaming::Cut::BlankLine:
        return Words::tr("blocks up to a blank line");
    case Streaming::Cut::Json:
        return Words::tr("JSON values, one after another");
    case Streaming::Cut::JsonArray:
        return Words::tr("elements of one JSON array");
    case Streaming::Cut::RecordSeparator:
        return Words::tr("JSON text sequence (RS … LF)");
    case Streaming::Cut::Length32:
        return Words::tr("32-bit length, big endian");
    case Streaming::Cut::Length32LittleEndian:
        return Words::tr("32-bit length, little endian");
    case Streaming::Cut::LengthLine:
        return Words::tr("decimal length on a line of its own");
    case Streaming::Cut::LengthVarint:
        return Words::tr("varint length");
    case Streaming::Cut::GrpcWeb:
        return Words::tr("gRPC-Web or Connect envelopes");
    }
    return {};
}

RowText RecordWords::describeStreamMessage(const Record &record, OctetSource &octets)
{
    return { Words::tr("message"), contentPreview(record, octets), Severity::Normal };
}

namespace {

QString flagsText(int flags)
{
    constexpr int Compressed = 0x01;
    constexpr int EndStream = 0x02;
    constexpr int Trailers = 0x80;
    QStringList words;
    if (flags & Compressed)
        words << Words::tr("compressed");
    if (flags & EndStream)
        words << Words::tr("end of stream");
    if (flags & Trailers)
        words << Words::tr("trailers");
    const QString number = QStringLiteral("0x%1").arg(flags, 2, 16, QLatin1Char('0'));
    return RecordWords::joined({ number, words.join(QStringLiteral(", ")) });
}

} // namespace

void InspectionParts::inspectStreamMessage(Inspection &inspection, const Record &record,
                                           OctetSource &octets)
{
    const Streaming::Cut cut = cutOf(record);
    addFact(inspection, Words::tr("Cut into"), describe(cut));
    if (cut == Streaming::Cut::GrpcWeb) {
        const QByteArray flags = wireOctets(record, octets, 1);
        if (!flags.isEmpty())
            addWireFact(inspection, Words::tr("Flags"),
                        flagsText(static_cast<uchar>(flags.front())));
    }
    if (record.has(IsWholeChunk))
        addFact(inspection, Words::tr("Chunk"), Words::tr("exactly one carries it"));
    addSection(inspection, QStringLiteral("RFC 6202 §3"),
               QStringLiteral("https://www.rfc-editor.org/rfc/rfc6202#section-3"));
}

} // namespace Pushscope
