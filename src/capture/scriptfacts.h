// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/octetsource.h"
#include "capture/record.h"
#include "protocol/script/callscanner.h"
#include "protocol/script/jsonpparser.h"
#include "protocol/script/script.h"

#include <QByteArray>

#include <vector>

namespace Pushscope {

class JsonWriter;

/// Reads again from the recorded octets what iframe.script and jsonp.callback records do not store,
/// and says what they carry.
///
/// Threads: reentrant; on the thread of the OctetSource.

/// What an iframe.script is.
struct ScriptFacts {
    Script::Script script;           ///< Ranges count from the record's first octet.
    std::vector<Script::Call> calls; ///< Of what runs; ranges count from the text's first octet.
};
/// @param limit octets of the record that are read; of what is cut there no calls are known.
[[nodiscard]] ScriptFacts scriptFacts(const Record &record, OctetSource &octets, qint64 limit);

/// What a jsonp.callback is.
struct CallbackFacts {
    Script::Callback callback; ///< Whatever its name; its violations are the record's.
    QByteArray body;
};
/// @param limit octets of the record that are read.
[[nodiscard]] CallbackFacts callbackFacts(const Record &record, OctetSource &octets, qint64 limit);

/// The calls that @p script makes; none where it does not run, or was too large to be read.
[[nodiscard]] std::vector<Script::Call> callsOf(const Script::ScriptView &script);
/// The messages, one a line where there are several; empty where there is none.
[[nodiscard]] QByteArray messagesOf(const std::vector<Script::Call> &calls);

/// The members of contract §3: `script`, `message` and what belongs to it.
void writeScript(JsonWriter &json, const ScriptFacts &facts);
/// `callback` and `message`.
void writeCallback(JsonWriter &json, const CallbackFacts &facts);

} // namespace Pushscope
