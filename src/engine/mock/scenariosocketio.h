// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/engineiosettings.h"
#include "engine/mock/fault.h"
#include "engine/mock/scenariojson.h"
#include "engine/mock/template.h"

#include <QByteArray>

#include <chrono>
#include <optional>
#include <vector>

namespace Pushscope {

// What a scenario says of a Socket.IO endpoint.

struct ScenarioPublish {
    QByteArray channel;
    std::optional<Template> message; ///< nullopt: what was received, as it came.
};

/// An event that is sent.
struct ScenarioEmission {
    enum class To : quint8 { Sender, Others, All };
    To to = To::Sender;
    std::optional<Template> room; ///< Only to those in it; its text is the name.
    QByteArray event; ///< Empty: the one that came.
    std::optional<Template> arguments; ///< A list, or the only one; nullopt: those that came.
    bool wantsAck = false;
};

/// One of `on_event`.
struct ScenarioEventRule {
    QByteArray event; ///< `*`: every one.
    std::optional<ScenarioNode> match; ///< Of the first argument.
    /// What follows; any of them.
    std::optional<Template> join; ///< Name of a room.
    std::optional<Template> leave;
    std::optional<ScenarioEmission> reply;
    std::optional<ScenarioEmission> broadcast;
    std::optional<ScenarioPublish> publish;
    std::optional<Template> ack; ///< Arguments: a list, or the only one.
    bool disconnects = false;
};

/// One of `steps`: one of its three is set.
struct ScenarioEventStep {
    std::chrono::milliseconds after { 0 };
    std::optional<ScenarioEmission> emission;
    std::optional<ScenarioPublish> publish;
    bool disconnects = false;
};

/// What a client that may not connect to a namespace is told.
struct ScenarioConnectError {
    QByteArray message;
    std::optional<Template> data;
};

struct ScenarioNamespace {
    /// The messages of a channel as events.
    struct Feed {
        QByteArray event;
        QByteArray channel;
    };

    QByteArray name = QByteArrayLiteral("/");
    std::vector<Feed> feeds;
    /// Of the connect payload, or of the query of older clients; who has less is refused.
    std::optional<ScenarioNode> auth;
    std::optional<ScenarioConnectError> refusal; ///< Of all, where there is no auth.
    std::vector<ScenarioEventRule> rules;
    std::vector<ScenarioEventStep> steps; ///< Of each client, from when it connects.
};

struct ScenarioSocketIo {
    EngineIoSettings engine;
    std::vector<ScenarioNamespace> namespaces; ///< The first is `/`.
    std::vector<ScenarioFault> faults; ///< Of each session, whatever carries it.
};

} // namespace Pushscope
