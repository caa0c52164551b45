// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/websocket/openinghandshake.h"

#include "protocol/http1/fields.h"
#include "protocol/http1/grammar.h"

#include <QCryptographicHash>
#include <QStringBuilder>

#include <algorithm>

namespace Pushscope::WebSocket {

namespace {

constexpr QByteArrayView KeyField("Sec-WebSocket-Key");
constexpr QByteArrayView AcceptField("Sec-WebSocket-Accept");
constexpr QByteArrayView VersionField("Sec-WebSocket-Version");
constexpr QByteArrayView ProtocolField("Sec-WebSocket-Protocol");
constexpr QByteArrayView ExtensionsField("Sec-WebSocket-Extensions");

/// §1.3: the GUID "in string form" that no endpoint without WebSocket would put behind a key.
constexpr QByteArrayView AcceptGuid("258EAFA5-E914-47DA-95CA-C5AB0DC85B11");

/// §4.2.1, 5: "a base64-encoded value that, when decoded, is 16 bytes in length".
bool isKey(const QByteArray &key)
{
    constexpr qsizetype NonceOctets = 16;
    constexpr qsizetype EncodedOctets = 24; // RFC 4648 §4: with its padding.
    const auto decoded
        = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    return key.size() == EncodedOctets && decoded && (*decoded).size() == NonceOctets;
}

/// Whether @p version, as `HTTP/1.1`, is that or higher.
bool isHttp11OrHigher(const QByteArray &version)
{
    constexpr QByteArrayView Prefix("HTTP/");
    constexpr QByteArrayView Lowest("1.1");
    if (!version.startsWith(Prefix) || version.size() != Prefix.size() + Lowest.size())
        return false;
    return QByteArrayView(version).sliced(Prefix.size()).compare(Lowest) >= 0;
}

/// All lines of the field as one list (RFC 9110 §5.3); nullopt where they break the grammar.
std::optional<std::vector<Extension>> readExtensions(const std::vector<Http1::FieldLine> &fields)
{
    QByteArray joined;
    for (const QByteArray &value : Http1::fieldValues(fields, ExtensionsField))
        joined += value + ',';
    return parseExtensions(joined);
}

bool hasBadDeflateOffer(const std::vector<Extension> &extensions)
{
    return std::any_of(extensions.begin(), extensions.end(), [](const Extension &extension) {
        return extension.name == perMessageDeflateName() && !readDeflateOffer(extension);
    });
}

/// What the answer @p extension agrees on with one of the offers.
std::optional<DeflateParameters> agreedWith(const std::vector<Extension> &offers,
                                            const Extension &answer)
{
    for (const Extension &element : offers) {
        if (element.name != perMessageDeflateName())
            continue;
        const std::optional<DeflateOffer> offer = readDeflateOffer(element);
        if (!offer)
            continue;
        if (const auto agreed = readDeflateAnswer(answer, *offer))
            return agreed;
    }
    return std::nullopt;
}

Http1::FieldLine field(QByteArrayView name, const QByteArray &value)
{
    return { name.toByteArray(), value, {} };
}

void checkExtensions(ResponseCheck &check, const std::vector<Http1::FieldLine> &fields,
                     const HandshakeOffer &offer)
{
    const std::optional<std::vector<Extension>> answered = readExtensions(fields);
    if (!answered) {
        check.violations.add(Violation::BadExtensionParameters);
        return;
    }
    check.extensions = *answered;
    for (const Extension &extension : *answered) {
        const bool isOffered = std::any_of(
            offer.extensions.begin(), offer.extensions.end(),
            [&extension](const Extension &offered) { return offered.name == extension.name; });
        if (!isOffered) {
            // §4.1, 5: an extension "that was not present in the client's handshake".
            check.violations.add(Violation::UnrequestedExtension);
        } else if (extension.name == perMessageDeflateName()) {
            // RFC 7692 §7.1 and §5: answers that do not follow from the offer fail it, and so
            // does a second one, which would compress what is compressed.
            const bool isFirst = !check.deflate;
            check.deflate = agreedWith(offer.extensions, extension);
            if (!isFirst || !check.deflate)
                check.violations.add(Violation::BadExtensionParameters);
        }
    }
}

/// §4.1: what a client looks at, one after the other.
constexpr std::array ResponseOrder{
    Violation::StatusNot101,           Violation::UpgradeMissing,
    Violation::ConnectionMissing,      Violation::AcceptMismatch,
    Violation::UnrequestedExtension,   Violation::BadExtensionParameters,
    Violation::UnrequestedSubprotocol,
};

void conclude(ResponseCheck &check)
{
    check.isAccepted = check.violations.isEmpty();
    if (!check.isAccepted)
        check.deflate.reset();
    for (Violation violation : ResponseOrder) {
        if (check.violations.contains(violation)) {
            check.why = violation;
            return;
        }
    }
}

std::vector<Http1::FieldLine> defaultFields(const RequestOptions &options,
                                            const HandshakeOffer &offer)
{
    std::vector<Http1::FieldLine> fields{
        field("Host", options.host),
        field("Upgrade", "websocket"),
        field("Connection", "Upgrade"),
        field(KeyField, offer.key),
        field(VersionField, QByteArray::number(ProtocolVersion)),
    };
    if (!options.origin.isEmpty())
        fields.push_back(field("Origin", options.origin));
    if (!offer.subprotocols.empty()) {
        QByteArray list;
        for (const QByteArray &subprotocol : offer.subprotocols)
            list += (list.isEmpty() ? QByteArray() : QByteArray(", ")) + subprotocol;
        fields.push_back(field(ProtocolField, list));
    }
    if (!offer.extensions.empty())
        fields.push_back(field(ExtensionsField, serializeExtensions(offer.extensions)));
    return fields;
}

} // namespace

QByteArray acceptFor(QByteArrayView key)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(key);
    hash.addData(AcceptGuid);
    return hash.result().toBase64();
}

