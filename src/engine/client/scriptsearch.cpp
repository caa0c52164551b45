// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/scriptsearch.h"

#include <algorithm>

namespace Pushscope {

namespace {

constexpr QByteArrayView ScriptTag("<script");
/// Coded octets that are decoded before it is asked again whether that is enough.
constexpr qsizetype StepOctets = 1024;

} // namespace

ScriptSearch::ScriptSearch(QByteArrayView coding, qint64 maxContentOctets)
    : m_decoder(ContentDecoder::create(coding))
    , m_maxOctets(maxContentOctets)
{
}

void ScriptSearch::feed(QByteArrayView octets)
{
    if (!m_decoder) {
        take(octets);
        return;
    }
    while (!octets.isEmpty() && m_outcome == ContentDecoder::Outcome::Ok && !isTooLong()) {
        const QByteArrayView step = octets.first(std::min(octets.size(), StepOctets));
        octets = octets.sliced(step.size());
        m_outcome
            = m_decoder->decode(step, [this](QByteArrayView content) { take(content); });
    }
}

void ScriptSearch::take(QByteArrayView content)
{
    const qint64 left = std::max<qint64>(0, MaxSearchedOctets - m_octets);
    m_octets += content.size();
    if (!m_hasFound && left > 0)
        search(content.first(std::min<qint64>(content.size(), left)));
}

void ScriptSearch::search(QByteArrayView content)
{
    // HTML tag names are ASCII and case-insensitive (WHATWG HTML §13.1.2).
    m_tail = QByteArray(m_tail + content.toByteArray()).toLower();
    m_hasFound = m_tail.contains(ScriptTag);
    m_tail = m_tail.last(std::min(m_tail.size(), ScriptTag.size() - 1));
}

} // namespace Pushscope
