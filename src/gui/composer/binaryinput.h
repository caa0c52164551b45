// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/composer/messageinput.h"

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace Pushscope {

/// Octets as hexadecimal digits, as Base64 or from a file.
///
/// Threads: GUI thread.
class BinaryInput : public MessageInput
{
    Q_OBJECT

public:
    /// Read at once when it is sent; more is a stream, not a message.
    static constexpr qint64 MostFileOctets = 16LL * 1024 * 1024;

    explicit BinaryInput(QWidget *parent = nullptr);

    [[nodiscard]] InputVerdict verdict() const override;
    [[nodiscard]] std::optional<OutgoingMessage>
    message(const MessageTemplate::Values &values) const override;
    void afterSending() override;
    [[nodiscard]] QJsonObject draft() const override;
    void setDraft(const QJsonObject &draft) override;
    [[nodiscard]] QPlainTextEdit *historyEditor() const override;

    void setFile(const QString &path);

signals:
    void fileRequested();

private:
    enum Encoding { Hex, Base64, File };

    void refresh();
    [[nodiscard]] Encoding encoding() const;
    [[nodiscard]] std::optional<QByteArray> octets() const;
    [[nodiscard]] QString fileProblem() const;

    QComboBox *m_encoding = nullptr;
    QPlainTextEdit *m_edit = nullptr;
    QWidget *m_filePage = nullptr;
    QLabel *m_fileLabel = nullptr;
    QPushButton *m_fileButton = nullptr;
    QString m_path;
};

} // namespace Pushscope
