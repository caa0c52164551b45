// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/mocktlsbox.h"

#include "engine/api/engine.h"
#include "engine/api/mockcertificate.h"
#include "gui/address/pemfileinput.h"
#include "gui/services.h"
#include "gui/theme/theme.h"
#include "gui/window/dialogs.h"
#include "models/describe.h"
#include "models/describecertificate.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSaveFile>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <iterator>
#include <utility>

namespace Pushscope {

namespace {

const QString ChoiceKey = QStringLiteral("mock/tls");
const QString CertificateKey = QStringLiteral("mock/certificate");
const QString KeyKey = QStringLiteral("mock/key");
/// As they are remembered, in the order of the choice.
const QList<QByteArray> ChoiceNames{ "plain", "own", "files" };

} // namespace

MockTlsBox::MockTlsBox(QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(10, 0, 8, 8); // As the row of the port.
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    setUpChoice(*grid);
    setUpFiles(*grid);
    setUpActions();
    for (QLabel *label : std::as_const(m_labels))
        label->setMinimumWidth(labelWidth());
    refresh();
}

void MockTlsBox::setUpChoice(QGridLayout &grid)
{
    m_choice = new QComboBox(this);
    m_choice->setObjectName(QStringLiteral("tlsCombo"));
    m_choice->setAccessibleName(tr("TLS of the mock server"));
    m_choice->setToolTip(tr("Whether the mock server is reached by https and wss, and by which "
                            "certificate; clients of this window trust the self-signed one"));
    m_choice->addItems({ tr("Off"), tr("Self-signed"), tr("From files") });
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(6);
    grid.addWidget(m_choice, 0, 1, 1, 2);
    (void)addLabel(grid, 0, tr("TLS"), m_choice);
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        remember();
        checkFiles();
        refresh();
    });
}

void MockTlsBox::setUpFiles(QGridLayout &grid)
{
    const auto makeEdit = [this](const char *name, const QString &accessibleName,
                                 const QString &placeholder) {
        auto *edit = new QLineEdit(this);
        edit->setObjectName(QString::fromLatin1(name));
        edit->setAccessibleName(accessibleName);
        edit->setPlaceholderText(placeholder);
        connect(edit, &QLineEdit::textChanged, this, [this, edit](const QString &path) {
            edit->setToolTip(path);
            remember();
            m_fault.clear(); // Of another path.
            showFault();
        });
        onPathNamed(*edit, this, [this] { checkFiles(); });
        return edit;
    };
    const auto addRow = [&](int row, const QString &label, QLineEdit *edit, QToolButton *button) {
        grid.addWidget(edit, row, 1);
        grid.addWidget(button, row, 2);
        m_fileRows << addLabel(grid, row, label, edit) << edit << button;
    };
    m_certificate = makeEdit("mockCertificateEdit", tr("Certificate of the mock server"),
                             tr("PEM file"));
    m_key = makeEdit("mockKeyEdit", tr("Key of the mock server's certificate"),
                     tr("same file"));
    addRow(1, tr("Certificate"), m_certificate,
           makeFileButton("mockCertificateButton", tr("Choose the file of the certificate"),
                          m_certificate));
    addRow(2, tr("Key"), m_key,
           makeFileButton("mockKeyButton", tr("Choose the file of the key"), m_key));
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("mockTlsProblem"));
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid.addWidget(m_problem, 3, 0, 1, 3);
}

QLabel *MockTlsBox::addLabel(QGridLayout &grid, int row, const QString &text, QWidget *buddy)
{
    auto *label = new QLabel(text, this);
    label->setBuddy(buddy);
    grid.addWidget(label, row, 0);
    m_labels.append(label);
    return label;
}

QToolButton *MockTlsBox::makeFileButton(const char *name, const QString &accessibleName,
                                        QLineEdit *edit)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QString::fromLatin1(name));
    button->setText(QStringLiteral("…"));
    button->setAccessibleName(accessibleName);
    button->setToolTip(accessibleName);
    button->setFocusPolicy(Qt::StrongFocus);
    connect(button, &QToolButton::clicked, this, [this, edit] {
        if (m_dialogs)
            choosePemFile(*m_dialogs, *edit);
    });
    return button;
}

void MockTlsBox::setUpActions()
{
    const auto add = [this](const char *name, const QString &text, void (MockTlsBox::*act)()) {
        auto *action = new QAction(text, this);
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, act);
        m_actions.append(action);
    };
    add("copyCertificateAction", tr("Copy the cert&ificate"), &MockTlsBox::copyCertificate);
    add("saveCertificateAction", tr("Save the certifica&te…"), &MockTlsBox::saveCertificate);
}

void MockTlsBox::setSurroundings(const Services &services, Dialogs &dialogs)
{
    const QSignalBlocker quiet(m_choice); // A window opens without waiting for the files.
    // Each field that is filled remembers all: they are read before.
    const auto chosen = ChoiceNames.indexOf(services.recall(ChoiceKey));
    const QString certificate = QString::fromUtf8(services.recall(CertificateKey));
    const QString key = QString::fromUtf8(services.recall(KeyKey));
    m_certificate->setText(certificate);
    m_key->setText(key);
    m_choice->setCurrentIndex(static_cast<int>(std::max<qsizetype>(0, chosen)));
    m_services = &services;
    m_dialogs = &dialogs;
    m_trust.setFolder(services.dataFolder);
    refresh();
}

void MockTlsBox::takeChoice(const MockTlsBox &former)
{
    m_certificate->setText(former.m_certificate->text());
    m_key->setText(former.m_key->text());
    m_choice->setCurrentIndex(former.m_choice->currentIndex());
}

