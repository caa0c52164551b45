// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/previewtext.h"

#include "capture/jsonwriter.h"

#include <algorithm>

namespace Pushscope {

namespace {

constexpr qsizetype HexPreviewOctets = 48;

// Without the octets of a character that the end cuts in two (at most three, RFC 3629 §3).
QByteArrayView withoutCutCharacter(QByteArrayView octets)
{
    qsizetype end = octets.size();
    for (int back = 0; back < 3 && end > 0; ++back) {
        const auto octet = static_cast<quint8>(octets[end - 1]);
        if (octet < 0x80)
            return octets;
        --end;
        if (octet >= 0xc0)
            return octets.first(end);
    }
    return octets;
}

} // namespace

QString lineText(QByteArrayView utf8)
{
    QString text = QString::fromUtf8(utf8);
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    for (QChar &character : text) {
        if (character == QLatin1Char('\n') || character == QLatin1Char('\r'))
            character = QChar(0x21b5);
        else if (character == QLatin1Char('\t'))
            character = QLatin1Char(' ');
        else if (character.category() == QChar::Other_Control
                 || character.category() == QChar::Other_Format)
            character = QChar(0x00b7);
    }
    return text;
}

QString shortText(const QString &text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    // Not between the halves of a surrogate pair.
    const qsizetype end = text.at(most - 1).isHighSurrogate() ? most - 1 : most;
    return text.left(end) + QChar(0x2026);
}

QString hexText(const QByteArray &octets)
{
    return QString::fromLatin1(octets.toHex(' '));
}

QString previewText(const QByteArray &octets, bool isCut)
{
    const QByteArrayView view(octets);
    const QByteArrayView whole = isCut ? withoutCutCharacter(view) : view;
    if (!isValidUtf8(whole))
        return hexText(octets.left(HexPreviewOctets));
    return lineText(whole);
}

} // namespace Pushscope
