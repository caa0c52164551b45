// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/findings/findingspane.h"

#include "gui/findings/findinghtml.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/formatting.h"

#include <QDesktopServices>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace Pushscope {

namespace {

constexpr int Margin = 12;
constexpr int MarkedMargin = 4;
constexpr std::chrono::milliseconds RefreshInterval{ 250 };
constexpr int SessionWidth = 96;
enum Column { WhatColumn, SessionColumn, CountColumn };

QString glyphOf(Severity severity)
{
    return severity == Severity::Error ? QStringLiteral("✕ ") : QStringLiteral("▲ ");
}

} // namespace

FindingsPane::FindingsPane(QWidget *parent)
    : QWidget(parent)
    , m_empty(new QLabel(tr("No problem shows across several records."), this))
    , m_markedRow(new QWidget(this))
    , m_column(new QVBoxLayout(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    setObjectName(QStringLiteral("findingsPane"));
    setAccessibleName(tr("Problems"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_empty->setObjectName(QStringLiteral("noFindingsLabel"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    setUpList();
    setUpWords();
    setUpMarked();
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_splitter, 1);
    m_column->addWidget(m_empty, 1);
    m_column->addWidget(m_markedRow);
    m_splitter->setChildrenCollapsible(false);
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(RefreshInterval);
    connect(&m_refreshTimer, &QTimer::timeout, this, [this] {
        if (std::exchange(m_isStale, false))
            refresh();
    });
    connect(&m_reader, &FindingsReader::changed, this, [this] {
        refreshRows();
        emit findingsChanged(m_reader.findings());
    });
    refreshRows();
}

void FindingsPane::setUpList()
{
    m_list = new QTreeWidget(m_splitter);
    m_list->setObjectName(QStringLiteral("findingsView"));
    m_list->setAccessibleName(tr("Problems found"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setHeaderLabels({ tr("Problem"), tr("Session"), tr("Times") });
    QHeaderView *header = m_list->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(WhatColumn, QHeaderView::Stretch);
    header->resizeSection(SessionColumn, SessionWidth);
    header->setSectionResizeMode(CountColumn, QHeaderView::ResizeToContents);
    m_list->headerItem()->setTextAlignment(CountColumn, Qt::AlignRight | Qt::AlignVCenter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &FindingsPane::refreshWords);
    connect(m_list, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        const auto row = static_cast<std::size_t>(m_list->indexOfTopLevelItem(item));
        if (row < findings().size() && !findings()[row].rows.empty())
            emit recordPicked(findings()[row].rows.front());
    });
}

void FindingsPane::setUpWords()
{
    m_words = new QTextBrowser(m_splitter);
    m_words->setObjectName(QStringLiteral("findingBrowser"));
    m_words->setAccessibleName(tr("The problem in words"));
    m_words->setFrameShape(QFrame::NoFrame);
    m_words->setOpenLinks(false);
    m_words->document()->setDocumentMargin(Margin);
    m_words->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    // Its first lay-out is lower than a line, and scrolls to the cursor: what is not being read by
    // keys begins at its top.
    connect(m_words->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] {
        if (!m_words->hasFocus() && m_words->textCursor().atStart())
            m_words->verticalScrollBar()->setValue(0);
    });
    connect(m_words, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) {
        if (url.scheme() == QLatin1StringView("record"))
            emit recordPicked(url.path().toLongLong());
        else if (url.scheme() == QLatin1StringView("https"))
            QDesktopServices::openUrl(url);
    });
}

void FindingsPane::setUpMarked()
{
    m_markedText = new QLabel(m_markedRow);
    m_markedText->setObjectName(QStringLiteral("markedRecordsLabel"));
    m_markedText->setForegroundRole(QPalette::PlaceholderText);
    m_showMarked = new QPushButton(tr("Show &only these"), m_markedRow);
    m_showMarked->setObjectName(QStringLiteral("showMarkedButton"));
    m_showMarked->setToolTip(tr("Turns Only problems on (Ctrl+Shift+F)"));
    m_showMarked->setAutoDefault(false);
    m_markedText->setMinimumHeight(m_showMarked->sizeHint().height());
    auto *row = new QHBoxLayout(m_markedRow);
    row->setContentsMargins(Margin, MarkedMargin, Margin, MarkedMargin);
    row->addStretch();
    row->addWidget(m_markedText, 0, Qt::AlignTop);
    row->addWidget(m_showMarked, 0, Qt::AlignTop);
    row->addStretch();
    connect(m_showMarked, &QPushButton::clicked, this, &FindingsPane::problemsRequested);
    connect(&m_marked, &MarkedRecords::countChanged, this, &FindingsPane::refreshMarked);
    refreshMarked();
}

void FindingsPane::refreshMarked()
{
    const qint64 count = m_marked.count();
    m_markedText->setText(count == 1
                              ? tr("1 record is marked by itself.")
                              : tr("%1 records are marked, each by itself.").arg(groupedNumber(count)));
    m_markedRow->setVisible(count > 0);
    arrangeEmpty();
}

void FindingsPane::arrangeEmpty()
{
    // Together in the middle where there is nothing else.
    const bool isEmpty = findings().empty();
    const bool isMarked = m_marked.count() > 0;
    m_empty->setAlignment(Qt::AlignHCenter | (isMarked ? Qt::AlignBottom : Qt::AlignVCenter));
    m_column->setStretchFactor(m_markedRow, isEmpty && isMarked ? 1 : 0);
}

void FindingsPane::setPages(RecordPages *pages)
{
    m_marked.setPages(pages);
    m_refreshTimer.stop();
    m_isStale = false;
    m_reader.setPages(pages);
    refreshRows();
}

void FindingsPane::refresh()
{
    if (m_refreshTimer.isActive()) {
        m_isStale = true;
        return;
    }
    m_refreshTimer.start();
    m_reader.refresh();
}

void FindingsPane::setSessions(const std::vector<SessionRow> &sessions)
{
    m_sessions = SessionTable(sessions);
    refreshRows();
}

void FindingsPane::refreshRows()
{
    const Theme &theme = Theme::of(palette());
    const auto count = static_cast<int>(findings().size());
    m_splitter->setVisible(count > 0);
    m_empty->setVisible(count == 0);
    arrangeEmpty();
    const int current = std::max(0, m_list->indexOfTopLevelItem(m_list->currentItem()));
    // In place: the user may be reading one of them.
    while (m_list->topLevelItemCount() > count)
        delete m_list->takeTopLevelItem(m_list->topLevelItemCount() - 1);
    while (m_list->topLevelItemCount() < count)
        m_list->addTopLevelItem(new QTreeWidgetItem);
    for (int row = 0; row < count; ++row) {
        const Finding &finding = findings()[static_cast<std::size_t>(row)];
        const FindingText text = describe(finding);
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        const QString session = m_sessions.name(finding.session);
        item->setText(WhatColumn, glyphOf(text.severity) + text.title);
        item->setForeground(WhatColumn,
                            text.severity == Severity::Error ? theme.error : theme.warning);
        item->setText(SessionColumn,
                      session.isEmpty() ? QString::number(finding.session) : session);
        item->setText(CountColumn, groupedNumber(static_cast<qint64>(finding.count)));
        item->setTextAlignment(CountColumn, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(WhatColumn, text.title);
    }
    if (count > 0)
        m_list->setCurrentItem(m_list->topLevelItem(std::min(current, count - 1)));
    refreshWords();
}

void FindingsPane::refreshWords()
{
    const auto row = static_cast<std::size_t>(
        std::max(0, m_list->indexOfTopLevelItem(m_list->currentItem())));
    const QString html = row < findings().size()
        ? findingHtml(findings()[row], Theme::of(palette()))
        : QString();
    if (m_words->property("pushscopeHtml").toString() == html)
        return; // The place where somebody reads is kept.
    m_words->setProperty("pushscopeHtml", html);
    m_words->setHtml(html);
    m_words->moveCursor(QTextCursor::Start);
}

QString FindingsPane::text() const
{
    QString text;
    for (const Finding &finding : findings()) {
        const FindingText words = describe(finding);
        text += words.title + QLatin1Char('\n') + words.sentence + QLatin1Char('\n');
    }
    return text;
}

void FindingsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_marked.setWanted(true);
}

void FindingsPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_marked.setWanted(false);
}

void FindingsPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_words)
        refreshRows();
}

} // namespace Pushscope
