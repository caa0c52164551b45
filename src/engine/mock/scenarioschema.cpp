// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/scenarioschema.h"

#include "capture/jsonvalue.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <utility>

namespace Pushscope {

namespace {

using Rule = ScenarioError::Rule;
using Type = ScenarioNode::Type;

bool isOfType(const ScenarioNode &value, const QByteArray &type)
{
    switch (value.type) {
    case Type::Null:
        return type == "null";
    case Type::Boolean:
        return type == "boolean";
    case Type::Number:
        // "any number with a zero fractional part" is an integer (Validation §6.1.1).
        return type == "number" || (type == "integer" && std::floor(value.number()) == value.number());
    case Type::String:
        return type == "string";
    case Type::Array:
        return type == "array";
    case Type::Object:
        return type == "object";
    }
    return false;
}

/// Whether two are the same string, number, boolean or null.
bool isSameScalar(const ScenarioNode &one, const ScenarioNode &other)
{
    return !one.raw.isEmpty() && !other.raw.isEmpty() && isSameJson(one.raw, other.raw);
}

/// The names in a schema's string or array of strings.
QList<QByteArray> namesIn(const ScenarioNode &node)
{
    if (node.type == Type::String)
        return { node.string() };
    QList<QByteArray> names;
    for (const ScenarioNode &element : node.children)
        names.append(element.type == Type::String ? element.string() : element.raw);
    return names;
}

QList<QByteArray> keysOf(const ScenarioNode &object)
{
    QList<QByteArray> keys;
    for (const ScenarioNode &child : object.children)
        keys.append(child.key);
    return keys;
}

ScenarioError errorAt(const ScenarioNode &value, Rule rule, QList<QByteArray> expected,
                      QByteArray name = {})
{
    return { rule, value.position, std::move(name), std::move(expected) };
}

/// What must be in @p keyword of @p schema: a limit that @p size breaks.
std::optional<ScenarioError> checkSize(const ScenarioNode &value, const ScenarioNode &schema,
                                       qint64 size, const char *least, const char *most)
{
    const ScenarioNode *minimum = schema.member(least);
    if (minimum && size < minimum->integer())
        return errorAt(value, Rule::TooFew, { minimum->raw });
    const ScenarioNode *maximum = schema.member(most);
    if (maximum && size > maximum->integer())
        return errorAt(value, Rule::TooMany, { maximum->raw });
    return std::nullopt;
}

bool isMatch(const ScenarioNode &pattern, const QByteArray &text)
{
    const QRegularExpression expression(QString::fromUtf8(pattern.string()),
                                        QRegularExpression::DontCaptureOption);
    return expression.match(QString::fromUtf8(text)).hasMatch();
}

/// What a schema calls the form that its `pattern` describes.
QByteArray formatOf(const ScenarioNode &schema)
{
    const ScenarioNode *format = schema.member("format");
    return format ? format->string() : schema.member("pattern")->string();
}

/// The member by which a branch of oneOf tells itself apart.
struct Distinction {
    QByteArray member;
    const ScenarioNode *constant = nullptr; ///< The value it must have, where it must.
};

Distinction distinctionOf(const ScenarioNode &branch)
{
    if (const ScenarioNode *properties = branch.member("properties")) {
        for (const ScenarioNode &property : properties->children) {
            if (const ScenarioNode *constant = property.member("const"))
                return { property.key, constant };
        }
    }
    const ScenarioNode *required = branch.member("required");
    if (required && !required->children.empty())
        return { required->children.front().string(), nullptr };
    return {};
}

} // namespace

const ScenarioSchema &ScenarioSchema::scenario()
{
    static const ScenarioSchema schema([] {
        QFile file(QStringLiteral(":/pushscope/scenario.schema.json"));
        const bool isOpen = file.open(QIODevice::ReadOnly);
        Q_ASSERT(isOpen);
        ScenarioText text = readScenarioJson(isOpen ? file.readAll() : QByteArray("{}"));
        auto *root = std::get_if<ScenarioNode>(&text);
        Q_ASSERT(root);
        return root ? std::move(*root) : ScenarioNode();
    }());
    return schema;
}

ScenarioSchema::ScenarioSchema(ScenarioNode schema)
    : m_root(std::move(schema))
{
}

ScenarioSchema::Verdict ScenarioSchema::validate(const ScenarioNode &value) const
{
    return check(value, m_root);
}

const ScenarioNode &ScenarioSchema::resolved(const ScenarioNode &schema) const
{
    const ScenarioNode *reference = schema.member("$ref");
    if (!reference)
        return schema;
    constexpr QByteArrayView Prefix = "#/$defs/";
    const QByteArray name = reference->string().mid(Prefix.size());
    const ScenarioNode *definitions = m_root.member("$defs");
    const ScenarioNode *definition = definitions ? definitions->member(name) : nullptr;
    Q_ASSERT(definition);
    return definition ? *definition : schema;
}

ScenarioSchema::Verdict ScenarioSchema::check(const ScenarioNode &value,
                                              const ScenarioNode &given) const
{
    const ScenarioNode &schema = resolved(given);
    if (const ScenarioNode *type = schema.member("type")) {
        const QList<QByteArray> types = namesIn(*type);
        const bool isOne = std::any_of(types.begin(), types.end(),
                                       [&](const auto &name) { return isOfType(value, name); });
        if (!isOne)
            return errorAt(value, Rule::WrongType, types);
    }
    if (const ScenarioNode *branches = schema.member("oneOf"))
        return checkOneOf(value, *branches);
    if (auto wrong = checkValue(value, schema))
        return wrong;
    if (value.type == Type::Object)
        return checkObject(value, schema);
    if (value.type == Type::Array)
        return checkArray(value, schema);
    return std::nullopt;
}

ScenarioSchema::Verdict ScenarioSchema::checkValue(const ScenarioNode &value,
                                                   const ScenarioNode &schema) const
{
    const auto isSame = [&](const ScenarioNode &other) { return isSameScalar(value, other); };
    const ScenarioNode *constant = schema.member("const");
    if (constant && !isSame(*constant))
        return errorAt(value, Rule::NotOneOf, namesIn(*constant));
    const ScenarioNode *values = schema.member("enum");
    if (values && std::none_of(values->children.begin(), values->children.end(), isSame))
        return errorAt(value, Rule::NotOneOf, namesIn(*values));
    if (value.type == Type::Number) {
        const ScenarioNode *minimum = schema.member("minimum");
        if (minimum && value.number() < minimum->number())
            return errorAt(value, Rule::TooSmall, { minimum->raw });
        const ScenarioNode *maximum = schema.member("maximum");
        if (maximum && value.number() > maximum->number())
            return errorAt(value, Rule::TooLarge, { maximum->raw });
    }
    if (value.type == Type::String) {
        const qsizetype length = QString::fromUtf8(value.string()).size();
        if (auto wrong = checkSize(value, schema, length, "minLength", "maxLength"))
            return wrong;
        const ScenarioNode *pattern = schema.member("pattern");
        if (pattern && !isMatch(*pattern, value.string()))
            return errorAt(value, Rule::Format, { formatOf(schema) }, value.string());
    }
    return std::nullopt;
}

ScenarioSchema::Verdict ScenarioSchema::checkObject(const ScenarioNode &value,
                                                    const ScenarioNode &schema) const
{
    for (const ScenarioNode &member : value.children) {
        if (auto wrong = checkMember(member, schema))
            return wrong;
    }
    if (const ScenarioNode *required = schema.member("required")) {
        for (const ScenarioNode &name : required->children) {
            if (!value.member(name.string()))
                return errorAt(value, Rule::MissingMember, { name.string() });
        }
    }
    if (const ScenarioNode *dependent = schema.member("dependentRequired")) {
        for (const ScenarioNode &needs : dependent->children) {
            const ScenarioNode *member = value.member(needs.key);
            for (const QByteArray &name : namesIn(needs)) {
                if (member && !value.member(name))
                    return ScenarioError { Rule::Needs, member->keyPosition, needs.key, { name } };
            }
        }
    }
    return checkSize(value, schema, static_cast<qint64>(value.children.size()), "minProperties",
                     "maxProperties");
}

ScenarioSchema::Verdict ScenarioSchema::checkMember(const ScenarioNode &member,
                                                    const ScenarioNode &schema) const
{
    const ScenarioNode *properties = schema.member("properties");
    if (const ScenarioNode *known = properties ? properties->member(member.key) : nullptr)
        return check(member, *known);
    const ScenarioNode *others = schema.member("additionalProperties");
    if (others && others->raw == "false")
        return ScenarioError { Rule::UnknownMember, member.keyPosition, member.key,
                               properties ? keysOf(*properties) : QList<QByteArray>() };
    if (const ScenarioNode *names = schema.member("propertyNames")) {
        const ScenarioNode &form = resolved(*names);
        const ScenarioNode *pattern = form.member("pattern");
        if (pattern && !isMatch(*pattern, member.key))
            return ScenarioError { Rule::Format, member.keyPosition, member.key,
                                   { formatOf(form) } };
    }
    return others && others->type == Type::Object ? check(member, *others) : std::nullopt;
}

ScenarioSchema::Verdict ScenarioSchema::checkArray(const ScenarioNode &value,
                                                   const ScenarioNode &schema) const
{
    const auto size = static_cast<qint64>(value.children.size());
    if (auto wrong = checkSize(value, schema, size, "minItems", "maxItems"))
        return wrong;
    if (const ScenarioNode *items = schema.member("items")) {
        for (const ScenarioNode &element : value.children) {
            if (auto wrong = check(element, *items))
                return wrong;
        }
    }
    return std::nullopt;
}

ScenarioSchema::Verdict ScenarioSchema::checkOneOf(const ScenarioNode &value,
                                                   const ScenarioNode &branches) const
{
    QList<QByteArray> types;
    QList<QByteArray> members;
    QList<QByteArray> constants;
    const ScenarioNode *misnamed = nullptr; // Tells branches apart, but is none of theirs.
    for (const ScenarioNode &given : branches.children) {
        const ScenarioNode &branch = resolved(given);
        const ScenarioNode *type = branch.member("type");
        if (type && !isOfType(value, type->string())) {
            types.append(type->string());
            continue;
        }
        const Distinction by = distinctionOf(branch);
        const ScenarioNode *member = value.member(by.member);
        const bool isThis = member && (!by.constant || isSameScalar(*member, *by.constant));
        if (by.member.isEmpty() || isThis)
            return check(value, branch);
        if (!members.contains(by.member))
            members.append(by.member);
        if (by.constant)
            constants.append(by.constant->string());
        if (member)
            misnamed = member;
    }
    if (misnamed && misnamed->type != Type::String)
        return errorAt(*misnamed, Rule::WrongType, { "string" });
    if (misnamed)
        return errorAt(*misnamed, Rule::NotOneOf, constants, misnamed->string());
    return members.isEmpty() ? errorAt(value, Rule::WrongType, types)
                             : errorAt(value, Rule::MissingMember, members);
}

} // namespace Pushscope
