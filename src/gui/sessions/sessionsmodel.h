// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/livestatus.h"

#include <QAbstractListModel>
#include <QHash>
#include <QPointer>
#include <QTimer>

#include <vector>

namespace Pushscope {

class CaptureDocument;
struct ConnectionRow;
struct SessionRow;

/// The mark before a session's name; shape and colour both tell.
enum class SessionMark : quint8 { Open, Busy, Over, Failed };

/// The sessions of a document, by number: from its records, and from the engine while it is live.
class SessionsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum ItemRole {
        SessionRole = Qt::UserRole, ///< quint32
        SubLineRole,                ///< QString: state, rate, and what matters of the technique
        MarkRole,                   ///< SessionMark as int
        HistoryRole,                ///< QList<double>: messages per second, oldest first
        UrlRole,                    ///< QString
        IsMockRole,
    };

    explicit SessionsModel(QObject *parent = nullptr);

    /// nullptr: none. The document outlives its being set.
    void setDocument(CaptureDocument *document);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QModelIndex indexOf(quint32 session) const;

private:
    struct Entry {
        quint32 id = 0;
        QString name;
        QString subLine;
        QString url;
        QString toolTip; ///< Empty: the URL.
        SessionMark mark = SessionMark::Over;
        bool isMock = false;
        double rate = 0;
        QList<double> history;
        bool operator==(const Entry &) const = default;
    };

    /// What the connections of a session come to.
    struct Tally {
        int connections = 0;
        const ConnectionRow *last = nullptr;
    };

    void refresh();
    void sample();
    [[nodiscard]] QHash<quint32, Tally> tallies() const;
    [[nodiscard]] std::vector<Entry> entries() const;
    [[nodiscard]] Entry entryOf(const SessionRow &row, const Tally &tally) const;
    [[nodiscard]] Entry entryOf(const SessionStatus &status, const Tally &tally) const;
    /// nullptr where the records do not know it yet.
    [[nodiscard]] const SessionRow *rowOf(quint32 session) const;

    QPointer<CaptureDocument> m_document;
    std::vector<Entry> m_entries;
    QTimer m_sampler;
};

} // namespace Pushscope
