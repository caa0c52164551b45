// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/scenariodraft.h"

#include "capture/technique.h"
#include "engine/api/scenarios.h"
#include "engine/api/techniques.h"

#include <algorithm>

namespace Pushscope {

namespace {

QByteArray textOf(const OrderedJson &object, QByteArrayView member)
{
    const OrderedJson *value = object.member(member);
    return value ? value->text().toUtf8() : QByteArray();
}

OrderedJson parsed(const char *json)
{
    return OrderedJson::parse(json).value_or(OrderedJson::object());
}

} // namespace

ScenarioDraft ScenarioDraft::ofDefaults()
{
    ScenarioDraft draft;
    draft.m_root = parsed(R"({"defaults": true, "endpoints": []})");
    return draft;
}

std::optional<ScenarioDraft> ScenarioDraft::read(QByteArrayView octets)
{
    constexpr QByteArrayView ByteOrderMark = "\xEF\xBB\xBF";
    const bool hasMark = octets.startsWith(ByteOrderMark);
    auto root = OrderedJson::parse(hasMark ? octets.sliced(ByteOrderMark.size()) : octets);
    if (!root || !root->isObject())
        return std::nullopt;
    ScenarioDraft draft;
    draft.m_root = *std::move(root);
    return draft;
}

Result<std::shared_ptr<const Scenario>> ScenarioDraft::check(const QString &name,
                                                             const QString &folder) const
{
    if (endpointCount() == 0 && hasDefaults())
        return std::shared_ptr<const Scenario>(); // As without one.
    return readScenarioText(text(), name, folder);
}

std::size_t ScenarioDraft::endpointCount() const
{
    const OrderedJson *endpoints = m_root.member("endpoints");
    return endpoints ? endpoints->values().size() : 0;
}

const OrderedJson *ScenarioDraft::find(const QByteArray &path) const
{
    const OrderedJson *endpoints = m_root.member("endpoints");
    if (!endpoints)
        return nullptr;
    const auto &all = endpoints->values();
    const auto found = std::find_if(all.begin(), all.end(), [&](const OrderedJson &one) {
        return textOf(one, "path") == path;
    });
    return found == all.end() ? nullptr : &*found;
}

OrderedJson *ScenarioDraft::find(const QByteArray &path)
{
    return const_cast<OrderedJson *>(std::as_const(*this).find(path));
}

OrderedJson ScenarioDraft::endpoint(const QByteArray &path) const
{
    const OrderedJson *found = find(path);
    return found ? *found : OrderedJson::object();
}

bool ScenarioDraft::hasEndpoint(const QByteArray &path) const
{
    return find(path) != nullptr;
}

void ScenarioDraft::setEndpoint(const QByteArray &path, const OrderedJson &endpoint)
{
    if (OrderedJson *present = find(path)) {
        *present = endpoint;
        return;
    }
    if (!m_root.has("endpoints"))
        m_root.set("endpoints", OrderedJson::array());
    m_root.member("endpoints")->append(endpoint);
}

void ScenarioDraft::removeEndpoint(const QByteArray &path)
{
    const OrderedJson *gone = find(path);
    if (gone)
        m_root.member("endpoints")
            ->removeAt(static_cast<std::size_t>(gone - m_root.member("endpoints")->values().data()));
}

bool ScenarioDraft::hasDefaults() const
{
    const OrderedJson *defaults = m_root.member("defaults");
    return defaults && defaults->isTrue();
}

QList<QByteArray> ScenarioDraft::channels() const
{
    const OrderedJson *channels = m_root.member("channels");
    QList<QByteArray> names = channels ? channels->keys() : QList<QByteArray>();
    for (const char *name : { "tick", "chat" }) {
        if (hasDefaults() && !names.contains(name))
            names.append(name);
    }
    return names;
}

OrderedJson ScenarioDraft::channel(const QByteArray &name) const
{
    const OrderedJson *channels = m_root.member("channels");
    const OrderedJson *found = channels ? channels->member(name) : nullptr;
    if (found)
        return *found;
    return hasDefaults() && name == "tick" ? parsed(R"({"every_ms": 1000})")
                                           : OrderedJson::object();
}

void ScenarioDraft::setChannel(const QByteArray &name, const OrderedJson &channel)
{
    if (!m_root.has("channels")) {
        // Before the endpoints that speak of it.
        OrderedJson root = OrderedJson::object();
        for (qsizetype i = 0; i < m_root.keys().size(); ++i) {
            if (m_root.keys().at(i) == "endpoints")
                root.set("channels", OrderedJson::object());
            root.set(m_root.keys().at(i), m_root.values()[static_cast<std::size_t>(i)]);
        }
        if (!root.has("channels"))
            root.set("channels", OrderedJson::object());
        m_root = root;
    }
    m_root.member("channels")->set(name, channel);
}

QList<MockEndpointStatus> ScenarioDraft::endpoints() const
{
    QList<MockEndpointStatus> list;
    const OrderedJson *all = m_root.member("endpoints");
    for (const OrderedJson &one : all ? all->values() : std::vector<OrderedJson>()) {
        MockEndpointStatus status;
        status.path = textOf(one, "path");
        status.technique = textOf(one, "technique");
        status.channel = textOf(one, "channel");
        list.append(status);
    }
    for (const MockEndpointStatus &usual : defaultEndpoints()) {
        if (hasDefaults() && !hasEndpoint(usual.path))
            list.append(usual);
    }
    return list;
}

QList<MockEndpointStatus> defaultEndpoints()
{
    QList<MockEndpointStatus> list;
    const auto add = [&list](const char *path, QByteArrayView technique, const char *channel) {
        MockEndpointStatus status;
        status.path = path;
        status.technique = technique.toByteArray();
        status.channel = channel;
        list.append(status);
    };
    for (const TechniqueRow &row : techniqueTable()) {
        if (*row.path == '\0')
            continue;
        add(row.path, techniqueName(row.technique), "tick");
        if (row.technique == Technique::WebSocket) {
            add("/ws/echo", techniqueName(row.technique), "");
            add("/chat", techniqueName(row.technique), "chat");
        }
    }
    return list;
}

OrderedJson defaultEndpoint(const QByteArray &path)
{
    if (path == "/ws/echo") {
        return parsed(R"({"path": "/ws/echo", "technique": "websocket",
            "on_message": [{"match": "*", "reply": "{{message}}"}]})");
    }
    if (path == "/chat") {
        return parsed(R"({"path": "/chat", "technique": "websocket", "channel": "chat",
            "on_message": [{"match": "*", "publish": {"channel": "chat"}}]})");
    }
    for (const MockEndpointStatus &usual : defaultEndpoints()) {
        if (usual.path != path)
            continue;
        OrderedJson endpoint = OrderedJson::object();
        endpoint.set("path", OrderedJson::string(QString::fromUtf8(path)));
        endpoint.set("technique", OrderedJson::string(QString::fromUtf8(usual.technique)));
        endpoint.set("channel", OrderedJson::string(QString::fromUtf8(usual.channel)));
        return endpoint;
    }
    return OrderedJson::object();
}

} // namespace Pushscope
