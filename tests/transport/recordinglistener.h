// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "transport/stream.h"

#include <QList>

#include <functional>
#include <memory>

namespace Pushscope {

/// Keeps what a stream tells it, and objects where the order is not as promised.
class RecordingListener : public StreamListener
{
public:
    std::unique_ptr<Stream> stream;

    QByteArrayList log; ///< opened, received, written, peer-finished, ended; no two equal in a row.
    QByteArrayList faults; ///< Promises of StreamListener that were broken.
    std::optional<OpenFacts> openFacts;
    std::optional<EndFacts> endFacts;
    QByteArray received;
    qint64 receivedCount = 0;
    qint64 writtenCount = 0;
    QList<qint64> times;
    bool keepsOctets = true;
    bool isLogging = true; ///< Off: log and times stay empty, for floods.

    std::function<void()> onOpened;
    std::function<void(QByteArrayView)> onReceived;
    std::function<void()> onWritten;
    std::function<void()> onPeerFinished;
    std::function<void()> onEnded;

    void streamOpened(const OpenFacts &facts) override
    {
        const Guard guard(this);
        if (!log.isEmpty())
            faults.append("opened is not first");
        note("opened", facts.t);
        openFacts = facts;
        if (onOpened)
            onOpened();
    }

    void streamReceived(QByteArrayView octets, qint64 t) override
    {
        const Guard guard(this);
        note("received", t);
        receivedCount += octets.size();
        if (keepsOctets)
            received.append(octets);
        if (onReceived)
            onReceived(octets);
    }

    void streamWritten(qint64 count, qint64 t) override
    {
        const Guard guard(this);
        // Told later than taken: only the order among its like is promised.
        note("written", times.isEmpty() ? t : std::max(t, times.constLast()));
        writtenCount += count;
        if (onWritten)
            onWritten();
    }

    void streamPeerFinished(qint64 t) override
    {
        const Guard guard(this);
        note("peer-finished", t);
        if (onPeerFinished)
            onPeerFinished();
    }

    void streamEnded(const EndFacts &facts) override
    {
        const Guard guard(this);
        note("ended", facts.t);
        endFacts = facts;
        if (onEnded)
            onEnded();
    }

    /// Runs @p call, during which nothing may be told.
    template <typename Function> void outside(Function call)
    {
        m_isCallingStream = true;
        call();
        m_isCallingStream = false;
    }

private:
    struct Guard {
        explicit Guard(RecordingListener *listener)
            : owner(listener)
        {
            if (owner->m_isCallingStream || owner->m_isInside)
                owner->faults.append("told inside a call");
            owner->m_isInside = true;
        }
        ~Guard() { owner->m_isInside = false; }
        RecordingListener *owner;
    };

    void note(const char *what, qint64 t)
    {
        if (isLogging)
            noteInLog(what, t);
    }

    void noteInLog(const QByteArray &what, qint64 t)
    {
        if (endFacts)
            faults.append(what + " after ended");
        if (what != "opened" && what != "ended" && !openFacts)
            faults.append(what + " before opened");
        if (!times.isEmpty() && t < times.constLast())
            faults.append(what + " goes back in time");
        times.append(t);
        if (log.isEmpty() || log.constLast() != what)
            log.append(what);
    }

    bool m_isInside = false;
    bool m_isCallingStream = false;
};

} // namespace Pushscope
