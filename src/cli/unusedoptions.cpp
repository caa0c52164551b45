// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/unusedoptions.h"

#include "engine/api/clientoptions.h"
#include "engine/api/techniques.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace Pushscope {

namespace {

struct Use {
    const char *option;
    std::vector<Technique> techniques;
};

std::vector<Technique> techniquesThat(bool (*hold)(Technique))
{
    std::vector<Technique> found;
    for (const TechniqueRow &row : techniqueTable()) {
        if (row.technique != Technique::Auto && hold(row.technique))
            found.push_back(row.technique);
    }
    return found;
}

/// Options that only some techniques have a use for.
std::vector<Use> uses()
{
    const std::vector<Technique> pollings { Technique::ShortPoll, Technique::LongPoll,
                                            Technique::IframePoll, Technique::Jsonp };
    const std::vector<Technique> senders
        = techniquesThat([](Technique technique) { return techniqueRow(technique).canSend; });
    const std::vector<Technique> answered
        = techniquesThat([](Technique technique) { return technique != Technique::WebSocket; });
    // Whose first request is one of its own is given neither.
    const std::vector<Technique> requests = techniquesThat([](Technique technique) {
        return technique != Technique::WebSocket && technique != Technique::SocketIo;
    });
    return { { "--method", requests },
             { "--data", requests },
             { "--subprotocol", { Technique::WebSocket } },
             { "--no-deflate", { Technique::WebSocket, Technique::SocketIo } },
             { "--interval", pollings },
             { "--overlap", pollings },
             { "--cursor", pollings },
             { "--callback-param", { Technique::Jsonp } },
             { "--outlive", { Technique::Jsonp } },
             { "--last-event-id", { Technique::Sse } },
             { "--until-event", { Technique::Sse, Technique::SocketIo } },
             { "--until-ok", answered },
             { "--echo", senders },
             { "-i", senders } };
}

/// Whether a client with @p options may come to speak @p technique: auto takes ws: URLs for
/// WebSockets, and no other URL for one.
bool mayBe(const ClientOptions &options, Technique technique)
{
    if (options.technique != Technique::Auto)
        return options.technique == technique;
    const bool isWebSocket = options.url.scheme().startsWith(QLatin1StringView("ws"));
    return isWebSocket == (technique == Technique::WebSocket);
}

} // namespace

bool areAllUsed(const CLI::App &command, const ClientOptions &options)
{
    for (const Use &use : uses()) {
        if (command.count(use.option) == 0)
            continue;
        const bool isUsed = std::any_of(use.techniques.begin(), use.techniques.end(),
                                        [&](Technique each) { return mayBe(options, each); });
        if (isUsed)
            continue;
        std::string names;
        for (Technique each : use.techniques)
            names += (names.empty() ? "" : ", ") + techniqueName(each).toByteArray().toStdString();
        std::fprintf(stderr, "%s: of use only to %s\n", use.option, names.c_str());
        return false;
    }
    return true;
}

} // namespace Pushscope
