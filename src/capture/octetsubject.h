// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/filterpredicate.h"
#include "capture/octetsource.h"

#include <QByteArray>

#include <functional>
#include <vector>

namespace Pushscope {

/// Answers a filter's questions from the recorded octets.
///
/// Threads: used on the thread of the OctetSource.
class OctetSubject final : public FilterSubject
{
public:
    /// Octets of one record that are searched; as many as a message may have by default.
    static constexpr qint64 MaxSearchedOctets = 64 * 1024 * 1024;

    using TechniqueOf = std::function<std::optional<Technique>(quint32 session)>;

    /// @param octets outlives the subject.
    OctetSubject(OctetSource &octets, TechniqueOf techniqueOf);

    [[nodiscard]] std::span<const QByteArray> texts(const Record &record) override;
    [[nodiscard]] std::optional<QByteArray> eventType(const Record &record) override;
    [[nodiscard]] std::optional<QByteArray> eventId(const Record &record) override;
    [[nodiscard]] std::optional<Technique> technique(quint32 session) override;

private:
    void collect(const Record &record);

    OctetSource &m_octets;
    TechniqueOf m_techniqueOf;
    qint64 m_seq = 0; ///< Of the record whose texts m_texts are; 0: of none.
    std::vector<QByteArray> m_texts;
};

} // namespace Pushscope
