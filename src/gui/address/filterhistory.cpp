// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/filterhistory.h"

#include "gui/address/filteredit.h"

namespace Pushscope {

namespace {

const QString Key = QStringLiteral("filter/recent");
constexpr qsizetype MostCharacters = 1000; ///< Longer ones are pasted, and pasted again.

} // namespace

FilterHistory::FilterHistory(FilterEdit &edit, const Services &services, QObject *parent)
    : QObject(parent)
    , m_edit(edit)
    , m_services(services)
{
    const QString kept = QString::fromUtf8(services.recall(Key));
    edit.setRecent(kept.split(QLatin1Char('\n'), Qt::SkipEmptyParts));
    connect(&edit, &FilterEdit::committed, this, &FilterHistory::add);
}

void FilterHistory::add(const QString &expression)
{
    const QString typed = expression.simplified();
    if (typed.isEmpty() || typed.size() > MostCharacters)
        return;
    // Another window may have added some.
    QStringList recent
        = QString::fromUtf8(m_services.recall(Key)).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    recent.removeAll(typed);
    recent.prepend(typed);
    recent = recent.mid(0, MostKept);
    m_services.remember(Key, recent.join(QLatin1Char('\n')).toUtf8());
    m_edit.setRecent(recent);
}

} // namespace Pushscope
