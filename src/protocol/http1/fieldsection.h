// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "protocol/http1/message.h"

namespace Pushscope::Http1 {

/// Collects the lines of a header or trailer section.
///
/// Spec: RFC 9112 §5.
/// Threads: reentrant, not thread-safe.
class FieldSection
{
public:
    /// Adds a line that is not empty, without its terminator.
    /// @param range the line with its terminator.
    void add(QByteArrayView line, ByteRange range, bool isBareLf);

    /// Field lines so far; what is folded into another is none of its own.
    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_fields.size()); }
    /// Whether @p line would be folded into the one before it.
    [[nodiscard]] bool isFold(QByteArrayView line) const;

    /// All that was added; empty afterwards.
    [[nodiscard]] std::vector<FieldLine> takeFields();
    /// What add() objected to since the last takeViolations().
    [[nodiscard]] ViolationSet takeViolations();

private:
    std::vector<FieldLine> m_fields;
    ViolationSet m_violations;
};

} // namespace Pushscope::Http1
