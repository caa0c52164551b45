// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/client/clientsession.h"
#include "engine/engineloop.h"
#include "engine/mock/mockserver.h"
#include "engine/story.h"
#include "support/linesink.h"
#include "support/scriptednetwork.h"

#include <map>
#include <memory>
#include <optional>

namespace Pushscope {

/// An engine loop without threads, sockets and passing time.
class LoopFixture
{
public:
    LoopFixture();
    /// Joins the network of another loop, so that both can talk to each other.
    explicit LoopFixture(ScriptedNetwork &shared);
    ~LoopFixture();
    LoopFixture(const LoopFixture &) = delete;
    LoopFixture &operator=(const LoopFixture &) = delete;

    [[nodiscard]] ScriptedNetwork &network() { return *m_network; }
    [[nodiscard]] ScriptedPeer &peer() { return m_network->peer(); }
    [[nodiscard]] std::size_t peers() const { return m_network->peers().size(); }
    [[nodiscard]] LineSink &sink() { return m_sink; }
    [[nodiscard]] EngineLoop &loop() { return *m_loop; }
    void settle() { m_network->settle(); }
    void advance(std::chrono::nanoseconds duration) { m_network->advance(duration); }

    /// Starts a client; one at a time.
    ClientSession &connect(const ClientOptions &options);
    [[nodiscard]] ClientSession &client() { return *m_client; }
    void disconnect();
    void dropClient() { m_client.reset(); }
    /// How the client's run ended, once it did.
    [[nodiscard]] const std::optional<SessionOutcome> &outcome() const { return m_outcome; }
    [[nodiscard]] int timesEnded() const { return m_timesEnded; }

    /// Starts a mock on port 8080.
    MockServer &serve(MockOptions options = {});
    [[nodiscard]] MockServer &mock() { return *m_mock; }
    /// A client of the mock that has sent @p octets.
    std::shared_ptr<ScriptedPeer> visit(const QByteArray &octets = {});
    void dropMock() { m_mock.reset(); }

    /// story() of what was recorded since the last call.
    QByteArray takeStory();
    /// The same, of some kinds.
    QByteArray takeStory(const QByteArray &kinds);

private:
    void makeLoop();

    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<ScriptedNetwork> m_ownNetwork;
    ScriptedNetwork *m_network;
    LineSink m_sink;
    std::map<int, std::unique_ptr<Timer>> m_posted;
    int m_posts = 0;
    std::unique_ptr<EngineLoop> m_loop;
    std::unique_ptr<ClientSession> m_client;
    std::unique_ptr<MockServer> m_mock;
    std::optional<SessionOutcome> m_outcome;
    int m_timesEnded = 0;
    qsizetype m_told = 0;
};

/// Options of a client of @p url as @p technique.
[[nodiscard]] ClientOptions clientOf(Technique technique, const char *url);

/// A response with @p body and its Content-Length; @p fields end with CR LF each.
[[nodiscard]] QByteArray response(const QByteArray &status, const QByteArray &fields = {},
                                  const QByteArray &body = {});
[[nodiscard]] QByteArray chunk(const QByteArray &octets);

/// A server's 101 to the opening handshake @p request.
[[nodiscard]] QByteArray switching(const QByteArray &request, const QByteArray &fields = {});
/// An opening handshake for @p path, without extensions.
[[nodiscard]] QByteArray upgrade(const QByteArray &path, const QByteArray &fields = {});
/// A frame; masked where a client sends it.
[[nodiscard]] QByteArray frame(Role from, quint8 firstOctet, const QByteArray &payload);
[[nodiscard]] QByteArray closeFrame(Role from, std::optional<quint16> code,
                                    const QByteArray &reason = {});

} // namespace Pushscope
