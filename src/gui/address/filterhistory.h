// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/services.h"

#include <QObject>
#include <QStringList>

namespace Pushscope {

class FilterEdit;

/// Remembers what was filtered for, between runs too, and offers it in the box.
///
/// Threads: GUI thread.
class FilterHistory : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MostKept = 20; ///< As many as a list shows at a glance.

    /// Both outlive it.
    FilterHistory(FilterEdit &edit, const Services &services, QObject *parent = nullptr);

private:
    void add(const QString &expression);

    FilterEdit &m_edit;
    const Services &m_services;
};

} // namespace Pushscope
