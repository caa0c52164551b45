// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/filterparser.h"

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

bool isKeyCharacter(QChar character)
{
    const char16_t unit = character.unicode();
    return (unit >= u'a' && unit <= u'z') || (unit >= u'A' && unit <= u'Z') || unit == u'_'
        || unit == u'-' || unit == u'.';
}

bool isWordEnd(QChar character)
{
    return character.isSpace() || character == u'(' || character == u')';
}

} // namespace

Filter::Parsed FilterParser::parse()
{
    skipBlanks();
    if (!isAtEnd() && !parseAny(m_filter.m_root))
        return *m_error;
    if (!isAtEnd()) {
        fail(FilterErrorCode::UnexpectedParenthesis, m_at, m_at + 1);
        return *m_error;
    }
    m_filter.sortByCost(m_filter.m_root);
    return std::make_shared<const Filter>(std::move(m_filter));
}

bool FilterParser::parseAny(Node &node)
{
    Node any{ Node::Kind::Any, {}, 0 };
    for (;;) {
        if (!parseAll(any.children.emplace_back()))
            return false;
        skipBlanks();
        if (!isAtKeyword(u"or"))
            break;
        m_at += 2;
        skipBlanks();
    }
    node = any.children.size() == 1 ? Node(any.children.front()) : std::move(any);
    return true;
}

bool FilterParser::parseAll(Node &node)
{
    Node all{ Node::Kind::All, {}, 0 };
    for (;;) {
        if (!parseNot(all.children.emplace_back()))
            return false;
        skipBlanks();
        if (isAtEnd() || isAt(u')') || isAtKeyword(u"or"))
            break;
        if (isAtKeyword(u"and")) {
            m_at += 3;
            skipBlanks();
        }
    }
    node = all.children.size() == 1 ? Node(all.children.front()) : std::move(all);
    return true;
}

bool FilterParser::parseNot(Node &node)
{
    const bool isKeyword = isAtKeyword(u"not");
    if (!isKeyword && !isAt(u'-'))
        return isAt(u'(') ? parseGroup(node) : parseTerm(node);
    if (!enter(m_at))
        return false;
    m_at += isKeyword ? 3 : 1;
    if (isKeyword)
        skipBlanks();
    node.kind = Node::Kind::Not;
    const bool isParsed = parseNot(node.children.emplace_back());
    --m_depth;
    return isParsed;
}

bool FilterParser::parseGroup(Node &node)
{
    const qsizetype begin = m_at;
    if (!enter(begin))
        return false;
    ++m_at;
    skipBlanks();
    if (!parseAny(node))
        return false;
    skipBlanks();
    if (!isAt(u')'))
        return fail(FilterErrorCode::MissingParenthesis, begin, begin + 1);
    ++m_at;
    --m_depth;
    return true;
}

bool FilterParser::parseTerm(Node &node)
{
    const qsizetype end = wordEnd();
    if (m_at == end || isAtKeyword(u"or") || isAtKeyword(u"and"))
        return fail(FilterErrorCode::ExpectedTerm, m_at, qMin(qMax(end, m_at + 1), m_text.size()));
    if (isAt(u'"')) {
        QString text;
        return parseQuotation(text) && add(node, makeWordTerm(text));
    }
    if (isAt(u'/'))
        return parseRegex(node);
    if (const qsizetype length = keyLength(); length > 0)
        return parseKeyValue(node, length);
    return parseWord(node);
}

bool FilterParser::parseWord(Node &node)
{
    const qsizetype begin = m_at;
    const QStringView word = m_text.sliced(m_at, wordEnd() - m_at);
    if (const qsizetype quote = word.indexOf(u'"'); quote >= 0)
        return fail(FilterErrorCode::QuoteInsideWord, begin + quote, begin + quote + 1);
    m_at += word.size();
    if (isFilterKey(word))
        m_filter.m_hints.push_back({ word.toString(), begin });
    return add(node, makeWordTerm(word.toString()));
}

