// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/kickdialog.h"

#include "gui/mock/closecodebox.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

constexpr int LeastWidth = 380;
constexpr quint16 GoingAway = 1001;
constexpr int MaxReasonOctets = 123; // RFC 6455 §5.5: 125 with the code.

} // namespace

KickDialog::KickDialog(const MockClientStatus &client, const QString &path, QWidget *parent)
    : QDialog(parent)
    , m_isWebSocket(client.isWebSocket)
{
    setWindowTitle(tr("Send a client away"));
    setMinimumWidth(LeastWidth);
    auto *layout = new QVBoxLayout(this);
    auto *who = new QLabel(
        tr("%1 at %2", "address, path").arg(QString::fromUtf8(client.address), path), this);
    who->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(who);
    setUpWays(client);
    setUpButtons();
    refresh();
}

void KickDialog::setUpWays(const MockClientStatus &)
{
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    m_close = new QRadioButton(
        m_isWebSocket ? tr("&Close frame, and the end once it answered") : tr("&End the response"),
        this);
    m_close->setObjectName(QStringLiteral("kickCloseRadio"));
    m_close->setChecked(true);
    column->addWidget(m_close);
    if (m_isWebSocket) {
        auto *form = new QFormLayout;
        constexpr int Indent = 22;
        form->setContentsMargins(Indent, 0, 0, 0);
        m_code = new CloseCodeBox(this);
        m_code->setObjectName(QStringLiteral("kickCodeCombo"));
        m_code->setCode(GoingAway);
        m_reason = new QLineEdit(this);
        m_reason->setObjectName(QStringLiteral("kickReasonEdit"));
        m_reason->setMaxLength(MaxReasonOctets);
        form->addRow(tr("C&ode"), m_code);
        form->addRow(tr("&Reason"), m_reason);
        column->addLayout(form);
        connect(m_code, &CloseCodeBox::codeChanged, this, &KickDialog::refresh);
    }
    m_reset = new QRadioButton(tr("Re&set the connection, without a word"), this);
    m_reset->setObjectName(QStringLiteral("kickResetRadio"));
    column->addWidget(m_reset);
    connect(m_close, &QRadioButton::toggled, this, &KickDialog::refresh);
}

void KickDialog::setUpButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *send = buttons->addButton(tr("Send &away"), QDialogButtonBox::AcceptRole);
    send->setObjectName(QStringLiteral("kickButton"));
    send->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(buttons);
}

void KickDialog::refresh()
{
    if (!m_code)
        return;
    m_code->setEnabled(m_close->isChecked());
    // RFC 6455 §5.5.1: a reason follows a code.
    m_reason->setEnabled(m_close->isChecked() && m_code->code().has_value());
}

MockKick KickDialog::kick() const
{
    MockKick kick;
    kick.how = m_reset->isChecked() ? MockKick::How::Reset : MockKick::How::Close;
    if (m_code && kick.how == MockKick::How::Close) {
        kick.code = m_code->code();
        if (kick.code)
            kick.reason = m_reason->text().toUtf8();
    }
    return kick;
}

} // namespace Pushscope
