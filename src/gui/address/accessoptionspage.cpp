// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/accessoptionspage.h"

#include "engine/api/engine.h"
#include "gui/address/pemfileinput.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/describe.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int PageMargin = 12; // As the pages beside it.
constexpr int RowSpacing = 8;

} // namespace

AccessOptionsPage::AccessOptionsPage(Dialogs &dialogs, QWidget *parent)
    : QWidget(parent)
    , m_dialogs(dialogs)
{
    setUpInputs();
    setUpForm();
}

QLineEdit *AccessOptionsPage::makeEdit(const char *name, const QString &accessibleName,
                                       const QString &placeholder)
{
    auto *edit = new QLineEdit(this);
    edit->setObjectName(QString::fromLatin1(name));
    edit->setAccessibleName(accessibleName);
    edit->setPlaceholderText(placeholder);
    connect(edit, &QLineEdit::textChanged, this, &AccessOptionsPage::edited);
    return edit;
}

QLineEdit *AccessOptionsPage::makePasswordEdit(const char *name, const QString &accessibleName)
{
    QLineEdit *edit = makeEdit(name, accessibleName, tr("none"));
    edit->setEchoMode(QLineEdit::Password);
    return edit;
}

void AccessOptionsPage::setUpInputs()
{
    m_user = makeEdit("userEdit", tr("User"), tr("none"));
    m_password = makePasswordEdit("passwordEdit", tr("Password"));
    m_keepsCookies = new QCheckBox(tr("&Keep cookies that servers set"), this);
    m_keepsCookies->setObjectName(QStringLiteral("keepCookiesCheck"));
    m_keepsCookies->setToolTip(
        tr("They are sent again in further rounds, after redirects and on reconnecting"));
    connect(m_keepsCookies, &QCheckBox::toggled, this, &AccessOptionsPage::edited);
    m_certificate = makeEdit("clientCertificateEdit", tr("Client certificate"), tr("none"));
    m_key = makeEdit("clientKeyEdit", tr("Key of the client certificate"),
                     tr("in the same file"));
    for (QLineEdit *file : { m_certificate, m_key }) {
        connect(file, &QLineEdit::textChanged, this, [this] { setFileFault({}); });
        onPathNamed(*file, this, [this] { checkFiles(); });
    }
    m_proxy = makeEdit("proxyEdit", tr("Proxy"), tr("none; http://… or socks5://…"));
    m_proxy->setFont(wireFont());
    m_proxyUser = makeEdit("proxyUserEdit", tr("User of the proxy"), tr("none"));
    m_proxyPassword = makePasswordEdit("proxyPasswordEdit", tr("Password of the proxy"));
    m_sent = new QLabel(this);
    m_sent->setObjectName(QStringLiteral("accessSentLabel"));
    m_sent->setWordWrap(true);
    m_sent->hide();
    m_hint = new QLabel(tr("User, password and certificate go to the server of the address alone, "
                           "never where it redirects to. Passwords are not remembered."),
                        this);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_error = new QLabel(this);
    m_error->setObjectName(QStringLiteral("accessError"));
    m_error->setWordWrap(true);
}

void AccessOptionsPage::addFileRow(QFormLayout *form, const QString &label, QLineEdit *edit,
                                   const char *button, const QString &accessibleName)
{
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setObjectName(QString::fromLatin1(button));
    choose->setAccessibleName(accessibleName);
    connect(choose, &QPushButton::clicked, this,
            [this, edit] { choosePemFile(m_dialogs, *edit); });
    auto *row = new QHBoxLayout;
    row->setSpacing(RowSpacing);
    row->addWidget(edit);
    row->addWidget(choose);
    auto *name = new QLabel(label, this);
    name->setBuddy(edit);
    form->addRow(name, row);
}

void AccessOptionsPage::setUpForm()
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(PageMargin, PageMargin, PageMargin, PageMargin);
    form->setHorizontalSpacing(PageMargin);
    form->setVerticalSpacing(RowSpacing);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("&User"), m_user);
    form->addRow(tr("Pass&word"), m_password);
    form->addRow(QString(), m_sent);
    addFileRow(form, tr("&Client certificate"), m_certificate, "clientCertificateButton",
               tr("Choose a file of the client certificate"));
    addFileRow(form, tr("Its ke&y"), m_key, "clientKeyButton",
               tr("Choose a file of the client certificate's key"));
    form->addRow(QString(), m_keepsCookies);
    form->addRow(m_hint);
    form->addRow(tr("Pro&xy"), m_proxy);
    form->addRow(tr("Us&er of the proxy"), m_proxyUser);
    form->addRow(tr("Its passwor&d"), m_proxyPassword);
    form->addRow(m_error);
}

