// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/scriptednetwork.h"

namespace Pushscope {

/// What a ScriptedNetwork hands out: does nothing but note what it was asked for.
class ScriptedStream final : public Stream
{
public:
    explicit ScriptedStream(std::shared_ptr<ScriptedPeer> peer);
    ~ScriptedStream() override;

    void write(QByteArray octets) override;
    [[nodiscard]] qint64 pendingOctets() const override;
    void setReadingPaused(bool isPaused) override;
    void shutdownWriting() override;
    void close(int graceMs) override;
    void abort() override;

private:
    std::shared_ptr<ScriptedPeer> m_peer;
};

} // namespace Pushscope
