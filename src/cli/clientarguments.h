// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/run.h"
#include "cli/socketioarguments.h"
#include "engine/api/clientoptions.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace Pushscope {

/// The arguments of `connect`, as text; contract §2.
struct ClientArguments {
    void addTo(CLI::App &command);
    /// What is to be sent, in the order of the command line.
    void readScript(const CLI::App &command);
    /// nullopt where an argument makes no sense: one line that names it went to standard error.
    [[nodiscard]] std::optional<ClientOptions> clientOptions() const;

    Run::Options run;
    std::string url;
    std::string technique = "auto";
    std::vector<std::string> headers;
    std::string method;
    std::optional<std::string> data;
    std::vector<std::string> cookies;
    bool isKeepingCookies = false;
    std::string user;
    std::string origin;
    std::vector<std::string> subprotocols;
    bool isWithoutDeflate = false;
    std::string proxy;
    std::string caFile;
    std::string certificateFile;
    std::string keyFile;
    bool isInsecure = false;
    SocketIoArguments socketIo;
    std::vector<std::pair<std::string, std::string>> script; ///< Option, value.
    int pings = 0; ///< How many; readScript() has them in their places.
    bool isEchoing = false;
    bool isInteractive = false;
    std::optional<qint64> intervalMs;
    std::string overlap = "wait";
    std::optional<qint64> timeoutMs;
    std::string cursor;
    std::string callbackParameter;
    bool isOutliving = false;
    qint64 maxMessage = 64LL * 1024 * 1024;
    bool isReconnecting = false;
    bool isNotReconnecting = false;
    std::string lastEventId;
    std::string cut;
    std::string textPointer;
    bool isJson = false;
    bool isQuiet = false;
    bool isStock = false;
    std::optional<qint64> count;
    std::optional<std::string> until;
    bool isUntilOk = false;
    std::optional<std::string> untilEvent;
    std::optional<double> duration;

private:
    [[nodiscard]] bool readUrl(ClientOptions &options) const;
    [[nodiscard]] bool readProxy(ClientOptions &options) const;
    [[nodiscard]] bool readTls(ClientOptions &options) const;
    [[nodiscard]] bool readHeaders(ClientOptions &options) const;
    [[nodiscard]] bool readMessages(ClientOptions &options) const;
    [[nodiscard]] bool readCut(ClientOptions &options) const;
    [[nodiscard]] bool readStops(ClientOptions &options) const;
};

} // namespace Pushscope
