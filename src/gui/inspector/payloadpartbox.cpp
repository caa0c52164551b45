// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/payloadpartbox.h"

#include "models/formatting.h"

namespace Pushscope {

PayloadPartBox::PayloadPartBox(QWidget *parent)
    : QComboBox(parent)
{
    setObjectName(QStringLiteral("payloadPartBox"));
    setAccessibleName(tr("Part of the payload"));
    setToolTip(tr("Part of the payload"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(this, &QComboBox::activated, this, &PayloadPartBox::partChosen);
    hide();
}

void PayloadPartBox::setParts(const QList<InspectionPart> &parts)
{
    m_parts = parts;
    clear();
    addItem(tr("arguments"));
    for (const InspectionPart &part : parts)
        addItem(QString(part.name + QStringLiteral(" · ") + octetsText(part.octets.size())));
    setVisible(!parts.isEmpty());
}

const InspectionPart *PayloadPartBox::part() const
{
    const int index = currentIndex() - 1;
    return index < 0 || index >= m_parts.size() ? nullptr : &m_parts[index];
}

} // namespace Pushscope
