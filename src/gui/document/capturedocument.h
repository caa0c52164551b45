// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/capturestore.h"
#include "engine/api/clientoptions.h"
#include "engine/api/engine.h"
#include "models/mailbox.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Pushscope {

class CaptureWorker;
class Clock;

/// One capture as a window shows it: its file, the engine that records into it where it is live,
/// and what both tell of themselves.
///
/// Threads: lives on the GUI thread.
class CaptureDocument : public QObject
{
    Q_OBJECT

public:
    /// @p clock and @p worker outlive the document. The engine is there where the store records.
    CaptureDocument(std::unique_ptr<CaptureStore> store, const Clock &clock, CaptureWorker &worker,
                    QObject *parent = nullptr);
    /// Leaves it to the worker to end every session and to close the file.
    ~CaptureDocument() override;

    [[nodiscard]] RecordPages &pages() { return m_store->pages(); }
    [[nodiscard]] CaptureExtent extent() const { return m_store->pages().extent(); }
    [[nodiscard]] RecordingStatus recording() const { return m_store->status(); }
    [[nodiscard]] std::optional<Error> damage() const { return m_store->damage(); }
    [[nodiscard]] QString path() const { return m_store->path(); }
    /// Where it lies in a folder of the user's choice.
    [[nodiscard]] bool isSaved() const { return m_store->isSaved(); }
    /// Sessions can be started.
    [[nodiscard]] bool isLive() const { return m_engine != nullptr; }
    /// Closing it would lose something that the user may want.
    [[nodiscard]] bool needsSaving() const;
    /// The file's name; empty while it has none of the user's choice.
    [[nodiscard]] QString name() const;

    quint32 connectClient(const ClientOptions &options);
    quint32 startMock(const MockOptions &options);
    void send(quint32 session, const OutgoingMessage &message);
    void disconnectSession(quint32 session);
    /// Ends every client and mock; where nothing can be recorded, without waiting for the peers.
    void disconnectAll();
    [[nodiscard]] bool hasLiveSessions() const;
    void reconnectSession(quint32 session);
    void publish(quint32 session, const QByteArray &channel, const QByteArray &message);
    /// See Engine::kick().
    void kick(quint32 session, quint32 client, const MockKick &kick);
    /// See Engine::fault().
    void fault(quint32 session, quint32 client, const QByteArray &kind);

    /// The id of the capture, as capture.start has it; empty where that is not there yet. @p handler
    /// is called later, unless the document is gone by then.
    void readId(std::function<void(const QByteArray &id)> handler);
    /// Names that the user gave; sessions() and statuses() have them in place of the recorded ones.
    [[nodiscard]] const QHash<quint32, QString> &sessionNames() const { return m_names; }
    /// An empty @p name: as it is recorded.
    void setSessionName(quint32 session, const QString &name);
    /// Those that the user does not want to see for now. Nothing of them is deleted.
    [[nodiscard]] const QSet<quint32> &hiddenSessions() const { return m_hidden; }
    void setSessionHidden(quint32 session, bool isHidden);

    [[nodiscard]] const QList<SessionStatus> &statuses() const { return m_statuses; }
    /// nullptr where no live session has that number.
    [[nodiscard]] const SessionStatus *status(quint32 session) const;
    /// With what a client of this run was started.
    [[nodiscard]] std::optional<ClientOptions> optionsOf(quint32 session) const;
    /// Sessions and connections of the records, by number; newest answer of the reader.
    [[nodiscard]] const std::vector<SessionRow> &sessions() const { return m_sessions; }
    [[nodiscard]] const std::vector<ConnectionRow> &connections() const { return m_connections; }

    /// Adds a note about record @p about, 0: about the capture; works on an opened file too, where
    /// that can be written.
    [[nodiscard]] Result<Done> addNote(const QString &text, qint64 about);
    /// saved(), saveFailed() or saveCancelled() follows.
    void save(const QString &path);
    /// Writes a copy without secrets; shared(), saveFailed() or saveCancelled() follows.
    void saveToShare(const QString &path, const SecretNames &names);
    void cancelSaving() { m_store->cancelSaving(); }
    [[nodiscard]] bool isSaving() const { return m_isSaving; }
    /// After a write error: tries again, now that there may be room.
    void retryWriting() { m_store->retryWriting(); }
    /// After a write error: goes on unrecorded; the capture tells the gap.
    void giveUpWriting() { m_store->giveUpWriting(); }
    void setLimits(const RecordingLimits &limits) { m_store->setLimits(limits); }
    /// Has the file of an unsaved capture deleted once the document ends.
    void discard() { m_isDiscarded = true; }

signals:
    /// New records are there to be read; at most 30 times a second.
    void extentChanged();
    void statusesChanged();
    /// sessions() or connections() were read anew, or a name or what is hidden is another.
    void sessionsChanged();
    /// It is recorded as what a session goes on that was to find out; once for each.
    void techniqueConcluded(quint32 session);
    void mockStarted(quint32 session, const QUrl &url);
    void mockFailed(quint32 session, const Pushscope::Error &error);
    void sessionEnded(quint32 session, const Pushscope::SessionOutcome &outcome);
    void savingStarted();
    void saveProgressed(int perMille);
    void saved();
    void shared(const QString &path);
    void saveFailed(const Pushscope::Error &error);
    /// The capture is where it was.
    void saveCancelled();

private:
    /// Saving begins; @p succeed is called where it worked.
    [[nodiscard]] CaptureStore::ProgressHandler watchSaving(std::function<void()> succeed);
    void readStatuses();
    void readSessions();
    void applyNames();
    void tellConclusions();

    CaptureWorker &m_worker;
    std::unique_ptr<CaptureStore> m_store;
    std::unique_ptr<Engine> m_engine;
    QList<SessionStatus> m_statuses;
    QHash<quint32, ClientOptions> m_options;
    QSet<quint32> m_undecided; ///< Clients of this run that are to find out their technique.
    std::vector<SessionRow> m_sessions;
    std::vector<ConnectionRow> m_connections;
    QHash<quint32, QString> m_names;
    QHash<quint32, QByteArray> m_recordedNames; ///< Of those in m_names.
    QSet<quint32> m_hidden;
    QTimer m_sessionTimer; ///< Holds back the next reading of the sessions.
    bool m_isReadingSessions = false;
    bool m_isDiscarded = false;
    bool m_isSaving = false;
    Mailbox m_mailbox;
};

} // namespace Pushscope
