// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/capturestore.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QPushButton;

namespace Pushscope {

class SizeBox;

/// Asks how much of a capture is recorded, and kept.
class LimitsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit LimitsDialog(const RecordingLimits &limits, QWidget *parent = nullptr);

    /// What was chosen; of what cannot be taken, what it was before.
    [[nodiscard]] RecordingLimits limits() const;

private:
    /// A row of @p form that asks for a size; @p note says what follows from it.
    SizeBox *addRow(QFormLayout &form, const QString &name, const QString &label,
                    const QString &note, qint64 octets);
    /// Why it cannot be applied, or what one limit makes of the other.
    [[nodiscard]] QString hint() const;
    void refresh();

    const RecordingLimits m_former;
    SizeBox *m_stopAt = nullptr;
    SizeBox *m_keep = nullptr;
    QLabel *m_hint = nullptr;
    QPushButton *m_apply = nullptr;
};

} // namespace Pushscope
