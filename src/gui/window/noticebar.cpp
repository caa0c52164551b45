// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/window/noticebar.h"

#include "gui/theme/theme.h"
#include "ui_noticebar.h"

#include <QKeyEvent>
#include <QPainter>

#include <utility>

namespace Pushscope {

namespace {

constexpr int EdgeWidth = 3;

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
    QFont glyphFont = font();
    glyphFont.setBold(true);
    m_ui->glyphLabel->setFont(glyphFont);
    connect(m_ui->closeButton, &QToolButton::clicked, this, &NoticeBar::dismiss);
    connect(m_ui->actionButton, &QPushButton::clicked, this, [this] {
        const auto act = std::exchange(m_act, {});
        dismiss();
        if (act)
            act();
    });
    hide();
}

NoticeBar::~NoticeBar() = default;

void NoticeBar::showNotice(Kind kind, const QString &text, const QString &action,
                           std::function<void()> act)
{
    m_kind = kind;
    m_act = std::move(act);
    m_ui->textLabel->setText(text);
    m_ui->actionButton->setText(action);
    m_ui->actionButton->setVisible(!action.isEmpty());
    setAccessibleName(text);
    show();
    update();
}

void NoticeBar::dismiss()
{
    m_act = {};
    m_ui->textLabel->clear();
    hide();
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
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

} // namespace Pushscope
