// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"

#include <QJsonObject>
#include <QStringList>

namespace Pushscope {

/// What a client needs to know, as the settings keep it, without a secret; and back.
///
/// Threads: reentrant.
[[nodiscard]] QJsonObject savedOptions(const ClientOptions &options);
/// What is not understood, by another version, is left at its default.
[[nodiscard]] ClientOptions restoredOptions(const QJsonObject &saved);

/// Takes every secret out of @p options: user and password, cookies, fields like Authorization,
/// query values and JSON members like token. What of it was there is added to @p taken, by name.
[[nodiscard]] ClientOptions withoutSecrets(const ClientOptions &options, QStringList *taken);

} // namespace Pushscope
