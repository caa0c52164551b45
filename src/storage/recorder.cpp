// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/recorder.h"

#include "capture/jsonwriter.h"
#include "storage/capturetimes.h"

#include <QUuid>

#include <cstdlib>
#include <utility>

namespace Pushscope {

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr qint64 FormatNumber = 1; // Contract `capture.start`.

Record bareRecord(RecordKind kind, qint64 t, QByteArray detail)
{
    Record record;
    record.kind = kind;
    record.t = t;
    record.detail = std::move(detail);
    return record;
}

/// Contract `recording.stall`, of a stretch that was read but not recorded.
Record gapRecord(qint64 since, qint64 now, bool isLimit)
{
    QByteArray detail;
    JsonWriter json(detail);
    json.integer("from_t", since);
    json.integer("to_t", now);
    json.boolean("unrecorded", true);
    if (isLimit)
        json.string("why", "limit");
    json.finish();
    return bareRecord(RecordKind::RecordingStall, now, std::move(detail));
}

/// Contract `capture.end`.
QByteArray endDetail(QByteArrayView reason, qint64 records)
{
    QByteArray detail;
    JsonWriter json(detail);
    json.string("reason", reason);
    json.integer("records", records);
    json.finish();
    return detail;
}

Batch batchOf(Record record)
{
    Batch batch;
    batch.records.push_back(std::move(record));
    return batch;
}

} // namespace

Recorder::Recorder(const RecordingOptions &options,
                   std::function<void(const CaptureExtent &)> committed)
    : m_options(options)
    , m_committed(std::move(committed))
    , m_clock(options.clock != nullptr ? options.clock : &m_systemClock)
    , m_limits(options.limits)
{
    m_originNs = m_clock->monotonicNs();
}

Result<std::unique_ptr<Recorder>>
Recorder::create(const QString &path, const RecordingOptions &options,
                 std::function<void(const CaptureExtent &)> committed)
{
    std::unique_ptr<Recorder> recorder(new Recorder(options, std::move(committed)));
    const CaptureWriter::Identity identity{ QUuid::createUuid().toByteArray(QUuid::WithoutBraces),
                                            rfc3339(recorder->m_clock->wallNs()),
                                            QByteArray(PUSHSCOPE_VERSION) };
    if (!path.isEmpty()) {
        Result<std::unique_ptr<CaptureWriter>> writer = CaptureWriter::create(path, identity);
        if (!writer)
            return writer.error();
        recorder->m_writer = std::move(*writer);
        recorder->m_checkpointer.start(path);
    }
    recorder->setOctetSources();
    recorder->appendStart(identity);
    return recorder;
}

Recorder::~Recorder()
{
    stop();
}

void Recorder::start()
{
    m_thread = std::thread([this] { run(); });
}

void Recorder::appendStart(const CaptureWriter::Identity &identity)
{
    QByteArray detail;
    JsonWriter json(detail);
    json.integer("format", FormatNumber);
    json.string("id", identity.id);
    json.string("started", identity.started);
    json.string("version", identity.version);
    json.string("command", m_options.command);
    json.finish();
    static_cast<void>(
        m_queue.append(batchOf(bareRecord(RecordKind::CaptureStart, 0, std::move(detail)))));
    // Nothing noted yet: makes the first clock record.
    m_lastClockNs = m_originNs - ClockIntervalNs;
    noteClock();
}

int Recorder::addDrainListener(std::function<void()> listener)
{
    return m_queue.addDrainListener(std::move(listener));
}

void Recorder::removeDrainListener(int token)
{
    m_queue.removeDrainListener(token);
}

void Recorder::run()
{
    RecordQueue::Group group;
    SteadyClock::time_point lastBegin{};
    while (true) {
        const bool isStopping = takeOrders(group);
        runTasks();
        const bool isFailed = status().error.has_value() && !takeRetry();
        if (!isFailed) {
            noteClock();
            if (group.isEmpty())
                group = m_queue.take();
            if (group.isEmpty() && m_queue.isFailed() && reattach()) {
                setError({}); // Nothing waits: the next transaction will tell.
                m_queue.mend();
            }
            if (!group.isEmpty()) {
                lastBegin = SteadyClock::now();
                writeAndRelease(group);
                if (isStopping)
                    continue; // Until nothing is left.
            }
        }
        if (isStopping && !hasTasks())
            return;
        const auto until = SteadyClock::now() + IdleInterval;
        if (isFailed)
            m_queue.waitForWake(until);
        else
            m_queue.wait(lastBegin + CommitInterval, until);
    }
}

bool Recorder::takeRetry()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_isRetrying, false);
}

