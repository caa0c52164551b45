// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// JSON that strangers send and JSON that we write: what is valid agrees with Qt's reader, what is
// found lies inside the input, and what the writer made is one line of valid JSON whatever octets
// went in.

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"
#include "fuzz/require.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdint>

using namespace Pushscope;

namespace {

bool isInside(QByteArrayView part, QByteArrayView whole)
{
    return part.isEmpty() || (part.begin() >= whole.begin() && part.end() <= whole.end());
}

/// Qt takes only objects and arrays for a document, and other limits of depth than ours. It refuses
/// numbers that a double cannot hold, which RFC 8259 section 6 leaves to each reader.
bool isValidForQt(QByteArrayView octets)
{
    QByteArray list(1, '[');
    list.append(octets);
    list.append(']');
    QJsonParseError error;
    static_cast<void>(QJsonDocument::fromJson(list, &error));
    return error.error == QJsonParseError::NoError || error.error == QJsonParseError::IllegalNumber;
}

void checkValue(QByteArrayView octets)
{
    const std::optional<ByteRange> place = findJsonValue(octets);
    require(place.has_value() == isValidJson(octets), "a value is found where it is valid");
    if (!place)
        return;
    require(place->begin >= 0 && place->end <= octets.size() && !place->isEmpty(),
            "the value lies inside");
    const QByteArrayView value = octets.sliced(place->begin, place->size());
    if (isValidUtf8(octets))
        require(isValidForQt(value), "what is valid is valid for Qt");
    const QByteArray line = jsonOnOneLine(value);
    require(!line.contains('\n') && isSameJson(line, value), "one line says the same");
    require(isSameJson(value, value), "a value is itself");
    if (const auto members = jsonMembers(value)) {
        for (const auto &[key, member] : *members)
            require(isInside(member, value) && isValidJson(member), "a member is a value");
    }
    if (const auto elements = jsonElements(value)) {
        for (qsizetype i = 0; i < static_cast<qsizetype>(elements->size()); ++i) {
            const QByteArrayView element = (*elements)[static_cast<std::size_t>(i)];
            require(isInside(element, value) && isValidJson(element), "an element is a value");
            const auto found = jsonAt(value, QByteArray('/' + QByteArray::number(i)));
            require(found && found->begin() == element.begin(), "a pointer finds the element");
        }
    }
}

/// Each octet opens, closes or writes something; the rest is what is written.
QByteArray written(QByteArrayView octets)
{
    QByteArray out;
    JsonWriter json(out);
    QByteArray open(1, '}'); // What each level closes with.
    for (qsizetype i = 0; i < octets.size() && open.size() < 64; ++i) {
        const bool isArray = open.back() == ']';
        const QByteArrayView text = octets.sliced(i);
        switch (static_cast<unsigned char>(octets[i]) % 8) {
        case 0:
            isArray ? json.beginElementArray() : json.beginArray("list");
            open.append(']');
            break;
        case 1:
            if (isArray)
                break;
            json.beginObject("object");
            open.append('}');
            break;
        case 2:
            if (open.size() == 1)
                break;
            json.end();
            open.chop(1);
            break;
        case 3:
            isArray ? json.element(qint64(octets[i])) : json.integer("number", -i);
            break;
        case 4:
            if (!isArray)
                json.boolean("truth", i % 2 == 0);
            break;
        case 5:
            if (!isArray)
                json.octets(text);
            break;
        default:
            isArray ? json.element(text) : json.string("text", text);
            break;
        }
    }
    for (; open.size() > 1; open.chop(1))
        json.end();
    json.finish();
    return out;
}

void checkWriter(QByteArrayView octets)
{
    const QByteArray out = written(octets);
    require(isValidJson(out) && isValidForQt(out), "what is written is valid");
    require(!out.contains('\n'), "what is written is one line");

    QByteArray string;
    appendJsonStringOrBase64(string, octets);
    require(isValidJson(string), "a string or Base64 is valid");
    if (isValidUtf8(octets))
        require(jsonString(string) == octets.toByteArray(), "a string is read as it was written");
    else
        require(QByteArray::fromBase64(QJsonDocument::fromJson(string)
                                           .object()
                                           .value(QLatin1StringView("base64"))
                                           .toString()
                                           .toLatin1())
                    == octets.toByteArray(),
                "Base64 is read as it was written");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView octets(data, static_cast<qsizetype>(size));
    checkValue(octets);
    // A tree of everything for each octet: long inputs only take longer.
    checkWriter(octets.first(std::min<qsizetype>(octets.size(), 256)));
    return 0;
}
