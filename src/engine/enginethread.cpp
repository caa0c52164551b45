// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/enginethread.h"

#include <utility>

namespace Pushscope {

EngineThread::EngineThread(RecordSink &sink, const Clock &clock, const QString &name)
{
    m_thread.setObjectName(name);
    m_context.moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        &m_context,
        [&] {
            m_network = std::make_unique<QtNetwork>(clock);
            m_loop = std::make_unique<EngineLoop>(
                sink, *m_network, [this](std::function<void()> function) {
                    QMetaObject::invokeMethod(&m_context, std::move(function),
                                              Qt::QueuedConnection);
                });
        },
        Qt::BlockingQueuedConnection);
}

EngineThread::~EngineThread()
{
    QMetaObject::invokeMethod(
        &m_context,
        [this] {
            m_loop.reset();
            m_network.reset();
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void EngineThread::run(std::function<void(EngineLoop &)> function)
{
    QMetaObject::invokeMethod(
        &m_context,
        [this, function = std::move(function)] {
            if (m_loop)
                function(*m_loop);
        },
        Qt::QueuedConnection);
}

void EngineThread::runAndWait(const std::function<void(EngineLoop &)> &function)
{
    QMetaObject::invokeMethod(
        &m_context,
        [this, &function] {
            if (m_loop)
                function(*m_loop);
        },
        Qt::BlockingQueuedConnection);
}

} // namespace Pushscope
