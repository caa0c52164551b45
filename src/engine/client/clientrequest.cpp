// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/client/clientrequest.h"

#include "capture/secretnames.h"
#include "engine/client/clientproxy.h"
#include "engine/client/cookiejar.h"
#include "protocol/http1/fields.h"
#include "protocol/violation.h"

#include <QJsonDocument>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <cstring>

namespace Pushscope {

namespace {

constexpr char UserAgent[] = "Pushscope/" PUSHSCOPE_VERSION;

QByteArray joined(const QList<QByteArray> &parts, const char *separator)
{
    QByteArray text;
    for (const QByteArray &part : parts)
        text += (text.isEmpty() ? QByteArray() : QByteArray(separator)) + part;
    return text;
}

QByteArray credentials(const ClientOptions &options, const ClientUrl &url)
{
    return options.user.isEmpty() ? url.userInfo : options.user;
}

Http1::FieldLine field(const QByteArray &name, const QByteArray &value)
{
    return { name, value, {} };
}

/// Fields given for the server that was asked, not for one that it redirects to: credentials of
/// any name, and Host.
bool isForHomeOnly(const QByteArray &name)
{
    return isSecretField(name) || name.compare("Host", Qt::CaseInsensitive) == 0;
}

/// The user's fields take the place of defaults of their name; a field of a null value goes.
/// Where @p isAtHome is false, those for another server stay away.
void applyHeaders(std::vector<Http1::FieldLine> &fields, const ClientOptions &options,
                  bool isAtHome = true)
{
    for (const auto &[name, value] : options.headers) {
        if (!isAtHome && isForHomeOnly(name))
            continue;
        const auto isNamed = [&name = name](const Http1::FieldLine &line) {
            return line.range.isEmpty() && line.name.compare(name, Qt::CaseInsensitive) == 0;
        };
        const auto found = std::find_if(fields.begin(), fields.end(), isNamed);
        if (!value) {
            std::erase_if(fields, isNamed);
            continue;
        }
        // Marked as given by the user, so that a second field of that name does not replace it.
        const Http1::FieldLine given { name, *value, { 0, 1 } };
        if (found != fields.end())
            *found = given;
        else
            fields.push_back(given);
    }
}

/// Fields that HTTP requests and opening handshakes share.
std::vector<Http1::FieldLine> commonFields(const ClientOptions &options, const ClientUrl &url,
                                           bool sendsCredentials,
                                           const QList<QByteArray> &keptCookies)
{
    std::vector<Http1::FieldLine> fields;
    fields.push_back(field("User-Agent", UserAgent));
    const QList<QByteArray> cookies
        = withCookies(sendsCredentials ? options.cookies : QList<QByteArray>(), keptCookies);
    if (!cookies.isEmpty())
        fields.push_back(field("Cookie", joined(cookies, "; ")));
    const QByteArray user = credentials(options, url);
    if (!user.isEmpty() && sendsCredentials)
        fields.push_back(field("Authorization", "Basic " + user.toBase64()));
    return fields;
}

QByteArray contentTypeOf(const QByteArray &body)
{
    QJsonParseError error {};
    QJsonDocument::fromJson(body, &error);
    return error.error == QJsonParseError::NoError ? "application/json" : "text/plain";
}

void removeFields(std::vector<Http1::FieldLine> &fields, const QList<QByteArray> &names)
{
    std::erase_if(fields, [&](const Http1::FieldLine &line) {
        return names.contains(line.name.toLower());
    });
}

} // namespace

RequestHabits requestHabits(const ClientOptions &options)
{
    RequestHabits habits;
    switch (options.technique) {
    case Technique::Auto:
        habits.accept = "text/event-stream, */*;q=0.8";
        habits.isUncached = true;
        habits.lastEventId = options.lastEventId;
        break;
    case Technique::Sse:
        habits.accept = "text/event-stream";
        habits.isUncached = true;
        habits.lastEventId = options.lastEventId;
        habits.bodyForm.kind = BodyForm::Kind::EventStream;
        break;
    case Technique::HttpStream:
        habits.bodyForm.kind = BodyForm::Kind::Messages;
        habits.bodyForm.cut = options.cut;
        habits.lastEventId = options.lastEventId;
        break;
    case Technique::Multipart:
        habits.accept = "multipart/x-mixed-replace, multipart/mixed, */*;q=0.8";
        habits.bodyForm.kind = BodyForm::Kind::Parts;
        break;
    case Technique::IframeStream:
    case Technique::IframePoll:
        habits.accept = "text/html,application/xhtml+xml,*/*;q=0.8"; // As a frame asks for it.
        habits.bodyForm.kind = BodyForm::Kind::Scripts;
        break;
    case Technique::Jsonp:
        habits.bodyForm.kind = BodyForm::Kind::Call;
        break;
    case Technique::ShortPoll:
    case Technique::LongPoll:
    case Technique::WebSocket:
    case Technique::SocketIo:
        break;
    }
    return habits;
}

Http1::RequestHead makeHttpRequest(const ClientOptions &options, const ClientUrl &url,
                                   const RequestHabits &habits)
{
    Http1::RequestHead head;
    const bool hasBody = options.body && !habits.dropsBody;
    head.method = !habits.method.isEmpty() ? habits.method
        : !options.method.isEmpty()        ? options.method
        : hasBody                          ? QByteArray("POST")
                                           : QByteArray("GET");
    head.target = url.target;
    head.version = "HTTP/1.1";
    head.fields.push_back(field("Host", url.hostField));
    if (isAskedOfProxy(options, url)) {
        head.target = "http://" + url.hostField + url.target;
        const auto proxy = proxyFor(options, url.url);
        if (const QByteArray credentials = proxyCredentials(*proxy); !credentials.isEmpty())
            head.fields.push_back(field("Proxy-Authorization", credentials));
    }
    head.fields.push_back(field("Accept", habits.accept));
    if (habits.isUncached)
        head.fields.push_back(field("Cache-Control", "no-cache"));
    if (!options.origin.isEmpty())
        head.fields.push_back(field("Origin", options.origin));
    if (!habits.lastEventId.isEmpty())
        head.fields.push_back(field("Last-Event-ID", habits.lastEventId));
    for (const Http1::FieldLine &line : habits.conditions)
        head.fields.push_back(line);
    for (Http1::FieldLine &line : commonFields(options, url, habits.sendsCredentials, habits.keptCookies))
        head.fields.push_back(std::move(line));
    if (hasBody) {
        head.fields.push_back(field("Content-Type", habits.contentType.isEmpty()
                                              ? contentTypeOf(*options.body)
                                              : habits.contentType));
        head.fields.push_back(field("Content-Length", QByteArray::number(options.body->size())));
    }
    applyHeaders(head.fields, options, habits.sendsCredentials);
    if (habits.dropsBody) {
        removeFields(head.fields,
                     { "content-type", "content-length", "content-encoding", "content-language",
                       "content-location", "transfer-encoding" });
    }
    return head;
}

WebSocket::HandshakeOffer makeOffer(const ClientOptions &options, const QByteArray &key)
{
    WebSocket::HandshakeOffer offer;
    offer.key = key;
    offer.subprotocols.assign(options.subprotocols.begin(), options.subprotocols.end());
    if (options.offersDeflate)
        offer.extensions.push_back(WebSocket::toExtension(WebSocket::DeflateOffer()));
    return offer;
}

Http1::RequestHead makeWebSocketRequest(const ClientOptions &options, const ClientUrl &url,
                                        const WebSocket::HandshakeOffer &offer)
{
    WebSocket::RequestOptions request;
    request.target = url.target;
    request.host = url.hostField;
    request.origin = options.origin;
    request.fields = commonFields(options, url, true, {});
    Http1::RequestHead head = WebSocket::makeRequest(request, offer);
    applyHeaders(head.fields, options);
    return head;
}

QByteArray randomKey()
{
    std::array<quint32, 4> words {};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    std::array<quint8, 16> nonce {};
    std::memcpy(nonce.data(), words.data(), nonce.size());
    return WebSocket::keyFor(nonce);
}

Technique techniqueOf(const Http1::ResponseHead &head)
{
    const auto type = Http1::contentType(head.fields);
    if (type && type->value == "text/event-stream")
        return Technique::Sse;
    if (type && type->value.startsWith("multipart/"))
        return Technique::Multipart;
    return isMessagesType(head) ? Technique::HttpStream : Technique::ShortPoll;
}

void tellWhatIsSpoken(Error &error, QByteArrayView octets)
{
    constexpr qsizetype MostShown = 60;
    // RFC 8446 §5.1: records begin with their type, an alert (21) or a handshake (22), and 3.
    const bool isTls = octets.size() >= 2 && (octets[0] == 21 || octets[0] == 22) && octets[1] == 3;
    if (isTls) {
        error.data.append({ "speaks", QByteArray("tls") });
        return;
    }
    error.data.append({ "violation", violationName(Violation::BadStatusLine).toByteArray() });
    if (octets.startsWith("HTTP/"))
        return;
    QByteArray begins;
    for (const char octet : octets.first(std::min(octets.size(), MostShown))) {
        if (octet < 0x20 || octet == 0x7f)
            break;
        begins += octet;
    }
    if (!begins.isEmpty())
        error.data.append({ "begins", begins });
}

} // namespace Pushscope
