// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Messages that come in bursts, as behind a proxy that buffers.

#include "capture/recorddecoder.h"
#include "models/findingdetector.h"
#include "models/wallclock.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>

namespace Pushscope {

namespace {

constexpr qint64 Ms = 1'000'000;
/// Together: what a read loop takes to work through a buffer that came at once, on a busy machine.
constexpr qint64 TogetherNs = 50 * Ms;
/// Apart: shorter silences are a network's, or a server's that is busy.
constexpr qint64 SilenceNs = 500 * Ms;
/// Two messages together are often an answer and its sequel; three were collected.
constexpr int MessagesOfABurst = 3;
/// Messages of a burst that are looked at for proof: those of a busy feed were sent so near one
/// another that only later ones are apart from the first.
constexpr int MostOfABurst = 64;
/// Once and twice may be a server that was busy.
constexpr quint64 BurstsOfAFinding = 3;
/// Where a sender's stamp stands, it stands near the beginning.
constexpr qint64 StampOctets = 4096;
/// A number is a time of the sender's only this near ours: clocks differ, and a proxy holds back.
constexpr qint64 NearMs = 24 * 3600 * 1000LL;
/// Reads that are looked at to find when the first octet of a message came.
constexpr std::size_t MostReads = 4;

/// One response, or one direction that carries messages.
struct Stream {
    qint64 lastT = -1;
    qint64 groupT = -1;     ///< Of the first message of the group that is arriving.
    qint64 silence = 0;     ///< Before that group.
    int inGroup = 0;
    Record first{};         ///< Of the group, where a silence lies before it.
    std::optional<qint64> firstStamp{}; ///< By its sender.
    bool isJudged = false;  ///< Whether the group is a burst is known.
    quint64 bursts = 0;     ///< With proof that they were sent apart.
    std::vector<qint64> rows{};
    qint64 longestSilence = 0;
    qint64 firstBegin = -1; ///< Octet at which the first burst began.
    qint64 lastBegin = -1;
    quint64 measured = 0;
    bool isFirstGroup = true; ///< What was missed before comes at once, and rightly so.
};

/// When the capture's time was 0, ms since 1970; nullopt while no clock record told it.
using Origin = std::optional<qint64>;

/// @p record tells the time of day.
Origin originOf(const Record &record)
{
    const auto wall = wallNsFromText(detailOf(record).value(QLatin1StringView("wall")).toString());
    return wall ? Origin(*wall / Ms - record.t / Ms) : std::nullopt;
}

std::optional<qint64> stampOf(const Record &record, OctetSource &octets, Origin origin)
{
    return senderStamp(contentOctets(record, octets, StampOctets),
                       origin ? std::optional(*origin + record.t / Ms) : std::nullopt);
}

bool isStreamed(const Record &record)
{
    switch (record.kind) {
    case RecordKind::SseEvent:
    case RecordKind::StreamMessage:
    case RecordKind::IframeScript:
        return true;
    case RecordKind::MultipartPart:
        return !record.detail.contains("\"outside\":");
    default:
        return false;
    }
}

class BurstDetector final : public FindingDetector
{
public:
    void add(const Record &record, Role role, OctetSource &octets,
             FindingCollector &found) override;

private:
    using Key = std::pair<quint32, quint32>; ///< Connection and exchange.

    void arrived(Stream &stream, const Record &record, OctetSource &octets,
                 FindingCollector &found);
    /// Whether the messages of the group up to @p record were held back.
    [[nodiscard]] bool isProven(Stream &stream, const Record &record, OctetSource &octets) const;
    void tell(Stream &stream, const Record &record, FindingCollector &found);

