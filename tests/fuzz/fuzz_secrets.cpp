// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The finder of secrets. What it finds lies in order inside the input; covered, JSON stays JSON and
// text stays text. A word that stands where secrets stand is found whatever stands around it: in a
// member, in JSON inside JSON, in a field, in a query, in a form.

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"
#include "capture/maskedtext.h"
#include "capture/secrets.h"
#include "fuzz/require.h"
#include "protocol/http1/grammar.h"

#include <algorithm>
#include <cstdint>

using namespace Pushscope;

namespace {

constexpr char Word[] = "PlantedWord";

const SecretFinder &finder()
{
    static const SecretFinder ofUsualNames{ SecretNames{} };
    return ofUsualNames;
}

QByteArray covered(QByteArrayView text, const std::vector<ByteRange> &secrets)
{
    QByteArray result = text.toByteArray();
    qint64 last = -1;
    for (const ByteRange &secret : secrets) {
        require(secret.begin > last && secret.begin < secret.end && secret.end <= text.size(),
                "secrets lie in order inside, apart from one another");
        last = secret.end;
        const QByteArray cover = SecretFinder::cover(text.sliced(secret.begin, secret.size()));
        require(cover.size() == secret.size(), "a cover is as long as what it covers");
        result.replace(secret.begin, secret.size(), cover);
    }
    return result;
}

void checkText(QByteArrayView text)
{
    const QByteArray shared = covered(text, finder().inText(text));
    covered(text, finder().inHead(text));
    covered(text, finder().inConnect(text));
    const QByteArray masked = maskedText(text);
    require(hasSecret(text) || (shared == text && masked == text), "it tells whether there is one");
    if (isValidUtf8(text)) {
        require(isValidUtf8(shared), "a copy stays text");
        require(isValidUtf8(masked), "what is masked stays text");
    }
    if (isValidJson(text)) {
        require(isValidJson(shared), "a copy stays JSON");
        require(isValidJson(masked), "what is masked stays JSON");
    }
}

void requireFound(const QByteArray &text, const std::vector<ByteRange> &secrets)
{
    require(!covered(text, secrets).contains(Word), "a planted word is found");
}

void plantInJson(QByteArrayView octets)
{
    QByteArray inner;
    JsonWriter members(inner);
    members.string("text", octets);
    members.string("token", Word);
    members.string("more", octets);
    members.finish();
    requireFound(inner, finder().inText(inner));
    require(isValidJson(covered(inner, finder().inText(inner))), "JSON stays JSON");
    require(!maskedText(inner).contains(Word), "a planted word is masked");

    QByteArray outer;
    JsonWriter json(outer);
    json.string("body", inner);
    json.finish();
    requireFound(outer, finder().inText(outer));
    require(isValidJson(covered(outer, finder().inText(outer))), "JSON in JSON stays JSON");
}

void plantInHead(QByteArrayView octets)
{
    QByteArray value;
    for (const char octet : octets) {
        if (Http1::isFieldChar(octet))
            value += octet;
    }
    const QByteArray head = "GET /" + octets.toByteArray().toPercentEncoding() + "?a=b&token="
        + Word + " HTTP/1.1\r\nX-Text: " + value + "\r\nAuthorization: Bearer " + Word
        + "\r\nX-More: " + value + "\r\n\r\n";
    requireFound(head, finder().inHead(head));
}

void plantInForm(QByteArrayView octets)
{
    const QByteArray form
        = "text=" + octets.toByteArray().toPercentEncoding() + "&token=" + Word + "&more=1";
    requireFound(form, finder().inText(form));
    const QByteArray url = "https://li:" + QByteArray(Word) + "@feed.example/"
        + octets.toByteArray().toPercentEncoding() + "#access_token=" + Word;
    requireFound(url, finder().inText(url));
    require(!maskedText(url).contains(Word), "a URL is masked");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView octets(data, static_cast<qsizetype>(size));
    checkText(octets);
    if (octets.toByteArray().contains(Word))
        return 0;
    plantInJson(octets);
    plantInHead(octets);
    plantInForm(octets);
    return 0;
}
