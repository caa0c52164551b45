// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/recordcopier.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStringList>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr qint64 PageRows = 256;

} // namespace

struct RecordCopier::Task {
    RecordPages *pages = nullptr;
    RecordPages::FilterId filter = RecordPages::Everything;
    qint64 firstRow = 0;
    qint64 count = 0;
    std::vector<qint64> seqs; ///< Instead of rows, where not empty.
    CopyForm form = CopyForm::Text;
    quint64 generation = 0;
    qint64 done = 0;
    QString text;
};

RecordCopier::RecordCopier(QObject *parent)
    : QObject(parent)
    , m_mailbox(this)
{
}

RecordCopier::~RecordCopier() = default;

void RecordCopier::copyRows(RecordPages &pages, RecordPages::FilterId filter, qint64 firstRow,
                            qint64 count, CopyForm form)
{
    const auto task = std::make_shared<Task>();
    task->pages = &pages;
    task->filter = filter;
    task->firstRow = firstRow;
    task->count = count;
    task->form = form;
    task->generation = ++m_generation;
    next(task);
}

void RecordCopier::copyRecords(RecordPages &pages, const std::vector<qint64> &seqs, CopyForm form)
{
    const auto task = std::make_shared<Task>();
    task->pages = &pages;
    task->seqs = seqs;
    task->count = static_cast<qint64>(seqs.size());
    task->form = form;
    task->generation = ++m_generation;
    next(task);
}

void RecordCopier::next(const std::shared_ptr<Task> &task)
{
    if (task->done >= task->count) {
        finish(*task, false);
        return;
    }
    const auto answer = [this, address = m_mailbox.address(), task](const QStringList &texts) {
        address->post([this, task, texts] { take(task, texts); });
    };
    if (!task->seqs.empty()) {
        task->pages->requestRecord(
            task->seqs[static_cast<std::size_t>(task->done)],
            [answer, form = task->form](const Record *record, OctetSource &octets) {
                answer(record ? QStringList{ copyText(*record, octets, form) } : QStringList());
            });
        return;
    }
    const qint64 count = std::min(PageRows, task->count - task->done);
    task->pages->requestRows(task->filter, task->firstRow + task->done, static_cast<int>(count),
                             [answer, form = task->form](const RecordPages::Page &,
                                                         std::span<const Record> records,
                                                         OctetSource &octets) {
                                 QStringList texts;
                                 qint64 size = 0;
                                 for (const Record &record : records) {
                                     texts << copyText(record, octets, form);
                                     size += texts.constLast().size();
                                     if (size > MostCopiedOctets)
                                         break;
                                 }
                                 answer(texts);
                             });
}

void RecordCopier::take(const std::shared_ptr<Task> &task, const QStringList &texts)
{
    if (task->generation != m_generation)
        return;
    for (const QString &text : texts) {
        if (!task->text.isEmpty() && !task->text.endsWith(QLatin1Char('\n')))
            task->text += QLatin1Char('\n');
        task->text += text;
        ++task->done;
        if (task->text.size() >= MostCopiedOctets) {
            finish(*task, task->done < task->count);
            return;
        }
    }
    if (texts.isEmpty())
        finish(*task, false); // There are no more, whatever was thought.
    else
        next(task);
}

void RecordCopier::finish(const Task &task, bool isCut)
{
    if (task.done == 0)
        return;
    QGuiApplication::clipboard()->setText(task.text);
    emit copied(task.done, isCut);
}

} // namespace Pushscope
