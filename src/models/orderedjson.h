// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace Pushscope {

/// A JSON value to be edited: members stay in their order and numbers as they are written, which
/// QJsonObject's do not.
///
/// Threads: reentrant.
class OrderedJson
{
public:
    enum class Type : quint8 { Scalar, Array, Object };

    /// null
    OrderedJson() = default;
    /// nullopt where @p json is not valid.
    [[nodiscard]] static std::optional<OrderedJson> parse(QByteArrayView json);
    [[nodiscard]] static OrderedJson string(const QString &text);
    [[nodiscard]] static OrderedJson number(qint64 value);
    [[nodiscard]] static OrderedJson boolean(bool value);
    [[nodiscard]] static OrderedJson array();
    [[nodiscard]] static OrderedJson object();
    /// What a person types where JSON and text are taken: JSON if it parses, else a string.
    [[nodiscard]] static OrderedJson fromTyped(const QString &text);

    [[nodiscard]] Type type() const { return m_type; }
    [[nodiscard]] bool isObject() const { return m_type == Type::Object; }
    /// Of a string, decoded; empty of anything else.
    [[nodiscard]] QString text() const;
    /// What fromTyped() makes this of again.
    [[nodiscard]] QString typed() const;
    /// Of a whole number; @p fallback of anything else.
    [[nodiscard]] qint64 integer(qint64 fallback = 0) const;
    [[nodiscard]] bool isTrue() const { return m_scalar == "true"; }

    /// Elements, or values of members.
    [[nodiscard]] const std::vector<OrderedJson> &values() const { return m_values; }
    [[nodiscard]] std::vector<OrderedJson> &values() { return m_values; }
    [[nodiscard]] const QList<QByteArray> &keys() const { return m_keys; }
    /// nullptr where there is none.
    [[nodiscard]] const OrderedJson *member(QByteArrayView key) const;
    [[nodiscard]] OrderedJson *member(QByteArrayView key);
    [[nodiscard]] bool has(QByteArrayView key) const { return member(key) != nullptr; }
    /// In its place, or behind the others; makes an object of what is none.
    void set(const QByteArray &key, OrderedJson value);
    void remove(QByteArrayView key);
    /// Makes an array of what is none.
    void append(OrderedJson value);
    void removeAt(std::size_t index);

    /// On one line, with a blank behind colons and commas.
    [[nodiscard]] QByteArray compact() const;
    /// As people write it: what fits stands on one line, all else a member or element a line.
    [[nodiscard]] QByteArray formatted() const;

    bool operator==(const OrderedJson &) const = default;

private:
    void write(QByteArray &to, qsizetype indent) const;

    Type m_type = Type::Scalar;
    QByteArray m_scalar = "null"; ///< As written; of arrays and objects empty.
    QList<QByteArray> m_keys;     ///< Of an object, one for each value.
    std::vector<OrderedJson> m_values;
};

} // namespace Pushscope