bool FilterParser::parseQuotation(QString &text)
{
    const qsizetype begin = m_at++;
    while (!isAtEnd() && !isAt(u'"')) {
        const bool isEscape = isAt(u'\\') && m_at + 1 < m_text.size()
            && (m_text[m_at + 1] == u'"' || m_text[m_at + 1] == u'\\');
        m_at += isEscape ? 1 : 0;
        text += m_text[m_at++];
    }
    if (isAtEnd())
        return fail(FilterErrorCode::UnterminatedQuote, begin, m_text.size());
    ++m_at;
    if (!isAtEnd() && !isWordEnd(m_text[m_at]))
        return fail(FilterErrorCode::QuoteInsideWord, m_at - 1, m_at);
    return true;
}

bool FilterParser::parseRegex(Node &node)
{
    const qsizetype begin = m_at++;
    QString pattern;
    while (!isAtEnd() && !isAt(u'/')) {
        if (isAt(u'\\') && m_at + 1 < m_text.size()) {
            // The slash is ours; all other escapes are the pattern's.
            if (m_text[m_at + 1] != u'/')
                pattern += u'\\';
            ++m_at;
        }
        pattern += m_text[m_at++];
    }
    if (isAtEnd())
        return fail(FilterErrorCode::UnterminatedRegex, begin, m_text.size());
    const qsizetype flags = ++m_at;
    m_at = wordEnd();
    QRegularExpression::PatternOptions options;
    if (m_at > flags) {
        if (m_text.sliced(flags, m_at - flags) != u"i")
            return fail(FilterErrorCode::UnknownRegexFlag, flags, m_at);
        options |= QRegularExpression::CaseInsensitiveOption;
    }
    const QRegularExpression regex(pattern, options);
    if (!regex.isValid())
        return fail(FilterErrorCode::BadRegex, begin, m_at, regex.errorString());
    return add(node, RegexTerm{ regex });
}

bool FilterParser::parseKeyValue(Node &node, qsizetype keyLength)
{
    KeyValue keyValue;
    keyValue.keyBegin = m_at;
    keyValue.key = m_text.sliced(m_at, keyLength).toString();
    m_at += keyLength;
    if (!isFilterKey(keyValue.key))
        return fail(FilterErrorCode::UnknownKey, keyValue.keyBegin, m_at);
    skipBlanks();
    if (!parseComparison(keyValue) || !parseValue(keyValue))
        return false;
    auto made = makeFilterTerms(keyValue);
    if (auto *error = std::get_if<FilterError>(&made)) {
        m_error = std::move(*error);
        return false;
    }
    return addAny(node, std::move(std::get<0>(made)));
}

bool FilterParser::parseComparison(KeyValue &keyValue)
{
    keyValue.comparisonBegin = m_at;
    const QChar sign = m_text[m_at++];
    if (sign == u'=')
        return fail(FilterErrorCode::UnknownOperator, m_at - 1, m_at);
    const bool hasEqual = sign != u':' && isAt(u'=');
    m_at += hasEqual ? 1 : 0;
    keyValue.comparisonLength = hasEqual ? 2 : 1;
    if (sign == u'<')
        keyValue.comparison = hasEqual ? Comparison::LessOrEqual : Comparison::Less;
    else if (sign == u'>')
        keyValue.comparison = hasEqual ? Comparison::GreaterOrEqual : Comparison::Greater;
    return true;
}

bool FilterParser::parseValue(KeyValue &keyValue)
{
    const qsizetype behindSign = m_at;
    skipBlanks();
    keyValue.valueBegin = m_at;
    if (isAt(u'"'))
        return parseQuotation(keyValue.value);
    const qsizetype end = wordEnd();
    const bool isKeyword = m_at > behindSign
        && (isAtKeyword(u"or") || isAtKeyword(u"and") || isAtKeyword(u"not"));
    if (end == m_at || isKeyword)
        return fail(FilterErrorCode::ExpectedValue, m_at, qMin(qMax(end, m_at + 1), m_text.size()));
    keyValue.value = m_text.sliced(m_at, end - m_at).toString();
    m_at = end;
    parseUnit(keyValue);
    return true;
}

