// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/mockoptions.h"

#include <QAbstractListModel>

namespace Pushscope {

/// The endpoints of the running mock server: path and how many clients each has.
class EndpointsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum ItemRole {
        ClientsTextRole = Qt::UserRole, ///< QString
        HasClientsRole,
    };

    using QAbstractListModel::QAbstractListModel;

    void setEndpoints(const QList<MockEndpointStatus> &endpoints);
    [[nodiscard]] MockEndpointStatus endpoint(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<MockEndpointStatus> m_endpoints;
};

} // namespace Pushscope
