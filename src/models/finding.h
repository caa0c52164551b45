// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordkind.h"
#include "models/describe.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <vector>

namespace Pushscope {

/// What several records together say is wrong, where each of them alone may break no rule.
enum class FindingKind : quint8 {
    BufferedBursts,        ///< Messages sent apart come together after a silence, again and again.
    UnterminatedBlock,     ///< The server ended an event stream inside its last block.
    ReconnectWithoutId,    ///< An event stream came back and could not say how far it was.
    ConstantIdle,          ///< Connections are ended after a silence that is always as long.
    AcceptMismatch,        ///< Sec-WebSocket-Accept does not follow from the key.
    SubprotocolUnanswered, ///< Subprotocols were asked for, and the 101 names none.
    Rsv1WithoutDeflate,    ///< Compressed frames that nobody agreed on.
    AbnormalClosure,       ///< 1006: no Close frame; Finding::layer ended it.
};
inline constexpr int FindingKindCount = static_cast<int>(FindingKind::AbnormalClosure) + 1;

/// Which layer really ended a WebSocket of which a page is told 1006.
enum class EndLayer : quint8 {
    None,           ///< Of the other kinds.
    Dns,            ///< The name was not found.
    Connecting,     ///< No TCP connection came about.
    TlsHandshake,   ///< TCP was there, TLS was not.
    Proxy,          ///< The proxy did not let it through.
    HttpRefusal,    ///< An ordinary response; Finding::code is its status.
    Handshake,      ///< The 101 broke a rule, so the client had to give up.
    Reset,          ///< TCP reset.
    Fin,            ///< TCP's orderly end without the Close frame before it.
    TlsAlert,
    OwnTimeout,     ///< Pushscope waited as long as it was told to.
    NetworkTimeout, ///< TCP gave the peer up.
    SlowConsumer,   ///< The peer did not read; the mock sent it away.
    OwnFailure,     ///< The peer broke a rule, or sent too much; Pushscope failed the connection.
};

/// One thing found, with what it rests on. The same of a session is one finding that is counted.
struct Finding {
    /// Rows that are kept; of more, the first ones.
    static constexpr std::size_t MostRows = 512;

    FindingKind kind = FindingKind::AbnormalClosure;
    quint32 session = 0;
    EndLayer layer = EndLayer::None;
    From by = From::Nobody;   ///< Who ended it, where that is known.
    quint64 count = 0;        ///< How often.
    std::vector<qint64> rows; ///< seq of the records it rests on, in order.
    qint64 ns = -1;           ///< The silence: the longest, or the usual one.
    qint64 octets = -1;       ///< Between two bursts, about.
    bool isWebSocket = false; ///< ConstantIdle: it were WebSockets.
    qint32 code = -1;         ///< HTTP status.
    QByteArray word;          ///< Subprotocols asked for; an error code; the accept that came.

    bool operator==(const Finding &) const = default;
};

using Findings = std::vector<Finding>;

/// Short and stable: `buffered-bursts`, `reconnect-without-id`, …
[[nodiscard]] QByteArrayView findingName(FindingKind kind);
/// `tcp-reset`, `own-timeout`, …; empty for None.
[[nodiscard]] QByteArrayView endLayerName(EndLayer layer);

/// A finding in words.
struct FindingText {
    QString title;
    QString sentence; ///< What was seen, with its figures.
    QString fix;      ///< What to do about it.
    QString section;  ///< As people cite it.
    QUrl url;         ///< Of the section.
    Severity severity = Severity::Warning;
};
[[nodiscard]] FindingText describe(const Finding &finding);

} // namespace Pushscope
