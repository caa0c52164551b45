// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/findingdetector.h"

#include "capture/recorddecoder.h"

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

/// A forged capture must not fill the memory with sessions.
constexpr std::size_t MaxSessions = 65'536;

constexpr std::array<QByteArrayView, FindingKindCount> Names{
    "buffered-bursts", "unterminated-block",     "reconnect-without-id",  "constant-idle",
    "accept-mismatch", "subprotocol-unanswered", "rsv1-without-deflate", "abnormal-closure",
};

} // namespace

QByteArrayView findingName(FindingKind kind)
{
    return Names.at(static_cast<std::size_t>(kind));
}

QByteArrayView endLayerName(EndLayer layer)
{
    switch (layer) {
    case EndLayer::Dns:
        return "dns";
    case EndLayer::Connecting:
        return "tcp-connect";
    case EndLayer::TlsHandshake:
        return "tls-handshake";
    case EndLayer::Proxy:
        return "proxy";
    case EndLayer::HttpRefusal:
        return "http";
    case EndLayer::Handshake:
        return "websocket-handshake";
    case EndLayer::Reset:
        return "tcp-reset";
    case EndLayer::Fin:
        return "tcp-fin";
    case EndLayer::TlsAlert:
        return "tls-alert";
    case EndLayer::OwnTimeout:
        return "own-timeout";
    case EndLayer::NetworkTimeout:
        return "tcp-timeout";
    case EndLayer::SlowConsumer:
        return "slow-consumer";
    case EndLayer::OwnFailure:
        return "websocket";
    case EndLayer::None:
        break;
    }
    return {};
}

Finding *FindingCollector::count(FindingKind kind, quint32 session, EndLayer layer, From by)
{
    const Key key{ session, kind, layer, by };
    auto found = m_places.find(key);
    if (found == m_places.end()) {
        if (m_findings.size() >= MostFindings)
            return nullptr;
        found = m_places.emplace(key, m_findings.size()).first;
        Finding &made = m_findings.emplace_back();
        made.kind = kind;
        made.session = session;
        made.layer = layer;
        made.by = by;
    }
    Finding &finding = m_findings[found->second];
    ++finding.count;
    return &finding;
}

void FindingCollector::addRow(Finding &finding, qint64 seq)
{
    if (seq <= 0 || finding.rows.size() >= Finding::MostRows)
        return;
    const auto place = std::ranges::lower_bound(finding.rows, seq);
    if (place == finding.rows.end() || *place != seq)
        finding.rows.insert(place, seq);
}

FindingDetector::~FindingDetector() = default;

FindingsDetector::FindingsDetector()
{
    m_detectors.push_back(makeBurstDetector());
    m_detectors.push_back(makeEventStreamDetector());
    m_detectors.push_back(makeIdleDetector());
    m_detectors.push_back(makeHandshakeDetector());
    m_detectors.push_back(makeClosureDetector());
}

FindingsDetector::~FindingsDetector() = default;

void FindingsDetector::setRole(quint32 session, QByteArrayView role)
{
    if (role == "mock" && m_roles.size() < MaxSessions)
        m_roles.emplace(session, Role::Server);
}

void FindingsDetector::add(const Record &record, OctetSource &octets)
{
    if (record.kind == RecordKind::SessionStart) {
        const QString role = detailOf(record).value(QLatin1StringView("role")).toString();
        setRole(record.session, role.toUtf8());
    }
    // Of no session, but in all of them: while we did not read nobody was silent.
    const bool isOfAll
        = record.kind == RecordKind::RecordingStall || record.kind == RecordKind::Clock;
    if ((record.session == 0 && !isOfAll) || record.t == Record::NoTime)
        return;
    const auto known = m_roles.find(record.session);
    const Role role = known == m_roles.end() ? Role::Client : known->second;
    for (const auto &detector : m_detectors)
        detector->add(record, role, octets, m_found);
}

Findings FindingsDetector::findings() const
{
    Findings findings = m_found.findings();
    std::ranges::stable_sort(findings, {}, [](const Finding &finding) {
        return finding.rows.empty() ? 0 : finding.rows.front();
    });
    return findings;
}

quint64 FindingsDetector::revision() const
{
    quint64 revision = m_found.findings().size();
    for (const Finding &finding : m_found.findings())
        revision += finding.count;
    return revision;
}

} // namespace Pushscope
