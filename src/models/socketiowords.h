// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace Pushscope {

/// What a server of Engine.IO answers instead of a payload: `{"code":1,"message":"…"}`.
struct RefusalBody {
    int code = 0;
    QString message; ///< The server's own words.
    bool operator==(const RefusalBody &) const = default;
};
/// The refusal that @p body is; nullopt where it is none.
[[nodiscard]] std::optional<RefusalBody> engineIoRefusal(const QByteArray &body);

/// What the server means by @p code, with its usual cause, in a sentence or two; empty for a code
/// that the protocol's servers do not send.
[[nodiscard]] QString engineIoRefusalText(int code);

} // namespace Pushscope
