// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/recordfollower.h"

#include <QObject>
#include <QString>

#include <map>
#include <optional>

namespace Pushscope {

/// Turns times of a capture into times of day, by its `clock` records: each holds until the next,
/// so that a clock that was set shows as it was.
///
/// Threads: GUI thread.
class WallClock : public QObject
{
    Q_OBJECT

public:
    explicit WallClock(QObject *parent = nullptr);

    void setPages(RecordPages *pages);
    /// Reads the records only while somebody wants to know.
    void setWanted(bool isWanted);
    /// ns since 1970, UTC; nullopt while no clock record is known.
    [[nodiscard]] std::optional<qint64> wallNs(qint64 t) const;

signals:
    void changed();

private:
    void take(const std::vector<Record> &records);

    RecordFollower m_follower;
    RecordPages *m_pages = nullptr;
    bool m_isWanted = false;
    std::map<qint64, qint64> m_walls; ///< By time of the capture.
};

/// RFC 3339 with any number of decimals → ns since 1970.
[[nodiscard]] std::optional<qint64> wallNsFromText(const QString &text);
/// Time of day here, to the microsecond: `14:03:12.345 678`.
[[nodiscard]] QString timeOfDayText(qint64 wallNs);
/// With its date and offset from UTC, to the nanosecond, as RFC 3339 writes it.
[[nodiscard]] QString dateTimeText(qint64 wallNs);

} // namespace Pushscope
