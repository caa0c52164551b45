// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/tour/tour.h"

#include "engine/api/techniques.h"
#include "gui/document/capturedocument.h"

#include <algorithm>
#include <chrono>

namespace Pushscope {

namespace {

constexpr std::chrono::milliseconds TalkInterval{ 2500 };
constexpr auto EchoPath = "/ws/echo";
constexpr auto EchoName = "echo";
constexpr int RowsLookedAt = 256; ///< The first message of the feed is among these.

QUrl urlAt(const QUrl &mock, const QString &path, bool isWebSocket)
{
    QUrl url = mock;
    url.setPath(path);
    if (isWebSocket)
        url.setScheme(QStringLiteral("ws"));
    return url;
}

/// The path of its mock, without the slash.
QString nameOf(Technique technique)
{
    const QString path = QString::fromUtf8(techniqueRow(technique).path);
    return path.mid(1, path.endsWith(QLatin1Char('/')) ? path.size() - 2 : -1);
}

OutgoingMessage outgoing(OutgoingMessage::Type type, const QByteArray &payload)
{
    OutgoingMessage message;
    message.type = type;
    message.payload = payload;
    return message;
}

QString sentenceOf(Technique technique)
{
    switch (technique) {
    case Technique::WebSocket:
        return Tour::tr("A message a second, each a tick that hangs low: what came in. The "
                        "inspector draws its frame header bit by bit.");
    case Technique::Sse:
        return Tour::tr("One response that never ends, so a band. Fields says what a browser "
                        "makes of each event; F5 reconnects.");
    case Technique::ShortPoll:
        return Tour::tr("A bar for every request. Rounds that bring nothing new recede in the "
                        "list, changed ones stand out.");
    case Technique::LongPoll:
        return Tour::tr("A request that the server holds until it has something. Between two of "
                        "them nobody listens: Fields says for how long.");
    case Technique::HttpStream:
        return Tour::tr("One response whose lines are the messages. Where a line is exactly one "
                        "chunk, its row says so; the options cut a stream in other ways.");
    case Technique::Multipart:
        return Tour::tr("Parts of one body, each with fields of its own. Payload shows a picture "
                        "where a part is one, and plays a camera's.");
    case Technique::IframeStream:
        return Tour::tr("A page that never ends, a script for every message. Nothing is run: the "
                        "argument of the call is read, and to which origin it goes.");
    case Technique::IframePoll:
        return Tour::tr("A whole page for every round, to carry one script. Compare the octets on "
                        "the wire with what the message needs.");
    case Technique::Jsonp:
        return Tour::tr("A script that has to be one call of the name the request gave. Where it "
                        "is not, a browser says nothing; its row says what is wrong.");
    case Technique::SocketIo:
        return Tour::tr("Polling that moves to a WebSocket: its rows are events, and what carried "
                        "each folds under it. Payload shows the arguments.");
    default:
        break;
    }
    return Tour::tr("Select its rows to see what travelled.");
}

} // namespace

Tour::Tour(CaptureDocument &document, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_mailbox(this)
{
    m_talk.setInterval(TalkInterval);
    connect(&m_talk, &QTimer::timeout, this, &Tour::talk);
    connect(&document, &CaptureDocument::mockStarted, this,
            [this](quint32 session, const QUrl &url) {
                if (session == m_mock)
                    connectClients(url);
            });
    connect(&document, &CaptureDocument::extentChanged, this, &Tour::lookForMessage);
    connect(&document, &CaptureDocument::mockFailed, this,
            [this](quint32 session, const Error &error) {
                if (session == m_mock)
                    emit failed(error);
            });
}

void Tour::lookForMessage()
{
    if (m_isLooking || m_feed == 0)
        return;
    m_isLooking = true;
    m_document.pages().requestRows(
        RecordPages::Everything, 0, RowsLookedAt,
        [this, address = m_mailbox.address(),
         feed = m_feed](const RecordPages::Page &, std::span<const Record> rows, OctetSource &) {
            const auto found = std::find_if(rows.begin(), rows.end(), [feed](const Record &row) {
                return row.session == feed && row.kind == RecordKind::WsMessage;
            });
            const qint64 seq = found == rows.end() ? 0 : found->seq;
            address->post([this, seq] {
                m_isLooking = false;
                if (seq == 0 || m_feed == 0)
                    return;
                m_feed = 0; // Once is enough.
                emit messageFound(seq);
            });
        });
}

void Tour::start()
{
    MockOptions options;
    options.port = 0;
    options.addresses = { QStringLiteral("127.0.0.1") };
    options.recording = MockRecording::None; // Each dialogue once: as its client sees it.
    m_mock = m_document.startMock(options);
}

void Tour::connectClients(const QUrl &mock)
{
    for (const TechniqueRow &row : techniqueTable()) {
        if (row.path[0] != '\0')
            connectTechnique(row, mock);
    }
    connectEcho(mock);
    m_talk.start();
    emit started();
}

void Tour::connectTechnique(const TechniqueRow &row, const QUrl &mock)
{
    const QString path = QString::fromUtf8(row.path);
    ClientOptions options;
    options.technique = row.technique;
    options.url = urlAt(mock, path, row.technique == Technique::WebSocket);
    options.name = nameOf(row.technique);
    options.measuresDelivery = true;
    const quint32 session = m_document.connectClient(options);
    if (row.technique == Technique::WebSocket)
        m_feed = session;
    m_feeds.emplace_back(session, row.technique);
}

void Tour::connectEcho(const QUrl &mock)
{
    ClientOptions options;
    options.technique = Technique::WebSocket;
    options.url = urlAt(mock, QString::fromLatin1(EchoPath), true);
    options.name = QString::fromLatin1(EchoName);
    options.script = {
        outgoing(OutgoingMessage::Type::Text, R"({"op":"hello","from":"Pushscope"})"),
        outgoing(OutgoingMessage::Type::Ping, "are you there?"),
        outgoing(OutgoingMessage::Type::Binary, QByteArray::fromHex("00ff10207f80")),
    };
    m_echo = m_document.connectClient(options);
}

QList<TourStop> Tour::stops() const
{
    QList<TourStop> stops;
    for (const auto &[session, technique] : m_feeds)
        stops.append({ session, nameOf(technique), sentenceOf(technique) });
    if (m_echo == 0)
        return stops;
    stops.append({ m_echo, QString::fromLatin1(EchoName),
                   tr("What is sent stands high, its echo hangs low; a Ping is thin and grey. "
                      "Write a message yourself below.") });
    stops.append({ m_mock, tr("mock"),
                   tr("The server behind all of this. Publish something in its pane, and every "
                      "client gets it.") });
    return stops;
}

void Tour::talk()
{
    ++m_said;
    constexpr int PingEvery = 4;
    if (m_said % PingEvery == 0)
        m_document.send(m_echo, outgoing(OutgoingMessage::Type::Ping, QByteArray::number(m_said)));
    else
        m_document.send(m_echo,
                        outgoing(OutgoingMessage::Type::Text,
                                 R"({"op":"say","n":)" + QByteArray::number(m_said) + '}'));
}

} // namespace Pushscope
