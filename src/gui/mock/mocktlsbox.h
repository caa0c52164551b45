// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "engine/api/mockoptions.h"
#include "gui/mock/mocktrust.h"

#include <QList>
#include <QUrl>
#include <QWidget>

#include <optional>

class QAction;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace Pushscope {

class Dialogs;
struct Services;

/// Whether a mock serves TLS and by which certificate, with what is wrong with the files; and what
/// clients are told of the certificate.
class MockTlsBox : public QWidget
{
    Q_OBJECT

public:
    explicit MockTlsBox(QWidget *parent = nullptr);

    /// What is kept between runs, and where questions are asked; both outlive the box.
    void setSurroundings(const Services &services, Dialogs &dialogs);
    /// What @p former has chosen.
    void takeChoice(const MockTlsBox &former);
    /// While a mock runs no other choice can be made. @p url: where it listens, once it does.
    void setRunning(bool isRunning, const QUrl &url);

    /// Why no mock can be started by the choice, as it stands now; empty: nothing is in the way.
    [[nodiscard]] QString fault() const;
    /// Goes to the field that is at fault.
    void focusFault();
    /// What a mock is started with; makes the program's own certificate where that is chosen.
    [[nodiscard]] Result<MockTls> tls() const;
    /// Of clients, in the mock that runs.
    [[nodiscard]] const MockTrust &trust() const { return m_trust; }
    /// Copies and saves the certificate.
    [[nodiscard]] QList<QAction *> certificateActions() const { return m_actions; }
    /// What takes the focus, in its order.
    [[nodiscard]] QList<QWidget *> inputs() const;
    /// Of the labels, so that others stand in line with them.
    [[nodiscard]] int labelWidth() const;

signals:
    /// Something could not be read or written.
    void failed(const QString &sentence);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Choice : quint8 { Plain, Own, Files };

    void setUpChoice(QGridLayout &grid);
    void setUpFiles(QGridLayout &grid);
    void setUpActions();
    [[nodiscard]] QLabel *addLabel(QGridLayout &grid, int row, const QString &text, QWidget *buddy);
    [[nodiscard]] QToolButton *makeFileButton(const char *name, const QString &accessibleName,
                                              QLineEdit *edit);
    [[nodiscard]] Choice choice() const;
    [[nodiscard]] MockTls files() const;
    void remember() const;
    void refresh();
    /// Nothing was named that could be read.
    [[nodiscard]] bool isUnnamed() const;
    void checkFiles();
    void showFault();
    void makeRoom();
    void copyCertificate();
    void saveCertificate();
    /// nullopt: there are none, as failed() told.
    [[nodiscard]] std::optional<QByteArray> certificates();

    const Services *m_services = nullptr;
    Dialogs *m_dialogs = nullptr;
    QComboBox *m_choice = nullptr;
    QLineEdit *m_certificate = nullptr;
    QLineEdit *m_key = nullptr;
    QLabel *m_problem = nullptr;
    QList<QLabel *> m_labels;
    QList<QWidget *> m_fileRows; ///< With their labels and buttons.
    QList<QAction *> m_actions;
    QString m_fault; ///< Of the files, as they were last looked at; empty: nothing, or unknown.
    MockTrust m_trust;
    QUrl m_url;
    bool m_isRunning = false;
};

} // namespace Pushscope
