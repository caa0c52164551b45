// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/multipart/multipartlog.h"

#include <QTest>

namespace Pushscope::Multipart {

inline void columns()
{
    QTest::addColumn<QByteArray>("boundary");
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArrayList>("log");
}

/// A row: octets (NUL and all) of a body with boundary `b`, and the log that comes of them; see
/// multipartlog.h.
template <std::size_t Size>
void row(const char *name, const char (&wire)[Size], const QByteArrayList &log,
         const QByteArray &boundary = "b")
{
    QTest::newRow(name) << boundary << QByteArray(wire, Size - 1) << log;
}

/// However the octets are cut, the same values come out; and every octet is in one of them.
inline void verify()
{
    QFETCH(QByteArray, boundary);
    QFETCH(QByteArray, wire);
    QFETCH(QByteArrayList, log);
    const Boundary parameter = makeBoundary(boundary);

    QCOMPARE(logOf(wire, qMax<qsizetype>(wire.size(), 1), parameter), log);
    QCOMPARE(logOf(wire, 1, parameter), log);
    for (qsizetype split = 1; split < wire.size(); ++split) {
        MultipartParser parser(parameter);
        QByteArrayList values;
        parser.feed(QByteArrayView(wire).first(split));
        drain(parser, values);
        parser.feed(QByteArrayView(wire).sliced(split));
        drain(parser, values);
        parser.finish();
        drain(parser, values);
        QVERIFY2(values == log, qPrintable(QStringLiteral("split at octet %1").arg(split)));
        QCOMPARE(parser.offset(), wire.size());
    }
    QCOMPARE(faultIn(wire, parameter), -1);

    MultipartParser undrained(parameter);
    for (char octet : wire)
        undrained.feed(QByteArrayView(&octet, 1));
    undrained.finish();
    QByteArrayList values;
    drain(undrained, values);
    QCOMPARE(values, log);
}

} // namespace Pushscope::Multipart
