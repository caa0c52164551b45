// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <variant>
#include <vector>

class QRandomGenerator;

namespace Pushscope {

/// A message that a person writes, with `{{n}}`, `{{time}}`, `{{uuid}}` and `{{random A B}}` in it:
/// the templates of the mock's scenarios that have a meaning for a client.
///
/// In JSON a string that is one template and nothing else becomes the value with its type, as in
/// scenarios: `"{{n}}"` becomes 1, `"no. {{n}}"` becomes "no. 1".
///
/// Threads: reentrant.
class MessageTemplate
{
public:
    enum class Form : quint8 { Text, Json };

    /// What the templates of one message stand for.
    struct Values {
        qint64 n = 1; ///< Number of the message.
        QByteArray time {}; ///< When it is sent, RFC 3339.
    };

    /// Why a text is no template.
    struct Fault {
        enum class Rule : quint8 {
            Unclosed, ///< `{{` without `}}`.
            Unknown, ///< No template has that name, or none with what stands behind it.
            BadRange, ///< `{{random A B}}` where A and B are no range.
        };
        Rule rule = Rule::Unknown;
        qsizetype offset = 0; ///< Of the `{{`, in octets.
        QByteArray word {}; ///< What stands between the braces.
        bool operator==(const Fault &) const = default;
    };

    [[nodiscard]] static std::variant<MessageTemplate, Fault> compile(QByteArrayView text,
                                                                      Form form);

    /// The text with every template replaced; a UUID is new each time.
    [[nodiscard]] QByteArray expand(const Values &values, QRandomGenerator &random) const;
    /// Whether there is any template in it.
    [[nodiscard]] bool hasTemplates() const;

private:
    enum class Kind : quint8 { Literal, N, Time, Uuid, Random };
    struct Piece {
        Kind kind = Kind::Literal;
        QByteArray text {}; ///< Of Random: the lower bound.
        QByteArray upper {}; ///< Of Random.
    };

    [[nodiscard]] static std::variant<Piece, Fault> pieceOf(const QByteArray &word);

    std::vector<Piece> m_pieces;
};

/// One sentence, with the templates there are.
[[nodiscard]] QString describe(const MessageTemplate::Fault &fault);

} // namespace Pushscope
