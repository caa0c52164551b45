// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/composer/linesender.h"
#include "gui/composer/messageinput.h"

class QDoubleSpinBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace Pushscope {

/// A file whose lines are sent one after another, with how far it is and a way to stop.
///
/// Threads: GUI thread.
class FileInput : public MessageInput
{
    Q_OBJECT

public:
    explicit FileInput(QWidget *parent = nullptr);

    [[nodiscard]] bool knowsTemplates() const override { return true; }
    [[nodiscard]] InputVerdict verdict() const override;
    /// Always nullopt: start() sends.
    [[nodiscard]] std::optional<OutgoingMessage>
    message(const MessageTemplate::Values &values) const override;
    [[nodiscard]] QJsonObject draft() const override;
    void setDraft(const QJsonObject &draft) override;

    void setFile(const QString &path);
    /// Sends the file on @p session; @p send hands a line over.
    void start(const SessionStatus &session, LineSender::Send send);
    /// Shows the file of @p former, and goes on with it where it is being sent.
    void takeOver(FileInput &former, LineSender::Send send);
    [[nodiscard]] LineSender &sender() { return m_sender; }

signals:
    void fileRequested();

private:
    void setUpLayout();
    void refresh();
    [[nodiscard]] QString progressText() const;
    [[nodiscard]] LineSender::Expand expansion();

    LineSender m_sender;
    QString m_path;
    QLabel *m_fileLabel = nullptr;
    QPushButton *m_fileButton = nullptr;
    QDoubleSpinBox *m_rate = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_stop = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_progress = nullptr;
    qint64 m_n = 0; ///< Of the templates, in this file.
};

} // namespace Pushscope
