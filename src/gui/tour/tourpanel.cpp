// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/tour/tourpanel.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace Pushscope {

namespace {

constexpr int Margin = 10;
constexpr int TitleHeight = 18;
constexpr int DotSide = 8;
constexpr int LeastWidth = 150;

} // namespace

TourCard::TourCard(const TourStop &stop, QWidget *parent)
    : QAbstractButton(parent)
    , m_stop(stop)
{
    setObjectName(QStringLiteral("tourCard_") + stop.name);
    setText(stop.name);
    setAccessibleName(stop.name);
    setAccessibleDescription(stop.sentence);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize TourCard::sizeHint() const
{
    return { LeastWidth, heightForWidth(LeastWidth) };
}

int TourCard::heightForWidth(int width) const
{
    const QFontMetrics metrics(textFont(SmallPixels));
    const QRect lines = metrics.boundingRect(0, 0, width - 2 * Margin, 1000,
                                             Qt::TextWordWrap | Qt::AlignLeft, m_stop.sentence);
    return TitleHeight + lines.height() + Margin;
}

void TourCard::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? theme.accent : theme.line);
        painter.setBrush(theme.raised);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.sessionColor(m_stop.session));
    painter.drawEllipse(QRectF(Margin, 4 + (TitleHeight - DotSide) / 2.0, DotSide, DotSide));
    QFont nameFont = textFont();
    nameFont.setWeight(QFont::DemiBold);
    painter.setFont(nameFont);
    painter.setPen(theme.text);
    painter.drawText(QRect(Margin + DotSide + 6, 3, width() - 3 * Margin, TitleHeight),
                     Qt::AlignLeft | Qt::AlignVCenter, m_stop.name);
    painter.setFont(textFont(SmallPixels));
    painter.setPen(theme.dim);
    painter.drawText(rect().adjusted(Margin, TitleHeight + 4, -Margin, 0),
                     Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop, m_stop.sentence);
}

TourPanel::TourPanel(QWidget *parent)
    : QWidget(parent)
    , m_cards(new QHBoxLayout)
{
    setAccessibleName(tr("Tour: what to look at"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 5);
    layout->setSpacing(2);
    m_cards->setSpacing(2);
    layout->addLayout(m_cards, 1);
    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("tourCloseButton"));
    close->setAutoRaise(true);
    close->setText(QStringLiteral("✕"));
    close->setToolTip(tr("Close the tour's notes; its sessions go on"));
    close->setAccessibleName(tr("Close the tour's notes"));
    layout->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void TourPanel::setStops(const QList<TourStop> &stops)
{
    qDeleteAll(findChildren<TourCard *>());
    for (const TourStop &stop : stops) {
        auto *card = new TourCard(stop, this);
        m_cards->addWidget(card, 1);
        connect(card, &QAbstractButton::clicked, this,
                [this, session = stop.session] { emit sessionChosen(session); });
    }
    setVisible(!stops.isEmpty());
}

void TourPanel::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.pane);
    painter.fillRect(0, height() - 1, width(), 1, theme.line);
}

} // namespace Pushscope
