// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/capturestore.h"

#include <QDialog>

class QFormLayout;
class QSpinBox;

namespace Pushscope {

/// Asks how much of a capture is recorded, and kept.
class LimitsDialog : public QDialog
{
    Q_OBJECT

public:
    static constexpr int MostGiB = 16 * 1024;

    explicit LimitsDialog(const RecordingLimits &limits, QWidget *parent = nullptr);

    [[nodiscard]] RecordingLimits limits() const;

private:
    /// A row of @p form that asks for GiB; @p note says what follows from it.
    QSpinBox *addRow(QFormLayout &form, const QString &name, const QString &label,
                     const QString &note, qint64 octets);
    /// What @p box says, or @p former where it was left as it shows that.
    [[nodiscard]] static qint64 octetsOf(const QSpinBox &box, qint64 former);

    const RecordingLimits m_former;
    QSpinBox *m_stopAt = nullptr;
    QSpinBox *m_keep = nullptr;
};

} // namespace Pushscope
