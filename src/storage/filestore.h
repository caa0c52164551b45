// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/capturestore.h"
#include "storage/capturereader.h"
#include "storage/filelock.h"
#include "storage/recorder.h"
#include "storage/stores.h"

#include <memory>

namespace Pushscope {

/// A capture that lies in a file (or, without one, only passes by).
class FileStore final : public CaptureStore
{
public:
    static Result<std::unique_ptr<CaptureStore>> create(const RecordingOptions &options);
    static Result<std::unique_ptr<CaptureStore>> open(const QString &path);
    ~FileStore() override;

    [[nodiscard]] QString path() const override { return m_path; }
    [[nodiscard]] bool isSaved() const override { return m_isSaved; }
    [[nodiscard]] bool isRecording() const override { return m_isRecording; }
    [[nodiscard]] std::optional<Error> damage() const override;
    [[nodiscard]] RecordSink *sink() override;
    [[nodiscard]] RecordPages &pages() override { return *m_reader; }
    [[nodiscard]] RecordingStatus status() const override;
    void save(const QString &path, ProgressHandler handler) override;
    Result<Done> addNote(const QString &text, qint64 about) override;
    Result<Done> finish(QByteArrayView reason) override;
    void discard() override;

private:
    FileStore() = default;

    QString m_path;
    bool m_isSaved = false;
    bool m_isRecording = false;
    std::optional<Error> m_damage;
    FileLock m_lock;
    std::unique_ptr<CaptureReader> m_reader;
    std::unique_ptr<Recorder> m_recorder; ///< tells the reader, so it goes first
};

} // namespace Pushscope
