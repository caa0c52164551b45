// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Pushscope::Script {

/// Writes what a frame or a script tag is pushed. Each function appends to @p to.
///
/// Messages are JSON, which must be valid; names and origins are written as they are where that is
/// safe.
///
/// Threads: reentrant.
class ScriptSerializer
{
public:
    /// @p json so that neither HTML nor old JavaScript sees more in it than JSON does: `<` as
    /// \u003c, for no `</script` or `<!--` may stand in a script element (WHATWG HTML §4.12.1.3),
    /// U+2028 and U+2029 as escapes, which ended lines within strings until ECMAScript 2019. They
    /// stand nowhere in JSON but in strings.
    static void safeJson(QByteArray &to, QByteArrayView json);

    /// `<script>window.parent.postMessage(MESSAGE, "ORIGIN")</script>`
    static void postMessage(QByteArray &to, QByteArrayView json, QByteArrayView targetOrigin);
    /// `<script>parent.NAME(MESSAGE)</script>`
    static void parentCall(QByteArray &to, QByteArrayView name, QByteArrayView json);
    /// `NAME(MESSAGE);`, behind an empty comment, so that no octets the client chose come first:
    /// a Flash file would begin with them.
    static void jsonp(QByteArray &to, QByteArrayView callback, QByteArrayView json);

    /// Of `[A-Za-z0-9_$.]`, at least one octet: nothing else can be written into a script
    /// unchecked.
    [[nodiscard]] static bool isSafeName(QByteArrayView name);
};

} // namespace Pushscope::Script
