// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/placedtext.h"
#include "capture/secrets.h"
#include "storage/octetpatcher.h"
#include "storage/octetreader.h"
#include "storage/seenoctets.h"

namespace Pushscope {

/// Covers secrets where they lie in the recorded octets of one database, and knows which octets
/// were looked through.
///
/// Threads: that of the database.
class OctetCoverer
{
public:
    /// Of one record that is looked through; as many as a message may have by default.
    static constexpr qint64 MaxTextOctets = 64LL * 1024 * 1024;

    /// Both outlive it.
    OctetCoverer(Database &database, const SecretFinder &finder);

    [[nodiscard]] OctetReader &reader() { return m_reader; }
    [[nodiscard]] const SecretFinder &finder() const { return m_finder; }
    [[nodiscard]] const SeenOctets &seen() const { return m_seen; }

    /// False, here and below, where the database cannot be read or written.
    [[nodiscard]] bool apply(quint32 connection, From from,
                             const std::vector<PlacedText::Patch> &patches);
    [[nodiscard]] bool cover(const Record &record, const PlacedText &text,
                             const std::vector<ByteRange> &secrets);
    /// Looks through @p range as one text, a piece at a time; @p isFound: it said a secret.
    [[nodiscard]] bool coverRange(const SeenOctets::Direction &direction, ByteRange range,
                                  bool &isFound);

    /// The octets at which @p record lies were looked through, as far as MaxTextOctets.
    void see(const Record &record);
    void see(const SeenOctets::Direction &direction, ByteRange range);

private:
    const SecretFinder &m_finder;
    OctetReader m_reader;
    OctetPatcher m_patcher;
    SeenOctets m_seen;
};

/// Text that comes a piece at a time and is looked through as one: a secret may lie across pieces.
class RunningText
{
public:
    /// Looked through at once, and how much of that again with what follows.
    static constexpr qsizetype OctetsAtOnce = 1024 * 1024;
    static constexpr qsizetype OctetsAgain = 64 * 1024;

    RunningText(quint32 connection, From from)
        : m_connection(connection)
        , m_from(from)
    {
    }

    [[nodiscard]] bool append(const PlacedText &text, OctetCoverer &coverer);
    /// Covers what was found in what is there by now.
    [[nodiscard]] bool look(OctetCoverer &coverer);
    /// A secret was found at any time.
    [[nodiscard]] bool hasFound() const { return m_hasFound; }

private:
    quint32 m_connection;
    From m_from;
    PlacedText m_text;
    qsizetype m_lookAt = OctetsAtOnce;
    bool m_hasFound = false;
};

} // namespace Pushscope
