// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/recordnotes.h"

#include "capture/recorddecoder.h"

#include <QJsonObject>
#include <QJsonValue>

namespace Pushscope {

RecordNotes::RecordNotes(QObject *parent)
    : QObject(parent)
    , m_follower(QStringLiteral("kind:note"))
{
    connect(&m_follower, &RecordFollower::arrived, this, &RecordNotes::take);
    connect(&m_follower, &RecordFollower::restarted, this, [this] {
        m_notes.clear();
        m_byRecord.clear();
        emit changed();
    });
}

void RecordNotes::take(const std::vector<Record> &records)
{
    for (const Record &record : records) {
        const QJsonObject detail = detailOf(record);
        const qint64 about = detail.value(QLatin1StringView("about")).toInteger();
        if (about > 0)
            m_byRecord[about].push_back(m_notes.size());
        m_notes.push_back(
            { record.seq, about, detail.value(QLatin1StringView("text")).toString() });
    }
    emit changed();
}

QStringList RecordNotes::about(qint64 seq) const
{
    QStringList texts;
    if (const auto found = m_byRecord.find(seq); found != m_byRecord.end()) {
        for (std::size_t index : found->second)
            texts << m_notes[index].text;
    }
    return texts;
}

} // namespace Pushscope
