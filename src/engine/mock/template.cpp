// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/template.h"

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"
#include "capture/randomnumber.h"
#include "engine/mock/mockidentity.h"

#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>
#include <optional>

namespace Pushscope {

namespace {

using Rule = ScenarioError::Rule;

QByteArray jsonOf(const QByteArray &text)
{
    QByteArray json;
    appendJsonString(json, text);
    return json;
}

/// The value at @p path in @p json: members by name, elements by number.
QByteArray valueAt(const QByteArray &json, const std::vector<QByteArray> &path)
{
    QByteArray pointer;
    for (const QByteArray &name : path) {
        QByteArray token = name;
        pointer += '/' + token.replace('~', "~0").replace('/', "~1");
    }
    const auto found = jsonAt(json, pointer);
    return found ? found->toByteArray() : QByteArray("null");
}

/// Characters, where columns are counted in them: not the octets that go on with one.
int characters(QByteArrayView text)
{
    return static_cast<int>(std::count_if(text.begin(), text.end(), [](char octet) {
        return (static_cast<uchar>(octet) & 0xC0U) != 0x80U;
    }));
}

/// What a value says inside a string: characters of a string, nothing of null, else its JSON.
QByteArray textOf(const QByteArray &json)
{
    if (json == "null")
        return {};
    return jsonString(json).value_or(json);
}

} // namespace

class Template::Compiler
{
public:
    explicit Compiler(Place place)
        : m_place(place)
    {
    }

    bool add(const ScenarioNode &value);

    std::vector<Piece> pieces;
    std::optional<ScenarioError> error;

private:
    bool addString(const ScenarioNode &value);
    bool addTemplate(const QList<QByteArray> &words, bool isWhole, ScenarioPosition position);
    bool addRandom(const QList<QByteArray> &words, bool isWhole, ScenarioPosition position);
    void addLiteral(QByteArrayView json);
    [[nodiscard]] QList<QByteArray> known() const;

