// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/historypopup.h"

#include "gui/theme/fonts.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr QSize PopupSize{ 460, 280 };

} // namespace

HistoryPopup::HistoryPopup(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_clear(new QPushButton(tr("Forget all"), this))
{
    setObjectName(QStringLiteral("historyPopup"));
    setFrameShape(QFrame::StyledPanel);
    m_search->setObjectName(QStringLiteral("historySearch"));
    m_search->setAccessibleName(tr("Search what was sent"));
    m_search->setPlaceholderText(tr("Search; Enter takes, Delete forgets"));
    m_list->setObjectName(QStringLiteral("historyList"));
    m_list->setAccessibleName(tr("What was sent before, newest first"));
    m_list->setFont(wireFont());
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_clear->setObjectName(QStringLiteral("historyClearButton"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addWidget(m_clear, 0, Qt::AlignRight);
    setFocusProxy(m_search);
    m_search->installEventFilter(this);
    m_list->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &HistoryPopup::narrow);
    connect(m_list, &QListWidget::itemClicked, this, &HistoryPopup::pick);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        hide();
        emit cleared();
    });
}

void HistoryPopup::setLines(const QStringList &lines)
{
    const int row = m_list->currentRow();
    m_list->clear();
    m_list->addItems(lines);
    m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
    m_clear->setEnabled(!lines.isEmpty());
    narrow();
}

void HistoryPopup::showAbove(const QWidget &anchor)
{
    m_search->clear();
    m_list->setCurrentRow(0);
    resize(PopupSize);
    const QRect area = anchor.screen()->availableGeometry();
    QPoint place = anchor.mapToGlobal(QPoint(anchor.width() - width(), -height() - 4));
    place.setX(std::clamp(place.x(), area.left(), std::max(area.left(), area.right() - width())));
    place.setY(std::max(place.y(), area.top()));
    move(place);
    show();
    m_search->setFocus();
}

void HistoryPopup::narrow()
{
    const QString wanted = m_search->text();
    int first = -1;
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        const bool isHidden = !item->text().contains(wanted, Qt::CaseInsensitive);
        item->setHidden(isHidden);
        if (!isHidden && first < 0)
            first = row;
    }
    const QListWidgetItem *current = m_list->currentItem();
    if (!current || current->isHidden())
        m_list->setCurrentRow(first);
}

void HistoryPopup::pick()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || item->isHidden())
        return;
    hide();
    emit picked(m_list->currentRow());
}

void HistoryPopup::removeCurrent()
{
    if (m_list->currentItem() && !m_list->currentItem()->isHidden())
        emit removed(m_list->currentRow());
}

bool HistoryPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isSearch = watched == m_search;
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        pick();
        return true;
    case Qt::Key_Delete:
        if (isSearch && m_search->cursorPosition() < m_search->text().size())
            break; // A letter of what is searched for.
        removeCurrent();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        if (!isSearch)
            break;
        QCoreApplication::sendEvent(m_list, event);
        return true;
    default:
        break;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace Pushscope
