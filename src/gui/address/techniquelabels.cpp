// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/techniquelabels.h"

#include "engine/api/techniques.h"

#include <QCoreApplication>

namespace Pushscope {

namespace {

// The labels stand in the table; this only shows them to lupdate. What is no name of a
// specification is translated.
[[maybe_unused]] const char *const Labels[] = {
    QT_TRANSLATE_NOOP("Techniques", "Auto"),
    QT_TRANSLATE_NOOP("Techniques", "WebSocket"),
    QT_TRANSLATE_NOOP("Techniques", "SSE"),
    QT_TRANSLATE_NOOP("Techniques", "Short polling"),
    QT_TRANSLATE_NOOP("Techniques", "Long polling"),
    QT_TRANSLATE_NOOP("Techniques", "HTTP streaming"),
    QT_TRANSLATE_NOOP("Techniques", "Iframe polling"),
    QT_TRANSLATE_NOOP("Techniques", "Iframe streaming"),
    QT_TRANSLATE_NOOP("Techniques", "Multipart"),
    QT_TRANSLATE_NOOP("Techniques", "JSONP"),
};

} // namespace

QString techniqueLabel(Technique technique)
{
    return QCoreApplication::translate("Techniques", techniqueRow(technique).label);
}

QString techniqueLabel(QByteArrayView name)
{
    const auto technique = techniqueFromName(name);
    return technique ? techniqueLabel(*technique) : QString::fromUtf8(name);
}

} // namespace Pushscope
