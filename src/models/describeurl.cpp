// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/describeurl.h"

#include "models/words.h"

namespace Pushscope {

namespace {

/// A stranger's or a slip's control characters are not for a terminal.
QString shown(const QByteArray &octets)
{
    QString text = QString::fromUtf8(octets);
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

QString fieldName(const QByteArray &option, const QByteArray &value)
{
    if (option == "header")
        return shown(value);
    if (option == "cookie")
        return QStringLiteral("Cookie");
    return option == "origin" ? QStringLiteral("Origin") : QStringLiteral("Last-Event-ID");
}

QString describeField(const Error &error)
{
    const QByteArray option = error.value("option");
    const QString value = shown(error.value("value"));
    if (error.value("fault") == "twice")
        return Words::tr("The subprotocol “%1” is offered twice; RFC 6455 §4.1 wants each once.")
            .arg(value);
    if (error.value("fault") == "value")
        return Words::tr("The value of %1 holds a line end or another control character, which "
                         "cannot be sent in a field.")
            .arg(fieldName(option, error.value("value")));
    if (option == "subprotocol")
        return Words::tr("“%1” is no subprotocol: those are letters, digits and some signs, without "
                         "blanks and commas (RFC 6455 §4.1).")
            .arg(value);
    if (option == "callback")
        return Words::tr("“%1” cannot be the name of a query parameter.").arg(value);
    return option == "method" ? Words::tr("“%1” is no request method.").arg(value)
                              : Words::tr("“%1” is no name of a field.").arg(value);
}

/// `localhost:8080` and `feed.example/x`: what is before the first colon is no scheme.
bool isWithoutScheme(const QString &url)
{
    const qsizetype colon = url.indexOf(QLatin1Char(':'));
    return colon < 0 || (colon + 1 < url.size() && url.at(colon + 1).isDigit());
}

} // namespace

QString describeBadUrl(const Error &error)
{
    const QByteArray reason = error.value("reason");
    if (reason == "field")
        return describeField(error);
    const QString url = shown(error.value("url"));
    if (reason == "proxy")
        return Words::tr("“%1” is not a proxy: expected http://HOST:PORT or socks5://HOST:PORT.")
            .arg(url);
    if (reason == "proxy-user-too-long")
        return Words::tr("The user name or the password for the proxy %1 is too long: SOCKS5 takes "
                         "255 octets of each (RFC 1929 §2).")
            .arg(url);
    const QString from = shown(error.value("from"));
    if (!from.isEmpty() && reason == "scheme")
        return Words::tr("%1 redirects to “%2”, and redirects are only followed to http and https.")
            .arg(from, url);
    if (!from.isEmpty())
        return Words::tr("%1 redirects to “%2”, which is not a URL that can be connected to.")
            .arg(from, url);
    if (url.isEmpty())
        return Words::tr("There is no address: expected one like wss://feed.example/quotes.");
    if (reason == "scheme")
        return isWithoutScheme(url)
            ? Words::tr("“%1” does not say how to connect: write ws://%1 or http://%1.").arg(url)
            : Words::tr("“%1” cannot be connected to: the schemes are ws, wss, http and https.")
                  .arg(url);
    if (reason == "host")
        return Words::tr("“%1” names no host.").arg(url);
    if (reason == "host-characters")
        return Words::tr("The host in “%1” has characters that no host has.").arg(url);
    if (reason == "port")
        return Words::tr("The port in “%1” is none: ports are 1 to 65535.").arg(url);
    if (reason == "address")
        return Words::tr("The address in “%1” is none: IPv6 stands in brackets, as in "
                         "http://[::1]/.")
            .arg(url);
    return Words::tr("“%1” is not a URL that can be connected to.").arg(url);
}

} // namespace Pushscope
