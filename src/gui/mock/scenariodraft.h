// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "engine/api/mockoptions.h"
#include "models/orderedjson.h"

#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace Pushscope {

/// A scenario while it is edited: the file as it stands, in its order, what no form knows included.
class ScenarioDraft
{
public:
    /// What a mock without a scenario does, to which endpoints can be added.
    [[nodiscard]] static ScenarioDraft ofDefaults();
    /// nullopt where @p octets are no JSON object. What else is wrong with it says check().
    [[nodiscard]] static std::optional<ScenarioDraft> read(QByteArrayView octets);

    /// As a file has it.
    [[nodiscard]] QByteArray text() const { return m_root.formatted(); }
    /// What a mock would play. @p folder: from where folders of files are seen.
    /// Errors: as readScenarioText().
    [[nodiscard]] Result<std::shared_ptr<const Scenario>> check(const QString &name,
                                                                const QString &folder) const;

    [[nodiscard]] std::size_t endpointCount() const;
    /// The JSON object of the one at @p path; an empty object where there is none.
    [[nodiscard]] OrderedJson endpoint(const QByteArray &path) const;
    [[nodiscard]] bool hasEndpoint(const QByteArray &path) const;
    /// In place of the one at @p path, or behind the others.
    void setEndpoint(const QByteArray &path, const OrderedJson &endpoint);
    void removeEndpoint(const QByteArray &path);
    /// Whether the paths that a mock has without a scenario stay.
    [[nodiscard]] bool hasDefaults() const;

    [[nodiscard]] QList<QByteArray> channels() const;
    [[nodiscard]] OrderedJson channel(const QByteArray &name) const;
    void setChannel(const QByteArray &name, const OrderedJson &channel);

    /// Path, technique and channel of every endpoint, for a list.
    [[nodiscard]] QList<MockEndpointStatus> endpoints() const;

    bool operator==(const ScenarioDraft &) const = default;

private:
    [[nodiscard]] const OrderedJson *find(const QByteArray &path) const;
    [[nodiscard]] OrderedJson *find(const QByteArray &path);

    OrderedJson m_root = OrderedJson::object();
};

/// What a mock without a scenario has: see contract §4.
[[nodiscard]] QList<MockEndpointStatus> defaultEndpoints();
/// The endpoint of that kind at @p path as a scenario says it, to begin an edit with.
[[nodiscard]] OrderedJson defaultEndpoint(const QByteArray &path);

} // namespace Pushscope
