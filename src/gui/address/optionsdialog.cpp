// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/optionsdialog.h"

#include "engine/api/engine.h"
#include "engine/api/fieldcheck.h"
#include "engine/api/techniques.h"
#include "gui/address/accessoptionspage.h"
#include "gui/address/pemfileinput.h"
#include "gui/address/socketiooptionspage.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/describe.h"
#include "models/describecut.h"
#include "ui_optionsdialog.h"

#include <QByteArrayList>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr qint64 Mebibyte = 1024LL * 1024;

constexpr int NameWidth = 150;

// Where the APIs of language models, as they are now, put what each message adds.
constexpr const char *TextPointers[] = {
    "/choices/0/delta/content", "/choices/0/text", "/delta/text", "/delta",
    "/candidates/0/content/parts/0/text", "/message/content", "/response",
};

enum FieldColumn { NameColumn, ValueColumn, FieldColumnCount };
enum ReconnectChoice { Habit, Always, Never };

QList<QByteArray> commaSeparated(const QString &text)
{
    QList<QByteArray> items;
    for (const QString &item : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (!item.trimmed().isEmpty())
            items.append(item.trimmed().toUtf8());
    }
    return items;
}

int milliseconds(std::chrono::milliseconds duration)
{
    return static_cast<int>(duration.count());
}

} // namespace

OptionsDialog::OptionsDialog(Dialogs &dialogs, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::OptionsDialog>())
    , m_dialogs(dialogs)
{
    m_ui->setupUi(this);
    setUpInputs();
    setUpStream();
    setUpPolling();
    setUpAccess();
    setUpSocketIo();
    setUpFields();
    setUpTls();
    watchInputs();
    setOptions({});
    m_ui->methodCombo->setFocus();
    resize(920, 560);
}

OptionsDialog::~OptionsDialog() = default;

void OptionsDialog::setUpInputs()
{
    m_ui->methodCombo->addItem(QString());
    for (const char *method : { "GET", "POST", "PUT", "PATCH", "DELETE", "QUERY" })
        m_ui->methodCombo->addItem(QString::fromLatin1(method));
    m_ui->methodCombo->lineEdit()->setPlaceholderText(tr("GET, or POST with a body"));
    m_ui->reconnectCombo->addItem(tr("as the technique does"));
    m_ui->reconnectCombo->addItem(tr("always"));
    m_ui->reconnectCombo->addItem(tr("never"));
    m_ui->overlapCombo->addItem(tr("is waited for"), static_cast<int>(Overlap::Wait));
    m_ui->overlapCombo->addItem(tr("goes on beside the next"), static_cast<int>(Overlap::Allow));
    m_ui->overlapCombo->addItem(tr("is aborted"), static_cast<int>(Overlap::Abort));
    m_ui->previewEdit->setFont(wireFont());
    m_ui->bodyEdit->setFont(wireFont());
    m_ui->insecureHint->setForegroundRole(QPalette::PlaceholderText);
    connect(m_ui->buttonBox, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_ui->buttonBox->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
            &OptionsDialog::restoreDefaults);
}

void OptionsDialog::setUpStream()
{
    m_ui->cutCombo->addItem(tr("what Content-Type says, else lines"), QByteArray());
    for (Streaming::Cut cut : Streaming::allCuts())
        m_ui->cutCombo->addItem(describe(cut), Streaming::cutName(cut).toByteArray());
    m_ui->textPointerCombo->setFont(wireFont());
    m_ui->textPointerCombo->addItem(QString());
    for (const char *pointer : TextPointers)
        m_ui->textPointerCombo->addItem(QString::fromLatin1(pointer));
    m_ui->textPointerCombo->lineEdit()->setPlaceholderText(tr("nothing"));
}

void OptionsDialog::setUpPolling()
{
    m_ui->cursorCombo->setFont(wireFont());
    for (const char *rule : { "", "auto", "none", "etag", "last-modified", "/last_seq=since",
                              "/result/-/update_id=offset+1" })
        m_ui->cursorCombo->addItem(QString::fromLatin1(rule));
    m_ui->cursorCombo->lineEdit()->setPlaceholderText(tr("as the technique does"));
    m_ui->callbackEdit->setFont(wireFont());
    m_ui->callbackEdit->setPlaceholderText(QStringLiteral("callback"));
}

