// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "capture/capturestore.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace Pushscope {

class Clock;

/// A capture that an earlier run left unsaved and that nobody records into.
struct UnsavedFile {
    QString path;
    qint64 fileOctets = 0;
    QDateTime lastModified;
    std::optional<Error> fault {}; ///< Why it cannot be opened.
};

/// What the windows need from below the floors they may include, handed in by the application.
///
/// Threads: called on the GUI thread, but where it says otherwise; none of it waits for the network.
struct Services {
    /// A new capture in the user's data folder, ready to be recorded into.
    std::function<Result<std::unique_ptr<CaptureStore>>()> createCapture;
    /// A file that was recorded before. Threads: any.
    std::function<Result<std::unique_ptr<CaptureStore>>(const QString &path)> openCapture;
    /// Newest first. Threads: any.
    std::function<QList<UnsavedFile>()> unsavedCaptures;
    /// Threads: any.
    std::function<void(const QString &path)> deleteUnsaved;
    /// What is remembered between runs, by name; empty where nothing is.
    std::function<QByteArray(const QString &key)> recall;
    std::function<void(const QString &key, const QByteArray &value)> remember;
    /// Installs the catalogues of a language: `en`, `zh_CN` or `system`.
    std::function<void(const QString &language)> speak;
    /// Where the program keeps what is its own; need not be there yet.
    QString dataFolder {};
    const Clock *clock = nullptr; ///< Outlives every window.
};

} // namespace Pushscope
