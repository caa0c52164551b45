// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gui/inspector/pagebar.h"

#include "gui/theme/fonts.h"
#include "gui/theme/theme.h"

#include <QAbstractButton>
#include <QAccessibleWidget>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace Pushscope {

namespace {

constexpr int TabHeight = 26;
constexpr int TabMargin = 8; // On either side of a text.
constexpr int BarMargin = 2;
constexpr int Underline = 2;

/// One tab; the bar places it.
class PageTab final : public QAbstractButton
{
public:
    explicit PageTab(QWidget *parent)
        : QAbstractButton(parent)
    {
        setCheckable(true);
        setAutoExclusive(true);
        setFont(textFont());
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::NoFocus); // Until it is the current one.
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        return { fontMetrics().horizontalAdvance(text()) + 2 * TabMargin, TabHeight };
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(palette());
        QPainter painter(this);
        if (isChecked())
            painter.fillRect(0, height() - Underline, width(), Underline, theme.accent);
        QColor color = isChecked() || underMouse() ? theme.text : theme.dim;
        if (!isEnabled()) {
            color = theme.dim;
            color.setAlphaF(0.5F); // Nothing to be read there.
        }
        painter.setPen(color);
        painter.drawText(rect().adjusted(0, 0, 0, -1), Qt::AlignCenter, text());
        if (hasFocus()) {
            QStyleOptionFocusRect focus;
            focus.initFrom(this);
            focus.rect = rect().adjusted(2, 3, -2, -4);
            style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
        }
    }
};

class PageTabAccessible final : public QAccessibleWidget
{
public:
    explicit PageTabAccessible(QWidget *tab)
        : QAccessibleWidget(tab, QAccessible::PageTab)
    {
    }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? button()->text() : QAccessibleWidget::text(kind);
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.selectable = true;
        state.selected = button()->isChecked();
        return state;
    }
    [[nodiscard]] QStringList actionNames() const override { return { pressAction() }; }
    void doAction(const QString &action) override
    {
        if (action == pressAction())
            button()->click();
    }

private:
    [[nodiscard]] QAbstractButton *button() const
    {
        return static_cast<QAbstractButton *>(widget());
    }
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    if (auto *tab = dynamic_cast<PageTab *>(object))
        return new PageTabAccessible(tab);
    if (auto *bar = dynamic_cast<PageBar *>(object))
        return new QAccessibleWidget(bar, QAccessible::PageTabList);
    return nullptr;
}

} // namespace

PageBar::PageBar(QWidget *parent)
    : QWidget(parent)
{
    QAccessible::installFactory(makeAccessible); // Installing it twice has no effect.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int PageBar::addPage(const QString &text)
{
    auto *tab = new PageTab(this);
    tab->setText(text);
    tab->installEventFilter(this);
    const int index = count();
    tab->setObjectName(QStringLiteral("pageTab%1").arg(index));
    connect(tab, &QAbstractButton::clicked, this, [this, index] { choose(index); });
    m_tabs.push_back(tab);
    if (index == m_current) {
        tab->setChecked(true);
        tab->setFocusPolicy(Qt::StrongFocus);
    }
    place();
    return index;
}

void PageBar::setPageText(int index, const QString &text)
{
    QAbstractButton *tab = m_tabs[static_cast<std::size_t>(index)];
    if (tab->text() == text)
        return;
    tab->setText(text);
    place();
}

QString PageBar::pageText(int index) const
{
    return m_tabs[static_cast<std::size_t>(index)]->text();
}

void PageBar::setPageEnabled(int index, bool isEnabled)
{
    m_tabs[static_cast<std::size_t>(index)]->setEnabled(isEnabled);
}

bool PageBar::isPageEnabled(int index) const
{
    return index >= 0 && index < count()
        && m_tabs[static_cast<std::size_t>(index)]->isEnabledTo(this);
}

void PageBar::setCurrentIndex(int index)
{
    if (index == m_current || !isPageEnabled(index))
        return;
    QAbstractButton *before = m_tabs[static_cast<std::size_t>(m_current)];
    QAbstractButton *now = m_tabs[static_cast<std::size_t>(index)];
    m_current = index;
    now->setFocusPolicy(Qt::StrongFocus);
    now->setChecked(true);
    if (before->hasFocus())
        now->setFocus(Qt::OtherFocusReason);
    before->setFocusPolicy(Qt::NoFocus);
    emit currentChanged(index);
}

QRect PageBar::tabRect(int index) const
{
    return m_tabs[static_cast<std::size_t>(index)]->geometry();
}

void PageBar::focusCurrent()
{
    if (m_current < count())
        m_tabs[static_cast<std::size_t>(m_current)]->setFocus(Qt::OtherFocusReason);
}

std::vector<QRect> PageBar::layOut(int width) const
{
    std::vector<QRect> places;
    QPoint at(BarMargin, 0);
    for (const QAbstractButton *tab : m_tabs) {
        const QSize size = tab->sizeHint();
        if (at.x() > BarMargin && at.x() + size.width() > width - BarMargin)
            at = { BarMargin, at.y() + TabHeight };
        places.emplace_back(at, size);
        at.rx() += size.width();
    }
    return places;
}

void PageBar::place()
{
    const std::vector<QRect> places = layOut(width());
    for (std::size_t i = 0; i < m_tabs.size(); ++i)
        m_tabs[i]->setGeometry(places[i]);
    updateGeometry();
}

int PageBar::heightForWidth(int width) const
{
    const std::vector<QRect> places = layOut(width);
    return places.empty() ? TabHeight : places.back().bottom() + 2; // A line below.
}

QSize PageBar::sizeHint() const
{
    int sum = 2 * BarMargin;
    for (const QAbstractButton *tab : m_tabs)
        sum += tab->sizeHint().width();
    return { sum, heightForWidth(width()) };
}

QSize PageBar::minimumSizeHint() const
{
    int widest = 0;
    for (const QAbstractButton *tab : m_tabs)
        widest = std::max(widest, tab->sizeHint().width());
    return { widest + 2 * BarMargin, TabHeight };
}

void PageBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void PageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(Theme::of(palette()).line);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

void PageBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        place();
}

void PageBar::choose(int index)
{
    setCurrentIndex(index);
    emit pageChosen(index);
}

void PageBar::step(int step)
{
    for (int i = 1; i < count(); ++i) {
        const int index = ((m_current + i * step) % count() + count()) % count();
        if (isPageEnabled(index)) {
            choose(index);
            return;
        }
    }
}

void PageBar::stepRow(int rows)
{
    const QRect from = tabRect(m_current);
    int best = -1;
    int least = 0;
    for (int i = 0; i < count(); ++i) {
        if (!isPageEnabled(i) || tabRect(i).top() != from.top() + rows * TabHeight)
            continue;
        const int away = std::abs(tabRect(i).center().x() - from.center().x());
        if (best < 0 || away < least) {
            best = i;
            least = away;
        }
    }
    if (best >= 0)
        choose(best);
}

bool PageBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int forward = isRightToLeft() ? -1 : 1;
    switch (key->key()) {
    case Qt::Key_Left:
        step(-forward);
        return true;
    case Qt::Key_Right:
        step(forward);
        return true;
    case Qt::Key_Up:
        stepRow(-1);
        return true;
    case Qt::Key_Down:
        stepRow(1);
        return true;
    case Qt::Key_Home:
        choose(0);
        return true;
    case Qt::Key_End:
        for (int i = count() - 1; i >= 0; --i) {
            if (isPageEnabled(i)) {
                choose(i);
                break;
            }
        }
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace Pushscope
