// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/noticebar.h"

#include "gui/theme/theme.h"
#include "ui_noticebar.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>

#include <utility>

namespace Pushscope {

namespace {

constexpr int EdgeWidth = 3;
constexpr int LeastText = 200;

struct Look {
    QColor edge;
    QColor ground;
    QString glyph;
};

Look lookOf(NoticeBar::Kind kind, const Theme &theme)
{
    switch (kind) {
    case NoticeBar::Kind::Failure:
        return { theme.error, theme.errorTint, QStringLiteral("✕") };
    case NoticeBar::Kind::Warning:
        return { theme.warning, theme.warningTint, QStringLiteral("!") };
    case NoticeBar::Kind::Information:
        break;
    }
    return { theme.accent, theme.raised, QStringLiteral("i") };
}

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::NoticeBar>())
{
    m_ui->setupUi(this);
    m_ui->textLabel->setTextFormat(Qt::PlainText);
    m_ui->textLabel->setMinimumWidth(LeastText); // A path is one long word: it must not widen us.
    QFont glyphFont = font();
    glyphFont.setBold(true);
    m_ui->glyphLabel->setFont(glyphFont);
    m_leaving.setSingleShot(true);
    m_leaving.setInterval(InformationTime);
    connect(&m_leaving, &QTimer::timeout, this, &NoticeBar::dismiss);
    connect(m_ui->closeButton, &QToolButton::clicked, this, &NoticeBar::dismiss);
    for (int i = 0; i < MostChoices; ++i)
        connect(buttons().at(i), &QPushButton::clicked, this, [this, i] { choose(i); });
    hide();
}

NoticeBar::~NoticeBar() = default;

QList<QPushButton *> NoticeBar::buttons() const
{
    return { m_ui->actionButton, m_ui->secondButton, m_ui->thirdButton };
}

void NoticeBar::choose(int index)
{
    const auto &shown = m_lasting ? m_lasting : m_notice;
    if (!shown || index >= shown->choices.size())
        return;
    const auto act = shown->choices.at(index).act;
    if (!m_lasting)
        dismiss();
    if (act)
        act();
}

void NoticeBar::showNotice(Kind kind, const QString &text, const QString &action,
                           std::function<void()> act)
{
    m_notice = Notice{ kind, text, {} };
    if (kind == Kind::Information)
        m_leaving.start();
    else
        m_leaving.stop(); // What went wrong stays until it was seen.
    if (!action.isEmpty())
        m_notice->choices.append({ action, std::move(act) });
    refresh();
}

void NoticeBar::showLasting(Kind kind, const QString &text, const QList<Choice> &choices)
{
    m_lasting = Notice{ kind, text, choices };
    refresh();
}

void NoticeBar::endLasting()
{
    m_lasting.reset();
    refresh();
}

void NoticeBar::dismiss()
{
    m_leaving.stop();
    m_notice.reset();
    refresh();
}

void NoticeBar::refresh()
{
    const Notice shown = m_lasting ? *m_lasting : m_notice.value_or(Notice());
    m_kind = shown.kind;
    m_ui->textLabel->setText(shown.text);
    m_ui->textLabel->setToolTip(shown.text);
    const QList<QPushButton *> all = buttons();
    for (int i = 0; i < all.size(); ++i) {
        const bool isThere = i < shown.choices.size();
        all.at(i)->setText(isThere ? shown.choices.at(i).text : QString());
        all.at(i)->setVisible(isThere);
    }
    m_ui->closeButton->setVisible(!m_lasting);
    setAccessibleName(shown.text);
    setVisible(m_lasting || m_notice);
    update();
}

QString NoticeBar::text() const
{
    return m_ui->textLabel->text();
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    const Look look = lookOf(m_kind, Theme::of(palette()));
    QPainter painter(this);
    painter.fillRect(rect(), look.ground);
    painter.fillRect(0, 0, EdgeWidth, height(), look.edge);
    if (m_ui->glyphLabel->text() != look.glyph
        || m_ui->glyphLabel->palette().color(QPalette::WindowText) != look.edge) {
        QPalette glyphPalette = palette();
        glyphPalette.setColor(QPalette::WindowText, look.edge);
        m_ui->glyphLabel->setPalette(glyphPalette);
        m_ui->glyphLabel->setText(look.glyph);
    }
}

void NoticeBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_lasting)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

} // namespace Pushscope
