// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/batchbuilder.h"
#include "capture/recordsink.h"
#include "transport/network.h"

#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace Pushscope {

class Connection;

/// What the connections of one event loop share: network, recording, and the brake that holds all
/// of them when the recording cannot keep up.
///
/// Threads: lives on the thread of its network.
class EngineLoop
{
public:
    /// Runs a function on the loop's thread, from any thread.
    using Post = std::function<void(std::function<void()>)>;

    /// @p sink and @p network outlive the loop.
    EngineLoop(RecordSink &sink, Network &network, Post post);
    EngineLoop(const EngineLoop &) = delete;
    EngineLoop &operator=(const EngineLoop &) = delete;
    ~EngineLoop();

    [[nodiscard]] Network &network() { return m_network; }
    [[nodiscard]] BatchBuilder &batch() { return m_batch; }
    [[nodiscard]] CaptureCounters &counters() { return m_sink.counters(); }
    /// ns since the capture began.
    [[nodiscard]] qint64 now() const;
    [[nodiscard]] qint64 captureTime(qint64 monotonicNs) const
    {
        return m_batch.captureTime(monotonicNs);
    }

    /// To be called at the end of whatever an event led to: hands over what was recorded.
    void afterEvent();
    /// Nothing is read, and channels postpone, until the recording has room again.
    [[nodiscard]] bool isStalled() const { return m_isStalled; }
    /// @p listener is called when that changes; token for removeStallListener().
    int addStallListener(std::function<void(bool isStalled)> listener);
    void removeStallListener(int token);

    void add(Connection *connection);
    void remove(Connection *connection);
    /// Destroys @p connection once the loop is not inside one of its calls.
    void bury(std::unique_ptr<Connection> connection);
    /// Runs @p function from the event loop, unless the loop is gone by then.
    void later(std::function<void()> function);
    /// The same, and unless @p owner is gone.
    void later(std::weak_ptr<bool> owner, std::function<void()> function);

private:
    void checkStall();
    void setStalled(bool isStalled);
    void drained();

    RecordSink &m_sink;
    Network &m_network;
    Post m_post;
    BatchBuilder m_batch;
    std::set<Connection *> m_connections;
    std::vector<std::unique_ptr<Connection>> m_buried;
    std::vector<std::pair<int, std::function<void(bool)>>> m_stallListeners;
    int m_lastToken = 0;
    int m_drainToken = 0;
    bool m_isStalled = false;
    qint64 m_stalledSince = 0;
    std::shared_ptr<bool> m_isAlive; ///< False once destroyed; posted functions look at it.
};

} // namespace Pushscope
