// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/composer/bitsrow.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace Pushscope {

namespace {

constexpr int CellWidth = 22;
constexpr int NumberHeight = 13;
constexpr int BitHeight = 20;
constexpr int NameHeight = 16;

/// A field of the first two octets.
struct Field {
    int first;
    int count;
    const char *name; ///< As in the RFC; short where there is one bit's room.
    const char *spoken;
};

constexpr Field Fields[] = {
    { 0, 1, "FIN", "FIN" },          { 1, 1, "R1", "RSV1" },
    { 2, 1, "R2", "RSV2" },          { 3, 1, "R3", "RSV3" },
    { 4, 4, "opcode", "opcode" },    { 8, 1, "M", "MASK" },
    { 9, 7, "Payload len", "Payload len" },
};

/// One bit.
class BitButton final : public QAbstractButton
{
public:
    explicit BitButton(QWidget *parent)
        : QAbstractButton(parent)
    {
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? theme.accent : underMouse() ? theme.dim : theme.line);
        painter.setBrush(isChecked() ? theme.selection : theme.raised);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 0.5, -1.5, -0.5), 2, 2);
        painter.setFont(wireFont());
        painter.setPen(theme.text);
        painter.drawText(rect(), Qt::AlignCenter,
                         isChecked() ? QStringLiteral("1") : QStringLiteral("0"));
    }
};

} // namespace

BitsRow::BitsRow(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    for (const Field &field : Fields) {
        for (int i = 0; i < field.count; ++i) {
            const int bit = field.first + i;
            auto *button = new BitButton(this);
            button->setObjectName(QStringLiteral("bit%1").arg(bit));
            const QString name = QString::fromLatin1(field.spoken);
            button->setAccessibleName(
                field.count == 1
                    ? name
                    : tr("%1, bit %2 of %3", "a field").arg(name).arg(i + 1).arg(field.count));
            button->setToolTip(button->accessibleName());
            button->setGeometry(cell(bit));
            button->setFocusPolicy(bit == 0 ? Qt::StrongFocus : Qt::ClickFocus);
            button->installEventFilter(this);
            connect(button, &QAbstractButton::clicked, this, [this] { emit bitsEdited(bits()); });
            m_buttons[static_cast<std::size_t>(bit)] = button;
        }
    }
}

QRect BitsRow::cell(int bit)
{
    return { bit * CellWidth, NumberHeight, CellWidth, BitHeight };
}

quint16 BitsRow::bits() const
{
    quint16 bits = 0;
    for (const QAbstractButton *button : m_buttons)
        bits = static_cast<quint16>(bits << 1 | (button->isChecked() ? 1 : 0));
    return bits;
}

void BitsRow::setBits(quint16 bits)
{
    for (int bit = 0; bit < BitCount; ++bit)
        m_buttons[static_cast<std::size_t>(bit)]->setChecked((bits >> (BitCount - 1 - bit) & 1)
                                                             != 0);
}

QSize BitsRow::sizeHint() const
{
    return { BitCount * CellWidth, NumberHeight + BitHeight + NameHeight };
}

void BitsRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setFont(wireFont(SmallPixels));
    painter.setPen(theme.dim);
    for (int bit = 0; bit < BitCount; ++bit)
        painter.drawText(cell(bit).adjusted(0, -NumberHeight, 0, -BitHeight), Qt::AlignCenter,
                         QString::number(bit));
    painter.setFont(textFont(SmallPixels));
    for (const Field &field : Fields) {
        const QRect names(field.first * CellWidth, NumberHeight + BitHeight,
                          field.count * CellWidth, NameHeight);
        painter.setPen(theme.line);
        if (field.count > 1)
            painter.drawLine(names.left() + 3, names.top() + 1, names.right() - 3, names.top() + 1);
        painter.setPen(theme.text);
        painter.drawText(names, Qt::AlignCenter, QString::fromLatin1(field.name));
    }
}

bool BitsRow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Right ? 1 : key == Qt::Key_Left ? -1 : 0;
        for (int bit = 0; bit < BitCount && step != 0; ++bit) {
            if (m_buttons[static_cast<std::size_t>(bit)] != watched)
                continue;
            const int next = (bit + step + BitCount) % BitCount;
            m_buttons[static_cast<std::size_t>(next)]->setFocus(Qt::TabFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Pushscope
