// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/panedock.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

constexpr qreal CornerRadius = 6;
constexpr int CornerSide = 7;
constexpr int HeaderHeight = 26;

QRectF paneRect(const QWidget *pane)
{
    return QRectF(pane->rect()).adjusted(0.5, 0.5, -0.5, -0.5);
}

void paintPane(QWidget *pane)
{
    const Theme &theme = Theme::of(pane->palette());
    QPainter painter(pane);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.line);
    painter.setBrush(theme.pane);
    painter.drawRoundedRect(paneRect(pane), CornerRadius, CornerRadius);
}

/// Leaves room for the pane's line: a dock puts its title bar over its margins.
class EmptyTitleBar : public QWidget
{
public:
    using QWidget::QWidget;
    [[nodiscard]] QSize sizeHint() const override { return { 0, 1 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 0, 1 }; }
};

} // namespace

PaneHeader::PaneHeader(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_layout(new QHBoxLayout(this))
{
    setFixedHeight(HeaderHeight);
    m_layout->setContentsMargins(10, 0, 6, 1);
    m_layout->setSpacing(8);
    m_layout->addWidget(m_title);
    m_layout->addStretch(1);
    m_title->setForegroundRole(QPalette::PlaceholderText);
    m_title->setObjectName(QStringLiteral("paneTitle"));
    QFont font = titleFont();
    font.setCapitalization(QFont::MixedCase); // See setTitle().
    m_title->setFont(font);
    setTitle(title);
}

void PaneHeader::setTitle(const QString &title)
{
    // The title stands in capitals, the facts behind it do not: `s` and `S` are different units.
    const qsizetype end = title.indexOf(QStringLiteral(" · "));
    m_title->setText(end < 0 ? title.toUpper() : title.left(end).toUpper() + title.mid(end));
}

void PaneHeader::addWidget(QWidget *widget)
{
    m_layout->addWidget(widget);
    dimButtons();
}

QSize PaneHeader::sizeHint() const
{
    // A dock asks for this and overlooks fixed heights.
    return { QWidget::sizeHint().width(), HeaderHeight };
}

void PaneHeader::dimButtons()
{
    for (QToolButton *button : findChildren<QToolButton *>()) {
        QPalette dimmed = palette();
        dimmed.setColor(QPalette::ButtonText, Theme::of(dimmed).dim);
        button->setPalette(dimmed);
        button->setFont(textFont(SmallPixels));
    }
}

void PaneHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, palette().color(QPalette::Mid));
}

void PaneHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        dimButtons();
        update();
    }
}

PaneCorner::PaneCorner(Qt::Corner corner, QWidget *pane)
    : QWidget(pane)
    , m_corner(corner)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    resize(CornerSide, CornerSide);
}

void PaneCorner::place()
{
    const QWidget *pane = parentWidget();
    const bool isRight = m_corner == Qt::TopRightCorner || m_corner == Qt::BottomRightCorner;
    const bool isBottom = m_corner == Qt::BottomLeftCorner || m_corner == Qt::BottomRightCorner;
    move(isRight ? pane->width() - CornerSide : 0, isBottom ? pane->height() - CornerSide : 0);
    raise();
}

void PaneCorner::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainterPath pane;
    pane.addRoundedRect(paneRect(parentWidget()).translated(-pos()), CornerRadius, CornerRadius);
    QPainterPath outside;
    outside.addRect(rect());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(outside.subtracted(pane), theme.window);
    painter.setPen(theme.line);
    painter.drawPath(pane);
}

PaneCorners::PaneCorners(QWidget *pane)
{
    for (Qt::Corner corner :
         { Qt::TopLeftCorner, Qt::TopRightCorner, Qt::BottomLeftCorner, Qt::BottomRightCorner })
        m_corners.append(new PaneCorner(corner, pane));
}

void PaneCorners::place()
{
    for (PaneCorner *corner : m_corners)
        corner->place();
}

PaneFrame::PaneFrame(QWidget *content, QWidget *parent)
    : QWidget(parent)
    , m_corners(this)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(content);
}

void PaneFrame::paintEvent(QPaintEvent *)
{
    paintPane(this);
}

void PaneFrame::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_corners.place();
}

PaneDock::PaneDock(const QString &name, const QString &title, QWidget *content, Header header,
                   QWidget *parent)
    : QDockWidget(title, parent)
    , m_corners(this)
{
    setObjectName(name);
    setContentsMargins(1, 1, 1, 1);
    if (header == Header::Shown) {
        m_header = new PaneHeader(title, this);
        setTitleBarWidget(m_header);
    } else {
        setTitleBarWidget(new EmptyTitleBar(this));
    }
    setWidget(content);
    setAccessibleName(title);
}

void PaneDock::paintEvent(QPaintEvent *)
{
    paintPane(this);
}

void PaneDock::resizeEvent(QResizeEvent *event)
{
    QDockWidget::resizeEvent(event);
    m_corners.place();
}

} // namespace Pushscope
