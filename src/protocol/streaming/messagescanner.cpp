// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/streaming/messagescanner.h"

#include "protocol/streaming/jsontextscanner.h"
#include "protocol/streaming/lengthscanner.h"
#include "protocol/streaming/linescanner.h"
#include "protocol/streaming/recordseparatorscanner.h"

namespace Pushscope::Streaming {

std::unique_ptr<MessageScanner> MessageScanner::create(Cut cut, qint64 maxMessage)
{
    switch (cut) {
    case Cut::BlankLine:
        return std::make_unique<LineScanner>(true);
    case Cut::Json:
    case Cut::JsonArray:
        return std::make_unique<JsonTextScanner>(cut == Cut::JsonArray);
    case Cut::RecordSeparator:
        return std::make_unique<RecordSeparatorScanner>();
    case Cut::Length32:
    case Cut::Length32LittleEndian:
    case Cut::LengthLine:
    case Cut::LengthVarint:
    case Cut::GrpcWeb:
        return std::make_unique<LengthScanner>(cut, maxMessage);
    case Cut::Line:
        break;
    }
    return std::make_unique<LineScanner>(false);
}

MessageScanner::~MessageScanner() = default;

std::optional<MessageScanner::Found> MessageScanner::finish()
{
    if (!isOpen())
        return std::nullopt;
    return close(searchedTo(), { Violation::CutOff });
}

} // namespace Pushscope::Streaming
