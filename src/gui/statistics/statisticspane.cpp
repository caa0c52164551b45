// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/statistics/statisticspane.h"

#include "gui/address/techniquelabels.h"
#include "gui/statistics/statisticsdelegate.h"
#include "gui/statistics/statisticsplotview.h"
#include "gui/statistics/statisticstable.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/formatting.h"
#include "models/statisticswords.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <numeric>

namespace Pushscope {

namespace {

constexpr int PerMille = 1000;
/// In the order of StatisticsTable::Column; what is left over is shared in the same proportion.
constexpr std::array<int, 5> LeastWidths{ 112, 112, 140, 164, 150 };
constexpr int MostSessionWidth = 220;
constexpr int ProgressWidth = 120;
/// What takes no longer than that is not worth a bar.
constexpr qint64 FewRecords = 8LL * StatisticsModel::RecordsAtOnce;

QToolButton *makeButton(const QString &name, const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(text);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QLabel *makeLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setFont(textFont(SmallPixels));
    label->setTextFormat(Qt::PlainText);
    // Longer than there is room for, it is cut and not in the way.
    label->setMinimumWidth(1);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

} // namespace

StatisticsPane::StatisticsPane(QWidget *parent)
    : QWidget(parent)
    , m_table(new StatisticsTable(this))
{
    setObjectName(QStringLiteral("statisticsPane"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->setSpacing(0);
    setUpStrip();
    layout->addWidget(m_strip);
    m_pages = new QStackedWidget(this);
    layout->addWidget(m_pages, 1);
    m_empty = new QLabel(this);
    m_empty->setObjectName(QStringLiteral("statisticsEmptyLabel"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(12);
    m_empty->setText(tr("Nothing is recorded yet. Connect to a URL (Ctrl+L) or start the mock "
                        "server (Ctrl+Shift+M): what each session comes to will stand here."));
    m_pages->addWidget(m_empty);
    setUpTable();
    setUpLarge();
    setUpExports();
    refreshColors();
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(StatisticsModel::TellInterval);
    connect(&m_refreshTimer, &QTimer::timeout, &m_model, &StatisticsModel::refresh);
    connect(&m_model, &StatisticsModel::changed, this, &StatisticsPane::refreshRows);
    connect(&m_model, &StatisticsModel::progressed, this, &StatisticsPane::refreshStrip);
    refreshRows();
    refreshStrip();
}

void StatisticsPane::setUpStrip()
{
    m_strip = new QWidget(this);
    auto *layout = new QHBoxLayout(m_strip);
    layout->setContentsMargins(9, 2, 6, 2);
    layout->setSpacing(8);
    m_rangeLabel = makeLabel(QStringLiteral("statisticsRangeLabel"), m_strip);
    m_rangeLabel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_whole = makeButton(QStringLiteral("statisticsWholeButton"), tr("All times"), m_strip);
    m_whole->setToolTip(tr("Count the whole capture again"));
    connect(m_whole, &QToolButton::clicked, this, &StatisticsPane::wholeRequested);
    m_notice = makeLabel(QStringLiteral("statisticsNoticeLabel"), m_strip);
    m_progressLabel = makeLabel(QStringLiteral("statisticsProgressLabel"), m_strip);
    m_progressLabel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_progress = new QProgressBar(m_strip);
    m_progress->setObjectName(QStringLiteral("statisticsProgress"));
    m_progress->setAccessibleName(tr("Records counted"));
    m_progress->setRange(0, PerMille);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(ProgressWidth, 6);
    m_stop = makeButton(QStringLiteral("statisticsStopButton"), tr("Stop"), m_strip);
    connect(m_stop, &QToolButton::clicked, this, [this] {
        if (m_model.isStopped())
            m_model.goOn();
        else
            m_model.stop();
    });
    layout->addWidget(m_rangeLabel);
    layout->addWidget(m_whole);
    layout->addWidget(m_notice, 1);
    layout->addWidget(m_progressLabel);
    layout->addWidget(m_progress);
    layout->addWidget(m_stop);
}

void StatisticsPane::setUpTable()
{
    m_view = new QTableView(this);
    m_view->setObjectName(QStringLiteral("statisticsTable"));
    m_view->setAccessibleName(tr("Statistics of the sessions"));
    m_view->setModel(m_table);
    m_view->setItemDelegate(new StatisticsDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setTabKeyNavigation(false);
    m_view->setWordWrap(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(StatisticsDelegate::RowHeight);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = m_view->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex &index) {
        showSession(index.data(StatisticsTable::SessionRole).toUInt());
    });
    m_pages->addWidget(m_view);
}

void StatisticsPane::setUpLarge()
{
    static const std::array<QString, 4> Names{ QStringLiteral("messagesPlot"),
                                               QStringLiteral("octetsPlot"),
                                               QStringLiteral("gapsPlot"),
                                               QStringLiteral("tripsPlot") };
    m_large = new QWidget(this);
    auto *layout = new QVBoxLayout(m_large);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    auto *top = new QHBoxLayout;
    auto *back = makeButton(QStringLiteral("statisticsBackButton"), tr("‹ All sessions"), m_large);
    back->setToolTip(tr("Back to the list (Escape)"));
    connect(back, &QToolButton::clicked, this, &StatisticsPane::showAll);
    m_name = makeLabel(QStringLiteral("statisticsNameLabel"), m_large);
    m_name->setFont(textFont());
    top->addWidget(back);
    top->addWidget(m_name, 1);
    layout->addLayout(top);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(2);
    for (std::size_t i = 0; i < m_plots.size(); ++i) {
        m_plots[i] = new StatisticsPlotView(static_cast<StatisticsPlot::Kind>(i), m_large);
        m_plots[i]->setObjectName(Names[i]);
        m_sentences[i] = makeLabel(Names[i] + QStringLiteral("Label"), m_large);
        m_sentences[i]->setIndent(8);
        const int row = static_cast<int>(i) / 2 * 2;
        const int column = static_cast<int>(i) % 2;
        grid->addWidget(m_plots[i], row, column);
        grid->addWidget(m_sentences[i], row + 1, column);
        grid->setRowStretch(row, 1);
        grid->setColumnStretch(column, 1);
    }
    layout->addLayout(grid, 1);
    // Plots want room, but only while they are seen: the table can do with less.
    const auto makeRoom = [this] {
        const bool isSeen = m_pages->currentWidget() == m_large;
        m_large->setSizePolicy(QSizePolicy::Preferred,
                               isSeen ? QSizePolicy::Preferred : QSizePolicy::Ignored);
        m_pages->layout()->invalidate(); // A hidden page does not say that it changed.
        m_pages->updateGeometry();
    };
    m_pages->addWidget(m_large);
    connect(m_pages, &QStackedWidget::currentChanged, this, makeRoom);
    makeRoom();
}

void StatisticsPane::setUpExports()
{
    m_exportMenu = new QMenu(tr("&Export statistics"), this);
    const auto add = [this](const QString &name, const QString &text, Export what) {
        QAction *action
            = m_exportMenu->addAction(text, this, [this, what] { emit exportRequested(what); });
        action->setObjectName(name);
    };
    add(QStringLiteral("exportPngAction"), tr("Picture of the statistics (&PNG)…"), Export::Png);
    add(QStringLiteral("exportSvgAction"), tr("Drawing of the statistics (&SVG)…"), Export::Svg);
    m_exportMenu->addSeparator();
    add(QStringLiteral("exportTimesAction"), tr("Statistics over &time (CSV)…"), Export::TimesCsv);
    add(QStringLiteral("exportSummaryAction"), tr("Statistics by s&ession (CSV)…"),
        Export::SummaryCsv);
}

void StatisticsPane::setPages(RecordPages *pages)
{
    m_isPaused = false;
    say({});
    showAll();
    m_model.setPages(pages);
}

void StatisticsPane::refresh()
{
    if (!m_isPaused && isVisible() && !m_refreshTimer.isActive())
        m_refreshTimer.start();
}

void StatisticsPane::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    m_refreshTimer.stop();
    refresh();
}

void StatisticsPane::setRange(qint64 tFrom, qint64 tTo)
{
    m_model.setRange(tFrom < 0 || tTo < tFrom ? StatisticsModel::Range() : std::pair{ tFrom, tTo });
}

void StatisticsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.setActive(true);
}

void StatisticsPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model.setActive(false);
}

void StatisticsPane::keyPressEvent(QKeyEvent *event)
{
    const bool isBack = event->key() == Qt::Key_Escape || event->key() == Qt::Key_Backspace;
    if (m_shown && isBack)
        showAll();
    else
        QWidget::keyPressEvent(event);
}

void StatisticsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_exportMenu)
        refreshColors();
}

void StatisticsPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void StatisticsPane::fitColumns()
{
    const int least = std::accumulate(LeastWidths.begin(), LeastWidths.end(), 0);
    const int room = std::max(least, width() - m_view->verticalScrollBar()->sizeHint().width() - 2);
    int left = room;
    for (int column = 0; column < StatisticsTable::ColumnCount; ++column) {
        const int share = LeastWidths[static_cast<std::size_t>(column)] * room / least;
        const bool isLast = column == StatisticsTable::ColumnCount - 1;
        const bool isSession = column == StatisticsTable::SessionColumn;
        const int columnWidth
            = isLast ? left : (isSession ? std::min(share, MostSessionWidth) : share);
        m_view->setColumnWidth(column, columnWidth);
        left -= columnWidth;
    }
}

void StatisticsPane::refreshColors()
{
    const Theme &theme = Theme::of(palette());
    const auto paint = [this](QWidget *widget, const QColor &color) {
        QPalette own = palette();
        own.setColor(QPalette::WindowText, color);
        widget->setPalette(own);
    };
    for (QLabel *label : m_sentences)
        paint(label, theme.dim);
    paint(m_empty, theme.dim);
    paint(m_progressLabel, theme.dim);
    paint(m_rangeLabel, theme.accent);
    paint(m_notice, m_isNoticeFailure ? theme.error : theme.dim);
}

void StatisticsPane::say(const QString &text, bool isFailure)
{
    m_notice->setText(text);
    m_notice->setToolTip(text);
    m_isNoticeFailure = isFailure;
    refreshColors();
    refreshStrip();
}

void StatisticsPane::showSession(quint32 session)
{
    const int row = m_table->rowOf(session);
    if (row < 0)
        return;
    m_shown = session;
    m_view->selectRow(row);
    refreshLarge();
    m_pages->setCurrentWidget(m_large);
    m_plots[0]->setFocus(Qt::OtherFocusReason);
}

void StatisticsPane::showAll()
{
    const bool hadFocus = m_large->isAncestorOf(focusWidget());
    m_shown.reset();
    m_pages->setCurrentWidget(m_table->rowCount() > 0 ? static_cast<QWidget *>(m_view) : m_empty);
    if (hadFocus)
        m_view->setFocus(Qt::OtherFocusReason);
}

void StatisticsPane::refreshRows()
{
    m_table->setStatistics(m_model.statistics(), m_model.sessions());
    if (m_shown && m_table->rowOf(*m_shown) < 0)
        m_shown.reset();
    if (!m_shown)
        showAll();
    else
        refreshLarge();
    const bool hasRows = m_table->rowCount() > 0;
    for (QAction *action : m_exportMenu->actions())
        action->setEnabled(hasRows);
    if (hasRows && !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_table->index(0, 0));
}

void StatisticsPane::refreshLarge()
{
    const StatisticsTable::RowPointer row = m_table->row(m_table->rowOf(*m_shown));
    if (!row)
        return;
    const QString technique = techniqueLabel(QByteArrayView(row->technique));
    m_name->setText(technique.isEmpty() ? row->name : tr("%1 · %2").arg(row->name, technique));
    for (std::size_t i = 0; i < m_plots.size(); ++i) {
        m_plots[i]->setPlot(row->plots[i]);
        m_sentences[i]->setText(row->groups[i].isEmpty ? QString() : row->groups[i].sentence);
        m_sentences[i]->setToolTip(m_sentences[i]->text());
    }
}

void StatisticsPane::refreshStrip()
{
    const StatisticsModel::Range &range = m_model.range();
    const qint64 left = m_model.total() - m_model.counted();
    const bool isBusy = m_model.isCounting()
        && (m_model.isStopped() || left > FewRecords || m_progress->isVisible());
    const bool isProgressShown = isBusy && m_model.total() > 0 && left > 0;
    m_rangeLabel->setVisible(range.has_value());
    m_whole->setVisible(range.has_value());
    if (range) {
        m_rangeLabel->setText(tr("Only %1, as chosen on the timeline")
                                  .arg(statisticsTimes(range->first, range->second)));
    }
    m_progressLabel->setVisible(isProgressShown);
    m_progress->setVisible(isProgressShown);
    m_stop->setVisible(isProgressShown);
    if (isProgressShown) {
        const QString counted = groupedNumber(m_model.counted());
        const QString total = groupedNumber(m_model.total());
        m_progressLabel->setText(m_model.isStopped()
                                     ? tr("Stopped after %1 of %2 records").arg(counted, total)
                                     : tr("%1 of %2 records counted").arg(counted, total));
        m_progress->setValue(static_cast<int>(static_cast<double>(m_model.counted()) * PerMille
                                              / static_cast<double>(m_model.total())));
        m_stop->setText(m_model.isStopped() ? tr("Go on") : tr("Stop"));
    }
    m_strip->setVisible(range || isProgressShown || !m_notice->text().isEmpty());
}

QString StatisticsPane::text() const
{
    const QString range = m_model.range() ? m_rangeLabel->text() + QLatin1Char('\n') : QString();
    return range + m_table->text();
}

} // namespace Pushscope
