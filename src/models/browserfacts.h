// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/recordpages.h"
#include "models/appliedfilter.h"
#include "models/browserview.h"
#include "models/mailbox.h"

#include <QObject>

#include <optional>

namespace Pushscope {

/// The exchange or opening handshake that a record belongs to.
struct BrowserFacts {
    qint64 seq = 0; ///< The record that was asked about.
    quint32 session = 0;
    /// Without page, policy and credentials: these the user gives.
    BrowserQuestion question;
};

/// Finds the exchange of a record, and how many others were under way when it began.
///
/// Threads: lives on one thread; answers come as signals there.
class BrowserFactsReader final : public QObject
{
    Q_OBJECT

public:
    explicit BrowserFactsReader(QObject *parent = nullptr);

    /// Reads @p pages from now on, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    /// found() or nothingFound() follows, and found() again once a response has come; 0: forgets.
    void read(qint64 seq);

signals:
    void found(const Pushscope::BrowserFacts &facts);
    /// The record belongs to no exchange.
    void nothingFound(qint64 seq);

private:
    /// What is known of the record.
    struct Subject {
        qint64 seq = 0;
        quint32 session = 0;
        quint32 connection = 0;
        quint32 exchange = 0;
        std::optional<QByteArray> targetOrigin;
    };
    /// What the rows around it told.
    struct Rows {
        Http1::RequestHead request;
        quint32 exchange = 0;
        quint32 connection = 0;
        qint64 t = -1; ///< Of the request; -1: none was found.
        std::optional<Http1::ResponseHead> response;
        std::optional<QByteArray> targetOrigin;
        QUrl url; ///< Of the attempt to connect.
        int readyState = -1;
        QString fires;
    };

    void startFilter(const Subject &subject);
    void readRows();
    void readTimeline(const Rows &rows);
    void tell(const Rows &rows, const TimelineSlice &slice);
    [[nodiscard]] static Rows rowsOf(const Subject &subject, std::span<const Record> records,
                                     OctetSource &octets);

    AppliedFilter m_filter;
    quint64 m_question = 0; ///< Answers to an older one are dropped.
    Subject m_subject;
    qint64 m_rowsRead = -1;
    Mailbox m_mailbox;
};

/// Of @p slice, the requests to the server of exchange @p id, which began at its end, that were
/// under way then. WebSockets are none.
[[nodiscard]] int requestsUnderWay(const TimelineSlice &slice, quint32 id, quint32 session);

} // namespace Pushscope
