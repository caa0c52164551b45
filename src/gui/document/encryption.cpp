// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/encryption.h"

#include "capture/filter.h"
#include "capture/recorddecoder.h"

#include <QJsonObject>

#include <algorithm>
#include <variant>
#include <vector>

namespace Pushscope {

namespace {

/// Older connections than these are not asked for: only the newest of a session is shown.
constexpr qint64 MostRows = 256;

} // namespace

Encryption::Encryption(QObject *parent)
    : QObject(parent)
    , m_mailbox(this)
{
}

Encryption::~Encryption()
{
    drop();
}

void Encryption::drop()
{
    if (m_pages && m_filter != RecordPages::Everything)
        m_pages->dropFilter(m_filter);
    m_filter = RecordPages::Everything;
}

void Encryption::setPages(RecordPages *pages)
{
    drop();
    m_pages = pages;
    m_rowsRead = 0;
    m_facts.clear();
    const Filter::Parsed parsed = Filter::parse(u"kind:conn.open");
    const auto *filter = std::get_if<std::shared_ptr<const Filter>>(&parsed);
    if (pages && filter) {
        m_filter = pages->startFilter(*filter,
                                      [this, address = m_mailbox.address()](
                                          RecordPages::FilterId id, qint64 rows, qint64, bool) {
                                          address->post([this, id, rows] {
                                              if (id == m_filter)
                                                  readRows(rows);
                                          });
                                      });
    }
    emit changed();
}

void Encryption::readRows(qint64 rows)
{
    if (rows <= m_rowsRead)
        return;
    const qint64 first = std::max(m_rowsRead, rows - MostRows);
    m_rowsRead = rows;
    auto handler = [this, address = m_mailbox.address()](const RecordPages::Page &page,
                                                         std::span<const Record> records,
                                                         OctetSource &) {
        std::vector<std::pair<quint32, Facts>> found;
        for (const Record &record : records) {
            const QJsonObject tls = detailOf(record).value(QLatin1String("tls")).toObject();
            found.push_back({ record.session,
                              { record.connection, tls.value(QLatin1String("version")).toString(),
                                tls.value(QLatin1String("verified")).toBool() } });
        }
        address->post([this, id = page.filter, found = std::move(found)] {
            if (id != m_filter)
                return;
            for (const auto &[session, facts] : found) {
                if (facts.connection >= m_facts.value(session).connection)
                    m_facts.insert(session, facts);
            }
            emit changed();
        });
    };
    m_pages->requestRows(m_filter, first, static_cast<int>(rows - first), std::move(handler));
}

QString Encryption::sentence(quint32 session) const
{
    const auto found = m_facts.constFind(session);
    if (found == m_facts.cend())
        return {};
    if (found->version.isEmpty())
        return tr("not encrypted");
    return found->isVerified ? tr("%1 · certificate verified").arg(found->version)
                             : tr("%1 · certificate not verified").arg(found->version);
}

bool Encryption::isVerified(quint32 session) const
{
    const auto found = m_facts.constFind(session);
    return found != m_facts.cend() && found->isVerified;
}

} // namespace Pushscope
