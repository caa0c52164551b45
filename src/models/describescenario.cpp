// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/describescenario.h"

#include "models/words.h"

#include <QHash>
#include <QStringList>

namespace Pushscope {

namespace {

/// What the file says is put into a sentence of one line, and not all of it where it is long.
QString onOneLine(const QByteArray &text)
{
    constexpr qsizetype MaxShown = 80;
    const QString line = QString::fromUtf8(text).simplified();
    return line.size() <= MaxShown ? line : line.first(MaxShown) + QStringLiteral("…");
}

/// What was expected, as one half of a sentence.
class Expectation
{
public:
    explicit Expectation(const Error &error)
        : m_rule(error.value("rule"))
        , m_name(onOneLine(error.value("name")))
    {
        const QByteArray expected = error.value("expected");
        for (const QByteArray &one : expected.isEmpty() ? QList<QByteArray>() : expected.split('\n'))
            m_expected.append(QString::fromUtf8(one));
    }

    [[nodiscard]] QString sentence() const;

private:
    [[nodiscard]] QString ofText() const;
    [[nodiscard]] QString ofMember() const;
    [[nodiscard]] QString ofValue() const;
    [[nodiscard]] QString ofWhole() const;
    [[nodiscard]] QString first() const { return m_expected.value(0); }
    [[nodiscard]] QString list() const { return m_expected.join(QStringLiteral(", ")); }

