// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the opening handshake and a close code rest on, step by step.

#include "models/formatting.h"
#include "models/inspectionparts.h"
#include "models/previewtext.h"
#include "models/words.h"
#include "protocol/websocket/closecode.h"

#include <QCryptographicHash>

namespace Pushscope::InspectionParts {

namespace {

using WebSocket::StatusCodeCategory;
namespace StatusCode = WebSocket::StatusCode;

/// RFC 6455 §1.3: what proves that the server understood the handshake.
const QByteArray Guid = QByteArrayLiteral("258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
constexpr qsizetype NonceOctets = 16;

QString keyRemark(const QByteArray &key)
{
    const auto decoded
        = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return Words::tr("is no Base64: it must say 16 random octets (§4.1)");
    const qsizetype octets = decoded.decoded.size();
    return octets == NonceOctets
        ? Words::tr("sent by the client: 16 random octets in Base64 (§4.1)")
        : Words::tr("says %1 octets where it must say 16 (§4.1)").arg(octets);
}

QString registeredMeaning(quint16 code)
{
    switch (code) {
    case StatusCode::NormalClosure:
        return Words::tr("What the connection was for is done.");
    case StatusCode::GoingAway:
        return Words::tr("An end goes away: a server shuts down, or a page is left.");
    case StatusCode::ProtocolError:
        return Words::tr("An end broke the protocol.");
    case StatusCode::UnsupportedData:
        return Words::tr("A type of data came that the receiver does not take, as binary where "
                         "only text is understood.");
    case StatusCode::Reserved:
        return Words::tr("Has no meaning yet.");
    case StatusCode::NoStatusReceived:
        return Words::tr("The Close frame had no status code. Is never sent.");
    case StatusCode::AbnormalClosure:
        return Words::tr("The connection ended without a Close frame. Is never sent.");
    case StatusCode::InvalidPayloadData:
        return Words::tr("A message was not of its type, as text that is not UTF-8.");
    case StatusCode::PolicyViolation:
        return Words::tr("A message broke the receiver's rules; says no more on purpose.");
    case StatusCode::MessageTooBig:
        return Words::tr("A message was larger than the receiver takes.");
    case StatusCode::MandatoryExtension:
        return Words::tr("The server did not agree on an extension that the client needs.");
    case StatusCode::InternalError:
        return Words::tr("The server met something that it did not expect.");
    case StatusCode::ServiceRestart:
        return Words::tr("The service restarts: come back after a random wait.");
    case StatusCode::TryAgainLater:
        return Words::tr("The server is overloaded: come back later, or elsewhere.");
    case StatusCode::BadGateway:
        return Words::tr("A gateway got an invalid response from the server behind it.");
    case StatusCode::TlsHandshake:
        return Words::tr("The TLS handshake failed. Is never sent.");
    case StatusCode::Unauthorized:
        return Words::tr("The client has to say who it is.");
    case StatusCode::Forbidden:
        return Words::tr("The client may not do that.");
    case StatusCode::Timeout:
        return Words::tr("What was waited for did not come in time.");
    default:
        return {};
    }
}

QString rangeText(quint16 code)
{
    switch (WebSocket::statusCodeCategory(code)) {
    case StatusCodeCategory::Unused:
        return Words::tr("0–999: not in use");
    case StatusCodeCategory::Protocol:
        return Words::tr("1000–2999: of the protocol, its revisions and extensions");
    case StatusCodeCategory::Registered:
        return Words::tr("3000–3999: of libraries and frameworks, registered with IANA");
    case StatusCodeCategory::Private:
        return Words::tr("4000–4999: for private use; whoever runs the server says what it means");
    case StatusCodeCategory::OutOfRange:
        break;
    }
    return Words::tr("from 5000 on: nobody's");
}

} // namespace

void addAcceptCheck(Inspection &inspection, const QByteArray &key, const QByteArray &accept)
{
    if (key.isEmpty())
        return;
    const auto add = [&inspection](const QString &name, const QString &value, const QString &remark,
                                   Severity severity = Severity::Normal) {
        inspection.fields.append({ name, value, remark, severity });
    };
    const QByteArray joined = key + Guid;
    const QByteArray digest = QCryptographicHash::hash(joined, QCryptographicHash::Sha1);
    const QByteArray expected = digest.toBase64();
    const bool isEqual = accept == expected;
    add(QStringLiteral("Sec-WebSocket-Key"), lineText(key), keyRemark(key));
    add(QStringLiteral("+ GUID"), QString::fromLatin1(Guid),
        Words::tr("the same for every WebSocket (§1.3)"));
    add(QStringLiteral("="), lineText(joined),
        Words::tr("both as they stand, one behind the other"));
    add(QStringLiteral("SHA-1"), hexText(digest), Words::tr("of these octets: 20 octets"));
    add(QStringLiteral("Base64"), QString::fromLatin1(expected),
        Words::tr("of the digest: what the server has to answer (§4.2.2)"));
    add(QStringLiteral("Sec-WebSocket-Accept"),
        accept.isEmpty() ? Words::tr("not sent") : lineText(accept),
        isEqual ? Words::tr("✓ equal: the server understood the handshake")
                : Words::tr("≠ differs: the client must fail the connection (§4.1)"),
        isEqual ? Severity::Normal : Severity::Error);
}

void addCloseCode(Inspection &inspection, qint32 code)
{
    if (code < 0)
        return;
    const auto narrow = static_cast<quint16>(code);
    const QByteArrayView name = WebSocket::statusCodeName(narrow);
    inspection.fields.append(
        { Words::tr("Status code"), QString::number(code), rangeText(narrow), Severity::Normal });
    inspection.fields.append(
        { Words::tr("Registered as"),
          name.isEmpty() ? Words::tr("not registered") : QString::fromLatin1(name),
          registeredMeaning(narrow), Severity::Normal });
    const bool isValid = WebSocket::isValidOnWire(narrow);
    inspection.fields.append(
        { Words::tr("In a Close frame"), isValid ? Words::tr("allowed") : Words::tr("not allowed"),
          isValid ? Words::tr("§7.4") : Words::tr("must not be sent (§7.4.1)"),
          isValid || inspection.kind == RecordKind::WsClosed ? Severity::Normal
                                                             : Severity::Warning });
}

} // namespace Pushscope::InspectionParts
