// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/socketiosnippet.h"

#include "models/copiedcommand.h"

#include <QStringList>

namespace Pushscope {

namespace {

QString clientOptions(const SocketIoOptions &options, bool withAuth)
{
    QStringList members;
    if (options.path.isEmpty())
        members << QStringLiteral("path: url.pathname === '/' ? '/socket.io/' : url.pathname");
    else
        members << QLatin1String("path: ") + javaScriptString(QString::fromUtf8(options.path));
    if (options.transports == SocketIoTransports::Polling)
        members << QStringLiteral("transports: ['polling']");
    else if (options.transports == SocketIoTransports::WebSocket)
        members << QStringLiteral("transports: ['websocket']");
    if (withAuth && !options.auth.isEmpty())
        members << QLatin1String("auth: ") + QString::fromUtf8(options.auth);
    return QLatin1String("{ ") + members.join(QLatin1String(", ")) + QLatin1String(" }");
}

QString namespaceNames(const SocketIoOptions &options)
{
    QStringList names;
    for (const SocketIoNamespace &one : options.namespaces)
        names << javaScriptString(QString::fromUtf8(one.name));
    if (names.isEmpty())
        names << QStringLiteral("'/'");
    return names.join(QLatin1String(", "));
}

} // namespace

QString socketIoSnippet(const SocketIoOptions &options, bool withAuth)
{
    return QLatin1String("import { io } from 'socket.io-client';\n\n"
                         "const url = new URL(%1);\n"
                         "const connect = (name) => {\n"
                         "    const socket = io(url.origin + name, ")
        + clientOptions(options, withAuth)
        + QLatin1String(
               ");\n"
               "    socket.on('connect', () => console.log(name, 'connected', socket.id));\n"
               "    socket.on('connect_error', (error) => console.log(name, error.message));\n"
               "    socket.onAny((event, ...args) => console.log(name, event, ...args));\n"
               "    return socket;\n"
               "};\n"
               "const sockets = [")
        + namespaceNames(options) + QLatin1String("].map(connect);");
}

} // namespace Pushscope
