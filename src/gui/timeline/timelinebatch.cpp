// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/timeline/timelinebatch.h"

#include <QPainter>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int DashLength = 4;
constexpr int DashGap = 3;

/// Between @p from and @p to; 0 is the first, 1 the second.
QColor mixed(const QColor &from, const QColor &to, float part)
{
    return QColor::fromRgbF(from.redF() + (to.redF() - from.redF()) * part,
                            from.greenF() + (to.greenF() - from.greenF()) * part,
                            from.blueF() + (to.blueF() - from.blueF()) * part);
}

} // namespace

QColor TimelineBatch::colorOf(Tone tone, const Theme &theme)
{
    switch (tone) {
    case Tone::OpenLine:
        return theme.line;
    case Tone::Lookup:
        return mixed(theme.stream, theme.in, 0.55F);
    case Tone::Connect:
        return mixed(theme.pane, theme.out, 0.65F);
    case Tone::Tls:
        return mixed(theme.pane, theme.handshake, 0.6F);
    case Tone::Waiting:
        return theme.waiting;
    case Tone::WaitingEdge:
    case Tone::Body:
        return theme.request;
    case Tone::Stream:
        return theme.stream;
    case Tone::Handshake:
        return theme.handshake;
    case Tone::SilenceTint:
        return theme.warningTint;
    case Tone::SilenceEdge:
    case Tone::Warning:
        return theme.warning;
    case Tone::OutHaze:
        return mixed(theme.pane, theme.out, 0.28F);
    case Tone::OutHazeDense:
        return mixed(theme.pane, theme.out, 0.5F);
    case Tone::InHaze:
        return mixed(theme.pane, theme.in, 0.28F);
    case Tone::InHazeDense:
        return mixed(theme.pane, theme.in, 0.5F);
    case Tone::Stop:
        return theme.dim;
    case Tone::Close:
        return theme.text;
    case Tone::Beat:
        return theme.ping;
    case Tone::Out:
        return theme.out;
    case Tone::In:
        return theme.in;
    case Tone::FailedEdge:
    case Tone::FailedBody:
    case Tone::Error:
        break;
    }
    return theme.error;
}

void TimelineBatch::add(Tone tone, int left, int right, int top, int height)
{
    left = std::max(left, m_left);
    right = std::min(right, m_right);
    if (left < right && height > 0)
        m_rects[static_cast<std::size_t>(tone)].emplace_back(left, top, right - left, height);
}

void TimelineBatch::addRounded(Tone tone, int left, int right, int top, int height)
{
    if (right - left < 4 || height < 4) {
        add(tone, left, right, top, height);
        return;
    }
    add(tone, left, left + 1, top + 1, height - 2);
    add(tone, left + 1, right - 1, top, height);
    add(tone, right - 1, right, top + 1, height - 2);
}

void TimelineBatch::addEdge(Tone tone, int left, int right, int top, int height, bool isDashed)
{
    if (height < 3) {
        add(tone, left, right, top, height);
        return;
    }
    add(tone, left, left + 1, top + 1, height - 2);
    add(tone, right - 1, right, top + 1, height - 2);
    const int step = isDashed ? DashLength + DashGap : std::max(1, right - left);
    const int dash = isDashed ? DashLength : step;
    // Dashes hang on the pixels, not on the bar: what is panned does not crawl.
    const int begin = isDashed ? std::max(left, m_left) / step * step : left;
    for (int x = begin; x < std::min(right, m_right); x += step) {
        const int from = std::max(x, left + 1);
        const int to = std::min(x + dash, right - 1);
        add(tone, from, to, top, 1);
        add(tone, from, to, top + height - 1, 1);
    }
}

void TimelineBatch::draw(QPainter &painter, const Theme &theme) const
{
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < Tones; ++i) {
        if (m_rects[i].empty())
            continue;
        painter.setBrush(colorOf(static_cast<Tone>(i), theme));
        painter.drawRects(m_rects[i].data(), static_cast<int>(m_rects[i].size()));
    }
}

} // namespace Pushscope
