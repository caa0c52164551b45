// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/sharedialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

/// Wide enough that the sentences take three lines, in either language.
constexpr int TextWidth = 460;
constexpr int MemberLines = 4;
constexpr int MemberMargins = 14; // Of the text in its frame.

} // namespace

ShareDialog::ShareDialog(const SecretNames &names, QWidget *parent)
    : QDialog(parent)
    , m_fields(new QLineEdit(listed(names.fields), this))
    , m_members(new QPlainTextEdit(listed(names.members), this))
{
    setObjectName(QStringLiteral("shareDialog"));
    setWindowTitle(tr("Save a copy to share"));
    auto *text = new QLabel(
        tr("In the copy these values are covered with * wherever they were recorded: in heads, "
           "addresses, messages and notes. So is the user and password of every URL. Everything "
           "else reads as it does here; look through it before you give it away."),
        this);
    text->setWordWrap(true);
    text->setMinimumWidth(TextWidth);
    m_fields->setObjectName(QStringLiteral("shareFields"));
    m_members->setObjectName(QStringLiteral("shareMembers"));
    // The first names are what people look for.
    m_fields->setCursorPosition(0);
    // All of them are to be read: what is not among them is given away.
    m_members->setTabChangesFocus(true);
    m_members->setFixedHeight(MemberLines * m_members->fontMetrics().lineSpacing() + MemberMargins);
    auto *form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->addRow(tr("Values of these header &fields:"), m_fields);
    form->addRow(tr("Values of these &query parameters and JSON members:"), m_members);
    auto *note = new QLabel(tr("A * before a name stands for anything. Case, - and _ do not count."),
                            this);
    note->setWordWrap(true);
    form->addRow(note);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *save = buttons->addButton(tr("&Save the copy…"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("shareSave"));
    save->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addLayout(form);
    layout->addWidget(buttons);
    save->setFocus();
}

SecretNames ShareDialog::names() const
{
    return { separated(m_fields->text()), separated(m_members->toPlainText()) };
}

QString ShareDialog::listed(const QByteArrayList &names)
{
    return QString::fromUtf8(names.join(", "));
}

QByteArrayList ShareDialog::separated(const QString &text)
{
    QByteArrayList names;
    for (const QString &name : QString(text).replace(u'\n', u',').split(u',')) {
        if (!name.trimmed().isEmpty())
            names.append(name.trimmed().toUtf8());
    }
    return names;
}

} // namespace Pushscope
