// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "base/result.h"
#include "engine/client/clienturl.h"
#include "protocol/engineio/packet.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope {

struct ClientOptions;

/// Where an Engine.IO session lives.
struct EngineIoAddress {
    ClientUrl url; ///< http or https, with the user's query and nothing of Engine.IO's.
    /// `EIO` of the URL that was given.
    std::optional<EngineIo::Revision> revision;
};

/// The address that @p options mean: path `/socket.io/` where they name none. Errors: BadUrl.
[[nodiscard]] Result<EngineIoAddress> engineIoAddress(const ClientOptions &options);

/// A request of a session; without @p sid the first one. @p unique goes into `t`, by which caches
/// are got round.
///
/// Spec: Engine.IO protocol, section Transports (query parameters).
[[nodiscard]] ClientUrl pollingUrl(const ClientUrl &url, EngineIo::Revision revision,
                                   const QByteArray &sid, const QByteArray &unique);
/// The same for its WebSocket.
[[nodiscard]] ClientUrl webSocketUrl(const ClientUrl &url, EngineIo::Revision revision,
                                     const QByteArray &sid);

/// What an answer that is no success says: ServerError where it has the server's own words, else
/// HttpStatus.
[[nodiscard]] Error engineIoRefusal(const ClientUrl &url, int status, QByteArrayView body);

/// "Unsupported protocol version": the server speaks another revision.
[[nodiscard]] bool isRevisionRefused(const Error &error);

} // namespace Pushscope
