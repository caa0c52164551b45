// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>

namespace Pushscope {

/// Whose pages may read what an endpoint answers.
struct CorsRule {
    bool isForAll = false; ///< `*`: every origin, without credentials.
    QList<QByteArray> origins; ///< In lower case; with credentials.
};

} // namespace Pushscope
