// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/endpointsmodel.h"

#include "gui/address/techniquelabels.h"
#include "models/formatting.h"

namespace Pushscope {

namespace {

bool isSameList(const QList<MockEndpointStatus> &a, const QList<MockEndpointStatus> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto &x, const auto &y) { return x.path == y.path; });
}

} // namespace

void EndpointsModel::setEndpoints(const QList<MockEndpointStatus> &endpoints)
{
    // What is a technique's comes into the list; pages and controls are not connected to.
    QList<MockEndpointStatus> shown;
    for (const MockEndpointStatus &endpoint : endpoints) {
        if (!endpoint.technique.isEmpty())
            shown.append(endpoint);
    }
    if (!isSameList(shown, m_endpoints)) {
        beginResetModel();
        m_endpoints = shown;
        endResetModel();
        return;
    }
    for (qsizetype row = 0; row < shown.size(); ++row) {
        const bool isChanged = shown[row].clients != m_endpoints[row].clients
            || shown[row].sent != m_endpoints[row].sent;
        m_endpoints[row] = shown[row];
        if (isChanged)
            emit dataChanged(index(static_cast<int>(row)), index(static_cast<int>(row)));
    }
}

MockEndpointStatus EndpointsModel::endpoint(const QModelIndex &index) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? m_endpoints[index.row()]
                                                             : MockEndpointStatus();
}

int EndpointsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_endpoints.size());
}

QVariant EndpointsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MockEndpointStatus &endpoint = m_endpoints[index.row()];
    const QString clients = tr("%n client(s)", nullptr, static_cast<int>(endpoint.clients));
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromUtf8(endpoint.path);
    case ClientsTextRole:
        return clients;
    case HasClientsRole:
        return endpoint.clients > 0;
    case Qt::AccessibleTextRole:
        return QString(QString::fromUtf8(endpoint.path) + QLatin1String(", ") + clients);
    case Qt::ToolTipRole:
        return tr("%1 · %2 sent")
            .arg(techniqueLabel(endpoint.technique), groupedNumber(endpoint.sent));
    default:
        return {};
    }
}

} // namespace Pushscope
