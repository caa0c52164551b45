// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/http1/startline.h"

#include "protocol/http1/grammar.h"

#include <algorithm>

namespace Pushscope::Http1 {

namespace {

constexpr QByteArrayView NamePrefix("HTTP/");

/// Spec: RFC 9112 §2.3; other major versions have another syntax on the wire.
bool isVersion1(QByteArrayView version)
{
    return version.size() == 8 && version.startsWith("HTTP/1.") && isDigit(version.back());
}

bool isPrintable(char c)
{
    return c > 0x20 && c < 0x7f;
}

constexpr QByteArrayView AuthorityMarks("-._~%!$&'()*+,;=:@[]");

/// Spec: RFC 3986 §3.2, what may stand between `//` and the path.
bool isAuthority(QByteArrayView text)
{
    return !text.isEmpty() && std::count(text.begin(), text.end(), '@') <= 1
        && std::all_of(text.begin(), text.end(), [](char c) {
               return isAlpha(c) || isDigit(c) || AuthorityMarks.contains(c);
           });
}

/// Spec: RFC 9112 §3.2.2; only the hierarchical schemes that HTTP is asked for.
bool isAbsoluteForm(QByteArrayView target)
{
    const qsizetype delimiter = target.indexOf("://");
    if (delimiter <= 0 || !isAlpha(target.front()))
        return false;
    const QByteArrayView scheme = target.first(delimiter);
    const QByteArrayView rest = target.sliced(delimiter + 3);
    const auto *end
        = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?'; });
    return std::all_of(
               scheme.begin(), scheme.end(),
               [](char c) { return isAlpha(c) || isDigit(c) || c == '+' || c == '-' || c == '.'; })
        && isAuthority(rest.first(end - rest.begin()));
}

/// Spec: RFC 9112 §3.2.3; `host:port`.
bool isAuthorityForm(QByteArrayView target)
{
    const qsizetype colon = target.lastIndexOf(':');
    if (colon <= 0 || colon == target.size() - 1 || target.contains('@'))
        return false;
    const QByteArrayView port = target.sliced(colon + 1);
    return isAuthority(target.first(colon)) && std::all_of(port.begin(), port.end(), isDigit);
}

/// Spec: RFC 9112 §3.2. Which of the printable characters a path may hold is not checked:
/// browsers send most of them.
bool isTarget(QByteArrayView target, QByteArrayView method)
{
    if (target.isEmpty() || !std::all_of(target.begin(), target.end(), isPrintable)
        || target.contains('#')) {
        return false;
    }
    if (method == "CONNECT")
        return isAuthorityForm(target);
    return target.startsWith('/') || (target == "*" && method == "OPTIONS")
        || isAbsoluteForm(target);
}

QByteArrayView takeWord(QByteArrayView &text)
{
    const auto *end = std::find_if(text.begin(), text.end(), isBlank);
    const QByteArrayView word = text.first(end - text.begin());
    text = text.sliced(word.size());
    return word;
}

/// Takes the white space in front of @p text; whether it was the one SP of the grammar.
bool takeSpace(QByteArrayView &text)
{
    qsizetype count = 0;
    while (count < text.size() && isBlank(text[count]))
        ++count;
    const bool isOneSpace = count == 1 && text.front() == ' ';
    text = text.sliced(count);
    return isOneSpace;
}

} // namespace

bool readRequestLine(QByteArrayView line, RequestHead &head)
{
    // §3: recipients MAY parse on white space, whatever its amount; but it is not the grammar.
    const QByteArrayView method = takeWord(line);
    bool isGood = isToken(method);
    isGood = takeSpace(line) && isGood;

    QByteArrayView target = trimBlanks(line);
    isGood = isGood && target.size() == line.size();
    QByteArrayView version;
    const qsizetype word = target.lastIndexOf(' ') + 1;
    if (isEqualIgnoringCase(
            target.sliced(word).first(std::min(NamePrefix.size(), target.size() - word)),
            NamePrefix)) {
        version = target.sliced(word);
        const QByteArrayView before = target.first(word);
        target = trimBlanks(before);
        isGood = isGood && before.size() == target.size() + 1;
    }
    isGood = isGood && isVersion1(version) && isTarget(target, method);

    if (!isGood)
        head.violations.add(Violation::BadRequestLine);
    head.method = method.toByteArray();
    head.target = target.toByteArray();
    head.version = version.toByteArray();
    return !version.isEmpty() || (isToken(method) && !target.isEmpty());
}

bool readStatusLine(QByteArrayView line, ResponseHead &head)
{
    const QByteArrayView version = takeWord(line);
    bool isGood = isVersion1(version);
    isGood = takeSpace(line) && isGood;

    // status-code = 3DIGIT. Another number is read where it means the same.
    const auto *end = std::find_if_not(line.begin(), line.end(), isDigit);
    const qsizetype digits = end - line.begin();
    bool isNumber = false;
    const int number = line.first(digits).toInt(&isNumber);
    const bool hasStatus
        = isNumber && number <= 999 && (digits == line.size() || isBlank(line[digits]));
    if (hasStatus) {
        head.status = number;
        line = line.sliced(digits);
        // §4: "A server MUST send the space that separates the status-code from the
        // reason-phrase even when the reason-phrase is absent".
        isGood = isGood && line.startsWith(' ');
        if (!line.isEmpty())
            line = line.sliced(1);
    }
    // RFC 9110 §15: status codes outside of 100 to 599 are invalid.
    isGood = isGood && digits == 3 && head.status >= 100 && head.status <= 599
        && std::all_of(line.begin(), line.end(), isFieldChar);

    if (!isGood)
        head.violations.add(Violation::BadStatusLine);
    head.version = version.toByteArray();
    head.reason = line.toByteArray();
    return version.startsWith(NamePrefix) || (hasStatus && digits == 3 && !version.isEmpty());
}

bool isRequestLineBeginning(QByteArrayView beginning)
{
    const QByteArrayView method = takeWord(beginning);
    return isToken(method);
}

bool isStatusLineBeginning(QByteArrayView beginning)
{
    return beginning.startsWith(NamePrefix) || NamePrefix.startsWith(beginning);
}

} // namespace Pushscope::Http1
