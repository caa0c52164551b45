// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/inspectpoll.h"

#include "capture/recorddecoder.h"
#include "models/formatting.h"
#include "models/previewtext.h"
#include "models/words.h"

namespace Pushscope {

namespace {

struct Member {
    QLatin1StringView name;
    QString label;
    bool isDuration = false;
    bool alwaysDiffers = false; ///< That it does says nothing.
};

QList<Member> members()
{
    return {
        { QLatin1StringView("round"), Words::tr("Round"), false, true },
        { QLatin1StringView("outcome"), Words::tr("Outcome"), false, false },
        { QLatin1StringView("status"), Words::tr("Status"), false, false },
        { QLatin1StringView("changed"), Words::tr("Changed"), false, false },
        { QLatin1StringView("empty"), Words::tr("Empty"), false, false },
        { QLatin1StringView("overlapped"), Words::tr("Overlapped"), false, false },
        { QLatin1StringView("duration_ns"), Words::tr("Took"), true, true },
        { QLatin1StringView("hold_ns"), Words::tr("Held by the server"), true, true },
        { QLatin1StringView("gap_ns"), Words::tr("No request open before"), true, true },
        { QLatin1StringView("cursor"), Words::tr("Carries on"), false, true },
        { QLatin1StringView("fires"), Words::tr("Script fires"), false, false },
        { QLatin1StringView("called"), Words::tr("Callback called"), false, false },
        { QLatin1StringView("late"), Words::tr("After its time was up"), false, false },
        { QLatin1StringView("messages"), Words::tr("Messages"), false, true },
    };
}

QString memberText(const QJsonObject &detail, const Member &member)
{
    const QJsonValue value = detail.value(member.name);
    if (value.isBool())
        return value.toBool() ? Words::tr("yes") : Words::tr("no");
    if (value.isDouble() && member.isDuration)
        return durationText(value.toInteger());
    if (value.isDouble())
        return groupedNumber(value.toInteger());
    return lineText(value.toString().toUtf8());
}

} // namespace

PollRoundFacts pollRound(const Record &record, OctetSource &octets)
{
    const QByteArray content = contentOctets(record, octets, PreviewOctets);
    return { record.seq, detailOf(record), record.size,
             previewText(content, content.size() >= PreviewOctets) };
}

QList<InspectionField> pollRoundFields(const PollRoundFacts &now, const PollRoundFacts *before)
{
    QList<InspectionField> fields;
    const auto add = [&](const QString &label, const QString &value, const QString &other,
                         bool alwaysDiffers) {
        if (value.isEmpty() && other.isEmpty())
            return;
        const bool differs = before && !alwaysDiffers && value != other;
        const QString shown = other.isEmpty() ? Words::tr("—") : other;
        fields.append({ label, value.isEmpty() ? Words::tr("—") : value,
                        !before       ? QString()
                            : differs ? QString(QStringLiteral("≠ ") + shown)
                                      : shown,
                        Severity::Normal });
    };
    for (const Member &member : members()) {
        add(member.label, memberText(now.detail, member),
            before ? memberText(before->detail, member) : QString(), member.alwaysDiffers);
    }
    // Where the rows of scripts have the octets, the round itself has none.
    if (now.size > 0 || (before && before->size > 0)) {
        add(Words::tr("Octets"), groupedNumber(now.size),
            before ? groupedNumber(before->size) : QString(), false);
    }
    add(Words::tr("Begins with"), now.preview, before ? before->preview : QString(), false);
    return fields;
}

} // namespace Pushscope
