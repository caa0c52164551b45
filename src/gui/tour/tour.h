// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "capture/technique.h"
#include "models/mailbox.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QUrl>

#include <utility>
#include <vector>

namespace Pushscope {

class CaptureDocument;
struct TechniqueRow;

/// A session of the tour and what to look at in it.
struct TourStop {
    quint32 session = 0;
    QString name;
    QString sentence;
};

/// The mock on a free port and a client of each technique against it.
class Tour : public QObject
{
    Q_OBJECT

public:
    /// @p document is live and outlives the tour.
    explicit Tour(CaptureDocument &document, QObject *parent = nullptr);

    void start();
    /// In the language of by now.
    [[nodiscard]] QList<TourStop> stops() const;

signals:
    /// Everything runs; stops() is complete.
    void started();
    void failed(const Pushscope::Error &error);
    /// A record worth looking at first: the first message of the WebSocket feed.
    void messageFound(qint64 seq);

private:
    void connectClients(const QUrl &mock);
    void connectTechnique(const TechniqueRow &row, const QUrl &mock);
    void connectEcho(const QUrl &mock);
    void talk();
    void lookForMessage();

    CaptureDocument &m_document;
    quint32 m_mock = 0;
    quint32 m_echo = 0;
    quint32 m_feed = 0; ///< The session whose first message is looked for; 0: none any more.
    bool m_isLooking = false;
    int m_said = 0;
    QTimer m_talk; ///< Keeps the echo session talking.
    std::vector<std::pair<quint32, Technique>> m_feeds; ///< A session of each technique.
    Mailbox m_mailbox;
};

} // namespace Pushscope
