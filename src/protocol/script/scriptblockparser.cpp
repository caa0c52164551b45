// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/scriptblockparser.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace Pushscope::Script {

namespace {

// A buffer that one large element made grow beyond this is given back afterwards.
constexpr qsizetype KeptCapacity = 1024 * 1024;

} // namespace

ScriptBlockParser::ScriptBlockParser(qint64 maxElement)
    : m_maxElement(std::max(maxElement, LeastMaxElement))
{
}

void ScriptBlockParser::feed(QByteArrayView octets)
{
    if (m_isFinished)
        return;
    const qint64 forgotten = pendingFrom() - m_bufferBegin;
    if (forgotten >= m_buffer.size()) {
        if (m_buffer.capacity() > KeptCapacity)
            m_buffer = QByteArray();
        else
            m_buffer.resize(0);
    } else if (forgotten > 0) {
        m_buffer.remove(0, forgotten);
    }
    m_bufferBegin += forgotten;
    m_buffer.append(octets);
}

std::optional<ScriptView> ScriptBlockParser::next()
{
    for (;;) {
        const bool isBounded = m_tokenizer.isInElement() && !m_isSkipping;
        const qint64 from = m_tokenizer.offset();
        if (isBounded && from == cut() && from < offset()) {
            m_isSkipping = true;
            return view(from, { Violation::TooLarge });
        }
        const qint64 end = isBounded ? std::min(offset(), cut()) : offset();
        if (from == end)
            break;
        qsizetype taken = 0;
        switch (m_tokenizer.take(slice({ from, end }), taken)) {
        case HtmlTokenizer::Stop::None:
        case HtmlTokenizer::Stop::ElementBegins:
            break;
        case HtmlTokenizer::Stop::ElementEnds:
            if (!std::exchange(m_isSkipping, false))
                return view(m_tokenizer.offset(), {});
            break;
        }
    }
    if (m_isFinished && m_tokenizer.isInElement() && !m_isSkipping) {
        m_isSkipping = true;
        return view(offset(), { Violation::CutOff });
    }
    return std::nullopt;
}

ScriptView ScriptBlockParser::view(qint64 end, ViolationSet violations) const
{
    const HtmlTokenizer::Element &element = m_tokenizer.element();
    const auto attribute = [&](const std::optional<ByteRange> &range) {
        return range ? std::optional(slice(*range)) : std::nullopt;
    };
    ScriptView script;
    script.range = { element.begin, end };
    const qint64 textBegin = element.textBegin.value_or(end);
    script.textRange = { textBegin, element.textEnd.value_or(end) };
    script.text = slice(script.textRange);
    script.src = attribute(element.src);
    script.type = attribute(element.type);
    script.scriptType = scriptTypeOf(script.type, attribute(element.language));
    script.violations = violations;
    return script;
}

QByteArrayView ScriptBlockParser::slice(ByteRange range) const
{
    return QByteArrayView(m_buffer).sliced(range.begin - m_bufferBegin, range.size());
}

qint64 ScriptBlockParser::pendingFrom() const
{
    if (m_isSkipping)
        return m_tokenizer.offset();
    return m_tokenizer.isInElement() ? m_tokenizer.element().begin : m_tokenizer.tagFrom();
}

std::optional<Script> parseScript(QByteArrayView element)
{
    ScriptBlockParser parser(std::numeric_limits<qint64>::max() / 2);
    parser.feed(element);
    parser.finish();
    const std::optional<ScriptView> view = parser.next();
    if (!view || view->range.begin != 0)
        return std::nullopt;
    return toScript(*view);
}

} // namespace Pushscope::Script
