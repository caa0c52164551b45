// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/recordfigures.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Pushscope {

void takeDetail(RecordFigures &figures, const QByteArray &detail)
{
    if (detail.isEmpty() || !hasCountedDetail(figures.kind))
        return;
    const QJsonObject object = QJsonDocument::fromJson(detail).object();
    const auto isSet = [&object](QLatin1StringView name) { return object.value(name).toBool(); };
    switch (figures.kind) {
    case RecordKind::WsPong:
        figures.rttNs
            = std::max<qint64>(-1, object.value(QLatin1StringView("rtt_ns")).toInteger(-1));
        break;
    case RecordKind::PollResult:
        figures.isNews = isSet(QLatin1StringView("changed")) && !isSet(QLatin1StringView("empty"));
        break;
    default:
        figures.isOutside = object.contains(QLatin1StringView("outside"));
        break;
    }
}

RecordFigures figuresOf(const Record &record)
{
    RecordFigures figures;
    figures.seq = record.seq;
    figures.t = record.t;
    figures.kind = record.kind;
    figures.from = record.from;
    figures.flags = record.flags;
    figures.code = record.code;
    figures.session = record.session;
    figures.connection = record.connection;
    figures.stream = record.stream;
    if (!record.has(LiesInContent)) {
        figures.wire = record.at;
        for (const ByteRange &range : record.moreAt)
            figures.wire.end = std::max(figures.wire.end, range.end);
    }
    takeDetail(figures, record.detail);
    return figures;
}

} // namespace Pushscope