    Place m_place;
};

void Template::Compiler::addLiteral(QByteArrayView json)
{
    if (pieces.empty() || pieces.back().kind != Kind::Literal)
        pieces.push_back({});
    pieces.back().literal += json;
}

bool Template::Compiler::add(const ScenarioNode &value)
{
    if (value.type == ScenarioNode::Type::String)
        return addString(value);
    const bool isObject = value.type == ScenarioNode::Type::Object;
    if (!isObject && value.type != ScenarioNode::Type::Array) {
        addLiteral(value.raw);
        return true;
    }
    addLiteral(isObject ? "{" : "[");
    for (const ScenarioNode &child : value.children) {
        if (&child != &value.children.front())
            addLiteral(",");
        if (isObject)
            addLiteral(QByteArray(jsonOf(child.key) + ':'));
        if (!add(child))
            return false;
    }
    addLiteral(isObject ? "}" : "]");
    return true;
}

bool Template::Compiler::addString(const ScenarioNode &value)
{
    // Cut where it stands in its escaped form: the pieces between stay as they are.
    const QByteArrayView raw = value.raw;
    qsizetype at = 0;
    for (;;) {
        const qsizetype begin = raw.indexOf("{{", at);
        if (begin < 0)
            break;
        ScenarioPosition position = value.position;
        position.column += characters(raw.first(begin));
        const qsizetype end = raw.indexOf("}}", begin);
        if (end < 0) {
            error = { Rule::Template, position, raw.sliced(begin).chopped(1).toByteArray(),
                      { "{{…}}" } };
            return false;
        }
        const bool isWhole = begin == 1 && end + 3 == raw.size(); // But for the quotes.
        if (!isWhole)
            addLiteral(raw.sliced(at, begin - at));
        const QByteArray inside = raw.sliced(begin + 2, end - begin - 2).toByteArray();
        if (!addTemplate(inside.simplified().split(' '), isWhole, position))
            return false;
        if (isWhole)
            return true;
        at = end + 2;
    }
    addLiteral(raw.sliced(at));
    return true;
}

QList<QByteArray> Template::Compiler::known() const
{
    QList<QByteArray> names { "n", "time", "uuid", "random A B", "channel" };
    if (m_place.hasClient)
        names.append("client");
    if (m_place.hasMessage)
        names.append({ "message", "message.NAME" });
    if (m_place.hasArguments)
        names.append({ "args", "args.N" });
    return names;
}

bool Template::Compiler::addTemplate(const QList<QByteArray> &words, bool isWhole,
                                     ScenarioPosition position)
{
    const QByteArray &name = words.first();
    if (name == "random")
        return addRandom(words, isWhole, position);
    Piece piece;
    piece.isInString = !isWhole;
    if (name == "n")
        piece.kind = Kind::N;
    else if (name == "time")
        piece.kind = Kind::Time;
    else if (name == "uuid")
        piece.kind = Kind::Uuid;
    else if (name == "channel")
        piece.kind = Kind::Channel;
    else if (name == "client" && m_place.hasClient)
        piece.kind = Kind::Client;
    else if ((name == "message" || name.startsWith("message.")) && m_place.hasMessage)
        piece.kind = Kind::Message;
    else if ((name == "args" || name.startsWith("args.")) && m_place.hasArguments)
        piece.kind = Kind::Arguments;
    if (piece.kind == Kind::Literal || words.size() != 1) {
        error = { Rule::UnknownTemplate, position, words.join(' '), known() };
        return false;
    }
    if (piece.kind == Kind::Message || piece.kind == Kind::Arguments) {
        const QList<QByteArray> path = name.split('.').mid(1);
        if (path.contains(QByteArray())) {
            const bool isMessage = piece.kind == Kind::Message;
            error = { Rule::Template, position, name, { isMessage ? "message.NAME" : "args.N" } };
            return false;
        }
        piece.path.assign(path.begin(), path.end());
    }
    pieces.push_back(std::move(piece));
    return true;
}

bool Template::Compiler::addRandom(const QList<QByteArray> &words, bool isWhole,
                                   ScenarioPosition position)
{
    const bool isRight = words.size() == 3 && isNumberRange(words[1], words[2]);
    if (!isRight) {
        error = { Rule::Template, position, words.join(' '), { "random A B" } };
        return false;
    }
    pieces.push_back({ Kind::Random, !isWhole, words[1], words[2], {} });
    return true;
}

std::variant<Template, ScenarioError> Template::compile(const ScenarioNode &value, Place place)
{
    Compiler compiler(place);
    if (!compiler.add(value))
        return *compiler.error;
    Template made;
    made.m_pieces = std::move(compiler.pieces);
    return made;
}

QByteArray Template::valueOf(const Piece &piece, const TemplateValues &values)
{
    switch (piece.kind) {
    case Kind::Literal:
        return piece.literal;
    case Kind::N:
        return QByteArray::number(values.n);
    case Kind::Time:
        return jsonOf(rfc3339Now());
    case Kind::Uuid:
        return jsonOf(QUuid::createUuid().toByteArray(QUuid::WithoutBraces));
    case Kind::Random:
        return randomNumber(piece.literal, piece.upper, *QRandomGenerator::global());
    case Kind::Channel:
        return jsonOf(values.channel);
    case Kind::Client:
        return QByteArray::number(values.client);
    case Kind::Message:
        return valueAt(values.message, piece.path);
    case Kind::Arguments:
        return valueAt(values.arguments, piece.path);
    }
    return {};
}

QByteArray Template::expand(const TemplateValues &values) const
{
    QByteArray json;
    for (const Piece &piece : m_pieces) {
        const QByteArray value = valueOf(piece, values);
        if (!piece.isInString)
            json += value;
        else // Between the quotes that are there.
            json += jsonOf(textOf(value)).sliced(1).chopped(1);
    }
    return json;
}

bool Template::isMessage() const
{
    return m_pieces.size() == 1 && m_pieces.front().kind == Kind::Message
        && m_pieces.front().path.empty();
}

} // namespace Pushscope
