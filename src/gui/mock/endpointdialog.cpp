// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/endpointdialog.h"

#include "engine/api/techniques.h"
#include "gui/address/techniquelabels.h"
#include "gui/mock/endpointpages.h"
#include "gui/mock/scenariorows.h"
#include "gui/mock/socketiopage.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/describe.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QTabWidget>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

constexpr QSize FirstSize { 660, 500 };

constexpr char SocketIo[] = "socket.io"; ///< Its steps and rules have a page of their own.

/// What stands in the way where the technique becomes another: members that it has not.
void keepMembersOf(OrderedJson &endpoint, const QByteArray &technique)
{
    if (technique != "websocket") {
        for (const char *name : { "subprotocols", "on_message" })
            endpoint.remove(name);
    }
    if (technique != "sse")
        endpoint.remove("retry_ms");
    if (technique != "sse" && technique != SocketIo)
        endpoint.remove("event");
    if (technique == SocketIo) {
        endpoint.remove("key");
    } else {
        for (const char *name : { "events", "auth", "refuse", "on_event", "namespaces",
                                  "ping_interval_ms", "ping_timeout_ms", "max_payload",
                                  "transports", "upgrade", "revisions", "query" })
            endpoint.remove(name);
    }
    if (technique.isEmpty()) {
        for (const char *name : { "technique", "channel", "key", "steps" })
            endpoint.remove(name);
    } else {
        endpoint.remove("static");
    }
}

void setRows(OrderedJson &endpoint, const QByteArray &name, const ScenarioRows &rows)
{
    const OrderedJson list = rows.value();
    if (list.values().empty())
        endpoint.remove(name);
    else
        endpoint.set(name, list);
}

} // namespace

EndpointDialog::EndpointDialog(const ScenarioDraft &draft, const Place &place, QWidget *parent)
    : QDialog(parent)
    , m_draft(draft)
    , m_place(place)
    , m_endpoint(place.path.isEmpty()               ? newEndpoint()
                     : draft.hasEndpoint(place.path) ? draft.endpoint(place.path)
                                                     : defaultEndpoint(place.path))
{
    setWindowTitle(place.path.isEmpty()
                       ? tr("New endpoint")
                       : tr("Endpoint %1").arg(QString::fromUtf8(place.path)));
    auto *layout = new QVBoxLayout(this);
    m_head = new QFormLayout;
    layout->addLayout(m_head);
    setUpHead();
    setUpTabs();
    setUpButtons();
    read();
    refresh();
    resize(FirstSize);
    m_path->setFocus();
    m_path->selectAll();
}

OrderedJson EndpointDialog::newEndpoint() const
{
    QByteArray path = "/new";
    for (int number = 2; m_draft.hasEndpoint(path); ++number)
        path = "/new-" + QByteArray::number(number);
    OrderedJson endpoint = OrderedJson::object();
    endpoint.set("path", OrderedJson::string(QString::fromUtf8(path)));
    endpoint.set("technique", OrderedJson::string(QStringLiteral("websocket")));
    const QList<QByteArray> channels = m_draft.channels();
    if (!channels.isEmpty())
        endpoint.set("channel", OrderedJson::string(QString::fromUtf8(channels.first())));
    return endpoint;
}

void EndpointDialog::setUpHead()
{
    m_path = new QLineEdit(this);
    m_path->setObjectName(QStringLiteral("endpointPathEdit"));
    m_path->setFont(wireFont());
    m_technique = new QComboBox(this);
    m_technique->setObjectName(QStringLiteral("endpointTechniqueCombo"));
    for (const TechniqueRow &row : techniqueTable()) {
        if (*row.path != '\0')
            m_technique->addItem(techniqueLabel(row.technique),
                                 techniqueName(row.technique).toByteArray());
    }
    m_technique->addItem(tr("Folder of files"), QByteArray());
    m_folder = new QLineEdit(this);
    m_folder->setObjectName(QStringLiteral("endpointFolderEdit"));
    m_folder->setPlaceholderText(tr("seen from the folder of the scenario"));
    m_head->addRow(tr("&Path"), m_path);
    m_head->addRow(tr("Tech&nique"), m_technique);
    m_head->addRow(tr("Fol&der"), m_folder);
    connect(m_path, &QLineEdit::textEdited, this, &EndpointDialog::fieldsChanged);
    connect(m_folder, &QLineEdit::textEdited, this, &EndpointDialog::fieldsChanged);
    connect(m_technique, &QComboBox::currentIndexChanged, this, &EndpointDialog::fieldsChanged);
}