/// Takes the unit that stands behind a blank, where there is one.
void FilterParser::parseUnit(KeyValue &keyValue)
{
    const auto isOfNumber = [](QChar character) {
        return (character >= u'0' && character <= u'9') || character == u'.';
    };
    if (!std::ranges::all_of(keyValue.value, isOfNumber))
        return;
    const qsizetype behindValue = m_at;
    skipBlanks();
    const QStringView word = m_text.sliced(m_at, wordEnd() - m_at);
    if (!isUnitOf(keyValue.key, word)) {
        m_at = behindValue;
        return;
    }
    keyValue.value += word;
    m_at += word.size();
}

bool FilterParser::add(Node &node, FilterTerm term)
{
    std::vector<FilterTerm> terms;
    terms.push_back(std::move(term));
    return addAny(node, std::move(terms));
}

bool FilterParser::addAny(Node &node, std::vector<FilterTerm> terms)
{
    std::vector<Node> leaves;
    for (FilterTerm &term : terms) {
        if (m_filter.m_terms.size() == Filter::MaxTerms)
            return fail(FilterErrorCode::TooManyTerms, m_at, m_text.size());
        leaves.push_back({ Node::Kind::Term, {}, m_filter.m_terms.size() });
        m_filter.m_terms.push_back(std::move(term));
    }
    if (leaves.size() == 1)
        node = std::move(leaves.front());
    else
        node = { Node::Kind::Any, std::move(leaves), 0 };
    return true;
}

bool FilterParser::fail(FilterErrorCode code, qsizetype begin, qsizetype end, QString text)
{
    if (text.isEmpty())
        text = m_text.sliced(begin, end - begin).toString();
    m_error = { code, begin, end - begin, std::move(text) };
    return false;
}

bool FilterParser::enter(qsizetype begin)
{
    if (m_depth == Filter::MaxDepth)
        return fail(FilterErrorCode::TooDeep, begin, begin + 1);
    ++m_depth;
    return true;
}

void FilterParser::skipBlanks()
{
    while (!isAtEnd() && m_text[m_at].isSpace())
        ++m_at;
}

bool FilterParser::isAt(QChar character) const
{
    return !isAtEnd() && m_text[m_at] == character;
}

bool FilterParser::isAtKeyword(QStringView keyword) const
{
    const QStringView word = m_text.sliced(m_at, wordEnd() - m_at);
    return word == keyword || word == keyword.toString().toUpper();
}

qsizetype FilterParser::wordEnd() const
{
    qsizetype end = m_at;
    while (end < m_text.size() && !isWordEnd(m_text[end]))
        ++end;
    return end;
}

qsizetype FilterParser::keyLength() const
{
    qsizetype end = m_at;
    while (end < m_text.size() && isKeyCharacter(m_text[end]))
        ++end;
    const qsizetype length = end - m_at;
    const bool isKey = isFilterKey(m_text.sliced(m_at, length));
    if (length == 0)
        return 0;
    if (end < m_text.size() && !m_text[end].isSpace()) {
        const QChar sign = m_text[end];
        // `a=b` is text to look for, unless it is a key of ours with the wrong sign.
        const bool isComparison
            = sign == u':' || sign == u'<' || sign == u'>' || (sign == u'=' && isKey);
        return isComparison ? length : 0;
    }
    while (end < m_text.size() && m_text[end].isSpace())
        ++end;
    return isComparisonAt(end, isKey) ? length : 0;
}

/// Whether what stands at @p sign, a blank behind a word, compares and is no text such as `<b>`.
bool FilterParser::isComparisonAt(qsizetype sign, bool isKey) const
{
    if (sign >= m_text.size())
        return false;
    if (m_text[sign] == u':' || m_text[sign] == u'=')
        return isKey;
    if (m_text[sign] != u'<' && m_text[sign] != u'>')
        return false;
    qsizetype at = sign + 1;
    if (at < m_text.size() && m_text[at] == u'=')
        ++at;
    const bool isAlone = at == m_text.size() || m_text[at].isSpace();
    while (at < m_text.size() && m_text[at].isSpace())
        ++at;
    const bool isBeforeNumber = at < m_text.size() && m_text[at].isDigit();
    return isBeforeNumber || (isKey && isAlone);
}

} // namespace Pushscope
