// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "capture/record.h"
#include "storage/sqlite.h"

namespace Pushscope {

/// Keeps `session`, `connection` and `exchange` as the records tell them.
class ListingWriter
{
public:
    explicit ListingWriter(Database &database);

    /// Cheap for records that say nothing of these; false where a row could not be written.
    [[nodiscard]] bool add(const Record &record);

private:
    [[nodiscard]] bool startSession(const Record &record);
    /// A note may say as what a session that was to find out goes on.
    [[nodiscard]] bool concludeTechnique(const Record &record);
    [[nodiscard]] bool startConnection(const Record &record);
    [[nodiscard]] bool openConnection(const Record &record);
    [[nodiscard]] bool closeConnection(const Record &record);
    [[nodiscard]] bool closeWebSocket(const Record &record);
    [[nodiscard]] bool startExchange(const Record &record);
    [[nodiscard]] bool answerExchange(const Record &record);
    [[nodiscard]] bool endExchange(const Record &record);

    Statement m_insertSession;
    Statement m_setTechnique;
    Statement m_insertConnection;
    Statement m_openConnection;
    Statement m_closeConnection;
    Statement m_setCloseCode;
    Statement m_insertExchange;
    Statement m_answerExchange;
    Statement m_endExchange;
};

} // namespace Pushscope
