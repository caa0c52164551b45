// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "capture/capturestore.h"
#include "engine/api/engine.h"
#include "gui/document/captureworker.h"
#include "gui/services.h"
#include "gui/window/dialogs.h"
#include "gui/window/mainwindow.h"

#include <QHash>
#include <QPointer>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>
#include <vector>

namespace Pushscope {

/// Answers the questions of windows as a test wants.
class FakeDialogs final : public Dialogs
{
public:
    void askOpenPath(QWidget *parent, PathHandler handler) override;
    void askSavePath(QWidget *parent, const QString &suggested, PathHandler handler) override;
    void askClose(QWidget *parent, std::function<void(CloseChoice)> handler) override;
    void askDelete(QWidget *parent, const QString &question,
                   std::function<void(bool isAgreed)> handler) override;
    void askCertificateFile(QWidget *parent, PathHandler handler) override;
    void askScenarioFile(QWidget *parent, PathHandler handler) override;
    void askScenarioSavePath(QWidget *parent, const QString &suggested,
                             PathHandler handler) override;
    void askScenarioChanges(QWidget *parent, std::function<void(CloseChoice)> handler) override;
    void askMessageFile(QWidget *parent, PathHandler handler) override;
    void askExportPath(QWidget *parent, const QString &suggested, const QString &kind,
                       PathHandler handler) override;
    void showAbout(QWidget *parent) override;

    QString openPath;
    QString savePath;
    QString exportPath;
    QString scenarioPath;
    QString messagePath;
    QString suggestedPath; ///< What the last question for a name suggested.
    CloseChoice closeChoice = CloseChoice::Discard;
    CloseChoice scenarioChoice = CloseChoice::Discard;
    int scenarioQuestions = 0;
    bool agreesToDelete = true;
    int closeQuestions = 0;
    int deleteQuestions = 0;
    QString deleteQuestion; ///< The last one.
};

/// Windows with everything real but the questions and the settings.
class WindowFixture
{
public:
    WindowFixture();
    ~WindowFixture();

    /// Another window, shown; it lives until the fixture goes or it is closed.
    MainWindow &open();
    /// Closes all windows without questions.
    void closeAll();
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString captureFolder() const { return path(QStringLiteral("captures")); }
    [[nodiscard]] int windowCount() const;
    [[nodiscard]] MainWindow *newest() const;
    /// What windows opened from now on are given; change it before.
    [[nodiscard]] Services &services() { return m_services; }

    FakeDialogs dialogs;
    QString theme = QStringLiteral("system");
    QString language = QStringLiteral("system");

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    QHash<QString, QByteArray> m_memory;
    Services m_services;
    CaptureWorker m_worker{ m_services };
    std::vector<QPointer<MainWindow>> m_windows;
};

/// Where the newest session of @p window stands; nothing but zeros before anything is known of it.
[[nodiscard]] SessionStatus newestStatus(const MainWindow &window);

/// A mock server with an engine and a capture of its own: the other end of what a window does.
class MockPeer
{
public:
    MockPeer();

    /// False where it did not start.
    [[nodiscard]] bool start(bool isTls = false);
    /// Of @p path, with the scheme of WebSocket where that is wanted.
    [[nodiscard]] QUrl url(const QString &path, bool isWebSocket = false) const;
    void publish(const QByteArray &channel, const QByteArray &message);
    void stop();

private:
    SystemClock m_clock;
    std::unique_ptr<CaptureStore> m_store;
    std::unique_ptr<Engine> m_engine;
    quint32 m_session = 0;
    QUrl m_url;
};

} // namespace Pushscope
