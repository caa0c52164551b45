// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/mock/mocktrust.h"

#include "engine/api/clientoptions.h"
#include "engine/api/mockcertificate.h"
#include "engine/api/thismachine.h"

namespace Pushscope {

void MockTrust::setMock(const QUrl &url, bool isOwn)
{
    m_url = url;
    m_isOwn = isOwn;
}

QString MockTrust::authorities() const
{
    const bool isOwn = m_isOwn && isTls(m_url) && !m_folder.isEmpty();
    return isOwn ? keptMockAuthorities(m_folder) : QString();
}

void MockTrust::addTrust(ClientOptions &options) const
{
    const QString own = m_folder.isEmpty() ? QString() : keptMockAuthorities(m_folder);
    const bool isClient = isTls(options.url) && isThisMachine(options.url.host())
        && options.url.port() == m_url.port() && !authorities().isEmpty();
    if (isClient && options.caCertificateFile.isEmpty())
        options.caCertificateFile = own;
    // Another address typed over that of a mock: its server is verified as any other.
    if (!isClient && options.caCertificateFile == own)
        options.caCertificateFile.clear();
}

Result<QByteArray> MockTrust::certificates(const MockTls &chosen) const
{
    MockTls told = chosen;
    if (const QString own = authorities(); !own.isEmpty())
        told.certificateFile = own;
    return mockCertificates(told);
}

bool isTls(const QUrl &url)
{
    return url.scheme() == QLatin1StringView("https") || url.scheme() == QLatin1StringView("wss");
}

} // namespace Pushscope
