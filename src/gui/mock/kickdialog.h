// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/mockoptions.h"

#include <QDialog>

class QLineEdit;
class QRadioButton;

namespace Pushscope {

class CloseCodeBox;

/// How a client of the mock is sent away: a Close frame or the end of the response, or a reset.
class KickDialog : public QDialog
{
    Q_OBJECT

public:
    KickDialog(const MockClientStatus &client, const QString &path, QWidget *parent = nullptr);

    [[nodiscard]] MockKick kick() const;

private:
    void setUpWays(const MockClientStatus &client);
    void setUpButtons();
    void refresh();

    bool m_isWebSocket;
    QRadioButton *m_close = nullptr;
    QRadioButton *m_reset = nullptr;
    CloseCodeBox *m_code = nullptr;
    QLineEdit *m_reason = nullptr;
};

} // namespace Pushscope
