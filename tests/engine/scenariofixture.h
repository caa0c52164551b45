// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/loopfixture.h"
#include "engine/mock/scenario.h"

namespace Pushscope {

/// A mock that a scenario file says everything about.
struct ScenarioFixture : LoopFixture {
    explicit ScenarioFixture(const QByteArray &file)
    {
        auto read = readScenario(file);
        if (const auto *scenario = std::get_if<Scenario>(&read))
            play(std::make_shared<Scenario>(*scenario));
    }
    explicit ScenarioFixture(std::shared_ptr<const Scenario> scenario) { play(scenario); }

    void play(std::shared_ptr<const Scenario> scenario)
    {
        MockOptions options;
        options.scenario = std::move(scenario);
        serve(options);
    }

    /// What a new client is sent for @p line (`GET /path`) at once.
    QByteArray ask(const QByteArray &line, const QByteArray &fields = {})
    {
        return begin(line, fields)->takeWritten();
    }

    /// A new client that has sent a request.
    std::shared_ptr<ScriptedPeer> begin(const QByteArray &line, const QByteArray &fields = {})
    {
        return visit(line + " HTTP/1.1\r\nHost: localhost:8080\r\n" + fields + "\r\n");
    }

    /// A new client of @p path whose opening handshake is done.
    std::shared_ptr<ScriptedPeer> open(const QByteArray &path, const QByteArray &fields = {})
    {
        const auto visitor = visit(upgrade(path, fields));
        handshake = visitor->takeWritten();
        // What came behind the head with the same write stays to be looked at.
        const qsizetype end = handshake.indexOf("\r\n\r\n") + 4;
        behind = handshake.mid(end);
        handshake.truncate(end);
        return visitor;
    }

    QByteArray handshake;
    QByteArray behind;
};

inline QByteArray textFromClient(const QByteArray &text)
{
    return frame(Role::Client, 0x81, text);
}

inline QByteArray textFromServer(const QByteArray &text)
{
    return frame(Role::Server, 0x81, text);
}

/// The data of the events in @p octets, one a line.
inline QByteArray eventData(const QByteArray &octets)
{
    QByteArray data;
    for (const QByteArray &line : octets.split('\n')) {
        if (line.startsWith("data: "))
            data += line.mid(6) + '\n';
    }
    return data;
}

} // namespace Pushscope
