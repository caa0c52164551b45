// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/composer/messageinput.h"

namespace Pushscope {

/// Text or JSON as people type it. JSON is checked while it is typed, with the place underlined;
/// what is wrong is sent all the same.
///
/// Threads: GUI thread.
class TextInput : public MessageInput
{
    Q_OBJECT

public:
    explicit TextInput(MessageTemplate::Form form, QWidget *parent = nullptr);

    [[nodiscard]] bool knowsTemplates() const override { return true; }
    [[nodiscard]] bool hasTemplates() const override;
    [[nodiscard]] InputVerdict verdict() const override;
    [[nodiscard]] std::optional<OutgoingMessage>
    message(const MessageTemplate::Values &values) const override;
    void afterSending() override;
    [[nodiscard]] QJsonObject draft() const override;
    void setDraft(const QJsonObject &draft) override;
    [[nodiscard]] QPlainTextEdit *historyEditor() const override { return m_edit; }

private:
    void setUpJson();
    void layOut(bool isIndented);
    [[nodiscard]] bool isJson() const { return m_form == MessageTemplate::Form::Json; }
    [[nodiscard]] std::optional<int> problemAt() const;

    MessageTemplate::Form m_form;
    QPlainTextEdit *m_edit = nullptr;
};

} // namespace Pushscope
