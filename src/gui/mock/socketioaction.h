// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/orderedjson.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace Pushscope {

/// One thing that a rule or a step of a Socket.IO endpoint does, in one line.
///
/// Threads: GUI thread.
class SocketIoAction final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind : quint8 { Ack, Reply, Broadcast, Publish, Join, Leave, Disconnect, Emit };

    /// @param owner the rule or the step that has it.
    SocketIoAction(Kind kind, const OrderedJson &owner, QWidget *parent = nullptr);

    [[nodiscard]] Kind kind() const { return m_kind; }
    /// Puts it into @p owner; what of it no field shows stays.
    void write(OrderedJson &owner) const;
    /// The member of a rule that holds it; empty of Emit, which is a step itself.
    [[nodiscard]] static QByteArray member(Kind kind);
    /// As people say it.
    [[nodiscard]] static QString label(Kind kind);
    /// Those that @p owner, a rule or a step, has.
    [[nodiscard]] static QList<Kind> kindsOf(const OrderedJson &owner, bool isStep);

signals:
    void changed();

private:
    QLineEdit *addEdit(const char *name, const QString &what, const OrderedJson *value, int width);
    void writeEmission(OrderedJson &emission) const;

    Kind m_kind;
    OrderedJson m_value; ///< Of the member.
    QComboBox *m_to = nullptr;
    QLineEdit *m_name = nullptr; ///< Event, channel or room.
    QLineEdit *m_content = nullptr; ///< Arguments or message.
    QLineEdit *m_room = nullptr;
};

} // namespace Pushscope
