// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/stockoutcome.h"

#include <QElapsedTimer>
#include <QList>
#include <QNetworkProxy>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <memory>
#include <utility>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;
class QSslConfiguration;
class QSslError;
class QWebSocket;

namespace Pushscope {

/// What a stock client can be told of a connection.
struct StockRequest {
    struct Message {
        enum class Type : quint8 { Text, Binary, Ping, Close };
        Type type = Type::Text;
        QByteArray payload{}; ///< Of Close: the reason.
        int closeCode = 1000;
    };

    QUrl url;
    bool isWebSocket = false; ///< Else HTTP.
    QList<std::pair<QByteArray, QByteArray>> fields{};
    QByteArray origin{};
    QList<QByteArray> subprotocols{};
    QByteArray method{}; ///< Empty: GET, or POST where there is a body.
    QByteArray body{};
    QNetworkProxy proxy{ QNetworkProxy::NoProxy };
    QString caCertificateFile{};
    QString clientCertificateFile{};
    QString clientKeyFile{};
    bool isInsecure = false;
    bool isEcho = false;
    QList<Message> script{};    ///< WebSocket: sent once it is open.
    /// Of a WebSocket message, or of the content of a response, which is ended behind it; 0: only
    /// the library's own bound.
    quint64 maxMessageOctets = 0;
    quint64 messageCount = 0;   ///< WebSocket: it leaves after so many; 0: it stays.
    std::chrono::milliseconds limit{ 0 }; ///< It is ended then; 0: it is not.
};

/// One connection by Qt's own QWebSocket, or by QNetworkAccessManager, with whatever they do by
/// themselves: a second opinion, and no part of any capture.
///
/// Threads: one with an event loop; nothing here waits.
class StockRun : public QObject
{
    Q_OBJECT

public:
    explicit StockRun(StockRequest request, QObject *parent = nullptr);
    ~StockRun() override;

    void start();
    /// Ends it, in order where it is open; finished() follows.
    void stop();

signals:
    /// Once.
    void finished(const Pushscope::StockOutcome &outcome);

private:
    void startWebSocket();
    void watchWebSocket();
    void startHttp();
    void watchReply();
    void webSocketOpened();
    void messageArrived(QByteArrayView kind, const QByteArray &payload);
    void headArrived();
    void contentArrived();
    void replyOver();
    void tell(const QByteArray &event);
    void tellTlsErrors(const QList<QSslError> &errors);
    [[nodiscard]] QNetworkRequest networkRequest() const;
    /// Whether the request says who the user is.
    [[nodiscard]] bool isPersonal() const;
    void setCertificates(QSslConfiguration &configuration) const;
    void webSocketOver();
    void finish();

    const StockRequest m_request;
    StockOutcome m_outcome;
    std::unique_ptr<QWebSocket> m_socket;
    std::unique_ptr<QNetworkAccessManager> m_manager;
    QPointer<QNetworkReply> m_reply; ///< Of m_manager.
    QElapsedTimer m_since;
    QTimer m_limit;
    QTimer m_grace; ///< After stop().
    bool m_isFinished = false;
};

} // namespace Pushscope
