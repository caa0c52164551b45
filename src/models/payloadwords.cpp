// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/payloadwords.h"

#include "models/formatting.h"
#include "models/words.h"

#include <QDateTime>

namespace Pushscope {

namespace {

QString ruleText(Payload::Rule rule)
{
    switch (rule) {
    case Payload::Rule::CutOff:
        return Words::tr("the octets end inside a value");
    case Payload::Rule::TooDeep:
        return Words::tr("values lie deeper in one another than is read (%1)")
            .arg(Payload::MaxDepth);
    case Payload::Rule::TooManyItems:
        return Words::tr("more values than are shown (%1)").arg(groupedNumber(Payload::MaxItems));
    case Payload::Rule::ReservedOctet:
        return Words::tr("this octet begins no value");
    case Payload::Rule::UnexpectedBreak:
        return Words::tr("a break where nothing of indefinite length is open");
    case Payload::Rule::MissingValue:
        return Words::tr("a break where a value has to follow");
    case Payload::Rule::BadChunk:
        return Words::tr("a chunk of another type than the string it belongs to");
    case Payload::Rule::BadSimple:
        return Words::tr("a simple value below 32 written with two octets");
    case Payload::Rule::InvalidUtf8:
        return Words::tr("a text that is not UTF-8");
    case Payload::Rule::BadTimestamp:
        return Words::tr("a timestamp of none of its three forms");
    case Payload::Rule::OctetsAfterEnd:
        break;
    }
    return Words::tr("more octets behind the value");
}

} // namespace

QString describe(const Payload::Problem &problem)
{
    return Words::tr("octet %1: %2").arg(groupedNumber(problem.offset), ruleText(problem.rule));
}

QString tagText(quint64 tag)
{
    switch (tag) {
    case 0:
        return Words::tr("date and time");
    case 1:
        return Words::tr("seconds since 1970");
    case 2:
    case 3:
        return Words::tr("octets of the number");
    case 4:
        return Words::tr("decimal fraction");
    case 5:
        return Words::tr("bigfloat");
    case 21:
    case 22:
    case 23:
        return Words::tr("to be written in text");
    case 24:
        return Words::tr("CBOR in octets");
    case 32:
        return QStringLiteral("URI");
    case 33:
    case 34:
        return QStringLiteral("Base64");
    case 36:
        return Words::tr("MIME message");
    case 55799:
        return Words::tr("says that this is CBOR");
    default:
        return Words::tr("tagged");
    }
}

QString timestampText(qint64 seconds, quint32 nanoseconds)
{
    QString fraction;
    if (nanoseconds > 0) {
        fraction
            = QLatin1Char('.') + QString::number(nanoseconds).rightJustified(9, QLatin1Char('0'));
        while (fraction.endsWith(QLatin1Char('0')))
            fraction.chop(1);
    }
    constexpr qint64 MostSeconds = 253402300799;  // 9999-12-31T23:59:59Z, RFC 3339's last.
    constexpr qint64 LeastSeconds = -62135596800; // 0001-01-01
    if (seconds < LeastSeconds || seconds > MostSeconds)
        return Words::tr("%1 s since 1970").arg(QString::number(seconds) + fraction);
    QString text = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate);
    text.chop(1); // Its Z.
    return text + fraction + QLatin1Char('Z');
}

QString compressionName(Payload::Compression compression)
{
    switch (compression) {
    case Payload::Compression::Gzip:
        return QStringLiteral("gzip");
    case Payload::Compression::Zlib:
        return QStringLiteral("zlib");
    case Payload::Compression::Deflate:
        break;
    }
    return QStringLiteral("deflate");
}

QString describe(const Payload::Inflated &inflated, qint64 coded)
{
    const QString size = octetsText(inflated.octets.size());
    switch (inflated.outcome) {
    case Payload::Inflated::Outcome::Whole:
        if (inflated.consumed < coded) {
            return Words::tr("inflated to %1; %2 behind it are not of it")
                .arg(size, octetsText(coded - inflated.consumed));
        }
        return Words::tr("inflated to %1").arg(size);
    case Payload::Inflated::Outcome::CutOff:
        return Words::tr("inflated to %1, then the octets end").arg(size);
    case Payload::Inflated::Outcome::TooLong:
        return Words::tr("the first %1 of what is inside").arg(size);
    case Payload::Inflated::Outcome::Broken:
        break;
    }
    return Words::tr("broken at octet %1; inflated to %2 before")
        .arg(groupedNumber(inflated.consumed), size);
}

} // namespace Pushscope
