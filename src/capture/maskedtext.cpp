// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/maskedtext.h"

#include "capture/secrets.h"
#include "capture/subprotocoltokens.h"

#include <QByteArrayList>

namespace Pushscope {

namespace {

const SecretFinder &finder()
{
    static const SecretFinder ofUsualNames{ SecretNames{} };
    return ofUsualNames;
}

QByteArrayView withoutEndingBlanks(QByteArrayView text)
{
    while (text.endsWith(' ') || text.endsWith('\t') || text.endsWith('\n') || text.endsWith('\r'))
        text.chop(1);
    return text;
}

/// What quotes a string that begins where @p before ends, behind a name or in an array: with the
/// backslashes of the strings that it stands in. Empty where no JSON value begins there.
QByteArray quoteAfter(QByteArrayView before)
{
    before = withoutEndingBlanks(before);
    const bool isMember = before.endsWith(':');
    if (!isMember && !before.endsWith(',') && !before.endsWith('['))
        return {};
    if (isMember && !withoutEndingBlanks(before.chopped(1)).endsWith('"'))
        return {};
    const qsizetype mark = before.lastIndexOf('"');
    if (mark < 0)
        return {};
    qsizetype begin = mark;
    while (begin > 0 && before[begin - 1] == '\\')
        --begin;
    return before.sliced(begin, mark + 1 - begin).toByteArray();
}

QByteArray masked(QByteArrayView text, const std::vector<ByteRange> &secrets)
{
    QByteArray result;
    qsizetype at = 0;
    for (const ByteRange &secret : secrets) {
        const auto begin = static_cast<qsizetype>(secret.begin);
        const QByteArrayView before = text.first(begin);
        // A number that stands bare in JSON: bare stars would not parse.
        const bool isBare = SecretFinder::cover(text.sliced(begin, secret.size())).startsWith('1');
        const QByteArray quote = isBare ? quoteAfter(before) : QByteArray();
        result += before.sliced(at) + quote + Mask + quote;
        at = static_cast<qsizetype>(secret.end);
    }
    return QByteArray(result + text.sliced(at));
}

} // namespace

QByteArray maskedText(QByteArrayView text)
{
    return masked(text, finder().inText(text));
}

bool hasSecret(QByteArrayView text)
{
    return !finder().inText(text).empty();
}

QByteArray maskedFieldValue(QByteArrayView name, QByteArrayView value)
{
    if (value.isEmpty())
        return {};
    if (namesSubprotocols(name))
        return masked(value, finder().inSubprotocols(value));
    return isSecretField(name) ? QByteArray(Mask) : maskedText(value);
}

QList<QByteArray> maskedSubprotocols(const QList<QByteArray> &subprotocols)
{
    if (subprotocols.isEmpty())
        return {};
    const QByteArray list = QByteArrayList(subprotocols).join(',');
    return masked(list, finder().inSubprotocols(list)).split(',');
}

QByteArray shownUrl(const QUrl &url)
{
    return maskedText(url.toEncoded(QUrl::RemoveUserInfo));
}

} // namespace Pushscope
