// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>

#include <deque>
#include <optional>

namespace Pushscope {

/// How long messages were under way that say when they were made, as the mock's ticks do in
/// their member `time`. Only of use where both ends have the same clock.
class DeliveryMeter
{
public:
    /// The newest ones; a median needs no more.
    static constexpr std::size_t MaxKept = 1'000;

    /// @param wallMs the time of arrival, in milliseconds since 1970. Of several messages in
    ///        @p content the last counts.
    void messageArrived(QByteArrayView content, qint64 wallMs);
    /// In milliseconds; nullopt where no message said its time.
    [[nodiscard]] std::optional<qint64> medianMs() const;

private:
    std::deque<qint64> m_delays;
};

} // namespace Pushscope
