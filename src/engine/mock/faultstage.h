// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/engineloop.h"
#include "engine/mock/faultoctets.h"
#include "engine/mock/faulttriggers.h"
#include "transport/network.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Pushscope {

/// What stands between an endpoint and the octets of one client: does wrong, by the faults of the
/// endpoint, what the endpoint does right.
///
/// Threads: on the thread of its loop.
class FaultStage
{
public:
    enum class End : quint8 { Reset, Fin, Response };
    /// What the client's connection does for it.
    struct Host {
        std::function<void(QByteArray octets, Cause cause)> write;
        std::function<void(End end)> end;
        std::function<void(const ScenarioFault &fault)> tell; ///< Once for each fault.
    };

    /// @p client: the n-th that the endpoint serves, from 1.
    FaultStage(EngineLoop &loop, const std::vector<ScenarioFault> &faults, qint64 client,
               Host host);

    /// By hand; what needs nothing to be sent acts at once.
    void add(const ScenarioFault &fault);
    /// Another response than the endpoint's; asked for once.
    [[nodiscard]] std::optional<FaultResponse> instead(const QByteArray &target);
    /// True where it was changed.
    bool changeHead(Http1::ResponseHead &head);
    /// The frames of a message in place of @p frames.
    [[nodiscard]] QByteArray changeMessage(WebSocket::Opcode type, const QByteArray &content,
                                           const QByteArray &frames);
    /// A piece of a body before it becomes a chunk; and the chunk.
    [[nodiscard]] QByteArray changePiece(const QByteArray &piece);
    [[nodiscard]] QByteArray changeChunk(const QByteArray &chunk);
    [[nodiscard]] QByteArray changeOpening(const QByteArray &opening);
    [[nodiscard]] QByteArray changeBody(const QByteArray &body);
    /// The client is not told what it missed.
    [[nodiscard]] bool losesPlace() { return m_triggers.due(FaultKind::LoseOnReconnect) != nullptr; }
    /// What the Pong to @p payload holds; nullopt: none is sent.
    [[nodiscard]] std::optional<QByteArray> pongFor(const QByteArray &payload);
    /// The code of a Close frame; nullopt in @p code as ever. False: none is sent, but FIN.
    bool changeClose(std::optional<quint16> &code);
    [[nodiscard]] bool omitsLastChunk();

    /// Octets in their order, when the faults let them.
    void pass(QByteArray octets, Cause cause, bool isMessage);
    /// Nothing more comes: true where something has to go first, which @p over is called after.
    [[nodiscard]] bool finishesLater(std::function<void()> over);
    /// The same before the connection closes, which also what stands still does.
    [[nodiscard]] bool closesLater(std::function<void()> over);
    /// Nothing is sent any more, and what has to be never will.
    [[nodiscard]] bool isStalled() const { return m_isStalled; }
    /// Octets that were passed and did not go yet.
    [[nodiscard]] qint64 waitingOctets() const { return m_waitingOctets + m_held.size(); }

private:
    struct Waiting {
        QByteArray octets;
        Cause cause = Cause::None;
        qint64 due = 0;
        qint64 stepNs = 0; ///< Between one octet and the next; 0: all of them go at once.
        qsizetype taken = 0;
    };

    using Spoil = bool (*)(const ScenarioFault &, QByteArray &);
    [[nodiscard]] QByteArray changeBy(Spoil spoil, const QByteArray &octets);
    void release(QByteArray octets, Cause cause);
    void enqueue(QByteArray octets, Cause cause, qint64 delayNs);
    void drip(QByteArray octets, qint64 stepNs);
    [[nodiscard]] QByteArray takeFirst();
    void pump();
    void checkEnds();
    void endBy(End end);

    EngineLoop &m_loop;
    Host m_host;
    FaultTriggers m_triggers;
    qint64 m_lastDue = 0;
    QByteArray m_held; ///< By hold-back.
    std::deque<Waiting> m_waiting;
    qint64 m_waitingOctets = 0; ///< Of m_waiting.
    std::unique_ptr<Timer> m_timer;
    std::function<void()> m_over; ///< Once nothing waits.
    std::vector<std::unique_ptr<Timer>> m_endTimers;
    bool m_isStalled = false;
    bool m_isLastPiece = false;
    bool m_isOver = false;
};

} // namespace Pushscope
