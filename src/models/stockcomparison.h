// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/stockoutcome.h"
#include "capture/record.h"
#include "models/finding.h"

#include <QList>
#include <QString>

#include <optional>
#include <set>

namespace Pushscope {

/// What really happened on the newest connection of a session, from its records: to lay beside what
/// a library told of one. Those that are open at a time, as while a transport is upgraded, are one.
struct OwnOutcome {
    bool isOpened = false;
    std::optional<int> status{}; ///< Of the newest response.
    QByteArray subprotocol{};
    quint64 messages = 0; ///< From the server: all that StatisticsSide counts.
    quint64 pings = 0;    ///< From either side, with the pongs.
    quint64 fragments = 0;
    std::optional<int> closeCode{}; ///< As a page is told.
    QByteArray closeReason{};
    QByteArray how{}; ///< The transport's end, contract `how`.
    QByteArray by{};
    std::optional<Error> error{}; ///< The newest.
    ViolationSet violations{};

    /// Takes a record of the session, in order of seq; those of others are to be left out.
    void add(const Record &record);

    std::set<quint32> openConnections{};
};

/// One aspect, as each of the two has it.
struct StockRow {
    QString aspect;
    QString stock;
    QString ours;
    bool isTold = true; ///< The library has words for it, which can differ from ours.
    bool operator==(const StockRow &) const = default;
};

/// Both, side by side; @p findings are those of the session.
[[nodiscard]] QList<StockRow> compareOutcomes(const StockOutcome &stock, const OwnOutcome &ours,
                                              const Findings &findings);
/// The same as text, to print or to copy.
[[nodiscard]] QString comparisonText(const StockOutcome &stock, const OwnOutcome &ours,
                                     const Findings &findings);
/// The same as a JSON object of the kind `stock`, in English.
[[nodiscard]] QByteArray comparisonJson(const StockOutcome &stock, const OwnOutcome &ours,
                                        const Findings &findings);

} // namespace Pushscope
