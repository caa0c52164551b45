// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/api/clientoptions.h"
#include "gui/services.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Pushscope {

/// A connection that is kept between runs.
struct SavedConnection {
    QByteArray id;
    QString name;
    ClientOptions options; ///< Without secrets: see withoutSecrets().
    QStringList missing;   ///< What of the original was one, by name; to be filled in again.
};

/// The connections that are kept between runs. No secret is: the settings are a plain file.
class SavedConnections
{
public:
    static constexpr qsizetype MaxCount = 500;

    /// @p services outlives it.
    explicit SavedConnections(const Services &services);

    /// As any window of any process left them.
    [[nodiscard]] QList<SavedConnection> all() const;
    [[nodiscard]] std::optional<SavedConnection> find(const QByteArray &id) const;
    /// Keeps @p options as @p name, without its secrets.
    SavedConnection add(const QString &name, const ClientOptions &options);
    void rename(const QByteArray &id, const QString &name);
    /// Where it stood, for insert(); -1 where there is none.
    qsizetype remove(const QByteArray &id);
    void insert(qsizetype at, const SavedConnection &connection);

private:
    void store(const QList<SavedConnection> &all) const;

    const Services &m_services;
};

/// The names that users gave to sessions, by capture: kept in the settings, since what is recorded
/// is not rewritten. They are seen on this machine alone.
class SessionNames
{
public:
    static constexpr qsizetype MaxCaptures = 200; ///< Those named longest ago are forgotten.

    /// @p services outlives it.
    explicit SessionNames(const Services &services);

    /// @p capture is its id, as in capture.start.
    [[nodiscard]] QHash<quint32, QString> of(const QByteArray &capture) const;
    /// An empty @p name: as it is recorded.
    void set(const QByteArray &capture, quint32 session, const QString &name);

private:
    const Services &m_services;
};

} // namespace Pushscope
