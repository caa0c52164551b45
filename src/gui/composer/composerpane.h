// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"
#include "engine/api/livestatus.h"

#include <QList>
#include <QWidget>

#include <memory>
#include <optional>

class QPlainTextEdit;

namespace Ui {
class ComposerPane;
}

namespace Pushscope {

/// Writes a message, a Ping or a Close frame and sends it on a session.
class ComposerPane : public QWidget
{
    Q_OBJECT

public:
    explicit ComposerPane(QWidget *parent = nullptr);
    ~ComposerPane() override;

    /// The sessions that may be sent to, and which of them is looked at.
    void setSessions(const QList<SessionStatus> &statuses, quint32 current);
    /// Sends what is composed, where it can be.
    void send();

    /// What Send would send; nullopt where the input is no message.
    [[nodiscard]] std::optional<OutgoingMessage> composed() const;

signals:
    void sendRequested(quint32 session, const Pushscope::OutgoingMessage &message);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum Tab { TextTab, JsonTab, BinaryTab, PingTab, CloseTab };

    void setUpTabs();
    void setUpInputs();
    void refresh();
    void recall(QPlainTextEdit *edit, int step);
    [[nodiscard]] QString inputProblem() const;
    [[nodiscard]] QString sessionProblem() const;
    [[nodiscard]] const SessionStatus *target() const;

    std::unique_ptr<Ui::ComposerPane> m_ui;
    QList<SessionStatus> m_targets; ///< Those whose technique can send.
    quint32 m_current = 0;
    QList<QString> m_history;  ///< Newest last; of all tabs that hold text.
    qsizetype m_recalled = -1; ///< Place in m_history; -1: the newest of all, being written.
};

} // namespace Pushscope
