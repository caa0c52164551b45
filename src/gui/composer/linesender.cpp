// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/linesender.h"

#include "engine/api/livestatus.h"
#include "models/formatting.h"
#include "protocol/websocket/utf8validator.h"

#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace Pushscope {

namespace {

constexpr qint64 ReadOctets = 64 * 1024;
/// One turn of the event loop sends for no longer than that: the window stays smooth.
constexpr qint64 MostTurnMs = 4;
constexpr double MsPerSecond = 1000;
/// At the highest rates a turn sends several.
constexpr int LeastWaitMs = 5;
constexpr int MostWaitMs = 10'000;

} // namespace

LineSender::LineSender(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LineSender::tick);
}

bool LineSender::start(const QString &path, double perSecond, const SessionStatus &session,
                       Expand expand, Send send)
{
    m_file.close();
    m_buffer.clear();
    m_begin = 0;
    m_scanned = 0;
    m_waiting.clear();
    m_waitingOctets = 0;
    m_progress = {};
    m_sentence.clear();
    m_session = session.session;
    m_confirmed = session.messagesSent;
    m_kernelQueue = session.queuedOctets;
    m_expand = std::move(expand);
    m_send = std::move(send);
    m_file.setFileName(path);
    // What is no file, a pipe say, would hold the window up.
    if (!QFileInfo(path).isFile() || !m_file.open(QIODevice::ReadOnly)) {
        end(State::Failed, tr("%1 cannot be read.").arg(QFileInfo(path).fileName()));
        return false;
    }
    m_progress.total = m_file.size();
    m_state = State::Running;
    setRate(perSecond);
    emit changed();
    return true;
}

bool LineSender::takeOver(LineSender &former, Expand expand, Send send)
{
    if (!former.isUnderWay())
        return false;
    m_file.close();
    m_file.setFileName(former.m_file.fileName());
    if (!m_file.open(QIODevice::ReadOnly) || !m_file.seek(former.m_file.pos()))
        return false;
    m_buffer = former.m_buffer;
    m_begin = former.m_begin;
    m_scanned = former.m_scanned;
    m_waiting = former.m_waiting;
    m_waitingOctets = former.m_waitingOctets;
    m_progress = former.m_progress;
    m_sentence.clear();
    m_session = former.m_session;
    m_confirmed = former.m_confirmed;
    m_kernelQueue = former.m_kernelQueue;
    m_expand = std::move(expand);
    m_send = std::move(send);
    m_state = former.m_state;
    former.end(State::Idle, {});
    setRate(former.m_perSecond);
    emit changed();
    return true;
}

void LineSender::setRate(double perSecond)
{
    m_perSecond = std::clamp(perSecond, LeastPerSecond, MostPerSecond);
    m_sentAtRate = 0;
    m_sinceStart.start();
    if (m_state == State::Running)
        schedule();
}

void LineSender::pause()
{
    if (m_state != State::Running)
        return;
    m_timer.stop();
    m_state = State::Paused;
    emit changed();
}

void LineSender::resume()
{
    if (m_state != State::Paused)
        return;
    m_state = State::Running;
    setRate(m_perSecond); // What was due meanwhile is not made up for.
    emit changed();
}

void LineSender::stop()
{
    if (isUnderWay())
        end(State::Stopped, {});
}

void LineSender::takeStatus(const SessionStatus *status)
{
    if (!isUnderWay())
        return;
    if (!status || !status->canSend) {
        end(State::Stopped,
            tr("The session cannot send any more: it ended behind line %1.").arg(m_progress.line));
        return;
    }
    m_kernelQueue = status->queuedOctets;
    for (; m_confirmed < status->messagesSent; ++m_confirmed) {
        if (!m_waiting.isEmpty())
            m_waitingOctets -= m_waiting.dequeue();
    }
    if (m_state == State::Running && !m_timer.isActive())
        schedule();
}

