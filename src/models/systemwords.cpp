// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/systemwords.h"

#include "models/words.h"

#include <algorithm>
#include <array>

namespace Pushscope {

namespace {

// glibc's words for errors of files and networks, then OpenSSL's for certificates and alerts. Those
// that Qt translates are not among them.
constexpr std::array<const char *, 23> Known{
    QT_TRANSLATE_NOOP("Words", "Operation not permitted"),
    QT_TRANSLATE_NOOP("Words", "Input/output error"),
    QT_TRANSLATE_NOOP("Words", "Read-only file system"),
    QT_TRANSLATE_NOOP("Words", "Not a directory"),
    QT_TRANSLATE_NOOP("Words", "Is a directory"),
    QT_TRANSLATE_NOOP("Words", "Disk quota exceeded"),
    QT_TRANSLATE_NOOP("Words", "File too large"),
    QT_TRANSLATE_NOOP("Words", "Network is down"),
    QT_TRANSLATE_NOOP("Words", "Network is unreachable"),
    QT_TRANSLATE_NOOP("Words", "Host is down"),
    QT_TRANSLATE_NOOP("Words", "No route to host"),
    QT_TRANSLATE_NOOP("Words", "Cannot assign requested address"),
    QT_TRANSLATE_NOOP("Words", "Connection timed out"),
    QT_TRANSLATE_NOOP("Words", "Name or service not known"),
    QT_TRANSLATE_NOOP("Words", "Temporary failure in name resolution"),
    QT_TRANSLATE_NOOP("Words", "self-signed certificate"),
    QT_TRANSLATE_NOOP("Words", "self-signed certificate in certificate chain"),
    QT_TRANSLATE_NOOP("Words", "unable to get local issuer certificate"),
    QT_TRANSLATE_NOOP("Words", "unable to verify the first certificate"),
    QT_TRANSLATE_NOOP("Words", "certificate required"),
    QT_TRANSLATE_NOOP("Words", "handshake failure"),
    QT_TRANSLATE_NOOP("Words", "unknown CA"),
    QT_TRANSLATE_NOOP("Words", "bad certificate"),
};

} // namespace

QString systemWords(const QString &words)
{
    const QByteArray said = words.toUtf8();
    // As QFile::errorString() has it.
    const QString ofQt = QCoreApplication::translate("QIODevice", said.constData());
    if (ofQt != words)
        return ofQt;
    const auto *const known
        = std::ranges::find_if(Known, [&said](const char *one) { return said == one; });
    return known == Known.end() ? words : Words::tr(*known);
}

} // namespace Pushscope
