// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/orderedjson.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QStackedWidget;

namespace Pushscope {

class CloseCodeBox;

/// What a step or a rule of a scenario does, in one line: sends a message, closes, or publishes.
class ScenarioAction : public QWidget
{
    Q_OBJECT

public:
    /// @p send: the member that holds what is sent: `send` of a step, `reply` of a rule.
    explicit ScenarioAction(const QByteArray &send, QWidget *parent = nullptr);

    /// Shows the one action of @p owner that it finds first.
    void read(const OrderedJson &owner);
    /// Puts it into @p owner, in place of what read() found.
    void write(OrderedJson &owner) const;
    /// Only a WebSocket closes with a code.
    void setWebSocket(bool isWebSocket);

signals:
    void changed();

private:
    enum Kind { Send, Close, Publish };

    void setUpClose();
    void setUpPublish();
    [[nodiscard]] QByteArray memberOf(int kind) const;
    [[nodiscard]] OrderedJson closing() const;
    [[nodiscard]] OrderedJson publishing() const;

    QByteArray m_send;
    int m_found = Send;
    bool m_isWebSocket = true;
    QComboBox *m_kind;
    QStackedWidget *m_pages;
    QLineEdit *m_message;
    CloseCodeBox *m_code = nullptr;
    QLineEdit *m_reason = nullptr;
    QLineEdit *m_channel = nullptr;
    QLineEdit *m_published = nullptr;
};

} // namespace Pushscope
