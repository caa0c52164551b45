// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/filtercontroller.h"

#include "capture/filter.h"
#include "gui/address/filteredit.h"
#include "models/describe.h"

#include <QStringList>

#include <algorithm>
#include <variant>

namespace Pushscope {

namespace {

std::shared_ptr<const Filter> filterOf(const QString &expression)
{
    const Filter::Parsed parsed = Filter::parse(expression);
    const auto *filter = std::get_if<std::shared_ptr<const Filter>>(&parsed);
    return filter ? *filter : nullptr;
}

QString both(const QString &first, const QString &second)
{
    if (first.isEmpty() || second.isEmpty())
        return first + second;
    return QString(first + QLatin1String(" (") + second + QLatin1Char(')'));
}

} // namespace

FilterController::FilterController(FilterEdit &edit, QObject *parent)
    : QObject(parent)
    , m_edit(edit)
    , m_mailbox(this)
{
    connect(&edit, &FilterEdit::expressionChanged, this, [this] { apply(Showing::AtOnce); });
}

FilterController::~FilterController()
{
    for (RecordPages::FilterId *filter : { &m_filter, &m_coming, &m_heartbeats })
        drop(*filter);
}

void FilterController::setPages(RecordPages *pages)
{
    for (RecordPages::FilterId *filter : { &m_filter, &m_coming, &m_heartbeats })
        drop(*filter);
    m_pages = pages;
    m_tTo = -1;
    m_typed.clear();
    apply(Showing::WhenDone); // The list is told of the pages after this.
}

void FilterController::setRange(qint64 tFrom, qint64 tTo)
{
    if (tFrom == m_tFrom && tTo == m_tTo)
        return;
    m_tFrom = tFrom;
    m_tTo = tTo;
    apply(Showing::AtOnce);
}

void FilterController::setHiddenSessions(const QSet<quint32> &sessions)
{
    if (sessions == m_hidden)
        return;
    m_hidden = sessions;
    apply(Showing::AtOnce);
}

void FilterController::setProblemsOnly(bool isProblemsOnly)
{
    if (isProblemsOnly == m_isProblemsOnly)
        return;
    m_isProblemsOnly = isProblemsOnly;
    apply(Showing::AtOnce);
}

void FilterController::setFolding(bool foldsHeartbeats, bool foldsCarriers)
{
    if (foldsHeartbeats == m_foldsHeartbeats && foldsCarriers == m_foldsCarriers)
        return;
    m_foldsHeartbeats = foldsHeartbeats;
    m_foldsCarriers = foldsCarriers;
    apply(Showing::WhenDone);
}

void FilterController::takeTechniques()
{
    const auto filter = filterOf(expression());
    if (filter && std::ranges::any_of(filter->terms(), [](const FilterTerm &term) {
            const auto *fold = std::get_if<FoldTerm>(&term);
            return (fold && fold->fold == Fold::Carrier)
                || std::holds_alternative<TechniqueTerm>(term);
        })) {
        apply(Showing::WhenDone);
    }
}

QString FilterController::plainExpression() const
{
    QStringList terms;
    if (m_isProblemsOnly)
        terms.append(QStringLiteral("is:problem"));
    if (m_tTo >= m_tFrom)
        terms.append(QStringLiteral("t>=%1ns t<=%2ns").arg(m_tFrom).arg(m_tTo));
    for (const quint32 session : m_hidden)
        terms.append(QStringLiteral("-session:%1").arg(session));
    return both(terms.join(QLatin1Char(' ')), m_typed);
}

bool FilterController::mayFold() const
{
    const auto filter = filterOf(m_typed);
    return filter && std::ranges::none_of(filter->terms(), [](const FilterTerm &term) {
               return std::holds_alternative<KindTerm>(term)
                   || std::holds_alternative<FoldTerm>(term);
           });
}

bool FilterController::areCarriersFolded() const
{
    return m_foldsCarriers && mayFold();
}

QString FilterController::expression() const
{
    const QString plain = plainExpression();
    if (!mayFold())
        return plain;
    QString folding;
    if (m_foldsHeartbeats)
        folding = QStringLiteral("-is:heartbeat");
    if (m_foldsCarriers)
        folding += QLatin1String(folding.isEmpty() ? "-is:carrier" : " -is:carrier");
    return both(folding, plain);
}

void FilterController::drop(RecordPages::FilterId &filter)
{
    if (m_pages && filter != RecordPages::Everything)
        m_pages->dropFilter(filter);
    filter = RecordPages::Everything;
}

RecordPages::FilterId FilterController::start(const QString &expression, qint64 seq)
{
    const auto filter = filterOf(expression);
    if (!m_pages || !filter || filter->isEverything())
        return RecordPages::Everything;
    return m_pages->startFilterAt(filter, seq,
                                  [this, address = m_mailbox.address()](RecordPages::FilterId id,
                                                                        qint64 rows, qint64 scanned,
                                                                        bool isDone) {
                                      address->post([this, id, rows, scanned, isDone] {
                                          takeProgress(id, rows, scanned, isDone);
                                      });
                                  });
}

void FilterController::apply(Showing showing)
{
    m_edit.clearProblem();
    const QString typed = m_edit.text();
    // By itself first, so that columns of an error count from where the user typed.
    const Filter::Parsed parsed = Filter::parse(typed);
    if (const auto *error = std::get_if<FilterError>(&parsed)) {
        m_edit.showProblem(static_cast<int>(error->begin), static_cast<int>(error->length),
                           describe(*error));
        return; // The list stays as it is.
    }
    if (const auto &hints = std::get<std::shared_ptr<const Filter>>(parsed)->hints();
        !hints.empty()) {
        const Filter::Hint &hint = hints.front();
        m_edit.showHint(static_cast<int>(hint.begin), static_cast<int>(hint.key.size()),
                        describeKeyAsWord(hint.key));
    }
    m_typed = typed.trimmed();
    drop(m_coming);
    const RecordPages::FilterId started = start(expression(), m_start ? m_start() : 0);
    if (showing == Showing::WhenDone && started != RecordPages::Everything)
        m_coming = started;
    else
        show(started);
    startHeartbeats();
}

void FilterController::show(RecordPages::FilterId filter)
{
    // Told first: nobody shall ask for rows of what is gone.
    RecordPages::FilterId former = std::exchange(m_filter, filter);
    emit filterChanged(m_filter);
    if (former != filter)
        drop(former);
    m_edit.showProgress(0, filter == RecordPages::Everything ? -1 : 0);
}

void FilterController::startHeartbeats()
{
    RecordPages::FilterId former = m_heartbeats;
    m_heartbeats = RecordPages::Everything;
    if (m_foldsHeartbeats && mayFold())
        m_heartbeats = start(both(QStringLiteral("is:heartbeat"), plainExpression()), 0);
    emit heartbeatsChanged(m_heartbeats);
    drop(former);
}

void FilterController::takeProgress(RecordPages::FilterId filter, qint64 rows, qint64 scanned,
                                    bool isDone)
{
    if (filter == m_heartbeats && filter != RecordPages::Everything)
        emit heartbeatsProgressed(rows, scanned, isDone);
    if (filter == m_coming && filter != RecordPages::Everything && isDone) {
        m_coming = RecordPages::Everything;
        show(filter);
    }
    if (filter != m_filter || filter == RecordPages::Everything)
        return;
    const qint64 all = std::max<qint64>(1, m_pages->extent().records);
    m_edit.showProgress(rows,
                        isDone ? 1.0 : static_cast<double>(scanned) / static_cast<double>(all));
    emit progressed(rows, scanned, isDone);
}

} // namespace Pushscope
