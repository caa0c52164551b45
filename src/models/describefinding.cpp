// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Findings in words.

#include "models/finding.h"
#include "models/formatting.h"
#include "models/previewtext.h"
#include "models/words.h"

#include <bit>
#include <cmath>

namespace Pushscope {

namespace {

constexpr const char *Abnormal = "https://www.rfc-editor.org/rfc/rfc6455#section-7.1.5";

QString timesText(quint64 count)
{
    return groupedNumber(static_cast<qint64>(count));
}

/// Behind a sentence: how often, where it was more than once.
QString againText(const Finding &finding)
{
    if (finding.count < 2)
        return {};
    return QLatin1Char(' ') + Words::tr("It happened %1 times.").arg(timesText(finding.count));
}

/// The power of two that @p octets are near to; 0: none.
qint64 bufferOf(qint64 octets)
{
    constexpr double Near = 0.1;
    constexpr qint64 Least = 1024;
    if (octets < Least)
        return 0;
    const auto floor = static_cast<qint64>(std::bit_floor(static_cast<quint64>(octets)));
    for (const qint64 buffer : { floor, 2 * floor }) {
        if (std::abs(static_cast<double>(octets - buffer)) <= Near * static_cast<double>(buffer))
            return buffer;
    }
    return 0;
}

FindingText describeBursts(const Finding &finding)
{
    QString sentence
        = Words::tr("%1 times, messages that were sent one by one came together, after a silence "
                    "of up to %2: something between holds them back until its buffer is full.")
              .arg(timesText(finding.count), durationText(finding.ns));
    if (const qint64 buffer = bufferOf(finding.octets); buffer > 0) {
        sentence += QLatin1Char(' ')
            + Words::tr("About %1 lie between one burst and the next, which is near the %2 of a "
                        "buffer.")
                  .arg(octetsText(finding.octets), octetsText(buffer));
    }
    return { Words::tr("Messages come in bursts, as behind a buffering proxy"), sentence,
             Words::tr("Turn off response buffering in what stands between (nginx: "
                       "proxy_buffering off; or have the server send X-Accel-Buffering: no), "
                       "compress no stream without flushing, and flush after every message."),
             QStringLiteral("RFC 6202 §3.2"),
             QUrl(QStringLiteral("https://www.rfc-editor.org/rfc/rfc6202#section-3.2")),
             Severity::Warning };
}

FindingText describeUnterminated(const Finding &finding)
{
    return { Words::tr("The last block of the event stream has no blank line"),
             Words::tr("The server ended the stream inside its last block: a browser drops that "
                       "block, so its event never arrives.")
                 + againText(finding),
             Words::tr("Write a blank line after every block, the last one too, before the "
                       "response ends."),
             QStringLiteral("HTML §9.2.6"),
             QUrl(QStringLiteral("https://html.spec.whatwg.org/multipage/server-sent-events.html"
                                 "#event-stream-interpretation")),
             Severity::Warning };
}

FindingText describeWithoutId(const Finding &finding)
{
    return { Words::tr("It reconnects without an id"),
             Words::tr("The stream broke off and was asked for again, but no event before had an "
                       "id: the server cannot know where to go on, and what it sent in between is "
                       "lost.")
                 + againText(finding),
             Words::tr("Send an id field with every event, and answer a request with "
                       "Last-Event-ID with what came after that event."),
             QStringLiteral("HTML §9.2.4"),
             QUrl(QStringLiteral("https://html.spec.whatwg.org/multipage/server-sent-events.html"
                                 "#the-last-event-id-header")),
             Severity::Warning };
}

FindingText describeIdle(const Finding &finding)
{
    FindingText text{ Words::tr("Connections are ended at a constant idle time"),
                      Words::tr("%1 connections were ended each time %2 after the last octet went "
                                "over them: that is the time-out of a proxy, a load balancer or a "
                                "firewall, not the end of the data.")
                          .arg(timesText(finding.count), durationText(finding.ns)),
                      {},
                      {},
                      {},
                      Severity::Warning };
    if (finding.isWebSocket) {
        text.fix = Words::tr("Have an end send a Ping frame well before that time is over, or "
                             "raise the time-out of what stands between (nginx: "
                             "proxy_read_timeout).");
        text.section = QStringLiteral("RFC 6455 §5.5.2");
        text.url = QUrl(QStringLiteral("https://www.rfc-editor.org/rfc/rfc6455#section-5.5.2"));
    } else {
        text.fix = Words::tr("Have the server send something well before that time is over, in an "
                             "event stream a comment line (a colon), or raise the time-out of what "
                             "stands between (nginx: proxy_read_timeout).");
        text.section = QStringLiteral("HTML §9.2.7");
        text.url = QUrl(QStringLiteral(
            "https://html.spec.whatwg.org/multipage/server-sent-events.html#authoring-notes"));
    }
    return text;
}

FindingText describeAccept(const Finding &finding)
{
    const QString seen = finding.word.isEmpty()
        ? Words::tr("The 101 response has no Sec-WebSocket-Accept")
        : Words::tr("The 101 response has the Sec-WebSocket-Accept %1, which does not follow from "
                    "the key of the request")
              .arg(lineText(finding.word));
    return { Words::tr("Sec-WebSocket-Accept does not match"),
             Words::tr("%1: every browser fails such a connection, with no reason given to the "
                       "page.")
                     .arg(seen)
                 + againText(finding),
             Words::tr("Answer with the Base64 of the SHA-1 of the key, exactly as it was sent, "
                       "with the GUID behind it; and let no cache answer an upgrade."),
             QStringLiteral("RFC 6455 §4.2.2"),
             QUrl(QStringLiteral("https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2")),
             Severity::Error };
}

FindingText describeSubprotocol(const Finding &finding)
{
    return { Words::tr("The subprotocol asked for is not answered"),
             Words::tr("The client asked for %1 and the 101 response names no subprotocol: both "
                       "ends may now speak different languages, and browsers fail the "
                       "connection.")
                     .arg(lineText(finding.word))
                 + againText(finding),
             Words::tr("Have the server choose one of those it is asked for and name it in "
                       "Sec-WebSocket-Protocol; or ask for none."),
             QStringLiteral("RFC 6455 §4.2.2"),
             QUrl(QStringLiteral("https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2")),
             Severity::Warning };
}

FindingText describeRsv1(const Finding &finding)
{
    const QString who = finding.by == From::Client ? Words::tr("The client") : Words::tr("The server");
    return { Words::tr("Compressed frames without agreed compression"),
             Words::tr("%1 set RSV1, which marks a compressed message, but the handshake agreed "
                       "on no permessage-deflate: the receiver must fail the connection.")
                     .arg(who)
                 + againText(finding),
             Words::tr("Compress only where the 101 response names permessage-deflate, and see "
                       "that no proxy removes Sec-WebSocket-Extensions from the handshake."),
             QStringLiteral("RFC 7692 §6"),
             QUrl(QStringLiteral("https://www.rfc-editor.org/rfc/rfc7692#section-6")),
             Severity::Error };
}

/// What ended it, as a sentence.
QString endSentence(const Finding &finding)
{
    const QString after
        = finding.ns < 0 ? QString() : durationText(finding.ns);
    const bool isClient = finding.by == From::Client;
    switch (finding.layer) {
    case EndLayer::Dns:
        return Words::tr("The name was not found in the DNS: nothing was ever connected.");
    case EndLayer::Connecting:
        return Words::tr("TCP could not connect: nobody listens there, or nothing gets through.");
    case EndLayer::TlsHandshake:
        return Words::tr("TCP was connected, but the TLS handshake failed.");
    case EndLayer::Proxy:
        return Words::tr("The proxy did not let the connection through.");
    case EndLayer::HttpRefusal:
        return finding.code < 0
            ? Words::tr("HTTP ended it: the request for the upgrade got no 101.")
            : Words::tr("HTTP ended it: the request for the upgrade was answered with status %1.")
                  .arg(finding.code);
    case EndLayer::Handshake:
        return Words::tr("The opening handshake ended it: the 101 response breaks a rule (%1), so "
                         "the client must give up.")
            .arg(lineText(finding.word));
    case EndLayer::Reset:
        return isClient ? Words::tr("TCP ended it: the client's side reset the connection, %1 "
                                    "after the last octet.")
                              .arg(after)
                        : Words::tr("TCP ended it: the server's side reset the connection, %1 "
                                    "after the last octet.")
                              .arg(after);
    case EndLayer::Fin:
        return isClient ? Words::tr("TCP ended it: the client's side closed the connection in "
                                    "order (FIN), but sent no Close frame before, %1 after the "
                                    "last octet.")
                              .arg(after)
                        : Words::tr("TCP ended it: the server's side closed the connection in "
                                    "order (FIN), but sent no Close frame before, %1 after the "
                                    "last octet.")
                              .arg(after);
    case EndLayer::TlsAlert:
        return Words::tr("TLS ended it: an alert came instead of a Close frame.");
    case EndLayer::OwnTimeout:
        return Words::tr("Pushscope ended it: its own time-out was over before the peer "
                         "answered.");
    case EndLayer::NetworkTimeout:
        return Words::tr("TCP gave up: what was sent was not acknowledged any more.");
    case EndLayer::SlowConsumer:
        return Words::tr("The mock server ended it: the client did not read what was sent to it.");
    case EndLayer::OwnFailure:
        return Words::tr("WebSocket ended it: what the peer sent breaks a rule (%1), so the "
                         "connection had to be failed.")
            .arg(lineText(finding.word));
    case EndLayer::None:
        break;
    }
    return {};
}

QString endFix(EndLayer layer)
{
    switch (layer) {
    case EndLayer::Dns:
    case EndLayer::Connecting:
        return Words::tr("Check host and port, and that the server runs and listens there.");
    case EndLayer::TlsHandshake:
    case EndLayer::TlsAlert:
        return Words::tr("Look at the certificate, its name and its dates, and at the versions of "
                         "TLS that both ends take.");
    case EndLayer::Proxy:
        return Words::tr("Look at what the proxy answered: it may want a password, or allow no "
                         "CONNECT to that port.");
    case EndLayer::HttpRefusal:
        return Words::tr("The status and the body of the response say why: a wrong path, missing "
                         "credentials, a refused Origin, or a proxy that is not set up for "
                         "WebSocket.");
    case EndLayer::Handshake:
    case EndLayer::OwnFailure:
        return Words::tr("The row that breaks the rule says which; it is the sender's to mend.");
    case EndLayer::Reset:
        return Words::tr("A process that crashed or was killed, a firewall that forgot the "
                         "connection, or a socket closed with unread data: look into the log of "
                         "that side for this moment.");
    case EndLayer::Fin:
        return Words::tr("A Close frame with a code must go before the end of TCP; where a proxy "
                         "stands between, its time-out ends connections like this.");
    case EndLayer::SlowConsumer:
        return Words::tr("See what keeps the client from reading: a handler that blocks, or more "
                         "messages than it can take.");
    case EndLayer::OwnTimeout:
        return Words::tr("See why the peer does not answer, or give it more time.");
    case EndLayer::NetworkTimeout:
        return Words::tr("The network between is broken, or the peer's machine is gone: Ping "
                         "frames find that out sooner.");
    case EndLayer::None:
        break;
    }
    return {};
}

FindingText describeClosure(const Finding &finding)
{
    return { Words::tr("1006: a page is not told what ended the WebSocket"),
             endSentence(finding) + againText(finding),
             endFix(finding.layer), QStringLiteral("RFC 6455 §7.1.5"),
             QUrl(QLatin1StringView(Abnormal)), Severity::Error };
}

} // namespace

FindingText describe(const Finding &finding)
{
    switch (finding.kind) {
    case FindingKind::BufferedBursts:
        return describeBursts(finding);
    case FindingKind::UnterminatedBlock:
        return describeUnterminated(finding);
    case FindingKind::ReconnectWithoutId:
        return describeWithoutId(finding);
    case FindingKind::ConstantIdle:
        return describeIdle(finding);
    case FindingKind::AcceptMismatch:
        return describeAccept(finding);
    case FindingKind::SubprotocolUnanswered:
        return describeSubprotocol(finding);
    case FindingKind::Rsv1WithoutDeflate:
        return describeRsv1(finding);
    case FindingKind::AbnormalClosure:
        break;
    }
    return describeClosure(finding);
}

} // namespace Pushscope
