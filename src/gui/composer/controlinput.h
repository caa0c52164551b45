// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/composer/messageinput.h"

class QComboBox;
class QLabel;
class QLineEdit;

namespace Pushscope {

/// The application data of a Ping or Pong (RFC 6455 §5.5.2, §5.5.3), as text or in hexadecimal.
///
/// Threads: GUI thread.
class ControlInput : public MessageInput
{
    Q_OBJECT

public:
    /// @param type Ping or Pong.
    explicit ControlInput(OutgoingMessage::Type type, QWidget *parent = nullptr);

    [[nodiscard]] InputVerdict verdict() const override;
    [[nodiscard]] std::optional<OutgoingMessage>
    message(const MessageTemplate::Values &values) const override;
    [[nodiscard]] QJsonObject draft() const override;
    void setDraft(const QJsonObject &draft) override;

private:
    [[nodiscard]] std::optional<QByteArray> octets() const;

    OutgoingMessage::Type m_type;
    QLineEdit *m_edit = nullptr;
    QComboBox *m_form = nullptr;
};

} // namespace Pushscope
