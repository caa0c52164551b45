// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/recordfollower.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace Pushscope {

/// What the user wrote about records, read from the capture itself: the same live and reopened.
///
/// Threads: GUI thread.
class RecordNotes : public QObject
{
    Q_OBJECT

public:
    struct Note {
        qint64 seq = 0;   ///< Of the note itself.
        qint64 about = 0; ///< 0: the capture.
        QString text;
        bool operator==(const Note &) const = default;
    };

    explicit RecordNotes(QObject *parent = nullptr);

    void setPages(RecordPages *pages) { m_follower.setPages(pages); }
    [[nodiscard]] const std::vector<Note> &notes() const { return m_notes; }
    [[nodiscard]] bool isNoted(qint64 seq) const { return m_byRecord.contains(seq); }
    /// All notes about record @p seq; empty where there is none.
    [[nodiscard]] QStringList about(qint64 seq) const;

signals:
    void changed();

private:
    void take(const std::vector<Record> &records);

    RecordFollower m_follower;
    std::vector<Note> m_notes;
    std::map<qint64, std::vector<std::size_t>> m_byRecord; ///< Indices into m_notes.
};

} // namespace Pushscope
