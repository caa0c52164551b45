// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"

#include <QCommandLineParser>

#include <algorithm>

namespace Pushscope {

namespace {

const QString Usage = QStringLiteral(
    R"(Usage: pushscope [OPTION…] [FILE|URL]

An oscilloscope for server push. FILE is a capture to open; URL is the address of
an endpoint (ws:, wss:, http:, https:) to connect to at once.

Options:
  --demo               the tour: a mock server on a free loopback port, and a client
                       of each technique against it
  --link URL           fill the address bar with URL and do no more; for links that
                       other programs hand over
  --theme THEME        light, dark or system; remembered
  --lang LANGUAGE      en or zh_CN instead of the system's language
  -h, --help           this text
  -v, --version        the version
)");

bool isUrl(const QString &argument)
{
    static const QStringList schemes{ QStringLiteral("ws://"), QStringLiteral("wss://"),
                                      QStringLiteral("http://"), QStringLiteral("https://") };
    return std::any_of(schemes.begin(), schemes.end(), [&argument](const QString &scheme) {
        return argument.startsWith(scheme, Qt::CaseInsensitive);
    });
}

CommandLine refused(const QString &reason)
{
    CommandLine line;
    line.wish = CommandLine::Wish::Refused;
    line.text = reason;
    return line;
}

CommandLine textOnly(CommandLine::Wish wish, const QString &text)
{
    CommandLine line;
    line.wish = wish;
    line.text = text;
    return line;
}

/// Empty where @p value is among @p allowed, or not given.
QString checkChoice(const QString &option, const QString &value, const QStringList &allowed)
{
    if (value.isEmpty() || allowed.contains(value))
        return {};
    return QStringLiteral("--%1 %2: expected %3")
        .arg(option, value, allowed.join(QStringLiteral(", ")));
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments)
{
    const QCommandLineOption demo(QStringLiteral("demo"));
    const QCommandLineOption link(QStringLiteral("link"), {}, QStringLiteral("URL"));
    const QCommandLineOption theme(QStringLiteral("theme"), {}, QStringLiteral("THEME"));
    const QCommandLineOption lang(QStringLiteral("lang"), {}, QStringLiteral("LANGUAGE"));
    const QCommandLineOption help(QStringList{ QStringLiteral("h"), QStringLiteral("help") });
    const QCommandLineOption version(QStringList{ QStringLiteral("v"), QStringLiteral("version") });
    QCommandLineParser parser;
    parser.addOptions({ demo, link, theme, lang, help, version });
    if (!parser.parse(arguments))
        return refused(parser.errorText());
    if (parser.isSet(help))
        return textOnly(CommandLine::Wish::Help, Usage);
    if (parser.isSet(version))
        return textOnly(CommandLine::Wish::Version,
                        QStringLiteral("pushscope " PUSHSCOPE_VERSION "\n"));

    CommandLine line;
    line.isDemo = parser.isSet(demo);
    line.theme = parser.value(theme);
    line.language = parser.value(lang);
    if (parser.isSet(link))
        line.link = parser.value(link);
    const QStringList themes{ QStringLiteral("light"), QStringLiteral("dark"),
                              QStringLiteral("system") };
    const QStringList languages{ QStringLiteral("en"), QStringLiteral("zh_CN") };
    for (const QString &problem :
         { checkChoice(QStringLiteral("theme"), line.theme, themes),
           checkChoice(QStringLiteral("lang"), line.language, languages) }) {
        if (!problem.isEmpty())
            return refused(problem);
    }
    const QStringList rest = parser.positionalArguments();
    if (rest.size() > 1)
        return refused(QStringLiteral("%1: one FILE or URL at a time").arg(rest[1]));
    if (rest.size() == 1 && isUrl(rest[0]))
        line.url = QUrl(rest[0]);
    else if (rest.size() == 1)
        line.file = rest[0];
    if (line.url && (!line.url->isValid() || line.url->host().isEmpty()))
        return refused(QStringLiteral("%1: not a URL").arg(rest[0]));
    return line;
}

} // namespace Pushscope
