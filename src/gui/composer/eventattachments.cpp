// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/eventattachments.h"

namespace Pushscope {

namespace {

QByteArray placeholder(qsizetype number)
{
    return "{\"_placeholder\":true,\"num\":" + QByteArray::number(number) + '}';
}

} // namespace

QString EventAttachments::add(const QByteArray &octets)
{
    m_attachments.append(octets);
    return QString::fromLatin1(placeholder(m_attachments.size() - 1));
}

QByteArray EventAttachments::expanded(QByteArray arguments) const
{
    for (qsizetype i = 0; i < m_attachments.size(); ++i)
        arguments.replace(placeholder(i),
                          QByteArray("{\"base64\":\"" + m_attachments[i].toBase64() + "\"}"));
    return arguments;
}

QJsonArray EventAttachments::draft() const
{
    qsizetype octets = 0;
    QJsonArray all;
    for (const QByteArray &attachment : m_attachments) {
        octets += attachment.size();
        all.append(QString::fromLatin1(attachment.toBase64()));
    }
    return octets > MostDraftOctets ? QJsonArray() : all;
}

void EventAttachments::setDraft(const QJsonArray &draft)
{
    m_attachments.clear();
    for (const QJsonValue attachment : draft)
        m_attachments.append(QByteArray::fromBase64(attachment.toString().toLatin1()));
}

} // namespace Pushscope
