// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/addressbar.h"

#include "engine/api/techniques.h"
#include "engine/api/thismachine.h"
#include "gui/address/commandconversion.h"
#include "gui/address/techniquelabels.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "gui/window/glyphs.h"
#include "models/pastedcommand.h"
#include "ui_addressbar.h"

#include <QEvent>
#include <QPainter>

namespace Pushscope {

namespace {

/// With a body and cookies: more than the 32,767 characters that Qt allows.
constexpr int LongestCommand = 4 * 1024 * 1024;

QIcon pauseIcon(const QPalette &palette, bool isPaused)
{
    return glyphIcon(isPaused ? Glyph::Play : Glyph::Pause, palette.color(QPalette::ButtonText));
}

QIcon problemsIcon(const QPalette &palette, bool isProblemsOnly)
{
    const Theme &theme = Theme::of(palette);
    return glyphIcon(Glyph::Problem, isProblemsOnly ? theme.warning : theme.dim);
}

} // namespace

QUrl urlFromText(const QString &text, Technique technique)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed.contains(QLatin1String("://")))
        return QUrl(trimmed, QUrl::TolerantMode);
    QUrl url(QLatin1String("//") + trimmed, QUrl::TolerantMode);
    const bool isPlain = isThisMachine(url.host());
    if (technique == Technique::WebSocket)
        url.setScheme(isPlain ? QStringLiteral("ws") : QStringLiteral("wss"));
    else
        url.setScheme(isPlain ? QStringLiteral("http") : QStringLiteral("https"));
    if (url.path().isEmpty())
        url.setPath(QStringLiteral("/"));
    return url;
}

AddressBar::AddressBar(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::AddressBar>())
{
    m_ui->setupUi(this);
    setUpControls();
    retranslate();
}

AddressBar::~AddressBar() = default;

void AddressBar::setUpControls()
{
    for (const TechniqueRow &row : techniqueTable())
        m_ui->techniqueCombo->addItem(techniqueLabel(row.technique),
                                      QVariant::fromValue(static_cast<int>(row.technique)));
    m_ui->urlEdit->setFont(wireFont());
    m_ui->connectButton->setDefault(true);
    m_ui->pauseButton->setIconSize({ 14, 14 });
    connect(m_ui->techniqueCombo, &QComboBox::activated, this, &AddressBar::edited);
    m_ui->urlEdit->setMaxLength(LongestCommand);
    connect(m_ui->urlEdit, &QLineEdit::textChanged, this, [this] {
        QMetaObject::invokeMethod(
            this, [this] { m_typedLength = m_ui->urlEdit->text().size(); }, Qt::QueuedConnection);
    });
    connect(m_ui->urlEdit, &QLineEdit::textEdited, this, &AddressBar::takeEdit);
    connect(m_ui->urlEdit, &QLineEdit::returnPressed, this, &AddressBar::connectRequested);
    connect(m_ui->optionsButton, &QPushButton::clicked, this, &AddressBar::optionsRequested);
    connect(m_ui->connectButton, &QPushButton::clicked, this, [this] {
        if (m_isLive)
            emit disconnectRequested();
        else
            emit connectRequested();
    });
    connect(m_ui->pauseButton, &QToolButton::toggled, this, [this](bool isPaused) {
        m_ui->pauseButton->setIcon(pauseIcon(palette(), isPaused));
        emit pauseToggled(isPaused);
    });
    m_ui->problemsButton->setIconSize({ 14, 14 });
    connect(m_ui->problemsButton, &QPushButton::toggled, this, [this](bool isProblemsOnly) {
        m_ui->problemsButton->setIcon(problemsIcon(palette(), isProblemsOnly));
        emit problemsOnlyToggled(isProblemsOnly);
    });
}

ClientOptions AddressBar::options() const
{
    ClientOptions options = m_options;
    options.technique = static_cast<Technique>(m_ui->techniqueCombo->currentData().toInt());
    options.url = urlFromText(m_ui->urlEdit->text(), options.technique);
    return options;
}

void AddressBar::setOptions(const ClientOptions &options)
{
    m_options = options;
    m_ui->techniqueCombo->setCurrentIndex(
        m_ui->techniqueCombo->findData(static_cast<int>(options.technique)));
    const QString text = options.url.toString();
    if (m_ui->urlEdit->text() == text)
        return; // Whoever types there keeps the place.
    m_ui->urlEdit->setText(text);
    m_ui->urlEdit->setCursorPosition(0);
}

void AddressBar::takeEdit(const QString &text)
{
    // What is typed letter by letter is read at the end of it, what is pasted at once.
    const bool isPasted = text.size() > m_typedLength + 1;
    if (!isPasted || !takeCommand(text))
        emit edited();
}

bool AddressBar::settle()
{
    const QString text = m_ui->urlEdit->text();
    return !looksLikeCommand(text) || takeCommand(text);
}

bool AddressBar::takeCommand(const QString &text)
{
    if (!looksLikeCommand(text))
        return false;
    const auto command = readCommand(text);
    if (!command)
        return false;
    if (command->fault) {
        emit commandRead(*command->fault, false);
        return false;
    }
    setOptions(clientOptions(command->options));
    QStringList sentences{ tr("Read from a command line of %1; Enter connects.")
                               .arg(command->program) };
    sentences += command->remarks;
    emit edited();
    emit commandRead(sentences.join(QLatin1Char(' ')), command->remarks.isEmpty());
    return true;
}

QString AddressBar::addressText() const
{
    return m_ui->urlEdit->text();
}

void AddressBar::setLive(bool isLive)
{
    if (m_isLive == isLive)
        return;
    m_isLive = isLive;
    retranslate();
}

void AddressBar::setPaused(bool isPaused)
{
    m_ui->pauseButton->setChecked(isPaused);
}

void AddressBar::setProblemsOnly(bool isProblemsOnly)
{
    m_ui->problemsButton->setChecked(isProblemsOnly);
}

FilterEdit *AddressBar::filterEdit() const
{
    return m_ui->filterEdit;
}

void AddressBar::focusAddress()
{
    m_ui->urlEdit->setFocus(Qt::ShortcutFocusReason);
    m_ui->urlEdit->selectAll();
}

void AddressBar::retranslate()
{
    m_ui->connectButton->setText(m_isLive ? tr("Disconnect") : tr("Connect"));
    m_ui->connectButton->setToolTip(m_isLive ? tr("End the session cleanly")
                                             : tr("Connect to the address (Enter)"));
    m_ui->pauseButton->setIcon(pauseIcon(palette(), m_ui->pauseButton->isChecked()));
    m_ui->problemsButton->setIcon(problemsIcon(palette(), m_ui->problemsButton->isChecked()));
}

void AddressBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::of(palette());
    painter.fillRect(rect(), theme.pane);
    painter.fillRect(0, height() - 1, width(), 1, theme.line);
}

void AddressBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        retranslate();
}

} // namespace Pushscope
