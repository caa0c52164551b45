// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/mock/mockendpoint.h"

#include <QString>

#include <memory>

namespace Pushscope {

/// Longest file that is served, in octets: it is read and sent in one piece.
inline constexpr qint64 MaxStaticFileOctets = 64 * 1024 * 1024;

/// The files of a folder at and below @p path; of a folder in it its index.html. Nothing outside of
/// it is served wherever links lead, and nothing whose name begins with a dot.
[[nodiscard]] std::unique_ptr<MockEndpoint> makeStatic(const QByteArray &path,
                                                       const QString &folder);

/// The file that @p path (decoded, below the endpoint's own) names in @p folder, by its canonical
/// path; empty where there is none that may be served. A folder is named by its own path.
[[nodiscard]] QString staticFile(const QString &folder, const QByteArray &path);

} // namespace Pushscope