void EndpointDialog::setUpTabs()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("endpointTabs"));
    m_tabs->setDocumentMode(true);
    m_messages = new EndpointMessagesPage(m_draft, this);
    m_steps = new ScenarioRows(ScenarioRows::Kind::Steps, this);
    m_steps->setObjectName(QStringLiteral("stepRows"));
    m_rules = new ScenarioRows(ScenarioRows::Kind::Rules, this);
    m_rules->setObjectName(QStringLiteral("ruleRows"));
    m_socketIo = new SocketIoPage(this);
    m_socketIo->setObjectName(QStringLiteral("socketIoPage"));
    m_access = new EndpointAccessPage(this);
    m_json = new QPlainTextEdit(this);
    m_json->setObjectName(QStringLiteral("endpointJsonEdit"));
    m_json->setAccessibleName(tr("The endpoint as JSON"));
    m_json->setFont(wireFont());
    m_json->setFrameShape(QFrame::NoFrame);
    m_tabs->addTab(m_messages, tr("Messages"));
    m_tabs->addTab(m_steps, tr("Steps: send, close"));
    m_tabs->addTab(m_rules, tr("Answers"));
    m_tabs->addTab(m_socketIo, tr("Events"));
    m_tabs->addTab(m_access, tr("Access"));
    m_tabs->addTab(m_json, QStringLiteral("JSON"));
    layout()->addWidget(m_tabs);
    connect(m_messages, &EndpointMessagesPage::changed, this, &EndpointDialog::fieldsChanged);
    connect(m_steps, &ScenarioRows::changed, this, &EndpointDialog::fieldsChanged);
    connect(m_rules, &ScenarioRows::changed, this, &EndpointDialog::fieldsChanged);
    connect(m_socketIo, &SocketIoPage::changed, this, &EndpointDialog::fieldsChanged);
    connect(m_access, &EndpointAccessPage::changed, this, &EndpointDialog::fieldsChanged);
    connect(m_json, &QPlainTextEdit::textChanged, this, &EndpointDialog::jsonEdited);
}

