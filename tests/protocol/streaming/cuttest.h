// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/streaming/streaminglog.h"

#include <QTest>

Q_DECLARE_METATYPE(Pushscope::Streaming::Cut)

namespace Pushscope::Streaming {

/// Columns of the rows that checkCuts() looks at: how, what, and the log expected of it.
inline void addCutColumns()
{
    QTest::addColumn<Cut>("cut");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("log");
}

inline QTestData &newCut(const char *name, Cut cut, const QByteArray &body,
                         const QByteArrayList &log)
{
    return QTest::newRow(name) << cut << body << log;
}

/// That the row's body gives its log however it is split.
inline void checkCut()
{
    QFETCH(Cut, cut);
    QFETCH(QByteArray, body);
    QFETCH(QByteArrayList, log);
    QCOMPARE(logOf(cut, body, qMax<qsizetype>(body.size(), 1)), log);
    QCOMPARE(logOf(cut, body, 1), log);
    for (qsizetype split = 0; split <= body.size(); ++split)
        QCOMPARE(logOfSplit(cut, body, split), log);
}

} // namespace Pushscope::Streaming
