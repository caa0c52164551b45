// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows of the parts of a multipart body, and the inspector on them.

#include "models/recordwords.h"

#include "capture/recorddecoder.h"
#include "models/formatting.h"
#include "models/inspectionparts.h"
#include "models/pictureformat.h"
#include "models/previewtext.h"
#include "models/words.h"
#include "protocol/http1/fields.h"
#include "protocol/multipart/part.h"

#include <algorithm>

namespace Pushscope {

namespace {

using namespace RecordWords;

// A row needs the beginning of a part only; pictures of a megabyte must not be read for it.
constexpr qint64 MostRowOctets = 4 * 1024;

QByteArray typeOf(const PartFacts &part)
{
    const auto type = Http1::contentType(part.fields);
    return type ? type->value : QByteArray();
}

Multipart::By byOf(const QJsonObject &detail)
{
    const QByteArray name = detail.value(QLatin1StringView("by")).toString().toLatin1();
    return Multipart::byFromName(name).value_or(Multipart::By::None);
}

QString endText(Multipart::By by)
{
    switch (by) {
    case Multipart::By::Boundary:
        return Words::tr("the next boundary: without a Content-Length nothing else tells");
    case Multipart::By::Length:
        return Words::tr("its Content-Length");
    case Multipart::By::End:
        return Words::tr("the end of the stream");
    case Multipart::By::None:
        break;
    }
    return Words::tr("nothing: it is longer than what is taken of a message");
}

void addFields(Inspection &inspection, const PartFacts &part, std::optional<PictureFormat> picture)
{
    for (const Http1::FieldLine &line : part.fields) {
        InspectionField field{ lineText(line.name), lineText(line.value), {}, Severity::Normal };
        if (line.name.isEmpty()) {
            field.remark = Words::tr("not a field line");
            field.severity = Severity::Warning;
        } else if (picture && line.name.compare("content-type", Qt::CaseInsensitive) == 0
                   && !isTypeOf(typeOf(part), *picture)) {
            field.remark
                = Words::tr("the octets are a %1 picture").arg(pictureFormatName(*picture));
            field.severity = Severity::Warning;
        }
        inspection.headers.append(field);
    }
}

} // namespace

RowText RecordWords::describePart(const Record &record, OctetSource &octets)
{
    const PartFacts part = partFacts(record, octets, MostRowOctets);
    const bool isCut = record.size > MostRowOctets || part.body.size() > PreviewOctets;
    const QString preview = previewText(part.body.left(PreviewOctets), isCut);
    if (!part.outside.isEmpty())
        return { Words::tr("outside of parts"), preview, Severity::Warning };
    const QString what = byOf(detailOf(record)) == Multipart::By::End ? Words::tr("part, unended")
                                                                      : Words::tr("part");
    const QString type = lineText(typeOf(part));
    if (const auto picture = pictureFormat(part.body)) {
        return { what,
                 joined({ Words::tr("%1 picture").arg(pictureFormatName(*picture)), type,
                          sizeText(record.size - part.bodyBegin) }),
                 Severity::Normal };
    }
    return { what, joined({ type, preview }), Severity::Normal };
}

void InspectionParts::inspectPart(Inspection &inspection, const Record &record, OctetSource &octets)
{
    const PartFacts part = partFacts(record, octets, MostRowOctets);
    const QString section = QStringLiteral("RFC 2046 §5.1");
    const QString url = QStringLiteral("https://www.rfc-editor.org/rfc/rfc2046#section-5.1");
    if (!part.outside.isEmpty()) {
        const bool isBefore = part.outside == "preamble";
        addFact(inspection, Words::tr("Stands"),
                isBefore ? Words::tr("before the first boundary")
                         : Words::tr("behind a part that was over"));
        addSection(inspection, section, url);
        return;
    }
    const QJsonObject detail = detailOf(record);
    const auto picture = pictureFormat(part.body);
    addFields(inspection, part, picture);
    addFact(inspection, Words::tr("End known by"), endText(byOf(detail)));
    addDuration(inspection, Words::tr("Waited for it"), detail, QLatin1StringView("waited_ns"));
    addWireFact(inspection, QStringLiteral("Content-Type"), lineText(typeOf(part)));
    if (picture)
        addFact(inspection, Words::tr("Picture"), pictureFormatName(*picture));
    addWireFact(inspection, Words::tr("Content"), octetsText(record.size - part.bodyBegin));
    if (record.has(IsWholeChunk))
        addFact(inspection, Words::tr("Chunk"), Words::tr("exactly one carries it"));
    addSection(inspection, section, url);
}

} // namespace Pushscope
