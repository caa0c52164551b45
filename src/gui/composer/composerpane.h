// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"
#include "engine/api/livestatus.h"
#include "gui/composer/linesender.h"
#include "gui/composer/messagehistory.h"

#include <QHash>
#include <QList>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QPlainTextEdit;

namespace Ui {
class ComposerPane;
}

namespace Pushscope {

class BinaryInput;
class Dialogs;
class EventInput;
class EventNames;
class FileInput;
class HistoryPopup;
class MessageInput;
class RecordPages;
struct InputVerdict;
struct Services;

/// Writes a message, an event, a control frame, any frame at all or the lines of a file, and sends
/// it on a session; its pages are what the session's technique can send. What breaks a rule is sent
/// all the same, and the rule is named.
///
/// Threads: GUI thread.
class ComposerPane : public QWidget
{
    Q_OBJECT

public:
    explicit ComposerPane(QWidget *parent = nullptr);
    ~ComposerPane() override;

    /// Where it keeps its history, and who asks for files; both outlive it.
    void setUp(const Services &services, Dialogs &dialogs);
    /// What a session was connected with: a Socket.IO client emits to the namespaces in it.
    using OptionsOf = std::function<std::optional<ClientOptions>(quint32 session)>;
    void setOptionsOf(OptionsOf optionsOf) { m_optionsOf = std::move(optionsOf); }
    /// Where the events that a session had are read; nullptr: nowhere.
    void setPages(RecordPages *pages);
    /// The sessions that may be sent to, and which of them is looked at.
    void setSessions(const QList<SessionStatus> &statuses, quint32 current);
    /// Sends what is composed, where it can be.
    void send();

    /// Goes on with what @p former counts and sends, for a window that takes over from another.
    void takeOver(ComposerPane &former);
    /// Nothing can be composed for the session that is looked at: one line says why.
    [[nodiscard]] bool isCompact() const { return m_isCompact; }
    /// Whether send() would do something.
    [[nodiscard]] bool canSend() const;
    /// What Send would send; nullopt where the input is no message.
    [[nodiscard]] std::optional<OutgoingMessage> composed() const;

signals:
    void sendRequested(quint32 session, const Pushscope::OutgoingMessage &message);
    /// canSend() changed, or may have.
    void canSendChanged();
    void compactChanged(bool isCompact);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    /// Whose sessions can send what is on a page.
    enum class Peer : quint8 { Any, WebSocket, SocketIo };

    /// A tab and its input.
    struct Page {
        QByteArray kind {}; ///< In the history.
        QString label {};
        MessageInput *input = nullptr;
        Peer peer = Peer::Any;
    };

    void setUpPages();
    void addPage(const char *kind, const QString &label, MessageInput *input, Peer peer,
                 bool scrolls = false);
    [[nodiscard]] bool isOffered(const Page &page) const;
    void offerPages();
    void showPagesFor(const SessionStatus *status);
    [[nodiscard]] QList<QByteArray> namespacesOf(quint32 session) const;
    void giveRoom();
    void setUpInputs();
    void setUpHistory();
    void askFile(const std::function<void(const QString &)> &take);
    void refresh();
    void showVerdict(const QString &session, const InputVerdict &verdict);
    void applyColors();
    void startFile(const SessionStatus &status);
    [[nodiscard]] LineSender::Send lineWriter(quint32 session);
    void setCompact(bool isCompact);
    void remember();
    void store();
    void recall(int step);
    [[nodiscard]] bool isAtEdge(int step) const;
    /// Places in the history of what the session can send, newest first.
    [[nodiscard]] QList<qsizetype> offeredEntries() const;
    void pick(int index);
    void showHistory();
    [[nodiscard]] const Page &page() const;
    [[nodiscard]] QString sessionProblem() const;
    [[nodiscard]] const SessionStatus *target() const;

    std::unique_ptr<Ui::ComposerPane> m_ui;
    QList<Page> m_pages;
    bool m_isSocketIo = false; ///< The pages are those of a Socket.IO client.
    int m_otherTab = 0; ///< Chosen when the session is of the other kind again.
    EventInput *m_event = nullptr;
    EventNames *m_eventNames = nullptr;
    BinaryInput *m_binary = nullptr;
    FileInput *m_file = nullptr;
    HistoryPopup *m_popup = nullptr;
    const Services *m_services = nullptr;
    Dialogs *m_dialogs = nullptr;
    QList<SessionStatus> m_targets; ///< Those whose technique can send.
    quint32 m_current = 0;
    bool m_knowsSessions = false; ///< It was told of them, if there are only none.
    bool m_isCompact = false;
    OptionsOf m_optionsOf;
    QHash<quint32, qint64> m_numbers; ///< Of the last message with templates, by session.
    MessageHistory m_history;
    qsizetype m_recalled = -1; ///< Steps back in the history of the page; -1: none.
    QJsonObject m_written; ///< What stood there before anything was recalled.
    QString m_shown; ///< What was recalled, as it was.
};

} // namespace Pushscope
