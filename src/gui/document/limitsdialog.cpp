// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/limitsdialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

constexpr qint64 GiB = qint64{ 1024 } * 1024 * 1024;
/// Wide enough that a sentence takes two lines, in either language.
constexpr int TextWidth = 420;

/// Nothing smaller can be chosen, but something smaller is no limit the less.
int shownGiB(qint64 octets)
{
    return static_cast<int>((octets + GiB - 1) / GiB);
}

QLabel *wrapped(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setMinimumWidth(TextWidth);
    return label;
}

} // namespace

LimitsDialog::LimitsDialog(const RecordingLimits &limits, QWidget *parent)
    : QDialog(parent)
    , m_former(limits)
{
    setObjectName(QStringLiteral("limitsDialog"));
    setWindowTitle(tr("Recording limits"));
    auto *form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    m_stopAt = addRow(*form, QStringLiteral("stopAtBox"), tr("&Stop recording at:"),
                      tr("Connections stay open; what passes from then on is not recorded."),
                      limits.stopAtOctets);
    m_keep = addRow(*form, QStringLiteral("keepBox"), tr("&Keep only the newest:"),
                    tr("The oldest records are deleted as new ones come, also those of a capture "
                       "that is larger already. They cannot be brought back."),
                    limits.keepOctets);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *apply = buttons->addButton(tr("&Apply"), QDialogButtonBox::AcceptRole);
    apply->setObjectName(QStringLiteral("limitsApply"));
    apply->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(
        wrapped(tr("These hold for the capture of this window and for those that begin from now "
                   "on."),
                this));
    layout->addLayout(form);
    layout->addWidget(buttons);
}

QSpinBox *LimitsDialog::addRow(QFormLayout &form, const QString &name, const QString &label,
                               const QString &note, qint64 octets)
{
    auto *box = new QSpinBox(this);
    box->setObjectName(name);
    box->setRange(0, MostGiB);
    box->setSpecialValueText(tr("no limit"));
    box->setSuffix(QStringLiteral(" GiB"));
    box->setValue(shownGiB(octets));
    box->setAccessibleDescription(note);
    form.addRow(label, box);
    form.addRow(wrapped(note, this));
    return box;
}

qint64 LimitsDialog::octetsOf(const QSpinBox &box, qint64 former)
{
    return box.value() == shownGiB(former) ? former : box.value() * GiB;
}

RecordingLimits LimitsDialog::limits() const
{
    return { octetsOf(*m_stopAt, m_former.stopAtOctets), octetsOf(*m_keep, m_former.keepOctets) };
}

} // namespace Pushscope
