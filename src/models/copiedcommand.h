// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/commandoptions.h"

#include <QString>
#include <QStringList>

namespace Pushscope {

/// A connection as other programs are told it. What cannot be carried over is said in comment
/// lines at the top, in English like the rest; readCommand() overlooks them.
///
/// Threads: reentrant.

/// For curl, in POSIX quoting. Of a WebSocket curl does the handshake and prints the frames.
[[nodiscard]] QString copiedCurl(const CommandOptions &options);

/// For websocat, in POSIX quoting; empty where @p options are of no WebSocket.
[[nodiscard]] QString copiedWebsocat(const CommandOptions &options);

/// What a script wants to know beside the options.
struct SnippetFacts {
    QStringList eventTypes {}; ///< Of SSE events that were seen, `message` apart.
    /// JavaScript that reads the technique, %1 being the URL; empty: the body is read as it comes.
    QString snippet {};
};

/// JavaScript for a page: `EventSource` or `WebSocket` where they can do it, else `fetch`.
[[nodiscard]] QString copiedJavaScript(const CommandOptions &options, const SnippetFacts &facts);

/// @p text as a JavaScript string in single quotes, safe within a page too.
[[nodiscard]] QString javaScriptString(const QString &text);

} // namespace Pushscope
