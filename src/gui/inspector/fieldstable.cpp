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
#include <QResizeEvent>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include <algorithm>

namespace Pushscope {

namespace {

enum Column { NameColumn, ValueColumn, RemarkColumn, ColumnCount };

constexpr int RowHeight = 22;
constexpr qsizetype MostShown = 2048; // Copying gives all of it.
constexpr int LeastNameWidth = 64;
constexpr int MostNameWidth = 150;
// Rows whose height follows their text; of more, each has one line.
constexpr int MostWrappedRows = 300;

// Characters without a blank after which a line may be broken: of what comes from the wire it
// hardly matters where, words stay whole.
constexpr int WireRun = 8;
constexpr int WordRun = 24;

QString breakable(const QString &text, int most)
{
    QString result;
    int run = 0;
    for (QChar character : text) {
        result += character;
        run = character.isSpace() ? 0 : run + 1;
        if (run >= most && !character.isHighSurrogate()) {
            result += QChar(0x200b);
            run = 0;
        }
    }
    return result;
}

/// Only what is drawn has the breaks.
class BreakingDelegate final : public QStyledItemDelegate
{
public:
    BreakingDelegate(int run, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_run(run)
    {
    }

    [[nodiscard]] QString displayText(const QVariant &value, const QLocale &) const override
    {
        return breakable(value.toString(), m_run);
    }

private:
    int m_run;
};

} // namespace

FieldsTable::FieldsTable(const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
    , m_model(new QStandardItemModel(0, ColumnCount, this))
{
    setAccessibleName(accessibleName);
    m_model->setHorizontalHeaderLabels({ tr("name"), tr("value"), tr("what it does") });
    setModel(m_model);
    setItemDelegate(new BreakingDelegate(WordRun, this));
    setItemDelegateForColumn(ValueColumn, new BreakingDelegate(WireRun, this));
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
    horizontalHeader()->setStretchLastSection(true);
}

void FieldsTable::setFields(const QList<InspectionField> &fields, const QString &remarks)
{
    m_model->setHeaderData(RemarkColumn, Qt::Horizontal,
                           remarks.isEmpty() ? tr("what it does") : remarks);
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
        m_model->appendRow({ name, value, remark });
        hasRemarks = hasRemarks || !field.remark.isEmpty();
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
    if (!isColumnHidden(RemarkColumn)) {
        resizeColumnToContents(ValueColumn);
        const int room = viewport()->width() - columnWidth(NameColumn);
        setColumnWidth(ValueColumn,
                       std::clamp(columnWidth(ValueColumn) + 8, LeastNameWidth,
                                  std::max(LeastNameWidth, room / 2)));
    }
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