void MockTlsBox::setRunning(bool isRunning, const QUrl &url)
{
    const QUrl known = isRunning ? url : QUrl();
    if (m_isRunning == isRunning && m_url == known)
        return;
    m_isRunning = isRunning;
    m_url = known;
    refresh();
}

void MockTlsBox::remember() const
{
    if (!m_services)
        return;
    m_services->remember(ChoiceKey, ChoiceNames.at(m_choice->currentIndex()));
    m_services->remember(CertificateKey, m_certificate->text().trimmed().toUtf8());
    m_services->remember(KeyKey, m_key->text().trimmed().toUtf8());
}

MockTlsBox::Choice MockTlsBox::choice() const
{
    return static_cast<Choice>(m_choice->currentIndex());
}

MockTls MockTlsBox::files() const
{
    MockTls tls;
    tls.isUsed = true;
    tls.certificateFile = m_certificate->text().trimmed();
    const QString key = m_key->text().trimmed();
    tls.keyFile = key.isEmpty() ? tls.certificateFile : key;
    return tls;
}

bool MockTlsBox::isUnnamed() const
{
    return choice() == Choice::Files && m_certificate->text().trimmed().isEmpty();
}

QString MockTlsBox::fault() const
{
    if (isUnnamed())
        return tr("Name the PEM file of the certificate to serve.");
    if (choice() != Choice::Files)
        return {};
    const MockTls tls = files();
    const auto checked = Engine::checkClientCertificate(tls.certificateFile, tls.keyFile);
    return checked ? QString() : describe(checked.error());
}

void MockTlsBox::focusFault()
{
    checkFiles(); // They may be others than when they were named.
    const MockTls tls = files();
    const auto checked = Engine::checkClientCertificate(tls.certificateFile, tls.keyFile);
    const bool isKey = !checked && isAboutKey(checked.error(), m_key->text().trimmed());
    QLineEdit *edit = isKey ? m_key : m_certificate;
    edit->setFocus(Qt::OtherFocusReason);
    edit->selectAll();
}

Result<MockTls> MockTlsBox::tls() const
{
    if (choice() == Choice::Plain)
        return MockTls();
    if (choice() == Choice::Files)
        return files();
    return keptMockTls(m_services ? m_services->dataFolder : QString());
}

QList<QWidget *> MockTlsBox::inputs() const
{
    QList<QWidget *> inputs{ m_choice };
    std::copy_if(m_fileRows.begin(), m_fileRows.end(), std::back_inserter(inputs),
                 [](const QWidget *widget) { return widget->focusPolicy() != Qt::NoFocus; });
    return inputs;
}

int MockTlsBox::labelWidth() const
{
    int width = 0;
    for (const QLabel *label : m_labels)
        width = std::max(width, label->sizeHint().width());
    return width;
}

void MockTlsBox::refresh()
{
    const bool isServedByTls = m_url.isEmpty() ? choice() != Choice::Plain : isTls(m_url);
    m_choice->setEnabled(!m_isRunning);
    for (QWidget *widget : std::as_const(m_fileRows))
        widget->setVisible(!m_isRunning && choice() == Choice::Files);
    for (QAction *action : std::as_const(m_actions))
        action->setEnabled(isServedByTls);
    setVisible(!m_isRunning || isServedByTls);
    m_trust.setMock(m_url, choice() == Choice::Own);
    showFault();
}

void MockTlsBox::checkFiles()
{
    m_fault = fault();
    showFault();
}

void MockTlsBox::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_problem)
        showFault(); // In the colours of the other theme.
}

void MockTlsBox::showFault()
{
    // Nothing was named yet: that is no mistake.
    const bool isHint = isUnnamed();
    const QString sentence = m_isRunning ? QString() : isHint ? fault() : m_fault;
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, isHint ? colors.color(QPalette::PlaceholderText)
                                                 : Theme::of(colors).error);
    m_problem->setPalette(colors);
    m_problem->setText(isHint || sentence.isEmpty() ? sentence
                                                    : QString(QStringLiteral("✕ ") + sentence));
    m_problem->setVisible(!sentence.isEmpty());
    makeRoom();
}

/// All of the sentence is read: a layout by itself has the list of endpoints go before it.
void MockTlsBox::makeRoom()
{
    const QMargins margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    m_problem->setMinimumHeight(std::max(0, m_problem->heightForWidth(room)));
}

void MockTlsBox::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

std::optional<QByteArray> MockTlsBox::certificates()
{
    const auto refuse = [this](const QString &sentence) {
        emit failed(sentence);
        return std::nullopt;
    };
    if (const QString sentence = fault(); !sentence.isEmpty())
        return refuse(sentence);
    // What runs shows the one that is there; else there may be none yet.
    const bool isThere = !m_trust.authorities().isEmpty();
    const auto chosen = isThere ? Result<MockTls>(MockTls()) : tls();
    if (!chosen)
        return refuse(describe(chosen.error()));
    const auto pem = m_trust.certificates(*chosen);
    return pem ? std::optional(*pem) : refuse(describe(pem.error()));
}

void MockTlsBox::copyCertificate()
{
    if (const auto pem = certificates())
        QGuiApplication::clipboard()->setText(QString::fromLatin1(*pem));
}

void MockTlsBox::saveCertificate()
{
    if (!m_dialogs)
        return;
    const auto pem = certificates();
    if (!pem)
        return;
    m_dialogs->askExportPath(
        this, QStringLiteral("pushscope-mock.pem"), tr("Certificates (*.pem)"),
        [this, octets = *pem](const QString &path) {
            if (path.isEmpty())
                return;
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(octets) < 0 || !file.commit())
                emit failed(tr("%1 could not be written: %2.").arg(path, file.errorString()));
        });
}

} // namespace Pushscope
