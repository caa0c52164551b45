// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/windowfixture.h"

#include "gui/document/capturedocument.h"
#include "storage/stores.h"

#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

namespace Pushscope {

void FakeDialogs::askOpenPath(QWidget *, PathHandler handler)
{
    handler(openPath);
}

void FakeDialogs::askSavePath(QWidget *, const QString &suggested, PathHandler handler)
{
    suggestedPath = suggested;
    handler(savePath);
}

void FakeDialogs::askClose(QWidget *, std::function<void(CloseChoice)> handler)
{
    ++closeQuestions;
    handler(closeChoice);
}

void FakeDialogs::askDelete(QWidget *, const QString &question, std::function<void(bool)> handler)
{
    deleteQuestion = question;
    ++deleteQuestions;
    handler(agreesToDelete);
}

void FakeDialogs::askCertificateFile(QWidget *, PathHandler handler)
{
    handler(openPath);
}

void FakeDialogs::askScenarioFile(QWidget *, PathHandler handler)
{
    handler(scenarioPath);
}

void FakeDialogs::askScenarioSavePath(QWidget *, const QString &suggested, PathHandler handler)
{
    suggestedPath = suggested;
    handler(scenarioPath);
}

void FakeDialogs::askScenarioChanges(QWidget *, std::function<void(CloseChoice)> handler)
{
    ++scenarioQuestions;
    handler(scenarioChoice);
}

void FakeDialogs::askMessageFile(QWidget *, PathHandler handler)
{
    handler(messagePath);
}

void FakeDialogs::askExportPath(QWidget *, const QString &suggested, const QString &,
                                PathHandler handler)
{
    suggestedPath = suggested;
    handler(exportPath);
}

void FakeDialogs::showAbout(QWidget *)
{
}

WindowFixture::WindowFixture()
{
    m_services.createCapture = [this] {
        RecordingOptions options;
        options.folder = captureFolder();
        options.clock = &m_clock;
        return createCapture(options);
    };
    m_services.openCapture = [](const QString &file) { return openCapture(file); };
    m_services.unsavedCaptures = [this] {
        QList<UnsavedFile> files;
        for (const UnsavedCapture &capture : unsavedCaptures(captureFolder()))
            files.append(
                { capture.path, capture.fileOctets, QFileInfo(capture.path).lastModified(),
                  capture.fault });
        return files;
    };
    m_services.deleteUnsaved = deleteUnsavedCapture;
    m_services.recall = [this](const QString &key) { return m_memory.value(key); };
    m_services.remember
        = [this](const QString &key, const QByteArray &value) { m_memory.insert(key, value); };
    m_services.speak = [](const QString &) {};
    m_services.dataFolder = path(QStringLiteral("data"));
    m_services.clock = &m_clock;
}

WindowFixture::~WindowFixture()
{
    closeAll();
}

MainWindow &WindowFixture::open()
{
    const MainWindow::Surroundings surroundings{
        m_services,
        m_worker,
        dialogs,
        [this](const std::function<void(MainWindow &)> &act) { act(open()); },
        [this](const QString &name) { theme = name; },
        [this] { return theme; },
        [this](const QString &name) { language = name; },
        [this] { return language; },
    };
    auto *window = new MainWindow(surroundings);
    window->setAttribute(Qt::WA_DeleteOnClose);
    m_windows.emplace_back(window);
    window->show();
    // Shortcuts want it active. The end of an earlier window may take that away again.
    (void)QTest::qWaitFor([window] {
        if (!window->isActiveWindow())
            window->activateWindow();
        return window->isActiveWindow();
    });
    return *window;
}

void WindowFixture::closeAll()
{
    for (const QPointer<MainWindow> &window : m_windows)
        delete window.data();
    m_windows.clear();
}

int WindowFixture::windowCount() const
{
    int count = 0;
    for (const QPointer<MainWindow> &window : m_windows)
        count += window && window->isVisible() ? 1 : 0;
    return count;
}

MainWindow *WindowFixture::newest() const
{
    return m_windows.empty() ? nullptr : m_windows.back().data();
}

SessionStatus newestStatus(const MainWindow &window)
{
    const CaptureDocument *document = window.document();
    return document && !document->statuses().isEmpty() ? document->statuses().last()
                                                       : SessionStatus();
}

MockPeer::MockPeer()
{
    RecordingOptions options;
    options.clock = &m_clock;
    auto created = createCapture(options);
    m_store = std::move(created).value();
    m_engine = std::make_unique<Engine>(*m_store->sink(), m_clock);
}

bool MockPeer::start(bool isTls)
{
    QSignalSpy started(m_engine.get(), &Engine::mockStarted);
    MockOptions options;
    options.port = 0;
    options.addresses = { QStringLiteral("127.0.0.1") };
    options.tls.isUsed = isTls;
    m_session = m_engine->startMock(options);
    if (started.isEmpty() && !started.wait())
        return false;
    m_url = started.first().at(1).toUrl();
    return true;
}

QUrl MockPeer::url(const QString &path, bool isWebSocket) const
{
    QUrl url = m_url;
    url.setPath(path);
    if (isWebSocket)
        url.setScheme(url.scheme() == QLatin1String("https") ? QStringLiteral("wss")
                                                             : QStringLiteral("ws"));
    return url;
}

void MockPeer::publish(const QByteArray &channel, const QByteArray &message)
{
    m_engine->publish(m_session, channel, message);
}

void MockPeer::stop()
{
    m_engine->disconnectSession(m_session);
}

} // namespace Pushscope
