// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/limitsdialog.h"

#include "gui/document/sizebox.h"
#include "gui/theme/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

/// Wide enough that a sentence takes two lines, in either language.
constexpr int TextWidth = 420;
constexpr int HintLines = 2;

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
    m_keep->setLeast(RecordingLimits::LeastKeepOctets);
    m_hint = wrapped({}, this);
    m_hint->setObjectName(QStringLiteral("limitsHint"));
    m_hint->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    // The dialog does not grow, and what stands above is not to be cut, where there is one.
    m_hint->setMinimumHeight(HintLines * m_hint->fontMetrics().lineSpacing());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_apply = buttons->addButton(tr("&Apply"), QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(QStringLiteral("limitsApply"));
    m_apply->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(
        wrapped(tr("These hold for the capture of this window and for those that begin from now "
                   "on."),
                this));
    layout->addLayout(form);
    layout->addWidget(m_hint);
    layout->addWidget(buttons);
    for (const SizeBox *box : { m_stopAt, m_keep })
        connect(box, &SizeBox::changed, this, &LimitsDialog::refresh);
    refresh();
}

SizeBox *LimitsDialog::addRow(QFormLayout &form, const QString &name, const QString &label,
                              const QString &note, qint64 octets)
{
    auto *box = new SizeBox(name, this);
    box->setOctets(octets);
    box->setDescription(note);
    auto *title = new QLabel(label, this);
    title->setBuddy(box->focusProxy()); // Which is called so.
    form.addRow(title, box);
    form.addRow(wrapped(note, this));
    return box;
}

QString LimitsDialog::hint() const
{
    for (const SizeBox *box : { m_stopAt, m_keep }) {
        if (const QString problem = box->problem(); !problem.isEmpty())
            return problem;
    }
    const RecordingLimits chosen = limits();
    if (chosen.stopAtOctets == 0 || chosen.keepOctets == 0)
        return {};
    return chosen.stopAtOctets < chosen.keepOctets
        ? tr("Recording stops before there is as much as is to be kept: nothing is deleted.")
        : tr("What is older is deleted before the capture is so large: recording hardly ever "
             "stops.");
}

void LimitsDialog::refresh()
{
    const bool isGood = m_stopAt->octets() && m_keep->octets();
    const Theme &theme = Theme::of(palette());
    QPalette own = palette();
    own.setColor(QPalette::WindowText, isGood ? theme.warning : theme.error);
    m_hint->setPalette(own);
    m_hint->setText(hint());
    m_apply->setEnabled(isGood);
}

RecordingLimits LimitsDialog::limits() const
{
    return { m_stopAt->octets().value_or(m_former.stopAtOctets),
             m_keep->octets().value_or(m_former.keepOctets) };
}

} // namespace Pushscope
