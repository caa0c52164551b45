// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a server may tell a client to do next: lines of Set-Cookie fields, and the last line as a
// Location. A jar keeps its limits and gives no cookie to a stranger; whatever a redirect says, a
// request line and a Host field can be made of it and hold no blank and no control character.

#include "engine/client/clienturl.h"
#include "engine/client/cookiejar.h"
#include "fuzz/require.h"
#include "protocol/http1/grammar.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <cstdint>

using namespace Pushscope;

namespace {

ClientUrl urlOf(const char *text)
{
    const Result<ClientUrl> url = parseClientUrl(QUrl(QString::fromLatin1(text)));
    require(bool(url), "a sound URL is one");
    return *url;
}

bool isVisibleAscii(const QByteArray &text)
{
    return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
}

/// A pair may be sent: `name=value` that ends no line.
void checkPairs(const QList<QByteArray> &pairs)
{
    for (const QByteArray &pair : pairs) {
        require(pair.indexOf('=') > 0, "a cookie has a name");
        require(pair.size() <= CookieJar::MaxCookieOctets + 1, "a cookie is bounded");
        require(!pair.contains(';') && std::ranges::all_of(pair, Http1::isFieldChar),
                "a cookie ends nothing");
    }
}

void checkCookies(const QList<QByteArray> &lines)
{
    static const ClientUrl own = urlOf("https://a.feed.example/live/sub?x=1");
    static const ClientUrl plain = urlOf("http://a.feed.example/live/sub");
    static const ClientUrl sibling = urlOf("https://b.feed.example/live/sub");
    static const ClientUrl stranger = urlOf("https://feed.example.test/live/sub");
    static const QDateTime now(QDate(2026, 3, 1), QTime(12, 0), QTimeZone::utc());

    Http1::ResponseHead head;
    for (const QByteArray &line : lines)
        head.fields.push_back({ "Set-Cookie", line, {} });
    CookieJar jar;
    jar.take(head, own, now);
    require(jar.size() <= CookieJar::MaxCookiesOfDomain * 2, "a jar is bounded");
    const QList<QByteArray> pairs = jar.cookiesFor(own, now);
    checkPairs(pairs);
    require(pairs.size() <= jar.size());
    require(jar.cookiesFor(stranger, now).isEmpty(), "a stranger gets none");
    for (const QByteArray &pair : jar.cookiesFor(plain, now))
        require(pairs.contains(pair), "plain HTTP gets no others");
    for (const QByteArray &pair : jar.cookiesFor(sibling, now))
        require(pairs.contains(pair), "another host gets no others");
    require(jar.cookiesFor(own, now.addYears(2)).size() <= pairs.size(), "age adds none");

    if (lines.size() < CookieJar::MaxCookiesOfDomain) {
        jar.take(head, own, now);
        require(jar.cookiesFor(own, now).size() == pairs.size(), "the same again adds none");
    }
    const QList<QByteArray> given{ "mine=1" };
    const QList<QByteArray> both = withCookies(given, pairs);
    require(both.first() == "mine=1", "the user's stay");
    require(std::ranges::count_if(both,
                                  [](const QByteArray &pair) { return pair.startsWith("mine="); })
                == 1,
            "the user's go before");
}

void checkLocation(const QByteArray &line)
{
    static const ClientUrl own = urlOf("https://li:s3@a.feed.example/live/sub?x=1");
    const Result<ClientUrl> url
        = parseClientUrl(own.url.resolved(QUrl::fromEncoded(line, QUrl::StrictMode)));
    const Result<ClientUrl> typed = parseClientUrl(QUrl(QString::fromUtf8(line)));
    for (const Result<ClientUrl> *result : { &url, &typed }) {
        if (!*result) {
            require(result->error().code == ErrorCode::BadUrl, "a refusal has a reason");
            continue;
        }
        const ClientUrl &target = **result;
        require(isVisibleAscii(target.hostField) && !target.hostField.contains('/')
                    && !target.hostField.contains('@'),
                "a Host field holds a host");
        require(isVisibleAscii(target.target)
                    && (target.target.startsWith('/') || target.target.startsWith('*')),
                "a request line holds a target");
        require(target.port != 0, "a port is one");
        require(target.url.userInfo().isEmpty() && !target.url.hasFragment(),
                "what is for the client stays with it");
        ClientUrl changed = target;
        setQueryParameter(changed, "sid", "a b&c=d#\xff");
        require(isVisibleAscii(changed.target), "a request line holds a parameter");
        require(queryParameter(changed, "sid") == "a b&c=d#\xff", "a parameter is read again");
        require(changed.target.count('#') == 0, "a target has no fragment");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QList<QByteArray> lines
        = QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)).split('\n');
    checkLocation(lines.takeLast());
    checkCookies(lines);
    return 0;
}