void AccessOptionsPage::setOptions(const ClientOptions &options)
{
    const QString user = QString::fromUtf8(options.user);
    const qsizetype colon = user.indexOf(QLatin1Char(':'));
    m_user->setText(colon < 0 ? user : user.left(colon));
    m_password->setText(colon < 0 ? QString() : user.mid(colon + 1));
    m_keepsCookies->setChecked(options.keepsCookies);
    m_certificate->setText(options.clientCertificateFile);
    m_key->setText(options.clientKeyFile);
    const ProxyOptions proxy = options.proxy.value_or(ProxyOptions());
    m_proxy->setText(options.proxy ? QString::fromUtf8(proxyText(proxy)) : QString());
    m_proxyUser->setText(QString::fromUtf8(proxy.user));
    m_proxyPassword->setText(QString::fromUtf8(proxy.password));
    checkFiles();
    edited();
}

Result<std::optional<ProxyOptions>> AccessOptionsPage::proxy() const
{
    const QString text = m_proxy->text().trimmed();
    if (text.isEmpty())
        return std::optional<ProxyOptions>();
    auto parsed = parseProxy(text);
    if (!parsed)
        return parsed.error();
    ProxyOptions proxy = std::move(parsed).value();
    if (!m_proxyUser->text().isEmpty()) { // Else what was typed into the address itself.
        proxy.user = m_proxyUser->text().toUtf8();
        proxy.password = m_proxyPassword->text().toUtf8();
    }
    return std::optional(proxy);
}

void AccessOptionsPage::applyTo(ClientOptions &options) const
{
    options.user = m_user->text().isEmpty() && m_password->text().isEmpty()
        ? QByteArray()
        : QString(m_user->text() + QLatin1Char(':') + m_password->text()).toUtf8();
    options.keepsCookies = m_keepsCookies->isChecked();
    options.clientCertificateFile = m_certificate->text().trimmed();
    options.clientKeyFile = m_key->text().trimmed();
    if (auto chosen = proxy())
        options.proxy = std::move(chosen).value();
}

void AccessOptionsPage::showWhichIsSent(const ClientOptions &options)
{
    const auto isSet = [&options](bool hasValue) {
        return std::ranges::any_of(options.headers, [hasValue](const auto &field) {
            return field.first.compare("authorization", Qt::CaseInsensitive) == 0
                && field.second.has_value() == hasValue;
        });
    };
    const bool isSent = isSet(true);
    const bool isLeftOut = !isSent && isSet(false); // As a field without a value is.
    m_sent->setText(isLeftOut ? tr("The field Authorization is set among the fields without a value: "
                                   "it is left out, and with it user and password.")
                              : tr("The field Authorization is set among the fields: that is sent, "
                                   "not user and password."));
    QPalette own = palette();
    own.setColor(QPalette::WindowText, Theme::of(palette()).warning);
    m_sent->setPalette(own);
    m_sent->setVisible(!options.user.isEmpty() && (isSent || isLeftOut));
}

void AccessOptionsPage::focusUser(bool isOfProxy)
{
    QLineEdit *user = isOfProxy && m_proxyUser->isEnabled() ? m_proxyUser
        : isOfProxy                                         ? m_proxy
                                                            : m_user;
    user->setFocus();
}

bool AccessOptionsPage::isValid() const
{
    return proxy().isOk();
}

void AccessOptionsPage::edited()
{
    const bool hasProxy = !m_proxy->text().trimmed().isEmpty();
    m_proxyUser->setEnabled(hasProxy);
    m_proxyPassword->setEnabled(hasProxy);
    m_key->setEnabled(!m_certificate->text().trimmed().isEmpty());
    showFault();
    emit changed();
}

void AccessOptionsPage::checkFiles()
{
    const QString certificate = m_certificate->text().trimmed();
    const auto checked = certificate.isEmpty()
        ? Result<Done>(Done{})
        : Engine::checkClientCertificate(certificate, m_key->text().trimmed());
    setFileFault(checked ? QString() : describe(checked.error()));
}

void AccessOptionsPage::setFileFault(const QString &sentence)
{
    m_fileFault = sentence;
    showFault();
}

void AccessOptionsPage::showFault()
{
    const auto isProxy = proxy();
    const QString error = isProxy ? m_fileFault : describe(isProxy.error());
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, Theme::of(palette).error);
    m_error->setPalette(palette);
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
}

} // namespace Pushscope
