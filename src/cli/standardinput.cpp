// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/standardinput.h"

#include <array>
#include <unistd.h>

namespace Pushscope {

namespace {

constexpr quint16 NormalClosure = 1000;

} // namespace

StandardInput::StandardInput(Engine &engine, quint32 session, bool emits)
    : m_engine(engine)
    , m_session(session)
    , m_emits(emits)
    , m_notifier(STDIN_FILENO, QSocketNotifier::Read)
{
    m_notifier.setEnabled(false);
    connect(&m_engine, &Engine::statusesChanged, this, [this] { checkOpen(); });
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] { read(); });
}

void StandardInput::checkOpen()
{
    for (const SessionStatus &status : m_engine.statuses()) {
        if (status.session == m_session)
            m_notifier.setEnabled(status.canSend);
    }
}

void StandardInput::read()
{
    std::array<char, 64 * 1024> piece {};
    const ssize_t count = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (count <= 0) {
        m_notifier.setEnabled(false);
        disconnect(&m_engine, nullptr, this, nullptr);
        if (!m_buffer.isEmpty())
            sendLine(m_buffer);
        m_engine.send(m_session, { .type = OutgoingMessage::Type::Close,
                                   .payload = {},
                                   .closeCode = NormalClosure });
        return;
    }
    m_buffer.append(piece.data(), count);
    qsizetype from = 0;
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n', from)) {
        sendLine(m_buffer.mid(from, end - from));
        from = end + 1;
    }
    m_buffer.remove(0, from);
    if (m_buffer.size() > MaxLineOctets) {
        sendLine(m_buffer);
        m_buffer.clear();
    }
}

void StandardInput::sendLine(const QByteArray &line)
{
    const auto emission = m_emits ? parseSocketIoEmission(line) : std::nullopt;
    if (emission) {
        m_engine.send(m_session, { .type = OutgoingMessage::Type::Emission,
                                   .payload = {},
                                   .emission = *emission });
        return;
    }
    m_engine.send(m_session, { .type = OutgoingMessage::Type::Text, .payload = line });
}

} // namespace Pushscope
