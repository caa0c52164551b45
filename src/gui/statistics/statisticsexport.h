// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "gui/statistics/statisticspane.h"
#include "models/mailbox.h"

#include <QObject>
#include <QThreadPool>

#include <functional>

class QIODevice;

namespace Pushscope {

class Dialogs;
struct Services;

/// Asks where statistics are to be written, and writes them away from the GUI thread. The pane
/// says what came of it.
///
/// Threads: GUI thread.
class StatisticsExport : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive it.
    StatisticsExport(StatisticsPane &pane, const Services &services, Dialogs &dialogs,
                     QObject *parent);
    /// Waits for what is being written.
    ~StatisticsExport() override;

signals:
    /// Something was written, or could not be.
    void finished();

private:
    /// Writes it all into a device; false where that took not all of it.
    using Writer = std::function<bool(QIODevice &device)>;

    void ask(StatisticsPane::Export what);
    void write(StatisticsPane::Export what, const QString &path);
    /// Of what the pane shows now.
    [[nodiscard]] Writer writerOf(StatisticsPane::Export what) const;
    static Result<Done> writeFile(const QString &path, const Writer &writer);

    StatisticsPane &m_pane;
    const Services &m_services;
    Dialogs &m_dialogs;
    QThreadPool m_threads;
    Mailbox m_mailbox;
};

} // namespace Pushscope
