// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/connectiontranscript.h"
#include "support/dice.h"
#include "protocol/websocket/frame.h"

#include <QByteArray>

#include <optional>

namespace Pushscope {

/// One peer of a benchmark's traffic, and the transcript that records what it says.
class TrafficLine
{
public:
    enum class Form { WebSocket, EventStream, Polling };
    struct Place {
        quint32 session = 0;
        quint32 stream = 0;
        Role self = Role::Client;
        Form form = Form::WebSocket;
    };

    TrafficLine(BatchBuilder &batch, CaptureCounters &counters, Dice &dice, const Place &place);

    void open(qint64 t);
    /// Something happens: a message, as a rule.
    void step(qint64 t);
    void close(qint64 t);

private:
    void stepWebSocket(qint64 t);
    void stepEvents(qint64 t);
    void stepPolling(qint64 t);
    void answerPoll(qint64 t);
    void shakeHands(qint64 t);
    void startStream(qint64 t);
    void sendFragments(qint64 t);
    void sendBroken(qint64 t);
    /// The WebSocket ends in one way or another and is opened anew.
    void breakOff(qint64 t);
    void frame(Role from, WebSocket::Opcode opcode, QByteArrayView payload, qint64 t,
               bool isFinal = true);
    void chunk(const QByteArray &data, qint64 t);
    void write(Role from, const QByteArray &octets, qint64 t);
    void end(QByteArrayView how, qint64 t);
    void note(RecordKind kind, const QByteArray &detail, qint64 t, qint32 code = Record::NoCode);
    /// Some JSON with words in it; valid until the next call.
    [[nodiscard]] const QByteArray &message();

    BatchBuilder &m_batch;
    CaptureCounters &m_counters;
    Dice &m_dice;
    const Place m_place;
    std::optional<ConnectionTranscript> m_transcript;
    QByteArray m_text;
    QByteArray m_octets;
    qint64 m_number = 0;
    qint64 m_round = 0;
    qint64 m_opensAt = 0; ///< after it was broken off
    qint64 m_askedAt = 0; ///< of a ping or request that is to be answered next
    bool m_isAnswerDue = false;
};

} // namespace Pushscope
