// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/orderedjson.h"

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"

#include <utility>

namespace Pushscope {

namespace {

constexpr qsizetype LineWidth = 100;
constexpr qsizetype IndentWidth = 2;

QByteArray quoted(const QByteArray &utf8)
{
    QByteArray text;
    JsonWriter json(text);
    json.string("s", utf8);
    json.finish();
    constexpr qsizetype Before = 5; // {"s":
    return text.mid(Before, text.size() - Before - 1);
}

} // namespace

std::optional<OrderedJson> OrderedJson::parse(QByteArrayView json)
{
    const auto range = findJsonValue(json);
    if (!range)
        return std::nullopt;
    const QByteArrayView value = json.sliced(range->begin, range->end - range->begin);
    OrderedJson made;
    if (const auto members = jsonMembers(value)) {
        made = object();
        for (const auto &[key, text] : *members)
            made.set(key, parse(text).value_or(OrderedJson()));
    } else if (const auto elements = jsonElements(value)) {
        made = array();
        for (const QByteArrayView text : *elements)
            made.append(parse(text).value_or(OrderedJson()));
    } else {
        made.m_scalar = value.toByteArray();
    }
    return made;
}

OrderedJson OrderedJson::string(const QString &text)
{
    OrderedJson made;
    made.m_scalar = quoted(text.toUtf8());
    return made;
}

OrderedJson OrderedJson::number(qint64 value)
{
    OrderedJson made;
    made.m_scalar = QByteArray::number(value);
    return made;
}

OrderedJson OrderedJson::boolean(bool value)
{
    OrderedJson made;
    made.m_scalar = value ? "true" : "false";
    return made;
}

OrderedJson OrderedJson::array()
{
    OrderedJson made;
    made.m_type = Type::Array;
    made.m_scalar.clear();
    return made;
}

OrderedJson OrderedJson::object()
{
    OrderedJson made;
    made.m_type = Type::Object;
    made.m_scalar.clear();
    return made;
}

OrderedJson OrderedJson::fromTyped(const QString &text)
{
    return parse(text.toUtf8()).value_or(string(text));
}

QString OrderedJson::text() const
{
    return QString::fromUtf8(jsonString(m_scalar).value_or(QByteArray()));
}

QString OrderedJson::typed() const
{
    if (const auto decoded = jsonString(m_scalar)) {
        if (!isValidJson(*decoded))
            return QString::fromUtf8(*decoded);
    }
    return QString::fromUtf8(compact());
}

qint64 OrderedJson::integer(qint64 fallback) const
{
    bool isNumber = false;
    const qint64 value = m_scalar.toLongLong(&isNumber);
    return isNumber ? value : fallback;
}

const OrderedJson *OrderedJson::member(QByteArrayView key) const
{
    for (qsizetype i = 0; i < m_keys.size(); ++i) {
        if (m_keys.at(i) == key)
            return &m_values[static_cast<std::size_t>(i)];
    }
    return nullptr;
}

OrderedJson *OrderedJson::member(QByteArrayView key)
{
    return const_cast<OrderedJson *>(std::as_const(*this).member(key));
}

void OrderedJson::set(const QByteArray &key, OrderedJson value)
{
    if (!isObject())
        *this = object();
    if (OrderedJson *present = member(key)) {
        *present = std::move(value);
        return;
    }
    m_keys.append(key);
    m_values.push_back(std::move(value));
}

void OrderedJson::remove(QByteArrayView key)
{
    for (qsizetype i = 0; i < m_keys.size(); ++i) {
        if (m_keys.at(i) == key) {
            m_keys.removeAt(i);
            m_values.erase(m_values.begin() + i);
            return;
        }
    }
}

void OrderedJson::append(OrderedJson value)
{
    if (m_type != Type::Array)
        *this = array();
    m_values.push_back(std::move(value));
}

void OrderedJson::removeAt(std::size_t index)
{
    if (index >= m_values.size())
        return;
    if (isObject())
        m_keys.removeAt(static_cast<qsizetype>(index));
    m_values.erase(m_values.begin() + static_cast<std::ptrdiff_t>(index));
}

QByteArray OrderedJson::compact() const
{
    if (m_type == Type::Scalar)
        return m_scalar;
    const bool isObj = isObject();
    if (m_values.empty())
        return isObj ? "{}" : "[]";
    QByteArray text = isObj ? "{ " : "[";
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        if (i > 0)
            text += ", ";
        if (isObj)
            text += quoted(m_keys.at(static_cast<qsizetype>(i))) + ": ";
        text += m_values[i].compact();
    }
    return text + (isObj ? " }" : "]");
}

void OrderedJson::write(QByteArray &to, qsizetype indent) const
{
    const QByteArray line = compact();
    const qsizetype column = to.size() - (to.lastIndexOf('\n') + 1);
    if (m_type == Type::Scalar || m_values.empty() || column + line.size() < LineWidth) {
        to += line;
        return;
    }
    const bool isObj = isObject();
    const QByteArray inner(indent + IndentWidth, ' ');
    to += isObj ? '{' : '[';
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        to += i > 0 ? ",\n" : "\n";
        to += inner;
        if (isObj)
            to += quoted(m_keys.at(static_cast<qsizetype>(i))) + ": ";
        m_values[i].write(to, indent + IndentWidth);
    }
    to += '\n' + QByteArray(indent, ' ') + (isObj ? '}' : ']');
}

QByteArray OrderedJson::formatted() const
{
    QByteArray text;
    write(text, 0);
    return text + '\n';
}

} // namespace Pushscope
