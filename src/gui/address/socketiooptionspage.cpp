// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/socketiooptionspage.h"

#include "capture/jsonvalue.h"
#include "gui/theme/fonts.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include <optional>

namespace Pushscope {

namespace {

constexpr int PageMargin = 12; // As the pages beside it.
constexpr int FoundOut = 0; // Of the revisions: none.

bool isObject(const QByteArray &text)
{
    return text.isEmpty() || (isValidJson(text) && jsonMembers(text));
}

bool isArray(const QByteArray &text)
{
    return text.isEmpty() || (isValidJson(text) && jsonElements(text));
}

QByteArray textOf(const QLineEdit *edit)
{
    return edit->text().trimmed().toUtf8();
}

QList<SocketIoNamespace> namespacesIn(const QByteArray &text)
{
    QList<SocketIoNamespace> list;
    for (const QByteArray &part : text.simplified().split(' ')) {
        if (const auto one = parseSocketIoNamespace(part); one && !part.isEmpty())
            list.append(*one);
    }
    return list;
}

QString textOf(const QList<SocketIoNamespace> &namespaces)
{
    QByteArrayList parts;
    for (const SocketIoNamespace &one : namespaces)
        parts.append(one.query.isEmpty() ? one.name : QByteArray(one.name + '?' + one.query));
    return QString::fromUtf8(parts.join(' '));
}

} // namespace

SocketIoOptionsPage::SocketIoOptionsPage(QWidget *parent)
    : QWidget(parent)
{
    setUpInputs();
    setUpForm();
}

QLineEdit *SocketIoOptionsPage::makeEdit(const char *name, const QString &accessibleName,
                                         const QString &placeholder)
{
    auto *edit = new QLineEdit(this);
    edit->setObjectName(QString::fromLatin1(name));
    edit->setAccessibleName(accessibleName);
    edit->setPlaceholderText(placeholder);
    edit->setFont(wireFont());
    connect(edit, &QLineEdit::textChanged, this, &SocketIoOptionsPage::edited);
    return edit;
}

void SocketIoOptionsPage::setUpInputs()
{
    m_transports = new QComboBox(this);
    m_transports->setObjectName(QStringLiteral("transportsCombo"));
    m_transports->addItem(tr("polling, then WebSocket"),
                          static_cast<int>(SocketIoTransports::Upgrade));
    m_transports->addItem(tr("polling only"), static_cast<int>(SocketIoTransports::Polling));
    m_transports->addItem(tr("WebSocket only"), static_cast<int>(SocketIoTransports::WebSocket));
    m_revision = new QComboBox(this);
    m_revision->setObjectName(QStringLiteral("revisionCombo"));
    m_revision->addItem(tr("found out from the answer"), FoundOut);
    m_revision->addItem(tr("4 (Socket.IO 3 and 4)"), static_cast<int>(EngineIo::Revision::V4));
    m_revision->addItem(tr("3 (Socket.IO 1 and 2)"), static_cast<int>(EngineIo::Revision::V3));
    for (QComboBox *combo : { m_transports, m_revision })
        connect(combo, &QComboBox::currentIndexChanged, this, &SocketIoOptionsPage::edited);
    m_path = makeEdit("socketIoPathEdit", tr("Path of the requests"),
                      tr("the URL's, or /socket.io/"));
    m_namespaces = makeEdit("namespacesEdit", tr("Namespaces"), QStringLiteral("/ /admin"));
    m_auth = makeEdit("authEdit", tr("Auth payload"), QStringLiteral("{\"token\":\"…\"}"));
    m_acknowledgement = makeEdit("acknowledgementEdit", tr("Acknowledgement"),
                                 QStringLiteral("[\"ok\"]"));
    m_error = new QLabel(this);
    m_error->setObjectName(QStringLiteral("socketIoError"));
    m_error->setWordWrap(true);
}

void SocketIoOptionsPage::setUpForm()
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(PageMargin, PageMargin, PageMargin, PageMargin);
    form->addRow(tr("&Transports"), m_transports);
    form->addRow(tr("&Revision of Engine.IO"), m_revision);
    form->addRow(tr("&Path"), m_path);
    form->addRow(tr("&Namespaces"), m_namespaces);
    form->addRow(tr("&Auth payload"), m_auth);
    form->addRow(tr("Ac&knowledge with"), m_acknowledgement);
    auto *hint = new QLabel(
        tr("Namespaces stand apart by blanks, none is the main one. The auth payload is a JSON "
           "object. What asks for an acknowledgement gets this JSON array; without one, none."),
        this);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    form->addRow(hint);
    form->addRow(m_error);
}

void SocketIoOptionsPage::setOptions(const SocketIoOptions &options)
{
    m_options = options;
    m_transports->setCurrentIndex(
        m_transports->findData(static_cast<int>(options.transports)));
    m_revision->setCurrentIndex(m_revision->findData(
        options.revision ? static_cast<int>(*options.revision) : FoundOut));
    m_path->setText(QString::fromUtf8(options.path));
    m_namespaces->setText(textOf(options.namespaces));
    m_auth->setText(QString::fromUtf8(options.auth));
    m_acknowledgement->setText(
        QString::fromUtf8(options.acknowledgement.value_or(QByteArray())));
    edited();
}

bool SocketIoOptionsPage::isValid() const
{
    return isObject(textOf(m_auth)) && isArray(textOf(m_acknowledgement));
}

SocketIoOptions SocketIoOptionsPage::options() const
{
    SocketIoOptions options = m_options;
    options.transports = static_cast<SocketIoTransports>(m_transports->currentData().toInt());
    const int revision = m_revision->currentData().toInt();
    options.revision = revision == FoundOut
        ? std::nullopt
        : std::optional(static_cast<EngineIo::Revision>(revision));
    options.path = textOf(m_path);
    options.namespaces = namespacesIn(textOf(m_namespaces));
    for (SocketIoNamespace &one : options.namespaces) {
        for (const SocketIoNamespace &given : m_options.namespaces) {
            if (given.name == one.name)
                one.auth = given.auth;
        }
    }
    if (isObject(textOf(m_auth)))
        options.auth = textOf(m_auth);
    const QByteArray acknowledgement = textOf(m_acknowledgement);
    if (acknowledgement.isEmpty())
        options.acknowledgement.reset();
    else if (isArray(acknowledgement))
        options.acknowledgement = acknowledgement;
    return options;
}

void SocketIoOptionsPage::edited()
{
    QString error;
    if (!isObject(textOf(m_auth)))
        error = tr("The auth payload is no JSON object.");
    else if (!isArray(textOf(m_acknowledgement)))
        error = tr("The acknowledgement is no JSON array.");
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
    emit changed();
}

} // namespace Pushscope
