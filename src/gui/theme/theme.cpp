// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/theme/theme.h"

#include "gui/theme/benchstyle.h"
#include "gui/theme/fonts.h"

#include <QApplication>

#include <algorithm>
#include <cmath>

namespace Pushscope {

namespace {

QColor rgb(QRgb value)
{
    return QColor(value);
}

Theme makeDark()
{
    return {
        .isDark = true,
        .window = rgb(0x1b1d22),
        .pane = rgb(0x212429),
        .raised = rgb(0x262a30),
        .alternate = rgb(0x23272c),
        .line = rgb(0x343941),
        .text = rgb(0xd9dde3),
        .dim = rgb(0x8b939f),
        .accent = rgb(0x4c9df3),
        .onAccent = rgb(0x0f1720),
        .selection = rgb(0x2c4a6e),
        .in = rgb(0x56b6a7),
        .out = rgb(0xe2a34a),
        .ping = rgb(0x8d97a6),
        .error = rgb(0xf08074),
        .errorTint = rgb(0x3a2a2b),
        .warning = rgb(0xe5b955),
        .warningTint = rgb(0x37321f),
        .ok = rgb(0x69b96e),
        .handshake = rgb(0x8a6fd1),
        .request = rgb(0x5478a8),
        .waiting = rgb(0x3a4150),
        .stream = rgb(0x2f4f55),
        .onPill = rgb(0x0f1720),
        .sessions = { rgb(0x56b6a7), rgb(0x6e9ef5), rgb(0xb184e0), rgb(0xd9a04a), rgb(0xe0789c),
                      rgb(0x8fbf5a), rgb(0x57b3d6), rgb(0xd98363) },
    };
}

Theme makeLight()
{
    return {
        .isDark = false,
        .window = rgb(0xeef0f3),
        .pane = rgb(0xffffff),
        .raised = rgb(0xf5f6f8),
        .alternate = rgb(0xf8f9fb),
        .line = rgb(0xd5d9df),
        .text = rgb(0x1f242b),
        .dim = rgb(0x5f6977),
        .accent = rgb(0x1f6fd0),
        .onAccent = rgb(0xffffff),
        .selection = rgb(0xcfe2fa),
        .in = rgb(0x137f70),
        .out = rgb(0xa86400),
        .ping = rgb(0x7a8494),
        .error = rgb(0xc23a2e),
        .errorTint = rgb(0xfbe9e7),
        .warning = rgb(0x946800),
        .warningTint = rgb(0xfcf4dc),
        .ok = rgb(0x2f7d36),
        .handshake = rgb(0xa78fe0),
        .request = rgb(0x8fb0dc),
        .waiting = rgb(0xdfe4ec),
        .stream = rgb(0xd3e7e4),
        .onPill = rgb(0xffffff),
        .sessions = { rgb(0x137f70), rgb(0x3f74dd), rgb(0x8a52c9), rgb(0xb87514), rgb(0xc74a77),
                      rgb(0x5a8a22), rgb(0x1d86ae), rgb(0xb85a35) },
    };
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

bool isDarkGround(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Window)) < 0.18;
}

} // namespace

QColor Theme::sessionColor(quint32 session) const
{
    return sessions[session == 0 ? 0 : (session - 1) % sessions.size()];
}

QPalette Theme::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, pane);
    palette.setColor(QPalette::AlternateBase, alternate);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, dim);
    palette.setColor(QPalette::Button, raised);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, error);
    palette.setColor(QPalette::Highlight, selection);
    palette.setColor(QPalette::HighlightedText, text);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::ToolTipBase, raised);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Light, raised);
    palette.setColor(QPalette::Midlight, raised);
    palette.setColor(QPalette::Mid, line);
    palette.setColor(QPalette::Dark, line);
    palette.setColor(QPalette::Shadow, isDark ? window.darker(150) : line.darker(115));
    for (auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                       QPalette::HighlightedText, QPalette::ToolTipText }) {
        QColor disabled = dim;
        disabled.setAlphaF(0.65F);
        palette.setColor(QPalette::Disabled, role, disabled);
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, raised);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, line);
    return palette;
}

const Theme &Theme::light()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme &Theme::dark()
{
    static const Theme theme = makeDark();
    return theme;
}

const Theme &Theme::of(const QPalette &palette)
{
    return isDarkGround(palette) ? dark() : light();
}

Scheme systemScheme()
{
    static const Scheme scheme
        = isDarkGround(QGuiApplication::palette()) ? Scheme::Dark : Scheme::Light;
    return scheme;
}

void applyScheme(QApplication &application, Scheme scheme)
{
    const Scheme system = systemScheme(); // Before the palette is ours.
    const bool isDark = (scheme == Scheme::System ? system : scheme) == Scheme::Dark;
    if (!qobject_cast<BenchStyle *>(application.style()))
        application.setStyle(new BenchStyle);
    application.setPalette((isDark ? Theme::dark() : Theme::light()).palette());
    application.setFont(textFont());
}

double contrastRatio(const QColor &first, const QColor &second)
{
    const double a = luminance(first);
    const double b = luminance(second);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace Pushscope
