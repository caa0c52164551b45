// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractButton>

namespace Pushscope {

/// `↓ 214 new`: says how many rows came since the list was scrolled away from its end, and leads
/// back there. Or `Paused · 214 new`: that the list stands still, and lets it go on.
class FollowPill final : public QAbstractButton
{
    Q_OBJECT

public:
    explicit FollowPill(QWidget *parent);

    /// Hidden at 0.
    void setCount(qint64 count);
    /// Shown at 0, too.
    void showPaused(qint64 count);
    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showText(const QString &text, const QString &name, const QString &tip);

    bool m_isPaused = false;
    qint64 m_count = 0;
};

} // namespace Pushscope
