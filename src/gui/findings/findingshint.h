// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/finding.h"

#include <QToolButton>

namespace Pushscope {

/// Says in the status bar how many problems were found, where any were; leads to their list.
///
/// Threads: GUI thread.
class FindingsHint : public QToolButton
{
    Q_OBJECT

public:
    explicit FindingsHint(QWidget *parent = nullptr);

    void setFindings(const Findings &findings);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshColor();

    bool m_hasErrors = false;
};

} // namespace Pushscope
