// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/flashpolicytranscript.h"

#include "capture/jsonwriter.h"
#include "protocol/flashpolicy.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

FlashPolicyTranscript::FlashPolicyTranscript(ConnectionRecords &records, qint64 step)
    : m_records(records)
    , m_rest { UnparsedOctets(records, Role::Client, step),
               UnparsedOctets(records, Role::Server, step) }
{
}

QByteArrayView FlashPolicyTranscript::take(Role from, QByteArrayView octets, qint64 t)
{
    if (m_state == State::Undecided && from == Role::Client)
        return takeQuestion(octets, t);
    if (m_state == State::Undecided || m_state == State::Over)
        return octets;
    if (m_state == State::Asked && from == Role::Server)
        takeAnswer(octets, t);
    else
        addRest(from, octets.size(), t);
    return {};
}

QByteArrayView FlashPolicyTranscript::takeQuestion(QByteArrayView octets, qint64 t)
{
    for (qsizetype i = 0; i < octets.size(); ++i) {
        if (octets[i] != FlashPolicyRequest[m_matched]) {
            m_state = State::Over;
            const qsizetype before = m_matched - i; // Came with earlier reads.
            if (before == 0)
                return octets;
            m_held = FlashPolicyRequest.first(before).toByteArray() + octets;
            return m_held;
        }
        if (++m_matched < FlashPolicyRequest.size())
            continue;
        m_state = State::Asked;
        add(Role::Client, m_matched, "policy-request", {}, t);
        addRest(Role::Client, octets.size() - (i + 1), t);
        return {};
    }
    return {};
}

void FlashPolicyTranscript::takeAnswer(QByteArrayView octets, qint64 t)
{
    // "The server must send a null byte after the policy file." Not looked for any further than
    // it may be, however much came at a time.
    const qsizetype room
        = std::min<qsizetype>(octets.size(), MaxPolicyOctets + 1 - m_answerOctets);
    const qsizetype end = octets.first(room).indexOf('\0');
    const qsizetype taken = end < 0 ? room : end + 1;
    m_answerOctets += taken;
    if (end < 0 && m_answerOctets <= MaxPolicyOctets)
        return;
    m_state = State::Answered;
    add(Role::Server, m_answerOctets, "policy",
        end < 0 ? ViolationSet { Violation::TooLarge } : ViolationSet(), t);
    addRest(Role::Server, octets.size() - taken, t);
}

QByteArrayView FlashPolicyTranscript::finish(Role from, qint64 t)
{
    if (m_state == State::Undecided && from == Role::Client) {
        m_state = State::Over;
        return FlashPolicyRequest.first(m_matched);
    }
    if (m_state == State::Asked && from == Role::Server && m_answerOctets > 0) {
        m_state = State::Answered;
        add(Role::Server, m_answerOctets, "policy", { Violation::CutOff }, t);
    }
    m_rest[static_cast<std::size_t>(from)].finish(0, t);
    return {};
}

/// Nothing is to follow; HTTP does not either.
void FlashPolicyTranscript::addRest(Role from, qint64 octets, qint64 t)
{
    if (octets == 0)
        return;
    const auto side = static_cast<std::size_t>(from);
    const bool isFirst = !std::exchange(m_hasRest[side], true);
    const ByteRange range { m_taken[side], m_taken[side] + octets };
    m_taken[side] = range.end;
    m_rest[side].add(range,
                     isFirst ? ViolationSet { Violation::OctetsAfterEnd } : ViolationSet(), 0, t);
}

void FlashPolicyTranscript::add(Role from, qint64 octets, QByteArrayView what,
                                ViolationSet violations, qint64 t)
{
    qint64 &taken = m_taken[static_cast<std::size_t>(from)];
    Record record = m_records.make(RecordKind::HttpData, fromRole(from), t);
    record.at = { taken, taken + octets };
    taken += octets;
    record.size = octets;
    record.violations = violations;
    record.flags |= PrintsOctets;
    JsonWriter detail(record.detail);
    detail.string("flash", what);
    detail.finish();
    m_records.add(std::move(record));
}

} // namespace Pushscope
