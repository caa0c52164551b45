// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/services.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QThreadPool>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

namespace Pushscope {

class Engine;

/// What takes as long as disks and peers take, away from the GUI thread: opening a capture, ending
/// one, finding those that are left over.
///
/// Threads: lives on the GUI thread, where handlers are called too.
class CaptureWorker : public QObject
{
    Q_OBJECT

public:
    using Ticket = quint64; ///< From 1.
    using OpenedHandler = std::function<void(Result<std::unique_ptr<CaptureStore>> &opened)>;
    using UnsavedHandler = std::function<void(const QList<UnsavedFile> &captures)>;

    /// @p services outlives it.
    explicit CaptureWorker(const Services &services, QObject *parent = nullptr);
    /// Waits for what is under way: no capture is left half written.
    ~CaptureWorker() override;

    /// Opens what was recorded before, once it is closed where it was open here; @p handler takes the store, unless it was cancelled or
    /// @p context is gone.
    Ticket open(const QString &path, QObject *context, OpenedHandler handler);
    /// The handler of open() is not called any more; what is opened is closed again.
    void cancel(Ticket ticket);
    /// Lets sessions say farewell, writes what waits and closes the file; or deletes it.
    void end(std::unique_ptr<Engine> engine, std::unique_ptr<CaptureStore> store,
             bool isDiscarded);
    void findUnsaved(QObject *context, UnsavedHandler handler);
    void deleteUnsaved(const QString &path);

signals:
    /// A capture ended or was deleted: findUnsaved() may find others now.
    void unsavedChanged();

private:
    /// Runs @p work elsewhere, then @p after here.
    void run(std::function<void()> work, std::function<void()> after);
    void waitUntilEnded(const QString &path);

    const Services &m_services;
    QHash<Ticket, OpenedHandler> m_opening;
    Ticket m_lastTicket = 0;
    std::mutex m_mutex; ///< Guards m_ending.
    std::condition_variable m_ended;
    QStringList m_ending; ///< The files that are being closed.
    QThreadPool m_threads;
};

} // namespace Pushscope
