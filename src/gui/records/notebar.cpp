// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/notebar.h"

#include "gui/theme/theme.h"
#include "models/formatting.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

namespace Pushscope {

namespace {

constexpr int MostCharacters = 10'000; ///< Several pages: more is a document of its own.

} // namespace

NoteBar::NoteBar(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_edit(new QLineEdit(this))
    , m_problem(new QLabel(this))
{
    setObjectName(QStringLiteral("noteBar"));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(8, 5, 6, 5);
    layout->setHorizontalSpacing(6);
    m_edit->setObjectName(QStringLiteral("noteEdit"));
    m_edit->setAccessibleName(tr("Text of the note"));
    m_edit->setMaxLength(MostCharacters);
    m_title->setBuddy(m_edit);
    auto *add = new QPushButton(tr("Add note"), this);
    add->setObjectName(QStringLiteral("noteAddButton"));
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("noteCancelButton"));
    m_problem->setObjectName(QStringLiteral("noteProblem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    layout->addWidget(m_title, 0, 0);
    layout->addWidget(m_edit, 0, 1);
    layout->addWidget(add, 0, 2);
    layout->addWidget(cancel, 0, 3);
    layout->addWidget(m_problem, 1, 1, 1, 3);
    layout->setColumnStretch(1, 1);
    connect(m_edit, &QLineEdit::returnPressed, this, &NoteBar::write);
    connect(add, &QPushButton::clicked, this, &NoteBar::write);
    connect(cancel, &QPushButton::clicked, this, &NoteBar::close);
    hide();
}

void NoteBar::open(qint64 seq)
{
    if (m_about != seq)
        m_edit->clear();
    m_about = seq;
    m_title->setText(seq > 0 ? tr("Note on record %1").arg(groupedNumber(seq))
                             : tr("Note on the capture"));
    m_problem->hide();
    show();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void NoteBar::write()
{
    const QString text = m_edit->text().trimmed();
    if (text.isEmpty()) {
        close();
        return;
    }
    if (!m_writer)
        return;
    if (const std::optional<QString> problem = m_writer(text, m_about)) {
        QPalette colors = palette();
        colors.setColor(QPalette::WindowText, Theme::of(palette()).error);
        m_problem->setPalette(colors);
        m_problem->setText(QStringLiteral("✕ ") + *problem);
        m_problem->show();
        m_edit->setFocus();
        return;
    }
    m_edit->clear();
    close();
}

void NoteBar::close()
{
    hide();
    emit closed();
}

void NoteBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

void NoteBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.raised);
    painter.fillRect(0, 0, width(), 1, theme.line);
}

} // namespace Pushscope
