// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/panedock.h"

#include "gui/theme/fonts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace Pushscope {

namespace {

constexpr qreal CornerRadius = 6;
constexpr int HeaderHeight = 26;

void paintPane(QWidget *pane)
{
    QPainter painter(pane);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pane->palette().color(QPalette::Mid));
    painter.setBrush(pane->palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(pane->rect()).adjusted(0.5, 0.5, -0.5, -0.5), CornerRadius,
                            CornerRadius);
}

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
    m_layout->insertWidget(2, widget);
}

void PaneHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, palette().color(QPalette::Mid));
}

void PaneHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

PaneFrame::PaneFrame(QWidget *content, QWidget *parent)
    : QWidget(parent)
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

PaneDock::PaneDock(const QString &name, const QString &title, QWidget *content, QWidget *parent)
    : QDockWidget(title, parent)
    , m_header(new PaneHeader(title, this))
{
    setObjectName(name);
    setContentsMargins(1, 1, 1, 1);
    setTitleBarWidget(m_header);
    setWidget(content);
    setAccessibleName(title);
}

void PaneDock::paintEvent(QPaintEvent *)
{
    paintPane(this);
}

} // namespace Pushscope
