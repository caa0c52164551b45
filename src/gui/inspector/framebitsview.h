// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/inspection.h"

#include <QWidget>

namespace Pushscope {

/// The header of a WebSocket frame drawn bit by bit, as RFC 6455 §5.2 draws it, with the values of
/// this frame.
///
/// Threads: GUI thread.
class FrameBitsView final : public QWidget
{
    Q_OBJECT

public:
    explicit FrameBitsView(QWidget *parent = nullptr);

    /// Hidden where there are no @p bits.
    void setHeader(const QByteArray &octets, const QList<FrameBits> &bits);

    /// What stands in the box under some bits.
    struct Label {
        QString text;
        QRectF box;
        bool isUpright = false; ///< Turned by a quarter: too wide for the box of a single bit.
    };
    /// Of every box; each text is whole in its box, where the widget has its least width.
    [[nodiscard]] QList<Label> labels() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] int rowCount() const;
    [[nodiscard]] double cellWidth() const;
    /// The first row is higher: flags of one bit have their names there.
    [[nodiscard]] static int nameHeight(int row);
    [[nodiscard]] static int rowTop(int row);
    [[nodiscard]] QRectF cellRect(int row, int first, int count, bool isName) const;
    void paintBits(QPainter &painter, int row) const;
    void paintNames(QPainter &painter) const;

    QByteArray m_octets;
    QList<FrameBits> m_bits;
};

} // namespace Pushscope
