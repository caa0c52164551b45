// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/socketiooptions.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace Pushscope {

/// What a client of Socket.IO is asked for: a page of the dialog of options.
class SocketIoOptionsPage : public QWidget
{
    Q_OBJECT

public:
    explicit SocketIoOptionsPage(QWidget *parent = nullptr);

    void setOptions(const SocketIoOptions &options);
    /// What was typed and is none leaves what was given.
    [[nodiscard]] SocketIoOptions options() const;
    /// Every input is what it should be.
    [[nodiscard]] bool isValid() const;

signals:
    void changed();

private:
    void setUpInputs();
    void setUpForm();
    [[nodiscard]] QLineEdit *makeEdit(const char *name, const QString &accessibleName,
                                      const QString &placeholder);
    void edited();

    SocketIoOptions m_options; ///< What the page has no input for is kept in it.
    QComboBox *m_transports = nullptr;
    QComboBox *m_revision = nullptr;
    QLineEdit *m_path = nullptr;
    QLineEdit *m_namespaces = nullptr;
    QLineEdit *m_auth = nullptr;
    QLineEdit *m_acknowledgement = nullptr;
    QLabel *m_error = nullptr;
};

} // namespace Pushscope
