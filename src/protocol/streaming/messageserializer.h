// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/streaming/cut.h"

#include <QByteArray>
#include <QByteArrayView>

namespace Pushscope::Streaming {

/// Messages to octets of a streamed body; what it is told to write wrong, it writes wrong.
///
/// Messages are written as they are: one with a line end in it is several to who cuts by line;
/// isRepresentable() tells. Of Cut::GrpcWeb the flags are 0.
class MessageSerializer
{
public:
    explicit MessageSerializer(Cut cut)
        : m_cut(cut)
    {
    }

    /// Appends @p content with what delimits it.
    void message(QByteArray &to, QByteArrayView content);
    /// Appends what ends the body: of Cut::JsonArray its bracket, of others nothing.
    void end(QByteArray &to);

    /// False where the cutter would not give @p content back. Whether it is JSON at all is not
    /// asked.
    [[nodiscard]] static bool isRepresentable(Cut cut, QByteArrayView content);

private:
    void length(QByteArray &to, qint64 octets) const;

    Cut m_cut;
    bool m_hasBegun = false;
};

} // namespace Pushscope::Streaming
