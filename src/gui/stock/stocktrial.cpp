// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/stock/stocktrial.h"

#include "gui/findings/findingspane.h"
#include "gui/stock/stockdialog.h"
#include "gui/window/noticebar.h"

#include <QAction>

#include <utility>

namespace Pushscope {

StockTrial::StockTrial(CommandCopier::Source source, FindingsPane &findings, NoticeBar &notice,
                       QWidget *window)
    : QObject(window)
    , m_source(std::move(source))
    , m_findings(findings)
    , m_notice(notice)
    , m_action(new QAction(tr("&Try with the stock client"), window))
{
    m_action->setObjectName(QStringLiteral("stockAction"));
    m_action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T));
    m_action->setToolTip(tr("Lays what an ordinary library tells beside what really happened"));
    connect(m_action, &QAction::triggered, this, &StockTrial::tryIt);
}

void StockTrial::tryIt()
{
    const std::optional<CommandCopier::Subject> subject = m_source();
    if (!subject || subject->session == 0 || !subject->pages) {
        m_notice.showNotice(NoticeBar::Kind::Information,
                            tr("Connect first: then an ordinary library can try the same, and both "
                               "are laid side by side."));
        return;
    }
    delete m_dialog;
    m_dialog = new StockDialog(subject->options, subject->session, *subject->pages,
                               qobject_cast<QWidget *>(parent()));
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setFindings(m_findings.findings());
    connect(&m_findings, &FindingsPane::findingsChanged, m_dialog, &StockDialog::setFindings);
    m_dialog->show();
}

void StockTrial::end()
{
    if (!m_dialog)
        return;
    m_findings.disconnect(m_dialog);
    m_dialog->end();
}

} // namespace Pushscope
