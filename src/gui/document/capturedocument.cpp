// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/capturedocument.h"

#include "base/clock.h"
#include "gui/document/captureworker.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <chrono>

namespace Pushscope {

namespace {

constexpr int WholePerMille = 1000;

/// Four times a second is as fast as a list of sessions can be read. Every answer carries all
/// connections, so that with ten thousands of them it is asked for less often.
std::chrono::milliseconds sessionInterval(std::size_t connections)
{
    constexpr std::size_t ConnectionsPerMillisecond = 20;
    return std::chrono::milliseconds(250 + connections / ConnectionsPerMillisecond);
}

} // namespace

CaptureDocument::CaptureDocument(std::unique_ptr<CaptureStore> store, const Clock &clock,
                                 CaptureWorker &worker, QObject *parent)
    : QObject(parent)
    , m_worker(worker)
    , m_store(std::move(store))
    , m_mailbox(this)
{
    if (RecordSink *sink = m_store->sink()) {
        m_engine = std::make_unique<Engine>(*sink, clock);
        connect(m_engine.get(), &Engine::statusesChanged, this, &CaptureDocument::readStatuses);
        connect(m_engine.get(), &Engine::mockStarted, this, &CaptureDocument::mockStarted);
        connect(m_engine.get(), &Engine::mockFailed, this, &CaptureDocument::mockFailed);
        connect(m_engine.get(), &Engine::sessionEnded, this, &CaptureDocument::sessionEnded);
    }
    m_sessionTimer.setSingleShot(true);
    connect(&m_sessionTimer, &QTimer::timeout, this, &CaptureDocument::readSessions);
    connect(this, &CaptureDocument::extentChanged, this, [this] {
        if (!m_sessionTimer.isActive() && !m_isReadingSessions)
            m_sessionTimer.start(sessionInterval(m_connections.size()));
    });
    m_store->pages().setChangedHandler(
        [this, address = m_mailbox.address()] { address->post([this] { emit extentChanged(); }); });
    readSessions();
}

CaptureDocument::~CaptureDocument()
{
    m_store->pages().setChangedHandler({});
    m_worker.end(std::move(m_engine), std::move(m_store), m_isDiscarded);
}

bool CaptureDocument::needsSaving() const
{
    return m_store && m_store->isRecording() && !m_store->isSaved() && extent().records > 0
        && !(m_sessions.empty() && m_statuses.isEmpty());
}

QString CaptureDocument::name() const
{
    return isSaved() ? QFileInfo(path()).fileName() : QString();
}

quint32 CaptureDocument::connectClient(const ClientOptions &options)
{
    const quint32 session = m_engine->connectClient(options);
    m_options.insert(session, options);
    if (options.technique == Technique::Auto)
        m_undecided.insert(session);
    readStatuses();
    return session;
}

quint32 CaptureDocument::startMock(const MockOptions &options)
{
    const quint32 session = m_engine->startMock(options);
    readStatuses();
    return session;
}

void CaptureDocument::send(quint32 session, const OutgoingMessage &message)
{
    if (m_engine)
        m_engine->send(session, message);
}

void CaptureDocument::disconnectSession(quint32 session)
{
    if (m_engine)
        m_engine->disconnectSession(session);
}

void CaptureDocument::disconnectAll()
{
    // A peer whose answer cannot be read would be waited for in vain: the second time drops it.
    const bool isHeld = recording().error.has_value();
    for (const SessionStatus &status : std::as_const(m_statuses)) {
        const int times = isHeld && !status.isMock ? 2 : 1;
        for (int i = 0; i < times && !isOver(status.state); ++i)
            disconnectSession(status.session);
    }
    // One that was started a moment ago may not have told its state yet.
    for (auto client = m_options.keyBegin(); client != m_options.keyEnd(); ++client) {
        if (!status(*client))
            disconnectSession(*client);
    }
}

bool CaptureDocument::hasLiveSessions() const
{
    return std::any_of(m_statuses.cbegin(), m_statuses.cend(),
                       [](const SessionStatus &status) { return !isOver(status.state); });
}

void CaptureDocument::reconnectSession(quint32 session)
{
    if (m_engine)
        m_engine->reconnectSession(session);
}

void CaptureDocument::publish(quint32 session, const QByteArray &channel, const QByteArray &message)
{
    if (m_engine)
        m_engine->publish(session, channel, message);
}

void CaptureDocument::kick(quint32 session, quint32 client, const MockKick &kick)
{
    if (m_engine)
        m_engine->kick(session, client, kick);
}

void CaptureDocument::fault(quint32 session, quint32 client, const QByteArray &kind)
{
    if (m_engine)
        m_engine->fault(session, client, kind);
}

const SessionStatus *CaptureDocument::status(quint32 session) const
{
    const auto found = std::find_if(
        m_statuses.cbegin(), m_statuses.cend(),
        [session](const SessionStatus &status) { return status.session == session; });
    return found == m_statuses.cend() ? nullptr : &*found;
}

std::optional<ClientOptions> CaptureDocument::optionsOf(quint32 session) const
{
    const auto found = m_options.constFind(session);
    return found == m_options.cend() ? std::nullopt : std::optional(*found);
}

void CaptureDocument::applyNames()
{
    for (SessionRow &row : m_sessions) {
        if (const auto recorded = m_recordedNames.constFind(row.id);
            recorded != m_recordedNames.cend())
            row.name = *recorded;
        m_recordedNames.remove(row.id);
        if (const auto name = m_names.constFind(row.id); name != m_names.cend()) {
            m_recordedNames.insert(row.id, row.name);
            row.name = name->toUtf8();
        }
    }
}

void CaptureDocument::tellConclusions()
{
    for (const SessionRow &row : m_sessions) {
        if (row.technique != techniqueName(Technique::Auto) && m_undecided.remove(row.id))
            emit techniqueConcluded(row.id);
    }
}

void CaptureDocument::setSessionName(quint32 session, const QString &name)
{
    if (name == m_names.value(session))
        return;
    if (name.isEmpty())
        m_names.remove(session);
    else
        m_names.insert(session, name);
    applyNames();
    if (m_engine)
        readStatuses();
    emit sessionsChanged();
}

void CaptureDocument::setSessionHidden(quint32 session, bool isHidden)
{
    if (isHidden)
        m_hidden.insert(session);
    else
        m_hidden.remove(session);
    emit sessionsChanged();
}

void CaptureDocument::readId(std::function<void(const QByteArray &id)> handler)
{
    m_store->pages().requestRecord(
        1, [handler = std::move(handler), address = m_mailbox.address()](const Record *record,
                                                                         OctetSource &) {
            const bool isStart = record && record->kind == RecordKind::CaptureStart;
            const QByteArray id = isStart
                ? QJsonDocument::fromJson(record->detail)
                      .object()
                      .value(QStringLiteral("id"))
                      .toString()
                      .toUtf8()
                : QByteArray();
            address->post([handler, id] { handler(id); });
        });
}

Result<Done> CaptureDocument::addNote(const QString &text, qint64 about)
{
    return m_store->addNote(text, about);
}

CaptureStore::ProgressHandler CaptureDocument::watchSaving(std::function<void()> succeed)
{
    m_isSaving = true;
    emit savingStarted();
    return [this, address = m_mailbox.address(), succeed = std::move(succeed)](
               int perMille, bool isDone, std::optional<Error> error) {
        address->post([this, succeed, perMille, isDone, error = std::move(error)] {
            m_isSaving = !isDone;
            if (error)
                emit saveFailed(*error);
            else if (isDone && perMille < WholePerMille)
                emit saveCancelled();
            else if (isDone)
                succeed();
            else
                emit saveProgressed(perMille);
        });
    };
}

void CaptureDocument::save(const QString &path)
{
    m_store->save(path, watchSaving([this] { emit saved(); }));
}

void CaptureDocument::saveToShare(const QString &path, const SecretNames &names)
{
    m_store->saveToShare(path, names, watchSaving([this, path] { emit shared(path); }));
}

void CaptureDocument::readStatuses()
{
    m_statuses = m_engine->statuses();
    for (SessionStatus &status : m_statuses) {
        if (const auto name = m_names.constFind(status.session); name != m_names.cend())
            status.name = *name;
    }
    emit statusesChanged();
}

void CaptureDocument::readSessions()
{
    m_isReadingSessions = true;
    // An empty range: only the tables of sessions and connections are asked for.
    m_store->pages().requestTimeline(
        0, 0, 1, [this, address = m_mailbox.address()](const TimelineSlice &slice) {
            address->post([this, sessions = slice.sessions, connections = slice.connections] {
                m_isReadingSessions = false;
                m_sessions = sessions;
                m_connections = connections;
                m_recordedNames.clear();
                applyNames();
                emit sessionsChanged();
                tellConclusions();
            });
        });
}

} // namespace Pushscope
