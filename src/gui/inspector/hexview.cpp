// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/hexview.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int Margin = 10;
constexpr int CellCharacters = 3; // Two digits and a blank.

QChar printable(char octet)
{
    const auto value = static_cast<quint8>(octet);
    return value >= 0x20 && value < 0x7f ? QLatin1Char(octet) : QChar(0x00b7);
}

} // namespace

HexView::HexView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("hexView"));
    setAccessibleName(tr("Octets in hexadecimal"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFont(wireFont());
    m_characterWidth = QFontMetrics(font()).horizontalAdvance(QLatin1Char('0'));
    viewport()->setCursor(Qt::IBeamCursor);
    verticalScrollBar()->setSingleStep(1);
}

void HexView::setOctets(const QByteArray &octets, qint64 firstOffset)
{
    m_octets = octets;
    m_firstOffset = firstOffset;
    m_headerOctets = 0;
    m_marks.clear();
    m_anchor = 0;
    m_cursor = -1;
    verticalScrollBar()->setValue(0);
    layOut();
    viewport()->update();
    emit selectionChanged();
}

void HexView::setHeaderOctets(qsizetype count)
{
    m_headerOctets = count;
    viewport()->update();
}

void HexView::setMarks(const QList<qsizetype> &marks)
{
    m_marks = marks;
    viewport()->update();
}

std::pair<qsizetype, qsizetype> HexView::selection() const
{
    if (m_cursor < 0)
        return { 0, 0 };
    return { std::min(m_anchor, m_cursor), std::max(m_anchor, m_cursor) + 1 };
}

void HexView::select(qsizetype begin, qsizetype end)
{
    if (begin >= end || begin < 0 || end > m_octets.size())
        return;
    m_anchor = begin;
    moveTo(end - 1, true);
}

QByteArray HexView::chosenOctets() const
{
    const auto [begin, end] = selection();
    return begin == end ? m_octets : m_octets.mid(begin, end - begin);
}

void HexView::copyHex()
{
    QGuiApplication::clipboard()->setText(QString::fromLatin1(chosenOctets().toHex(' ')));
}

void HexView::copyText()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(chosenOctets()));
}

HexView::Columns HexView::columns() const
{
    int digits = 4;
    for (qint64 last = (m_firstOffset + m_octets.size()) >> 16; last > 0; last >>= 8)
        digits += 2;
    const int hex = Margin + (digits + 2) * m_characterWidth;
    // A gap in the middle tells the halves of a line apart.
    const int gap = m_perLine >= 8 ? m_characterWidth : 0;
    return { digits, hex,
             hex + m_perLine * CellCharacters * m_characterWidth + gap + m_characterWidth };
}

qsizetype HexView::lineCount() const
{
    return (m_octets.size() + m_perLine - 1) / m_perLine;
}

void HexView::layOut()
{
    m_lineHeight = QFontMetrics(font()).height() + 3;
    for (int perLine : { 16, 8, 4 }) {
        m_perLine = perLine;
        if (columns().characters + perLine * m_characterWidth + Margin <= viewport()->width())
            break;
    }
    const int page = std::max(1, viewport()->height() / m_lineHeight);
    verticalScrollBar()->setRange(0, static_cast<int>(std::max<qsizetype>(0, lineCount() - page)));
    verticalScrollBar()->setPageStep(page);
}

void HexView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.pane);
    painter.setFont(font());
    if (m_octets.isEmpty()) {
        painter.setFont(textFont());
        painter.setPen(theme.dim);
        painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("This record has no octets of its own."));
    }
    const qsizetype first = verticalScrollBar()->value();
    const qsizetype last = std::min(lineCount(), first + viewport()->height() / m_lineHeight + 1);
    for (qsizetype line = first; line < last; ++line)
        paintLine(painter, line, static_cast<int>(line - first) * m_lineHeight);
    if (hasFocus()) {
        painter.setPen(theme.accent);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
}

