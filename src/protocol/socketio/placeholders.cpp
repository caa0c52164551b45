// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/socketio/placeholders.h"

#include <QJsonArray>
#include <QJsonObject>

#include <set>

namespace Pushscope::SocketIo {

namespace {

/// The attachments that placeholders mean, and whether one of them means none that can be.
class PlaceholderCount
{
public:
    explicit PlaceholderCount(qint64 attachments)
        : m_attachments(attachments)
    {
    }

    void visit(const QJsonValue &value)
    {
        if (value.isArray()) {
            const QJsonArray array = value.toArray();
            for (const QJsonValue &element : array)
                visit(element);
        } else if (value.isObject()) {
            visit(value.toObject());
        }
    }
    [[nodiscard]] ViolationSet violations() const
    {
        ViolationSet violations;
        if (m_isMissing)
            violations.add(Violation::MissingAttachment);
        if (static_cast<qint64>(m_meant.size()) < m_attachments)
            violations.add(Violation::UnexpectedAttachment);
        return violations;
    }

private:
    void visit(const QJsonObject &object)
    {
        const QJsonValue mark = object.value(QLatin1StringView("_placeholder"));
        if (!mark.isBool() || !mark.toBool()) {
            for (const QJsonValue &member : object)
                visit(member);
            return;
        }
        const QJsonValue number = object.value(QLatin1StringView("num"));
        const double index = number.toDouble(-1);
        // As large as the packet says, but no larger than the packet: each is in it once.
        if (index >= 0 && index < static_cast<double>(m_attachments)
            && index == static_cast<double>(static_cast<qint64>(index)))
            m_meant.insert(static_cast<qint64>(index));
        else
            m_isMissing = true;
    }

    qint64 m_attachments;
    std::set<qint64> m_meant;
    bool m_isMissing = false;
};

} // namespace

ViolationSet judgePlaceholders(const QJsonValue &data, qint64 attachments)
{
    PlaceholderCount count(attachments);
    count.visit(data);
    return count.violations();
}

} // namespace Pushscope::SocketIo
