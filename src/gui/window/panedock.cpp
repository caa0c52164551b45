// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/panedock.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

constexpr qreal CornerRadius = 6;
constexpr int CornerSide = 7;
constexpr int HeaderHeight = 26;
constexpr int LeastTitle = 48;
constexpr int GripHeight = 13;
constexpr int GripDots = 6;
constexpr int GripStep = 5; // From dot to dot.
constexpr int CloseSide = 18;

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

/// Gives way to what stands beside it: a pane may be narrower than its title.
class PaneTitle final : public QLabel
{
public:
    using QLabel::QLabel;
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return { LeastTitle, QLabel::minimumSizeHint().height() };
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setFont(font());
        painter.setPen(palette().color(foregroundRole()));
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         fontMetrics().elidedText(text(), Qt::ElideRight, width()));
    }
};

} // namespace

PaneHeader::PaneHeader(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new PaneTitle(this))
    , m_layout(new QHBoxLayout(this))
    , m_close(new QToolButton(this))
    , m_isGrip(title.isEmpty())
{
    setFixedHeight(m_isGrip ? GripHeight : HeaderHeight);
    m_layout->setContentsMargins(10, 0, 5, m_isGrip ? 0 : 1);
    m_layout->setSpacing(8);
    m_layout->addWidget(m_title);
    m_layout->addStretch(1);
    m_title->setForegroundRole(QPalette::PlaceholderText);
    m_title->setObjectName(QStringLiteral("paneTitle"));
    QFont font = titleFont();
    font.setCapitalization(QFont::MixedCase); // See setTitle().
    m_title->setFont(font);
    m_title->setVisible(!m_isGrip);
    m_close->setObjectName(QStringLiteral("closePaneButton"));
    m_close->setText(QStringLiteral("×"));
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::NoFocus); // By keyboard panes come and go in the View menu.
    m_close->setFixedSize(CloseSide, m_isGrip ? GripHeight : CloseSide);
    m_layout->addWidget(m_close);
    setTitle(title);
    dimButtons();
}

void PaneHeader::setTitle(const QString &title)
{
    // The title stands in capitals, the facts behind it do not: `s` and `S` are different units.
    const qsizetype end = title.indexOf(QStringLiteral(" · "));
    m_title->setText(end < 0 ? title.toUpper() : title.left(end).toUpper() + title.mid(end));
}

void PaneHeader::addWidget(QWidget *widget)
{
    m_layout->insertWidget(m_layout->count() - 1, widget); // The close button stays last.
    dimButtons();
}

QSize PaneHeader::sizeHint() const
{
    // A dock asks for this and overlooks fixed heights.
    return { QWidget::sizeHint().width(), m_isGrip ? GripHeight : HeaderHeight };
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
    if (!m_isGrip) {
        painter.fillRect(0, height() - 1, width(), 1, palette().color(QPalette::Mid));
        return;
    }
    const int left = (width() - (GripDots - 1) * GripStep) / 2;
    for (int i = 0; i < GripDots; ++i)
        painter.fillRect(left + i * GripStep, GripHeight / 2, 2, 2, Theme::of(palette()).dim);
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
    m_header = new PaneHeader(header == Header::Shown ? title : QString(), this);
    setUpHeader(title);
    setTitleBarWidget(m_header);
    setWidget(content);
    setAccessibleName(title);
}

void PaneDock::setUpHeader(const QString &title)
{
    m_header->setToolTip(
        tr("Drag to move this pane, double-click to float it or to dock it again."));
    QToolButton *close = m_header->closeButton();
    close->setAccessibleName(tr("Close the pane %1").arg(title));
    close->setToolTip(tr("Close this pane; the View menu brings it back."));
    connect(close, &QToolButton::clicked, this, &QWidget::close);
}

void PaneDock::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_header->geometry().contains(event->pos())) {
        QDockWidget::contextMenuEvent(event);
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(isFloating() ? tr("&Dock again") : tr("&Float"), this,
                    [this] { setFloating(!isFloating()); });
    menu->addAction(tr("&Close"), this, &QWidget::close);
    menu->popup(event->globalPos());
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
