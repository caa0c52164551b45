// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <functional>
#include <memory>

class QSocketNotifier;

namespace Pushscope {

/// SIGINT, SIGTERM and SIGHUP as calls from the event loop; SIGHUP stays ignored where it was, as by
/// nohup. One at a time in a process.
class Signals
{
public:
    /// @p handler is called with the exit status of contract §2: 130, 143 or 129.
    explicit Signals(std::function<void(int)> handler);
    ~Signals();
    Q_DISABLE_COPY_MOVE(Signals)

private:
    std::function<void(int)> m_handler;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace Pushscope
