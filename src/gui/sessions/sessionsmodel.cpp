// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/sessions/sessionsmodel.h"

#include "gui/document/capturedocument.h"
#include "gui/sessions/sessionwords.h"
#include "models/formatting.h"

#include <QSet>

#include <algorithm>
#include <chrono>

namespace Pushscope {

namespace {

constexpr std::chrono::milliseconds SampleInterval { 500 };
constexpr int SampleCount = 40;
constexpr std::chrono::milliseconds RefreshInterval { 100 };

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

void setKind(TreeRow &row, SessionItem kind)
{
    row.values[SessionsModel::ItemKindRole] = static_cast<int>(kind);
}

TreeRow clientRow(const MockClientStatus &client, quint32 session)
{
    TreeRow row;
    row.key = QByteArray::number(client.client);
    setKind(row, SessionItem::Client);
    const QString octets = octetsText(client.octetsSent);
    row.values[Qt::DisplayRole] = QString::fromUtf8(client.address);
    row.values[SessionsModel::SubLineRole] = octets;
    row.values[SessionsModel::SessionRole] = session;
    row.values[SessionsModel::ConnectionRole] = client.connection;
    row.values[Qt::AccessibleTextRole] = SessionsModel::tr("Client %1, %2 sent")
                                             .arg(QString::fromUtf8(client.address), octets);
    return row;
}

TreeRow endpointRow(const MockEndpointStatus &endpoint, quint32 session)
{
    TreeRow row;
    row.key = endpoint.path;
    setKind(row, SessionItem::Endpoint);
    const QString path = QString::fromUtf8(endpoint.path);
    row.values[Qt::DisplayRole] = path;
    row.values[SessionsModel::SubLineRole] = QString::number(endpoint.clients);
    row.values[SessionsModel::SessionRole] = session;
    row.values[SessionsModel::PathRole] = endpoint.path;
    row.values[Qt::AccessibleTextRole]
        = QString(path + QLatin1String(", ")
                  + SessionsModel::tr("%n client(s)", nullptr, static_cast<int>(endpoint.clients)));
    for (const MockClientStatus &client : endpoint.list)
        row.children.push_back(clientRow(client, session));
    return row;
}

TreeRow sectionRow(const QByteArray &key, const QString &title, SessionItem kind,
                   const QList<SessionsEntry> &entries)
{
    TreeRow section;
    section.key = key;
    setKind(section, SessionItem::Section);
    section.isSelectable = false;
    section.values[Qt::DisplayRole] = title;
    section.values[Qt::AccessibleTextRole] = title;
    for (const SessionsEntry &entry : entries) {
        TreeRow row;
        row.key = entry.key;
        setKind(row, kind);
        row.isEditable = kind == SessionItem::Saved;
        row.values[Qt::DisplayRole] = entry.name;
        row.values[Qt::EditRole] = entry.name;
        row.values[SessionsModel::SubLineRole] = entry.subLine;
        row.values[Qt::ToolTipRole] = entry.toolTip;
        row.values[Qt::AccessibleTextRole]
            = QString(entry.name + QLatin1String(", ") + entry.subLine);
        section.children.push_back(row);
    }
    return section;
}

} // namespace

SessionsModel::SessionsModel(QObject *parent)
    : KeyedTreeModel(parent)
{
    m_sampler.setInterval(SampleInterval);
    connect(&m_sampler, &QTimer::timeout, this, &SessionsModel::sample);
    m_refresher.setSingleShot(true);
    m_refresher.setInterval(RefreshInterval);
    connect(&m_refresher, &QTimer::timeout, this, &SessionsModel::refresh);
}

void SessionsModel::setDocument(CaptureDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    m_histories.clear();
    m_rates.clear();
    m_sampler.stop();
    setRows({}); // Numbers are those of another capture: no row is the same.
    refresh();
    if (!document)
        return;
    connect(document, &CaptureDocument::statusesChanged, this, &SessionsModel::refreshSoon);
    connect(document, &CaptureDocument::sessionsChanged, this, &SessionsModel::refresh);
    if (document->isLive())
        m_sampler.start();
}

void SessionsModel::setSaved(const QList<SessionsEntry> &saved)
{
    m_saved = saved;
    refresh();
}

void SessionsModel::setWindows(const QList<SessionsEntry> &windows)
{
    m_windows = windows;
    refresh();
}

QModelIndex SessionsModel::indexOf(quint32 session) const
{
    return indexOf(QByteArray("session " + QByteArray::number(session)));
}

QModelIndex SessionsModel::indexOfSaved(const QByteArray &key) const
{
    const QModelIndex section = indexOf(QByteArray("saved"));
    return section.isValid() ? indexOf(key, section) : QModelIndex();
}

SessionItem SessionsModel::kindOf(const QModelIndex &index)
{
    return static_cast<SessionItem>(index.data(ItemKindRole).toInt());
}

bool SessionsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString name = value.toString().simplified();
    if (role != Qt::EditRole || !index.isValid() || name.isEmpty())
        return false;
    if (name != index.data(Qt::EditRole).toString())
        emit renamed(index, name);
    return true;
}

