// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport/stockrun.h"

#include "transport/pemfile.h"

#include <QMetaEnum>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

/// What a library that was asked to leave gets to do so.
constexpr std::chrono::milliseconds GraceTime{ 2'000 };
/// QWebSocket may say of a handshake that failed no more than that.
constexpr std::chrono::milliseconds SilenceTime{ 500 };

template <typename Enum> QByteArray enumeratorName(const char *scope, Enum value)
{
    const char *name = QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value));
    return QByteArray(scope) + "::" + (name ? QByteArray(name) : QByteArray::number(value));
}

QSslKey readKey(const QByteArray &pem)
{
    for (const auto algorithm : { QSsl::Rsa, QSsl::Ec, QSsl::Dsa }) {
        const QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

bool isCredential(const QByteArray &name)
{
    constexpr std::array<QByteArrayView, 3> Names{ "authorization", "cookie",
                                                   "proxy-authorization" };
    return std::ranges::any_of(Names, [&](QByteArrayView credential) {
        return name.compare(credential, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

StockRun::StockRun(StockRequest request, QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_limit(this)
    , m_grace(this)
{
    m_outcome.isWebSocket = m_request.isWebSocket;
    m_outcome.library = (m_request.isWebSocket ? "QWebSocket" : "QNetworkAccessManager")
        + (QByteArray(" (Qt ") + qVersion() + ')');
    m_limit.setSingleShot(true);
    m_grace.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &StockRun::stop);
    connect(&m_grace, &QTimer::timeout, this, &StockRun::finish);
}

StockRun::~StockRun()
{
    if (m_socket)
        m_socket->disconnect(this);
    if (m_reply)
        m_reply->disconnect(this);
}

void StockRun::start()
{
    m_since.start();
    if (m_request.limit.count() > 0)
        m_limit.start(m_request.limit);
    if (m_request.isWebSocket)
        startWebSocket();
    else
        startHttp();
}

QNetworkRequest StockRun::networkRequest() const
{
    QNetworkRequest request(m_request.url);
    for (const auto &[name, value] : m_request.fields)
        request.setRawHeader(name, value);
    QSslConfiguration configuration = request.sslConfiguration();
    setCertificates(configuration);
    request.setSslConfiguration(configuration);
    return request;
}

bool StockRun::isPersonal() const
{
    return !m_request.clientCertificateFile.isEmpty()
        || std::ranges::any_of(m_request.fields,
                               [](const auto &field) { return isCredential(field.first); });
}

void StockRun::setCertificates(QSslConfiguration &configuration) const
{
    // Not by their paths: the library reads whatever is there, to its end. A file that is none has
    // been told of by our own connection.
    if (const auto pem = readPemFile(m_request.caCertificateFile, MaxAuthoritiesOctets))
        configuration.addCaCertificates(QSslCertificate::fromData(*pem));
    if (m_request.clientCertificateFile.isEmpty())
        return;
    const auto chain = readPemFile(m_request.clientCertificateFile);
    const auto key = m_request.clientKeyFile.isEmpty() ? chain
                                                       : readPemFile(m_request.clientKeyFile);
    if (chain)
        configuration.setLocalCertificateChain(QSslCertificate::fromData(*chain));
    if (key)
        configuration.setPrivateKey(readKey(*key));
}

void StockRun::startWebSocket()
{
    m_socket = std::make_unique<QWebSocket>(QString::fromUtf8(m_request.origin));
    m_socket->setProxy(m_request.proxy);
    if (m_request.maxMessageOctets > 0) {
        // It ignores what is above its own bounds.
        m_socket->setMaxAllowedIncomingMessageSize(m_request.maxMessageOctets);
        m_socket->setMaxAllowedIncomingFrameSize(m_request.maxMessageOctets);
    }
    watchWebSocket();
    QWebSocketHandshakeOptions options;
    QStringList subprotocols;
    for (const QByteArray &subprotocol : m_request.subprotocols)
        subprotocols.append(QString::fromUtf8(subprotocol));
    options.setSubprotocols(subprotocols);
    const QNetworkRequest request = networkRequest();
    m_socket->setSslConfiguration(request.sslConfiguration());
    m_socket->open(request, options);
}

void StockRun::watchWebSocket()
{
    QWebSocket *socket = m_socket.get();
    connect(socket, &QWebSocket::connected, this, &StockRun::webSocketOpened);
    connect(socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { messageArrived("textMessageReceived", text.toUtf8()); });
    connect(socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &octets) {
        messageArrived("binaryMessageReceived", octets);
    });
    connect(socket, &QWebSocket::pong, this, [this](quint64 ms, const QByteArray &) {
        ++m_outcome.pongs;
        tell("pong (" + QByteArray::number(ms) + " ms)");
    });
    connect(socket, &QWebSocket::sslErrors, this, &StockRun::tellTlsErrors);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto failed = &QWebSocket::errorOccurred;
#else
    const auto failed = QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error);
#endif
    connect(socket, failed, this, [this](QAbstractSocket::SocketError error) {
        m_outcome.error = enumeratorName("QAbstractSocket", error);
        m_outcome.errorText = m_socket->errorString().toUtf8();
        tell("errorOccurred(" + m_outcome.error + "): " + m_outcome.errorText);
        if (!m_outcome.isOpened && !m_grace.isActive())
            m_grace.start(SilenceTime);
    });
    connect(socket, &QWebSocket::disconnected, this, &StockRun::webSocketOver);
    connect(socket, &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            webSocketOver();
    });
}

void StockRun::webSocketOpened()
{
    using Type = StockRequest::Message::Type;
    m_outcome.isOpened = true;
    m_outcome.subprotocol = m_socket->subprotocol().toUtf8();
    tell("connected");
    for (const StockRequest::Message &message : m_request.script) {
        if (message.type == Type::Text) {
            m_socket->sendTextMessage(QString::fromUtf8(message.payload));
        } else if (message.type == Type::Binary) {
            m_socket->sendBinaryMessage(message.payload);
        } else if (message.type == Type::Ping) {
            m_socket->ping(message.payload);
        } else {
            m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(message.closeCode),
                            QString::fromUtf8(message.payload));
        }
    }
}

void StockRun::messageArrived(QByteArrayView kind, const QByteArray &payload)
{
    ++m_outcome.messages;
    m_outcome.octets += static_cast<quint64>(payload.size());
    tell(kind.toByteArray() + " (" + QByteArray::number(payload.size()) + " octets)");
    if (m_request.isEcho) {
        if (kind == "textMessageReceived")
            m_socket->sendTextMessage(QString::fromUtf8(payload));
        else
            m_socket->sendBinaryMessage(payload);
    }
    if (m_request.messageCount > 0 && m_outcome.messages == m_request.messageCount)
        stop();
}

// Said in both ways, or in one, as the library likes; what it knows by then is all there is.
void StockRun::webSocketOver()
{
    if (m_outcome.closeCode)
        return;
    m_outcome.closeCode = static_cast<int>(m_socket->closeCode());
    m_outcome.closeReason = m_socket->closeReason().toUtf8();
    tell("disconnected, closeCode " + QByteArray::number(*m_outcome.closeCode));
    // Its error may come behind.
    QMetaObject::invokeMethod(this, &StockRun::finish, Qt::QueuedConnection);
}

void StockRun::startHttp()
{
    m_manager = std::make_unique<QNetworkAccessManager>();
    m_manager->setProxy(m_request.proxy);
    QNetworkRequest request = networkRequest();
    if (!m_request.origin.isEmpty())
        request.setRawHeader("Origin", m_request.origin);
    // It would send all fields, and show the certificate, to wherever it is redirected.
    if (isPersonal()) {
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                             QNetworkRequest::SameOriginRedirectPolicy);
    }
    const QByteArray method = !m_request.method.isEmpty() ? m_request.method
        : m_request.body.isEmpty()                        ? QByteArrayLiteral("GET")
                                                          : QByteArrayLiteral("POST");
    m_reply = m_manager->sendCustomRequest(request, method, m_request.body);
    watchReply();
}

void StockRun::watchReply()
{
    QNetworkReply *reply = m_reply;
    connect(reply, &QNetworkReply::sslErrors, this, &StockRun::tellTlsErrors);
    connect(reply, &QNetworkReply::redirected, this,
            [this](const QUrl &url) { tell("redirected to " + url.toEncoded(QUrl::RemoveUserInfo)); });
    connect(reply, &QNetworkReply::metaDataChanged, this, &StockRun::headArrived);
    connect(reply, &QNetworkReply::readyRead, this, &StockRun::contentArrived);
    connect(reply, &QNetworkReply::errorOccurred, this, [this](QNetworkReply::NetworkError error) {
        m_outcome.error = enumeratorName("QNetworkReply", error);
        m_outcome.errorText = m_reply->errorString().toUtf8();
        tell("errorOccurred(" + m_outcome.error + "): " + m_outcome.errorText);
    });
    connect(reply, &QNetworkReply::finished, this, &StockRun::replyOver);
}

void StockRun::headArrived()
{
    const QVariant status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (!status.isValid() || m_outcome.status == status.toInt())
        return;
    m_outcome.isOpened = true;
    m_outcome.status = status.toInt();
    m_outcome.contentType = m_reply->rawHeader("Content-Type");
    tell("metaDataChanged, status " + QByteArray::number(*m_outcome.status));
}

void StockRun::contentArrived()
{
    const qsizetype octets = m_reply->readAll().size();
    m_outcome.octets += static_cast<quint64>(octets);
    tell("readyRead (" + QByteArray::number(octets) + " octets)");
    if (m_request.maxMessageOctets > 0 && m_outcome.octets > m_request.maxMessageOctets)
        stop();
}

void StockRun::replyOver()
{
    headArrived();
    tell("finished");
    finish();
}

void StockRun::tellTlsErrors(const QList<QSslError> &errors)
{
    for (const QSslError &error : errors)
        tell("sslErrors: " + error.errorString().toUtf8());
    if (!m_request.isInsecure)
        return;
    if (m_socket)
        m_socket->ignoreSslErrors();
    else
        m_reply->ignoreSslErrors();
}

void StockRun::tell(const QByteArray &event)
{
    if (m_outcome.events.size() < StockOutcome::MostEvents)
        m_outcome.events.push_back({ m_since.elapsed(), event });
}

void StockRun::stop()
{
    if (m_isFinished || m_outcome.isStopped)
        return;
    m_outcome.isStopped = true;
    m_limit.stop();
    m_grace.start(GraceTime);
    if (m_socket) {
        if (m_outcome.isOpened)
            m_socket->close();
        else
            finish();
    } else if (m_reply) {
        // Its complaint about that says nothing of the endpoint.
        m_reply->disconnect(this);
        m_reply->abort();
        finish();
    }
}

void StockRun::finish()
{
    if (std::exchange(m_isFinished, true))
        return;
    m_limit.stop();
    m_grace.stop();
    emit finished(m_outcome);
}

} // namespace Pushscope
