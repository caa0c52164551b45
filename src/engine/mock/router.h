// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/mockendpoint.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace Pushscope {

/// Finds the endpoint for a request, and answers where there is none.
class Router
{
public:
    void add(std::unique_ptr<MockEndpoint> endpoint);
    /// Whether one answers at just @p path.
    [[nodiscard]] bool has(const QByteArray &path) const;
    /// Serves @p request, or answers 404, 405 or a preflight.
    void route(MockConnection &connection, const MockRequest &request) const;
    /// What answers at @p path; nullptr: nothing.
    [[nodiscard]] MockEndpoint *find(const QByteArray &path) const;
    [[nodiscard]] const std::vector<std::unique_ptr<MockEndpoint>> &endpoints() const
    {
        return m_endpoints;
    }

private:

    std::vector<std::unique_ptr<MockEndpoint>> m_endpoints;
};

} // namespace Pushscope