void OptionsDialog::setUpAccess()
{
    m_access = new AccessOptionsPage(m_dialogs, this);
    m_access->setObjectName(QStringLiteral("accessPage"));
    m_ui->tabs->insertTab(m_ui->tabs->indexOf(m_ui->tlsTab), m_access, tr("Access"));
    connect(m_access, &AccessOptionsPage::changed, this, &OptionsDialog::refreshPreview);
}

void OptionsDialog::showAccess(bool isOfProxy)
{
    m_ui->tabs->setCurrentWidget(m_access);
    m_access->focusUser(isOfProxy);
}

void OptionsDialog::setUpSocketIo()
{
    m_socketIo = new SocketIoOptionsPage(this);
    m_socketIo->setObjectName(QStringLiteral("socketIoPage"));
    m_ui->tabs->addTab(m_socketIo, QStringLiteral("Socket.IO"));
    connect(m_socketIo, &SocketIoOptionsPage::changed, this, &OptionsDialog::refreshPreview);
}

std::optional<CursorRule> OptionsDialog::cursorRule() const
{
    const QByteArray text = m_ui->cursorCombo->currentText().trimmed().toUtf8();
    return text.isEmpty() ? CursorRule() : parseCursorRule(text);
}

void OptionsDialog::setUpFields()
{
    QTableWidget *table = m_ui->fieldsTable;
    table->setColumnCount(FieldColumnCount);
    table->setHorizontalHeaderLabels({ tr("Name"), tr("Value") });
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setFont(textFont(SmallPixels));
    table->setColumnWidth(NameColumn, NameWidth);
    table->verticalHeader()->hide();
    table->setFont(wireFont());
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    connect(table, &QTableWidget::itemChanged, this, &OptionsDialog::refreshPreview);
    connect(m_ui->addFieldButton, &QPushButton::clicked, this, [this, table] {
        addField({}, {});
        table->setCurrentCell(table->rowCount() - 1, NameColumn);
        table->setFocus();
        table->editItem(table->currentItem());
    });
    connect(m_ui->removeFieldButton, &QPushButton::clicked, this, [this, table] {
        table->removeRow(table->currentRow());
        refreshPreview();
    });
    connect(table, &QTableWidget::itemSelectionChanged, this,
            [this, table] { m_ui->removeFieldButton->setEnabled(table->currentRow() >= 0); });
    m_ui->removeFieldButton->setEnabled(false);
}

void OptionsDialog::setUpTls()
{
    connect(m_ui->caButton, &QPushButton::clicked, this,
            [this] { choosePemFile(m_dialogs, *m_ui->caEdit); });
    connect(m_ui->caEdit, &QLineEdit::textChanged, m_ui->caError, &QLabel::hide);
    onPathNamed(*m_ui->caEdit, this, [this] { checkAuthorities(); });
}

void OptionsDialog::checkAuthorities()
{
    const auto checked = Engine::checkAuthorities(m_ui->caEdit->text().trimmed());
    QPalette errorPalette = palette();
    errorPalette.setColor(QPalette::WindowText, Theme::of(palette()).error);
    m_ui->caError->setPalette(errorPalette);
    m_ui->caError->setText(checked ? QString() : describe(checked.error()));
    m_ui->caError->setVisible(!checked.isOk());
}

void OptionsDialog::watchInputs()
{
    const auto refresh = [this] { refreshPreview(); };
    for (const QLineEdit *edit :
         { m_ui->originEdit, m_ui->subprotocolsEdit, m_ui->lastEventIdEdit })
        connect(edit, &QLineEdit::textChanged, this, refresh);
    connect(m_ui->methodCombo, &QComboBox::editTextChanged, this, refresh);
    connect(m_ui->bodyEdit, &QPlainTextEdit::textChanged, this, refresh);
    connect(m_ui->cursorCombo, &QComboBox::editTextChanged, this, refresh);
    connect(m_ui->callbackEdit, &QLineEdit::textChanged, this, refresh);
    connect(m_ui->deflateCheck, &QCheckBox::toggled, this, refresh);
}

