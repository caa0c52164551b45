// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/livestatus.h"
#include "models/keyedtreemodel.h"

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

/// What a row of the tree of sessions is.
enum class SessionItem : quint8 {
    Session,
    Endpoint, ///< Of a mock.
    Client,   ///< Of an endpoint.
    Section,
    Saved,  ///< A connection that is kept between runs.
    Window, ///< The capture that another window shows.
};

/// A connection that is kept between runs, or another window, as a row.
struct SessionsEntry {
    QByteArray key;
    QString name;
    QString subLine;
    QString toolTip;
};

/// The sessions of a document by number, from its records and from the engine while it is live, the
/// endpoints and clients of a mock under it; then what is saved, and what other windows show.
class SessionsModel : public KeyedTreeModel
{
    Q_OBJECT

public:
    enum ItemRole {
        SessionRole = Qt::UserRole, ///< quint32; of what belongs to a mock, the mock's
        SubLineRole, ///< QString: state, rate, and what matters of the technique
        MarkRole, ///< SessionMark as int
        HistoryRole, ///< QList<double>: messages per second, oldest first
        UrlRole, ///< QString
        IsMockRole,
        ItemKindRole, ///< SessionItem as int
        ConnectionRole, ///< quint32, of a client
        PathRole, ///< QByteArray, of an endpoint
    };

    explicit SessionsModel(QObject *parent = nullptr);

    /// nullptr: none. The document outlives its being set.
    void setDocument(CaptureDocument *document);
    void setSaved(const QList<SessionsEntry> &saved);
    void setWindows(const QList<SessionsEntry> &windows);

    using KeyedTreeModel::indexOf;
    [[nodiscard]] QModelIndex indexOf(quint32 session) const;
    [[nodiscard]] QModelIndex indexOfSaved(const QByteArray &key) const;
    [[nodiscard]] static SessionItem kindOf(const QModelIndex &index);

    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

signals:
    /// The user gave a row another name.
    void renamed(const QModelIndex &index, const QString &name);

private:
    struct Entry {
        quint32 id = 0;
        QString name;
        QString subLine;
        QString url;
        QString toolTip; ///< Empty: the URL.
        SessionMark mark = SessionMark::Over;
        bool isMock = false;
        QList<MockEndpointStatus> endpoints;
    };

    /// What the connections of a session come to.
    struct Tally {
        int connections = 0;
        qint64 octets = 0;
        const ConnectionRow *last = nullptr;
    };

    void refresh();
    void refreshSoon();
    void sample();
    [[nodiscard]] QHash<quint32, Tally> tallies() const;
    [[nodiscard]] std::vector<Entry> entries() const;
    [[nodiscard]] Entry entryOf(const SessionRow &row, const Tally &tally) const;
    [[nodiscard]] Entry entryOf(const SessionStatus &status, const Tally &tally) const;
    [[nodiscard]] TreeRow rowOf(const Entry &entry) const;
    /// Whether a mock ended and another took its port since.
    [[nodiscard]] bool isReplaced(const SessionStatus &status) const;
    /// nullptr where the records do not know it yet.
    [[nodiscard]] const SessionRow *recorded(quint32 session) const;

    QPointer<CaptureDocument> m_document;
    QList<SessionsEntry> m_saved;
    QList<SessionsEntry> m_windows;
    QHash<quint32, QList<double>> m_histories;
    QHash<quint32, double> m_rates;
    QTimer m_sampler;
    QTimer m_refresher; ///< What changes thirty times a second is not read that often.
};

} // namespace Pushscope
