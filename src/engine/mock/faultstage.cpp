// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/faultstage.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace Pushscope {

namespace {

constexpr qint64 NsPerMs = 1'000'000;
constexpr qint64 NsPerSecond = 1'000'000'000;

bool isEnd(FaultKind kind)
{
    return kind == FaultKind::Reset || kind == FaultKind::NoCloseFrame;
}

} // namespace

FaultStage::FaultStage(EngineLoop &loop, const std::vector<ScenarioFault> &faults, qint64 client,
                       Host host)
    : m_loop(loop)
    , m_host(std::move(host))
    , m_triggers(loop, faults, client, m_host.tell)
{
    for (const FaultTriggers::Armed &one : m_triggers.all()) {
        // It comes though nothing is sent.
        if (isEnd(one.fault.kind) && one.fault.after && !one.fault.afterMessages) {
            m_endTimers.push_back(m_loop.network().startTimer(*one.fault.after, [this] {
                EngineLoop &ours = m_loop; // What ends with it may take this along.
                checkEnds();
                ours.afterEvent();
            }));
        }
    }
}

void FaultStage::add(const ScenarioFault &fault)
{
    FaultTriggers::Armed &one = m_triggers.add(fault);
    if (fault.kind == FaultKind::Stall) {
        m_triggers.tell(one);
        m_isStalled = true;
    } else if (isEnd(fault.kind)) {
        checkEnds();
    }
}

std::optional<FaultResponse> FaultStage::instead(const QByteArray &target)
{
    for (FaultTriggers::Armed &one : m_triggers.all()) {
        auto response = responseInstead(one.fault, target);
        if (response && m_triggers.isDue(one)) {
            m_triggers.tell(one);
            m_triggers.clear(); // Nothing is wrong with it but that it is another.
            return response;
        }
    }
    return std::nullopt;
}

bool FaultStage::changeHead(Http1::ResponseHead &head)
{
    bool isChanged = false;
    for (FaultTriggers::Armed &one : m_triggers.all()) {
        Http1::ResponseHead changed = head;
        if (!spoilHead(one.fault, changed) || !m_triggers.isDue(one))
            continue;
        head = std::move(changed);
        isChanged = true;
        m_triggers.tell(one);
    }
    return isChanged;
}

QByteArray FaultStage::changeMessage(WebSocket::Opcode type, const QByteArray &content,
                                     const QByteArray &frames)
{
    for (FaultTriggers::Armed &one : m_triggers.all()) {
        const auto other = framesInstead(one.fault, type, content);
        if (other && m_triggers.isDue(one)) {
            m_triggers.tell(one);
            return *other;
        }
    }
    return frames;
}

QByteArray FaultStage::changePiece(const QByteArray &piece)
{
    QByteArray changed = piece;
    for (FaultTriggers::Armed &one : m_triggers.all()) {
        QByteArray spoilt = changed;
        if (!spoilBlock(one.fault, spoilt, m_triggers.messages()) || !m_triggers.isDue(one))
            continue;
        changed = std::move(spoilt);
        m_triggers.tell(one);
        m_isLastPiece = m_isLastPiece || one.fault.kind == FaultKind::MissingBlankLine;
    }
    return changed;
}

QByteArray FaultStage::changeBy(Spoil spoil, const QByteArray &octets)
{
    QByteArray changed = octets;
    for (FaultTriggers::Armed &one : m_triggers.all()) {
        QByteArray spoilt = changed;
        if (!spoil(one.fault, spoilt) || !m_triggers.isDue(one))
            continue;
        changed = std::move(spoilt);
        m_triggers.tell(one);
    }
    return changed;
}

QByteArray FaultStage::changeOpening(const QByteArray &opening)
{
    return changeBy(spoilOpening, opening);
}

QByteArray FaultStage::changeBody(const QByteArray &body)
{
    return changeBy(spoilBody, body);
}

QByteArray FaultStage::changeChunk(const QByteArray &chunk)
{
    return m_triggers.due(FaultKind::BadChunkSize) ? QByteArray("xyz\r\n" + chunk) : chunk;
}

std::optional<QByteArray> FaultStage::pongFor(const QByteArray &payload)
{
    if (m_triggers.due(FaultKind::NoPong))
        return std::nullopt;
    return m_triggers.due(FaultKind::WrongPong) ? QByteArrayLiteral("wrong") : payload;
}

bool FaultStage::changeClose(std::optional<quint16> &code)
{
    if (const ScenarioFault *fault = m_triggers.due(FaultKind::CloseCode))
        code = static_cast<quint16>(fault->code);
    return !m_triggers.due(FaultKind::NoCloseFrame);
}

bool FaultStage::omitsLastChunk()
{
    return m_triggers.due(FaultKind::MissingLastChunk) != nullptr;
}

void FaultStage::pass(QByteArray octets, Cause cause, bool isMessage)
{
    if (m_isOver)
        return;
    if (m_isStalled || (isMessage && m_triggers.due(FaultKind::Stall))) {
        m_isStalled = true;
        return;
    }
    const ScenarioFault *cut = isMessage ? m_triggers.due(FaultKind::FinMidMessage) : nullptr;
    if (cut) {
        octets.truncate(octets.size() / 2);
        cause = Cause::Fault;
    }
    const ScenarioFault *buffer = isMessage ? m_triggers.due(FaultKind::HoldBack) : nullptr;
    if (buffer) {
        const qsizetype size = std::max<qsizetype>(1, buffer->octets);
        m_held += octets;
        while (m_held.size() >= size) {
            release(m_held.left(size), Cause::Fault);
            m_held.remove(0, size);
        }
    } else {
        if (!m_held.isEmpty())
            release(std::exchange(m_held, {}), Cause::Fault);
        release(std::move(octets), cause);
    }
    if (cut) {
        endBy(End::Fin);
        return;
    }
    if (!isMessage)
        return;
    m_triggers.messageSent();
    checkEnds();
    // Only at the end of a stream does the line miss.
    if (!m_isOver && std::exchange(m_isLastPiece, false))
        m_host.end(End::Response);
}

