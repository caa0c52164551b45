// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/valuetree.h"

#include "gui/theme/fonts.h"
#include "models/formatting.h"
#include "models/jsontreemodel.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QTreeView>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

constexpr int Margin = 8;
constexpr int SliceMs = 4; // A quarter of a frame.
constexpr int RowsBetweenLooks = 64;

} // namespace

ValueTree::ValueTree(QWidget *parent)
    : QWidget(parent)
    , m_view(new QTreeView(this))
    , m_search(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_path(new QLabel(this))
{
    setUpView();
    m_search->setObjectName(QStringLiteral("payloadSearch"));
    m_search->setPlaceholderText(tr("Find in keys and values"));
    m_search->setAccessibleName(tr("Find in keys and values"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_count->setObjectName(QStringLiteral("payloadFound"));
    m_path->setObjectName(QStringLiteral("payloadPath"));
    m_path->setFont(wireFont(SmallPixels));
    m_path->setContentsMargins(Margin, 4, Margin, 4);
    m_path->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_path->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_count->setFont(textFont(SmallPixels));
    for (QLabel *label : { m_count, m_path })
        label->setForegroundRole(QPalette::PlaceholderText);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(Margin, 0, Margin, 6);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_count);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_view, 1);
    column->addWidget(m_path);
    m_slice.setSingleShot(true);
    connect(&m_slice, &QTimer::timeout, this, &ValueTree::searchOn);
    connect(m_search, &QLineEdit::textChanged, this, &ValueTree::startSearch);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (QGuiApplication::keyboardModifiers() & Qt::ShiftModifier)
            findPrevious();
        else
            findNext();
    });
}

void ValueTree::setUpView()
{
    m_view->setObjectName(QStringLiteral("payloadTree"));
    m_view->setAccessibleName(tr("Payload as a tree"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFont(wireFont());
    m_view->setUniformRowHeights(true);
    m_view->setAlternatingRowColors(true);
    m_view->setIndentation(14);
    m_view->header()->setFont(textFont(SmallPixels));
    m_view->header()->setStretchLastSection(true);
    m_view->header()->setDefaultSectionSize(130);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, &ValueTree::showMenu);
    const auto addShortcut = [this](const QKeySequence &keys, void (ValueTree::*slot)()) {
        auto *shortcut = new QShortcut(keys, m_view);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    addShortcut(QKeySequence::Copy, &ValueTree::copyValue);
    addShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &ValueTree::copyPointer);
    addShortcut(QKeySequence(Qt::Key_Slash), &ValueTree::focusSearch);
    addShortcut(QKeySequence(Qt::Key_F3), &ValueTree::findNext);
    addShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F3), &ValueTree::findPrevious);
}

void ValueTree::setModel(QAbstractItemModel *model)
{
    if (m_view->model() == model)
        return;
    m_slice.stop();
    m_view->setModel(model);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        showPath();
        emit chosenChanged();
    });
    constexpr int KeyWidth = 120;
    m_view->header()->resizeSection(JsonTreeModel::KeyColumn, KeyWidth);
}

void ValueTree::showAnew(int depth)
{
    if (depth > 0)
        m_view->expandToDepth(depth - 1);
    showPath();
    startSearch();
}

ByteRange ValueTree::chosenRange() const
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid())
        return {};
    return { index.data(JsonTreeModel::BeginRole).toLongLong(),
             index.data(JsonTreeModel::EndRole).toLongLong() };
}

void ValueTree::choose(ByteRange range)
{
    const QAbstractItemModel *model = m_view->model();
    if (!model || range.isEmpty())
        return;
    QModelIndex innermost;
    for (bool isDeeper = true; isDeeper;) {
        isDeeper = false;
        // Values lie in the order of their rows.
        int low = 0;
        int high = model->rowCount(innermost) - 1;
        while (low <= high) {
            const int middle = low + (high - low) / 2;
            const QModelIndex index = model->index(middle, 0, innermost);
            if (index.data(JsonTreeModel::EndRole).toLongLong() <= range.begin) {
                low = middle + 1;
            } else if (index.data(JsonTreeModel::BeginRole).toLongLong() > range.begin) {
                high = middle - 1;
            } else {
                isDeeper = index.data(JsonTreeModel::EndRole).toLongLong() >= range.end;
                if (isDeeper)
                    innermost = index;
                break;
            }
        }
    }
    if (innermost.isValid()) {
        m_view->setCurrentIndex(innermost);
        m_view->scrollTo(innermost);
    }
}

