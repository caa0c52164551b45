// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/mockendpoint.h"

#include <QList>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace Pushscope {

// The endpoints that a mock has without a scenario; contract §4.

using ChannelMap = std::map<QByteArray, std::unique_ptr<Channel>>;

/// An endpoint that the page of a mock runs a client of.
struct DemoTile {
    QByteArray technique; ///< Contract name.
    QByteArray path;
    QByteArray event; ///< Type of its events; empty: without one.
    std::vector<QByteArray> subprotocols;
    bool isDefault = false; ///< Of a mock without a scenario; named by its technique alone.
};
/// One for every technique that a mock without a scenario has.
[[nodiscard]] std::vector<DemoTile> defaultTiles();
/// A page that runs a client of each of @p tiles: `/`.
[[nodiscard]] std::unique_ptr<MockEndpoint> makeDemoPage(const std::vector<DemoTile> &tiles);
/// `/favicon.ico`: nothing, so that browsers do not ask in vain.
[[nodiscard]] std::unique_ptr<MockEndpoint> makeEmptyPage(const QByteArray &path);
/// `/status`: @p json makes the answer.
[[nodiscard]] std::unique_ptr<MockEndpoint> makeStatusPage(std::function<QByteArray()> json);
/// `/publish/CHANNEL` for @p channels, which outlive it.
[[nodiscard]] std::unique_ptr<MockEndpoint> makePublish(ChannelMap &channels,
                                                        QList<QString> addresses);
/// WebSocket: what @p channel carries; input is ignored.
[[nodiscard]] std::unique_ptr<MockEndpoint> makeWebSocketFeed(const QByteArray &path,
                                                              Channel &channel);
/// WebSocket: every message goes back.
[[nodiscard]] std::unique_ptr<MockEndpoint> makeWebSocketEcho(const QByteArray &path);
/// WebSocket: every message goes to all, the sender too, by way of @p channel.
[[nodiscard]] std::unique_ptr<MockEndpoint> makeWebSocketRoom(const QByteArray &path,
                                                              Channel &channel);
/// What every client of an event stream is sent besides the messages.
struct EventStreamForm {
    QByteArray event {}; ///< Type of the events; empty: without one.
    std::optional<qint64> retryMs {}; ///< Before the first event.
};
[[nodiscard]] std::unique_ptr<MockEndpoint>
makeEventStream(const QByteArray &path, Channel &channel, const EventStreamForm &form = {});
[[nodiscard]] std::unique_ptr<MockEndpoint> makeShortPoll(const QByteArray &path, Channel &channel);
/// Held until a message comes, or as long as `timeout` says.
[[nodiscard]] std::unique_ptr<MockEndpoint> makeLongPoll(const QByteArray &path, Channel &channel);
/// A line for every message.
[[nodiscard]] std::unique_ptr<MockEndpoint> makeHttpStream(const QByteArray &path,
                                                           Channel &channel);
/// A part for every message; with `picture` a picture for it.
[[nodiscard]] std::unique_ptr<MockEndpoint> makeMultipart(const QByteArray &path,
                                                          Channel &channel);
/// A `<script>` for every message, in a page that goes on.
[[nodiscard]] std::unique_ptr<MockEndpoint> makeIframeStream(const QByteArray &path,
                                                             Channel &channel);
/// A page with a `<script>` for every request.
[[nodiscard]] std::unique_ptr<MockEndpoint> makeIframePoll(const QByteArray &path,
                                                           Channel &channel);
[[nodiscard]] std::unique_ptr<MockEndpoint> makeJsonp(const QByteArray &path, Channel &channel);

} // namespace Pushscope
