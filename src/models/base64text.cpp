// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base64text.h"

#include "capture/jsonwriter.h"

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

/// Shorter ones are words more often than not.
constexpr qint64 LeastOctets = 16;
/// Of one text; what holds more is looked at in hexadecimal.
constexpr qsizetype MaxStretches = 200;

bool isDigit(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+'
        || c == '/' || c == '-' || c == '_';
}

bool startsLikeAFormat(const QByteArray &octets)
{
    static const std::array<QByteArray, 7> Magics {
        QByteArray("\x89PNG"), QByteArray("\xFF\xD8\xFF"), QByteArray("GIF8"),
        QByteArray("\x1F\x8B"), QByteArray("PK\x03\x04"), QByteArray("%PDF"), QByteArray("RIFF"),
    };
    return std::any_of(Magics.begin(), Magics.end(),
                       [&](const QByteArray &magic) { return octets.startsWith(magic); });
}

bool isReadable(const QByteArray &octets)
{
    return isValidUtf8(octets)
        && std::none_of(octets.begin(), octets.end(), [](char c) {
               const auto octet = static_cast<uchar>(c);
               return octet < 0x20 && c != '\n' && c != '\r' && c != '\t';
           });
}

/// A word, a number or a path in which nothing has to be decoded.
bool looksLikeWords(QByteArrayView digits)
{
    const auto has = [&](char first, char last) {
        return std::any_of(digits.begin(), digits.end(),
                           [=](char c) { return c >= first && c <= last; });
    };
    return !(has('a', 'z') && has('A', 'Z') && (has('0', '9') || digits.size() >= 24));
}

} // namespace

QList<Base64Stretch> findBase64(const QByteArray &text)
{
    QList<Base64Stretch> found;
    qsizetype at = 0;
    while (at < text.size() && found.size() < MaxStretches) {
        if (!isDigit(text[at])) {
            ++at;
            continue;
        }
        const qsizetype begin = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        const qsizetype digitsEnd = at;
        while (at < text.size() && text[at] == '=' && at - digitsEnd < 2)
            ++at;
        const QByteArrayView digits = QByteArrayView(text).sliced(begin, digitsEnd - begin);
        const bool isPadded = at > digitsEnd;
        const bool isUrlSafe = digits.contains('-') || digits.contains('_');
        const bool isMixed = isUrlSafe && (digits.contains('+') || digits.contains('/'));
        // §4: groups of four, the last one padded; §5 allows to leave the padding out.
        const bool isWhole = isPadded ? (at - begin) % 4 == 0
                                      : digits.size() % 4 == 0 || (isUrlSafe && digits.size() % 4 != 1);
        if (at - begin < LeastOctets || isMixed || !isWhole)
            continue;
        const bool isDataUrl = QByteArrayView(text).first(begin).endsWith(";base64,");
        const auto options = isUrlSafe ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding;
        const QByteArray decoded = QByteArray::fromBase64(
            text.mid(begin, at - begin), options | QByteArray::OmitTrailingEquals);
        const bool isSure = isDataUrl || startsLikeAFormat(decoded)
            || (isPadded && isReadable(decoded))
            || ((isPadded || isReadable(decoded)) && !looksLikeWords(digits));
        if (isSure && !decoded.isEmpty())
            found.append({ { begin, at }, decoded, isUrlSafe });
    }
    return found;
}

} // namespace Pushscope
