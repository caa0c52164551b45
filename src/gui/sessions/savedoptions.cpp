// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/sessions/savedoptions.h"

#include "capture/secretnames.h"
#include "models/orderedjson.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrlQuery>

#include <chrono>

namespace Pushscope {

namespace {

using std::chrono::milliseconds;

class SavedWords
{
    Q_DECLARE_TR_FUNCTIONS(SavedOptions)
};

/// The same list for fields, query values and members: what is kept on the disk is kept for long.
bool isSecretName(const QString &name)
{
    return isSecretMember(name.toUtf8());
}

QUrl withoutSecrets(const QUrl &url, QStringList *taken)
{
    QUrl stripped = url;
    if (!url.userInfo().isEmpty()) {
        stripped.setUserInfo(QString());
        taken->append(SavedWords::tr("user and password of the address"));
    }
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    QUrlQuery query;
    bool isChanged = false;
    for (const auto &[name, value] : items) {
        const bool isSecret = isSecretName(name) && !value.isEmpty();
        query.addQueryItem(name, isSecret ? QStringLiteral("") : value); // With its =.
        isChanged = isChanged || isSecret;
        if (isSecret)
            taken->append(SavedWords::tr("%1 in the address").arg(name));
    }
    if (isChanged)
        stripped.setQuery(query);
    return stripped;
}

/// Whether something was taken out of @p json, which lies in the member @p outer where that is a
/// secret.
bool emptySecrets(OrderedJson &json, QStringList *taken, const QString &outer = {})
{
    bool isChanged = false;
    for (std::size_t i = 0; i < json.values().size(); ++i) {
        OrderedJson &value = json.values()[i];
        const QString name = json.isObject()
            ? QString::fromUtf8(json.keys().at(static_cast<qsizetype>(i)))
            : QString();
        const QString secret = isSecretName(name) ? name : outer;
        if (!secret.isEmpty() && value.type() == OrderedJson::Type::Scalar) {
            value = OrderedJson::string(QString());
            const QString told = SavedWords::tr("%1 in what is sent").arg(secret);
            if (!taken->contains(told))
                taken->append(told);
            isChanged = true;
        } else {
            isChanged = emptySecrets(value, taken, secret) || isChanged;
        }
    }
    return isChanged;
}

QByteArray withoutSecrets(const QByteArray &content, QStringList *taken)
{
    auto json = OrderedJson::parse(content);
    return json && emptySecrets(*json, taken) ? json->compact() : content;
}

QString base64(const QByteArray &octets)
{
    return QString::fromLatin1(octets.toBase64());
}

QByteArray octetsIn(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QJsonArray headersOf(const ClientOptions &options)
{
    QJsonArray headers;
    for (const auto &[name, value] : options.headers) {
        QJsonArray header { QString::fromLatin1(name) };
        if (value)
            header.append(QString::fromLatin1(*value));
        headers.append(header);
    }
    return headers;
}

void restoreHeaders(const QJsonArray &saved, ClientOptions &options)
{
    for (const QJsonValue &one : saved) {
        const QJsonArray header = one.toArray();
        std::optional<QByteArray> value;
        if (header.size() > 1)
            value = header.at(1).toString().toLatin1();
        options.headers.append({ header.at(0).toString().toLatin1(), value });
    }
}

QJsonArray scriptOf(const ClientOptions &options)
{
    QJsonArray script;
    for (const OutgoingMessage &message : options.script) {
        if (message.type == OutgoingMessage::Type::RawFrame)
            continue; // Made by hand, each for its moment.
        QJsonObject one { { QStringLiteral("type"), static_cast<int>(message.type) },
                          { QStringLiteral("payload"), base64(message.payload) } };
        if (message.closeCode)
            one.insert(QStringLiteral("code"), *message.closeCode);
        script.append(one);
    }
    return script;
}

void restoreScript(const QJsonArray &saved, ClientOptions &options)
{
    constexpr int Last = static_cast<int>(OutgoingMessage::Type::Close);
    for (const QJsonValue &value : saved) {
        const QJsonObject one = value.toObject();
        const int type = one.value(QStringLiteral("type")).toInt(-1);
        if (type < 0 || type > Last)
            continue;
        OutgoingMessage message;
        message.type = static_cast<OutgoingMessage::Type>(type);
        message.payload = octetsIn(one.value(QStringLiteral("payload")));
        if (one.contains(QStringLiteral("code")))
            message.closeCode = static_cast<quint16>(one.value(QStringLiteral("code")).toInt());
        options.script.append(message);
    }
}

QJsonObject socketIoOf(const SocketIoOptions &options)
{
    QJsonArray namespaces;
    for (const SocketIoNamespace &one : options.namespaces) {
        namespaces.append(QString::fromUtf8(
            one.query.isEmpty() ? one.name : QByteArray(one.name + '?' + one.query)));
    }
    QJsonObject saved {
        { QStringLiteral("transports"),
          QString::fromUtf8(socketIoTransportsName(options.transports).toByteArray()) },
        { QStringLiteral("path"), QString::fromUtf8(options.path) },
        { QStringLiteral("namespaces"), namespaces },
        { QStringLiteral("auth"), base64(options.auth) },
    };
    if (options.revision)
        saved.insert(QStringLiteral("revision"), static_cast<int>(*options.revision));
    if (options.acknowledgement)
        saved.insert(QStringLiteral("acknowledgement"), base64(*options.acknowledgement));
    return saved;
}

SocketIoOptions restoredSocketIo(const QJsonObject &saved)
{
    SocketIoOptions options;
    options.transports = socketIoTransportsFromName(
                             saved.value(QStringLiteral("transports")).toString().toUtf8())
                             .value_or(SocketIoTransports::Upgrade);
    options.path = saved.value(QStringLiteral("path")).toString().toUtf8();
    for (const QJsonValue &one : saved.value(QStringLiteral("namespaces")).toArray()) {
        if (const auto known = parseSocketIoNamespace(one.toString().toUtf8()))
            options.namespaces.append(*known);
    }
    options.auth = octetsIn(saved.value(QStringLiteral("auth")));
    const int revision = saved.value(QStringLiteral("revision")).toInt();
    if (revision == static_cast<int>(EngineIo::Revision::V3)
        || revision == static_cast<int>(EngineIo::Revision::V4))
        options.revision = static_cast<EngineIo::Revision>(revision);
    if (saved.contains(QStringLiteral("acknowledgement")))
        options.acknowledgement = octetsIn(saved.value(QStringLiteral("acknowledgement")));
    return options;
}

/// Members that are text, by name.
struct TextMember {
    const char *name;
    QByteArray ClientOptions::*member;
};
constexpr TextMember TextMembers[] = {
    { "method", &ClientOptions::method },
    { "origin", &ClientOptions::origin },
    { "callbackParameter", &ClientOptions::callbackParameter },
    { "lastEventId", &ClientOptions::lastEventId },
    { "textPointer", &ClientOptions::textPointer },
};

void insertMs(QJsonObject &to, const QString &name, const std::optional<milliseconds> &value)
{
    if (value)
        to.insert(name, static_cast<double>(value->count()));
}

std::optional<milliseconds> msIn(const QJsonObject &from, const QString &name)
{
    if (!from.contains(name))
        return std::nullopt;
    return milliseconds(static_cast<qint64>(from.value(name).toDouble()));
}

} // namespace

ClientOptions withoutSecrets(const ClientOptions &options, QStringList *taken)
{
    QStringList found;
    ClientOptions stripped = options;
    stripped.url = withoutSecrets(options.url, &found);
    stripped.headers.clear();
    for (const auto &header : options.headers) {
        const QString name = QString::fromLatin1(header.first);
        if (header.second && isSecretName(name))
            found.append(name);
        else
            stripped.headers.append(header);
    }
    if (!options.user.isEmpty())
        found.append(SavedWords::tr("user and password"));
    if (!options.cookies.isEmpty())
        found.append(SavedWords::tr("cookies"));
    if (stripped.proxy && !stripped.proxy->user.isEmpty()) {
        found.append(SavedWords::tr("user and password of the proxy"));
        stripped.proxy->user.clear();
        stripped.proxy->password.clear();
    }
    stripped.user.clear();
    stripped.cookies.clear();
    if (options.body)
        stripped.body = withoutSecrets(*options.body, &found);
    stripped.socketIo.auth = withoutSecrets(options.socketIo.auth, &found);
    for (SocketIoNamespace &one : stripped.socketIo.namespaces)
        one.auth = withoutSecrets(one.auth, &found);
    for (OutgoingMessage &message : stripped.script) {
        if (message.type == OutgoingMessage::Type::Text)
            message.payload = withoutSecrets(message.payload, &found);
    }
    stripped.isInsecure = false; // It was said of one session.
    if (taken)
        taken->append(found);
    return stripped;
}

QJsonObject savedOptions(const ClientOptions &given)
{
    const ClientOptions options = withoutSecrets(given, nullptr);
    QJsonObject saved;
    saved.insert(QStringLiteral("url"), options.url.toString(QUrl::FullyEncoded));
    saved.insert(QStringLiteral("technique"),
                 QString::fromUtf8(techniqueName(options.technique).toByteArray()));
    if (!options.headers.isEmpty())
        saved.insert(QStringLiteral("headers"), headersOf(options));
    if (options.body)
        saved.insert(QStringLiteral("body"), base64(*options.body));
    for (const TextMember &one : TextMembers) {
        if (!(options.*one.member).isEmpty())
            saved.insert(QString::fromLatin1(one.name), QString::fromUtf8(options.*one.member));
    }
    QJsonArray subprotocols;
    for (const QByteArray &name : options.subprotocols)
        subprotocols.append(QString::fromUtf8(name));
    saved.insert(QStringLiteral("subprotocols"), subprotocols);
    saved.insert(QStringLiteral("deflate"), options.offersDeflate);
    saved.insert(QStringLiteral("caFile"), options.caCertificateFile);
    saved.insert(QStringLiteral("clientCertificateFile"), options.clientCertificateFile);
    saved.insert(QStringLiteral("clientKeyFile"), options.clientKeyFile);
    saved.insert(QStringLiteral("keepsCookies"), options.keepsCookies);
    insertMs(saved, QStringLiteral("intervalMs"), options.pollInterval);
    insertMs(saved, QStringLiteral("timeoutMs"), options.timeout);
    saved.insert(QStringLiteral("overlap"), static_cast<int>(options.overlap));
    saved.insert(QStringLiteral("cursor"), QString::fromUtf8(cursorRuleText(options.cursor)));
    saved.insert(QStringLiteral("outlives"), options.outlivesTimeout);
    saved.insert(QStringLiteral("maxOctets"), static_cast<double>(options.maxMessageOctets));
    if (options.proxy)
        saved.insert(QStringLiteral("proxy"), QString::fromUtf8(proxyText(*options.proxy)));
    if (options.reconnects)
        saved.insert(QStringLiteral("reconnects"), *options.reconnects);
    if (options.cut)
        saved.insert(QStringLiteral("cut"),
                     QString::fromUtf8(Streaming::cutName(*options.cut).toByteArray()));
    if (!options.script.isEmpty())
        saved.insert(QStringLiteral("script"), scriptOf(options));
    saved.insert(QStringLiteral("echoes"), options.echoes);
    if (options.socketIo != SocketIoOptions())
        saved.insert(QStringLiteral("socketIo"), socketIoOf(options.socketIo));
    return saved;
}

ClientOptions restoredOptions(const QJsonObject &saved)
{
    ClientOptions options;
    options.url = QUrl(saved.value(QStringLiteral("url")).toString());
    options.technique
        = techniqueFromName(saved.value(QStringLiteral("technique")).toString().toUtf8())
              .value_or(Technique::Auto);
    restoreHeaders(saved.value(QStringLiteral("headers")).toArray(), options);
    if (saved.contains(QStringLiteral("body")))
        options.body = octetsIn(saved.value(QStringLiteral("body")));
    for (const TextMember &one : TextMembers)
        options.*one.member = saved.value(QString::fromLatin1(one.name)).toString().toUtf8();
    for (const QJsonValue &name : saved.value(QStringLiteral("subprotocols")).toArray())
        options.subprotocols.append(name.toString().toUtf8());
    options.offersDeflate = saved.value(QStringLiteral("deflate")).toBool(true);
    options.caCertificateFile = saved.value(QStringLiteral("caFile")).toString();
    options.clientCertificateFile
        = saved.value(QStringLiteral("clientCertificateFile")).toString();
    options.clientKeyFile = saved.value(QStringLiteral("clientKeyFile")).toString();
    options.keepsCookies = saved.value(QStringLiteral("keepsCookies")).toBool();
    options.pollInterval = msIn(saved, QStringLiteral("intervalMs"));
    options.timeout = msIn(saved, QStringLiteral("timeoutMs"));
    const int overlap = saved.value(QStringLiteral("overlap")).toInt();
    if (overlap >= 0 && overlap <= static_cast<int>(Overlap::Abort))
        options.overlap = static_cast<Overlap>(overlap);
    options.cursor = parseCursorRule(saved.value(QStringLiteral("cursor")).toString().toUtf8())
                         .value_or(CursorRule());
    options.outlivesTimeout = saved.value(QStringLiteral("outlives")).toBool();
    options.maxMessageOctets = static_cast<qint64>(
        saved.value(QStringLiteral("maxOctets"))
            .toDouble(static_cast<double>(options.maxMessageOctets)));
    const QString proxy = saved.value(QStringLiteral("proxy")).toString();
    if (const auto parsed = parseProxy(proxy); !proxy.isEmpty() && parsed)
        options.proxy = *parsed;
    if (saved.contains(QStringLiteral("reconnects")))
        options.reconnects = saved.value(QStringLiteral("reconnects")).toBool();
    options.cut = Streaming::cutFromName(saved.value(QStringLiteral("cut")).toString().toUtf8());
    restoreScript(saved.value(QStringLiteral("script")).toArray(), options);
    options.echoes = saved.value(QStringLiteral("echoes")).toBool();
    options.socketIo = restoredSocketIo(saved.value(QStringLiteral("socketIo")).toObject());
    return options;
}

} // namespace Pushscope
