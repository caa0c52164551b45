// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/livesave.h"

#include "storage/capturefile.h"

#include <QFile>

namespace Pushscope {

namespace {

constexpr int WholePerMille = 1000;

CaptureReader::Opener liveOpener(const QString &path)
{
    return [path] { return CaptureFile::openForReading(path, CaptureFile::State::Live); };
}

} // namespace

Recorder::TaskState LiveSave::step(Recorder &recorder)
{
    if (*m_isCancelled) {
        abandon();
        m_handler(0, true, std::nullopt);
        return Recorder::TaskState::Over;
    }
    Result<Recorder::TaskState> state = tryStep(recorder);
    if (!state) {
        abandon();
        m_handler(0, true, state.error());
        return Recorder::TaskState::Over;
    }
    if (*state == Recorder::TaskState::Over)
        m_handler(WholePerMille, true, std::nullopt);
    return *state;
}

void LiveSave::abandon()
{
    m_copy.reset();
    if (m_lock)
        QFile::remove(partPath());
    m_lock.reset();
}

Result<Recorder::TaskState> LiveSave::tryStep(Recorder &recorder)
{
    if (Result<Done> attached = recorder.reattach(); !attached)
        return attached.error();
    if (m_copy) {
        Result<bool> copied = m_copy->step();
        if (!copied)
            return copied.error();
        if (!*copied) {
            m_handler(m_copy->perMille(), false, std::nullopt);
            return Recorder::TaskState::Again;
        }
        if (Result<Done> switched = switchToCopy(recorder); !switched)
            return switched.error();
        return Recorder::TaskState::Over;
    }
    if (m_place.path() == m_target)
        return Recorder::TaskState::Over;
    Result<FileLock> lock = FileLock::take(m_target);
    if (!lock)
        return lock.error();
    m_lock = std::move(*lock);
    if (!m_place.isSaved() && CaptureFile::areOnSameFilesystem(m_place.path(), m_target)) {
        if (Result<Done> renamed = rename(recorder); !renamed)
            return renamed.error();
        return Recorder::TaskState::Over;
    }
    if (Result<Done> begun = beginCopy(recorder); !begun)
        return begun.error();
    return Recorder::TaskState::Again;
}

Result<Done> LiveSave::rename(Recorder &recorder)
{
    const QString from = m_place.path();
    m_reader.suspend();
    Result<Done> done = recorder.checkpointAll();
    if (done) {
        recorder.detach();
        done = CaptureFile::rename(from, m_target);
        if (done)
            return arrive(recorder);
        static_cast<void>(recorder.attach(from));
    }
    m_reader.resume(liveOpener(from), CaptureReader::Growth::Told);
    return done;
}

Result<Done> LiveSave::beginCopy(Recorder &recorder)
{
    if (Result<Done> made = CaptureFile::makeEmpty(partPath()); !made)
        return made.error();
    Result<DatabaseCopy> copy = DatabaseCopy::begin(recorder.writer()->database(), partPath());
    if (!copy)
        return copy.error();
    m_copy = std::move(*copy);
    return Done{};
}

Result<Done> LiveSave::switchToCopy(Recorder &recorder)
{
    Result<Done> done = m_copy->finish();
    m_copy.reset();
    if (!done)
        return done;
    const QString from = m_place.path();
    const bool wasSaved = m_place.isSaved();
    done = CaptureFile::rename(partPath(), m_target);
    if (!done)
        return done;
    m_reader.suspend();
    // What the user saved before stays as it is now, whole in one file if there is room for it.
    if (wasSaved)
        static_cast<void>(recorder.closeFile());
    recorder.detach();
    if (!wasSaved)
        CaptureFile::remove(from);
    return arrive(recorder);
}

Result<Done> LiveSave::arrive(Recorder &recorder)
{
    Result<Done> attached = recorder.attach(m_target);
    m_place.move(m_target, std::move(*m_lock));
    m_lock.reset();
    m_reader.resume(liveOpener(m_target), CaptureReader::Growth::Told);
    return attached;
}

QString LiveSave::partPath() const
{
    return m_target + QLatin1String(".part");
}

} // namespace Pushscope
