// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/findbar.h"

#include "gui/address/filteredit.h"
#include "gui/records/recordfinder.h"
#include "gui/records/recordview.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/describe.h"
#include "models/formatting.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace Pushscope {

FindBar::FindBar(RecordView &view, RecordFinder &finder, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
    , m_finder(finder)
    , m_edit(new FilterEdit(this))
    , m_count(new QLabel(this))
{
    setObjectName(QStringLiteral("findBar"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 5, 6, 5);
    layout->setSpacing(6);
    m_edit->setObjectName(QStringLiteral("findEdit"));
    m_edit->setAccessibleName(tr("Find in the record list"));
    m_edit->setPlaceholderText(tr("find: text, /regex/, key:value"));
    m_edit->installEventFilter(this);
    m_count->setObjectName(QStringLiteral("findCount"));
    m_count->setFont(wireFont());
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_count);
    setUpButtons();
    connect(m_edit, &FilterEdit::expressionChanged, this, [this](const QString &expression) {
        if (expression == m_finder.expression())
            return; // Return came before typing had come to rest: it was found already.
        m_isFirst = true;
        m_finder.setExpression(expression);
    });
    connect(&m_finder, &RecordFinder::refused, this, [this](const FilterError &error) {
        m_edit->showProblem(static_cast<int>(error.begin), static_cast<int>(error.length),
                            describe(error));
        m_count->clear();
    });
    connect(&m_finder, &RecordFinder::understood, m_edit, &FilterEdit::clearProblem);
    connect(&m_finder, &RecordFinder::counted, this, &FindBar::showCount);
    connect(&m_finder, &RecordFinder::found, &m_view, &RecordView::setCurrentSeq);
    connect(&m_view, &RecordView::sessionsChanged, m_edit, &FilterEdit::setSessions);
    connect(&m_view, &RecordView::currentRecordChanged, &m_finder, &RecordFinder::locate);
    hide();
}

void FindBar::setUpButtons()
{
    const auto add = [this](const QString &name, const QString &text, const QString &title) {
        auto *button = new QToolButton(this);
        button->setObjectName(name);
        button->setText(text);
        button->setToolTip(title);
        button->setAccessibleName(title);
        button->setAutoRaise(true);
        layout()->addWidget(button);
        return button;
    };
    connect(add(QStringLiteral("findPreviousButton"), QStringLiteral("↑"),
                tr("Find the previous match (Shift+F3)")),
            &QToolButton::clicked, this, &FindBar::findPrevious);
    connect(
        add(QStringLiteral("findNextButton"), QStringLiteral("↓"), tr("Find the next match (F3)")),
        &QToolButton::clicked, this, &FindBar::findNext);
    connect(add(QStringLiteral("findCloseButton"), QStringLiteral("×"), tr("Close (Esc)")),
            &QToolButton::clicked, this, &FindBar::close);
}

void FindBar::open()
{
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
    m_finder.setExpression(m_edit->text());
}

void FindBar::close()
{
    hide();
    m_edit->clearProblem();
    m_finder.setExpression({});
    m_view.setFocus();
}

void FindBar::findNext()
{
    find(true);
}

void FindBar::findPrevious()
{
    find(false);
}

void FindBar::find(bool isForward)
{
    if (!isVisible() || m_edit->text().trimmed().isEmpty()) {
        open();
        if (m_edit->text().trimmed().isEmpty())
            return;
    }
    m_isFirst = false;
    m_finder.setExpression(m_edit->text()); // Typing may not have come to rest yet.
    // Where no row is current yet, the first that is seen may be the next.
    const bool isItselfNext = isForward && m_view.currentSeq() == 0;
    m_finder.find(m_view.seqToFindFrom() - (isItselfNext ? 1 : 0), isForward);
}

void FindBar::showCount(qint64 match, qint64 matches, bool isDone)
{
    QString text;
    const QString of = groupedNumber(matches) + (isDone ? QString() : QStringLiteral("…"));
    if (!m_finder.isActive())
        text = QString();
    else if (matches == 0)
        text = isDone ? tr("no match") : tr("searching…");
    else if (match > 0)
        text = tr("%1 of %2", "match number").arg(groupedNumber(match), of);
    else
        text = tr("%1 matches").arg(of);
    m_count->setText(text);
    if (m_isFirst && match > 0)
        m_isFirst = false;
    if (m_isFirst && matches > 0 && isVisible()) {
        m_isFirst = false;
        m_finder.find(m_view.seqToFindFrom() - 1, true); // The row itself may be what is sought.
    }
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        find(!(key->modifiers() & Qt::ShiftModifier));
        return true;
    default:
        return false;
    }
}

void FindBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.raised);
    painter.fillRect(0, 0, width(), 1, theme.line);
}

} // namespace Pushscope