QByteArray keyFor(const std::array<quint8, 16> &nonce)
{
    return QByteArrayView(nonce.data(), qsizetype(nonce.size())).toByteArray().toBase64();
}

bool isHandshakeRequest(const Http1::RequestHead &head)
{
    return Http1::hasToken(head.fields, "Upgrade", "websocket")
        || Http1::findField(head.fields, KeyField);
}

bool RequestCheck::isAcceptable() const
{
    ViolationSet fatal = violations;
    fatal.remove(Violation::BadExtensionParameters);
    return fatal.isEmpty();
}

RequestCheck checkRequest(const Http1::RequestHead &head)
{
    RequestCheck check;
    if (head.method != "GET") // §4.2.1, 1: "This MUST be a GET request", HTTP/1.1 or higher.
        check.violations.add(Violation::MethodNotGet);
    if (!isHttp11OrHigher(head.version))
        check.violations.add(Violation::HttpVersionTooLow);
    if (!Http1::findField(head.fields, "Host")) // §4.2.1, 2
        check.violations.add(Violation::HostMissing);
    if (!Http1::hasToken(head.fields, "Upgrade", "websocket")) // §4.2.1, 3
        check.violations.add(Violation::UpgradeMissing);
    if (!Http1::hasToken(head.fields, "Connection", "Upgrade")) // §4.2.1, 4
        check.violations.add(Violation::ConnectionMissing);

    const std::vector<QByteArray> keys = Http1::fieldValues(head.fields, KeyField);
    if (!keys.empty())
        check.offer.key = keys.front();
    if (check.offer.key.isEmpty())
        check.violations.add(Violation::KeyMissing);
    else if (keys.size() > 1 || !isKey(check.offer.key)) // §11.3.1: not "more than once".
        check.violations.add(Violation::KeyNot16Octets);

    const std::vector<QByteArray> versions = Http1::fieldValues(head.fields, VersionField);
    if (!versions.empty())
        check.version = versions.front();
    if (versions.size() != 1 || check.version != QByteArray::number(ProtocolVersion))
        check.violations.add(Violation::VersionNot13); // §4.2.1, 6

    check.offer.subprotocols = Http1::fieldList(head.fields, ProtocolField);
    if (auto extensions = readExtensions(head.fields))
        check.offer.extensions = std::move(*extensions);
    else
        check.violations.add(Violation::BadExtensionParameters);
    if (hasBadDeflateOffer(check.offer.extensions)) // RFC 7692 §7.1
        check.violations.add(Violation::BadExtensionParameters);
    if (const Http1::FieldLine *origin = Http1::findField(head.fields, "Origin"))
        check.origin = origin->value;
    return check;
}

