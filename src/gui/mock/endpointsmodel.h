// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/mockoptions.h"
#include "models/keyedtreemodel.h"

#include <optional>

namespace Pushscope {

/// The endpoints of the mock server, running or only to be started, and under each the clients that
/// it serves.
class EndpointsModel : public KeyedTreeModel
{
    Q_OBJECT

public:
    enum ItemRole {
        ClientsTextRole = Qt::UserRole, ///< QString: at the right end of the row
        HasClientsRole, ///< bool; of a client true
        ClientRole, ///< quint32: its number; 0 of an endpoint
        LongTextRole, ///< QString: in place of ClientsTextRole where there is room
    };

    using KeyedTreeModel::KeyedTreeModel;

    /// Where none runs there are no clients, and what each is says its technique.
    void setEndpoints(const QList<MockEndpointStatus> &endpoints, bool isRunning = true);
    /// The one of @p index, or that its client is one of; nothing but an empty path elsewhere.
    [[nodiscard]] MockEndpointStatus endpoint(const QModelIndex &index) const;
    [[nodiscard]] std::optional<MockClientStatus> client(const QModelIndex &index) const;

private:
    [[nodiscard]] static TreeRow rowOf(const MockEndpointStatus &endpoint, bool isRunning);
    [[nodiscard]] static TreeRow rowOf(const MockClientStatus &client);

    QList<MockEndpointStatus> m_endpoints;
};

} // namespace Pushscope
