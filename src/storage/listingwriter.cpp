// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/listingwriter.h"

#include "capture/technique.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace Pushscope {

namespace {

QJsonObject detailObject(const Record &record)
{
    return QJsonDocument::fromJson(record.detail).object();
}

QByteArray member(const QJsonObject &object, QLatin1String name)
{
    return object.value(name).toString().toUtf8();
}

QByteArray jsonMember(const QJsonObject &object, QLatin1String name)
{
    const QJsonValue value = object.value(name);
    return value.isObject() ? QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)
                            : QByteArray();
}

/// Both ends of an accept have no attempt; whichever record comes first makes the row.
constexpr const char *InsertConnection
    = "INSERT INTO connection VALUES(?1,?2,?3,?4,NULL,NULL,NULL,NULL,NULL,NULL,0,0) "
      "ON CONFLICT(id) DO NOTHING";

} // namespace

ListingWriter::ListingWriter(Database &database)
    : m_insertSession(database, "INSERT OR REPLACE INTO session VALUES(?,?,?,?,?,?,?,?)")
    , m_setTechnique(database,
                     "UPDATE session SET technique=?2 WHERE id=?1 AND technique='auto'")
    , m_insertConnection(database, InsertConnection)
    , m_openConnection(database, "UPDATE connection SET t_open=?2 WHERE id=?1")
    , m_closeConnection(database,
                        "UPDATE connection SET t_close=?2, ended_by=?3, ended_how=?4, error=?5, "
                        "client_octets=?6, server_octets=?7 WHERE id=?1")
    , m_setCloseCode(database, "UPDATE connection SET close_code=?2 WHERE id=?1")
    , m_insertExchange(database,
                       "INSERT INTO exchange VALUES(?1,?2,?3,?4,NULL,NULL,NULL) "
                       "ON CONFLICT(id) DO NOTHING")
    , m_answerExchange(database, "UPDATE exchange SET t_response=?2, status=?3 WHERE id=?1")
    , m_endExchange(database, "UPDATE exchange SET t_end=?2 WHERE id=?1")
{
}

bool ListingWriter::add(const Record &record)
{
    switch (record.kind) {
    case RecordKind::SessionStart:
        return startSession(record);
    case RecordKind::Note:
        return concludeTechnique(record);
    case RecordKind::ConnAttempt:
        return startConnection(record);
    case RecordKind::ConnOpen:
        return startConnection(record) && openConnection(record);
    case RecordKind::ConnClose:
        return startConnection(record) && closeConnection(record);
    case RecordKind::WsClosed:
        return closeWebSocket(record);
    case RecordKind::HttpRequest:
        return startExchange(record);
    case RecordKind::HttpResponse:
        return startExchange(record) && answerExchange(record);
    case RecordKind::HttpEnd:
        return record.from != From::Server || endExchange(record);
    default:
        return true;
    }
}

bool ListingWriter::startSession(const Record &record)
{
    const QJsonObject detail = detailObject(record);
    const QByteArray name = member(detail, QLatin1String("name"));
    const QByteArray role = member(detail, QLatin1String("role"));
    const QByteArray technique = member(detail, QLatin1String("technique"));
    const QByteArray url = member(detail, QLatin1String("url"));
    const QByteArray options = jsonMember(detail, QLatin1String("options"));
    m_insertSession.bind(1, record.session);
    m_insertSession.bind(2, record.seq);
    m_insertSession.bind(3, record.t);
    m_insertSession.bindText(4, name);
    m_insertSession.bindText(5, role);
    m_insertSession.bindText(6, technique);
    m_insertSession.bindText(7, url);
    m_insertSession.bindText(8, options);
    return m_insertSession.execute();
}

bool ListingWriter::concludeTechnique(const Record &record)
{
    const QByteArray technique = member(detailObject(record), QLatin1String("technique"));
    if (!techniqueFromName(technique))
        return true;
    m_setTechnique.bind(1, record.session);
    m_setTechnique.bindText(2, technique);
    return m_setTechnique.execute();
}

bool ListingWriter::startConnection(const Record &record)
{
    m_insertConnection.bind(1, record.connection);
    m_insertConnection.bind(2, record.session);
    m_insertConnection.bind(3, record.stream);
    m_insertConnection.bind(4, record.t);
    return m_insertConnection.execute();
}

bool ListingWriter::openConnection(const Record &record)
{
    m_openConnection.bind(1, record.connection);
    m_openConnection.bind(2, record.t);
    return m_openConnection.execute();
}

bool ListingWriter::closeConnection(const Record &record)
{
    const QJsonObject detail = detailObject(record);
    const QByteArray by = member(detail, QLatin1String("by"));
    const QByteArray how = member(detail, QLatin1String("how"));
    const QByteArray error = member(detail, QLatin1String("error"));
    m_closeConnection.bind(1, record.connection);
    m_closeConnection.bind(2, record.t);
    m_closeConnection.bindText(3, by);
    m_closeConnection.bindText(4, how);
    m_closeConnection.bindText(5, error);
    m_closeConnection.bind(6, detail.value(QLatin1String("client_octets")).toInteger());
    m_closeConnection.bind(7, detail.value(QLatin1String("server_octets")).toInteger());
    return m_closeConnection.execute();
}

bool ListingWriter::closeWebSocket(const Record &record)
{
    if (record.connection == 0 || record.code == Record::NoCode)
        return true;
    m_setCloseCode.bind(1, record.connection);
    m_setCloseCode.bind(2, record.code);
    return m_setCloseCode.execute();
}

bool ListingWriter::startExchange(const Record &record)
{
    if (record.exchange == 0)
        return true;
    m_insertExchange.bind(1, record.exchange);
    m_insertExchange.bind(2, record.connection);
    m_insertExchange.bind(3, record.session);
    m_insertExchange.bind(4, record.t);
    return m_insertExchange.execute();
}

bool ListingWriter::answerExchange(const Record &record)
{
    m_answerExchange.bind(1, record.exchange);
    m_answerExchange.bind(2, record.t);
    m_answerExchange.bind(3, record.code);
    return m_answerExchange.execute();
}

bool ListingWriter::endExchange(const Record &record)
{
    m_endExchange.bind(1, record.exchange);
    m_endExchange.bind(2, record.t);
    return m_endExchange.execute();
}

} // namespace Pushscope
