// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/role.h"
#include "capture/batchbuilder.h"

#include <array>
#include <deque>
#include <optional>
#include <span>

namespace Pushscope {

/// What all records of one connection have in common, and the way from there to the batch.
///
/// Threads: as BatchBuilder.
class ConnectionRecords
{
public:
    struct Ids {
        quint32 session = 0;
        quint32 connection = 0;
        quint32 stream = 0;
    };

    /// @param self whose octets Pushscope writes; nullopt for who only watches or decodes.
    ConnectionRecords(BatchBuilder &batch, Ids ids, std::optional<Role> self);

    /// A record of this connection with nothing else in it.
    [[nodiscard]] Record make(RecordKind kind, From from, qint64 t) const;
    /// Adds it, with its cause where we wrote its octets.
    BatchBuilder::Ref add(Record &&record);

    /// Records @p octets that were read or written; gives the offset of the first of them.
    qint64 addWire(Role from, QByteArrayView octets, qint64 t);
    /// Records octets that are no stretch of the wire; gives where they lie in Layer::Content.
    ByteRange addContent(Role from, QByteArrayView octets, qint64 t);
    /// No later record lies before @p wireOffset of that direction; nor in what was added to its
    /// content so far.
    void release(Role from, qint64 wireOffset, bool releasesContent);
    /// Octets of a direction so far.
    [[nodiscard]] qint64 wireOctets(Role from) const { return m_wire[index(from)]; }

    /// The next @p octets that are ours to write are written because of @p cause.
    void willWrite(qint64 octets, Cause cause);

    [[nodiscard]] BatchBuilder &batch() { return m_batch; }
    [[nodiscard]] const Ids &ids() const { return m_ids; }
    /// Whose the records are from now on: a connection may serve several logical clients in turn.
    void setStream(quint32 stream) { m_ids.stream = stream; }
    [[nodiscard]] std::optional<Role> self() const { return m_self; }

    /// The next @p octets of a direction are not recorded.
    void skipWire(Role from, qint64 octets) { m_wire[index(from)] += octets; }
    /// What lies in bodies and frames is not recorded.
    void setHeadsOnly(bool isHeadsOnly) { m_isHeadsOnly = isHeadsOnly; }
    /// While forgiving, what is only cut off breaks no rule: it was not its sender who ended it.
    void setForgiving(bool isForgiving) { m_isForgiving = isForgiving; }
    /// While muted, nothing is recorded: neither records nor octets.
    void setMuted(bool isMuted) { m_isMuted = isMuted; }

private:
    struct Written {
        qint64 end;
        Cause cause;
    };

    [[nodiscard]] static std::size_t index(Role role) { return static_cast<std::size_t>(role); }
    [[nodiscard]] Cause causeAt(qint64 end);

    BatchBuilder &m_batch;
    Ids m_ids;
    std::optional<Role> m_self;
    std::array<qint64, 2> m_wire {};
    std::array<qint64, 2> m_content {};
    std::deque<Written> m_written;
    qint64 m_announced = 0; ///< End of what willWrite() was told.
    bool m_isMuted = false;
    bool m_isHeadsOnly = false;
    bool m_isForgiving = false;
};

/// Lets @p record lie in @p stretches: at, moreAt and size.
void setStretches(Record &record, std::span<const ByteRange> stretches);

} // namespace Pushscope
