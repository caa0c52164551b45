// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>

namespace Pushscope {

/// What records tell, one line each, without what differs from run to run: times, numbers,
/// addresses, keys and masks. A member that is a boolean is its name, with `!` where false.
[[nodiscard]] QByteArray story(const QList<QJsonObject> &records);

/// The lines of @p text of which @p kinds, blank-separated, has the first word.
[[nodiscard]] QByteArray only(const QByteArray &text, const QByteArray &kinds);

} // namespace Pushscope
