// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is done with the endpoint or the client that is chosen, and with the scenario.

#include "gui/mock/endpointdialog.h"
#include "gui/mock/endpointsmodel.h"
#include "gui/mock/endpointsnippets.h"
#include "gui/mock/faultmenu.h"
#include "gui/mock/kickdialog.h"
#include "gui/mock/mockpane.h"
#include "gui/mock/mocktlsbox.h"
#include "gui/mock/scenariodesk.h"
#include "models/describe.h"
#include "ui_mockpane.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace Pushscope {

QAction *MockPane::addAction(const char *name, const QString &text, void (MockPane::*act)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    connect(action, &QAction::triggered, this, act);
    m_actions.append(action);
    return action;
}

void MockPane::setUpActions()
{
    const auto separate = [this] {
        auto *line = new QAction(this);
        line->setSeparator(true);
        m_actions.append(line);
    };
    const auto setKey = [this](QAction *action, const QKeySequence &key) {
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        m_ui->endpointsView->addAction(action);
    };
    m_connectAction = addAction("newClientAction", tr("New &client"), &MockPane::connectClient);
    m_kickAction = addAction("kickAction", tr("Send client a&way…"), &MockPane::kickClient);
    setUpFaults();
    separate();
    m_editAction = addAction("editEndpointAction", tr("&Edit endpoint…"), &MockPane::editEndpoint);
    QAction *add = addAction("addEndpointAction", tr("&Add an endpoint…"), &MockPane::addEndpoint);
    m_removeAction
        = addAction("removeEndpointAction", tr("&Remove endpoint"), &MockPane::removeEndpoint);
    separate();
    setUpCopyActions();
    separate();
    addAction("saveScenarioAction", tr("Sa&ve the scenario"), &MockPane::saveScenario);
    addAction("saveScenarioAsAction", tr("Save the sce&nario as…"), &MockPane::saveScenarioAs);
    setKey(m_editAction, Qt::CTRL | Qt::Key_E);
    setKey(add, Qt::Key_Insert);
    auto *removeCurrentAction = new QAction(tr("Remove or send away"), this);
    removeCurrentAction->setObjectName(QStringLiteral("removeCurrentAction"));
    connect(removeCurrentAction, &QAction::triggered, this, &MockPane::removeCurrent);
    setKey(removeCurrentAction, Qt::Key_Delete);

    auto *menu = new QMenu(this);
    menu->addActions(m_actions);
    m_ui->moreButton->setMenu(menu);
    connect(m_ui->clientButton, &QToolButton::clicked, this, &MockPane::activateCurrent);
    connect(m_ui->editButton, &QToolButton::clicked, this, &MockPane::editEndpoint);
    connect(m_ui->addButton, &QToolButton::clicked, this, &MockPane::addEndpoint);
    connect(m_ui->endpointsView, &QTreeView::customContextMenuRequested, this,
            [this, menu](QPoint where) {
                menu->popup(m_ui->endpointsView->viewport()->mapToGlobal(where));
            });
}

void MockPane::setUpFaults()
{
    m_faultMenu = new FaultMenu(this);
    m_actions.append(m_faultMenu->menuAction());
    connect(m_faultMenu, &FaultMenu::chosen, this, [this](const QByteArray &kind) {
        if (const auto client = m_endpoints->client(m_ui->endpointsView->currentIndex()))
            emit faultRequested(client->client, kind);
    });
}

void MockPane::setUpCopyActions()
{
    const auto add = [this](const char *name, const QString &text,
                            QString (*textOf)(const QUrl &, const MockEndpointStatus &,
                                              const QString &)) {
        auto *action = new QAction(text, this);
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, [this, textOf] {
            const auto endpoint = m_endpoints->endpoint(m_ui->endpointsView->currentIndex());
            copyToClipboard(textOf(m_url, endpoint, m_ui->tlsBox->trust().authorities()));
        });
        m_actions.append(action);
        m_copyActions.append(action);
    };
    add("copyUrlAction", tr("Copy &URL"), [](const QUrl &url, const MockEndpointStatus &endpoint,
                                              const QString &) {
        return endpointUrl(url, endpoint).toString();
    });
    add("copyCurlAction", tr("Copy as cur&l"), endpointCurl);
    add("copyJavaScriptAction", tr("Copy as &JavaScript"),
        [](const QUrl &url, const MockEndpointStatus &endpoint, const QString &) {
            return endpointJavaScript(url, endpoint);
        });
    m_actions.append(m_ui->tlsBox->certificateActions());
}