/// At once where a session is new: who began it wants to choose it.
void SessionsModel::refreshSoon()
{
    const auto &statuses = m_document->statuses();
    const bool isNew = std::any_of(statuses.begin(), statuses.end(), [this](const auto &status) {
        return !m_rates.contains(status.session);
    });
    if (isNew)
        refresh();
    else if (!m_refresher.isActive())
        m_refresher.start();
}

void SessionsModel::refresh()
{
    std::vector<TreeRow> rows;
    if (m_document) {
        for (const SessionStatus &status : m_document->statuses())
            m_rates[status.session] = status.messagesPerSecond;
    }
    for (const Entry &entry : entries()) {
        rows.push_back(rowOf(entry));
    }
    if (!m_saved.isEmpty())
        rows.push_back(sectionRow("saved", tr("Saved"), SessionItem::Saved, m_saved));
    if (!m_windows.isEmpty())
        rows.push_back(sectionRow("windows", tr("Other windows"), SessionItem::Window, m_windows));
    setRows(std::move(rows));
}

void SessionsModel::sample()
{
    for (auto rate = m_rates.cbegin(); rate != m_rates.cend(); ++rate) {
        QList<double> &history = m_histories[rate.key()];
        history.append(rate.value());
        if (history.size() > SampleCount)
            history.removeFirst();
    }
    refresh();
}

TreeRow SessionsModel::rowOf(const Entry &entry) const
{
    TreeRow row;
    row.key = "session " + QByteArray::number(entry.id);
    setKind(row, SessionItem::Session);
    row.isEditable = true;
    row.values[Qt::DisplayRole] = entry.name;
    row.values[Qt::EditRole] = entry.name;
    const QString about = entry.toolTip.isEmpty() ? entry.url : entry.toolTip;
    row.values[Qt::ToolTipRole] = QString(entry.subLine + QLatin1Char('\n') + about);
    row.values[Qt::AccessibleTextRole] = QString(entry.name + QLatin1String(", ") + entry.subLine);
    row.values[UrlRole] = entry.url;
    row.values[SessionRole] = entry.id;
    row.values[SubLineRole] = entry.subLine;
    row.values[MarkRole] = static_cast<int>(entry.mark);
    row.values[HistoryRole] = QVariant::fromValue(m_histories.value(entry.id));
    row.values[IsMockRole] = entry.isMock;
    for (const MockEndpointStatus &endpoint : entry.endpoints)
        row.children.push_back(endpointRow(endpoint, entry.id));
    return row;
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
    const QSet<quint32> &hidden = m_document->hiddenSessions();
    found.erase(std::remove_if(found.begin(), found.end(),
                               [&](const Entry &entry) { return hidden.contains(entry.id); }),
                found.end());
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
        tally.octets += connection.clientOctets + connection.serverOctets;
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
    if (tally.octets > 0)
        entry.subLine += QStringLiteral(" · ") + sizeText(tally.octets);
    entry.mark
        = tally.last && !tally.last->error.isEmpty() ? SessionMark::Failed : SessionMark::Over;
    return entry;
}

SessionsModel::Entry SessionsModel::entryOf(const SessionStatus &status, const Tally &tally) const
{
    Entry entry;
    entry.id = status.session;
    entry.url = status.url.toString(QUrl::RemoveUserInfo);
    const SessionRow *row = recorded(status.session);
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
    entry.subLine = sessionSubLine(status, tally.connections);
    entry.mark = markOf(status);
    if (!status.isMock && status.wireOctets > 0)
        entry.subLine += QStringLiteral(" · ") + sizeText(status.wireOctets);
    if (status.state == SessionState::Open)
        entry.endpoints = status.endpoints;
    if (status.isMock && isReplaced(status))
        entry.subLine = tr("mock · ended, started anew");
    return entry;
}

bool SessionsModel::isReplaced(const SessionStatus &status) const
{
    const auto &statuses = m_document->statuses();
    return isOver(status.state)
        && std::any_of(statuses.begin(), statuses.end(), [&](const SessionStatus &other) {
               return other.isMock && other.session > status.session
                   && other.url.port() == status.url.port();
           });
}

const SessionRow *SessionsModel::recorded(quint32 session) const
{
    const auto &rows = m_document->sessions();
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [session](const SessionRow &row) { return row.id == session; });
    return found == rows.end() ? nullptr : &*found;
}

} // namespace Pushscope
