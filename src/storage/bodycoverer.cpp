// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/bodycoverer.h"

#include "capture/contentdecoder.h"
#include "capture/recorddecoder.h"
#include "protocol/http1/fields.h"

#include <QJsonObject>

namespace Pushscope {

namespace {

enum class Coding : quint8 {
    None,
    Decoded, ///< What it says was recorded too.
    Unknown, ///< Nobody decodes it.
};

bool isIdentity(QByteArrayView coding)
{
    return coding.isEmpty() || coding.compare("identity", Qt::CaseInsensitive) == 0;
}

Coding codingOf(const std::vector<Http1::FieldLine> &fields)
{
    for (const QByteArray &coding : Http1::fieldList(fields, "transfer-encoding")) {
        if (!isIdentity(coding) && coding.compare("chunked", Qt::CaseInsensitive) != 0)
            return Coding::Unknown;
    }
    qsizetype count = 0;
    for (const QByteArray &coding : Http1::fieldList(fields, "content-encoding"))
        count += isIdentity(coding) ? 0 : 1;
    if (count == 0)
        return Coding::None;
    // As the body was read when it was recorded.
    const auto decoder = ContentDecoder::create(Http1::fieldValue(fields, "content-encoding"));
    return count == 1 && decoder ? Coding::Decoded : Coding::Unknown;
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
    Coding coding = Coding::None;
    if (head.kind == RecordKind::HttpRequest) {
        if (const auto request = requestHead(head, m_coverer.reader()))
            coding = codingOf(request->fields);
    } else if (const auto response = responseHead(head, m_coverer.reader())) {
        coding = codingOf(response->fields);
    }
    if (coding == Coding::Decoded)
        m_decoded.insert(keyOf(head));
    else if (coding == Coding::Unknown)
        m_blanked.insert(keyOf(head));
}

bool BodyCoverer::take(const Record &record)
{
    const Key key = keyOf(record);
    if (record.kind == RecordKind::HttpChunk) {
        const PlacedText line = PlacedText::ofSizeLine(record, m_coverer.reader());
        if (!m_coverer.cover(record, line, m_coverer.finder().inText(line.text())))
            return false;
    }
    if (m_decoded.contains(key) || m_blanked.contains(key))
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
    if (isFound || isUnread(record))
        m_blanked.insert(key);
    m_decoded.erase(key);
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
    auto decoded = m_decoded.lower_bound(from);
    while (decoded != m_decoded.end() && std::get<0>(*decoded) == connection) {
        m_blanked.insert(*decoded);
        decoded = m_decoded.erase(decoded);
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
    m_blanked.merge(m_decoded);
    m_decoded.clear();
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
