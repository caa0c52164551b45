// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/octetsource.h"
#include "capture/record.h"

#include <QByteArray>

#include <functional>

namespace Pushscope {

class JsonWriter;

/// Writes records as the JSON lines of contract §3.
///
/// Threads: on the thread of the OctetSource.
class JsonLineWriter
{
public:
    /// Gives the English sentence of an `error` record; this floor has no words of its own.
    using Sentence = std::function<QByteArray(const Record &)>;

    /// Octets of one record that are printed; beyond, the line is cut there.
    static constexpr qint64 MaxPrintedOctets = 80LL * 1024 * 1024;

    /// @param octets outlives the writer.
    JsonLineWriter(OctetSource &octets, Sentence sentence);

    /// Appends the line of @p record, with its LF.
    void write(const Record &record, QByteArray &out);

private:
    void writeCommon(const Record &record, JsonWriter &json) const;
    void writeMembers(const Record &record, JsonWriter &json);
    void writeRequest(const Record &record, JsonWriter &json);
    void writeResponse(const Record &record, JsonWriter &json);
    void writeChunk(const Record &record, JsonWriter &json);
    void writeStreamMessage(const Record &record, JsonWriter &json);
    void writeEvent(const Record &record, JsonWriter &json);
    void writePart(const Record &record, JsonWriter &json);
    void writeMessage(const Record &record, JsonWriter &json);
    void writeFrame(const Record &record, JsonWriter &json);
    void writeClose(const Record &record, JsonWriter &json);
    void writeFrameMembers(const Record &record, JsonWriter &json);
    void writeOctets(const Record &record, JsonWriter &json);

    OctetSource &m_octets;
    Sentence m_sentence;
};

} // namespace Pushscope