void OptionsDialog::setOptions(const ClientOptions &options)
{
    m_options = options;
    m_ui->methodCombo->setEditText(QString::fromUtf8(options.method));
    m_ui->originEdit->setText(QString::fromUtf8(options.origin));
    m_ui->subprotocolsEdit->setText(
        QString::fromUtf8(QByteArrayList(options.subprotocols).join(", ")));
    m_ui->lastEventIdEdit->setText(QString::fromUtf8(options.lastEventId));
    m_ui->bodyEdit->setPlainText(QString::fromUtf8(options.body.value_or(QByteArray())));
    m_ui->timeoutSpin->setValue(milliseconds(timeoutOf(options)));
    m_ui->reconnectCombo->setCurrentIndex(
        !options.reconnects ? Habit : (*options.reconnects ? Always : Never));
    m_ui->intervalSpin->setValue(milliseconds(pollIntervalOf(options)));
    m_ui->overlapCombo->setCurrentIndex(
        m_ui->overlapCombo->findData(static_cast<int>(options.overlap)));
    m_ui->maxMessageSpin->setValue(static_cast<int>(options.maxMessageOctets / Mebibyte));
    m_ui->cutCombo->setCurrentIndex(m_ui->cutCombo->findData(
        options.cut ? Streaming::cutName(*options.cut).toByteArray() : QByteArray()));
    m_ui->textPointerCombo->setEditText(QString::fromUtf8(options.textPointer));
    m_ui->cursorCombo->setEditText(QString::fromUtf8(cursorRuleText(options.cursor)));
    m_ui->callbackEdit->setText(QString::fromUtf8(options.callbackParameter));
    m_ui->outliveCheck->setChecked(options.outlivesTimeout);
    m_ui->deflateCheck->setChecked(options.offersDeflate);
    m_ui->caEdit->setText(options.caCertificateFile);
    checkAuthorities(); // The same path may have another file by now.
    m_ui->insecureCheck->setChecked(options.isInsecure);
    m_access->setOptions(options);
    m_socketIo->setOptions(options.socketIo);
    showFields(options);
    refreshTechnique();
    refreshPreview();
}

void OptionsDialog::showFields(const ClientOptions &options)
{
    m_ui->fieldsTable->setRowCount(0);
    for (const auto &[name, value] : options.headers)
        addField(QString::fromUtf8(name), QString::fromUtf8(value.value_or(QByteArray())));
}

void OptionsDialog::addField(const QString &name, const QString &value)
{
    const int row = m_ui->fieldsTable->rowCount();
    m_ui->fieldsTable->insertRow(row);
    m_ui->fieldsTable->setItem(row, NameColumn, new QTableWidgetItem(name));
    m_ui->fieldsTable->setItem(row, ValueColumn, new QTableWidgetItem(value));
}

ClientOptions OptionsDialog::options() const
{
    ClientOptions options = m_options;
    options.method = m_ui->methodCombo->currentText().trimmed().toUtf8();
    options.origin = m_ui->originEdit->text().trimmed().toUtf8();
    options.subprotocols = commaSeparated(m_ui->subprotocolsEdit->text());
    options.lastEventId = m_ui->lastEventIdEdit->text().toUtf8();
    const QByteArray body = m_ui->bodyEdit->toPlainText().toUtf8();
    options.body = body.isEmpty() ? std::nullopt : std::optional(body);
    const std::chrono::milliseconds timeout(m_ui->timeoutSpin->value());
    if (timeout != timeoutOf(m_options))
        options.timeout = timeout;
    const int reconnect = m_ui->reconnectCombo->currentIndex();
    options.reconnects = reconnect == Habit ? std::nullopt : std::optional(reconnect == Always);
    const std::chrono::milliseconds interval(m_ui->intervalSpin->value());
    if (interval != pollIntervalOf(m_options))
        options.pollInterval = interval;
    options.overlap = static_cast<Overlap>(m_ui->overlapCombo->currentData().toInt());
    options.maxMessageOctets = m_ui->maxMessageSpin->value() * Mebibyte;
    options.cut = Streaming::cutFromName(m_ui->cutCombo->currentData().toByteArray());
    options.textPointer = m_ui->textPointerCombo->currentText().trimmed().toUtf8();
    options.cursor = cursorRule().value_or(m_options.cursor);
    options.callbackParameter = m_ui->callbackEdit->text().trimmed().toUtf8();
    options.outlivesTimeout = m_ui->outliveCheck->isChecked();
    options.offersDeflate = m_ui->deflateCheck->isChecked();
    options.caCertificateFile = m_ui->caEdit->text().trimmed();
    options.isInsecure = m_ui->insecureCheck->isChecked();
    m_access->applyTo(options);
    options.socketIo = m_socketIo->options();
    options.headers.clear();
    for (int row = 0; row < m_ui->fieldsTable->rowCount(); ++row) {
        const QTableWidgetItem *name = m_ui->fieldsTable->item(row, NameColumn);
        const QTableWidgetItem *value = m_ui->fieldsTable->item(row, ValueColumn);
        if (!name || name->text().trimmed().isEmpty())
            continue;
        const QByteArray octets = value ? value->text().toUtf8() : QByteArray();
        options.headers.append({ name->text().trimmed().toUtf8(),
                                 octets.isEmpty() ? std::nullopt : std::optional(octets) });
    }
    return options;
}