void FaultStage::release(QByteArray octets, Cause cause)
{
    if (const ScenarioFault *fault = m_triggers.due(FaultKind::Drip)) {
        drip(std::move(octets), fault->time.count() * NsPerMs);
    } else if (const ScenarioFault *throttle = m_triggers.due(FaultKind::Throttle)) {
        const qint64 rate = std::max<qint64>(1, throttle->octets);
        enqueue(octets, cause, octets.size() * NsPerSecond / rate);
    } else if (const ScenarioFault *delay = m_triggers.due(FaultKind::Delay)) {
        const qint64 due = m_loop.now() + delay->time.count() * NsPerMs;
        enqueue(octets, cause, due - std::max(m_lastDue, m_loop.now()));
    } else if (const ScenarioFault *jitter = m_triggers.due(FaultKind::Jitter)) {
        const double part = m_triggers.random().generateDouble();
        enqueue(octets, cause,
                static_cast<qint64>(part * static_cast<double>(jitter->time.count() * NsPerMs)));
    } else {
        enqueue(octets, cause, 0);
    }
}

/// Behind what waits already: octets keep their order, whatever becomes of their times.
void FaultStage::enqueue(QByteArray octets, Cause cause, qint64 delayNs)
{
    const qint64 now = m_loop.now();
    m_lastDue = std::max(m_lastDue, now) + std::max<qint64>(0, delayNs);
    if (m_waiting.empty() && m_lastDue <= now) {
        m_host.write(std::move(octets), cause);
        return;
    }
    m_waitingOctets += octets.size();
    m_waiting.push_back({ .octets = std::move(octets), .cause = cause, .due = m_lastDue });
    if (!m_timer)
        pump();
}

/// One entry for all of them: one for each octet would take a hundred times what it holds.
void FaultStage::drip(QByteArray octets, qint64 stepNs)
{
    if (stepNs <= 0 || octets.isEmpty()) {
        enqueue(std::move(octets), Cause::Fault, 0);
        return;
    }
    // Centuries ahead, and far from where a sum of times has no room.
    constexpr qint64 Never = std::numeric_limits<qint64>::max() / 2;
    const qint64 begin = std::max(m_lastDue, m_loop.now());
    const qint64 steps = std::max<qint64>(0, Never - begin) / stepNs;
    m_lastDue = begin + stepNs * std::min<qint64>(octets.size(), steps);
    m_waitingOctets += octets.size();
    m_waiting.push_back({ .octets = std::move(octets),
                          .cause = Cause::Fault,
                          .due = begin + stepNs,
                          .stepNs = stepNs });
    if (!m_timer)
        pump();
}

/// What of the first that waits goes now.
QByteArray FaultStage::takeFirst()
{
    Waiting &first = m_waiting.front();
    QByteArray octets;
    if (first.stepNs > 0 && first.taken + 1 < first.octets.size()) {
        octets = first.octets.mid(first.taken++, 1);
        first.due += first.stepNs;
    } else {
        octets = first.octets.mid(first.taken);
        m_waiting.pop_front();
    }
    m_waitingOctets -= octets.size();
    return octets;
}

void FaultStage::pump()
{
    m_timer.reset();
    while (!m_waiting.empty() && m_waiting.front().due <= m_loop.now()) {
        const Cause cause = m_waiting.front().cause;
        m_host.write(takeFirst(), cause);
    }
    if (m_waiting.empty()) {
        if (const auto over = std::exchange(m_over, {}))
            over();
        return;
    }
    const qint64 left = m_waiting.front().due - m_loop.now();
    m_timer = m_loop.network().startTimer(
        std::chrono::milliseconds((left + NsPerMs - 1) / NsPerMs), [this] {
            EngineLoop &loop = m_loop; // What ends with it may take this along.
            pump();
            loop.afterEvent();
        });
}

bool FaultStage::finishesLater(std::function<void()> over)
{
    if (!m_held.isEmpty())
        release(std::exchange(m_held, {}), Cause::Fault);
    if (m_isStalled)
        return true; // It stands still.
    return closesLater(std::move(over));
}

bool FaultStage::closesLater(std::function<void()> over)
{
    if (!m_held.isEmpty())
        release(std::exchange(m_held, {}), Cause::Fault);
    if (m_waiting.empty())
        return false;
    m_over = std::move(over);
    return true;
}

void FaultStage::checkEnds()
{
    for (FaultTriggers::Armed &one : m_triggers.all()) {
        const ScenarioFault &fault = one.fault;
        if (m_isOver || !isEnd(fault.kind) || !m_triggers.isDue(one))
            continue;
        // Of itself a missing Close frame ends nothing.
        if (fault.kind == FaultKind::NoCloseFrame && triggerName(fault) == "always")
            continue;
        m_triggers.tell(one);
        endBy(fault.kind == FaultKind::Reset ? End::Reset : End::Fin);
    }
}

void FaultStage::endBy(End end)
{
    m_isOver = true;
    m_host.end(end);
}

} // namespace Pushscope
