// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>

namespace Pushscope {

/// The translation context of everything this folder says: Words::tr("…").
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace Pushscope
