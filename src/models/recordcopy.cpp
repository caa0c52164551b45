// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recordcopy.h"

#include "capture/jsonlines.h"
#include "capture/recorddecoder.h"
#include "models/describe.h"
#include "models/recordwords.h"

#include <algorithm>

namespace Pushscope {

namespace {

constexpr qsizetype OctetsPerLine = 16;
constexpr int OffsetDigits = 8;

QString plainText(const Record &record, OctetSource &octets)
{
    QByteArray content = contentOctets(record, octets, MostCopiedOctets);
    if (content.isEmpty())
        content = wireOctets(record, octets, MostCopiedOctets);
    if (!content.isEmpty())
        return QString::fromUtf8(content);
    const RowText row = describe(record, octets);
    return RecordWords::joined({ row.what, row.preview });
}

QString jsonLine(const Record &record, OctetSource &octets)
{
    JsonLineWriter writer(octets,
                          [](const Record &error) { return describe(errorOf(error)).toUtf8(); });
    QByteArray line;
    writer.write(record, line);
    return QString::fromUtf8(line.trimmed());
}

QByteArray payloadOrWire(const Record &record, OctetSource &octets)
{
    const QByteArray content = contentOctets(record, octets, MostCopiedOctets);
    return content.isEmpty() ? wireOctets(record, octets, MostCopiedOctets) : content;
}

} // namespace

QString hexDump(QByteArrayView octets, qint64 firstOffset)
{
    QString dump;
    for (qsizetype line = 0; line < octets.size(); line += OctetsPerLine) {
        const QByteArrayView part
            = octets.sliced(line, std::min(OctetsPerLine, octets.size() - line));
        dump += QString::number(firstOffset + line, 16)
                    .rightJustified(OffsetDigits, QLatin1Char('0'));
        dump += QLatin1String("  ");
        QString characters;
        for (qsizetype i = 0; i < OctetsPerLine; ++i) {
            if (i < part.size()) {
                const auto octet = static_cast<quint8>(part[i]);
                dump += QString::number(octet, 16).rightJustified(2, QLatin1Char('0'));
                characters
                    += octet >= 0x20 && octet < 0x7f ? QChar(ushort{ octet }) : QLatin1Char('.');
            } else {
                dump += QLatin1String("  ");
            }
            dump += QLatin1Char(' ');
        }
        dump += QLatin1Char(' ') + characters + QLatin1Char('\n');
    }
    return dump;
}

QString copyText(const Record &record, OctetSource &octets, CopyForm form)
{
    switch (form) {
    case CopyForm::Text:
        return plainText(record, octets);
    case CopyForm::Json:
        return jsonLine(record, octets);
    case CopyForm::Hex:
        return hexDump(wireOctets(record, octets, MostCopiedOctets), record.at.begin);
    case CopyForm::Base64:
        break;
    }
    return QString::fromLatin1(payloadOrWire(record, octets).toBase64());
}

} // namespace Pushscope
