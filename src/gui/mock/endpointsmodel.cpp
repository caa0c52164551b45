// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/endpointsmodel.h"

#include "gui/address/techniquelabels.h"
#include "models/formatting.h"

#include <algorithm>

namespace Pushscope {

void EndpointsModel::setEndpoints(const QList<MockEndpointStatus> &endpoints, bool isRunning)
{
    m_endpoints.clear();
    std::vector<TreeRow> rows;
    for (const MockEndpointStatus &endpoint : endpoints) {
        // Pages and controls are not connected to.
        if (endpoint.technique.isEmpty())
            continue;
        m_endpoints.append(endpoint);
        rows.push_back(rowOf(endpoint, isRunning));
    }
    setRows(std::move(rows));
}

TreeRow EndpointsModel::rowOf(const MockEndpointStatus &endpoint, bool isRunning)
{
    const QString path = QString::fromUtf8(endpoint.path);
    const QString technique = techniqueLabel(endpoint.technique);
    const QString clients = tr("%n client(s)", nullptr, static_cast<int>(endpoint.clients));
    TreeRow row;
    row.key = endpoint.path;
    row.values[Qt::DisplayRole] = path;
    row.values[ClientsTextRole] = isRunning ? clients : technique;
    row.values[HasClientsRole] = endpoint.clients > 0;
    row.values[ClientRole] = quint32(0);
    row.values[LongTextRole] = isRunning
        ? tr("%1 · %2 sent · %3").arg(technique, groupedNumber(endpoint.sent), clients)
        : technique;
    row.values[Qt::AccessibleTextRole]
        = QString(path + QLatin1String(", ") + (isRunning ? clients : technique));
    row.values[Qt::ToolTipRole] = tr("%1 · %2 sent").arg(technique, groupedNumber(endpoint.sent));
    for (const MockClientStatus &client : endpoint.list)
        row.children.push_back(rowOf(client));
    const qint64 others = endpoint.clients - endpoint.list.size();
    if (others > 0 && isRunning) {
        TreeRow more;
        more.key = "more";
        more.isSelectable = false;
        more.values[Qt::DisplayRole]
            = tr("and %n other(s)", nullptr, static_cast<int>(others));
        row.children.push_back(more);
    }
    return row;
}

TreeRow EndpointsModel::rowOf(const MockClientStatus &client)
{
    constexpr double NsPerSecond = 1e9;
    const QString address = QString::fromUtf8(client.address);
    const QString since
        = tr("since %1 s").arg(static_cast<double>(client.since) / NsPerSecond, 0, 'f', 1);
    const QString octets = tr("↑ %1 · ↓ %2", "octets sent to and received from a client")
                               .arg(octetsText(client.octetsSent), octetsText(client.octetsReceived));
    TreeRow row;
    row.key = QByteArray::number(client.client);
    row.values[Qt::DisplayRole] = address;
    row.values[ClientsTextRole] = octetsText(client.octetsSent);
    row.values[HasClientsRole] = true;
    row.values[ClientRole] = client.client;
    row.values[LongTextRole] = QString(since + QStringLiteral(" · ") + octets);
    row.values[Qt::AccessibleTextRole]
        = tr("Client %1, %2, %3 sent, %4 received")
              .arg(address, since, octetsText(client.octetsSent),
                   octetsText(client.octetsReceived));
    row.values[Qt::ToolTipRole]
        = tr("Connection %1 · %2 · %3").arg(client.connection).arg(since, octets);
    return row;
}

MockEndpointStatus EndpointsModel::endpoint(const QModelIndex &index) const
{
    const QByteArray path = key(index.parent().isValid() ? index.parent() : index);
    const auto found
        = std::find_if(m_endpoints.begin(), m_endpoints.end(),
                       [&](const MockEndpointStatus &one) { return one.path == path; });
    return found == m_endpoints.end() || path.isEmpty() ? MockEndpointStatus() : *found;
}

std::optional<MockClientStatus> EndpointsModel::client(const QModelIndex &index) const
{
    const quint32 number = data(index, ClientRole).toUInt();
    if (number == 0)
        return std::nullopt;
    for (const MockClientStatus &client : endpoint(index).list) {
        if (client.client == number)
            return client;
    }
    return std::nullopt;
}

} // namespace Pushscope
