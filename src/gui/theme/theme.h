// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>
#include <QPalette>

#include <array>

class QApplication;

namespace Pushscope {

/// Light or dark, or as the system has it.
enum class Scheme : quint8 { System, Light, Dark };

/// Every colour of the window by what it means; widgets use nothing else but their palette.
///
/// Each text colour keeps a contrast of 4.5:1 on every ground it is put on; a test computes it.
///
/// Threads: GUI thread.
struct Theme {
    bool isDark = false;
    // Grounds and lines.
    QColor window;
    QColor pane;
    QColor raised;
    QColor alternate; ///< Every other row of a list.
    QColor line;
    // Text.
    QColor text;
    QColor dim;
    // The one accent.
    QColor accent;
    QColor onAccent;
    QColor selection; ///< Behind selected text; dim text on it becomes text.
    // What colour means elsewhere; each has a glyph or word beside it.
    QColor in;
    QColor out;
    QColor ping;
    QColor error;
    QColor errorTint;
    QColor warning;
    QColor warningTint;
    QColor ok;
    // The timeline's bars.
    QColor handshake;
    QColor request;
    QColor waiting;
    QColor stream;
    QColor onPill; ///< Text on a pill filled with `error` or `warning`.
    /// What tells sessions apart beside their names; see sessionColor().
    std::array<QColor, 8> sessions;

    /// The dot of session number @p session.
    [[nodiscard]] QColor sessionColor(quint32 session) const;
    [[nodiscard]] QPalette palette() const;

    [[nodiscard]] static const Theme &light();
    [[nodiscard]] static const Theme &dark();
    /// The theme that @p palette was made from; of a foreign one, the nearer.
    [[nodiscard]] static const Theme &of(const QPalette &palette);
};

/// What the system had before applyScheme() was first called; Light where it cannot be told.
[[nodiscard]] Scheme systemScheme();

/// Puts style, palette and fonts on @p application; may be called again at any time.
void applyScheme(QApplication &application, Scheme scheme);

/// WCAG 2.1's contrast ratio, 1 to 21.
[[nodiscard]] double contrastRatio(const QColor &first, const QColor &second);

} // namespace Pushscope
