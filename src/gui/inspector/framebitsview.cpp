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
constexpr int FlagNameHeight = 36; // Room for `MASK`, upright, and for two lines.
constexpr int RowGap = 6;
constexpr int LeastCell = 17;

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
    return { 2 * Margin + BitsPerRow * 20, rowTop(rowCount()) + Margin / 2 };
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

int FrameBitsView::nameHeight(int row)
{
    return row == 0 ? FlagNameHeight : NameHeight;
}

int FrameBitsView::rowTop(int row)
{
    int top = TitleHeight;
    for (int before = 0; before < row; ++before)
        top += NumberHeight + BitHeight + nameHeight(before) + RowGap;
    return top;
}

QRectF FrameBitsView::cellRect(int row, int first, int count, bool isName) const
{
    const double top = rowTop(row) + NumberHeight + (isName ? BitHeight : 0);
    return { Margin + first * cellWidth() + 1, top + 1, count * cellWidth() - 2,
             (isName ? nameHeight(row) : BitHeight) - 2.0 };
}

QList<FrameBitsView::Label> FrameBitsView::labels() const
{
    const QFontMetrics metrics(textFont(SmallPixels));
    QList<Label> labels;
    for (int row = 0; row < rowCount(); ++row) {
        for (const FrameBits &field : m_bits) {
            const int first = std::max(field.first, row * BitsPerRow);
            const int last = std::min(field.first + field.count, (row + 1) * BitsPerRow);
            if (first >= last)
                continue;
            Label label;
            label.box = cellRect(row, first - row * BitsPerRow, last - first, true);
            // The value of a single bit stands above it.
            if (first > field.first)
                label.text = QStringLiteral("…"); // Goes on from the row above.
            else if (field.count == 1)
                label.text = field.name;
            else if (field.count == 3)
                label.text = QStringLiteral("RSV ") + field.value;
            else
                label.text = field.count < BitsPerRow
                    ? field.value
                    : QString(field.name + QLatin1Char(' ') + field.value);
            const bool isTooWide = metrics.horizontalAdvance(label.text) > label.box.width() - 2;
            label.isUpright = isTooWide && field.count == 1;
            if (isTooWide && field.count >= BitsPerRow)
                label.text = field.value; // Its name is said by what is under the pointer.
            else if (isTooWide && label.text.contains(QStringLiteral(" → ")))
                label.text = label.text.section(QLatin1Char(' '), 0, 1); // The row below says it.
            labels.append(label);
        }
    }
    return labels;
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
    for (int row = 0; row < rowCount(); ++row)
        paintBits(painter, row);
    paintNames(painter);
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

void FrameBitsView::paintNames(QPainter &painter) const
{
    const Theme &theme = Theme::of(palette());
    painter.setFont(textFont(SmallPixels));
    for (const Label &label : labels()) {
        painter.setPen(theme.line);
        painter.setBrush(theme.raised);
        painter.drawRoundedRect(label.box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        painter.setPen(theme.text);
        if (!label.isUpright) {
            painter.drawText(label.box, Qt::AlignCenter | Qt::TextWordWrap, label.text);
            continue;
        }
        painter.save();
        painter.translate(label.box.center());
        painter.rotate(-90);
        painter.drawText(QRectF(-label.box.height() / 2, -label.box.width() / 2,
                                label.box.height(), label.box.width()),
                         Qt::AlignCenter | Qt::TextSingleLine, label.text);
        painter.restore();
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
