// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/livetext.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/formatting.h"
#include "models/previewtext.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int Margin = 12;
constexpr int Gap = 4;
constexpr qsizetype MostCharacters = 600; ///< Of a text: its end is what just came.

} // namespace

LiveText::LiveText(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
{
    setObjectName(QStringLiteral("liveText"));
    setAccessibleName(tr("Arriving now"));
    m_title->setObjectName(QStringLiteral("liveTitleLabel"));
    m_title->setFont(textFont(SmallPixels));
    m_title->setForegroundRole(QPalette::PlaceholderText);
    m_title->setTextFormat(Qt::PlainText);
    m_text->setObjectName(QStringLiteral("liveTextLabel"));
    m_text->setFont(wireFont());
    m_text->setTextFormat(Qt::PlainText); // Whatever a server sends.
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Margin, Margin / 2 + 1, Margin, Margin / 2);
    column->setSpacing(Gap);
    column->addWidget(m_title);
    column->addWidget(m_text);
    hide();
}

void LiveText::setSession(quint32 session)
{
    m_session = session;
    refresh();
}

void LiveText::setStatuses(const QList<SessionStatus> &statuses)
{
    m_statuses = statuses;
    refresh();
}

void LiveText::refresh()
{
    const auto status = std::find_if(
        m_statuses.cbegin(), m_statuses.cend(),
        [this](const SessionStatus &one) { return one.session == m_session; });
    if (m_session == 0 || status == m_statuses.cend() || isOver(status->state)) {
        hide();
        return;
    }
    if (!status->inProgress.isEmpty()) {
        const QByteArray beginning = status->inProgress.left(PreviewOctets);
        show(tr("Arriving · %1 so far").arg(octetsText(status->inProgressOctets)),
             previewText(beginning, status->inProgressOctets > beginning.size()));
    } else if (status->textMessages > 0) {
        show(tr("Text so far · %1 messages a second").arg(status->textMessagesPerSecond, 0, 'f', 1),
             QString::fromUtf8(status->text).right(MostCharacters));
    } else {
        hide();
    }
}

void LiveText::show(const QString &title, const QString &text)
{
    m_title->setText(title);
    m_text->setText(text);
    setVisible(true);
}

void LiveText::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, theme.line);
}

} // namespace Pushscope
