// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/records/markstrip.h"

#include "gui/records/recordview.h"
#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"
#include "models/formatting.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <algorithm>
#include <chrono>

namespace Pushscope {

namespace {

constexpr std::size_t MostMarks = 4; ///< More are in the menu.
constexpr std::chrono::seconds TellingTime{ 4 };

} // namespace

MarkStrip::MarkStrip(RecordView &view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
    , m_marks(new QLabel(this))
    , m_current(new QLabel(this))
    , m_clear(new QToolButton(this))
{
    setObjectName(QStringLiteral("markStrip"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 2, 4, 2);
    layout->setSpacing(12);
    m_marks->setObjectName(QStringLiteral("marksLabel"));
    m_current->setObjectName(QStringLiteral("currentMarkLabel"));
    for (QLabel *label : { m_marks, m_current }) {
        label->setFont(textFont(12));
        label->setTextFormat(Qt::PlainText);
        label->setMinimumWidth(1); // A long note must not widen the window.
    }
    m_clear->setObjectName(QStringLiteral("clearMarksButton"));
    m_clear->setText(QStringLiteral("×"));
    m_clear->setAutoRaise(true);
    m_clear->setToolTip(tr("Take all marks away"));
    m_clear->setAccessibleName(tr("Take all marks away"));
    layout->addWidget(m_marks);
    layout->addWidget(m_current, 1);
    layout->addWidget(m_clear);
    connect(m_clear, &QToolButton::clicked, &view, &RecordView::clearMarks);
    connect(&view, &RecordView::marksChanged, this, &MarkStrip::refresh);
    connect(&view, &RecordView::notesChanged, this, &MarkStrip::refresh);
    connect(&view, &RecordView::currentRecordChanged, this, &MarkStrip::refresh);
    m_told.setSingleShot(true);
    m_told.setInterval(TellingTime);
    connect(&m_told, &QTimer::timeout, this, [this] {
        m_copied.clear();
        refresh();
    });
    connect(&view, &RecordView::copied, this, [this](qint64 count, bool isCut) {
        m_copied = isCut ? tr("Copied the first %1 records; more is too much for the clipboard")
                               .arg(groupedNumber(count))
            : count > 1 ? tr("Copied %1 records").arg(groupedNumber(count))
                        : QString();
        m_told.start();
        refresh();
    });
    hide();
}

QString MarkStrip::text() const
{
    QStringList parts{ m_marks->text(), m_current->text() };
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

/// `⚑ A → B 1.234 s → C 0.5 ms`: each from the one before.
QString MarkStrip::marksText() const
{
    const std::vector<RecordMarks::Mark> marks = m_view.marks().inOrder();
    QString text;
    for (std::size_t i = 0; i < std::min(marks.size(), MostMarks); ++i) {
        const QString name = markName(marks[i].number);
        if (i == 0) {
            text = QStringLiteral("⚑ ") + name;
            continue;
        }
        text += QStringLiteral(" → ") + name;
        const qint64 from = marks[i - 1].t;
        if (from >= 0 && marks[i].t >= 0)
            text += QLatin1Char(' ') + durationText(std::abs(marks[i].t - from));
    }
    return marks.size() > MostMarks ? QString(text + QStringLiteral(" …")) : text;
}

QString MarkStrip::currentText() const
{
    QStringList parts;
    const RecordRow *row = m_view.row(m_view.currentRow());
    const auto reference = m_view.marks().reference();
    if (row && reference && row->seq != reference->seq) {
        if (const auto since = m_view.marks().sinceReference(row->t)) {
            const QString name = markName(reference->number);
            parts << (*since < 0 ? tr("here %1 before %2") : tr("here %1 after %2"))
                         .arg(durationText(std::abs(*since)), name);
        }
    }
    for (const QString &note : m_view.notes().about(m_view.currentSeq()))
        parts << QStringLiteral("✎ ") + note;
    if (!m_copied.isEmpty())
        parts << m_copied;
    return parts.join(QStringLiteral(" · "));
}

void MarkStrip::refresh()
{
    m_marks->setText(marksText());
    m_marks->setVisible(!m_marks->text().isEmpty());
    m_current->setText(currentText());
    m_clear->setVisible(!m_view.marks().isEmpty());
    setVisible(!m_marks->text().isEmpty() || !m_current->text().isEmpty());
}

void MarkStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.raised);
    painter.fillRect(0, 0, width(), 1, theme.line);
}

} // namespace Pushscope
