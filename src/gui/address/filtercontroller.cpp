// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/filtercontroller.h"

#include "capture/filter.h"
#include "gui/address/filteredit.h"
#include "models/describe.h"

#include <variant>

namespace Pushscope {

FilterController::FilterController(FilterEdit &edit, QObject *parent)
    : QObject(parent)
    , m_edit(edit)
    , m_mailbox(this)
{
    connect(&edit, &FilterEdit::expressionChanged, this, &FilterController::apply);
}

FilterController::~FilterController()
{
    drop();
}

void FilterController::setPages(RecordPages *pages)
{
    drop();
    m_pages = pages;
    m_tTo = -1;
    apply();
}

void FilterController::setRange(qint64 tFrom, qint64 tTo)
{
    if (tFrom == m_tFrom && tTo == m_tTo)
        return;
    m_tFrom = tFrom;
    m_tTo = tTo;
    apply();
}

void FilterController::setHiddenSessions(const QSet<quint32> &sessions)
{
    if (sessions == m_hidden)
        return;
    m_hidden = sessions;
    apply();
}

QString FilterController::expression() const
{
    QStringList terms;
    if (m_tTo >= m_tFrom)
        terms.append(QStringLiteral("t>=%1ns t<=%2ns").arg(m_tFrom).arg(m_tTo));
    for (const quint32 session : m_hidden)
        terms.append(QStringLiteral("-session:%1").arg(session));
    const QString typed = m_edit.text().trimmed();
    if (terms.isEmpty())
        return typed;
    if (!typed.isEmpty())
        terms.append(QLatin1Char('(') + typed + QLatin1Char(')'));
    return terms.join(QLatin1Char(' '));
}

void FilterController::drop()
{
    if (m_pages && m_filter != RecordPages::Everything)
        m_pages->dropFilter(m_filter);
    m_filter = RecordPages::Everything;
}

void FilterController::apply()
{
    drop();
    m_edit.clearProblem();
    const QString typed = m_edit.text();
    // By itself first, so that columns of an error count from where the user typed.
    const Filter::Parsed parsed = Filter::parse(typed);
    if (const auto *error = std::get_if<FilterError>(&parsed)) {
        m_edit.showProblem(static_cast<int>(error->begin), static_cast<int>(error->length),
                           describe(*error));
        return;
    }
    const Filter::Parsed whole = Filter::parse(expression());
    const auto *filter = std::get_if<std::shared_ptr<const Filter>>(&whole);
    if (m_pages && filter && !(*filter)->isEverything()) {
        m_filter = m_pages->startFilter(
            *filter,
            [this, address = m_mailbox.address()](RecordPages::FilterId id, qint64 rows,
                                                  qint64 scanned, bool isDone) {
                address->post([this, id, rows, scanned, isDone] {
                    if (id == m_filter)
                        emit progressed(rows, scanned, isDone);
                });
            });
    }
    emit filterChanged(m_filter);
}

} // namespace Pushscope
