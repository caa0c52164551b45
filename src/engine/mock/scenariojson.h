// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/scenarioerror.h"

#include <QByteArray>
#include <QByteArrayView>

#include <variant>
#include <vector>

namespace Pushscope {

/// A JSON value that knows where it stands, which QJsonDocument's do not.
struct ScenarioNode {
    enum class Type : quint8 { Null, Boolean, Number, String, Array, Object };

    Type type = Type::Null;
    ScenarioPosition position; ///< Of its first character.
    QByteArray raw; ///< As it stands there, quotes and all; of arrays and objects nothing.
    std::vector<ScenarioNode> children; ///< Elements, or values of members, in their order.
    /// Where it is a member's value:
    QByteArray key; ///< Decoded.
    ScenarioPosition keyPosition;

    /// The member @p name of an object; nullptr where there is none.
    [[nodiscard]] const ScenarioNode *member(QByteArrayView name) const;
    /// What a string says, decoded; empty of anything else.
    [[nodiscard]] QByteArray string() const;
    /// A number, or @p fallback of anything else; cut off at the edges of qint64.
    [[nodiscard]] qint64 integer(qint64 fallback = 0) const;
    [[nodiscard]] double number() const { return raw.toDouble(); }
    [[nodiscard]] bool boolean() const { return raw == "true"; }
};

/// Longest scenario that is read, in octets; one by hand has a few thousand.
inline constexpr qsizetype MaxScenarioOctets = 16 * 1024 * 1024;
/// Arrays and objects in one another: reading them recurses.
inline constexpr int MaxScenarioDepth = 100;

using ScenarioText = std::variant<ScenarioNode, ScenarioError>;

/// Reads one JSON text; a byte order mark before it is skipped, as RFC 8259 §8.1 allows.
///
/// Stricter than the grammar in one thing: no member may be there twice.
///
/// Spec: RFC 8259.
/// Threads: reentrant.
[[nodiscard]] ScenarioText readScenarioJson(QByteArrayView octets);

} // namespace Pushscope
