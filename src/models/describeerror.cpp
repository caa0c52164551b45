// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/record.h"
#include "models/describe.h"
#include "models/describecertificate.h"
#include "models/describescenario.h"
#include "models/describeurl.h"
#include "models/formatting.h"
#include "models/socketiowords.h"
#include "models/systemwords.h"
#include "models/words.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace Pushscope {

namespace {

/// Reads the facts of an Error for a sentence; says something sensible where one is missing.
class Facts
{
public:
    explicit Facts(const Error &error)
        : m_error(error)
    {
    }

    [[nodiscard]] bool has(QByteArrayView name) const { return !m_error.value(name).isEmpty(); }

    [[nodiscard]] QString text(QByteArrayView name) const
    {
        return QString::fromUtf8(m_error.value(name));
    }

    /// Who is at the other end: `feed.example:443`, as much of it as is known.
    [[nodiscard]] QString peer() const
    {
        // Sentences about what a proxy said call it one themselves.
        const bool isProxy = m_error.where == ErrorSite::Proxy
            && m_error.code != ErrorCode::ProxyRefused && m_error.code != ErrorCode::ProxyAuth;
        return isProxy ? Words::tr("the proxy %1").arg(hostAndPort()) : hostAndPort();
    }

    [[nodiscard]] QString hostAndPort() const
    {
        QString host = text("host");
        if (host.isEmpty())
            host = text("address");
        if (host.isEmpty())
            return authority();
        if (!has("port"))
            return host;
        if (host.contains(QLatin1Char(':')) && !host.startsWith(QLatin1Char('[')))
            host = QLatin1Char('[') + host + QLatin1Char(']');
        return host + QLatin1Char(':') + text("port");
    }

    [[nodiscard]] QString host() const
    {
        return has("host")   ? text("host")
            : has("address") ? text("address")
                             : authority();
    }

    /// The address that was asked for, where it is known; else who is at the other end.
    [[nodiscard]] QString resource() const
    {
        return QUrl(text("url")).host().isEmpty() ? peer() : text("url");
    }

    /// Where a file lies, or words for it.
    [[nodiscard]] QString file() const
    {
        return has("path") ? text("path") : Words::tr("the capture file");
    }

    /// A time-out in @p name (ms) as people say it; empty where absent.
    [[nodiscard]] QString duration(QByteArrayView name) const
    {
        bool isNumber = false;
        const qint64 ms = m_error.value(name).toLongLong(&isNumber);
        return isNumber && ms > 0 ? durationText(ms * 1'000'000) : QString();
    }

    /// @p sentence with what the system said behind it.
    [[nodiscard]] QString withSystem(const QString &sentence) const
    {
        return has("system")
            ? Words::tr("%1 The system says: %2.").arg(sentence, systemWords(trimmedStop(text("system"))))
            : sentence;
    }

private:
    /// Host and port of the URL.
    [[nodiscard]] QString authority() const
    {
        const QUrl url(text("url"));
        return url.host().isEmpty() ? Words::tr("the server")
                                    : url.authority(QUrl::FullyEncoded);
    }

    static QString trimmedStop(QString text)
    {
        while (text.endsWith(QLatin1Char('.')) || text.endsWith(QLatin1Char(' ')))
            text.chop(1);
        return text;
    }

