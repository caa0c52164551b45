// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/bodycoverer.h"
#include "storage/octetcoverer.h"
#include "storage/restcoverer.h"

namespace Pushscope {

/// Covers the secrets that one record after the other tells, in its octets and in itself.
///
/// Threads: that of the database.
class RecordCoverer
{
public:
    /// All outlive it.
    RecordCoverer(Database &database, OctetCoverer &coverer, BodyCoverer &bodies,
                  RestCoverer &rest);

    /// False where the database cannot be read or written.
    [[nodiscard]] bool cover(const Record &record);

    /// @p text with its secrets covered.
    [[nodiscard]] static QByteArray covered(const SecretFinder &finder, QByteArray text);

private:
    [[nodiscard]] bool coverOctets(const Record &record);
    [[nodiscard]] bool coverHead(const Record &record);
    [[nodiscard]] bool coverContent(const Record &record);
    /// Of a message of a WebSocket that was compressed.
    [[nodiscard]] bool coverInflated(const Record &record);
    /// The size line of the chunk that @p record is, which no record has.
    [[nodiscard]] bool coverFraming(const Record &record);
    [[nodiscard]] bool coverDetail(const Record &record);
    [[nodiscard]] std::vector<ByteRange> secretsOf(const Record &record, QByteArrayView text) const;

    OctetCoverer &m_coverer;
    BodyCoverer &m_bodies;
    RestCoverer &m_rest;
    Statement m_setDetail;
};

} // namespace Pushscope