QString OptionsDialog::preview() const
{
    return m_ui->previewEdit->toPlainText();
}

void OptionsDialog::refreshTechnique()
{
    // What the technique has no use for is not offered.
    const Technique technique = m_options.technique;
    const bool isWebSocket = technique == Technique::WebSocket;
    const bool isAuto = technique == Technique::Auto;
    const bool isCall = technique == Technique::Jsonp;
    const bool isPolling = technique == Technique::ShortPoll || technique == Technique::LongPoll
        || technique == Technique::IframePoll || isCall;
    const bool isSocketIo = technique == Technique::SocketIo;
    m_ui->subprotocolsEdit->setEnabled(isWebSocket || isAuto);
    m_ui->deflateCheck->setEnabled(isWebSocket || isSocketIo || isAuto);
    m_ui->methodCombo->setEnabled(!isWebSocket && !isSocketIo);
    m_ui->bodyEdit->setEnabled(!isWebSocket && !isSocketIo);
    m_ui->tabs->setTabEnabled(m_ui->tabs->indexOf(m_socketIo), isSocketIo || isAuto);
    m_ui->lastEventIdEdit->setEnabled(technique == Technique::Sse || isAuto);
    const bool isStream = technique == Technique::HttpStream;
    m_ui->cutCombo->setEnabled(isStream || isAuto);
    m_ui->textPointerCombo->setEnabled(isStream || isAuto);
    m_ui->intervalSpin->setEnabled(isPolling || isAuto);
    m_ui->overlapCombo->setEnabled(isPolling || isAuto);
    m_ui->cursorCombo->setEnabled(isPolling || isAuto);
    m_ui->callbackEdit->setEnabled(isCall || isAuto);
    m_ui->outliveCheck->setEnabled(isCall || isAuto);
}

void OptionsDialog::refreshPreview()
{
    const bool isCursor = cursorRule().has_value();
    const ClientOptions chosen = options();
    const auto areFieldsGood = checkFields(chosen);
    m_access->showWhichIsSent(chosen);
    if (m_options.url.isEmpty() && isCursor && areFieldsGood) {
        showNoAddress();
        return;
    }
    const Result<QByteArray> request = areFieldsGood ? Engine::requestPreview(chosen)
                                                     : Result<QByteArray>(areFieldsGood.error());
    m_ui->previewError->setVisible(!request.isOk() || !isCursor);
    m_ui->previewEdit->setEnabled(request.isOk());
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setEnabled(
        isCursor && areFieldsGood && m_socketIo->isValid() && m_access->isValid());
    if (request.isOk() && isCursor) {
        QString text = QString::fromUtf8(*request);
        m_ui->previewEdit->setPlainText(text.replace(QLatin1String("\r\n"), QLatin1String("\n")));
        return;
    }
    QPalette errorPalette = palette();
    errorPalette.setColor(QPalette::WindowText, Theme::of(palette()).error);
    m_ui->previewError->setPalette(errorPalette);
    m_ui->previewError->setText(
        isCursor ? describe(request.error())
                 : tr("What a poll carries on must be auto, none, etag, last-modified, or a JSON "
                      "Pointer, = and a query parameter: %1.")
                       .arg(QLatin1String("/last_seq=since")));
    m_ui->previewEdit->clear();
}

void OptionsDialog::showNoAddress()
{
    // Nothing is wrong yet, and everything but the address can be set.
    QPalette calm = palette();
    calm.setColor(QPalette::WindowText, Theme::of(palette()).dim);
    m_ui->previewError->setPalette(calm);
    m_ui->previewError->setText(tr("The request stands here once there is an address."));
    m_ui->previewError->setVisible(true);
    m_ui->previewEdit->clear();
    m_ui->previewEdit->setEnabled(false);
    m_ui->buttonBox->button(QDialogButtonBox::Ok)->setEnabled(true);
}

void OptionsDialog::restoreDefaults()
{
    ClientOptions fresh;
    fresh.technique = m_options.technique;
    fresh.url = m_options.url;
    setOptions(fresh);
}

} // namespace Pushscope