    const Error &m_error;
};

// A sentence begins with a capital even where a peer without a name opens it.
QString capitalized(QString sentence)
{
    const QString server = Words::tr("the server");
    const QString file = Words::tr("the capture file");
    const QString proxy = Words::tr("the proxy %1").arg(QString());
    if (sentence.startsWith(server) || sentence.startsWith(file) || sentence.startsWith(proxy))
        sentence[0] = sentence.at(0).toUpper();
    return sentence;
}

QString describeTimeout(const Facts &facts, const QString &with, const QString &without)
{
    const QString limit = facts.duration("timeout_ms");
    return limit.isEmpty() ? without.arg(facts.peer()) : with.arg(facts.peer(), limit);
}

QString describeCertificate(const Error &error, const Facts &facts)
{
    const QString subject
        = facts.has("subject") ? facts.text("subject") : Words::tr("without a name");
    switch (error.code) {
    case ErrorCode::TlsExpired:
        return facts.has("expires")
            ? Words::tr("The certificate of %1 (%2) is not valid now: it expires or expired on "
                        "%3.")
                  .arg(facts.peer(), subject, facts.text("expires"))
            : Words::tr("The certificate of %1 (%2) has expired or is not valid yet.")
                  .arg(facts.peer(), subject);
    case ErrorCode::TlsName:
        return Words::tr("The certificate that %1 showed (%2) was issued for another name.")
            .arg(facts.peer(), subject);
    default:
        break;
    }
    const QString sentence = facts.has("issuer")
        ? Words::tr("The certificate of %1 (%2), issued by %3, is not trusted.")
              .arg(facts.peer(), subject, facts.text("issuer"))
        : Words::tr("The certificate of %1 (%2) is not trusted.").arg(facts.peer(), subject);
    return facts.withSystem(sentence);
}

/// The address of what was to be listened on.
QString describeListening(const Facts &facts)
{
    return facts.withSystem(
        Words::tr("Listening on %1 failed.")
            .arg(facts.text("port") == QLatin1StringView("0") ? facts.host() : facts.peer()));
}

QString describeNoName(const Error &error, const Facts &facts)
{
    const bool isProxy = error.where == ErrorSite::Proxy;
    if (error.code == ErrorCode::DnsNotFound)
        return isProxy
            ? Words::tr("There is no proxy named “%1”: the name server does not know it.")
                  .arg(facts.host())
            : Words::tr("There is no host named “%1”: the name server does not know it.")
                  .arg(facts.host());
    return facts.withSystem(
        isProxy ? Words::tr("The address of the proxy “%1” could not be looked up: no name server "
                            "answered.")
                      .arg(facts.host())
                : Words::tr("The address of “%1” could not be looked up: no name server answered.")
                      .arg(facts.host()));
}

QString describeNetwork(const Error &error, const Facts &facts)
{
    switch (error.code) {
    case ErrorCode::DnsNotFound:
    case ErrorCode::DnsFailed:
        return describeNoName(error, facts);
    case ErrorCode::Refused:
        return Words::tr("Nothing listens on %1: the connection was refused.").arg(facts.peer());
    case ErrorCode::Unreachable:
        if (facts.text("doing") == QLatin1StringView("listen"))
            return describeListening(facts);
        return facts.withSystem(Words::tr("%1 cannot be reached from here.").arg(facts.peer()));
    case ErrorCode::ConnectTimeout:
        if (error.where == ErrorSite::Tls) {
            return describeTimeout(facts,
                                   Words::tr("%1 did not answer the TLS handshake within %2."),
                                   Words::tr("%1 did not answer the TLS handshake in time."));
        }
        if (facts.text("doing") == QLatin1StringView("tunnel")) {
            return describeTimeout(
                facts, Words::tr("%1 accepted the connection and did not answer within %2."),
                Words::tr("%1 accepted the connection and did not answer in time."));
        }
        return describeTimeout(facts, Words::tr("%1 did not accept a connection within %2."),
                               Words::tr("%1 did not accept a connection in time."));
    case ErrorCode::TlsAlert:
        if (facts.has("fault"))
            return facts.withSystem(describeClientCertificate(error));
        return facts.withSystem(
            Words::tr("%1 and this program could not agree on a TLS connection.")
                .arg(facts.peer()));
    case ErrorCode::Reset:
        return Words::tr("%1 reset the connection.").arg(facts.peer());
    case ErrorCode::ClosedEarly:
        if (error.where == ErrorSite::WebSocket)
            return Words::tr("%1 ended the WebSocket without a Close frame.").arg(facts.peer());
        return Words::tr("%1 closed the connection before its answer was complete.")
            .arg(facts.peer());
    case ErrorCode::ProxyRefused:
        if (facts.has("status"))
            return Words::tr("The proxy %1 refused to connect: it answered with status %2.")
                .arg(facts.peer(), facts.text("status"));
        return facts.has("reason")
            ? Words::tr("The proxy %1 refused to connect: %2.")
                  .arg(facts.peer(), facts.text("reason"))
            : Words::tr("The proxy %1 refused to connect.").arg(facts.peer());
    case ErrorCode::ProxyAuth:
        if (facts.has("refused")) {
            return Words::tr("The proxy %1 did not accept the user name and password that it was "
                             "given.")
                .arg(facts.peer());
        }
        return Words::tr("The proxy %1 wants a user name and a password.").arg(facts.peer());
    case ErrorCode::PortInUse:
        return facts.has("port")
            ? Words::tr("Port %1 is in use by another program.").arg(facts.text("port"))
            : Words::tr("The port is in use by another program.");
    default:
        return facts.has("fault") ? facts.withSystem(describeClientCertificate(error))
                                  : describeCertificate(error, facts);
    }
}

QString describeWrongType(const Facts &facts)
{
    const QString type = facts.text("type");
    const QString expected
        = facts.has("expected") ? facts.text("expected") : QStringLiteral("text/event-stream");
    QString sentence = type.isEmpty()
        ? Words::tr("This is not a stream: the answer of %1 has no Content-Type, where %2 is "
                    "needed.")
              .arg(facts.peer(), expected)
        : Words::tr("This is not a stream: the answer of %1 is %2, where %3 is needed.")
              .arg(facts.peer(), type, expected);
    if (facts.has("offers"))
        sentence += Words::tr(" Try the technique %1.").arg(facts.text("offers"));
    return sentence;
}

QString describeHandshakeRefused(const Facts &facts)
{
    if (const auto violation = violationFromName(facts.text("violation").toLatin1()))
        return Words::tr("The opening handshake with %1 failed. %2")
            .arg(facts.peer(), describe(*violation));
    return facts.has("status")
        ? Words::tr("%1 refused the opening handshake with status %2.")
              .arg(facts.peer(), facts.text("status"))
        : Words::tr("The opening handshake with %1 failed.").arg(facts.peer());
}

/// A kind of record of the protocol that failed, for the words of its rules.
RecordKind kindAt(ErrorSite site)
{
    switch (site) {
    case ErrorSite::WebSocket:
        return RecordKind::WsFrame;
    case ErrorSite::EngineIo:
        return RecordKind::EioPacket;
    case ErrorSite::SocketIo:
        return RecordKind::SioPacket;
    default:
        return RecordKind::HttpData;
    }
}

QString describeProtocolError(const Error &error, const Facts &facts)
{
    const QString speaks = facts.text("speaks");
    if (speaks == QLatin1StringView("no-tls"))
        return Words::tr("%1 does not speak TLS. Try http:// or ws://.").arg(facts.peer());
    if (speaks == QLatin1StringView("tls"))
        return Words::tr("%1 speaks TLS. Try https:// or wss://.").arg(facts.peer());
    if (facts.has("begins"))
        return Words::tr("%1 does not speak HTTP: it began with “%2”.")
            .arg(facts.peer(), facts.text("begins"));
    if (const auto violation = violationFromName(facts.text("violation").toLatin1()))
        return Words::tr("The connection had to be failed because %1 broke a rule. %2")
            .arg(facts.peer(), describe(*violation, kindAt(error.where)));
    return Words::tr("The connection had to be failed because %1 broke a rule of the protocol.")
        .arg(facts.peer());
}

/// @p sentence, and what the server usually means by @p code.
QString withCause(const QString &sentence, const QString &code)
{
    bool isNumber = false;
    const int number = code.toInt(&isNumber);
    const QString cause = isNumber ? engineIoRefusalText(number) : QString();
    return cause.isEmpty() ? sentence : sentence + QLatin1Char(' ') + cause;
}

QString describeConnectError(const Facts &facts)
{
    const QString name = facts.has("namespace") ? facts.text("namespace") : QStringLiteral("/");
    return facts.has("server_message")
        ? Words::tr("%1 refused the namespace %2: “%3”.")
              .arg(facts.peer(), name, facts.text("server_message"))
        : Words::tr("%1 refused the namespace %2.").arg(facts.peer(), name);
}

QString describeTooLarge(const Facts &facts)
{
    if (facts.has("ratio"))
        return Words::tr("What %1 sent inflates to more than %2 times its size, as only what is made "
                         "to exhaust its receiver does; the connection was ended.")
            .arg(facts.peer(), facts.text("ratio"));
    bool isNumber = false;
    const qint64 limit = facts.text("limit").toLongLong(&isNumber);
    return isNumber
        ? Words::tr("%1 sent or announced a message over the limit of %2; the connection was "
                    "ended.")
              .arg(facts.peer(), octetsText(limit))
        : Words::tr("%1 sent or announced a message over the limit; the connection was ended.")
              .arg(facts.peer());
}

QString describeAnswer(const Error &error, const Facts &facts)
{
    switch (error.code) {
    case ErrorCode::ResponseTimeout:
        return describeTimeout(facts, Words::tr("%1 did not answer within %2."),
                               Words::tr("%1 did not answer in time."));
    case ErrorCode::HttpStatus: {
        if (facts.has("location"))
            return Words::tr("%1 answered with status %2 and sends the client on to %3; the opening "
                             "handshake of a WebSocket follows no redirect, in browsers either. "
                             "Connect to that address.")
                .arg(facts.resource(), facts.text("status"), facts.text("location"));
        const QString status = facts.has("reason")
            ? facts.text("status") + QLatin1Char(' ') + facts.text("reason")
            : facts.text("status");
        return status.isEmpty()
            ? Words::tr("%1 answered with a status that ends the attempt.").arg(facts.resource())
            : Words::tr("%1 answered with status %2.").arg(facts.resource(), status);
    }
    case ErrorCode::WrongType:
        return describeWrongType(facts);
    case ErrorCode::Http2Only:
        return Words::tr("%1 insists on HTTP/2, and Pushscope speaks HTTP/1.1.").arg(facts.peer());
    case ErrorCode::TooManyRedirects:
        return facts.has("limit")
            ? Words::tr("%1 redirected more than %2 times.").arg(facts.peer(), facts.text("limit"))
            : Words::tr("%1 redirected too many times.").arg(facts.peer());
    case ErrorCode::SlowConsumer:
        // Told by a mock alone.
        if (facts.has("idle_ms"))
            return Words::tr("The client took nothing of what was sent to it for %1, so it was "
                             "disconnected.")
                .arg(facts.duration("idle_ms"));
        if (const qint64 limit = error.value("limit").toLongLong(); limit > 0)
            return Words::tr("The client did not read what was sent to it, so it was disconnected "
                             "once %1 waited for it.")
                .arg(sizeText(limit));
        return Words::tr("The client did not read what was sent to it, so it was disconnected "
                         "once its queue was full.");
    case ErrorCode::TooLarge:
        return describeTooLarge(facts);
    case ErrorCode::HandshakeRefused:
        return describeHandshakeRefused(facts);
    case ErrorCode::ProtocolError:
        return describeProtocolError(error, facts);
    case ErrorCode::PingTimeout:
        return describeTimeout(facts, Words::tr("%1 sent nothing for %2: its heartbeat is overdue."),
                               Words::tr("%1 sent nothing for too long: its heartbeat is overdue."));
    case ErrorCode::ServerError:
        return facts.has("server_message")
            ? withCause(Words::tr("%1 refused: “%2”.")
                            .arg(facts.peer(), facts.text("server_message")),
                        facts.text("server_code"))
            : Words::tr("%1 refused what the client asked of Engine.IO.").arg(facts.peer());
    case ErrorCode::ConnectError:
        return describeConnectError(facts);
    default:
        return Words::tr("%1 ended the session before what was asked for had come.")
            .arg(facts.peer());
    }
}

QString describeStorage(const Error &error, const Facts &facts)
{
    switch (error.code) {
    case ErrorCode::DiskFull:
        return Words::tr("The disk is full: nothing more can be recorded into %1.")
            .arg(facts.file());
    case ErrorCode::NotACapture:
        return Words::tr("%1 is not a Pushscope capture.").arg(facts.file());
    case ErrorCode::Damaged:
        if (facts.text("what") == QLatin1StringView("cut-off"))
            return Words::tr(
                       "The recording of %1 was cut off; every record that is there is whole.")
                .arg(facts.file());
        return facts.withSystem(
            Words::tr("%1 is damaged: what could be read is shown.").arg(facts.file()));
    case ErrorCode::Locked:
        return Words::tr("Another program is recording into %1.").arg(facts.file());
    default:
        if (facts.text("what") == QLatin1StringView("removed"))
            return Words::tr("%1 is not there any more: the file was removed or moved.")
                .arg(facts.file());
        return facts.withSystem(Words::tr("%1 could not be read or written.").arg(facts.file()));
    }
}

/// As if whoever failed had been asked at once.
QString describeWithoutRedirect(const Error &error, const Facts &facts)
{
    switch (error.code) {
    case ErrorCode::DnsNotFound:
    case ErrorCode::DnsFailed:
    case ErrorCode::Refused:
    case ErrorCode::Unreachable:
    case ErrorCode::ConnectTimeout:
    case ErrorCode::TlsUntrusted:
    case ErrorCode::TlsExpired:
    case ErrorCode::TlsName:
    case ErrorCode::TlsAlert:
    case ErrorCode::Reset:
    case ErrorCode::ClosedEarly:
    case ErrorCode::ProxyRefused:
    case ErrorCode::ProxyAuth:
    case ErrorCode::PortInUse:
        return capitalized(describeNetwork(error, facts));
    case ErrorCode::ResponseTimeout:
    case ErrorCode::HttpStatus:
    case ErrorCode::WrongType:
    case ErrorCode::Http2Only:
    case ErrorCode::TooManyRedirects:
    case ErrorCode::SlowConsumer:
    case ErrorCode::TooLarge:
    case ErrorCode::EndedEarly:
    case ErrorCode::HandshakeRefused:
    case ErrorCode::PingTimeout:
    case ErrorCode::ServerError:
    case ErrorCode::ConnectError:
    case ErrorCode::ProtocolError:
        if (error.where == ErrorSite::Proxy)
            return capitalized(Words::tr("%1 does not answer as a proxy does.").arg(facts.peer()));
        return capitalized(describeAnswer(error, facts));
    case ErrorCode::DiskFull:
    case ErrorCode::StorageFailed:
    case ErrorCode::NotACapture:
    case ErrorCode::Damaged:
    case ErrorCode::Locked:
        return capitalized(describeStorage(error, facts));
    case ErrorCode::BadUrl:
        return describeBadUrl(error);
    case ErrorCode::BadScenario:
        return describeScenario(error);
    }
    return {};
}

} // namespace

QString describe(const Error &error)
{
    const Facts facts(error);
    const QString sentence = describeWithoutRedirect(error, facts);
    // Who failed is not who was asked, and the reader knows only the latter.
    return facts.has("redirected_from")
        ? Words::tr("%1 The request had been redirected from %2.")
              .arg(sentence, facts.text("redirected_from"))
        : sentence;
}

Error errorOf(const Record &record)
{
    Error error;
    if (record.kind != RecordKind::Error)
        return error;
    const QJsonObject detail = QJsonDocument::fromJson(record.detail).object();
    for (auto member = detail.begin(); member != detail.end(); ++member) {
        const QByteArray name = member.key().toUtf8();
        const QByteArray value = member.value().isString()
            ? member.value().toString().toUtf8()
            : QByteArray::number(member.value().toInteger());
        if (name == "code")
            error.code = errorCodeFromName(value).value_or(error.code);
        else if (name == "where")
            error.where = errorSiteFromName(value).value_or(error.where);
        else
            error.data.emplaceBack(name, value);
    }
    return error;
}

} // namespace Pushscope
