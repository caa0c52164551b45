// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/document/failurefinder.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Pushscope {

namespace {

/// A failure whose record has not come by then was not recorded.
constexpr int MostTries = 16;

/// A close code says nothing of a WebSocket that never was.
bool tellsHowItEnded(const Record &record)
{
    if (record.kind != RecordKind::WsClosed)
        return false;
    const QString how = QJsonDocument::fromJson(record.detail)
                            .object()
                            .value(QLatin1StringView("how"))
                            .toString();
    return how == QLatin1StringView("reset") || how == QLatin1StringView("fin")
        || how == QLatin1StringView("timeout") || how == QLatin1StringView("handshake");
}

} // namespace

FailureFinder::FailureFinder(QObject *parent)
    : QObject(parent)
    , m_mailbox(this)
{
}

void FailureFinder::setPages(RecordPages *pages)
{
    m_pages = pages;
    m_session = 0;
    m_isAsking = false;
}

void FailureFinder::look(quint32 session)
{
    m_session = session;
    m_tries = 0;
    refresh();
}

void FailureFinder::refresh()
{
    if (!m_pages || m_session == 0 || m_isAsking || ++m_tries > MostTries)
        return;
    m_isAsking = true;
    const qint64 rows = m_pages->rowCount(RecordPages::Everything);
    auto handler = [this, address = m_mailbox.address(), pages = m_pages, session = m_session, rows](
                       const RecordPages::Page &, std::span<const Record> records, OctetSource &) {
        const auto record
            = std::find_if(records.rbegin(), records.rend(), [session](const Record &candidate) {
                  // A WebSocket's close code comes after the error and says more.
                  return candidate.session == session
                      && (candidate.kind == RecordKind::Error || tellsHowItEnded(candidate));
              });
        const qint64 seq = record == records.rend() ? 0 : record->seq;
        address->post([this, pages, session, seq, rows] {
            if (pages != m_pages)
                return;
            m_isAsking = false;
            if (seq == 0 || session != m_session) {
                // What came while it was looked for may have been the last change for long.
                if (m_session != 0 && pages->rowCount(RecordPages::Everything) != rows)
                    refresh();
                return;
            }
            m_session = 0;
            emit found(seq);
        });
    };
    m_pages->requestRows(RecordPages::Everything, std::max<qint64>(0, rows - MostRows), MostRows,
                         std::move(handler));
}

} // namespace Pushscope
