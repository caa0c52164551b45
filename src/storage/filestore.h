// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/capturestore.h"
#include "storage/captureplace.h"
#include "storage/capturereader.h"
#include "storage/recorder.h"
#include "storage/stores.h"

#include <atomic>
#include <memory>
#include <thread>

namespace Pushscope {

/// A capture that lies in a file (or, without one, only passes by).
class FileStore final : public CaptureStore
{
public:
    static Result<std::unique_ptr<CaptureStore>> create(const RecordingOptions &options);
    /// @p isSaved: as CaptureStore has it.
    static Result<std::unique_ptr<CaptureStore>> open(const QString &path, bool isSaved);
    ~FileStore() override;

    [[nodiscard]] QString path() const override { return m_place.path(); }
    [[nodiscard]] bool isSaved() const override { return m_place.isSaved(); }
    [[nodiscard]] bool isRecording() const override { return m_isRecording; }
    [[nodiscard]] std::optional<Error> damage() const override;
    [[nodiscard]] RecordSink *sink() override;
    [[nodiscard]] RecordPages &pages() override { return *m_reader; }
    [[nodiscard]] RecordingStatus status() const override;
    void save(const QString &path, ProgressHandler handler) override;
    void saveToShare(const QString &path, const SecretNames &names,
                     ProgressHandler handler) override;
    void cancelSaving() override;
    Result<Done> addNote(const QString &text, qint64 about) override;
    Result<Done> finish(QByteArrayView reason) override;
    void retryWriting() override;
    void giveUpWriting() override;
    void setLimits(const RecordingLimits &limits) override;
    void discard() override;

private:
    FileStore(const QString &path, bool isSaved, FileLock lock)
        : m_place(path, isSaved, std::move(lock))
        , m_hasFile(!path.isEmpty())
    {
    }
    void waitForSave();

    CapturePlace m_place;
    const bool m_hasFile;
    bool m_isRecording = false;
    std::optional<Error> m_damage;
    std::unique_ptr<CaptureReader> m_reader;
    std::unique_ptr<Recorder> m_recorder; ///< tells the reader, so it goes first
    std::shared_ptr<std::atomic_bool> m_isSaveCancelled; ///< of the newest save()
    std::thread m_saver;                  ///< for what the writer does not do
};

} // namespace Pushscope
