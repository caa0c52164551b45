// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "protocol/flashpolicy.h"

#include <QXmlStreamReader>

namespace Pushscope {

std::optional<std::vector<FlashPolicyAccess>> parseFlashPolicy(QByteArrayView octets)
{
    const qsizetype end = octets.indexOf('\0');
    QXmlStreamReader xml(octets.first(end < 0 ? octets.size() : end).toByteArray());
    std::vector<FlashPolicyAccess> accesses;
    bool isPolicy = false;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1StringView("cross-domain-policy")) {
            isPolicy = true;
        } else if (isPolicy && xml.name() == QLatin1StringView("allow-access-from")) {
            const auto valueOf = [&xml](const char *name) {
                return xml.attributes().value(QLatin1StringView(name)).toUtf8();
            };
            accesses.push_back({ valueOf("domain"), valueOf("to-ports") });
        }
    }
    if (!isPolicy || xml.hasError())
        return std::nullopt;
    return accesses;
}

} // namespace Pushscope
