// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/messagetemplate.h"

#include <QElapsedTimer>
#include <QFile>
#include <QObject>
#include <QQueue>
#include <QTimer>

#include <functional>
#include <optional>

namespace Pushscope {

struct SessionStatus;

/// Sends a file line by line as text messages, so many a second, and no faster than the session
/// takes them. A line ends with LF, a CR before it is dropped, lines without anything are no
/// messages. What is read of the file lies in memory a line at a time.
///
/// Threads: GUI thread; it never waits.
class LineSender : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MostLineOctets = 16 * 1024 * 1024; ///< More is no line of anything.
    /// Handed over and not yet written by the kernel: as much keeps any link busy.
    static constexpr qint64 MostWaitingOctets = 1024 * 1024;
    static constexpr qsizetype MostWaitingMessages = 1000;
    static constexpr double LeastPerSecond = 0.1;
    static constexpr double MostPerSecond = 100'000;

    enum class State { Idle, Running, Paused, Done, Stopped, Failed };

    /// Where it stands.
    struct Progress {
        qint64 line = 0; ///< Of the file, from 1: the last that was sent.
        qint64 messages = 0;
        qint64 octets = 0; ///< Of the file, read so far.
        qint64 total = 0; ///< Of the file when it was opened.
    };

    /// What is done with each message; @p n counts them from 1.
    using Send = std::function<void(const QByteArray &text)>;
    /// A line as it is sent, or why it cannot be.
    using Expand = std::function<std::variant<QByteArray, QString>(const QByteArray &line)>;

    explicit LineSender(QObject *parent = nullptr);

    /// False where the file cannot be read: sentence() says why. @p session is where it goes.
    bool start(const QString &path, double perSecond, const SessionStatus &session, Expand expand,
               Send send);
    /// Goes on with what @p former is sending, from the line it is at, with other ways to expand
    /// and to send; @p former is idle then. False where it sends nothing, or the file is gone.
    bool takeOver(LineSender &former, Expand expand, Send send);
    void pause();
    void resume();
    void stop();
    void setRate(double perSecond);

    /// What became of the session meanwhile; nullptr: it is no longer there.
    void takeStatus(const SessionStatus *status);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isUnderWay() const
    {
        return m_state == State::Running || m_state == State::Paused;
    }
    [[nodiscard]] quint32 session() const { return m_session; }
    [[nodiscard]] const Progress &progress() const { return m_progress; }
    /// Why it failed or stopped; empty where nothing is to be said.
    [[nodiscard]] QString sentence() const { return m_sentence; }

signals:
    void changed();

private:
    void tick();
    void schedule();
    [[nodiscard]] bool mayHandOver() const;
    /// The next line with something in it; nullopt at the end, and where it fails.
    std::optional<QByteArray> nextLine();
    bool readMore();
    bool sendLine(const QByteArray &line);
    void end(State state, const QString &sentence);

    QFile m_file;
    QByteArray m_buffer;
    qsizetype m_begin = 0; ///< Of the line that is being read, in m_buffer.
    qsizetype m_scanned = 0; ///< No LF before it.
    QTimer m_timer;
    QElapsedTimer m_sinceStart; ///< Of this rate.
    double m_perSecond = 1;
    qint64 m_sentAtRate = 0;
    Expand m_expand;
    Send m_send;
    quint32 m_session = 0;
    qint64 m_confirmed = 0; ///< SessionStatus::messagesSent, as last told.
    qint64 m_kernelQueue = 0; ///< SessionStatus::queuedOctets, as last told.
    QQueue<qint64> m_waiting; ///< Sizes of what was handed over and is not confirmed.
    qint64 m_waitingOctets = 0;
    State m_state = State::Idle;
    Progress m_progress;
    QString m_sentence;
};

} // namespace Pushscope
