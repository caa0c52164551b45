// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/address/filteredit.h"

#include "gui/address/filterpopup.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "gui/window/glyphs.h"
#include "models/formatting.h"

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
constexpr int GlyphRoom = 26; ///< Of a button at the right end.
constexpr int CountGap = 6;
constexpr int LeastTyping = 90; ///< Pixels that the count leaves to what is typed.

} // namespace

FilterEdit::FilterEdit(QWidget *parent)
    : QLineEdit(parent)
{
    setFont(wireFont());
    m_popup = new FilterPopup(*this);
    setUpGlyphs();
    m_rest.setSingleShot(true);
    m_rest.setInterval(TypingRest);
    connect(&m_rest, &QTimer::timeout, this, [this] { emit expressionChanged(text()); });
    connect(this, &QLineEdit::textChanged, this, [this] {
        clearProblem();
        m_clear->setVisible(!text().isEmpty());
        if (text().isEmpty())
            applyNow(); // Whoever clears it wants everything back, and the search to end.
        else
            m_rest.start();
    });
    connect(this, &QLineEdit::textEdited, this, [this] { m_popup->offer(false); });
    connect(m_popup, &FilterPopup::recentChosen, this, [this](const QString &expression) {
        setText(expression);
        applyNow();
    });
    connect(this, &QLineEdit::returnPressed, this, [this] {
        m_popup->hide();
        applyNow();
        if (!hasProblem() && !text().trimmed().isEmpty())
            emit committed(text());
    });
}

void FilterEdit::setUpGlyphs()
{
    m_search = addAction(QIcon(), QLineEdit::LeadingPosition);
    m_search->setToolTip(tr("Recent filters (arrow key down in an empty box)"));
    connect(m_search, &QAction::triggered, this, &FilterEdit::offerRecent);
    m_clear = addAction(QIcon(), QLineEdit::TrailingPosition);
    m_clear->setToolTip(tr("Show all records (Esc)"));
    m_clear->setVisible(false);
    connect(m_clear, &QAction::triggered, this, &QLineEdit::clear);
    drawGlyphs();
}

void FilterEdit::applyNow()
{
    m_rest.stop();
    emit expressionChanged(text());
}

void FilterEdit::setRecent(const QStringList &recent)
{
    m_recent = recent;
}

void FilterEdit::setSessions(const QList<FilterSession> &sessions)
{
    m_popup->setSessions(sessions);
}

void FilterEdit::offerRecent()
{
    setFocus();
    m_popup->offerRecent(m_recent);
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
    showBelow(first, length, reason, false);
}

void FilterEdit::showHint(int first, int length, const QString &advice)
{
    showBelow(first, length, advice, true);
}

void FilterEdit::showBelow(int first, int length, const QString &text, bool isHint)
{
    const int size = static_cast<int>(this->text().size());
    m_first = std::clamp(first, 0, std::max(0, size - 1));
    m_length = std::max(1, length);
    m_isHint = isHint;
    if (!m_reason) {
        m_reason = new QLabel(window());
        m_reason->setAutoFillBackground(true);
        m_reason->setMargin(6);
        m_reason->setFrameShape(QFrame::Box);
    }
    m_reason->setObjectName(isHint ? QStringLiteral("filterHint")
                                   : QStringLiteral("filterProblem"));
    QPalette reasonPalette = palette();
    const Theme &theme = Theme::of(palette());
    reasonPalette.setColor(QPalette::Window, isHint ? theme.raised : theme.errorTint);
    reasonPalette.setColor(QPalette::WindowText, isHint ? theme.text : theme.error);
    m_reason->setPalette(reasonPalette);
    m_reason->setText(text);
    setAccessibleDescription(text);
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
    return hasProblem() ? m_reason->text() : QString();
}

