// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/pastedcommand.h"

#include "models/pastedparts.h"
#include "models/shellwords.h"
#include "models/words.h"

#include <algorithm>

namespace Pushscope {

using namespace PastedParts;

namespace {

constexpr const char *Programs[] = { "curl", "wscat", "websocat" };

/// `curl` of `/usr/bin/curl.exe`.
QByteArray programOf(const QByteArray &word)
{
    QByteArray name = word.mid(std::max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).toLower();
    if (name.endsWith(".exe") || name.endsWith(".cmd"))
        name.chop(4);
    for (const char *program : Programs) {
        if (name == program)
            return name;
    }
    return {};
}

QString joined(const QByteArrayList &names)
{
    QStringList unique;
    for (const QByteArray &name : names) {
        const QString text = QString::fromUtf8(name);
        if (!unique.contains(text))
            unique.append(text);
    }
    return unique.join(QStringLiteral(", "));
}

QStringList remarksOf(const Reading &reading, const ShellWords &words)
{
    QStringList remarks;
    if (!reading.unknown.isEmpty())
        remarks << Words::tr("Not understood: %1.").arg(joined(reading.unknown));
    if (!reading.lost.isEmpty())
        remarks << Words::tr("Not carried over, for want of a counterpart: %1.")
                       .arg(joined(reading.lost));
    if (!reading.files.isEmpty())
        remarks << Words::tr("The file of %1 is not read.").arg(joined(reading.files));
    if (!words.variables.isEmpty())
        remarks << Words::tr("Put in the value of %1, which only the shell knows.")
                       .arg(joined(words.variables));
    if (!words.stoppedAt.isEmpty() && words.stoppedAt != "\n")
        remarks << Words::tr("What stands behind %1 is left out.")
                       .arg(QString::fromUtf8(words.stoppedAt));
    if (words.stoppedAt == "\n" || reading.hasMore)
        remarks << Words::tr("Only the first command is read.");
    if (reading.urls.size() > 1)
        remarks << Words::tr("Of several addresses the first is taken.");
    if (!reading.remade.isEmpty())
        remarks << Words::tr("Each handshake makes its own %1.").arg(joined(reading.remade));
    if (!reading.codings.isEmpty())
        remarks << Words::tr("Accept-Encoding goes without %1, which is not decoded here.")
                       .arg(joined(reading.codings));
    return remarks;
}

/// Userinfo moves where it is masked.
void takeUrl(CommandOptions &options, const QByteArray &text)
{
    QByteArray address = text;
    if (!address.contains("://")) {
        const bool isWebSocket = options.technique == Technique::WebSocket;
        address.prepend(isWebSocket ? "ws://" : "http://");
    }
    QUrl url(QString::fromUtf8(address), QUrl::TolerantMode);
    if (options.user.isEmpty() && !url.userInfo().isEmpty())
        options.user = QByteArray(url.userName(QUrl::FullyDecoded).toUtf8() + ':'
                                  + url.password(QUrl::FullyDecoded).toUtf8());
    url.setUserInfo({});
    if (url.path().isEmpty())
        url.setPath(QStringLiteral("/"));
    const bool isSecure = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("wss");
    if (url.scheme().startsWith(QLatin1String("ws")))
        options.technique = Technique::WebSocket;
    else if (options.technique == Technique::WebSocket)
        url.setScheme(isSecure ? QStringLiteral("wss") : QStringLiteral("ws"));
    options.url = url;
}

std::optional<QString> faultOf(const Reading &reading, const ShellWords &words)
{
    if (words.isUnclosed)
        return Words::tr("A quote of this command line is not closed: paste all of it.");
    if (reading.isServer)
        return Words::tr("This command line starts a server; the mock server is the one here.");
    if (reading.urls.isEmpty())
        return Words::tr("There is no address in this command line.");
    const QUrl &url = reading.options.url;
    const bool isKnown = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https")
        || url.scheme() == QLatin1String("ws") || url.scheme() == QLatin1String("wss");
    if (!url.isValid() || url.host().isEmpty() || !isKnown)
        return Words::tr("The address in this command line is none of ws, wss, http or https.");
    return std::nullopt;
}

} // namespace

bool looksLikeCommand(const QString &text)
{
    const QByteArray start = text.trimmed().left(4096).toUtf8();
    const ShellWords read = shellWords(start, shellOf(start));
    return read.words.size() > 1 && !programOf(read.words.first()).isEmpty();
}

std::optional<PastedCommand> readCommand(const QString &text)
{
    const QByteArray line = text.toUtf8();
    const ShellWords words = shellWords(line, shellOf(line));
    const QByteArray program = words.words.isEmpty() ? QByteArray() : programOf(words.words.first());
    if (program.isEmpty())
        return std::nullopt;
    const QByteArrayList arguments = words.words.mid(1);
    Reading reading = program == "curl" ? readCurl(arguments)
        : program == "wscat"            ? readWscat(arguments)
                                        : readWebsocat(arguments);
    settleFields(reading);
    if (!reading.urls.isEmpty())
        takeUrl(reading.options, reading.urls.first());
    PastedCommand command;
    command.program = QString::fromLatin1(program);
    command.options = reading.options;
    command.remarks = remarksOf(reading, words);
    command.fault = faultOf(reading, words);
    return command;
}

} // namespace Pushscope