void MockPane::refreshActions()
{
    const QModelIndex current = m_ui->endpointsView->currentIndex();
    const QByteArray path = m_endpoints->endpoint(current).path;
    const bool hasEndpoint = !path.isEmpty();
    const auto client = m_endpoints->client(current);
    const bool isClient = client.has_value();
    m_connectAction->setEnabled(m_isRunning && hasEndpoint);
    m_kickAction->setEnabled(isClient);
    m_faultMenu->setKinds(client ? client->faults : QList<QByteArray>());
    m_editAction->setEnabled(hasEndpoint);
    for (QAction *action : std::as_const(m_copyActions))
        action->setEnabled(m_isRunning && hasEndpoint);
    m_removeAction->setEnabled(hasEndpoint);
    m_ui->clientButton->setText(isClient ? tr("Send away…") : tr("New client"));
    m_ui->clientButton->setToolTip(isClient ? tr("Close this client's connection (Del)")
                                            : tr("Open a session on this endpoint (Enter)"));
    m_ui->clientButton->setEnabled(isClient || m_connectAction->isEnabled());
    m_ui->editButton->setEnabled(hasEndpoint);
}

void MockPane::activateCurrent()
{
    if (m_endpoints->client(m_ui->endpointsView->currentIndex()))
        kickClient();
    else
        connectClient();
}

void MockPane::connectClient()
{
    const auto endpoint = m_endpoints->endpoint(m_ui->endpointsView->currentIndex());
    if (m_isRunning && !endpoint.path.isEmpty())
        emit connectRequested(endpointUrl(m_url, endpoint), endpoint.technique);
}

void MockPane::connectTo(quint32, const QByteArray &path)
{
    const auto endpoint = m_endpoints->endpoint(m_endpoints->indexOf(path));
    if (m_isRunning && !endpoint.path.isEmpty())
        emit connectRequested(endpointUrl(m_url, endpoint), endpoint.technique);
}

void MockPane::takeChoices(MockPane &former)
{
    if (const auto draft = former.m_desk->isChanged() ? former.m_desk->draft() : std::nullopt) {
        former.m_desk->drop();
        m_desk->setDraft(*draft);
    }
    m_ui->tlsBox->takeChoice(*former.m_ui->tlsBox);
}

void MockPane::addTrust(ClientOptions &options) const
{
    m_ui->tlsBox->trust().addTrust(options);
}

void MockPane::editEndpoint()
{
    const auto endpoint = m_endpoints->endpoint(m_ui->endpointsView->currentIndex());
    if (!endpoint.path.isEmpty())
        openEndpointDialog(endpoint.path);
}

void MockPane::addEndpoint()
{
    openEndpointDialog({});
}

void MockPane::openEndpointDialog(const QByteArray &path)
{
    const auto draft = m_desk->draft();
    if (!draft) {
        (void)scenarioOptions(); // Says why.
        return;
    }
    auto *dialog = new EndpointDialog(*draft, { path, m_desk->folder(), m_isRunning }, this);
    dialog->setObjectName(QStringLiteral("endpointDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { applyDraft(dialog->draft(), dialog->path()); });
    dialog->open();
}

void MockPane::applyDraft(const ScenarioDraft &draft, const QByteArray &path)
{
    m_wantedEndpoint = path;
    m_desk->setDraft(draft);
    m_failure.clear();
    refreshState();
    chooseWanted(); // Where it runs, once it runs again.
    if (m_isRunning)
        emit restartRequested();
}

void MockPane::removeEndpoint()
{
    const QByteArray path = m_endpoints->endpoint(m_ui->endpointsView->currentIndex()).path;
    const auto before = m_desk->draft();
    if (path.isEmpty() || !before)
        return;
    const QString name = QString::fromUtf8(path);
    if (!before->hasEndpoint(path)) {
        setFailure(tr("%1 is one of the paths that a mock has without a scenario; it stays.").arg(name));
        return;
    }
    ScenarioDraft after = *before;
    after.removeEndpoint(path);
    if (const auto checked = after.check({}, m_desk->folder()); !checked) {
        setFailure(tr("%1 cannot be removed. %2").arg(name, describe(checked.error())));
        return;
    }
    applyDraft(after);
    emit undoOffered(tr("%1 is removed from the scenario.").arg(name),
                     [this, draft = *before] { applyDraft(draft); });
}

void MockPane::kickClient()
{
    const QModelIndex current = m_ui->endpointsView->currentIndex();
    const auto client = m_endpoints->client(current);
    if (!client)
        return;
    auto *dialog = new KickDialog(
        *client, QString::fromUtf8(m_endpoints->endpoint(current).path), this);
    dialog->setObjectName(QStringLiteral("kickDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, number = client->client] {
                emit kickRequested(number, dialog->kick());
            });
    dialog->open();
}

void MockPane::removeCurrent()
{
    if (m_endpoints->client(m_ui->endpointsView->currentIndex()))
        kickClient();
    else
        removeEndpoint();
}

void MockPane::saveScenario()
{
    m_desk->save();
}

void MockPane::saveScenarioAs()
{
    m_desk->saveAs();
}

void MockPane::copyToClipboard(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace Pushscope
