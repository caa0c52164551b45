// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/mock/scenariodraft.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace Pushscope {

class EndpointAccessPage;
class EndpointMessagesPage;
class ScenarioRows;
class SocketIoPage;

/// An endpoint of the mock as a form, and as the JSON that a scenario file has; both at once. What
/// the scenario's reader would refuse, it says as it is typed.
class EndpointDialog : public QDialog
{
    Q_OBJECT

public:
    struct Place {
        QByteArray path; ///< Of the endpoint to be edited; empty: a new one.
        QString folder;  ///< From where folders of files are seen.
        bool isRunning = false; ///< The mock has to start again for it.
    };

    EndpointDialog(const ScenarioDraft &draft, const Place &place, QWidget *parent = nullptr);

    /// The scenario with the endpoint as it is now.
    [[nodiscard]] ScenarioDraft draft() const;
    /// Its path as it is now.
    [[nodiscard]] QByteArray path() const;

private:
    void setUpHead();
    void setUpTabs();
    void setUpButtons();
    [[nodiscard]] OrderedJson newEndpoint() const;
    void read();
    void fieldsChanged();
    void jsonEdited();
    void showJson();
    void refresh();
    [[nodiscard]] QByteArray technique() const;
    [[nodiscard]] QString problem() const;

    ScenarioDraft m_draft;
    Place m_place;
    OrderedJson m_endpoint;
    bool m_isReading = false;
    bool m_isJsonBroken = false;
    QFormLayout *m_head = nullptr;
    QLineEdit *m_path = nullptr;
    QComboBox *m_technique = nullptr;
    QLineEdit *m_folder = nullptr;
    QTabWidget *m_tabs = nullptr;
    EndpointMessagesPage *m_messages = nullptr;
    ScenarioRows *m_steps = nullptr;
    ScenarioRows *m_rules = nullptr;
    SocketIoPage *m_socketIo = nullptr;
    EndpointAccessPage *m_access = nullptr;
    QPlainTextEdit *m_json = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_apply = nullptr;
};

} // namespace Pushscope
