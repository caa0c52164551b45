// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDialog>

class QLabel;
class QPushButton;

namespace Pushscope {

class BinaryInput;

/// Asks for the octets of an attachment: hexadecimal digits, Base64 or a file.
///
/// Threads: GUI thread.
class AttachmentDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit AttachmentDialog(QWidget *parent = nullptr);

    void setFile(const QString &path);

signals:
    void fileRequested();
    void chosen(const QByteArray &octets);

private:
    void refresh();
    void choose();

    BinaryInput *m_input;
    QLabel *m_verdict;
    QPushButton *m_insertButton = nullptr;
};

} // namespace Pushscope
