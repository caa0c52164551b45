// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace Pushscope {

class Dialogs;

/// Who a client says it is, and by which proxy it goes: a page of the dialog of options.
class AccessOptionsPage : public QWidget
{
    Q_OBJECT

public:
    /// @p dialogs outlives the page.
    explicit AccessOptionsPage(Dialogs &dialogs, QWidget *parent = nullptr);

    void setOptions(const ClientOptions &options);
    /// Writes what the page asks for into @p options. A proxy that is none leaves the one there.
    void applyTo(ClientOptions &options) const;
    /// Says which is sent where @p options have a user and a field that says who asks as well.
    void showWhichIsSent(const ClientOptions &options);
    /// Begins with the user: of the server, or of the proxy.
    void focusUser(bool isOfProxy);
    /// What was typed as a proxy is one.
    [[nodiscard]] bool isValid() const;

signals:
    void changed();

private:
    void setUpInputs();
    void setUpForm();
    [[nodiscard]] QLineEdit *makeEdit(const char *name, const QString &accessibleName,
                                      const QString &placeholder);
    /// Password inputs show dots.
    [[nodiscard]] QLineEdit *makePasswordEdit(const char *name, const QString &accessibleName);
    /// A row of a file's path and a button to choose it.
    void addFileRow(QFormLayout *form, const QString &label, QLineEdit *edit, const char *button,
                    const QString &accessibleName);
    [[nodiscard]] Result<std::optional<ProxyOptions>> proxy() const;
    void edited();
    void checkFiles();
    void setFileFault(const QString &sentence);
    void showFault();

    Dialogs &m_dialogs;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QCheckBox *m_keepsCookies = nullptr;
    QLineEdit *m_certificate = nullptr;
    QLineEdit *m_key = nullptr;
    QLineEdit *m_proxy = nullptr;
    QLineEdit *m_proxyUser = nullptr;
    QLineEdit *m_proxyPassword = nullptr;
    QLabel *m_sent = nullptr;
    QLabel *m_hint = nullptr;
    QLabel *m_error = nullptr;
    QString m_fileFault; ///< Of the client certificate; empty: nothing is wrong with it, or unknown.
};

} // namespace Pushscope
