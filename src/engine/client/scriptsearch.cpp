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

ScriptSearch::ScriptSearch(QByteArrayView coding)
    : m_decoder(ContentDecoder::create(coding))
{
}

void ScriptSearch::feed(QByteArrayView octets)
{
    if (!m_decoder) {
        search(octets);
        return;
    }
    while (!octets.isEmpty() && !m_isOver) {
        const QByteArrayView step = octets.first(std::min(octets.size(), StepOctets));
        octets = octets.sliced(step.size());
        const auto outcome
            = m_decoder->decode(step, [this](QByteArrayView content) { search(content); });
        m_isOver = m_isOver || outcome != ContentDecoder::Outcome::Ok;
    }
}

void ScriptSearch::search(QByteArrayView content)
{
    if (m_isOver)
        return;
    content = content.first(std::min<qint64>(content.size(), MaxSearchedOctets - m_searched));
    m_searched += content.size();
    // HTML tag names are ASCII and case-insensitive (WHATWG HTML §13.1.2).
    m_tail = QByteArray(m_tail + content.toByteArray()).toLower();
    m_hasFound = m_tail.contains(ScriptTag);
    m_isOver = m_hasFound || m_searched == MaxSearchedOctets;
    m_tail = m_isOver ? QByteArray() : m_tail.last(std::min(m_tail.size(), ScriptTag.size() - 1));
}

} // namespace Pushscope
