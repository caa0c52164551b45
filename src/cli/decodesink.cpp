// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/decodesink.h"

namespace Pushscope {

DecodeSink::DecodeSink(Output &output)
    : m_output(output)
{
}

RecordSink::Appended DecodeSink::append(Batch &&batch)
{
    Appended appended;
    appended.firstSeq = m_lastSeq + 1;
    for (Record &record : batch.records) {
        record.seq = ++m_lastSeq;
        if (record.carrier < 0)
            record.carrier = appended.firstSeq - record.carrier - 1;
        m_hasViolations = m_hasViolations || !record.violations.isEmpty();
    }
    m_octets.add(batch);
    m_output.write(batch.records, m_octets);
    m_octets.trim(batch);
    return appended;
}

int DecodeSink::addDrainListener(std::function<void()>)
{
    return 0; // Never full, so never drained.
}

void DecodeSink::removeDrainListener(int) { }

} // namespace Pushscope
