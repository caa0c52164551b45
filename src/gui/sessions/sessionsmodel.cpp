// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/sessions/sessionsmodel.h"

#include "gui/document/capturedocument.h"
#include "gui/sessions/sessionwords.h"

#include <algorithm>
#include <chrono>

namespace Pushscope {

namespace {

constexpr std::chrono::milliseconds SampleInterval{ 500 };
constexpr int SampleCount = 40;

SessionMark markOf(const SessionStatus &status)
{
    switch (status.state) {
    case SessionState::Open:
        return SessionMark::Open;
    case SessionState::Connecting:
    case SessionState::Waiting:
    case SessionState::Closing:
        return SessionMark::Busy;
    case SessionState::Idle:
    case SessionState::Closed:
        break;
    }
    return status.error ? SessionMark::Failed : SessionMark::Over;
}

} // namespace

SessionsModel::SessionsModel(QObject *parent)
    : QAbstractListModel(parent)
{
    m_sampler.setInterval(SampleInterval);
    connect(&m_sampler, &QTimer::timeout, this, &SessionsModel::sample);
}

void SessionsModel::setDocument(CaptureDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    beginResetModel();
    m_document = document;
    m_entries = entries();
    endResetModel();
    m_sampler.stop();
    if (!document)
        return;
    connect(document, &CaptureDocument::statusesChanged, this, &SessionsModel::refresh);
    connect(document, &CaptureDocument::sessionsChanged, this, &SessionsModel::refresh);
    if (document->isLive())
        m_sampler.start();
}

int SessionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant SessionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return entry.name;
    case Qt::ToolTipRole:
        return entry.toolTip.isEmpty() ? entry.url : entry.toolTip;
    case UrlRole:
        return entry.url;
    case Qt::AccessibleTextRole:
        return QString(entry.name + QLatin1String(", ") + entry.subLine);
    case SessionRole:
        return entry.id;
    case SubLineRole:
        return entry.subLine;
    case MarkRole:
        return static_cast<int>(entry.mark);
    case HistoryRole:
        return QVariant::fromValue(entry.history);
    case IsMockRole:
        return entry.isMock;
    default:
        return {};
    }
}

QModelIndex SessionsModel::indexOf(quint32 session) const
{
    for (std::size_t row = 0; row < m_entries.size(); ++row) {
        if (m_entries[row].id == session)
            return index(static_cast<int>(row));
    }
    return {};
}

void SessionsModel::refresh()
{
    std::vector<Entry> fresh = entries();
    const auto isSame = [](const Entry &a, const Entry &b) { return a.id == b.id; };
    const bool isPrefix = fresh.size() >= m_entries.size()
        && std::equal(m_entries.begin(), m_entries.end(), fresh.begin(), isSame);
    if (!isPrefix) {
        beginResetModel();
        m_entries = std::move(fresh);
        endResetModel();
        return;
    }
    for (std::size_t row = 0; row < m_entries.size(); ++row) {
        fresh[row].history = m_entries[row].history;
        if (fresh[row] == m_entries[row])
            continue;
        m_entries[row] = fresh[row];
        const QModelIndex changed = index(static_cast<int>(row));
        emit dataChanged(changed, changed);
    }
    if (fresh.size() > m_entries.size()) {
        beginInsertRows({}, static_cast<int>(m_entries.size()), static_cast<int>(fresh.size()) - 1);
        m_entries = std::move(fresh);
        endInsertRows();
    }
}

void SessionsModel::sample()
{
    if (m_entries.empty())
        return;
    for (Entry &entry : m_entries) {
        entry.history.append(entry.rate);
        if (entry.history.size() > SampleCount)
            entry.history.removeFirst();
    }
    emit dataChanged(index(0), index(rowCount() - 1), { HistoryRole });
}

std::vector<SessionsModel::Entry> SessionsModel::entries() const
{
    std::vector<Entry> found;
    if (!m_document)
        return found;
    const QHash<quint32, Tally> known = tallies();
    for (const SessionStatus &status : m_document->statuses())
        found.push_back(entryOf(status, known.value(status.session)));
    for (const SessionRow &row : m_document->sessions()) {
        if (!m_document->status(row.id))
            found.push_back(entryOf(row, known.value(row.id)));
    }
    std::sort(found.begin(), found.end(),
              [](const Entry &a, const Entry &b) { return a.id < b.id; });
    return found;
}

QHash<quint32, SessionsModel::Tally> SessionsModel::tallies() const
{
    QHash<quint32, Tally> found;
    for (const ConnectionRow &connection : m_document->connections()) {
        Tally &tally = found[connection.session];
        ++tally.connections;
        tally.last = &connection;
    }
    return found;
}

SessionsModel::Entry SessionsModel::entryOf(const SessionRow &row, const Tally &tally) const
{
    Entry entry;
    entry.id = row.id;
    entry.url = QString::fromUtf8(row.url);
    entry.name = sessionName(QString::fromUtf8(row.name), entry.url);
    entry.isMock = row.role == "mock";
    entry.subLine = sessionSubLine(row, tally.last, tally.connections);
    entry.mark
        = tally.last && !tally.last->error.isEmpty() ? SessionMark::Failed : SessionMark::Over;
    return entry;
}

SessionsModel::Entry SessionsModel::entryOf(const SessionStatus &status, const Tally &tally) const
{
    Entry entry;
    entry.id = status.session;
    entry.url = status.url.toString(QUrl::RemoveUserInfo);
    const SessionRow *row = rowOf(status.session);
    if (row && status.state == SessionState::Closed && !status.isMock) {
        // Over: from here on it looks as it does in a capture that is opened.
        Entry over = entryOf(*row, tally);
        if (status.error)
            over.mark = SessionMark::Failed;
        return over;
    }
    // As the record list calls it, once it is recorded.
    entry.name = sessionName(row ? QString::fromUtf8(row->name) : status.name, entry.url);
    entry.isMock = status.isMock;
    entry.toolTip = sessionToolTip(status);
    entry.rate = status.messagesPerSecond;
    entry.subLine = sessionSubLine(status, tally.connections);
    entry.mark = markOf(status);
    return entry;
}

const SessionRow *SessionsModel::rowOf(quint32 session) const
{
    const auto &rows = m_document->sessions();
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [session](const SessionRow &row) { return row.id == session; });
    return found == rows.end() ? nullptr : &*found;
}

} // namespace Pushscope