    QByteArray m_rule;
    QString m_name;
    QStringList m_expected;
};

QString tokenWords(const QString &token)
{
    if (token == QLatin1StringView("value"))
        return Words::tr("a JSON value");
    if (token == QLatin1StringView("name"))
        return Words::tr("a member's name in quotes");
    if (token == QLatin1StringView("string end"))
        return Words::tr("the closing quote of the string, and no line end or bad escape before it");
    if (token == QLatin1StringView("end"))
        return Words::tr("the end of the file");
    if (token == QLatin1StringView("UTF-8"))
        return Words::tr("UTF-8 text");
    return QLatin1Char('"') + token + QLatin1Char('"');
}

QString typeWords(const QString &type)
{
    const QHash<QString, QString> words {
        { QStringLiteral("object"), Words::tr("an object") },
        { QStringLiteral("array"), Words::tr("a list") },
        { QStringLiteral("string"), Words::tr("a string") },
        { QStringLiteral("integer"), Words::tr("a whole number") },
        { QStringLiteral("number"), Words::tr("a number") },
        { QStringLiteral("boolean"), Words::tr("true or false") },
    };
    return words.value(type, type);
}

QString formatWords(const QString &format)
{
    const QHash<QString, QString> words {
        { QStringLiteral("path"), Words::tr("a path that begins with / and has no ?, # or blank") },
        { QStringLiteral("channel-name"),
          Words::tr("a name of letters, digits, dots, hyphens and underscores") },
        { QStringLiteral("origin"), Words::tr("an origin like http://localhost:3000") },
        { QStringLiteral("cors"), Words::tr("* or an origin like http://localhost:3000") },
        { QStringLiteral("token"), Words::tr("a token: letters, digits and some signs, no blanks") },
        { QStringLiteral("event-type"), Words::tr("one line of text") },
        { QStringLiteral("namespace"),
          Words::tr("a namespace that begins with / and has no comma or ?") },
        { QStringLiteral("close-code"),
          Words::tr("a code that may be sent: 1000–1003, 1007–1014 or 3000–4999") },
    };
    return words.value(format, format);
}

/// `/steps/0/close` as `steps › 1 › close`: people count from one.
QString placeWords(const QByteArray &pointer)
{
    QStringList words;
    for (const QByteArray &token : pointer.mid(1).split('/')) {
        bool isNumber = false;
        const qint64 number = token.toLongLong(&isNumber);
        words.append(isNumber
                         ? QString::number(number + 1)
                         : QString::fromUtf8(QByteArray(token).replace("~1", "/").replace("~0", "~")));
    }
    return words.join(QStringLiteral(" › "));
}

QStringList mapped(const QStringList &texts, QString (*words)(const QString &))
{
    QStringList mapped;
    for (const QString &text : texts)
        mapped.append(words(text));
    return mapped;
}

QString alternatives(const QStringList &texts)
{
    const QString many = texts.size() > 2
        ? QStringList(texts.first(texts.size() - 1)).join(QStringLiteral(", "))
        : texts.value(0);
    return texts.size() > 1 ? Words::tr("%1 or %2").arg(many, texts.last()) : many;
}

QString Expectation::ofText() const
{
    if (m_rule == "syntax")
        return Words::tr("expected %1").arg(alternatives(mapped(m_expected, tokenWords)));
    if (m_rule == "too-deep")
        return Words::tr("expected no more than %1 lists and objects in one another").arg(first());
    if (m_rule == "duplicate-member")
        return Words::tr("“%1” is here twice; expected one").arg(m_name);
    return {};
}

QString Expectation::ofMember() const
{
    if (m_rule == "unknown-member")
        return m_expected.isEmpty()
            ? Words::tr("there is no member “%1” here; expected none").arg(m_name)
            : Words::tr("there is no member “%1” here; expected one of %2").arg(m_name, list());
    if (m_rule == "missing-member")
        return Words::tr("expected the member %1").arg(alternatives(m_expected));
    if (m_rule == "together")
        return Words::tr("“%1” cannot stand beside “%2”; expected one of the two")
            .arg(m_name, first());
    if (m_rule == "needs")
        return Words::tr("“%1” has no meaning alone; expected “%2” beside it").arg(m_name, first());
    return {};
}

QString Expectation::ofValue() const
{
    if (m_rule == "wrong-type")
        return Words::tr("expected %1").arg(alternatives(mapped(m_expected, typeWords)));
    if (m_rule == "not-one-of")
        return Words::tr("expected one of %1").arg(list());
    if (m_rule == "too-small")
        return Words::tr("expected %1 or more").arg(first());
    if (m_rule == "too-large")
        return Words::tr("expected %1 or less").arg(first());
    if (m_rule == "too-few")
        return Words::tr("expected at least %1 in it").arg(first());
    if (m_rule == "too-many")
        return Words::tr("expected at most %1 in it").arg(first());
    if (m_rule == "format")
        return Words::tr("expected %1").arg(formatWords(first()));
    return {};
}

QString Expectation::ofWhole() const
{
    if (m_rule == "unknown-channel")
        return m_expected.isEmpty()
            ? Words::tr("there is no channel “%1”; expected it in channels").arg(m_name)
            : Words::tr("there is no channel “%1”; expected one of %2").arg(m_name, list());
    if (m_rule == "taken-path")
        return first() == QLatin1StringView("server")
            ? Words::tr("%1 is the server's own; expected another path").arg(m_name)
            : Words::tr("%1 is taken by an endpoint above; expected another path").arg(m_name);
    if (m_rule == "unknown-template")
        return Words::tr("there is no template “%1” here; expected one of %2").arg(m_name, list());
    if (m_rule == "template")
        return Words::tr("“%1” is no template; expected %2").arg(m_name, first());
    if (m_rule == "pattern")
        return Words::tr("expected a regular expression; this one: %1").arg(m_name);
    if (m_rule == "folder")
        return Words::tr("there is no folder %1; expected one that can be read").arg(m_name);
    return {};
}

QString Expectation::sentence() const
{
    for (const auto part : { &Expectation::ofText, &Expectation::ofMember, &Expectation::ofValue,
                             &Expectation::ofWhole }) {
        const QString words = (this->*part)();
        if (!words.isEmpty())
            return words;
    }
    return {};
}

} // namespace

QString describeScenario(const Error &error)
{
    const QString path = QString::fromUtf8(error.value("path"));
    const QByteArray pointer = error.value("pointer");
    if (path.isEmpty() && !pointer.isEmpty())
        return Words::tr("%1: %2.").arg(placeWords(pointer), Expectation(error).sentence());
    const QString file = path.isEmpty() ? Words::tr("The scenario") : path;
    if (error.value("rule").isEmpty())
        return Words::tr("%1 is no scenario file.").arg(file);
    if (error.value("rule") == "unread") {
        return Words::tr("%1 could not be read: %2.")
            .arg(file, QString::fromUtf8(error.value("name")));
    }
    return Words::tr("%1, line %2, column %3: %4.")
        .arg(file, QString::fromLatin1(error.value("line")),
             QString::fromLatin1(error.value("column")), Expectation(error).sentence());
}

} // namespace Pushscope
