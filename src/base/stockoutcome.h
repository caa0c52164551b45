// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QMetaType>

#include <optional>
#include <vector>

namespace Pushscope {

/// What an ordinary library told its user of one connection, in its own words.
struct StockOutcome {
    /// What it told, in order; of more, the first ones. Bounded, since a peer may never stop.
    static constexpr std::size_t MostEvents = 100;
    struct Event {
        qint64 ms = 0; ///< Since it was asked to connect.
        QByteArray text;
        bool operator==(const Event &) const = default;
    };

    QByteArray library;     ///< `QWebSocket (Qt 6.4.2)`
    bool isWebSocket = false;
    bool isOpened = false;  ///< It said that the connection is open, or had a response.
    std::optional<int> status{}; ///< Of HTTP; QWebSocket tells none.
    QByteArray contentType{};
    QByteArray subprotocol{};
    quint64 messages = 0; ///< WebSocket.
    quint64 octets = 0;   ///< Of messages, or of the content.
    quint64 pongs = 0;
    std::optional<int> closeCode{};
    QByteArray closeReason{};
    QByteArray error{};     ///< As the library's enumerator has it; empty: none.
    QByteArray errorText{}; ///< The library's sentence.
    bool isStopped = false; ///< We ended it; the endpoint had not.
    std::vector<Event> events{};
    bool operator==(const StockOutcome &) const = default;
};

} // namespace Pushscope

Q_DECLARE_METATYPE(Pushscope::StockOutcome)
