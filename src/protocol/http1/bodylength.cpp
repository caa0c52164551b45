// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/bodylength.h"

#include "protocol/http1/fields.h"
#include "protocol/http1/grammar.h"

#include <QByteArrayList>

#include <algorithm>
#include <limits>

namespace Pushscope::Http1 {

namespace {

constexpr qint64 MaxOctets = std::numeric_limits<qint64>::max();

/// A decimal number; MaxOctets where it is larger than that; nullopt where it is none.
std::optional<qint64> readNumber(QByteArrayView text)
{
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    qint64 number = 0;
    for (char c : text) {
        const int digit = c - '0';
        if (number > (MaxOctets - digit) / 10)
            return MaxOctets;
        number = number * 10 + digit;
    }
    return number;
}

/// What `Transfer-Encoding` says. Spec: RFC 9112 §6.1.
struct TransferEncoding {
    bool isPresent = false;
    bool isChunkedLast = false;
    ViolationSet violations;
};

/// RFC 9110 §5.6.1: "a sender MUST NOT generate empty list elements"; recipients ignore them.
bool hasEmptyMember(const QByteArray &value)
{
    const QByteArrayList members = value.split(',');
    return std::any_of(members.begin(), members.end(),
                       [](const QByteArray &member) { return trimBlanks(member).isEmpty(); });
}

TransferEncoding readTransferEncoding(const std::vector<FieldLine> &fields)
{
    constexpr QByteArrayView Name("Transfer-Encoding");
    TransferEncoding encoding;
    const std::vector<QByteArray> codings = fieldList(fields, Name);
    if (codings.empty()) {
        if (findField(fields, Name))
            encoding.violations.add(Violation::BadTransferEncoding);
        return encoding;
    }
    for (const QByteArray &value : fieldValues(fields, Name)) {
        if (hasEmptyMember(value))
            encoding.violations.add(Violation::BadTransferEncoding);
    }
    encoding.isPresent = true;
    encoding.isChunkedLast = isEqualIgnoringCase(codings.back(), "chunked");
    qsizetype chunkedCount = 0;
    for (const QByteArray &coding : codings) {
        const QByteArray name = parseParameterized(coding).value;
        if (!isToken(name))
            encoding.violations.add(Violation::BadTransferEncoding);
        if (isEqualIgnoringCase(name, "chunked"))
            ++chunkedCount;
    }
    // "A sender MUST NOT apply the chunked transfer coding more than once"; it is the last, and
    // has no parameters (§7.1).
    if (chunkedCount > (encoding.isChunkedLast ? 1 : 0))
        encoding.violations.add(Violation::BadTransferEncoding);
    return encoding;
}

} // namespace

ContentLength readContentLength(const std::vector<FieldLine> &fields)
{
    ContentLength length;
    for (const QByteArray &value : fieldValues(fields, "Content-Length")) {
        // §6.3 number 5: a list of numbers that are all the same counts as that number.
        for (const QByteArray &member : value.split(',')) {
            const std::optional<qint64> octets = readNumber(trimBlanks(member));
            if (!length.isPresent) {
                length.isPresent = true;
                length.octets = octets;
            } else if (octets == length.octets) {
                length.violations.add(Violation::BadFieldLine);
            } else if (octets && length.octets) {
                length.violations.add(Violation::ContentLengthMismatch);
            }
            if (!octets) {
                length.violations.add(Violation::ContentLengthMismatch);
                length.octets.reset();
            } else if (*octets == MaxOctets) {
                length.violations.add(Violation::TooLarge);
            }
        }
    }
    return length;
}

BodyLength bodyLength(const std::vector<FieldLine> &fields, Role sender, QByteArrayView version)
{
    const TransferEncoding encoding = readTransferEncoding(fields);
    const ContentLength length = readContentLength(fields);
    BodyLength body;
    body.violations.add(encoding.violations);
    body.violations.add(length.violations);

    if (encoding.isPresent) {
        // §6.3 number 3: Transfer-Encoding overrides Content-Length; §6.2: "A sender MUST NOT send
        // a Content-Length header field in any message that contains a Transfer-Encoding".
        if (length.isPresent)
            body.violations.add(Violation::ContentLengthAndChunked);
        // §6.1: "MUST treat the message as if the framing is faulty".
        if (version == "HTTP/1.0")
            body.violations.add(Violation::BadTransferEncoding);
        // §6.3 number 4: without chunked as the last coding a response goes on until the
        // connection closes, and the length of a request "cannot be determined reliably".
        if (!encoding.isChunkedLast && sender == Role::Client)
            body.violations.add(Violation::BadTransferEncoding);
        body.framing = encoding.isChunkedLast ? Framing::Chunked : Framing::Close;
        return body;
    }
    if (length.isPresent) {
        // §6.3 number 5: an invalid length is an unrecoverable error; all we can show is octets.
        body.framing = length.octets ? Framing::ContentLength : Framing::Close;
        body.contentLength = length.octets.value_or(0);
        return body;
    }
    // §6.3 numbers 7 and 8.
    body.framing = sender == Role::Client ? Framing::None : Framing::Close;
    return body;
}

} // namespace Pushscope::Http1
