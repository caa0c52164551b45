// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/secrets.h"

#include <QDialog>

class QLineEdit;
class QPlainTextEdit;

namespace Pushscope {

/// Asks what is secret in a capture that is given to others.
class ShareDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ShareDialog(const SecretNames &names, QWidget *parent = nullptr);

    /// As they stand in the dialog; blanks and empty names left out.
    [[nodiscard]] SecretNames names() const;
    /// Names as they are typed, separated by commas or line ends; and back.
    [[nodiscard]] static QString listed(const QByteArrayList &names);
    [[nodiscard]] static QByteArrayList separated(const QString &text);

private:
    QLineEdit *m_fields = nullptr;
    QPlainTextEdit *m_members = nullptr;
};

} // namespace Pushscope