bool Recorder::takeOrders(RecordQueue::Group &group)
{
    bool isGivingUp = false;
    bool isStopping = false;
    {
        const std::lock_guard lock(m_mutex);
        isGivingUp = std::exchange(m_isGivingUp, false);
        isStopping = m_isStopping;
    }
    if (isGivingUp)
        abandon(group);
    return isStopping;
}

void Recorder::leaveFile()
{
    m_hasLeftFile = true;
    m_groupOctets.reset();
    if (!m_lostPath.isEmpty())
        m_writer.reset(); // It is closed, and nothing is there to write the end into.
    m_lostPath.clear();
    {
        const std::lock_guard lock(m_mutex);
        if (!m_unrecordedSince)
            m_unrecordedSince = m_extent.tLast;
        m_error.reset();
    }
    m_queue.mend();
}

void Recorder::endLeftFile()
{
    const qint64 now = m_clock->monotonicNs() - m_originNs;
    Batch batch;
    batch.records.push_back(gapRecord(*m_unrecordedSince, now, false));
    batch.records.push_back(bareRecord(RecordKind::CaptureEnd, now, {}));
    qint64 seq = m_writer->extent().records;
    for (Record &record : batch.records)
        record.seq = ++seq;
    batch.records.back().detail = endDetail(m_reason, seq);
    static_cast<void>(m_writer->write({ &batch, 1 }));
}

void Recorder::abandon(RecordQueue::Group &group)
{
    if (m_options.consumesUnrecorded) {
        leaveFile();
        return;
    }
    group = {};
    qint64 nextSeq = 0;
    {
        const std::lock_guard lock(m_mutex);
        nextSeq = m_extent.records + 1;
        if (!m_unrecordedSince)
            m_unrecordedSince = m_extent.tLast;
        m_isAtLimit = false; // Raising it brings nothing back.
    }
    m_queue.discard(nextSeq);
}

void Recorder::writeAndRelease(RecordQueue::Group &group)
{
    if (!write(group))
        return; // It waits for retry() or giveUp().
    consume(group);
    m_queue.release(std::exchange(group, {}));
    if (m_queue.isFailed())
        m_queue.mend();
}

bool Recorder::write(const RecordQueue::Group &group)
{
    if (m_hasLeftFile)
        return true;
    CaptureExtent extent;
    qint64 dropped = 0;
    if (m_writer) {
        if (!reattach())
            return false;
        if (Result<Done> written = m_writer->write(group.batches, keepOctets()); !written) {
            fail(written.error());
            return false;
        }
        extent = m_writer->extent();
        dropped = m_writer->dropped();
        checkpoint();
    } else {
        const std::lock_guard lock(m_mutex);
        extent = m_extent;
        for (const Batch &batch : group.batches)
            extent.records += static_cast<qint64>(batch.records.size());
    }
    {
        const std::lock_guard lock(m_mutex);
        m_extent = extent;
        m_dropped = dropped;
        m_error.reset();
    }
    watchLimit();
    if (m_committed)
        m_committed(extent);
    return true;
}

qint64 Recorder::keepOctets() const
{
    const std::lock_guard lock(m_mutex);
    return m_limits.keepOctets;
}

void Recorder::watchLimit()
{
    const std::lock_guard lock(m_mutex);
    if (m_unrecordedSince || m_limits.stopAtOctets <= 0
        || m_extent.fileOctets < m_limits.stopAtOctets)
        return;
    m_unrecordedSince = m_clock->monotonicNs() - m_originNs;
    m_isAtLimit = true;
    m_queue.pause();
}

void Recorder::setLimits(const RecordingLimits &limits)
{
    const std::lock_guard lock(m_mutex);
    m_limits = limits;
    const bool hasRoom = limits.stopAtOctets <= 0 || m_extent.fileOctets < limits.stopAtOctets;
    if (!m_isAtLimit || !hasRoom)
        return;
    const qint64 now = m_clock->monotonicNs() - m_originNs;
    m_isAtLimit = false;
    m_queue.resume(gapRecord(*std::exchange(m_unrecordedSince, std::nullopt), now, true));
}

void Recorder::checkpoint()
{
    if (m_writer->walOctets() < CheckpointOctets)
        return;
    // Fails only where the checkpointer is at it; then the next transaction comes here again.
    if (m_writer->walOctets() >= WriterCheckpointOctets && m_writer->checkpoint(false))
        return;
    m_checkpointer.request();
}

void Recorder::consume(const RecordQueue::Group &group)
{
    if (!m_options.consumer)
        return;
    if (m_groupOctets) {
        for (const Batch &batch : group.batches)
            m_groupOctets->add(batch);
    }
    for (const Batch &batch : group.batches) {
        const bool isLast = &batch == &group.batches.back();
        if (m_groupOctets) {
            m_options.consumer({ batch.records, *m_groupOctets, isLast });
            continue;
        }
        m_liveOctets.add(batch);
        m_options.consumer({ batch.records, m_liveOctets, isLast });
        m_liveOctets.trim(batch);
        for (const Record &record : batch.records) {
            if (record.kind == RecordKind::ConnClose)
                m_liveOctets.drop(record.connection);
        }
    }
    if (m_groupOctets)
        m_groupOctets->clear();
}

