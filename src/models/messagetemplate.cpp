// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/messagetemplate.h"

#include "capture/randomnumber.h"
#include "models/previewtext.h"
#include "models/words.h"

#include <QList>
#include <QUuid>

#include <algorithm>

namespace Pushscope {

namespace {

/// Follows JSON text and knows whether a place is inside a string.
class StringFollower
{
public:
    /// Where the string that is open at @p end began; -1 outside of strings.
    qsizetype follow(QByteArrayView text, qsizetype end)
    {
        for (; m_at < end; ++m_at) {
            if (m_begin >= 0 && text[m_at] == '\\')
                ++m_at;
            else if (text[m_at] == '"')
                m_begin = m_begin < 0 ? m_at : -1;
        }
        return m_begin;
    }
    void skipTo(qsizetype at) { m_at = at; }
    void leaveString() { m_begin = -1; }

private:
    qsizetype m_at = 0;
    qsizetype m_begin = -1;
};

} // namespace

std::variant<MessageTemplate::Piece, MessageTemplate::Fault>
MessageTemplate::pieceOf(const QByteArray &word)
{
    const QList<QByteArray> words = word.simplified().split(' ');
    if (words.first() == "random") {
        if (words.size() != 3 || !isNumberRange(words[1], words[2]))
            return Fault{ Fault::Rule::BadRange, 0, word };
        return Piece{ Kind::Random, words[1], words[2] };
    }
    if (words.size() == 1 && words.first() == "n")
        return Piece{ Kind::N, {}, {} };
    if (words.size() == 1 && words.first() == "time")
        return Piece{ Kind::Time, {}, {} };
    if (words.size() == 1 && words.first() == "uuid")
        return Piece{ Kind::Uuid, {}, {} };
    return Fault{ Fault::Rule::Unknown, 0, word };
}

std::variant<MessageTemplate, MessageTemplate::Fault> MessageTemplate::compile(QByteArrayView text,
                                                                               Form form)
{
    MessageTemplate made;
    StringFollower follower;
    qsizetype at = 0;
    for (;;) {
        const qsizetype begin = text.indexOf("{{", at);
        if (begin < 0)
            break;
        const qsizetype end = text.indexOf("}}", begin + 2);
        if (end < 0)
            return Fault{ Fault::Rule::Unclosed, begin, text.sliced(begin).toByteArray() };
        auto piece = pieceOf(text.sliced(begin + 2, end - begin - 2).toByteArray());
        if (auto *fault = std::get_if<Fault>(&piece)) {
            fault->offset = begin;
            return *fault;
        }
        auto &found = std::get<Piece>(piece);
        qsizetype before = begin;
        qsizetype after = end + 2;
        if (form == Form::Json) {
            const qsizetype opened = follower.follow(text, begin);
            follower.skipTo(after);
            const bool isWhole
                = opened == begin - 1 && opened >= at && after < text.size() && text[after] == '"';
            const bool isNumber = found.kind == Kind::N || found.kind == Kind::Random;
            if (isWhole && isNumber) { // A value with its type: the quotes go.
                --before;
                ++after;
                follower.skipTo(after);
                follower.leaveString();
            }
        }
        if (before > at)
            made.m_pieces.push_back(
                { Kind::Literal, text.sliced(at, before - at).toByteArray(), {} });
        made.m_pieces.push_back(std::move(found));
        at = after;
    }
    if (at < text.size())
        made.m_pieces.push_back({ Kind::Literal, text.sliced(at).toByteArray(), {} });
    return made;
}

QByteArray MessageTemplate::expand(const Values &values, QRandomGenerator &random) const
{
    QByteArray text;
    for (const Piece &piece : m_pieces) {
        switch (piece.kind) {
        case Kind::Literal:
            text += piece.text;
            break;
        case Kind::N:
            text += QByteArray::number(values.n);
            break;
        case Kind::Time:
            text += values.time;
            break;
        case Kind::Uuid:
            text += QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
            break;
        case Kind::Random:
            text += randomNumber(piece.text, piece.upper, random);
            break;
        }
    }
    return text;
}

bool MessageTemplate::hasTemplates() const
{
    return std::any_of(m_pieces.begin(), m_pieces.end(),
                       [](const Piece &piece) { return piece.kind != Kind::Literal; });
}

QString describe(const MessageTemplate::Fault &fault)
{
    constexpr qsizetype LongestWord = 40;
    const QString word
        = shortText(lineText(fault.word), LongestWord);
    switch (fault.rule) {
    case MessageTemplate::Fault::Rule::Unclosed:
        return Words::tr("A template is not closed: }} is missing behind %1.").arg(word);
    case MessageTemplate::Fault::Rule::BadRange:
        return Words::tr("{{random 1 6}} wants two numbers, the smaller one first.");
    case MessageTemplate::Fault::Rule::Unknown:
        break;
    }
    return Words::tr("{{%1}} is no template; there are {{n}}, {{time}}, {{uuid}} and "
                     "{{random 1 6}}.")
        .arg(word);
}

} // namespace Pushscope
