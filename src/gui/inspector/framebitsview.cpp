// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/framebitsview.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/previewtext.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int BitsPerRow = 16;
constexpr int Margin = 10;
constexpr int TitleHeight = 24;
constexpr int NumberHeight = 14;
constexpr int BitHeight = 18;
constexpr int NameHeight = 19;
constexpr int RowGap = 6;
constexpr int RowHeight = NumberHeight + BitHeight + NameHeight + RowGap;
constexpr int LeastCell = 15;

bool bitAt(const QByteArray &octets, int bit)
{
    return (static_cast<quint8>(octets.at(bit / 8)) >> (7 - bit % 8)) & 1;
}

} // namespace

FrameBitsView::FrameBitsView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("frameBitsView"));
    setAccessibleName(tr("Frame header, bit by bit"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setSizePolicy(policy);
    hide();
}

void FrameBitsView::setHeader(const QByteArray &octets, const QList<FrameBits> &bits)
{
    m_octets = octets;
    m_bits = bits;
    QStringList parts;
    for (const FrameBits &field : bits)
        parts << QStringLiteral("%1 %2").arg(field.name, field.value);
    setAccessibleDescription(parts.join(QStringLiteral(", ")));
    setVisible(!bits.isEmpty());
    updateGeometry();
    update();
}

int FrameBitsView::rowCount() const
{
    return static_cast<int>((m_octets.size() * 8 + BitsPerRow - 1) / BitsPerRow);
}

QSize FrameBitsView::sizeHint() const
{
    return { 2 * Margin + BitsPerRow * 20, TitleHeight + rowCount() * RowHeight + Margin / 2 };
}

QSize FrameBitsView::minimumSizeHint() const
{
    return { 2 * Margin + BitsPerRow * LeastCell, sizeHint().height() };
}

double FrameBitsView::cellWidth() const
{
    constexpr double Widest = 26;
    return std::min(Widest, (width() - 2.0 * Margin) / BitsPerRow);
}

QRectF FrameBitsView::cellRect(int row, int first, int count, bool isName) const
{
    const double top = TitleHeight + row * RowHeight + NumberHeight + (isName ? BitHeight : 0);
    return { Margin + first * cellWidth() + 1, top + 1, count * cellWidth() - 2,
             (isName ? NameHeight : BitHeight) - 2.0 };
}

void FrameBitsView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.pane);
    painter.setPen(theme.line);
    painter.drawLine(0, 0, width(), 0);
    const QRect title(Margin, 0, width() - 2 * Margin, TitleHeight);
    painter.setFont(titleFont());
    painter.setPen(theme.dim);
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     tr("Frame header"));
    painter.setFont(wireFont(SmallPixels));
    painter.drawText(
        title, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(hexText(m_octets), Qt::ElideRight, title.width() - 100));
    painter.setRenderHint(QPainter::Antialiasing);
    for (int row = 0; row < rowCount(); ++row) {
        paintBits(painter, row);
        paintNames(painter, row);
    }
}

void FrameBitsView::paintBits(QPainter &painter, int row) const
{
    const Theme &theme = Theme::of(palette());
    const int bits = std::min(BitsPerRow, static_cast<int>(m_octets.size()) * 8 - row * BitsPerRow);
    for (int i = 0; i < bits; ++i) {
        const int bit = row * BitsPerRow + i;
        const QRectF box = cellRect(row, i, 1, false);
        painter.setFont(wireFont(SmallPixels));
        painter.setPen(theme.dim);
        painter.drawText(
            QRectF(box.left() - 2, box.top() - NumberHeight, box.width() + 4, NumberHeight - 1),
            Qt::AlignCenter, QString::number(bit));
        painter.setPen(theme.line);
        painter.setBrush(theme.raised);
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        painter.setFont(wireFont(SmallPixels));
        painter.setPen(theme.text);
        painter.drawText(box, Qt::AlignCenter,
                         bitAt(m_octets, bit) ? QStringLiteral("1") : QStringLiteral("0"));
    }
}

void FrameBitsView::paintNames(QPainter &painter, int row) const
{
    const Theme &theme = Theme::of(palette());
    painter.setFont(textFont(SmallPixels));
    for (const FrameBits &field : m_bits) {
        const int first = std::max(field.first, row * BitsPerRow);
        const int last = std::min(field.first + field.count, (row + 1) * BitsPerRow);
        if (first >= last)
            continue;
        const QRectF box = cellRect(row, first - row * BitsPerRow, last - first, true);
        painter.setPen(theme.line);
        painter.setBrush(theme.raised);
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        // The value of a single bit stands above it; its box has room for a short name only.
        const bool isContinued = first > field.first;
        QString text = field.value;
        if (isContinued)
            text = QStringLiteral("…");
        else if (field.count == 1)
            text = field.name == QLatin1String("MASK") ? QStringLiteral("M") : field.name;
        else if (field.count == 3)
            text = QStringLiteral("RSV ") + field.value;
        else if (field.count >= BitsPerRow)
            text = field.name + QLatin1Char(' ') + field.value;
        painter.setPen(theme.text);
        painter.drawText(
            box, Qt::AlignCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(box.width())));
    }
}

bool FrameBitsView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (const FrameBits &field : std::as_const(m_bits)) {
        for (int row = 0; row < rowCount(); ++row) {
            const int first = std::max(field.first, row * BitsPerRow);
            const int last = std::min(field.first + field.count, (row + 1) * BitsPerRow);
            const QRectF names = cellRect(row, first - row * BitsPerRow, last - first, true);
            const QRectF both = names.adjusted(0, -BitHeight, 0, 0);
            if (first < last && both.contains(help->pos())) {
                QToolTip::showText(help->globalPos(),
                                   tr("%1: %2\n%3").arg(field.name, field.value, field.explanation),
                                   this);
                return true;
            }
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace Pushscope
