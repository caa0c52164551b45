// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The octets on the wire, part by part: frames, chunks, reads.

#include "capture/recorddecoder.h"
#include "models/formatting.h"
#include "models/inspectionparts.h"
#include "models/previewtext.h"
#include "models/words.h"

namespace Pushscope::InspectionParts {

namespace {

/// A size line with its extensions is no longer, but in attacks.
constexpr qint64 MostSizeLine = 4096;

void addStretch(Inspection &inspection, ByteRange range, const QString &name, const QString &value)
{
    if (!range.isEmpty())
        inspection.stretches.append({ range, name, value });
}

QString lineEndText(QByteArrayView octets)
{
    return octets == "\r\n" ? QStringLiteral("CR LF")
        : octets == "\n"    ? QStringLiteral("LF")
                            : hexText(octets.toByteArray());
}

/// A size line, without what is before and behind it. Spec: RFC 9112 §7.1.
void addSizeLine(Inspection &inspection, QByteArrayView line, qint64 begin)
{
    const qsizetype end = line.endsWith("\r\n") ? line.size() - 2
        : line.endsWith('\n')                   ? line.size() - 1
                                                : line.size();
    const qsizetype semicolon = line.first(end).indexOf(';');
    const qsizetype sizeEnd = semicolon < 0 ? end : semicolon;
    bool isNumber = false;
    const qint64 size = line.first(sizeEnd).trimmed().toByteArray().toLongLong(&isNumber, 16);
    const QString digits = lineText(line.first(sizeEnd));
    addStretch(inspection, { begin, begin + sizeEnd }, Words::tr("chunk size"),
               isNumber ? Words::tr("%1 → %2").arg(digits, octetsText(size)) : digits);
    addStretch(inspection, { begin + sizeEnd, begin + end }, Words::tr("extension"),
               lineText(line.sliced(sizeEnd, end - sizeEnd)));
    addStretch(inspection, { begin + end, begin + line.size() }, Words::tr("line end"),
               lineEndText(line.sliced(end)));
}

void addChunk(Inspection &inspection, const QByteArray &wire)
{
    const qint64 begin = inspection.wireOffset;
    const qsizetype lineEnd = wire.indexOf('\n');
    if (lineEnd < 0)
        return;
    addSizeLine(inspection, QByteArrayView(wire).first(lineEnd + 1), begin);
    const qint64 dataEnd = begin + lineEnd + 1 + inspection.payloadSize;
    const qint64 end = begin + inspection.wireSize;
    addStretch(inspection, { begin + lineEnd + 1, std::min(dataEnd, end) }, Words::tr("data"),
               octetsText(inspection.payloadSize));
    if (dataEnd < end && dataEnd - begin < wire.size())
        addStretch(inspection, { dataEnd, end }, Words::tr("line end"),
                   lineEndText(QByteArrayView(wire).sliced(dataEnd - begin)));
}

/// The framing of a chunk around a record that is all of its data.
void addChunkAround(Inspection &inspection, const Record &record, OctetSource &octets)
{
    const qint64 begin = record.at.begin;
    const qint64 from = std::max<qint64>(0, begin - MostSizeLine);
    const QByteArray before
        = octets.octets(record.connection, record.from, Layer::Wire, { from, begin });
    if (before.size() != begin - from || !before.endsWith('\n'))
        return;
    const qsizetype lineBegin = before.lastIndexOf('\n', before.size() - 2) + 1;
    addSizeLine(inspection, QByteArrayView(before).sliced(lineBegin), from + lineBegin);
    addStretch(inspection, record.at, Words::tr("data"), octetsText(record.at.size()));
    const QByteArray after = octets.octets(record.connection, record.from, Layer::Wire,
                                           { record.at.end, record.at.end + 2 });
    const qsizetype lineEnd = after.startsWith("\r\n") ? 2 : after.startsWith('\n') ? 1 : 0;
    addStretch(inspection, { record.at.end, record.at.end + lineEnd }, Words::tr("line end"),
               lineEndText(QByteArrayView(after).first(lineEnd)));
}

void addFrame(Inspection &inspection, const Record &record)
{
    // Of the first frame; further fragments are records of their own.
    const qint64 begin = inspection.wireOffset;
    const qint64 headerEnd = begin + inspection.frameHeader.size();
    addStretch(inspection, { begin, headerEnd }, Words::tr("frame header"),
               hexText(inspection.frameHeader));
    addStretch(inspection, { headerEnd, record.at.end }, Words::tr("frame payload"),
               octetsText(record.at.end - headerEnd));
}

/// Start line, field lines, empty line. Spec: RFC 9112 §2.1.
void addHead(Inspection &inspection, const QByteArray &wire)
{
    qsizetype begin = 0;
    bool isFirst = true;
    while (begin < wire.size() && inspection.stretches.size() < Inspection::MostStretches) {
        const qsizetype found = wire.indexOf('\n', begin);
        const qsizetype end = found < 0 ? wire.size() : found + 1;
        const QByteArray line = wire.mid(begin, end - begin);
        const QByteArray content = line.trimmed();
        addStretch(inspection, { inspection.wireOffset + begin, inspection.wireOffset + end },
                   isFirst                 ? Words::tr("start line")
                       : content.isEmpty() ? Words::tr("end of the head")
                                           : Words::tr("field line"),
                   content.isEmpty() ? lineEndText(line) : shortText(lineText(content), 200));
        isFirst = false;
        begin = end;
    }
}

} // namespace

void addStretches(Inspection &inspection, const Record &record, OctetSource &octets)
{
    if (inspection.wire.isEmpty())
        return;
    switch (record.kind) {
    case RecordKind::HttpRequest:
    case RecordKind::HttpResponse:
        addHead(inspection, inspection.wire);
        break;
    case RecordKind::HttpChunk:
        if (!record.has(LiesInContent))
            addChunk(inspection, inspection.wire);
        break;
    default:
        if (!inspection.frameHeader.isEmpty())
            addFrame(inspection, record);
        else if (record.has(IsWholeChunk) && !record.has(LiesInContent))
            addChunkAround(inspection, record, octets);
        break;
    }
    const Layer layer = record.has(LiesInContent) ? Layer::Content : Layer::Wire;
    QList<ByteRange> ranges{ record.at };
    for (const ByteRange &range : record.moreAt)
        ranges.append(range);
    for (const ByteRange &range : std::as_const(ranges)) {
        const auto left = Inspection::MostStretches - inspection.reads.size();
        if (left <= 0)
            break;
        for (const OctetRead &read : octets.reads(record.connection, record.from, layer, range,
                                                  static_cast<std::size_t>(left)))
            inspection.reads.append(read);
    }
}

} // namespace Pushscope::InspectionParts
