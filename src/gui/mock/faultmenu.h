// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QMenu>

namespace Pushscope {

/// What can be done wrong, by hand, to a client of the mock.
class FaultMenu : public QMenu
{
    Q_OBJECT

public:
    explicit FaultMenu(QWidget *parent = nullptr);

    /// Offers these kinds, by their contract names, and no others; none: the menu is off.
    void setKinds(const QList<QByteArray> &kinds);

signals:
    void chosen(const QByteArray &kind);
};

} // namespace Pushscope
