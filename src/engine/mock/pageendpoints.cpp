// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/jsonwriter.h"
#include "engine/api/techniques.h"
#include "engine/mock/channel.h"
#include "engine/mock/mockconnection.h"
#include "engine/mock/mockcors.h"
#include "engine/mock/mockendpoints.h"

#include <QFile>

#include <utility>

namespace Pushscope {

namespace {

/// The tiles as the page's script wants them.
QByteArray tilesJson(const std::vector<DemoTile> &tiles)
{
    QByteArray list = "[";
    for (const DemoTile &tile : tiles) {
        const auto technique = techniqueFromName(tile.technique);
        if (!technique)
            continue;
        const TechniqueRow &row = techniqueRow(*technique);
        const QByteArray label = row.label;
        if (list.size() > 1)
            list += ',';
        JsonWriter json(list);
        json.string("id", tile.isDefault ? tile.technique : tile.path);
        json.string("name", tile.technique);
        json.string("label", tile.isDefault ? label : QByteArray(label + ' ' + tile.path));
        json.string("path", tile.path);
        json.string("snippet", row.snippet);
        json.string("event", tile.event);
        json.beginArray("subprotocols");
        for (const QByteArray &subprotocol : tile.subprotocols)
            json.element(subprotocol);
        json.end();
        json.finish();
    }
    return list + ']';
}

class DemoPage final : public MockEndpoint
{
public:
    explicit DemoPage(const std::vector<DemoTile> &tiles)
        : MockEndpoint("/", {}, nullptr)
    {
        QFile file(QStringLiteral(":/pushscope/demo.html"));
        if (file.open(QIODevice::ReadOnly))
            m_page = file.readAll();
        // A script element ends at the first `</`, wherever that stands.
        m_page.replace("\"TECHNIQUES\"", tilesJson(tiles).replace('<', "\\u003c"));
    }

    void serve(MockConnection &connection, const MockRequest &) override
    {
        connection.respond(200,
                           { mockField("Content-Type", "text/html; charset=utf-8"),
                             mockField("Cache-Control", "no-store") },
                           m_page);
    }

private:
    QByteArray m_page;
};

class EmptyPage final : public MockEndpoint
{
public:
    explicit EmptyPage(const QByteArray &path)
        : MockEndpoint(path, {}, nullptr)
    {
    }

    void serve(MockConnection &connection, const MockRequest &) override
    {
        connection.respond(204, {}, {});
    }
};

class StatusPage final : public MockEndpoint
{
public:
    explicit StatusPage(std::function<QByteArray()> json)
        : MockEndpoint("/status", {}, nullptr)
        , m_json(std::move(json))
    {
    }

    void serve(MockConnection &connection, const MockRequest &) override
    {
        connection.respond(200,
                           { mockField("Content-Type", "application/json"),
                             mockField("Cache-Control", "no-store") },
                           m_json());
    }

private:
    std::function<QByteArray()> m_json;
};

class Publish final : public MockEndpoint
{
public:
    Publish(ChannelMap &channels, QList<QString> addresses)
        : MockEndpoint("/publish", {}, nullptr)
        , m_channels(channels)
        , m_addresses(std::move(addresses))
    {
    }

    [[nodiscard]] QByteArray methods() const override { return "POST"; }
    [[nodiscard]] bool servesBelow() const override { return true; }

    void serve(MockConnection &connection, const MockRequest &request) override
    {
        if (isForeign(request, m_addresses)) {
            connection.respond(403, {}, "publishing is for pages and programs of this machine\n");
            return;
        }
        if (request.isBodyTooLarge) {
            connection.respond(413, {}, "the message is longer than 16 MiB\n");
            return;
        }
        const QByteArray name = request.path.mid(path().size() + 1);
        const auto channel = m_channels.find(name);
        if (channel == m_channels.end()) {
            connection.respond(404, {}, "there is no channel \"" + name + "\"\n");
            return;
        }
        const qint64 subscribers = channel->second->subscribers();
        const qint64 n = channel->second->publish(request.body, Cause::Scenario).n;
        QByteArray body;
        JsonWriter json(body);
        json.string("channel", name);
        json.integer("n", n);
        json.integer("subscribers", subscribers);
        json.finish();
        connection.respond(200, { mockField("Content-Type", "application/json") }, body);
    }

private:
    ChannelMap &m_channels;
    QList<QString> m_addresses;
};

} // namespace

std::vector<DemoTile> defaultTiles()
{
    std::vector<DemoTile> tiles;
    for (const TechniqueRow &row : techniqueTable()) {
        if (*row.path != '\0')
            tiles.push_back({ techniqueName(row.technique).toByteArray(), row.path, {}, {}, true });
    }
    return tiles;
}

std::unique_ptr<MockEndpoint> makeDemoPage(const std::vector<DemoTile> &tiles)
{
    return std::make_unique<DemoPage>(tiles);
}

std::unique_ptr<MockEndpoint> makeEmptyPage(const QByteArray &path)
{
    return std::make_unique<EmptyPage>(path);
}

std::unique_ptr<MockEndpoint> makeStatusPage(std::function<QByteArray()> json)
{
    return std::make_unique<StatusPage>(std::move(json));
}

std::unique_ptr<MockEndpoint> makePublish(ChannelMap &channels, QList<QString> addresses)
{
    return std::make_unique<Publish>(channels, std::move(addresses));
}

} // namespace Pushscope
