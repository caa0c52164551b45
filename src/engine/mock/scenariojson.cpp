// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenariojson.h"

#include "capture/jsonvalue.h"
#include "protocol/jsonscanner.h"

#include <QSet>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace Pushscope {

namespace {

using Rule = ScenarioError::Rule;
using Type = ScenarioNode::Type;

/// Counts lines and characters up to offsets that only grow, so that each octet is looked at once.
class Ruler
{
public:
    explicit Ruler(QByteArrayView octets)
        : m_octets(octets)
    {
    }

    ScenarioPosition at(qsizetype offset)
    {
        for (; m_offset < offset; ++m_offset) {
            const auto octet = static_cast<uchar>(m_octets[m_offset]);
            if (octet == '\n') {
                ++m_position.line;
                m_position.column = 1;
            } else if ((octet & 0xC0U) != 0x80U) { // Not inside a character of several octets.
                ++m_position.column;
            }
        }
        return m_position;
    }

private:
    QByteArrayView m_octets;
    qsizetype m_offset = 0;
    ScenarioPosition m_position;
};

class Reader
{
public:
    explicit Reader(QByteArrayView octets)
        : m_octets(octets)
        , m_scanner(octets)
        , m_ruler(octets)
    {
    }

    ScenarioText read()
    {
        ScenarioNode root;
        m_scanner.skipBlanks();
        if (readValue(root, 0)) {
            m_scanner.skipBlanks();
            if (m_scanner.isAtEnd())
                return root;
            fail({ "end" });
        }
        return *m_error;
    }

private:
    bool readValue(ScenarioNode &node, int depth);
    bool readElements(ScenarioNode &node, int depth);
    bool readMember(ScenarioNode &node, QSet<QByteArray> &keys);
    bool readScalar(ScenarioNode &node);
    bool goesOn(char closer, bool &isDone);
    bool fail(QList<QByteArray> expected, Rule rule = Rule::Syntax, QByteArray name = {});

    QByteArrayView m_octets;
    JsonScanner m_scanner;
    Ruler m_ruler;
    std::optional<ScenarioError> m_error;
};

bool Reader::fail(QList<QByteArray> expected, Rule rule, QByteArray name)
{
    m_error = { rule, m_ruler.at(m_scanner.offset()), std::move(name), std::move(expected) };
    return false;
}

bool Reader::readValue(ScenarioNode &node, int depth)
{
    node.position = m_ruler.at(m_scanner.offset());
    if (m_scanner.peek() != '{' && m_scanner.peek() != '[')
        return readScalar(node);
    node.type = m_scanner.peek() == '{' ? Type::Object : Type::Array;
    if (depth == MaxScenarioDepth)
        return fail({ QByteArray::number(MaxScenarioDepth) }, Rule::TooDeep);
    m_scanner.take(m_scanner.peek());
    return readElements(node, depth);
}

bool Reader::readElements(ScenarioNode &node, int depth)
{
    const char closer = node.type == Type::Object ? '}' : ']';
    m_scanner.skipBlanks();
    bool isDone = m_scanner.take(closer);
    QSet<QByteArray> keys;
    while (!isDone) {
        ScenarioNode child;
        if (node.type == Type::Object && !readMember(child, keys))
            return false;
        if (!readValue(child, depth + 1))
            return false;
        node.children.push_back(std::move(child));
        if (!goesOn(closer, isDone))
            return false;
    }
    return true;
}

bool Reader::readMember(ScenarioNode &node, QSet<QByteArray> &keys)
{
    node.keyPosition = m_ruler.at(m_scanner.offset());
    if (m_scanner.peek() != '"')
        return fail(keys.isEmpty() ? QList<QByteArray> { "name", "}" }
                                   : QList<QByteArray> { "name" });
    const qsizetype begin = m_scanner.offset();
    if (!m_scanner.skipString())
        return fail({ "string end" });
    node.key = jsonString(m_scanner.from(begin)).value_or(QByteArray());
    if (keys.contains(node.key)) {
        m_error = { Rule::DuplicateMember, node.keyPosition, node.key, {} };
        return false;
    }
    keys.insert(node.key);
    m_scanner.skipBlanks();
    if (!m_scanner.take(':'))
        return fail({ ":" });
    m_scanner.skipBlanks();
    return true;
}

bool Reader::goesOn(char closer, bool &isDone)
{
    m_scanner.skipBlanks();
    isDone = m_scanner.take(closer);
    if (isDone)
        return true;
    if (!m_scanner.take(','))
        return fail({ ",", QByteArray(1, closer) });
    m_scanner.skipBlanks();
    return true;
}

bool Reader::readScalar(ScenarioNode &node)
{
    const qsizetype begin = m_scanner.offset();
    const char first = m_scanner.peek();
    if (first == '"') {
        if (!m_scanner.skipString())
            return fail({ "string end" });
        node.type = Type::String;
    } else {
        // Judged on a scanner of its own: a failed one stands somewhere inside the value.
        JsonScanner scalar(m_octets.sliced(begin));
        if (!scalar.skipValue())
            return fail({ "value" });
        for (qsizetype left = scalar.offset(); left > 0; --left)
            m_scanner.take(m_scanner.peek());
        node.type = first == 'n'             ? Type::Null
            : first == 't' || first == 'f' ? Type::Boolean
                                           : Type::Number;
    }
    node.raw = m_scanner.from(begin).toByteArray();
    return true;
}

/// The first line that is not UTF-8, as RFC 8259 §8.1 wants all of it to be.
std::optional<int> lineThatIsNoText(QByteArrayView octets)
{
    if (octets.isValidUtf8())
        return std::nullopt;
    int line = 1;
    for (qsizetype begin = 0; begin <= octets.size(); ++line) {
        const qsizetype feed = octets.indexOf('\n', begin);
        const qsizetype end = feed < 0 ? octets.size() : feed;
        if (!octets.sliced(begin, end - begin).isValidUtf8())
            return line;
        begin = end + 1;
    }
    return line;
}

} // namespace

const ScenarioNode *ScenarioNode::member(QByteArrayView name) const
{
    const auto found = std::find_if(children.begin(), children.end(),
                                    [&](const auto &child) { return child.key == name; });
    return type == Type::Object && found != children.end() ? &*found : nullptr;
}

QByteArray ScenarioNode::string() const
{
    return type == Type::String ? jsonString(raw).value_or(QByteArray()) : QByteArray();
}

qint64 ScenarioNode::integer(qint64 fallback) const
{
    if (type != Type::Number)
        return fallback;
    bool isInteger = false;
    const qint64 value = raw.toLongLong(&isInteger);
    if (isInteger)
        return value;
    constexpr double Edge = 9e18;
    return static_cast<qint64>(std::clamp(raw.toDouble(), -Edge, Edge));
}

ScenarioText readScenarioJson(QByteArrayView octets)
{
    if (octets.size() > MaxScenarioOctets) {
        return ScenarioError {
            Rule::TooMany, {}, {}, { QByteArray::number(MaxScenarioOctets) }
        };
    }
    constexpr QByteArrayView Bom = "\xEF\xBB\xBF";
    if (octets.startsWith(Bom))
        octets = octets.sliced(Bom.size());
    if (const auto line = lineThatIsNoText(octets))
        return ScenarioError { Rule::Syntax, { *line, 1 }, {}, { "UTF-8" } };
    return Reader(octets).read();
}

} // namespace Pushscope
