// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/api/socketioemission.h"

#include "capture/jsonvalue.h"
#include "capture/jsonwriter.h"
#include "protocol/socketio/serializer.h"

#include <vector>

namespace Pushscope {

namespace {

/// The octets of `{"base64":"…"}`; nullopt where @p object is another.
std::optional<QByteArray> octetsOf(QByteArrayView object)
{
    const auto members = jsonMembers(object);
    if (!members || members->size() != 1 || members->front().first != "base64")
        return std::nullopt;
    const auto text = jsonString(members->front().second);
    if (!text)
        return std::nullopt;
    const auto decoded
        = QByteArray::fromBase64Encoding(*text, QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(decoded.decoded) : std::nullopt;
}

/// The values directly inside @p json, where they stand in it.
std::vector<QByteArrayView> childrenOf(QByteArrayView json)
{
    std::vector<QByteArrayView> children;
    if (const auto elements = jsonElements(json)) {
        children = *elements;
    } else if (const auto members = jsonMembers(json)) {
        for (const auto &[key, value] : *members)
            children.push_back(value);
    }
    return children;
}

void lift(QByteArrayView json, QByteArray &out, QList<QByteArray> &attachments)
{
    if (const auto octets = octetsOf(json)) {
        out += SocketIo::placeholder(attachments.size());
        attachments.append(*octets);
        return;
    }
    const char *from = json.begin();
    for (QByteArrayView child : childrenOf(json)) {
        out += QByteArrayView(from, child.begin());
        lift(child, out, attachments);
        from = child.end();
    }
    out += QByteArrayView(from, json.end());
}

/// How many attachments the placeholders in @p json stand for.
qsizetype placeholdersIn(QByteArrayView json)
{
    if (const auto members = jsonMembers(json)) {
        for (const auto &[key, value] : *members) {
            if (key == "_placeholder" && value == "true")
                return 1;
        }
    }
    qsizetype count = 0;
    for (QByteArrayView child : childrenOf(json))
        count += placeholdersIn(child);
    return count;
}

/// Takes `/name,` off the beginning of @p text.
QByteArray takeNamespace(QByteArrayView &text)
{
    const qsizetype comma = text.indexOf(',');
    if (!text.startsWith('/') || comma < 0)
        return "/";
    const QByteArray name = text.first(comma).toByteArray();
    text = text.sliced(comma + 1);
    return name;
}

std::optional<SocketIoEmission> fromArray(SocketIoEmission emission, QByteArrayView text)
{
    const auto elements = isValidJson(text) ? jsonElements(text) : std::nullopt;
    const auto event = elements && !elements->empty() ? jsonString(elements->front())
                                                      : std::nullopt;
    if (!event)
        return std::nullopt;
    emission.event = *event;
    QByteArray arguments = "[";
    for (std::size_t i = 1; i < elements->size(); ++i)
        arguments += (i > 1 ? QByteArray(",") : QByteArray()) + (*elements)[i].toByteArray();
    emission.arguments = liftAttachments(QByteArray(arguments + ']'), emission.attachments);
    return emission;
}

} // namespace

QByteArray liftAttachments(QByteArrayView json, QList<QByteArray> &attachments)
{
    QByteArray out;
    lift(json, out, attachments);
    return out;
}

std::optional<SocketIoEmission> parseSocketIoEmission(QByteArrayView text)
{
    SocketIoEmission emission;
    emission.namespaceName = takeNamespace(text);
    if (text.trimmed().startsWith('['))
        return fromArray(emission, text);
    const qsizetype comma = text.indexOf(',');
    const QByteArrayView name = comma < 0 ? text : text.first(comma);
    if (name.isEmpty() || !isValidUtf8(name))
        return std::nullopt;
    QByteArray array = "[";
    appendJsonString(array, name);
    if (comma >= 0)
        array += text.sliced(comma);
    return fromArray(emission, QByteArray(array + ']'));
}

QByteArray emissionData(const SocketIoEmission &emission)
{
    QByteArray data = "[";
    if (!emission.acknowledges)
        appendJsonString(data, emission.event);
    const auto elements = jsonElements(emission.arguments);
    for (QByteArrayView element : elements.value_or(std::vector<QByteArrayView>())) {
        data += data.size() > 1 ? QByteArrayView(",") : QByteArrayView();
        data += element;
    }
    for (qsizetype i = placeholdersIn(emission.arguments); i < emission.attachments.size(); ++i) {
        data += data.size() > 1 ? QByteArrayView(",") : QByteArrayView();
        data += SocketIo::placeholder(i);
    }
    return data + ']';
}

} // namespace Pushscope
