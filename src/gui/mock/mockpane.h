// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/api/livestatus.h"

#include <QUrl>
#include <QWidget>

#include <memory>
#include <optional>

class QMenu;

namespace Ui {
class MockPane;
}

namespace Pushscope {

class EndpointsModel;
class ScenarioChooser;

/// The mock server: start and stop, who is connected where, and a box to publish from.
class MockPane : public QWidget
{
    Q_OBJECT

public:
    explicit MockPane(QWidget *parent = nullptr);
    ~MockPane() override;

    /// The mock that the pane controls by now; nullptr: none runs.
    void setStatus(const SessionStatus *status);
    /// Where it listens, once it does.
    void setUrl(const QUrl &url);
    void setFailure(const QString &sentence);
    /// The choice of scenarios, for the menu bar.
    void fillScenarioMenu(QMenu &menu);
    /// What is to be started: port and scenario. nullopt where the scenario cannot be read; the pane
    /// says why then.
    [[nodiscard]] std::optional<MockOptions> options();
    /// Offers the scenario file @p path, chooses it, and says what is wrong with it.
    void setScenarioFile(const QString &path);
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// `127.0.0.1:8080`; empty while none runs.
    [[nodiscard]] QString addressText() const;

signals:
    void startRequested();
    void stopRequested();
    /// The user wants to name a scenario file; setScenarioFile() answers.
    void scenarioFileRequested();
    /// The chosen scenario cannot be played; the pane says so too.
    void scenarioRefused(const QString &sentence);
    void publishRequested(const QByteArray &channel, const QByteArray &message);
    /// A client on this endpoint is wanted.
    void connectRequested(const QUrl &url, const QByteArray &technique);
    void stateChanged();

private:
    void setUpControls();
    void setUpScenarios();
    void setUpEndpoints();
    void setUpCopyMenu();
    void refreshState();
    void refreshChannels(const QList<MockEndpointStatus> &endpoints);
    void publish();
    void copyToClipboard(const QString &text);

    std::unique_ptr<Ui::MockPane> m_ui;
    EndpointsModel *m_endpoints;
    ScenarioChooser *m_scenarios;
    QMenu *m_copyMenu;
    QUrl m_url;
    QString m_failure;
    int m_wantedPort = MockOptions().port; ///< The box shows the real one while it runs.
    bool m_isRunning = false;
};

} // namespace Pushscope
