// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace Pushscope {

/// The arguments of `connect` that are about Socket.IO, as text.
struct SocketIoArguments {
    void addTo(CLI::App &command);
    /// False where an argument makes no sense: one line that names it went to standard error.
    [[nodiscard]] bool read(ClientOptions &options) const;

    /// `--emit` and its like, which are messages of a script.
    [[nodiscard]] static bool isEmission(const std::string &option);
    /// Whether @p technique has the message that @p option stands for.
    [[nodiscard]] static bool isSendable(const std::string &option, Technique technique);
    /// nullopt as above.
    [[nodiscard]] static std::optional<OutgoingMessage> readEmission(const std::string &option,
                                                                     const std::string &value);

    std::string transports;
    std::vector<std::string> namespaces;
    std::optional<std::string> auth;
    std::optional<int> revision;
    std::string path;
    std::optional<std::string> acknowledgement;

private:
    /// The first of them that was given; empty for none.
    [[nodiscard]] std::string firstGiven() const;
};

} // namespace Pushscope
