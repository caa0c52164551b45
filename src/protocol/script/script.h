// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "protocol/violation.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Pushscope::Script {

/// What a browser does with the text of a script element.
///
/// Spec: WHATWG HTML §4.12.1.1, prepare the script element, steps 8 to 12.
enum class ScriptType : quint8 {
    Classic,   ///< Runs as soon as its end tag has come.
    Module,    ///< Runs after the document was parsed, so never in a response that does not end.
    DataBlock, ///< Does not run at all: `application/json`, say.
};

/// A script element, from its start tag's `<` to the `>` of its end tag.
///
/// Values of attributes are octets as sent: character references in them are not replaced. The
/// views are valid until the next call of the parser that returned it.
struct ScriptView {
    QByteArrayView text;                ///< Between the tags.
    ByteRange textRange;                ///< In octets of the stream, as range.
    ByteRange range;                    ///< Of the element.
    std::optional<QByteArrayView> src;  ///< An external script: its text does not run.
    std::optional<QByteArrayView> type; ///< The attribute.
    ScriptType scriptType = ScriptType::Classic;
    /// CutOff: the stream ended before the end tag did, and the text does not run. TooLarge: the
    /// element is longer than our limit, and text and range are its beginning.
    ViolationSet violations;

    /// It is JavaScript that stands here and runs.
    [[nodiscard]] bool isRun() const
    {
        return !src && scriptType != ScriptType::DataBlock
            && !violations.contains(Violation::CutOff);
    }
};

/// ScriptView that owns its octets.
struct Script {
    QByteArray text;
    ByteRange textRange;
    ByteRange range;
    std::optional<QByteArray> src;
    std::optional<QByteArray> type;
    ScriptType scriptType = ScriptType::Classic;
    ViolationSet violations;

    [[nodiscard]] bool isRun() const
    {
        return !src && scriptType != ScriptType::DataBlock
            && !violations.contains(Violation::CutOff);
    }
    bool operator==(const Script &) const = default;
};

[[nodiscard]] Script toScript(const ScriptView &view);

/// @param type, language the attributes of the element.
[[nodiscard]] ScriptType scriptTypeOf(std::optional<QByteArrayView> type,
                                      std::optional<QByteArrayView> language);

} // namespace Pushscope::Script
