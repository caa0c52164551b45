// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/mock/mockserver.h"

#include <utility>

namespace Pushscope {

class MockServer::Private
{
public:
    Callbacks callbacks;
    SessionStatus status;
};

MockServer::MockServer(EngineLoop &, quint32 session, const MockOptions &, Callbacks callbacks)
    : d(std::make_unique<Private>())
{
    d->callbacks = std::move(callbacks);
    d->status.session = session;
    d->status.isMock = true;
}

MockServer::~MockServer() = default;
void MockServer::start() { }
void MockServer::stop() { }
bool MockServer::isStopped() const { return true; }
void MockServer::publish(const QByteArray &, const QByteArray &) { }
SessionStatus MockServer::status() const { return d->status; }

} // namespace Pushscope
