// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/liveoctets.h"
#include "capture/recordsink.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

#include <functional>
#include <map>

namespace Pushscope {

/// A recording in memory: what engines and transcripts wrote, as JSON lines and as octets.
class LineSink final : public RecordSink
{
public:
    Appended append(Batch &&batch) override;
    [[nodiscard]] bool isFull() const override { return m_isFull; }
    int addDrainListener(std::function<void()> listener) override;
    void removeDrainListener(int token) override { m_listeners.erase(token); }
    [[nodiscard]] CaptureCounters &counters() override { return m_counters; }
    [[nodiscard]] qint64 originNs() const override { return 0; }

    /// From now on batches fill it; false lets it drain.
    void setFull(bool isFull);

    [[nodiscard]] const QList<QByteArray> &lines() const { return m_lines; }
    [[nodiscard]] QList<QJsonObject> objects() const;
    [[nodiscard]] QList<QJsonObject> objects(const QByteArray &kind) const;
    /// The newest of @p kind; empty where none.
    [[nodiscard]] QJsonObject last(const QByteArray &kind) const;
    /// The kinds in order, blank-separated.
    [[nodiscard]] QByteArray kinds() const;
    /// Layer 0 of a direction, joined.
    [[nodiscard]] QByteArray wire(quint32 connection, From from) const;

private:
    LiveOctets m_octets;
    CaptureCounters m_counters;
    QList<QByteArray> m_lines;
    std::map<std::pair<quint32, From>, QByteArray> m_wire;
    std::map<int, std::function<void()>> m_listeners;
    int m_lastToken = 0;
    qint64 m_lastSeq = 0;
    bool m_isFull = false;
};

} // namespace Pushscope