void HexView::paintLine(QPainter &painter, qsizetype line, int y) const
{
    const Theme &theme = Theme::of(palette());
    const Columns at = columns();
    const qsizetype begin = line * m_perLine;
    const auto [chosenBegin, chosenEnd] = selection();
    const auto draw = [&](int x, int characters, const QString &text) {
        painter.drawText(QRect(x, y, characters * m_characterWidth, m_lineHeight),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    };
    painter.setPen(theme.dim);
    draw(Margin, at.digits,
         QString::number(m_firstOffset + begin, 16).rightJustified(at.digits, QLatin1Char('0')));
    for (qsizetype i = begin; i < std::min(begin + m_perLine, m_octets.size()); ++i) {
        const int column = static_cast<int>(i - begin);
        const int gap = m_perLine >= 8 && column >= m_perLine / 2 ? m_characterWidth : 0;
        const int x = at.hex + column * CellCharacters * m_characterWidth + gap;
        const int xCharacter = at.characters + column * m_characterWidth;
        const bool isChosen = i >= chosenBegin && i < chosenEnd;
        if (isChosen) {
            painter.fillRect(x - 2, y, 2 * m_characterWidth + 4, m_lineHeight, theme.selection);
            painter.fillRect(xCharacter, y, m_characterWidth, m_lineHeight, theme.selection);
        }
        painter.setPen(i < m_headerOctets && !isChosen ? theme.accent : theme.text);
        draw(x, 2,
             QString::number(static_cast<quint8>(m_octets[i]), 16)
                 .rightJustified(2, QLatin1Char('0')));
        draw(xCharacter, 1, printable(m_octets[i]));
        if (std::ranges::binary_search(m_marks, i)) {
            painter.fillRect(x - 3, y + 1, 1, m_lineHeight - 2, theme.accent);
            painter.fillRect(xCharacter, y + 1, 1, m_lineHeight - 2, theme.accent);
        }
    }
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void HexView::moveTo(qsizetype octet, bool extends)
{
    if (m_octets.isEmpty())
        return;
    m_cursor = std::clamp<qsizetype>(octet, 0, m_octets.size() - 1);
    if (!extends)
        m_anchor = m_cursor;
    const int line = static_cast<int>(m_cursor / m_perLine);
    const int first = verticalScrollBar()->value();
    const int page = verticalScrollBar()->pageStep();
    if (line < first)
        verticalScrollBar()->setValue(line);
    else if (line >= first + page)
        verticalScrollBar()->setValue(line - page + 1);
    viewport()->update();
    setAccessibleDescription(tr("Octet %1: %2")
                                 .arg(m_firstOffset + m_cursor)
                                 .arg(QString::fromLatin1(m_octets.mid(m_cursor, 1).toHex())));
    emit selectionChanged();
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyHex();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        select(0, m_octets.size());
        return;
    }
    const bool extends = event->modifiers() & Qt::ShiftModifier;
    const bool isFar = event->modifiers() & Qt::ControlModifier;
    const qsizetype page = qsizetype{ verticalScrollBar()->pageStep() } * m_perLine;
    const qsizetype lineBegin = std::max<qsizetype>(0, m_cursor) / m_perLine * m_perLine;
    switch (event->key()) {
    case Qt::Key_Left:
        moveTo(m_cursor - 1, extends);
        return;
    case Qt::Key_Right:
        moveTo(m_cursor + 1, extends);
        return;
    case Qt::Key_Up:
        moveTo(m_cursor - m_perLine, extends);
        return;
    case Qt::Key_Down:
        moveTo(m_cursor + m_perLine, extends);
        return;
    case Qt::Key_PageUp:
        moveTo(m_cursor - page, extends);
        return;
    case Qt::Key_PageDown:
        moveTo(m_cursor + page, extends);
        return;
    case Qt::Key_Home:
        moveTo(isFar ? 0 : lineBegin, extends);
        return;
    case Qt::Key_End:
        moveTo(isFar ? m_octets.size() - 1 : lineBegin + m_perLine - 1, extends);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

qsizetype HexView::octetAt(const QPoint &position) const
{
    const Columns at = columns();
    const qsizetype line = verticalScrollBar()->value() + std::max(0, position.y()) / m_lineHeight;
    int column = 0;
    if (position.x() >= at.characters) {
        column = (position.x() - at.characters) / m_characterWidth;
    } else {
        const int cell = CellCharacters * m_characterWidth;
        const int half = m_perLine / 2 * cell;
        int x = std::max(0, position.x() - at.hex);
        if (m_perLine >= 8 && x > half)
            x -= m_characterWidth;
        column = x / cell;
    }
    return line * m_perLine + std::min(column, m_perLine - 1);
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveTo(octetAt(event->position().toPoint()), event->modifiers() & Qt::ShiftModifier);
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        moveTo(octetAt(event->position().toPoint()), true);
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy as hexadecimal"), this, &HexView::copyHex);
    menu->addAction(tr("Copy as text"), this, &HexView::copyText);
    menu->popup(event->globalPos());
}

void HexView::scrollContentsBy(int, int)
{
    viewport()->update();
}

} // namespace Pushscope