    std::map<Key, Stream> m_streams;
    Origin m_origin;
};

/// The message began to arrive before the silence and ended behind it: whoever held it back does
/// not know where messages end.
bool isCut(const Record &record, qint64 silence, OctetSource &octets)
{
    if (record.has(LiesInContent) || record.at.isEmpty())
        return false;
    const auto reads
        = octets.reads(record.connection, record.from, Layer::Wire, record.at, MostReads);
    return !reads.empty() && record.t - reads.front().t >= silence / 2;
}

/// By the sender's own words they were sent apart, and during the silence: what is older was not
/// held back, it only tells of something that happened before.
bool isApart(qint64 from, qint64 to, qint64 silence)
{
    constexpr qint64 RoundingMs = 1000; // Stamps in whole seconds.
    const qint64 apart = to - from;
    return apart >= SilenceNs / Ms && apart <= silence / Ms + RoundingMs;
}

void BurstDetector::add(const Record &record, Role, OctetSource &octets, FindingCollector &found)
{
    if (record.kind == RecordKind::RecordingStall) {
        m_streams.clear(); // The silence was ours.
        return;
    }
    if (record.kind == RecordKind::Clock) {
        if (const Origin origin = originOf(record))
            m_origin = origin;
        return;
    }
    if (record.kind == RecordKind::ConnClose) {
        const auto begin = m_streams.lower_bound({ record.connection, 0 });
        m_streams.erase(begin, m_streams.lower_bound({ record.connection + 1, 0 }));
        return;
    }
    if (record.from != From::Server || !isStreamed(record))
        return;
    arrived(m_streams[{ record.connection, record.exchange }], record, octets, found);
    forgetOldest(m_streams);
}

void BurstDetector::arrived(Stream &stream, const Record &record, OctetSource &octets,
                            FindingCollector &found)
{
    const qint64 gap = stream.lastT < 0 ? -1 : record.t - stream.lastT;
    stream.lastT = record.t;
    if (gap < 0 || record.t - stream.groupT > TogetherNs) {
        stream.isFirstGroup = stream.groupT < 0;
        stream.groupT = record.t;
        stream.silence = gap;
        stream.inGroup = 1;
        stream.isJudged = false;
        if (gap >= SilenceNs)
            stream.first = record;
        return;
    }
    ++stream.inGroup;
    if (stream.inGroup < MessagesOfABurst || stream.isJudged || stream.isFirstGroup
        || stream.silence < SilenceNs)
        return;
    if (isProven(stream, record, octets)) {
        stream.isJudged = true;
        tell(stream, record, found);
    } else if (!stream.firstStamp || stream.inGroup == MostOfABurst) {
        stream.isJudged = true;
    }
}

bool BurstDetector::isProven(Stream &stream, const Record &record, OctetSource &octets) const
{
    if (stream.inGroup == MessagesOfABurst) {
        if (isCut(stream.first, stream.silence, octets))
            return true;
        stream.firstStamp = stampOf(stream.first, octets, m_origin);
    }
    const auto stamp = stream.firstStamp ? stampOf(record, octets, m_origin) : std::nullopt;
    return stamp && isApart(*stream.firstStamp, *stamp, stream.silence);
}

void BurstDetector::tell(Stream &stream, const Record &record, FindingCollector &found)
{
    ++stream.bursts;
    stream.longestSilence = std::max(stream.longestSilence, stream.silence);
    if (!stream.first.has(LiesInContent)) {
        if (stream.firstBegin < 0)
            stream.firstBegin = stream.first.at.begin;
        else
            ++stream.measured;
        stream.lastBegin = stream.first.at.begin;
    }
    stream.rows.push_back(stream.first.seq);
    stream.rows.push_back(record.seq);
    if (stream.bursts < BurstsOfAFinding)
        return;
    Finding *finding = found.count(FindingKind::BufferedBursts, record.session);
    if (finding) {
        // Those before the one that made it a finding count too.
        if (stream.bursts == BurstsOfAFinding)
            finding->count += BurstsOfAFinding - 1;
        for (const qint64 seq : stream.rows)
            FindingCollector::addRow(*finding, seq);
        finding->ns = std::max(finding->ns, stream.longestSilence);
        if (stream.measured > 0) {
            finding->octets = (stream.lastBegin - stream.firstBegin)
                / static_cast<qint64>(stream.measured);
        }
    }
    stream.rows.clear();
}

std::optional<qint64> timeStamp(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral(
        R"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)"));
    const QRegularExpressionMatch match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    constexpr qsizetype SeparatorAt = 10;
    QString written = match.captured();
    written[SeparatorAt] = QLatin1Char('T');
    const QDateTime time = QDateTime::fromString(written, Qt::ISODateWithMs);
    return time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
}

/// The first number that tells a time near @p wallMs, in seconds or milliseconds. Order numbers and
/// identifiers look the same, but lie elsewhere.
std::optional<qint64> numberStamp(const QString &text, qint64 wallMs)
{
    // From 2001 to 2033.
    static const QRegularExpression pattern(
        QStringLiteral(R"((?<![\d.])(1\d{9}(?:\.\d{1,9})?|1\d{12})(?![\d.]))"));
    constexpr double MsLeast = 1e12;
    constexpr double MsOfASecond = 1000;
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext()) {
        const double number = matches.next().captured().toDouble();
        const auto ms = static_cast<qint64>(number < MsLeast ? number * MsOfASecond : number);
        if (std::abs(ms - wallMs) <= NearMs)
            return ms;
    }
    return std::nullopt;
}

} // namespace

std::optional<qint64> senderStamp(const QByteArray &message, std::optional<qint64> wallMs)
{
    const QString text = QString::fromUtf8(message);
    const auto time = timeStamp(text);
    return time || !wallMs ? time : numberStamp(text, *wallMs);
}

std::unique_ptr<FindingDetector> makeBurstDetector()
{
    return std::make_unique<BurstDetector>();
}

} // namespace Pushscope
