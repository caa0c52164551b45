// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/streaming/messagecutter.h"

#include <QByteArray>
#include <QByteArrayList>

namespace Pushscope::Streaming {

/// How the tests write messages down, a line each:
///
///     0-4 abc ! cut-off
///
/// Octets outside printable ASCII, and `\`, are \xNN; LF is \n, CR is \r.
inline QByteArray escaped(QByteArrayView octets)
{
    QByteArray text;
    for (char octet : octets) {
        if (octet == '\n')
            text += "\\n";
        else if (octet == '\r')
            text += "\\r";
        else if (octet < ' ' || octet > '~' || octet == '\\')
            text += "\\x" + QByteArray(1, octet).toHex();
        else
            text += octet;
    }
    return text;
}

inline QByteArray logLine(const MessageView &message)
{
    QByteArray line = QByteArray::number(message.range.begin) + '-'
        + QByteArray::number(message.range.end) + ' ' + escaped(message.content);
    const std::vector<Violation> violations = message.violations.toVector();
    for (std::size_t i = 0; i < violations.size(); ++i)
        line += (i == 0 ? " ! " : " ") + violationName(violations[i]).toByteArray();
    return line;
}

/// Everything @p cutter gives now.
inline void drain(MessageCutter &cutter, QByteArrayList &log)
{
    while (const std::optional<MessageView> message = cutter.next())
        log += logLine(*message);
}

/// What comes of @p body, fed in pieces of @p step octets; to its end.
inline QByteArrayList logOf(Cut cut, QByteArrayView body, qsizetype step,
                            qint64 maxMessage = MessageCutter::DefaultMaxMessage)
{
    MessageCutter cutter(cut, maxMessage);
    QByteArrayList log;
    for (qsizetype at = 0; at < body.size(); at += step) {
        cutter.feed(body.sliced(at, qMin(step, body.size() - at)));
        drain(cutter, log);
    }
    cutter.finish();
    drain(cutter, log);
    return log;
}

/// The same, fed in two pieces.
inline QByteArrayList logOfSplit(Cut cut, QByteArrayView body, qsizetype split,
                                 qint64 maxMessage = MessageCutter::DefaultMaxMessage)
{
    MessageCutter cutter(cut, maxMessage);
    QByteArrayList log;
    cutter.feed(body.first(split));
    drain(cutter, log);
    cutter.feed(body.sliced(split));
    drain(cutter, log);
    cutter.finish();
    drain(cutter, log);
    return log;
}

} // namespace Pushscope::Streaming
