// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "capture/capturestore.h"
#include "capture/octetsource.h"
#include "capture/record.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace Pushscope {

class Clock;

/// Records that are safe in the file now, in order of seq.
struct CommittedRecords {
    std::span<const Record> records;
    OctetSource &octets;
    /// The last ones of a transaction: time to flush what was made of them. A transaction takes
    /// at most 50 ms to come.
    bool isLast = false;
};

/// How to record.
struct RecordingOptions {
    /// The file to record into; what lies there is replaced. Empty: see folder.
    QString path{};
    /// The user's data folder, in which the capture lies under a made-up name until it is saved;
    /// made where it is missing. Both empty: there is no file, records only go to the consumer.
    QString folder{};
    /// `command` of capture.start, secrets masked.
    QByteArray command{};
    RecordingLimits limits{};
    /// Null: the system's.
    const Clock *clock = nullptr;
    /// Called on the writer thread after each commit; taking its time is back-pressure.
    std::function<void(const CommittedRecords &committed)> consumer{};
    /// The consumer goes on getting records after CaptureStore::giveUpWriting(), which the file does
    /// not: their seq goes on as if it did, and nothing is dropped.
    bool consumesUnrecorded = false;
};

/// Begins a capture. Errors: StorageFailed, DiskFull, Locked (another process records there).
[[nodiscard]] Result<std::unique_ptr<CaptureStore>> createCapture(const RecordingOptions &options);

/// Opens a capture for reading: a finished one, one that was cut off, or one that another process
/// records into, which is followed. Writes nothing beside it. What is damaged gives what is whole,
/// and CaptureStore::damage(): code Damaged, with `what` either `cut-off` (recording ended without
/// capture.end; every record that is there is whole) or `part` (some of it cannot be read), and
/// `records`. Errors: NotACapture, Damaged, StorageFailed.
[[nodiscard]] Result<std::unique_ptr<CaptureStore>> openCapture(const QString &path);

/// Opens one of unsavedCaptures(): save() moves it, discard() deletes it.
[[nodiscard]] Result<std::unique_ptr<CaptureStore>> recoverCapture(const QString &path);

/// A capture in the data folder that was never saved.
struct UnsavedCapture {
    QString path{};
    qint64 fileOctets = 0;
    qint64 records = 0;
    /// Why it cannot be opened; then `records` is 0.
    std::optional<Error> fault{};
};

/// Deletes one of unsavedCaptures() with what lies beside it, also where it cannot be opened; no
/// effect while somebody records into it.
void deleteUnsavedCapture(const QString &path);

/// The captures in @p folder that nobody records into, newest first.
[[nodiscard]] std::vector<UnsavedCapture> unsavedCaptures(const QString &folder);

/// What capture files are called.
inline constexpr QLatin1String CaptureSuffix{ ".pushscope" };

} // namespace Pushscope
