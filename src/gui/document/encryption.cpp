// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/encryption.h"

#include "capture/recorddecoder.h"

#include <QJsonObject>

#include <algorithm>
#include <vector>

namespace Pushscope {

namespace {

/// Older connections than these are not asked for: only the newest of a session is shown.
constexpr qint64 MostRows = 256;

} // namespace

Encryption::Encryption(QObject *parent)
    : QObject(parent)
    , m_filter(this)
{
}

void Encryption::setPages(RecordPages *pages)
{
    m_filter.setPages(pages);
    m_rowsRead = 0;
    m_facts.clear();
    m_filter.start(QStringLiteral("kind:conn.open"), [this](qint64 rows, bool) { readRows(rows); });
    emit changed();
}

void Encryption::readRows(qint64 rows)
{
    if (rows <= m_rowsRead)
        return;
    const qint64 first = std::max(m_rowsRead, rows - MostRows);
    m_rowsRead = rows;
    const auto collect = [](std::span<const Record> records, OctetSource &) {
        std::vector<std::pair<quint32, Facts>> found;
        for (const Record &record : records) {
            const QJsonObject tls = detailOf(record).value(QLatin1String("tls")).toObject();
            found.push_back({ record.session,
                              { record.connection, tls.value(QLatin1String("version")).toString(),
                                tls.value(QLatin1String("verified")).toBool() } });
        }
        return found;
    };
    m_filter.read(first, static_cast<int>(rows - first), collect, [this](const auto &found) {
        for (const auto &[session, facts] : found) {
            if (facts.connection >= m_facts.value(session).connection)
                m_facts.insert(session, facts);
        }
        emit changed();
    });
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
