// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mutation.h"

#include <QByteArrayList>

namespace Pushscope::Http1 {

namespace {

const QByteArrayList &pieces()
{
    static const QByteArrayList Pieces = [] {
        // Single octets first, then words, cut at bars.
        QByteArrayList list{ "\r\n", "\r\n\r\n", "\r\n z", QByteArray("\0", 1) };
        for (char c : QByteArrayView("\r\n \t:;=,\"\\019fx-+/#?@\x7f\x80\xff"))
            list.append(QByteArray(1, c));
        list += QByteArray("HTTP/1.1|HTTP/1.0|chunked|close|, |X: y\r\n|Content-Length: 3\r\n|"
                           "Transfer-Encoding: chunked\r\n|Connection: close\r\n|"
                           "Connection: keep-alive\r\n|Connection: Upgrade\r\nUpgrade: x\r\n")
                    .split('|');
        return list;
    }();
    return Pieces;
}

/// A line once more, somewhere else.
QByteArray withLineRepeated(const QByteArray &wire, QRandomGenerator &random)
{
    QByteArrayList lines = wire.split('\n');
    const int count = static_cast<int>(lines.size());
    const QByteArray line = lines[random.bounded(count)];
    lines.insert(random.bounded(count), line);
    return lines.join('\n');
}

} // namespace

QByteArray mutate(const QByteArray &wire, QRandomGenerator &random)
{
    const qsizetype at = random.bounded(static_cast<int>(wire.size()) + 1);
    const QByteArray &piece = pieces()[random.bounded(static_cast<int>(pieces().size()))];
    QByteArray mutated = wire;
    switch (random.bounded(6)) {
    case 0:
        return mutated.replace(at, 1, QByteArray(1, static_cast<char>(random.bounded(256))));
    case 1:
        return mutated.remove(at, 1 + random.bounded(4));
    case 2:
        return withLineRepeated(wire, random);
    case 3:
        return mutated.replace(at, piece.size(), piece);
    default:
        return mutated.insert(at, piece);
    }
}

} // namespace Pushscope::Http1