void EndpointDialog::setUpButtons()
{
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("endpointProblemLabel"));
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QPalette problemPalette = palette();
    problemPalette.setColor(QPalette::WindowText, Theme::of(palette()).error);
    m_problem->setPalette(problemPalette);
    layout()->addWidget(m_problem);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_apply = buttons->addButton(m_place.isRunning ? tr("Apply and &restart the mock")
                                     : m_place.path.isEmpty() ? tr("&Add")
                                                              : tr("&Apply"),
                                 QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(QStringLiteral("endpointApplyButton"));
    m_apply->setDefault(true);
    layout()->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QByteArray EndpointDialog::technique() const
{
    return m_technique->currentData().toByteArray();
}

void EndpointDialog::read()
{
    const QScopedValueRollback reading(m_isReading, true);
    const auto textOf = [this](QByteArrayView name) {
        const OrderedJson *value = m_endpoint.member(name);
        return value ? value->text() : QString();
    };
    m_path->setText(textOf("path"));
    m_folder->setText(textOf("static"));
    m_technique->setCurrentIndex(m_technique->findData(textOf("technique").toUtf8()));
    const bool isSocketIo = technique() == SocketIo;
    const OrderedJson *steps = isSocketIo ? nullptr : m_endpoint.member("steps");
    const OrderedJson *rules = m_endpoint.member("on_message");
    m_steps->setValue(steps ? *steps : OrderedJson::array());
    m_rules->setValue(rules ? *rules : OrderedJson::array());
    m_socketIo->read(isSocketIo ? m_endpoint : OrderedJson::object());
    m_messages->read(m_endpoint);
    m_access->read(m_endpoint);
    showJson();
}

void EndpointDialog::showJson()
{
    const QSignalBlocker blocker(m_json);
    m_json->setPlainText(QString::fromUtf8(m_endpoint.formatted()));
}

void EndpointDialog::fieldsChanged()
{
    if (m_isReading)
        return;
    const OrderedJson *before = m_endpoint.member("technique");
    const bool wasSocketIo = before && before->text() == QLatin1StringView(SocketIo);
    const bool isSocketIo = technique() == SocketIo;
    m_endpoint.set("path", OrderedJson::string(m_path->text()));
    if (technique().isEmpty())
        m_endpoint.set("static", OrderedJson::string(m_folder->text()));
    else
        m_endpoint.set("technique", OrderedJson::string(QString::fromUtf8(technique())));
    m_steps->setWebSocket(technique() == "websocket");
    m_messages->write(m_endpoint);
    m_access->write(m_endpoint);
    if (wasSocketIo != isSocketIo) { // What the steps of either do the other's cannot.
        m_steps->setValue(OrderedJson::array());
        m_socketIo->read(OrderedJson::object());
    }
    if (isSocketIo)
        m_socketIo->write(m_endpoint);
    else
        setRows(m_endpoint, "steps", *m_steps);
    setRows(m_endpoint, "on_message", *m_rules);
    keepMembersOf(m_endpoint, technique());
    m_isJsonBroken = false;
    showJson();
    refresh();
}

void EndpointDialog::jsonEdited()
{
    const auto typed = OrderedJson::parse(m_json->toPlainText().toUtf8());
    m_isJsonBroken = !typed || !typed->isObject();
    if (!m_isJsonBroken) {
        m_endpoint = *typed;
        const QSignalBlocker blocker(m_json);
        const QScopedValueRollback reading(m_isReading, true);
        const QString text = m_json->toPlainText();
        const int position = m_json->textCursor().position();
        read();
        m_json->setPlainText(text); // As it is being typed.
        QTextCursor cursor = m_json->textCursor();
        cursor.setPosition(position);
        m_json->setTextCursor(cursor);
    }
    refresh();
}

ScenarioDraft EndpointDialog::draft() const
{
    ScenarioDraft draft = m_draft;
    draft.setEndpoint(m_place.path, m_endpoint);
    if (!technique().isEmpty())
        m_messages->writeChannel(draft);
    return draft;
}

QByteArray EndpointDialog::path() const
{
    return m_path->text().trimmed().toUtf8();
}

QString EndpointDialog::problem() const
{
    if (m_isJsonBroken)
        return tr("This is no JSON object.");
    const auto checked = draft().check({}, m_place.folder);
    if (checked)
        return {};
    Error error = checked.error();
    // Which endpoint it is goes without saying here.
    for (auto &[name, value] : error.data) {
        const qsizetype inner = value.startsWith("/endpoints/") ? value.indexOf('/', 11) : -1;
        if (name == "pointer" && inner > 0)
            value.remove(0, inner);
    }
    return describe(error);
}

void EndpointDialog::refresh()
{
    const QByteArray name = technique();
    const bool isFolder = name.isEmpty();
    m_folder->setVisible(isFolder);
    m_head->labelForField(m_folder)->setVisible(isFolder);
    m_messages->setTechnique(name);
    m_access->setTechnique(name);
    m_steps->setWebSocket(name == "websocket");
    m_tabs->setTabVisible(m_tabs->indexOf(m_messages), !isFolder);
    m_tabs->setTabVisible(m_tabs->indexOf(m_steps), !isFolder && name != SocketIo);
    m_tabs->setTabVisible(m_tabs->indexOf(m_rules), name == "websocket");
    m_tabs->setTabVisible(m_tabs->indexOf(m_socketIo), name == SocketIo);
    const QString wrong = problem();
    m_problem->setText(wrong.isEmpty() ? QString() : QStringLiteral("✕ ") + wrong);
    m_apply->setEnabled(wrong.isEmpty());
}

} // namespace Pushscope
