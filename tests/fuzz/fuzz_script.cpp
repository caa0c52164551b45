// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture/jsonvalue.h"
#include "fuzz/require.h"
#include "protocol/script/scriptlog.h"
#include "protocol/script/scriptserializer.h"

#include <cstddef>
#include <cstdint>

using namespace Pushscope;
using namespace Pushscope::Script;

namespace {

/// Ranges within the text, one after the other; JSON where there is a value.
void checkCalls(QByteArrayView text)
{
    qint64 after = 0;
    for (const Call &call : scanCalls(text)) {
        require(call.range.begin >= after && call.range.end <= text.size());
        require(text.sliced(call.range.begin).startsWith(call.callee));
        const ByteRange argument = call.argumentRange;
        require(argument.begin <= argument.end && argument.end < call.range.end);
        require((call.argument.kind == Argument::Kind::None) == (argument.end == 0));
        if (!call.argument.json.isEmpty()) {
            // What was converted is a literal that says the same.
            require(readArgument(call.argument.json).json == call.argument.json);
        }
        after = call.range.end;
    }
}

/// An element lies in what was fed, after the one before, and comes out of its own octets again.
void checkElements(QByteArrayView wire, qint64 maxElement)
{
    ScriptBlockParser parser(maxElement);
    parser.feed(wire);
    parser.finish();
    qint64 after = 0;
    while (const std::optional<ScriptView> view = parser.next()) {
        const Pushscope::Script::Script script = toScript(*view);
        require(script.range.begin >= after && script.range.end <= wire.size());
        require(script.textRange.begin >= script.range.begin);
        require(script.textRange.end <= script.range.end && script.textRange.size() >= 0);
        after = script.range.end;
        checkCalls(script.text);
        std::optional<Pushscope::Script::Script> again
            = parseScript(wire.sliced(script.range.begin, script.range.size()));
        require(again.has_value());
        again->range = script.range;
        again->textRange = script.textRange;
        if (script.violations.contains(Violation::TooLarge))
            again->violations = script.violations;
        require(*again == script);
    }
}

void checkJsonp(QByteArrayView wire, qint64 maxBody, qsizetype step)
{
    const QByteArray whole = logOfJsonp(wire, "cb", qMax<qsizetype>(wire.size(), 1), maxBody);
    require(logOfJsonp(wire, "cb", 1, maxBody) == whole);
    require(logOfJsonp(wire, "cb", step, maxBody) == whole);
    const Callback callback = parseJsonp(wire, {});
    require(callback.argumentRange.size() >= 0 && callback.argumentRange.end <= wire.size());
    require(!callback.violations.contains(Violation::WrongCallback));
    if (!callback.violations.isEmpty() || callback.argument.json.isEmpty())
        return;
    QByteArray again;
    ScriptSerializer::jsonp(again, "cb", callback.argument.json);
    const Callback read = parseJsonp(again, "cb");
    require(read.violations.isEmpty());
    // What a script must not have inside is escaped.
    require(isSameJson(read.argument.json, callback.argument.json));
}

} // namespace

/// The first octet says how the others are cut and whether the limit is near. They are read as
/// HTML, as a script and as a JSONP response.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const QByteArray wire(reinterpret_cast<const char *>(data + 1),
                          static_cast<qsizetype>(size - 1));
    const bool isLimitNear = (data[0] & 0x80) != 0;
    const qsizetype step = 1 + (data[0] & 0x7F);
    const qint64 maxElement = isLimitNear ? 24 : ScriptBlockParser::DefaultMaxElement;
    const QByteArrayList whole = logOf(wire, qMax<qsizetype>(wire.size(), 1), maxElement);
    require(logOf(wire, 1, maxElement) == whole);
    require(logOf(wire, step, maxElement) == whole);
    checkElements(wire, maxElement);
    checkCalls(wire);
    checkJsonp(wire, isLimitNear ? 24 : JsonpParser::DefaultMaxBody, step);
    return 0;
}
