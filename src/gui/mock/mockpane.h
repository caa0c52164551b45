// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "engine/api/livestatus.h"
#include "gui/mock/publishhistory.h"

#include <QUrl>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QAction;
class QMenu;

namespace Ui {
class MockPane;
}

namespace Pushscope {

class Dialogs;
class EndpointsModel;
class FaultMenu;
class ScenarioDesk;
class ScenarioDraft;
struct ClientOptions;
struct Services;

/// The mock server: start and stop, its endpoints with who is connected to them, a line to publish
/// from; and its scenario, edited endpoint by endpoint.
class MockPane : public QWidget
{
    Q_OBJECT

public:
    explicit MockPane(QWidget *parent = nullptr);
    ~MockPane() override;

    /// What is kept between runs, and where questions are asked; all of it outlives the pane.
    void setSurroundings(const Services &services, Dialogs &dialogs);

    /// The mock that the pane controls by now; nullptr: none runs.
    void setStatus(const SessionStatus *status);
    /// Where it listens, once it does.
    void setUrl(const QUrl &url);
    void setFailure(const QString &sentence);
    /// The choice of scenarios, for the menu bar.
    void fillScenarioMenu(QMenu &menu);
    /// What is done with endpoints, clients and the scenario, for the menu bar.
    [[nodiscard]] QList<QAction *> menuActions() const { return m_actions; }
    /// What is to be started: port, TLS and scenario. nullopt where the scenario or a file for TLS
    /// cannot be used; the pane says why then.
    [[nodiscard]] std::optional<MockOptions> options();
    /// What @p former has of a scenario that is not saved, and of TLS; it has none afterwards.
    void takeChoices(MockPane &former);
    /// Has a client of the running mock trust the certificate that it made itself, and no other.
    void addTrust(ClientOptions &options) const;
    /// Opens a client on the endpoint at @p path.
    void connectTo(quint32 mock, const QByteArray &path);
    /// Offers the scenario file @p path, chooses it, and says what is wrong with it.
    void setScenarioFile(const QString &path);
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// `127.0.0.1:8080`; empty while none runs.
    [[nodiscard]] QString addressText() const;
    /// The scenario is changed and not saved.
    [[nodiscard]] bool isScenarioChanged() const;
    /// Asks what to do with it; calls @p proceed unless the user stays.
    void askToLeave(std::function<void()> proceed);

signals:
    void startRequested();
    void stopRequested();
    /// It runs, and has to start anew with options().
    void restartRequested();
    /// The user wants to name a scenario file; setScenarioFile() answers.
    void scenarioFileRequested();
    /// What is chosen cannot be served; the pane says so too.
    void refused(const QString &sentence);
    void publishRequested(const QByteArray &channel, const QByteArray &message);
    void kickRequested(quint32 client, const Pushscope::MockKick &kick);
    /// @p kind: one of MockClientStatus::faults.
    void faultRequested(quint32 client, const QByteArray &kind);
    /// A client on this endpoint is wanted.
    void connectRequested(const QUrl &url, const QByteArray &technique);
    /// Something was done that can be taken back.
    void undoOffered(const QString &sentence, const std::function<void()> &undo);
    void stateChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpControls();
    void setUpPublish();
    void setUpScenario();
    void setUpTls();
    std::nullopt_t refuse(const QString &sentence);
    [[nodiscard]] std::optional<MockOptions> scenarioOptions(); ///< options() but for TLS.
    void setUpEndpoints();
    void setUpActions();
    void setUpFaults();
    void setUpCopyActions();
    QAction *addAction(const char *name, const QString &text, void (MockPane::*act)());
    void activateCurrent();
    void connectClient();
    void editEndpoint();
    void addEndpoint();
    void removeEndpoint();
    void kickClient();
    void removeCurrent();
    void saveScenario();
    void saveScenarioAs();
    void openEndpointDialog(const QByteArray &path);
    /// @p path: the endpoint to be chosen once the mock has it.
    void applyDraft(const ScenarioDraft &draft, const QByteArray &path = {});
    void chooseWanted();
    void showScenario();
    void refreshState();
    void refreshActions();
    void refreshChannels(const QList<MockEndpointStatus> &endpoints);
    void publish();
    void recallMessage(int step);
    void copyToClipboard(const QString &text);

    std::unique_ptr<Ui::MockPane> m_ui;
    EndpointsModel *m_endpoints;
    ScenarioDesk *m_desk = nullptr;
    const Services *m_services = nullptr;
    PublishHistory m_history;
    int m_recalled = -1; ///< Which message of the history the line shows; -1: what is typed.
    QList<QAction *> m_actions; ///< With separators; see setUpActions().
    QAction *m_connectAction = nullptr;
    QAction *m_editAction = nullptr;
    QAction *m_removeAction = nullptr;
    QAction *m_kickAction = nullptr;
    FaultMenu *m_faultMenu = nullptr;
    QList<QAction *> m_copyActions;
    QUrl m_url;
    QString m_failure;
    int m_wantedPort = MockOptions().port; ///< The box shows the real one while it runs.
    QByteArray m_wantedEndpoint; ///< Chosen as soon as it is listed; empty: none.
    bool m_isRunning = false;
};

} // namespace Pushscope
