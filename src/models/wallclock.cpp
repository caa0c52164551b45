// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/wallclock.h"

#include "capture/recorddecoder.h"

#include <QDateTime>
#include <QJsonObject>
#include <QJsonValue>

#include <limits>

namespace Pushscope {

namespace {

constexpr qint64 NsPerSecond = 1'000'000'000;
constexpr qsizetype NsDigits = 9;
constexpr QChar ThinSpace(0x2009);

QDateTime secondOf(qint64 wallNs)
{
    // Down, also before 1970.
    const qint64 second = wallNs / NsPerSecond - (wallNs % NsPerSecond < 0 ? 1 : 0);
    return QDateTime::fromSecsSinceEpoch(second);
}

QString fractionOf(qint64 wallNs)
{
    const qint64 ns = (wallNs % NsPerSecond + NsPerSecond) % NsPerSecond;
    return QString::number(ns).rightJustified(NsDigits, QLatin1Char('0'));
}

} // namespace

WallClock::WallClock(QObject *parent)
    : QObject(parent)
    , m_follower(QStringLiteral("kind:clock"))
{
    connect(&m_follower, &RecordFollower::arrived, this, &WallClock::take);
    connect(&m_follower, &RecordFollower::restarted, this, [this] {
        m_walls.clear();
        emit changed();
    });
}

void WallClock::setPages(RecordPages *pages)
{
    m_pages = pages;
    m_follower.setPages(m_isWanted ? pages : nullptr);
}

void WallClock::setWanted(bool isWanted)
{
    if (isWanted == m_isWanted)
        return;
    m_isWanted = isWanted;
    setPages(m_pages);
}

void WallClock::take(const std::vector<Record> &records)
{
    for (const Record &record : records) {
        const auto wall
            = wallNsFromText(detailOf(record).value(QLatin1StringView("wall")).toString());
        if (wall && record.t != Record::NoTime)
            m_walls[record.t] = *wall;
    }
    emit changed();
}

std::optional<qint64> WallClock::wallNs(qint64 t) const
{
    if (m_walls.empty() || t < 0)
        return std::nullopt;
    auto known = m_walls.upper_bound(t);
    if (known != m_walls.begin())
        --known; // The first one also tells of what came just before it.
    return known->second + (t - known->first);
}

std::optional<qint64> wallNsFromText(const QString &text)
{
    const qsizetype point = text.indexOf(QLatin1Char('.'));
    qsizetype end = point;
    QString digits;
    if (point >= 0) {
        for (++end; end < text.size() && text[end].isDigit(); ++end)
            digits += text[end];
    }
    const QString whole = point < 0 ? text : QString(text.left(point) + text.mid(end));
    const QDateTime second = QDateTime::fromString(whole, Qt::ISODate);
    if (!second.isValid() || (point >= 0 && digits.isEmpty()))
        return std::nullopt;
    const qint64 seconds = second.toSecsSinceEpoch();
    constexpr qint64 MostSeconds = std::numeric_limits<qint64>::max() / NsPerSecond - 1;
    if (seconds < -MostSeconds || seconds > MostSeconds)
        return std::nullopt;
    return seconds * NsPerSecond
        + digits.left(NsDigits).leftJustified(NsDigits, QLatin1Char('0')).toLongLong();
}

QString timeOfDayText(qint64 wallNs)
{
    const QString fraction = fractionOf(wallNs);
    return secondOf(wallNs).toString(QStringLiteral("HH:mm:ss")) + QLatin1Char('.')
        + fraction.left(3) + ThinSpace + fraction.mid(3, 3);
}

QString dateTimeText(qint64 wallNs)
{
    const QDateTime second = secondOf(wallNs);
    const QString offset
        = second.toOffsetFromUtc(second.offsetFromUtc()).toString(Qt::ISODate).mid(19);
    return second.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + QLatin1Char('.')
        + fractionOf(wallNs) + QLatin1Char(' ') + offset;
}

} // namespace Pushscope
