// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/rowsreader.h"

#include "capture/filter.h"

#include <utility>

namespace Pushscope {

RowsReader::RowsReader(QObject *parent)
    : QObject(parent)
    , m_mailbox(this)
{
}

RowsReader::~RowsReader()
{
    drop();
}

void RowsReader::drop()
{
    ++m_question;
    if (m_pages && m_filter != RecordPages::Everything)
        m_pages->dropFilter(m_filter);
    m_filter = RecordPages::Everything;
    m_isFound = false;
}

void RowsReader::setPages(RecordPages *pages)
{
    drop();
    m_pages = pages;
}

void RowsReader::find(const QString &expression, Found found)
{
    drop();
    const Filter::Parsed parsed = Filter::parse(expression);
    const auto *filter = std::get_if<std::shared_ptr<const Filter>>(&parsed);
    if (!m_pages || !filter)
        return;
    m_filter = m_pages->startFilter(
        *filter,
        [this, address = m_mailbox.address(), question = m_question,
         found = std::move(found)](RecordPages::FilterId, qint64 rows, qint64, bool isDone) {
            if (!isDone)
                return;
            address->post([this, question, rows, found] {
                // It goes on to tell of what comes later; once is enough.
                if (question == m_question && !std::exchange(m_isFound, true))
                    found(rows);
            });
        });
}

void RowsReader::read(qint64 first, int count, Collector collect, Done done)
{
    if (!m_pages || m_filter == RecordPages::Everything)
        return;
    m_pages->requestRows(
        m_filter, first, count,
        [this, address = m_mailbox.address(), question = m_question, collect = std::move(collect),
         done = std::move(done)](const RecordPages::Page &, std::span<const Record> rows,
                                 OctetSource &octets) {
            collect(rows, octets);
            address->post([this, question, done] {
                if (question == m_question)
                    done();
            });
        });
}

void RowsReader::findRow(qint64 seq, std::function<void(qint64)> found)
{
    if (!m_pages || m_filter == RecordPages::Everything)
        return;
    m_pages->requestRowOf(m_filter, seq,
                          [this, address = m_mailbox.address(), question = m_question,
                           found = std::move(found)](qint64 row) {
                              address->post([this, question, row, found] {
                                  if (question == m_question)
                                      found(row);
                              });
                          });
}

} // namespace Pushscope
