// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/channel.h"
#include "engine/mock/mockendpoint.h"
#include "engine/mock/scenarioplayer.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>

namespace Pushscope {

/// The messages that each client has of its own: of one channel, at whichever endpoints carry it, or
/// of the steps of one endpoint.
///
/// Threads: on the thread of its loop.
class ScenarioRuns : public std::enable_shared_from_this<ScenarioRuns>
{
public:
    /// How long a client's messages go on when no request of its is there. A polling client is back
    /// far sooner, and who starts over after that gets them from the first.
    static constexpr std::chrono::milliseconds ForgetAfter { 10'000 };
    /// Clients at a time. Each takes some KiB.
    static constexpr std::size_t MaxRuns = 10'000;

    struct Run {
        Run(const QByteArray &name, qint64 number);
        Run(const Run &) = delete;
        Run &operator=(const Run &) = delete;
        ~Run();

        Channel channel;
        qint64 client; ///< From 1.
        /// What serves this client, by whose part that is.
        std::map<const MockEndpoint *, std::unique_ptr<MockEndpoint>> endpoints;
        std::unique_ptr<ScenarioPlayer> player;
        Channel *shared = nullptr;
        int token = 0;
        int requests = 0; ///< Being served.
        std::unique_ptr<Timer> forgetTimer;
    };

    /// Plays a client's messages into its channel.
    using Play = std::function<std::unique_ptr<ScenarioPlayer>(Channel &channel, qint64 client)>;

    /// @param shared what is published to it goes to every client; outlives this. nullptr: none.
    ScenarioRuns(EngineLoop &loop, QByteArray name, Play play, Channel *shared);

    /// A request of the client @p key begins, which goes on until the result is destroyed; that may
    /// be after this. An empty key is a client that nobody else is. nullptr: there are too many.
    [[nodiscard]] std::shared_ptr<Run> join(const QByteArray &key);

private:
    [[nodiscard]] Run &begin(const QByteArray &key);
    void left(const QByteArray &key, bool isNamed);

    EngineLoop &m_loop;
    QByteArray m_name;
    Play m_play;
    Channel *m_shared;
    std::map<QByteArray, std::shared_ptr<Run>> m_runs;
    qint64 m_clients = 0;
};

} // namespace Pushscope