void ValueTree::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ValueTree::startSearch()
{
    m_slice.stop();
    m_found.clear();
    m_shown = -1;
    m_next = QPersistentModelIndex();
    showCount();
    if (m_search->text().isEmpty() || !m_view->model())
        return;
    m_next = m_view->model()->index(0, 0);
    searchOn();
}

void ValueTree::searchOn()
{
    QElapsedTimer time;
    time.start();
    int rows = 0;
    QModelIndex index = m_next;
    while (index.isValid() && m_found.size() < MostFound) {
        if (matches(index))
            m_found.emplace_back(index);
        index = after(index);
        if (++rows % RowsBetweenLooks == 0 && time.elapsed() >= SliceMs)
            break;
    }
    m_next = m_found.size() < MostFound ? index : QModelIndex();
    if (m_shown < 0 && !m_found.empty())
        showFound(0);
    showCount();
    if (m_next.isValid())
        m_slice.start(0);
}

bool ValueTree::matches(const QModelIndex &index) const
{
    for (int column : { JsonTreeModel::KeyColumn, JsonTreeModel::ValueColumn }) {
        if (index.siblingAtColumn(column).data().toString().contains(m_search->text(),
                                                                     Qt::CaseInsensitive))
            return true;
    }
    return false;
}

QModelIndex ValueTree::after(const QModelIndex &index) const
{
    const QAbstractItemModel *model = m_view->model();
    if (model->hasChildren(index))
        return model->index(0, 0, index);
    for (QModelIndex at = index; at.isValid(); at = at.parent()) {
        const QModelIndex next = at.siblingAtRow(at.row() + 1);
        if (next.isValid())
            return next;
    }
    return {};
}

void ValueTree::showFound(std::ptrdiff_t number)
{
    m_shown = number;
    const QModelIndex index = m_found[static_cast<std::size_t>(number)];
    m_view->setCurrentIndex(index); // Opens what it lies in.
    m_view->scrollTo(index);
    showCount();
}

void ValueTree::findNext()
{
    if (!m_found.empty())
        showFound((m_shown + 1) % std::ssize(m_found));
}

void ValueTree::findPrevious()
{
    if (!m_found.empty())
        showFound((m_shown + std::ssize(m_found) - 1) % std::ssize(m_found));
}

void ValueTree::showCount()
{
    const bool isMore = m_next.isValid() || m_found.size() >= MostFound;
    QString text;
    if (!m_found.empty()) {
        const QString count = groupedNumber(std::ssize(m_found));
        text = tr("%1 of %2")
                   .arg(groupedNumber(m_shown + 1),
                        isMore ? QString(count + QLatin1Char('+')) : count);
    } else if (!m_search->text().isEmpty() && !isMore) {
        text = tr("none");
    }
    m_count->setText(text);
    m_count->setVisible(!text.isEmpty());
}

void ValueTree::showPath()
{
    const QModelIndex index = m_view->currentIndex();
    const QString pointer = index.data(JsonTreeModel::PointerRole).toString();
    m_path->setText(pointer);
    m_path->setToolTip(index.data(JsonTreeModel::DottedRole).toString());
    m_path->setVisible(!pointer.isEmpty());
}

void ValueTree::copyValue()
{
    const QModelIndex index = m_view->currentIndex();
    if (index.isValid()) {
        QGuiApplication::clipboard()->setText(
            QString::fromUtf8(index.data(JsonTreeModel::JsonRole).toByteArray()));
    }
}

void ValueTree::copyPointer()
{
    const QModelIndex index = m_view->currentIndex();
    if (index.isValid())
        QGuiApplication::clipboard()->setText(index.data(JsonTreeModel::PointerRole).toString());
}

void ValueTree::copyDottedPath()
{
    const QModelIndex index = m_view->currentIndex();
    if (index.isValid())
        QGuiApplication::clipboard()->setText(index.data(JsonTreeModel::DottedRole).toString());
}

void ValueTree::showMenu(const QPoint &position)
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy value"), QKeySequence(QKeySequence::Copy), this,
                    &ValueTree::copyValue);
    menu->addAction(tr("Copy JSON Pointer"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this,
                    &ValueTree::copyPointer);
    menu->addAction(tr("Copy path with dots"), this, &ValueTree::copyDottedPath);
    menu->addSeparator();
    menu->addAction(tr("Show its octets"), this, &ValueTree::octetsWanted);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

bool ValueTree::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
        if (key == Qt::Key_Down) {
            m_view->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Pushscope
