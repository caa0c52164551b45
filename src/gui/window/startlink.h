// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "gui/window/glyphs.h"

#include <QCommandLinkButton>

namespace Pushscope {

/// A thing to do on the start page: a drawing, what, and a dim line on what that means.
class StartLink : public QCommandLinkButton
{
    Q_OBJECT

public:
    explicit StartLink(QWidget *parent = nullptr);

    void setGlyph(Glyph glyph);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Glyph m_glyph = Glyph::Open;
};

} // namespace Pushscope
