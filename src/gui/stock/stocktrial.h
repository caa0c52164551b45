// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/address/commandcopier.h"

#include <QObject>
#include <QPointer>

class QAction;

namespace Pushscope {

class FindingsPane;
class NoticeBar;
class StockDialog;

/// The command *Try with the stock client*: asks an ordinary library for the connection at hand.
///
/// Threads: GUI thread.
class StockTrial : public QObject
{
    Q_OBJECT

public:
    /// Everything outlives it; @p window owns it.
    StockTrial(CommandCopier::Source source, FindingsPane &findings, NoticeBar &notice,
               QWidget *window);

    [[nodiscard]] QAction *action() const { return m_action; }
    /// The capture goes.
    void end();

private:
    void tryIt();

    CommandCopier::Source m_source;
    FindingsPane &m_findings;
    NoticeBar &m_notice;
    QAction *m_action;
    QPointer<StockDialog> m_dialog;
};

} // namespace Pushscope