QString FilterEdit::hint() const
{
    return m_length > 0 && m_isHint ? m_reason->text() : QString();
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
    // Advice does not stand in the way of what is offered, nor of somebody who works elsewhere.
    if (m_isHint && (m_popup->isVisible() || !hasFocus())) {
        m_reason->hide();
        return;
    }
    m_reason->adjustSize();
    const QPoint under = mapTo(window(), QPoint(xOf(m_first), height() + 2));
    const int rightmost = window()->width() - m_reason->width() - 8;
    m_reason->move(std::min(under.x(), rightmost), under.y());
    m_reason->raise();
    m_reason->show();
}

void FilterEdit::showProgress(qint64 rows, double fraction)
{
    m_rows = rows;
    m_fraction = fraction;
    const QString text = progressText();
    const int room
        = text.isEmpty() ? 0 : QFontMetrics(font()).horizontalAdvance(text) + 2 * CountGap;
    const bool fits = width() - room - 2 * GlyphRoom >= LeastTyping;
    setTextMargins(0, 0, fits ? room : 0, 0);
    if (m_length == 0)
        setAccessibleDescription(text);
    update();
}

QString FilterEdit::progressText() const
{
    if (m_fraction < 0 || text().trimmed().isEmpty())
        return {};
    if (m_fraction >= 1)
        return groupedNumber(m_rows);
    constexpr int Percent = 100;
    return QStringLiteral("%1 · %2 %")
        .arg(groupedNumber(m_rows))
        .arg(static_cast<int>(m_fraction * Percent));
}

void FilterEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintProgress(painter);
    if (m_length > 0)
        paintProblem(painter);
}

void FilterEdit::paintProgress(QPainter &painter)
{
    const QString text = progressText();
    if (text.isEmpty() || hasProblem())
        return;
    const Theme &theme = Theme::of(palette());
    if (textMargins().right() > 0) {
        painter.setPen(theme.dim);
        painter.drawText(rect().adjusted(0, 0, -GlyphRoom - CountGap, 0),
                         Qt::AlignRight | Qt::AlignVCenter, text);
    }
    if (m_fraction < 1) {
        const double room = width() - 4;
        painter.fillRect(QRectF(2, height() - 3, room * m_fraction, 2), theme.accent);
    }
}

void FilterEdit::paintProblem(QPainter &painter)
{
    painter.setClipRect(rect().adjusted(4, 0, -4, 0));
    const Theme &theme = Theme::of(palette());
    painter.setPen(m_isHint ? QPen(theme.dim, 1.2, Qt::DotLine) : QPen(theme.error, 1.2));
    const int end = std::max(xOf(m_first + m_length), xOf(m_first) + 3 * WaveStep);
    const int bottom = cursorRect().bottom() - 1;
    if (m_isHint) {
        painter.drawLine(xOf(m_first), bottom, xOf(m_first + m_length), bottom);
        return;
    }
    QPainterPath wave(QPointF(xOf(m_first), bottom));
    bool isUp = true;
    for (int x = xOf(m_first) + WaveStep; x <= end; x += WaveStep, isUp = !isUp)
        wave.lineTo(x, isUp ? bottom - WaveStep : bottom);
    painter.drawPath(wave);
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (m_popup->isVisible()) {
            m_popup->hide();
            if (m_length > 0)
                placeReason();
        } else if (!text().isEmpty())
            clear();
        else
            break;
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_popup->accept(false))
            return;
        break;
    case Qt::Key_Down:
        if (m_popup->isVisible())
            break;
        if (text().isEmpty() && !m_recent.isEmpty())
            offerRecent();
        else
            m_popup->offer(true);
        return;
    case Qt::Key_Space:
        if (!(event->modifiers() & Qt::ControlModifier))
            break;
        m_popup->offer(true);
        return;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

bool FilterEdit::focusNextPrevChild(bool next)
{
    // Tab takes what is offered, as in a shell.
    return (next && m_popup->accept(true)) || QLineEdit::focusNextPrevChild(next);
}

void FilterEdit::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (m_reason)
        m_reason->hide();
    if (event->reason() != Qt::PopupFocusReason && !hasProblem() && !text().trimmed().isEmpty())
        emit committed(text());
}

void FilterEdit::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    if (m_length > 0)
        placeReason();
}

} // namespace Pushscope