bool LineSender::mayHandOver() const
{
    return m_waiting.size() < MostWaitingMessages
        && (m_waiting.isEmpty() || m_waitingOctets + m_kernelQueue < MostWaitingOctets)
        && m_kernelQueue < MostWaitingOctets;
}

void LineSender::schedule()
{
    const double dueMs = static_cast<double>(m_sentAtRate) * MsPerSecond / m_perSecond;
    const double waitMs = dueMs - static_cast<double>(m_sinceStart.elapsed());
    m_timer.start(std::clamp(static_cast<int>(std::ceil(waitMs)), 0, MostWaitMs));
}

void LineSender::tick()
{
    QElapsedTimer turn;
    turn.start();
    while (m_state == State::Running && mayHandOver()) {
        const double due
            = 1 + static_cast<double>(m_sinceStart.elapsed()) * m_perSecond / MsPerSecond;
        if (static_cast<double>(m_sentAtRate) >= std::floor(due)) {
            schedule();
            break;
        }
        const auto line = nextLine();
        if (!line)
            break;
        if (!sendLine(*line))
            break;
        if (turn.elapsed() >= MostTurnMs) {
            m_timer.start(LeastWaitMs);
            break;
        }
    }
    if (m_state != State::Running)
        return;
    // The queue is full: the next status goes on, and what was not due is not made up for.
    if (!mayHandOver()) {
        m_sentAtRate = 0;
        m_sinceStart.start();
    }
    emit changed();
}

bool LineSender::sendLine(const QByteArray &line)
{
    auto expanded = m_expand(line);
    if (const QString *why = std::get_if<QString>(&expanded)) {
        end(State::Failed, tr("Line %1: %2").arg(m_progress.line).arg(*why));
        return false;
    }
    const QByteArray &text = std::get<QByteArray>(expanded);
    m_waiting.enqueue(text.size());
    m_waitingOctets += text.size();
    ++m_sentAtRate;
    ++m_progress.messages;
    m_send(text);
    return m_state == State::Running;
}

bool LineSender::readMore()
{
    m_buffer.remove(0, m_begin);
    m_begin = 0;
    m_scanned = m_buffer.size();
    m_buffer += m_file.read(ReadOctets);
    return m_buffer.size() > m_scanned;
}

std::optional<QByteArray> LineSender::nextLine()
{
    for (;;) {
        qsizetype end = m_buffer.indexOf('\n', m_scanned);
        const bool isLast = end < 0 && !readMore();
        if (isLast && m_file.error() != QFile::NoError) {
            this->end(State::Failed, tr("The file cannot be read behind line %1: %2")
                                         .arg(m_progress.line)
                                         .arg(m_file.errorString()));
            return std::nullopt;
        }
        if (end < 0 && !isLast) {
            if (m_buffer.size() > MostLineOctets) {
                this->end(State::Failed, tr("Line %1 is longer than 16 MiB: this is no file of "
                                            "lines.")
                                             .arg(m_progress.line + 1));
                return std::nullopt;
            }
            continue;
        }
        if (isLast && m_begin >= m_buffer.size()) {
            this->end(State::Done, {});
            return std::nullopt;
        }
        end = isLast ? m_buffer.size() : end;
        QByteArray line = m_buffer.mid(m_begin, end - m_begin);
        m_begin = std::min(end + 1, m_buffer.size());
        m_scanned = m_begin;
        ++m_progress.line;
        m_progress.octets = m_file.pos() - (m_buffer.size() - m_begin);
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty())
            continue;
        if (!WebSocket::isUtf8(line)) {
            this->end(State::Failed,
                      tr("Line %1 is not UTF-8, which a text message has to be (RFC 6455 §8.1).")
                          .arg(m_progress.line));
            return std::nullopt;
        }
        return line;
    }
}

void LineSender::end(State state, const QString &sentence)
{
    m_timer.stop();
    m_file.close();
    m_buffer.clear();
    m_state = state;
    m_sentence = sentence;
    emit changed();
}

} // namespace Pushscope
