// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/captureworker.h"

#include "engine/api/engine.h"

#include <QFileInfo>

#include <optional>
#include <utility>

namespace Pushscope {

namespace {

/// A folder that does not answer must not hold up what lies in others.
constexpr int MostThreads = 16;

void endCapture(std::unique_ptr<Engine> engine, std::unique_ptr<CaptureStore> store,
                bool isDiscarded)
{
    engine.reset(); // Its last records go into the file before that ends.
    if (store->isRecording() && !isDiscarded)
        (void)store->finish("done");
    if (isDiscarded)
        store->discard();
}

} // namespace

CaptureWorker::CaptureWorker(const Services &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
    m_threads.setMaxThreadCount(MostThreads);
}

CaptureWorker::~CaptureWorker()
{
    m_threads.waitForDone();
}

void CaptureWorker::run(std::function<void()> work, std::function<void()> after)
{
    m_threads.start([this, work = std::move(work), after = std::move(after)] {
        work();
        QMetaObject::invokeMethod(this, after, Qt::QueuedConnection);
    });
}

void CaptureWorker::waitUntilEnded(const QString &path)
{
    std::unique_lock lock(m_mutex);
    m_ended.wait(lock, [&] { return !m_ending.contains(path); });
}

CaptureWorker::Ticket CaptureWorker::open(const QString &path, QObject *context,
                                          OpenedHandler handler)
{
    using Opened = std::optional<Result<std::unique_ptr<CaptureStore>>>;
    const Ticket ticket = ++m_lastTicket;
    m_opening.insert(ticket, std::move(handler));
    auto opened = std::make_shared<Opened>();
    run(
        [this, opened, path, open = m_services.openCapture] {
            waitUntilEnded(QFileInfo(path).absoluteFilePath());
            opened->emplace(open(path));
        },
        [this, opened, ticket, context = QPointer(context)] {
            const OpenedHandler waiting = m_opening.take(ticket);
            if (waiting && context)
                waiting(**opened);
            else if (opened->has_value() && (*opened)->isOk())
                end(nullptr, std::move(**opened).value(), false);
        });
    return ticket;
}

void CaptureWorker::cancel(Ticket ticket)
{
    m_opening.remove(ticket);
}

void CaptureWorker::end(std::unique_ptr<Engine> engine, std::unique_ptr<CaptureStore> store,
                        bool isDiscarded)
{
    struct Parts {
        std::unique_ptr<Engine> engine;
        std::unique_ptr<CaptureStore> store;
    };
    if (engine)
        engine->prepareToEnd();
    const QString path = QFileInfo(store->path()).absoluteFilePath();
    {
        const std::lock_guard lock(m_mutex);
        m_ending.append(path);
    }
    const auto parts = std::make_shared<Parts>(std::move(engine), std::move(store));
    run(
        [this, parts, isDiscarded, path] {
            endCapture(std::move(parts->engine), std::move(parts->store), isDiscarded);
            const std::lock_guard lock(m_mutex);
            m_ending.removeOne(path);
            m_ended.notify_all();
        },
        [this] { emit unsavedChanged(); });
}

void CaptureWorker::findUnsaved(QObject *context, UnsavedHandler handler)
{
    auto found = std::make_shared<QList<UnsavedFile>>();
    run([found, find = m_services.unsavedCaptures] { *found = find(); },
        [found, handler = std::move(handler), context = QPointer(context)] {
            if (context)
                handler(*found);
        });
}

void CaptureWorker::deleteUnsaved(const QString &path)
{
    run([path, remove = m_services.deleteUnsaved] { remove(path); },
        [this] { emit unsavedChanged(); });
}

} // namespace Pushscope
