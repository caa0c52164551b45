// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/fieldstable.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/previewtext.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QResizeEvent>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTextLayout>

#include <algorithm>
#include <utility>

namespace Pushscope {

namespace {

enum Column { NameColumn, ValueColumn, RemarkColumn, ColumnCount };
enum ItemRole { RemarkRole = Qt::UserRole, RemarkColorRole };

constexpr int SideMargin = 8;
constexpr int VerticalMargin = 3;

constexpr int RowHeight = 22;
constexpr qsizetype MostShown = 2048; // Copying gives all of it.
constexpr int LeastNameWidth = 64;
constexpr int MostNameWidth = 150;
// Rows whose height follows their text; of more, each has one line.
constexpr int MostWrappedRows = 300;

/// Draws a text as high as it is, breaking it anywhere where it has no blanks; below a value,
/// small and dim, what is to be said of it.
class FieldDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &given,
               const QModelIndex &index) const override
    {
        QStyleOptionViewItem option = given;
        initStyleOption(&option, index);
        const QString text = std::exchange(option.text, QString());
        const QWidget *widget = option.widget;
        widget->style()->drawControl(QStyle::CE_ItemViewItem, &option, painter, widget);
        const Theme &theme = Theme::of(option.palette);
        const bool isSelected = option.state & QStyle::State_Selected;
        const auto color = [&](int role, const QColor &otherwise) {
            const QVariant own = index.data(role);
            return isSelected || !own.isValid() ? (isSelected ? theme.text : otherwise)
                                                : own.value<QBrush>().color();
        };
        const QRectF room = textRect(option.rect);
        painter->save();
        painter->setClipRect(option.rect);
        const double height
            = draw(painter, room, text, option.font, color(Qt::ForegroundRole, theme.text));
        draw(painter, room.adjusted(0, height, 0, 0), index.data(RemarkRole).toString(),
             textFont(SmallPixels), color(RemarkColorRole, theme.dim));
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &given,
                                 const QModelIndex &index) const override
    {
        QStyleOptionViewItem option = given;
        initStyleOption(&option, index);
        const int widest = QStyledItemDelegate::sizeHint(given, index).width();
        const QRectF room = textRect(option.rect);
        const double height = draw(nullptr, room, option.text, option.font, {})
            + draw(nullptr, room, index.data(RemarkRole).toString(), textFont(SmallPixels), {});
        return { widest, std::max(RowHeight, qCeil(height) + 2 * VerticalMargin) };
    }

private:
    static QRectF textRect(const QRect &cell)
    {
        return QRectF(cell).adjusted(SideMargin, VerticalMargin, -SideMargin, 0);
    }

    /// Returns how high it is; draws nothing without @p painter.
    static double draw(QPainter *painter, const QRectF &room, const QString &text,
                       const QFont &font, const QColor &color)
    {
        if (text.isEmpty())
            return 0;
        QTextLayout layout(text, font);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        double height = 0;
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(std::max(room.width(), 8.0));
            line.setPosition({ 0, height });
            height += line.height();
        }
        layout.endLayout();
        if (painter) {
            painter->setPen(color);
            layout.draw(painter, room.topLeft());
        }
        return height;
    }
};

} // namespace

FieldsTable::FieldsTable(const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
    , m_model(new QStandardItemModel(0, ColumnCount, this))
{
    setAccessibleName(accessibleName);
    m_model->setHorizontalHeaderLabels({ tr("name"), tr("value"), QString() });
    setModel(m_model);
    setItemDelegate(new FieldDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setTabKeyNavigation(false);
    setWordWrap(true);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(RowHeight);
    verticalHeader()->setMinimumSectionSize(RowHeight);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setFont(textFont(SmallPixels));
    horizontalHeader()->setHighlightSections(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // The columns fill the width.
}

void FieldsTable::setFields(const QList<InspectionField> &fields, const QString &remarks)
{
    m_model->setHeaderData(RemarkColumn, Qt::Horizontal, remarks);
    const bool isBeside = !remarks.isEmpty();
    if (fields == m_fields && m_model->rowCount() == fields.size())
        return;
    m_fields = fields;
    m_model->setRowCount(0);
    bool hasRemarks = false;
    for (const InspectionField &field : fields) {
        auto *name = new QStandardItem(shortText(field.name, MostShown));
        auto *value = new QStandardItem(shortText(field.value, MostShown));
        auto *remark = new QStandardItem(field.remark);
        value->setFont(wireFont());
        for (QStandardItem *item : { name, value, remark })
            item->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
        if (!isBeside) {
            value->setData(field.remark, RemarkRole);
            value->setData(QString(field.value + QLatin1String(", ") + field.remark),
                           Qt::AccessibleTextRole);
        }
        m_model->appendRow({ name, value, remark });
        hasRemarks = hasRemarks || (isBeside && !field.remark.isEmpty());
    }
    paintSeverities();
    setColumnHidden(RemarkColumn, !hasRemarks);
    layOutColumns();
}

void FieldsTable::layOutColumns()
{
    resizeColumnToContents(NameColumn);
    setColumnWidth(NameColumn,
                   std::clamp(columnWidth(NameColumn) + 8, LeastNameWidth, MostNameWidth));
    int room = std::max(LeastNameWidth, viewport()->width() - columnWidth(NameColumn));
    if (!isColumnHidden(RemarkColumn)) {
        resizeColumnToContents(ValueColumn);
        setColumnWidth(ValueColumn,
                       std::clamp(columnWidth(ValueColumn) + 8, LeastNameWidth,
                                  std::max(LeastNameWidth, room / 2)));
        room = std::max(LeastNameWidth, room - columnWidth(ValueColumn));
    }
    // Heights follow from widths: no section may be stretched afterwards.
    setColumnWidth(isColumnHidden(RemarkColumn) ? ValueColumn : RemarkColumn, room);
    if (m_model->rowCount() <= MostWrappedRows)
        resizeRowsToContents();
}

void FieldsTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        layOutColumns();
}

void FieldsTable::paintSeverities()
{
    const Theme &theme = Theme::of(palette());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const Severity severity = m_fields.at(row).severity;
        const QColor color = severity == Severity::Error ? theme.error
            : severity == Severity::Warning              ? theme.warning
                                                         : QColor();
        for (int column : { NameColumn, RemarkColumn }) {
            QColor text = color;
            if (!text.isValid())
                text = theme.dim;
            m_model->item(row, column)->setForeground(text);
            m_model->item(row, ValueColumn)->setData(QBrush(text), RemarkColorRole);
        }
    }
}

void FieldsTable::copyRows()
{
    QStringList lines;
    const bool isAll = !selectionModel()->hasSelection();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (isAll || selectionModel()->isRowSelected(row)) {
            lines << QStringLiteral("%1: %2").arg(m_fields.at(row).name, m_fields.at(row).value);
        }
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

QString FieldsTable::plainText() const
{
    QStringList lines;
    for (const InspectionField &field : m_fields) {
        lines << QStringList{ field.name, field.value, field.remark }.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

void FieldsTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintSeverities();
}

void FieldsTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copyRows();
    else
        QTableView::keyPressEvent(event);
}

void FieldsTable::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy"), this, &FieldsTable::copyRows);
    menu->popup(event->globalPos());
}

} // namespace Pushscope
