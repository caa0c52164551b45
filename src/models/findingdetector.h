// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/octetsource.h"
#include "capture/record.h"
#include "models/finding.h"

#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <unordered_map>

namespace Pushscope {

/// Where detectors put what they found: the same of a session is one, and is counted.
class FindingCollector
{
public:
    /// More are not told apart; a capture with so many sessions that fail says enough by these.
    static constexpr std::size_t MostFindings = 1000;

    /// The finding of that kind and session, counted once more; nullptr where there are too many.
    Finding *count(FindingKind kind, quint32 session, EndLayer layer = EndLayer::None,
                   From by = From::Nobody);
    /// @p finding rests on the record @p seq too; 0: none.
    static void addRow(Finding &finding, qint64 seq);

    [[nodiscard]] const Findings &findings() const { return m_findings; }

private:
    using Key = std::tuple<quint32, FindingKind, EndLayer, From>;
    Findings m_findings;
    std::map<Key, std::size_t> m_places;
};

/// Looks for some kinds of findings in the records of a capture.
class FindingDetector
{
public:
    /// Connections that are remembered at a time, by each; of more, the oldest are forgotten.
    static constexpr std::size_t MaxRemembered = 16'384;

    FindingDetector() = default;
    FindingDetector(const FindingDetector &) = delete;
    FindingDetector &operator=(const FindingDetector &) = delete;
    virtual ~FindingDetector();

    /// @p role of the session that @p record belongs to: which end is ours.
    virtual void add(const Record &record, Role role, OctetSource &octets,
                     FindingCollector &found) = 0;
};

// One file each.
[[nodiscard]] std::unique_ptr<FindingDetector> makeBurstDetector();
[[nodiscard]] std::unique_ptr<FindingDetector> makeEventStreamDetector();
[[nodiscard]] std::unique_ptr<FindingDetector> makeIdleDetector();
[[nodiscard]] std::unique_ptr<FindingDetector> makeHandshakeDetector();
[[nodiscard]] std::unique_ptr<FindingDetector> makeClosureDetector();

/// Keeps a map of what is remembered within its bounds: the lowest keys go, which are the oldest.
template <typename Map> void forgetOldest(Map &remembered)
{
    while (remembered.size() > FindingDetector::MaxRemembered)
        remembered.erase(remembered.begin());
}

/// When the message says that it was sent, ms since 1970: the first RFC 3339 time in it, or the
/// first number that is seconds or milliseconds since then and lies within a day of @p wallMs, our
/// own time of day when it came; nullopt where it says neither, or that is not known.
[[nodiscard]] std::optional<qint64> senderStamp(const QByteArray &message,
                                                std::optional<qint64> wallMs);

/// Every finding of a capture, from its records, each once and in order of seq. What it found does
/// not depend on how they are fed, so that live and reopened are alike.
///
/// Threads: one at a time, where the OctetSource may be used.
class FindingsDetector
{
public:
    FindingsDetector();
    ~FindingsDetector();

    /// Contract `role` of a session, before its records: the one that says it may not be kept.
    void setRole(quint32 session, QByteArrayView role);
    void add(const Record &record, OctetSource &octets);
    /// By the first record that each rests on.
    [[nodiscard]] Findings findings() const;
    /// How many there are, and how often they were counted: changes when findings() do.
    [[nodiscard]] quint64 revision() const;

private:
    FindingCollector m_found;
    std::vector<std::unique_ptr<FindingDetector>> m_detectors;
    std::unordered_map<quint32, Role> m_roles; ///< Of sessions that are no client's.
};

} // namespace Pushscope
