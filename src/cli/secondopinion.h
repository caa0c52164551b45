// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/output.h"
#include "engine/api/stockclient.h"
#include "models/findingdetector.h"
#include "models/stockcomparison.h"

#include <QTimer>

#include <functional>
#include <memory>
#include <mutex>

namespace Pushscope {

/// `connect --stock`: the same connection by an ordinary library, and both outcomes side by side.
///
/// Threads: the main thread, but for observe().
class SecondOpinion
{
public:
    /// Begins at once.
    explicit SecondOpinion(const ClientOptions &options);

    /// Takes what really happened. Threads: any, one at a time.
    void observe(std::span<const Record> records, OctetSource &octets);
    /// Our own client is over: gives the other one a while to come to its end, too, and then ends
    /// it; calls @p done once it is over.
    void end(std::function<void()> done);
    /// Waits for the other one, where end() was not called.
    void wait();
    void print(bool isJson, Output &output) const;

private:
    std::unique_ptr<StockClient> m_client;
    std::optional<StockOutcome> m_stock;
    std::function<void()> m_done;
    QTimer m_patience;
    mutable std::mutex m_mutex; ///< For what follows.
    OwnOutcome m_ours;
    FindingsDetector m_detector;
};

} // namespace Pushscope
