// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"
#include "models/messagetemplate.h"

#include <QJsonObject>
#include <QWidget>

#include <optional>

class QPlainTextEdit;

namespace Pushscope {

/// What is to be said of an input; each is empty where there is nothing.
struct InputVerdict {
    QString missing {}; ///< What is still to be given before it can be sent.
    QString problem {}; ///< Why it cannot be sent.
    QString warning {}; ///< Which rule it breaks; it is sent all the same.
    QString note {}; ///< What else helps.
};

/// A page of the composer: one kind of message, written by a person.
///
/// Threads: GUI thread.
class MessageInput : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Whether it knows templates; setTemplates() says whether they are expanded.
    [[nodiscard]] virtual bool knowsTemplates() const { return false; }
    void setTemplates(bool areExpanded);
    [[nodiscard]] bool expandsTemplates() const { return m_expandsTemplates; }
    /// Whether the message changes with MessageTemplate::Values.
    [[nodiscard]] virtual bool hasTemplates() const { return false; }

    [[nodiscard]] virtual InputVerdict verdict() const = 0;
    /// What Send would send; nullopt where the verdict has a problem or something is missing.
    [[nodiscard]] virtual std::optional<OutgoingMessage>
    message(const MessageTemplate::Values &values) const
        = 0;
    /// It was sent: what is new for each message is made anew.
    virtual void afterSending() { }

    /// What was written, to be remembered; empty where there is nothing worth it.
    [[nodiscard]] virtual QJsonObject draft() const = 0;
    virtual void setDraft(const QJsonObject &draft) = 0;
    /// The editor that has a history under Up and Down; nullptr: none.
    [[nodiscard]] virtual QPlainTextEdit *historyEditor() const { return nullptr; }

signals:
    void changed();

protected:
    /// Marks where @p edit stops being what it should be; nullopt takes the mark away.
    static void underline(QPlainTextEdit &edit, std::optional<int> at);

private:
    bool m_expandsTemplates = true;
};

} // namespace Pushscope
