// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/mock/socketioaction.h"

#include <vector>

class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace Pushscope {

/// A rule of a Socket.IO endpoint, an event and what it leads to, or a step, a time and what
/// happens then.
///
/// Threads: GUI thread.
class SocketIoRow final : public QWidget
{
    Q_OBJECT

public:
    SocketIoRow(bool isStep, const OrderedJson &value, QWidget *parent = nullptr);

    /// With what of it no field shows.
    [[nodiscard]] OrderedJson value() const;
    void focusFirst();

signals:
    void changed();
    void removeRequested();

private:
    void setUpHead();
    void fillMenu();
    void add(SocketIoAction::Kind kind);
    void remove(SocketIoAction *action);

    bool m_isStep;
    OrderedJson m_value;
    QSpinBox *m_after = nullptr;
    QLineEdit *m_event = nullptr;
    QLineEdit *m_match = nullptr;
    QPushButton *m_addButton = nullptr;
    QVBoxLayout *m_column = nullptr;
    std::vector<SocketIoAction *> m_actions;
};

} // namespace Pushscope