ResponseCheck checkResponse(const Http1::ResponseHead &head, const HandshakeOffer &offer)
{
    ResponseCheck check;
    check.accept = Http1::fieldValue(head.fields, AcceptField);
    check.expectedAccept = acceptFor(offer.key);
    if (head.status != 101) { // §4.1, 1: "the client handles the response per HTTP procedures".
        check.violations.add(Violation::StatusNot101);
        conclude(check);
        return check;
    }
    const std::vector<QByteArray> upgrades = Http1::fieldValues(head.fields, "Upgrade");
    if (upgrades.size() != 1 || !Http1::isEqualIgnoringCase(upgrades.front(), "websocket"))
        check.violations.add(Violation::UpgradeMissing); // §4.1, 2: that value and no other.
    if (!Http1::hasToken(head.fields, "Connection", "Upgrade")) // §4.1, 3
        check.violations.add(Violation::ConnectionMissing);
    const std::vector<QByteArray> accepts = Http1::fieldValues(head.fields, AcceptField);
    if (accepts.size() != 1 || accepts.front() != check.expectedAccept)
        check.violations.add(Violation::AcceptMismatch); // §4.1, 4; §11.3.3: not twice.
    checkExtensions(check, head.fields, offer);

    const std::vector<QByteArray> subprotocols = Http1::fieldValues(head.fields, ProtocolField);
    if (!subprotocols.empty()) {
        check.subprotocol = subprotocols.front();
        // §4.1, 6: one "that was not present in the client's handshake"; §11.3.4: not twice.
        const bool isOffered
            = std::find(offer.subprotocols.begin(), offer.subprotocols.end(), check.subprotocol)
            != offer.subprotocols.end();
        if (subprotocols.size() > 1 || !isOffered)
            check.violations.add(Violation::UnrequestedSubprotocol);
    }
    conclude(check);
    return check;
}

Http1::RequestHead makeRequest(const RequestOptions &options, const HandshakeOffer &offer)
{
    Http1::RequestHead head{ "GET", options.target, "HTTP/1.1", {}, {}, {} };
    std::vector<Http1::FieldLine> others = options.fields;
    for (const Http1::FieldLine &line : defaultFields(options, offer)) {
        bool isReplaced = false;
        for (auto it = others.begin(); it != others.end();) {
            if (!Http1::isEqualIgnoringCase(it->name, line.name)) {
                ++it;
                continue;
            }
            isReplaced = true;
            if (!it->value.isNull())
                head.fields.push_back(*it);
            it = others.erase(it);
        }
        if (!isReplaced)
            head.fields.push_back(line);
    }
    for (const Http1::FieldLine &line : others) {
        if (!line.value.isNull())
            head.fields.push_back(line);
    }
    return head;
}

HandshakeGrant grantFor(const HandshakeOffer &offer, const std::vector<QByteArray> &supported,
                        const std::optional<DeflateWishes> &deflate)
{
    HandshakeGrant grant;
    for (const QByteArray &subprotocol : supported) {
        if (std::find(offer.subprotocols.begin(), offer.subprotocols.end(), subprotocol)
            != offer.subprotocols.end()) {
            grant.subprotocol = subprotocol;
            break;
        }
    }
    for (const Extension &extension : offer.extensions) {
        if (!deflate || extension.name != perMessageDeflateName())
            continue;
        if (const std::optional<DeflateOffer> deflateOffer = readDeflateOffer(extension)) {
            grant.deflate = acceptDeflate(*deflateOffer, *deflate);
            grant.extensions.push_back(toExtension(*grant.deflate, *deflateOffer));
            break;
        }
    }
    return grant;
}

Http1::ResponseHead makeResponse(QByteArrayView key, const HandshakeGrant &grant)
{
    Http1::ResponseHead head{ "HTTP/1.1", 101, "Switching Protocols", {}, {}, {} };
    head.fields = {
        field("Upgrade", "websocket"),
        field("Connection", "Upgrade"),
        field(AcceptField, acceptFor(key)),
    };
    if (!grant.subprotocol.isEmpty())
        head.fields.push_back(field(ProtocolField, grant.subprotocol));
    if (!grant.extensions.empty())
        head.fields.push_back(field(ExtensionsField, serializeExtensions(grant.extensions)));
    return head;
}

Http1::ResponseHead makeRefusal(const RequestCheck &check)
{
    Http1::ResponseHead head{ "HTTP/1.1", 400, "Bad Request", {}, {}, {} };
    if (check.violations.contains(Violation::MethodNotGet)) {
        head.status = 405;
        head.reason = "Method Not Allowed";
        head.fields.push_back(field("Allow", "GET"));
    } else if (check.violations.contains(Violation::UpgradeMissing)
               || check.violations.contains(Violation::VersionNot13)) {
        // §4.2.2, 4: "an appropriate HTTP error code (such as 426 Upgrade Required)" and the
        // versions that the server understands; RFC 9110 §15.5.22: with an Upgrade field.
        head.status = 426;
        head.reason = "Upgrade Required";
        head.fields = {
            field("Upgrade", "websocket"),
            field("Connection", "Upgrade"),
            field(VersionField, QByteArray::number(ProtocolVersion)),
        };
    }
    head.fields.push_back(field("Content-Length", "0"));
    return head;
}

} // namespace Pushscope::WebSocket
