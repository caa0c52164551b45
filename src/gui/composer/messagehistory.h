// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>

namespace Pushscope {

/// What was sent by hand, newest last, kept between runs; each once, where it was sent last.
class MessageHistory
{
public:
    static constexpr qsizetype MostEntries = 100;
    /// A longer one is remembered for this run only: settings are no place for it.
    static constexpr qsizetype LongestKept = 16 * 1024;
    static constexpr qsizetype MostKept = 256 * 1024; ///< Octets of all together.

    struct Entry {
        QByteArray kind {}; ///< Of the composer's page: `text`, `json`, `frame` …
        QJsonObject draft {};
        bool operator==(const Entry &) const = default;
    };

    void add(const Entry &entry);
    void remove(qsizetype index) { m_entries.removeAt(index); }
    void clear() { m_entries.clear(); }
    [[nodiscard]] const QList<Entry> &entries() const { return m_entries; }

    /// For the settings; load() of anything else leaves the history empty.
    [[nodiscard]] QByteArray saved() const;
    void load(const QByteArray &saved);

private:
    QList<Entry> m_entries;
};

} // namespace Pushscope
