// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/messageinput.h"

namespace Pushscope {

void MessageInput::setTemplates(bool areExpanded)
{
    if (m_expandsTemplates == areExpanded)
        return;
    m_expandsTemplates = areExpanded;
    emit changed();
}

} // namespace Pushscope
