// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/composer/messageinput.h"

class QComboBox;
class QLabel;
class QLineEdit;

namespace Pushscope {

/// A Close frame: any code, the registered ones with their meaning, and a reason.
///
/// Spec: RFC 6455 §5.5.1, §7.4.
/// Threads: GUI thread.
class CloseInput : public MessageInput
{
    Q_OBJECT

public:
    explicit CloseInput(QWidget *parent = nullptr);

    [[nodiscard]] InputVerdict verdict() const override;
    [[nodiscard]] std::optional<OutgoingMessage>
    message(const MessageTemplate::Values &values) const override;
    [[nodiscard]] QJsonObject draft() const override;
    void setDraft(const QJsonObject &draft) override;

private:
    void fillCodes();
    void refresh();
    /// Whether what was typed is a code or nothing; @p code is absent for nothing.
    bool readCode(std::optional<quint16> &code) const;

    QComboBox *m_code = nullptr;
    QLineEdit *m_reason = nullptr;
    QLabel *m_count = nullptr;
};

} // namespace Pushscope
