// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/socketioarguments.h"

#include "capture/jsonvalue.h"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace Pushscope {

namespace {

bool refuse(const char *option, const std::string &value, const char *expected)
{
    std::fprintf(stderr, "%s: \"%s\" is not %s\n", option, value.c_str(), expected);
    return false;
}

} // namespace

void SocketIoArguments::addTo(CLI::App &command)
{
    command.add_option("--emit",
                       "socket.io: emit an event once connected: 'EVENT', 'EVENT,JSON…' or "
                       "'[\"EVENT\",JSON…]', '/namespace,' before it; {\"base64\":\"…\"} is binary")
        ->allow_extra_args(false)
        ->expected(1)
        ->take_all();
    command.add_option("--emit-ack", "socket.io: the same, and ask for an acknowledgement")
        ->allow_extra_args(false)
        ->expected(1)
        ->take_all();
    command.add_option("--ack", acknowledgement,
                       "socket.io: JSON array by which events are acknowledged that ask for it");
    command.add_option("--transport", transports,
                       "socket.io: polling, websocket, or polling then upgrade (upgrade)")
        ->check(CLI::IsMember({ "upgrade", "polling", "websocket" }));
    command.add_option("--namespace", namespaces,
                       "socket.io: '/name' to connect to, up to protocol 4 '/name?a=b' (/)")
        ->allow_extra_args(false);
    command.add_option("--auth", auth, "socket.io: JSON object that CONNECT carries");
    command.add_option("--eio", revision, "socket.io: revision of Engine.IO (found out)")
        ->check(CLI::Range(3, 4));
    command.add_option("--path", path, "socket.io: path of the requests (the URL's; /socket.io/)");
}

std::string SocketIoArguments::firstGiven() const
{
    if (!transports.empty())
        return "--transport";
    if (!namespaces.empty())
        return "--namespace";
    if (auth)
        return "--auth";
    if (revision)
        return "--eio";
    if (!path.empty())
        return "--path";
    return acknowledgement ? "--ack" : "";
}

bool SocketIoArguments::read(ClientOptions &options) const
{
    const std::string given = firstGiven();
    if (given.empty())
        return true;
    if (options.technique != Technique::SocketIo && options.technique != Technique::Auto) {
        std::fprintf(stderr, "%s: only technique socket.io has it\n", given.c_str());
        return false;
    }
    SocketIoOptions &socketIo = options.socketIo;
    if (const auto known = socketIoTransportsFromName(QByteArray::fromStdString(transports)))
        socketIo.transports = *known;
    for (const std::string &text : namespaces) {
        const auto found = parseSocketIoNamespace(QByteArray::fromStdString(text));
        if (!found)
            return refuse("--namespace", text, "'/name' or '/name?query', without commas");
        socketIo.namespaces.append(*found);
    }
    if (auth) {
        socketIo.auth = QByteArray::fromStdString(*auth);
        if (!isValidJson(socketIo.auth) || !jsonMembers(socketIo.auth))
            return refuse("--auth", *auth, "a JSON object");
    }
    if (revision)
        socketIo.revision = *revision == 3 ? EngineIo::Revision::V3 : EngineIo::Revision::V4;
    socketIo.path = QByteArray::fromStdString(path);
    if (acknowledgement) {
        socketIo.acknowledgement = QByteArray::fromStdString(*acknowledgement);
        if (!isValidJson(*socketIo.acknowledgement) || !jsonElements(*socketIo.acknowledgement))
            return refuse("--ack", *acknowledgement, "a JSON array");
    }
    return true;
}

bool SocketIoArguments::isEmission(const std::string &option)
{
    return option == "--emit" || option == "--emit-ack";
}

bool SocketIoArguments::isSendable(const std::string &option, Technique technique)
{
    if (isEmission(option))
        return technique == Technique::SocketIo;
    const bool isFrame = option == "--ping" || option == "--close";
    return !isFrame || technique != Technique::SocketIo;
}

std::optional<OutgoingMessage> SocketIoArguments::readEmission(const std::string &option,
                                                               const std::string &value)
{
    const auto emission = parseSocketIoEmission(QByteArray::fromStdString(value));
    if (!emission) {
        refuse(option.c_str(), value, "'EVENT', 'EVENT,JSON' or '[\"EVENT\",JSON]'");
        return std::nullopt;
    }
    OutgoingMessage message;
    message.type = OutgoingMessage::Type::Emission;
    message.emission = *emission;
    message.emission.wantsAck = option == "--emit-ack";
    return message;
}

} // namespace Pushscope
