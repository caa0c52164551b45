// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/mockoptions.h"

#include <QString>
#include <QUrl>

namespace Pushscope {

/// Where a client of @p endpoint connects to; @p mock is what the server listens on.
[[nodiscard]] QUrl endpointUrl(const QUrl &mock, const MockEndpointStatus &endpoint);

/// A command line for curl that shows what @p endpoint sends; one line. @p authorities: the file by
/// which curl trusts the mock's certificate; empty: whatever the mock shows is taken.
[[nodiscard]] QString endpointCurl(const QUrl &mock, const MockEndpointStatus &endpoint,
                                   const QString &authorities = {});

/// JavaScript for a page or Node that reads @p endpoint; empty where it belongs to no technique.
[[nodiscard]] QString endpointJavaScript(const QUrl &mock, const MockEndpointStatus &endpoint);

} // namespace Pushscope