void Recorder::noteClock()
{
    const qint64 now = m_clock->monotonicNs();
    const qint64 wall = m_clock->wallNs();
    const qint64 step = std::abs(wall - now - m_lastWallOffsetNs);
    if (now - m_lastClockNs < ClockIntervalNs && step <= ClockStepNs)
        return;
    m_lastClockNs = now;
    m_lastWallOffsetNs = wall - now;
    QByteArray detail;
    JsonWriter json(detail);
    json.string("wall", rfc3339(wall));
    json.finish();
    static_cast<void>(m_queue.append(
        batchOf(bareRecord(RecordKind::Clock, now - m_originNs, std::move(detail)))));
}

void Recorder::runTasks()
{
    std::vector<Task> tasks;
    {
        const std::lock_guard lock(m_mutex);
        tasks.swap(m_tasks);
    }
    for (Task &task : tasks) {
        if (task(*this) == TaskState::Again)
            post(std::move(task));
    }
}

bool Recorder::hasTasks() const
{
    const std::lock_guard lock(m_mutex);
    return !m_tasks.empty();
}

void Recorder::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_queue.wake();
}

void Recorder::detach()
{
    m_checkpointer.stop();
    m_groupOctets.reset();
    m_reader.reset();
    if (m_writer)
        m_writer->close();
}

Result<Done> Recorder::checkpointAll()
{
    // Two at once are refused, however long one would wait.
    m_checkpointer.stop();
    Result<Done> done = m_writer->checkpoint(true);
    m_checkpointer.start(m_writer->database().path());
    return done;
}

Result<Done> Recorder::attach(const QString &path)
{
    Result<std::unique_ptr<CaptureWriter>> writer = CaptureWriter::reopen(path);
    if (!writer) {
        m_lostPath = path;
        fail(writer.error());
        return writer.error();
    }
    m_lostPath.clear();
    m_writer = std::move(*writer);
    m_checkpointer.start(path);
    setOctetSources();
    setError({});
    return Done{};
}

Result<Done> Recorder::reattach()
{
    return m_lostPath.isEmpty() ? Result<Done>(Done{}) : attach(m_lostPath);
}

void Recorder::setOctetSources()
{
    if (!m_writer)
        return;
    m_reader = std::make_unique<OctetReader>(m_writer->database());
    m_groupOctets = std::make_unique<GroupOctets>(*m_reader);
}

void Recorder::fail(const Error &error)
{
    m_queue.fail();
    setError(error);
}

void Recorder::setError(std::optional<Error> error)
{
    const std::lock_guard lock(m_mutex);
    m_error = std::move(error);
}

RecordingStatus Recorder::status() const
{
    const RecordQueue::Size queued = m_queue.size();
    const std::lock_guard lock(m_mutex);
    return { m_extent.records,  m_extent.fileOctets, queued.records,
             queued.octets,     m_queue.isFull(),    m_error,
             m_unrecordedSince, m_isAtLimit,         m_dropped };
}

void Recorder::stop()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_queue.wake();
    m_thread.join();
}

Result<Done> Recorder::finish(QByteArrayView reason)
{
    const qint64 now = m_clock->monotonicNs() - m_originNs;
    std::vector<Record> last;
    const RecordingStatus recording = status();
    if (recording.unrecordedSince)
        last.push_back(gapRecord(*recording.unrecordedSince, now, recording.isAtLimit));
    last.push_back(bareRecord(RecordKind::CaptureEnd, now, {}));
    m_reason = reason.toByteArray();
    m_queue.appendLast(std::move(last), [&](Record &record) {
        record.detail = endDetail(m_reason, record.seq);
    });
    retry(); // There may be room by now.
    stop();
    const std::lock_guard lock(m_mutex);
    if (m_error)
        return *m_error;
    return Done{};
}

Result<Done> Recorder::closeFile()
{
    m_checkpointer.stop();
    m_groupOctets.reset();
    m_reader.reset();
    if (m_hasLeftFile && m_writer) {
        endLeftFile();
        static_cast<void>(m_writer->finish()); // It was told that it fails.
        return Done{};
    }
    return m_writer ? m_writer->finish() : Result<Done>(Done{});
}

void Recorder::retry()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isRetrying = true;
    }
    m_queue.wake();
}

void Recorder::giveUp()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isGivingUp = true;
    }
    m_queue.wake();
}

} // namespace Pushscope
