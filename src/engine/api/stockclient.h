// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/stockoutcome.h"
#include "engine/api/clientoptions.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace Pushscope {

/// A second opinion: the connection that @p options describe, by an ordinary library, as far as it
/// can be told the same. On a thread of its own; nothing of it is recorded.
///
/// Threads: lives on one thread with an event loop; the signal arrives there.
class StockClient : public QObject
{
    Q_OBJECT

public:
    /// A stream without end is looked at for so long where the options name no other end: a
    /// duration of zero is none.
    static constexpr std::chrono::milliseconds LongestLook{ 10'000 };

    explicit StockClient(const ClientOptions &options, QObject *parent = nullptr);
    /// Waits for its thread, which waits for nobody.
    ~StockClient() override;

    void start();
    /// Ends it; finished() follows.
    void stop();

signals:
    /// Once.
    void finished(const Pushscope::StockOutcome &outcome);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Pushscope
