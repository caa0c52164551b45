// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/contentdecoder.h"
#include "storage/octetcoverer.h"

#include <map>
#include <memory>
#include <set>
#include <tuple>

namespace Pushscope {

/// Covers secrets in the bodies of messages, which lie in several records, and blanks those that a
/// content coding hides from whoever looks for secrets.
///
/// Threads: that of the database.
class BodyCoverer
{
public:
    explicit BodyCoverer(OctetCoverer &coverer)
        : m_coverer(coverer)
    {
    }

    /// The head of an http.request or http.response: what its body is coded with.
    void begin(const Record &head);
    /// An http.chunk or http.data. False, here and below, where the database cannot be read or
    /// written.
    [[nodiscard]] bool take(const Record &record);
    /// An http.end: no more of that body comes.
    [[nodiscard]] bool end(const Record &record);
    /// A conn.close: no more of any body of that connection.
    [[nodiscard]] bool close(quint32 connection);
    /// After the last record.
    [[nodiscard]] bool finish();

    /// What that body says once it is decoded has a secret.
    void markCoded(const Record &record) { m_blanked.insert(keyOf(record)); }
    /// After finish(): the records have to be gone through once more, for blank().
    [[nodiscard]] bool hasBlanked() const { return !m_blanked.empty(); }
    /// Blanks what @p record carries where it is of such a body.
    [[nodiscard]] bool blank(const Record &record);

    /// Does @p record carry octets of a body as they lie on the wire?
    [[nodiscard]] static bool isBody(const Record &record);

private:
    /// One direction of an exchange.
    using Key = std::tuple<quint32, quint32, From>;

    [[nodiscard]] static Key keyOf(const Record &record)
    {
        return { record.connection, record.exchange, record.from };
    }

    /// A body that is coded and was decoded, decoded again.
    struct Decoding {
        std::unique_ptr<ContentDecoder> decoder{}; ///< Null where that was not all of it.
        qint64 contentOctets = 0; ///< So far.
    };

    /// Feeds what @p record carries to @p decoding, only to know whether all of it is read.
    void decode(const Record &record, Decoding &decoding);

    OctetCoverer &m_coverer;
    std::map<Key, RunningText> m_bodies; ///< Those that go on.
    std::map<Key, Decoding> m_decoders;
    std::set<Key> m_blanked;
};

} // namespace Pushscope
