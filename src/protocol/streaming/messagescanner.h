// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/byterange.h"
#include "protocol/streaming/cut.h"
#include "protocol/streaming/octetwindow.h"
#include "protocol/violation.h"

#include <memory>
#include <optional>

namespace Pushscope::Streaming {

/// Finds where the messages of one way of cutting lie, looking at each octet once.
///
/// It keeps offsets alone, so that the octets of what is too large need not be there any more.
class MessageScanner
{
public:
    /// A message with what delimits it.
    struct Found {
        ByteRange range;
        ViolationSet violations;
    };

    [[nodiscard]] static std::unique_ptr<MessageScanner> create(Cut cut, qint64 maxMessage);

    MessageScanner() = default;
    MessageScanner(const MessageScanner &) = delete;
    MessageScanner &operator=(const MessageScanner &) = delete;
    virtual ~MessageScanner();

    /// The next message; nullopt once all of @p window was looked at.
    [[nodiscard]] virtual std::optional<Found> next(const OctetWindow &window) = 0;
    /// The stream ended here: what is open, if something is. At most once, after next() gave
    /// nullopt.
    [[nodiscard]] virtual std::optional<Found> finish();

    /// A message has begun and is not over.
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    /// Where it began; searchedTo() where none is open.
    [[nodiscard]] qint64 openFrom() const { return m_isOpen ? m_openFrom : m_at; }
    /// Octets before this were looked at.
    [[nodiscard]] qint64 searchedTo() const { return m_at; }

protected:
    void open(qint64 from)
    {
        m_isOpen = true;
        m_openFrom = from;
    }
    [[nodiscard]] Found close(qint64 end, ViolationSet violations = {})
    {
        m_isOpen = false;
        return { { m_openFrom, end }, violations };
    }
    void forget() { m_isOpen = false; }
    void moveTo(qint64 offset) { m_at = offset; }
    void step() { ++m_at; }

private:
    bool m_isOpen = false;
    qint64 m_openFrom = 0;
    qint64 m_at = 0;
};

} // namespace Pushscope::Streaming
