// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/tour/tourpanel.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/formatting.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace Pushscope {

namespace {

constexpr int Margin = 9;
constexpr int Height = 26;
constexpr int DotSide = 8;
constexpr int DotGap = 6;
constexpr int LeastName = 24; ///< Pixels of a name that has to be cut in a narrow window.

} // namespace

TourChip::TourChip(const TourStop &stop, QWidget *parent)
    : QAbstractButton(parent)
    , m_stop(stop)
{
    setObjectName(QStringLiteral("tourChip_") + stop.name);
    setText(stop.name);
    setToolTip(stop.sentence);
    setAccessibleName(stop.name);
    setAccessibleDescription(stop.sentence);
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize TourChip::sizeHint() const
{
    QFont font = textFont();
    font.setWeight(QFont::DemiBold); // The widest it gets: nothing moves when it is chosen.
    return { 2 * Margin + DotSide + DotGap + QFontMetrics(font).horizontalAdvance(m_stop.name) + 1,
             Height };
}

QSize TourChip::minimumSizeHint() const
{
    return { 2 * Margin + DotSide + DotGap + LeastName, Height };
}

void TourChip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? theme.accent : theme.line);
        painter.setBrush(isChecked() ? theme.raised : theme.pane);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.sessionColor(m_stop.session));
    painter.drawEllipse(QRectF(Margin, (height() - DotSide) / 2.0, DotSide, DotSide));
    QFont font = textFont();
    if (isChecked())
        font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(isChecked() ? theme.text : theme.dim);
    const QRect place = rect().adjusted(Margin + DotSide + DotGap, 0, -Margin + 2, 0);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(font).elidedText(m_stop.name, Qt::ElideRight, place.width()));
}

TourPanel::TourPanel(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout)
    , m_sentence(new QLabel(this))
    , m_figures(new QLabel(this))
{
    setAccessibleName(tr("Tour: what to look at"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 6, 10, 8);
    layout->setSpacing(4);
    auto *top = new QHBoxLayout;
    m_row->setSpacing(2);
    top->addLayout(m_row);
    top->addStretch(1);
    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("tourCloseButton"));
    close->setAutoRaise(true);
    close->setText(QStringLiteral("✕"));
    close->setToolTip(tr("Close the tour's notes; its sessions go on"));
    close->setAccessibleName(tr("Close the tour's notes"));
    top->addWidget(close);
    layout->addLayout(top);
    m_sentence->setObjectName(QStringLiteral("tourSentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setContentsMargins(Margin, 0, Margin, 0);
    layout->addWidget(m_sentence);
    m_figures->setObjectName(QStringLiteral("tourFigures"));
    m_figures->setTextFormat(Qt::PlainText);
    m_figures->setContentsMargins(Margin, 0, Margin, 0);
    m_figures->setForegroundRole(QPalette::PlaceholderText);
    m_figures->setAccessibleName(tr("What the chosen session received"));
    layout->addWidget(m_figures);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(&m_chips, &QButtonGroup::buttonClicked, this, [this](QAbstractButton *button) {
        const TourStop &stop = static_cast<TourChip *>(button)->stop();
        say(stop);
        emit sessionChosen(stop.session);
    });
    hide();
}

void TourPanel::setStops(const QList<TourStop> &stops)
{
    qDeleteAll(findChildren<TourChip *>());
    for (const TourStop &stop : stops) {
        auto *chip = new TourChip(stop, this);
        m_row->addWidget(chip);
        m_chips.addButton(chip);
    }
    if (!stops.isEmpty())
        showSession(stops.first().session);
    setVisible(!stops.isEmpty());
}

void TourPanel::showSession(quint32 session)
{
    for (QAbstractButton *button : m_chips.buttons()) {
        const TourStop &stop = static_cast<TourChip *>(button)->stop();
        if (stop.session != session)
            continue;
        button->setChecked(true);
        say(stop);
    }
}

void TourPanel::say(const TourStop &stop)
{
    m_session = stop.session;
    m_sentence->setText(stop.sentence);
    refreshFigures();
}

void TourPanel::showFigures(const QList<SessionStatus> &statuses)
{
    for (const SessionStatus &status : statuses)
        m_statuses.insert(status.session, status);
    if (isVisible())
        refreshFigures();
}

void TourPanel::refreshFigures()
{
    const SessionStatus status = m_statuses.value(m_session);
    if (status.isMock || status.messagesReceived == 0) {
        m_figures->clear();
        return;
    }
    QStringList parts {
        tr("%n message(s)", nullptr, static_cast<int>(status.messagesReceived)),
        tr("%n request(s)", nullptr, static_cast<int>(status.requests)),
        tr("%1 on the wire per message")
            .arg(octetsText(status.wireOctets / status.messagesReceived)),
    };
    if (status.medianDeliveryMs)
        parts << tr("median delivery %1 ms").arg(*status.medianDeliveryMs);
    m_figures->setText(parts.join(QStringLiteral(" · ")));
}

void TourPanel::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.pane);
    painter.fillRect(0, height() - 1, width(), 1, theme.line);
}

} // namespace Pushscope
