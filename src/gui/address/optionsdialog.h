// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"

#include <QDialog>

#include <memory>
#include <optional>

namespace Ui {
class OptionsDialog;
}

namespace Pushscope {

class AccessOptionsPage;
class Dialogs;
class SocketIoOptionsPage;

/// What a client sends and how it behaves, with the request as it will be sent beside it.
class OptionsDialog : public QDialog
{
    Q_OBJECT

public:
    /// @p dialogs outlives the dialog.
    explicit OptionsDialog(Dialogs &dialogs, QWidget *parent = nullptr);
    ~OptionsDialog() override;

    void setOptions(const ClientOptions &options);
    [[nodiscard]] ClientOptions options() const;
    /// Begins with who asks: at the server, or at the proxy.
    void showAccess(bool isOfProxy);
    /// The request as it will be sent, as far as it is text.
    [[nodiscard]] QString preview() const;

private:
    void setUpInputs();
    void setUpStream();
    void setUpPolling();
    void setUpAccess();
    void setUpSocketIo();
    /// nullopt: what was typed is none.
    [[nodiscard]] std::optional<CursorRule> cursorRule() const;
    void setUpFields();
    void setUpTls();
    void checkAuthorities();
    void watchInputs();
    void showFields(const ClientOptions &options);
    void addField(const QString &name, const QString &value);
    void refreshTechnique();
    void refreshPreview();
    void showNoAddress();
    void restoreDefaults();

    std::unique_ptr<Ui::OptionsDialog> m_ui;
    Dialogs &m_dialogs;
    AccessOptionsPage *m_access = nullptr;
    SocketIoOptionsPage *m_socketIo = nullptr;
    ClientOptions m_options; ///< What the dialog has no input for is kept in it.
};

} // namespace Pushscope
