// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "storage/sqlite.h"

#include <tuple>

namespace Pushscope {

/// Where a reader that takes `summary` page by page is: the primary key of the row read last.
/// The first columns of its query are the key's, and so are its first parameters.
class SummaryKey
{
public:
    static constexpr int Columns = 3;

    void bind(Statement &statement) const
    {
        statement.bind(1, std::get<0>(m_key));
        statement.bind(2, std::get<1>(m_key));
        statement.bind(3, std::get<2>(m_key));
    }
    /// Goes to the row read now; false where it is not behind the last one, which no honest file
    /// does.
    [[nodiscard]] bool advance(const Statement &row)
    {
        const std::tuple key(row.integer(0), row.integer(1), row.integer(2));
        const bool isBehind = key > m_key;
        m_key = key;
        return isBehind;
    }

private:
    std::tuple<qint64, qint64, qint64> m_key{ -1, -1, -1 };
};

} // namespace Pushscope
