// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QList>
#include <QString>

namespace Pushscope {

/// The attachments of an event that is composed. In its arguments stands, for the attachment of
/// number N, the placeholder that Socket.IO has for it: `{"_placeholder":true,"num":N}`.
///
/// Spec: Socket.IO protocol, section Binary event.
class EventAttachments
{
public:
    /// Of a draft, all together; more is not kept in the history.
    static constexpr qsizetype MostDraftOctets = 256 * 1024;

    [[nodiscard]] bool isEmpty() const { return m_attachments.isEmpty(); }
    /// Keeps @p octets; gives the placeholder that stands for them.
    QString add(const QByteArray &octets);
    /// @p arguments with what their placeholders stand for: `{"base64":"…"}`. One that stands for
    /// nothing is left.
    [[nodiscard]] QByteArray expanded(QByteArray arguments) const;
    /// As a draft keeps them; empty where they are too long for one.
    [[nodiscard]] QJsonArray draft() const;
    void setDraft(const QJsonArray &draft);

private:
    QList<QByteArray> m_attachments;
};

} // namespace Pushscope
