// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/filtercompletion.h"

#include "base/error.h"
#include "capture/filterterm.h"
#include "capture/recordproblem.h"
#include "models/describe.h"
#include "models/formatting.h"
#include "models/words.h"
#include "protocol/websocket/closecode.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <cstring>

namespace Pushscope {

namespace {

using Candidates = QList<FilterCandidate>;

QString latin(QByteArrayView name)
{
    return QString::fromLatin1(name);
}

QString meaningOfKey(const QString &key)
{
    struct Meaning {
        const char *key;
        QString words;
    };
    const std::array meanings{
        Meaning{ "kind", Words::tr("what a record is", "filter key") },
        Meaning{ "from", Words::tr("who wrote it", "filter key") },
        Meaning{ "session", Words::tr("number of the session", "filter key") },
        Meaning{ "conn", Words::tr("number of the connection", "filter key") },
        Meaning{ "exchange", Words::tr("number of the request", "filter key") },
        Meaning{ "stream", Words::tr("client over its reconnects", "filter key") },
        Meaning{ "seq", Words::tr("number of the record", "filter key") },
        Meaning{ "t", Words::tr("time since the start: ms, s", "filter key") },
        Meaning{ "size", Words::tr("octets on the wire: k, M", "filter key") },
        Meaning{ "code", Words::tr("close code", "filter key") },
        Meaning{ "status", Words::tr("HTTP status", "filter key") },
        Meaning{ "opcode", Words::tr("WebSocket opcode", "filter key") },
        Meaning{ "event", Words::tr("type of an event", "filter key") },
        Meaning{ "id", Words::tr("id of an event", "filter key") },
        Meaning{ "technique", Words::tr("how the server pushes", "filter key") },
        Meaning{ "cause", Words::tr("why Pushscope sent it", "filter key") },
        Meaning{ "violation", Words::tr("a rule that was broken", "filter key") },
        Meaning{ "error", Words::tr("why it failed", "filter key") },
        Meaning{ "is", Words::tr("a problem, or what can be folded away", "filter key") },
    };
    const auto *found = std::ranges::find_if(
        meanings, [&](const Meaning &meaning) { return key == QLatin1String(meaning.key); });
    return found == meanings.end() ? QString() : found->words;
}

/// As the example of the key has it: `:`, `>`, `>=`.
QString usualSign(const FilterKey &key)
{
    QString sign;
    for (const char character : key.example.sliced(key.name.size())) {
        if (!std::strchr(":<>=", character))
            break;
        sign += QLatin1Char(character);
    }
    return sign;
}

Candidates sizeValues()
{
    return { { QStringLiteral("1k"), octetsText(1024), true },
             { QStringLiteral("64k"), octetsText(64 * 1024), true },
             { QStringLiteral("1M"), octetsText(1024 * 1024), true } };
}

Candidates timeValues()
{
    return { { QStringLiteral("100ms"), durationText(100'000'000), true },
             { QStringLiteral("10s"), durationText(10'000'000'000), true },
             { QStringLiteral("60s"), durationText(60'000'000'000), true } };
}

Candidates kindValues()
{
    Candidates values;
    QString family;
    for (int number = RecordKindFirst; number <= RecordKindLast; ++number) {
        const QString name = latin(recordKindName(static_cast<RecordKind>(number)));
        const QString before = name.left(name.indexOf(QLatin1Char('.')) + 1);
        if (!before.isEmpty() && before != family)
            values.append({ before + QLatin1Char('*'), Words::tr("all of these"), true });
        family = before;
        values.append({ name, {}, true });
    }
    return values;
}

Candidates violationValues()
{
    Candidates values{ { QStringLiteral("any"), Words::tr("any rule"), true } };
    for (int number = 0; number < ViolationCount; ++number) {
        const auto violation = static_cast<Violation>(number);
        values.append({ latin(violationName(violation)), sectionOf(violation), true });
    }
    return values;
}

Candidates errorValues()
{
    Candidates values{ { QStringLiteral("any"), Words::tr("any failure"), true } };
    constexpr auto Last = static_cast<int>(ErrorCode::BadScenario);
    for (int number = 0; number <= Last; ++number)
        values.append({ latin(errorCodeName(static_cast<ErrorCode>(number))), {}, true });
    return values;
}

Candidates closeCodeValues()
{
    Candidates values;
    constexpr quint16 First = 1000;
    constexpr quint16 Last = 1015;
    for (quint16 code = First; code <= Last; ++code)
        values.append({ QString::number(code), latin(WebSocket::statusCodeName(code)), true });
    return values;
}

Candidates opcodeValues()
{
    return { { QStringLiteral("0"), QStringLiteral("Continuation"), true },
             { QStringLiteral("1"), QStringLiteral("Text"), true },
             { QStringLiteral("2"), QStringLiteral("Binary"), true },
             { QStringLiteral("8"), QStringLiteral("Close"), true },
             { QStringLiteral("9"), QStringLiteral("Ping"), true },
             { QStringLiteral("10"), QStringLiteral("Pong"), true } };
}

Candidates statusValues()
{
    return { { QStringLiteral("101"), QStringLiteral("Switching Protocols"), true },
             { QStringLiteral("200"), QStringLiteral("OK"), true },
             { QStringLiteral("204"), QStringLiteral("No Content"), true },
             { QStringLiteral("304"), QStringLiteral("Not Modified"), true },
             { QStringLiteral("401"), QStringLiteral("Unauthorized"), true },
             { QStringLiteral("404"), QStringLiteral("Not Found"), true },
             { QStringLiteral("426"), QStringLiteral("Upgrade Required"), true },
             { QStringLiteral("500"), QStringLiteral("Internal Server Error"), true },
             { QStringLiteral("503"), QStringLiteral("Service Unavailable"), true } };
}

Candidates causeValues()
{
    Candidates values;
    for (int number = 1; number <= static_cast<int>(Cause::Proxy); ++number)
        values.append({ latin(causeName(static_cast<Cause>(number))), {}, true });
    return values;
}

Candidates techniqueValues()
{
    Candidates values;
    for (Technique technique : allTechniques())
        values.append({ latin(techniqueName(technique)), {}, true });
    return values;
}

Candidates sessionValues(const QList<FilterSession> &sessions)
{
    Candidates values;
    for (const FilterSession &session : sessions)
        values.append({ QString::number(session.id), session.name, true });
    return values;
}

Candidates valuesOf(const QString &key, const QList<FilterSession> &sessions)
{
    if (key == u"kind")
        return kindValues();
    if (key == u"from")
        return { { QStringLiteral("client"), {}, true }, { QStringLiteral("server"), {}, true } };
    if (key == u"violation")
        return violationValues();
    if (key == u"error")
        return errorValues();
    if (key == u"code")
        return closeCodeValues();
    if (key == u"opcode")
        return opcodeValues();
    if (key == u"status")
        return statusValues();
    if (key == u"cause")
        return causeValues();
    if (key == u"technique")
        return techniqueValues();
    if (key == u"session")
        return sessionValues(sessions);
    if (key == u"size")
        return sizeValues();
    if (key == u"t")
        return timeValues();
    if (key == u"is")
        return { { latin(problemName()), Words::tr("whatever the list marks as wrong"), true },
                 { latin(foldName(Fold::Heartbeat)),
                   Words::tr("pings, pongs, comments, polls without news"), true },
                 { latin(foldName(Fold::Carrier)), Words::tr("fragments, chunks, polls' exchanges"),
                   true } };
    return {};
}

/// Where the word at the end of @p text begins; -1 inside a quotation or a regular expression.
qsizetype wordBegin(QStringView text)
{
    qsizetype begin = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar character = text[at];
        const bool isAtBegin = at == begin;
        if ((character == u'"' || character == u'/') && (isAtBegin || character == u'"')) {
            const qsizetype end = text.indexOf(character, at + 1);
            if (end < 0)
                return -1;
            at = end;
        } else if (character.isSpace() || character == u'(' || character == u')'
                   || (character == u'-' && isAtBegin)) {
            begin = at + 1;
        }
    }
    return begin;
}

QString meaningOfSign(QStringView sign)
{
    return sign == u":" ? Words::tr("exactly", "filter sign")
        : sign == u">"  ? Words::tr("more than", "filter sign")
        : sign == u"<"  ? Words::tr("less than", "filter sign")
        : sign == u">=" ? Words::tr("at least", "filter sign")
                        : Words::tr("at most", "filter sign");
}

/// The key with each sign that may stand behind it, the one that people mostly want first.
Candidates signsOf(const FilterKey &key)
{
    const QString name = latin(key.name);
    QStringList signs{ QStringLiteral(":"), QStringLiteral(">"), QStringLiteral("<"),
                       QStringLiteral(">="), QStringLiteral("<=") };
    const QString usual = usualSign(key);
    signs.move(signs.indexOf(usual), 0);
    Candidates candidates;
    for (const QString &sign : signs) {
        const QString meaning = sign == usual
            ? QString(meaningOfSign(sign) + QStringLiteral(" · ") + meaningOfKey(name))
            : meaningOfSign(sign);
        candidates.append({ name + sign, meaning, false });
    }
    return candidates;
}

Candidates keysLike(QStringView word)
{
    Candidates keys;
    for (const FilterKey &key : filterKeys()) {
        const QString name = latin(key.name);
        if (key.isComparable && name == word)
            keys.append(signsOf(key));
        else if (name.startsWith(word))
            keys.append({ name + usualSign(key), meaningOfKey(name), false });
    }
    return keys;
}

/// Those that begin with @p typed first, then those that hold it.
Candidates valuesLike(const Candidates &values, QStringView typed)
{
    Candidates first;
    Candidates later;
    for (const FilterCandidate &value : values) {
        if (value.text.startsWith(typed))
            first.append(value);
        else if (value.text.contains(typed) || value.meaning.contains(typed, Qt::CaseInsensitive))
            later.append(value);
    }
    return first + later;
}

} // namespace

FilterCompletion completeFilter(QStringView expression, qsizetype cursor,
                                const QList<FilterSession> &sessions, bool isAsked)
{
    FilterCompletion completion;
    const qsizetype begin = wordBegin(expression.first(cursor));
    if (begin < 0)
        return completion;
    const QStringView word = expression.sliced(begin, cursor - begin);
    completion.begin = begin;
    completion.length = word.size();
    if (word.isEmpty() && !isAsked)
        return completion;
    qsizetype sign = 0;
    while (sign < word.size() && QStringView(u":<>").indexOf(word[sign]) < 0)
        ++sign;
    if (sign == word.size()) {
        completion.candidates = keysLike(word);
        return completion;
    }
    qsizetype value = sign + 1;
    if (value < word.size() && word[value] == u'=' && word[sign] != u':')
        ++value;
    const QString before = word.first(value).toString();
    const Candidates values
        = valuesLike(valuesOf(word.first(sign).toString(), sessions), word.sliced(value));
    for (const FilterCandidate &candidate : values)
        completion.candidates.append({ before + candidate.text, candidate.meaning, true });
    // What stands there already needs no offer.
    if (completion.candidates.size() == 1 && completion.candidates.first().text == word)
        completion.candidates.clear();
    return completion;
}

} // namespace Pushscope
