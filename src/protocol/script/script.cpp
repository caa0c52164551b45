// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/script/script.h"

#include <algorithm>
#include <array>

namespace Pushscope::Script {

namespace {

// MIME Sniffing §4.6, "JavaScript MIME type": the essence match.
constexpr std::array<QByteArrayView, 16> JavaScriptTypes {
    "application/ecmascript", "application/javascript", "application/x-ecmascript",
    "application/x-javascript", "text/ecmascript", "text/javascript", "text/javascript1.0",
    "text/javascript1.1", "text/javascript1.2", "text/javascript1.3", "text/javascript1.4",
    "text/javascript1.5", "text/jscript", "text/livescript", "text/x-ecmascript",
    "text/x-javascript",
};

QByteArray ownedLower(QByteArrayView octets)
{
    return octets.trimmed().toByteArray().toLower();
}

std::optional<QByteArray> owned(const std::optional<QByteArrayView> &view)
{
    return view ? std::optional(view->toByteArray()) : std::nullopt;
}

} // namespace

Script toScript(const ScriptView &view)
{
    Script script;
    script.text = view.text.toByteArray();
    script.textRange = view.textRange;
    script.range = view.range;
    script.src = owned(view.src);
    script.type = owned(view.type);
    script.scriptType = view.scriptType;
    script.violations = view.violations;
    return script;
}

ScriptType scriptTypeOf(std::optional<QByteArrayView> type, std::optional<QByteArrayView> language)
{
    // "If any of the following are true: el has a type attribute whose value is the empty string;
    // el has no type attribute but it has a language attribute and that attribute's value is the
    // empty string; or el has neither …, then let the script block's type string for this script
    // element be 'text/javascript'."
    QByteArray name;
    if (type)
        name = type->isEmpty() ? QByteArray("text/javascript") : ownedLower(*type);
    else if (language && !language->isEmpty())
        name = "text/" + language->toByteArray().toLower();
    else
        return ScriptType::Classic;
    if (std::find(JavaScriptTypes.begin(), JavaScriptTypes.end(), name) != JavaScriptTypes.end())
        return ScriptType::Classic;
    return name == "module" ? ScriptType::Module : ScriptType::DataBlock;
}

} // namespace Pushscope::Script
