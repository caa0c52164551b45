// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/inspecttiming.h"
#include "models/rowsreader.h"

#include <QObject>

namespace Pushscope {

/// Finds how long the exchange of a record took, the gaps between the messages of its connection
/// and its ping round trips.
///
/// What it keeps does not grow with the capture: up to MostGaps gaps, of longer connections from
/// stretches evenly spread, and the newest MostTrips round trips.
///
/// Threads: lives on one thread; answers come as signals there.
class TimingReader final : public QObject
{
    Q_OBJECT

public:
    static constexpr int RowsAtOnce = 256;
    static constexpr int Stretches = 16;
    /// Messages of which all gaps are counted.
    static constexpr qint64 MostGaps = qint64{ RowsAtOnce } * Stretches;
    static constexpr int MostTrips = 100;

    explicit TimingReader(QObject *parent = nullptr);

    /// Reads @p pages from now on, which outlives this or is replaced first; nullptr: nothing.
    void setPages(RecordPages *pages);
    /// found() follows, at once with nothing where the record is of no connection; 0: forgets.
    void read(qint64 seq);

signals:
    void found(qint64 seq, const QList<Pushscope::TimingSection> &sections);

private:
    struct Subject {
        qint64 seq = 0;
        quint32 connection = 0;
        quint32 stream = 0;
        quint32 exchange = 0;
        bool isPoll = false;
    };
    struct Collected;

    void readExchange();
    void readTrips();
    void countMessages();
    void readGaps(qint64 messages, int stretch);
    void readLongest(qint64 messages);
    void tell();

    RowsReader m_rows;
    Mailbox m_mailbox;
    quint64 m_question = 0; ///< Answers to an older one are dropped.
    Subject m_subject;
    std::shared_ptr<Collected> m_collected; ///< Filled on the reader's thread, one call at a time.
};

} // namespace Pushscope
