// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/engine.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

namespace Pushscope {

/// Sends the lines of standard input on a session, and closes it with 1000 at its end. Nothing is
/// read before the session can send.
class StandardInput : public QObject
{
public:
    /// @param emits lines are Socket.IO events where they can be read so: parseSocketIoEmission().
    StandardInput(Engine &engine, quint32 session, bool emits);

private:
    /// A line longer than this is sent in pieces: nothing grows with the input.
    static constexpr qsizetype MaxLineOctets = 16 * 1024 * 1024;

    void checkOpen();
    void read();
    void sendLine(const QByteArray &line);

    Engine &m_engine;
    quint32 m_session;
    bool m_emits;
    QSocketNotifier m_notifier;
    QByteArray m_buffer;
};

} // namespace Pushscope
