// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/theme/theme.h"

#include <QRect>

#include <array>
#include <vector>

class QPainter;

namespace Pushscope {

/// Rectangles by what they mean, drawn all at once: a call for each of them would cost more than
/// its pixels.
///
/// Threads: GUI thread.
class TimelineBatch
{
public:
    /// In the order in which they are drawn over one another.
    enum class Tone : quint8 {
        OpenLine,
        Lookup,
        Connect,
        Tls,
        Waiting,
        WaitingEdge,
        FailedEdge,
        Stream,
        Handshake,
        Body,
        FailedBody,
        SilenceTint,
        SilenceEdge,
        OutHaze,
        OutHazeDense,
        InHaze,
        InHazeDense,
        Stop,
        Close,
        Beat,
        Out,
        In,
        Warning,
        Error,
    };
    static constexpr std::size_t Tones = static_cast<std::size_t>(Tone::Error) + 1;

    /// Everything stays between @p left and @p right.
    TimelineBatch(int left, int right)
        : m_left(left)
        , m_right(right)
    {
    }

    /// Pixels [@p left, @p right) of the rows from @p top on.
    void add(Tone tone, int left, int right, int top, int height);
    /// The same with its corners left out, where it is large enough to be seen.
    void addRounded(Tone tone, int left, int right, int top, int height);
    /// Only the outline; @p isDashed along its length.
    void addEdge(Tone tone, int left, int right, int top, int height, bool isDashed = false);
    void draw(QPainter &painter, const Theme &theme) const;

    [[nodiscard]] static QColor colorOf(Tone tone, const Theme &theme);

private:
    const int m_left;
    const int m_right;
    std::array<std::vector<QRect>, Tones> m_rects;
};

} // namespace Pushscope
