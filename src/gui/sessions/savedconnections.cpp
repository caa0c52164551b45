// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/sessions/savedconnections.h"

#include "gui/sessions/savedoptions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>

namespace Pushscope {

namespace {

const QString SavedKey = QStringLiteral("sessions/saved");
const QString NamesKey = QStringLiteral("sessions/names");
const QString Id = QStringLiteral("id");
const QString Name = QStringLiteral("name");
const QString Options = QStringLiteral("options");
const QString Missing = QStringLiteral("missing");
const QString Capture = QStringLiteral("capture");

qsizetype indexIn(const QList<SavedConnection> &all, const QByteArray &id)
{
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const SavedConnection &one) { return one.id == id; });
    return found == all.end() ? -1 : found - all.begin();
}

} // namespace

SavedConnections::SavedConnections(const Services &services)
    : m_services(services)
{
}

QList<SavedConnection> SavedConnections::all() const
{
    QList<SavedConnection> all;
    const QJsonArray saved = QJsonDocument::fromJson(m_services.recall(SavedKey)).array();
    for (const QJsonValue &value : saved) {
        const QJsonObject one = value.toObject();
        SavedConnection connection;
        connection.id = one.value(Id).toString().toLatin1();
        connection.name = one.value(Name).toString();
        connection.options = restoredOptions(one.value(Options).toObject());
        for (const QJsonValue &name : one.value(Missing).toArray())
            connection.missing.append(name.toString());
        if (!connection.id.isEmpty() && indexIn(all, connection.id) < 0)
            all.append(connection);
    }
    return all;
}

void SavedConnections::store(const QList<SavedConnection> &all) const
{
    QJsonArray saved;
    for (const SavedConnection &connection : all) {
        saved.append(QJsonObject { { Id, QString::fromLatin1(connection.id) },
                                   { Name, connection.name },
                                   { Options, savedOptions(connection.options) },
                                   { Missing, QJsonArray::fromStringList(connection.missing) } });
    }
    m_services.remember(SavedKey, QJsonDocument(saved).toJson(QJsonDocument::Compact));
}

std::optional<SavedConnection> SavedConnections::find(const QByteArray &id) const
{
    const QList<SavedConnection> present = all();
    const qsizetype at = indexIn(present, id);
    return at < 0 ? std::nullopt : std::optional(present.at(at));
}

SavedConnection SavedConnections::add(const QString &name, const ClientOptions &options)
{
    SavedConnection connection;
    connection.id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    connection.name = name;
    connection.options = withoutSecrets(options, &connection.missing);
    QList<SavedConnection> present = all();
    present.append(connection);
    while (present.size() > MaxCount)
        present.removeFirst();
    store(present);
    return connection;
}

void SavedConnections::rename(const QByteArray &id, const QString &name)
{
    QList<SavedConnection> present = all();
    const qsizetype at = indexIn(present, id);
    if (at < 0)
        return;
    present[at].name = name;
    store(present);
}

qsizetype SavedConnections::remove(const QByteArray &id)
{
    QList<SavedConnection> present = all();
    const qsizetype at = indexIn(present, id);
    if (at >= 0) {
        present.removeAt(at);
        store(present);
    }
    return at;
}

void SavedConnections::insert(qsizetype at, const SavedConnection &connection)
{
    QList<SavedConnection> present = all();
    present.insert(std::clamp<qsizetype>(at, 0, present.size()), connection);
    store(present);
}

SessionNames::SessionNames(const Services &services)
    : m_services(services)
{
}

QHash<quint32, QString> SessionNames::of(const QByteArray &capture) const
{
    QHash<quint32, QString> names;
    const QJsonArray all = QJsonDocument::fromJson(m_services.recall(NamesKey)).array();
    for (const QJsonValue &value : all) {
        const QJsonObject one = value.toObject();
        if (one.value(Capture).toString().toUtf8() != capture)
            continue;
        for (auto it = one.begin(); it != one.end(); ++it) {
            const quint32 session = it.key().toUInt();
            if (session > 0)
                names.insert(session, it.value().toString());
        }
    }
    return names;
}

void SessionNames::set(const QByteArray &capture, quint32 session, const QString &name)
{
    if (capture.isEmpty())
        return;
    QJsonArray all = QJsonDocument::fromJson(m_services.recall(NamesKey)).array();
    QJsonObject named { { Capture, QString::fromUtf8(capture) } };
    for (qsizetype i = all.size() - 1; i >= 0; --i) {
        if (all.at(i).toObject().value(Capture) == named.value(Capture)) {
            named = all.at(i).toObject();
            all.removeAt(i);
        }
    }
    if (name.isEmpty())
        named.remove(QString::number(session));
    else
        named.insert(QString::number(session), name);
    if (named.size() > 1)
        all.append(named);
    while (all.size() > MaxCaptures)
        all.removeFirst();
    m_services.remember(NamesKey, QJsonDocument(all).toJson(QJsonDocument::Compact));
}

} // namespace Pushscope
