// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/capturestore.h"
#include "capture/recordpages.h"
#include "capture/recordsink.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <tuple>
#include <vector>

namespace Pushscope {

/// A RecordPages in memory, whose handlers run on a thread of its own as a file's do.
///
/// Holds the records that were added, and behind them as many generated ones as are asked for.
///
/// Threads: the adding functions and those of RecordPages from any thread.
class CannedPages final : public RecordPages
{
public:
    using Generator = std::function<Record(qint64 seq)>;
    using OctetGenerator = std::function<QByteArray(ByteRange range)>;

    CannedPages();
    ~CannedPages() override;

    /// Gives it the next seq, and puts @p octets at the end of its direction: at and size follow.
    /// Returns the seq.
    qint64 add(Record record, const QByteArray &octets = {});
    /// Octets that no record is about, as of a read that is still incomplete.
    void addOctets(quint32 connection, From from, Layer layer, const QByteArray &octets,
                   qint64 t = 0);
    void addSession(const SessionRow &session);
    void addConnection(const ConnectionRow &connection);
    void addExchange(const ExchangeRow &exchange);
    /// @p count records more that @p records makes when they are asked for; what of their octets
    /// is not in memory comes from @p octets.
    void generate(qint64 count, Generator records, OctetGenerator octets);
    /// As many generated records more.
    void grow(qint64 count);
    /// A filter that lets the rows pass for which @p passes is true, among those added.
    FilterId addFilter(const std::function<bool(const Record &)> &passes);
    /// While held, questions wait.
    void hold(bool isHeld);
    /// Questions answered so far.
    [[nodiscard]] int answered() const;

    [[nodiscard]] CaptureExtent extent() const override;
    void setChangedHandler(std::function<void()> handler) override;
    void requestRows(FilterId filter, qint64 firstRow, int count, RowsHandler handler) override;
    void requestRecord(qint64 seq, RecordHandler handler) override;
    void requestRowOf(FilterId filter, qint64 seq,
                      std::function<void(qint64 row)> handler) override;
    void requestFigures(const FiguresQuestion &question, FiguresHandler handler) override;
    void requestTimeline(qint64 tFrom, qint64 tTo, int columns, TimelineHandler handler) override;
    /// Among the records added so far, by their columns alone.
    FilterId startFilter(std::shared_ptr<const Filter> filter, FilterHandler handler) override;
    void dropFilter(FilterId filter) override;
    [[nodiscard]] qint64 rowCount(FilterId filter) const override;

    /// The record as a reader would give it; for tests that compare.
    [[nodiscard]] Record record(qint64 seq) const;
    [[nodiscard]] const std::vector<Record> &added() const { return m_records; }

private:
    class Octets;
    friend class Octets;
    using StreamKey = std::tuple<quint32, From, Layer>;

    void run();
    void ask(std::function<void()> question);
    [[nodiscard]] qint64 rowCountLocked(FilterId filter) const;
    [[nodiscard]] Record recordLocked(qint64 seq) const;
    [[nodiscard]] TimelineSlice slice(qint64 tFrom, qint64 tTo) const;
    void changed();

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_questions;
    bool m_isHeld = false;
    bool m_isOver = false;
    int m_answered = 0;
    std::function<void()> m_changed;
    std::vector<Record> m_records;
    std::map<StreamKey, QByteArray> m_streams;
    std::map<StreamKey, std::vector<OctetRead>> m_reads;
    qint64 m_generatedCount = 0;
    Generator m_generator;
    OctetGenerator m_octetGenerator;
    std::vector<SessionRow> m_sessions;
    std::vector<ConnectionRow> m_connections;
    std::vector<ExchangeRow> m_exchanges;
    std::vector<std::vector<qint64>> m_filters; ///< Seqs, by FilterId - 1.
    std::thread m_thread;                       ///< Last: runs on all of the above.
};

/// Puts what transcripts write into a CannedPages.
class CannedSink final : public RecordSink
{
public:
    explicit CannedSink(CannedPages &pages)
        : m_pages(pages)
    {
    }

    Appended append(Batch &&batch) override;
    [[nodiscard]] bool isFull() const override { return false; }
    int addDrainListener(std::function<void()>) override { return 0; }
    void removeDrainListener(int) override { }
    [[nodiscard]] CaptureCounters &counters() override { return m_counters; }
    [[nodiscard]] qint64 originNs() const override { return 0; }

private:
    CannedPages &m_pages;
    CaptureCounters m_counters;
};

/// A capture that holds a CannedPages and is not recorded into.
class CannedStore : public CaptureStore
{
public:
    [[nodiscard]] CannedPages &canned() { return m_pages; }

    [[nodiscard]] QString path() const override { return QStringLiteral("canned.pushscope"); }
    [[nodiscard]] bool isSaved() const override { return true; }
    [[nodiscard]] bool isRecording() const override { return false; }
    [[nodiscard]] std::optional<Error> damage() const override { return std::nullopt; }
    [[nodiscard]] RecordSink *sink() override { return nullptr; }
    [[nodiscard]] RecordPages &pages() override { return m_pages; }
    [[nodiscard]] RecordingStatus status() const override;
    void save(const QString &path, ProgressHandler handler) override;
    Result<Done> addNote(const QString &text, qint64 about) override;
    Result<Done> finish(QByteArrayView reason) override;
    void discard() override { }

private:
    CannedPages m_pages;
};

} // namespace Pushscope
