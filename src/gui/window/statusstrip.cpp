// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/statusstrip.h"

#include "gui/sessions/sessionwords.h"
#include "gui/theme/theme.h"
#include "models/formatting.h"

#include <QLabel>
#include <QPainter>
#include <QStatusBar>

#include <algorithm>

namespace Pushscope {

namespace {

void setColor(QLabel *label, const QColor &color)
{
    QPalette palette = label->palette();
    if (palette.color(QPalette::WindowText) == color)
        return;
    palette.setColor(QPalette::WindowText, color);
    label->setPalette(palette);
}

/// Gives way where the bar is too short for all: a long name must not widen the window.
class StripLabel final : public QLabel
{
public:
    using QLabel::QLabel;
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        constexpr int Least = 24;
        return { std::min(Least, sizeHint().width()), QLabel::minimumSizeHint().height() };
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(contentsRect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width()));
    }
};

void setTextOf(QLabel *label, const QString &text)
{
    if (label->text() != text)
        label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace

StatusStrip::StatusStrip(QStatusBar *bar)
    : QObject(bar)
    , m_bar(bar)
    , m_dot(addLabel(bar, QStringLiteral("recordingDot")))
    , m_name(addLabel(bar, QStringLiteral("recordingName")))
    , m_records(addLabel(bar, QStringLiteral("recordCount")))
    , m_size(addLabel(bar, QStringLiteral("fileSize")))
    , m_rate(addLabel(bar, QStringLiteral("recordRate")))
    , m_queue(addLabel(bar, QStringLiteral("queueLength")))
    , m_loss(addLabel(bar, QStringLiteral("lossLabel")))
    , m_tls(addLabel(bar, QStringLiteral("tlsLabel"), true))
{
    bar->setSizeGripEnabled(false);
    bar->setContentsMargins(8, 0, 8, 0);
    showNothing();
}

QLabel *StatusStrip::addLabel(QStatusBar *bar, const QString &name, bool isRight)
{
    auto *label = new StripLabel(bar);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(0, 0, 10, 0);
    if (isRight)
        bar->addPermanentWidget(label);
    else
        bar->addWidget(label);
    return label;
}

void StatusStrip::showRecording(const RecordingStatus &status, const QString &name, bool isLive,
                                double recordsPerSecond)
{
    const Theme &theme = Theme::of(m_bar->palette());
    for (QLabel *label : { m_name, m_records, m_size, m_rate, m_queue, m_tls })
        setColor(label, theme.dim);
    const bool isRecording = isLive && !status.unrecordedSince;
    setColor(m_dot, isRecording ? theme.error : theme.dim);
    setTextOf(m_dot, isRecording ? QStringLiteral("●") : QStringLiteral("○"));
    if (isRecording)
        setTextOf(m_name,
                  name.isEmpty() ? tr("recording, not saved yet") : tr("recording %1").arg(name));
    else
        setTextOf(m_name, name);
    const QString records = groupedNumber(status.records);
    setTextOf(m_records,
              status.droppedRecords > 0
                  ? tr("the newest %1 of %2 records")
                        .arg(groupedNumber(status.records - status.droppedRecords), records)
                  : tr("%1 records", "count").arg(records));
    setTextOf(m_size, sizeText(status.fileOctets));
    setTextOf(m_rate, isLive ? rateText(recordsPerSecond) : QString());
    setTextOf(m_queue,
              isLive ? tr("queue %1").arg(groupedNumber(status.queuedRecords)) : QString());
    if (status.unrecordedSince) {
        setColor(m_loss, theme.error);
        setTextOf(m_loss, tr("not recorded since %1 s").arg(secondsText(*status.unrecordedSince)));
    } else if (status.error) {
        setColor(m_loss, theme.error);
        // Why is said above, with what can be done.
        setTextOf(m_loss, tr("it cannot be written: reading is held up, nothing is dropped"));
    } else if (status.isFull) {
        setColor(m_loss, theme.warning);
        setTextOf(m_loss, tr("recording is behind: reading is held up, nothing is dropped"));
    } else {
        setColor(m_loss, theme.dim);
        setTextOf(m_loss, isLive ? tr("nothing dropped") : QString());
    }
}

void StatusStrip::showNothing()
{
    for (QLabel *label : { m_dot, m_name, m_records, m_size, m_rate, m_queue, m_loss, m_tls })
        setTextOf(label, {});
    const Theme &theme = Theme::of(m_bar->palette());
    setColor(m_name, theme.dim);
    setTextOf(m_name, tr("nothing recorded yet"));
}

void StatusStrip::showSaving(int perMille)
{
    setTextOf(m_name, tr("saving, %1 %").arg(perMille / 10));
}

void StatusStrip::showTls(const QString &sentence)
{
    setTextOf(m_tls, sentence);
}

} // namespace Pushscope
