// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/bodycoverer.h"

#include "capture/recorddecoder.h"
#include "protocol/http1/fields.h"

#include <QJsonObject>

namespace Pushscope {

namespace {

struct Coding {
    bool isCoded = false;
    std::unique_ptr<ContentDecoder> decoder{}; ///< Null: nobody decodes it.
};

bool isIdentity(QByteArrayView coding)
{
    return coding.isEmpty() || coding.compare("identity", Qt::CaseInsensitive) == 0;
}

Coding codingOf(const std::vector<Http1::FieldLine> &fields)
{
    for (const QByteArray &coding : Http1::fieldList(fields, "transfer-encoding")) {
        if (!isIdentity(coding) && coding.compare("chunked", Qt::CaseInsensitive) != 0)
            return { true };
    }
    qsizetype count = 0;
    for (const QByteArray &coding : Http1::fieldList(fields, "content-encoding"))
        count += isIdentity(coding) ? 0 : 1;
    if (count != 1)
        return { count > 0 };
    // As the body was read when it was recorded.
    return { true, ContentDecoder::create(Http1::fieldValue(fields, "content-encoding")) };
}

/// Of a body that ended: what was decoded of it is not all that it says.
bool isUnread(const Record &end)
{
    if (end.violations.contains(Violation::BadContentCoding)
        || end.violations.contains(Violation::TooLarge))
        return true;
    const QJsonObject detail = detailOf(end);
    const QByteArray coding = detail.value(QLatin1StringView("coding")).toString().toLatin1();
    return !isIdentity(coding) && end.content.isEmpty()
        && detail.value(QLatin1StringView("coded_size")).toInteger() > 0;
}

} // namespace

bool BodyCoverer::isBody(const Record &record)
{
    return (record.kind == RecordKind::HttpChunk || record.kind == RecordKind::HttpData)
        && !record.has(LiesInContent);
}

void BodyCoverer::begin(const Record &head)
{
    Coding coding;
    if (head.kind == RecordKind::HttpRequest) {
        if (const auto request = requestHead(head, m_coverer.reader()))
            coding = codingOf(request->fields);
    } else if (const auto response = responseHead(head, m_coverer.reader())) {
        coding = codingOf(response->fields);
    }
    if (coding.decoder)
        m_decoders[keyOf(head)] = { std::move(coding.decoder), 0 };
    else if (coding.isCoded)
        m_blanked.insert(keyOf(head));
}

void BodyCoverer::decode(const Record &record, Decoding &decoding)
{
    if (!decoding.decoder)
        return;
    const PlacedText coded
        = PlacedText::ofContent(record, m_coverer.reader(), OctetCoverer::MaxTextOctets);
    const auto outcome = decoding.decoder->decode(coded.text(), [&](QByteArrayView content) {
        decoding.contentOctets += content.size();
    });
    if (outcome != ContentDecoder::Outcome::Ok)
        decoding.decoder.reset();
}

bool BodyCoverer::take(const Record &record)
{
    const Key key = keyOf(record);
    if (record.kind == RecordKind::HttpChunk) {
        const PlacedText line = PlacedText::ofSizeLine(record, m_coverer.reader());
        if (!m_coverer.cover(record, line, m_coverer.finder().inText(line.text())))
            return false;
    }
    const auto decoder = m_decoders.find(key);
    if (decoder != m_decoders.end())
        decode(record, decoder->second);
    if (decoder != m_decoders.end() || m_blanked.contains(key))
        return true; // It says nothing as it is.
    const auto body = m_bodies.try_emplace(key, record.connection, record.from).first;
    return body->second.append(
        PlacedText::ofContent(record, m_coverer.reader(), OctetCoverer::MaxTextOctets), m_coverer);
}

bool BodyCoverer::end(const Record &record)
{
    const Key key = keyOf(record);
    bool isFound = false;
    if (!record.content.isEmpty()) {
        const SeenOctets::Direction direction{ record.connection, record.from, Layer::Content };
        if (!m_coverer.coverRange(direction, record.content, isFound))
            return false;
        m_coverer.see(direction, record.content);
    }
    const auto decoder = m_decoders.find(key);
    // Those that recorded it may have read less: several members of gzip were not read in the past.
    const bool isCovered = decoder == m_decoders.end()
        || (decoder->second.decoder && decoder->second.contentOctets == record.content.size());
    if (isFound || isUnread(record) || !isCovered)
        m_blanked.insert(key);
    if (decoder != m_decoders.end())
        m_decoders.erase(decoder);
    const auto body = m_bodies.find(key);
    if (body == m_bodies.end())
        return true;
    const bool isDone = body->second.look(m_coverer);
    m_bodies.erase(body);
    return isDone;
}

bool BodyCoverer::close(quint32 connection)
{
    const Key from{ connection, 0, From::Nobody };
    // What was decoded of a body that was cut off may not be all of it.
    auto decoder = m_decoders.lower_bound(from);
    while (decoder != m_decoders.end() && std::get<0>(decoder->first) == connection) {
        m_blanked.insert(decoder->first);
        decoder = m_decoders.erase(decoder);
    }
    auto body = m_bodies.lower_bound(from);
    while (body != m_bodies.end() && std::get<0>(body->first) == connection) {
        if (!body->second.look(m_coverer))
            return false;
        body = m_bodies.erase(body);
    }
    return true;
}

bool BodyCoverer::finish()
{
    while (!m_bodies.empty()) {
        if (!close(std::get<0>(m_bodies.begin()->first)))
            return false;
    }
    while (!m_decoders.empty()) {
        m_blanked.insert(m_decoders.begin()->first);
        m_decoders.erase(m_decoders.begin());
    }
    return true;
}

bool BodyCoverer::blank(const Record &record)
{
    if (!isBody(record) || !m_blanked.contains(keyOf(record)))
        return true;
    const PlacedText coded
        = PlacedText::ofContent(record, m_coverer.reader(), OctetCoverer::MaxTextOctets);
    return m_coverer.apply(record.connection, record.from, coded.blanking());
}

} // namespace Pushscope
