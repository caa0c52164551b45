// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/commands/commandlist.h"

#include "gui/commands/commanddelegate.h"
#include "gui/theme/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

constexpr int ListWidth = 560;
constexpr int Margin = 10;
constexpr int RowsShown = 12; ///< More are scrolled to.
constexpr int FromTop = 68;   ///< Just under the address bar.

} // namespace

CommandList::CommandList(QList<Command> commands, QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_model(std::move(commands))
    , m_input(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_nothing(new QLabel(tr("There is no such command."), this))
{
    setObjectName(QStringLiteral("commandList"));
    setWindowTitle(tr("Commands"));
    setAccessibleName(tr("Commands"));
    setModal(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, Margin, 1, 1);
    layout->setSpacing(Margin);
    auto *inputRow = new QHBoxLayout;
    inputRow->setContentsMargins(Margin, 0, Margin, 0);
    inputRow->addWidget(m_input);
    layout->addLayout(inputRow);
    layout->addWidget(m_list);
    layout->addWidget(m_nothing);
    setUpInput();
    setUpList();
    search({});
}

void CommandList::setUpInput()
{
    m_input->setObjectName(QStringLiteral("commandEdit"));
    m_input->setPlaceholderText(tr("Type what you want to do"));
    m_input->setAccessibleName(tr("Part of a command's name"));
    m_input->installEventFilter(this);
    connect(m_input, &QLineEdit::textChanged, this, &CommandList::search);
    connect(m_input, &QLineEdit::returnPressed, this,
            [this] { choose(m_list->currentIndex()); });
}

void CommandList::setUpList()
{
    m_list->setObjectName(QStringLiteral("commandsView"));
    m_list->setAccessibleName(tr("Commands that match"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    connect(m_list, &QListView::clicked, this, &CommandList::choose);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->setContentsMargins(Margin, 0, Margin, Margin);
    m_nothing->setObjectName(QStringLiteral("noCommandLabel"));
}

void CommandList::search(const QString &typed)
{
    m_model.search(typed);
    m_list->setCurrentIndex(m_model.index(0));
    m_list->scrollToTop();
    fitHeight();
}

void CommandList::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const int chosen = index.data(CommandsModel::IndexRole).toInt();
    accept();
    emit commandChosen(chosen);
}

void CommandList::fitHeight()
{
    const int rows = qMin(RowsShown, m_model.rowCount());
    m_list->setVisible(rows > 0);
    m_nothing->setVisible(rows == 0);
    m_list->setFixedHeight(rows * CommandDelegate::RowHeight);
    setFixedSize(qMin(ListWidth, parentWidget()->width() - 2 * Margin), sizeHint().height());
    layout()->activate();
    setFixedHeight(layout()->sizeHint().height());
    if (isVisible()) // Some window managers take another size for another place.
        place();
}

void CommandList::place()
{
    const QWidget *window = parentWidget();
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, FromTop)));
}

bool CommandList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_input && event->type() == QEvent::KeyPress) {
        const auto *press = static_cast<QKeyEvent *>(event);
        const int row = m_list->currentIndex().row();
        const int count = m_model.rowCount();
        const auto go = [this, count](int to) {
            m_list->setCurrentIndex(m_model.index(qBound(0, to, count - 1)));
        };
        switch (press->key()) {
        case Qt::Key_Down:
            go(row + 1 == count ? 0 : row + 1);
            return true;
        case Qt::Key_Up:
            go(row <= 0 ? count - 1 : row - 1);
            return true;
        case Qt::Key_PageDown:
            go(row + RowsShown);
            return true;
        case Qt::Key_PageUp:
            go(row - RowsShown);
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void CommandList::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    fitHeight();
    place();
    m_input->setFocus(Qt::PopupFocusReason);
}

void CommandList::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setPen(theme.line);
    painter.setBrush(theme.pane);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace Pushscope
