// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/inspection.h"

#include <QComboBox>

namespace Pushscope {

/// Which part of a payload is shown, where it comes in parts: a packet of Socket.IO, or one of its
/// attachments. Hidden where it does not.
///
/// Threads: GUI thread.
class PayloadPartBox final : public QComboBox
{
    Q_OBJECT

public:
    explicit PayloadPartBox(QWidget *parent = nullptr);

    /// The first choice is the payload itself.
    void setParts(const QList<InspectionPart> &parts);
    /// The attachment that is chosen; nullptr: the payload.
    [[nodiscard]] const InspectionPart *part() const;

signals:
    /// By the user.
    void partChosen();

private:
    QList<InspectionPart> m_parts;
};

} // namespace Pushscope
