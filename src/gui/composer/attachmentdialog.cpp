// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/attachmentdialog.h"

#include "gui/composer/binaryinput.h"
#include "gui/theme/fonts.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

constexpr QSize FirstSize(460, 220);

} // namespace

AttachmentDialog::AttachmentDialog(QWidget *parent)
    : QDialog(parent)
    , m_input(new BinaryInput(this))
    , m_verdict(new QLabel(this))
{
    setObjectName(QStringLiteral("attachmentDialog"));
    setWindowTitle(tr("Insert attachment"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_insertButton = buttons->addButton(tr("&Insert"), QDialogButtonBox::AcceptRole);
    m_insertButton->setObjectName(QStringLiteral("insertAttachmentButton"));
    m_insertButton->setDefault(true);
    m_verdict->setObjectName(QStringLiteral("attachmentVerdict"));
    m_verdict->setWordWrap(true);
    m_verdict->setFont(textFont(SmallPixels));
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_input, 1);
    column->addWidget(m_verdict);
    column->addWidget(buttons);
    connect(m_input, &MessageInput::changed, this, &AttachmentDialog::refresh);
    connect(m_input, &BinaryInput::fileRequested, this, &AttachmentDialog::fileRequested);
    connect(buttons, &QDialogButtonBox::accepted, this, &AttachmentDialog::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(FirstSize);
    refresh();
    if (QWidget *edit = m_input->historyEditor())
        edit->setFocus(); // Octets are typed or pasted at once.
}

void AttachmentDialog::setFile(const QString &path)
{
    m_input->setFile(path);
}

void AttachmentDialog::refresh()
{
    const InputVerdict verdict = m_input->verdict();
    m_insertButton->setEnabled(verdict.problem.isEmpty() && verdict.missing.isEmpty());
    m_verdict->setText(!verdict.problem.isEmpty()    ? verdict.problem
                           : !verdict.missing.isEmpty() ? verdict.missing
                                                        : verdict.note);
}

void AttachmentDialog::choose()
{
    const auto message = m_input->message({});
    if (!message)
        return;
    emit chosen(message->payload);
    accept();
}

} // namespace Pushscope
