// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/filteredit.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "gui/window/glyphs.h"

#include <QAction>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <chrono>

namespace Pushscope {

namespace {

constexpr std::chrono::milliseconds TypingRest{ 250 };
constexpr int WaveStep = 2;

} // namespace

FilterEdit::FilterEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setFont(wireFont());
    m_search = addAction(QIcon(), QLineEdit::LeadingPosition);
    m_search->setEnabled(false);
    m_clear = addAction(QIcon(), QLineEdit::TrailingPosition);
    m_clear->setToolTip(tr("Show all records (Esc)"));
    m_clear->setVisible(false);
    connect(m_clear, &QAction::triggered, this, &QLineEdit::clear);
    drawGlyphs();
    m_rest.setSingleShot(true);
    m_rest.setInterval(TypingRest);
    connect(&m_rest, &QTimer::timeout, this, [this] { emit expressionChanged(text()); });
    connect(this, &QLineEdit::textChanged, this, [this] {
        clearProblem();
        m_clear->setVisible(!text().isEmpty());
        m_rest.start();
    });
    connect(this, &QLineEdit::returnPressed, this, [this] {
        m_rest.stop();
        emit expressionChanged(text());
    });
}

void FilterEdit::drawGlyphs()
{
    const QColor color = Theme::of(palette()).dim;
    m_search->setIcon(glyphIcon(Glyph::Search, color));
    m_clear->setIcon(glyphIcon(Glyph::Clear, color));
}

void FilterEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_clear)
        drawGlyphs();
}

void FilterEdit::showProblem(int first, int length, const QString &reason)
{
    const int size = static_cast<int>(text().size());
    m_first = std::clamp(first, 0, std::max(0, size - 1));
    m_length = std::max(1, length);
    if (!m_reason) {
        m_reason = new QLabel(window());
        m_reason->setObjectName(QStringLiteral("filterProblem"));
        m_reason->setAutoFillBackground(true);
        m_reason->setMargin(6);
        m_reason->setFrameShape(QFrame::Box);
    }
    QPalette reasonPalette = palette();
    const Theme &theme = Theme::of(palette());
    reasonPalette.setColor(QPalette::Window, theme.errorTint);
    reasonPalette.setColor(QPalette::WindowText, theme.error);
    m_reason->setPalette(reasonPalette);
    m_reason->setText(reason);
    setAccessibleDescription(reason);
    placeReason();
    update();
}

void FilterEdit::clearProblem()
{
    m_length = 0;
    if (m_reason)
        m_reason->hide();
    setAccessibleDescription({});
    update();
}

QString FilterEdit::problem() const
{
    return m_length > 0 ? m_reason->text() : QString();
}

int FilterEdit::xOf(int position) const
{
    // The line edit scrolls; what it shows can only be told from where its cursor is.
    const QFontMetrics metrics(font());
    return cursorRect().center().x() + metrics.horizontalAdvance(text().left(position))
        - metrics.horizontalAdvance(text().left(cursorPosition()));
}

void FilterEdit::placeReason()
{
    m_reason->adjustSize();
    const QPoint under = mapTo(window(), QPoint(xOf(m_first), height() + 2));
    const int rightmost = window()->width() - m_reason->width() - 8;
    m_reason->move(std::min(under.x(), rightmost), under.y());
    m_reason->raise();
    m_reason->show();
}

void FilterEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (m_length == 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect().adjusted(4, 0, -4, 0));
    painter.setPen(QPen(Theme::of(palette()).error, 1.2));
    const int end = std::max(xOf(m_first + m_length), xOf(m_first) + 3 * WaveStep);
    const int bottom = cursorRect().bottom() - 1;
    QPainterPath wave(QPointF(xOf(m_first), bottom));
    bool isUp = true;
    for (int x = xOf(m_first) + WaveStep; x <= end; x += WaveStep, isUp = !isUp)
        wave.lineTo(x, isUp ? bottom - WaveStep : bottom);
    painter.drawPath(wave);
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterEdit::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (m_reason)
        m_reason->hide();
}

void FilterEdit::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    if (m_length > 0)
        placeReason();
}

} // namespace Pushscope
