// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/connectionrecords.h"
#include "capture/unparsedoctets.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>

namespace Pushscope {

/// Tells a Flash Player's question for a policy file, which a connection may begin with, and its
/// answer from HTTP, and turns them into http.data records with a `flash` of their own.
///
/// Spec: Adobe's cross-domain policy file specification, socket policy files.
/// Threads: as BatchBuilder.
class FlashPolicyTranscript
{
public:
    /// No policy is as long; what follows is no more of it.
    static constexpr qint64 MaxPolicyOctets = 64 * 1024;

    /// @param step as UnparsedOctets has it.
    FlashPolicyTranscript(ConnectionRecords &records, qint64 step);

    /// The question was asked elsewhere: what the server sends is the answer (decoding).
    void assumeAsked() { m_state = State::Asked; }
    /// The connection began with something else.
    [[nodiscard]] bool isOver() const { return m_state == State::Over; }

    /// Takes what was recorded last; gives what of it, and of what was held back, is not of a
    /// connection that asks for a policy. Valid until the next call.
    [[nodiscard]] QByteArrayView take(Role from, QByteArrayView octets, qint64 t);
    /// That direction is over; gives what was held back and is not of such a connection.
    [[nodiscard]] QByteArrayView finish(Role from, qint64 t);

private:
    enum class State : quint8 { Undecided, Asked, Answered, Over };

    [[nodiscard]] QByteArrayView takeQuestion(QByteArrayView octets, qint64 t);
    void takeAnswer(QByteArrayView octets, qint64 t);
    void addRest(Role from, qint64 octets, qint64 t);
    void add(Role from, qint64 octets, QByteArrayView what, ViolationSet violations, qint64 t);

    ConnectionRecords &m_records;
    State m_state = State::Undecided;
    qsizetype m_matched = 0;   ///< Octets of the question so far.
    std::array<qint64, 2> m_taken {}; ///< Octets of either direction that records were made of.
    qint64 m_answerOctets = 0;        ///< So far.
    QByteArray m_held;
    std::array<UnparsedOctets, 2> m_rest; ///< After the question, or the answer.
    std::array<bool, 2> m_hasRest {};
};

} // namespace Pushscope
