// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/startpage.h"

#include "gui/theme/fonts.h"
#include "models/formatting.h"
#include "ui_startpage.h"

#include <QAction>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QLocale>

namespace Pushscope {

namespace {

constexpr int TitlePixelSize = 24;
constexpr int PageWidth = 860;
constexpr int PathRole = Qt::UserRole;
constexpr int FaultRole = Qt::UserRole + 1; ///< bool: it cannot be opened.

QString shortFolder(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    const QString home = QDir::homePath();
    return folder.startsWith(home) ? QLatin1Char('~') + folder.mid(home.size()) : folder;
}

QString faultText(const Error &fault)
{
    switch (fault.code) {
    case ErrorCode::NotACapture:
        return StartPage::tr("not a capture");
    case ErrorCode::Damaged:
        return StartPage::tr("damaged, nothing can be read");
    default:
        return StartPage::tr("cannot be opened");
    }
}

} // namespace

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::StartPage>())
{
    m_ui->setupUi(this);
    setUpLinks();
    setUpLists();
    applyLook();
    setRecent({});
    setUnsaved({});
}

StartPage::~StartPage() = default;

void StartPage::setUpLinks()
{
    m_ui->urlLink->setGlyph(Glyph::Connect);
    m_ui->mockLink->setGlyph(Glyph::Server);
    m_ui->tourLink->setGlyph(Glyph::Tour);
    m_ui->openLink->setGlyph(Glyph::Open);
    connect(m_ui->urlLink, &QPushButton::clicked, this, &StartPage::urlRequested);
    connect(m_ui->mockLink, &QPushButton::clicked, this, &StartPage::mockRequested);
    connect(m_ui->tourLink, &QPushButton::clicked, this, &StartPage::tourRequested);
    connect(m_ui->openLink, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(m_ui->openUnsavedButton, &QPushButton::clicked, this, [this] {
        if (const QListWidgetItem *item = m_ui->unsavedList->currentItem())
            emit fileRequested(item->data(PathRole).toString());
    });
    connect(m_ui->deleteUnsavedButton, &QPushButton::clicked, this, [this] {
        if (const QListWidgetItem *item = m_ui->unsavedList->currentItem())
            emit deleteRequested(item->data(PathRole).toString(), item->text());
    });
    auto *deletion = new QAction(m_ui->unsavedList);
    deletion->setShortcut(QKeySequence::Delete);
    deletion->setShortcutContext(Qt::WidgetShortcut);
    m_ui->unsavedList->addAction(deletion);
    connect(deletion, &QAction::triggered, m_ui->deleteUnsavedButton, &QPushButton::click);
}

void StartPage::setUpLists()
{
    for (QListWidget *list : { m_ui->recentList, m_ui->unsavedList }) {
        list->setAlternatingRowColors(true);
        list->setTextElideMode(Qt::ElideMiddle);
        connect(list, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
            emit fileRequested(item->data(PathRole).toString());
        });
    }
    connect(m_ui->unsavedList, &QListWidget::currentRowChanged, this, &StartPage::refreshButtons);
}

void StartPage::setRecent(const QStringList &paths)
{
    m_ui->recentList->clear();
    for (const QString &path : paths) {
        auto *item = new QListWidgetItem(QFileInfo(path).fileName() + QStringLiteral("  ·  ")
                                             + shortFolder(path),
                                         m_ui->recentList);
        item->setData(PathRole, path);
        item->setToolTip(QDir::toNativeSeparators(path));
    }
    m_ui->recentLabel->setVisible(!paths.isEmpty());
    m_ui->recentList->setVisible(!paths.isEmpty());
    refreshButtons();
}

void StartPage::setUnsaved(const QList<UnsavedFile> &captures)
{
    // They are looked for again while the user chooses.
    const QListWidgetItem *chosen = m_ui->unsavedList->currentItem();
    const QString chosenPath = chosen ? chosen->data(PathRole).toString() : QString();
    m_ui->unsavedList->clear();
    for (const UnsavedFile &capture : captures) {
        QString text = tr("%1 · %2").arg(
            QLocale().toString(capture.lastModified, QLocale::ShortFormat),
            sizeText(capture.fileOctets));
        if (capture.fault)
            text = tr("%1 · %2", "a capture, what is wrong with it").arg(text, faultText(*capture.fault));
        auto *item = new QListWidgetItem(text, m_ui->unsavedList);
        item->setData(PathRole, capture.path);
        item->setData(FaultRole, capture.fault.has_value());
        item->setToolTip(QDir::toNativeSeparators(capture.path));
        if (capture.path == chosenPath)
            m_ui->unsavedList->setCurrentItem(item);
    }
    const bool hasAny = !captures.isEmpty();
    m_ui->unsavedLabel->setVisible(hasAny);
    m_ui->unsavedList->setVisible(hasAny);
    m_ui->openUnsavedButton->setVisible(hasAny);
    m_ui->deleteUnsavedButton->setVisible(hasAny);
    refreshButtons();
}

void StartPage::refreshButtons()
{
    const QListWidgetItem *current = m_ui->unsavedList->currentItem();
    m_ui->openUnsavedButton->setEnabled(current && !current->data(FaultRole).toBool());
    m_ui->deleteUnsavedButton->setEnabled(current);
    m_ui->listsBox->setVisible(m_ui->recentList->count() + m_ui->unsavedList->count() > 0);
}

void StartPage::applyLook()
{
    QFont titleFace = textFont(TitlePixelSize);
    titleFace.setWeight(QFont::DemiBold);
    m_ui->titleLabel->setFont(titleFace);
    m_ui->subtitleLabel->setForegroundRole(QPalette::PlaceholderText);
    m_ui->startHintLabel->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : { m_ui->recentLabel, m_ui->unsavedLabel }) {
        label->setFont(titleFont());
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    m_ui->titleLabel->setMinimumWidth(PageWidth);
}

void StartPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

} // namespace Pushscope
