// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/scenariojson.h"

#include <QByteArray>

#include <utility>
#include <variant>
#include <vector>

namespace Pushscope {

/// What the templates of one message stand for.
struct TemplateValues {
    qint64 n = 0; ///< Number of the message.
    qint64 client = 0; ///< Number of the client, from 1.
    QByteArray channel {}; ///< Name of the channel.
    QByteArray message {}; ///< What was received, as a JSON value.
    QByteArray arguments {}; ///< All that was received with an event, as a JSON array.
};

/// A JSON value whose strings may hold templates: `{{n}}`, `{{time}}`, `{{uuid}}`, `{{random A B}}`,
/// `{{channel}}`, `{{client}}`, `{{message}}`, `{{message.NAME.NAME}}`, `{{args}}`,
/// `{{args.0.NAME}}`.
///
/// A string that is one template and nothing else becomes the value with its type; in a longer
/// string its text is put in. A NAME that the message does not have is null, or nothing.
///
/// Threads: reentrant; expand() draws from the global random generator.
class Template
{
public:
    /// Which templates have a meaning where it stands; the others are refused.
    struct Place {
        bool hasClient = false;
        bool hasMessage = false;
        bool hasArguments = false;
    };

    /// Errors: UnknownTemplate, Template.
    [[nodiscard]] static std::variant<Template, ScenarioError> compile(const ScenarioNode &value,
                                                                       Place place);

    /// The value as JSON on one line, without blanks.
    [[nodiscard]] QByteArray expand(const TemplateValues &values) const;
    /// Whether it is `{{message}}` alone.
    [[nodiscard]] bool isMessage() const;

private:
    enum class Kind : quint8 { Literal, N, Time, Uuid, Random, Channel, Client, Message, Arguments };

    struct Piece {
        Kind kind = Kind::Literal;
        bool isInString = false; ///< Its text is wanted, not its value.
        QByteArray literal; ///< JSON as it stands; of Random the lower bound.
        QByteArray upper; ///< Of Random.
        std::vector<QByteArray> path; ///< Of Message and Arguments: the members to go into.
    };
    class Compiler;

    [[nodiscard]] static QByteArray valueOf(const Piece &piece, const TemplateValues &values);

    std::vector<Piece> m_pieces;
};

} // namespace Pushscope
