// SPDX-FileCopyrightText: Pushscope contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <vector>

class QAbstractButton;

namespace Pushscope {

/// Tabs in as many rows as the width asks for: every page is in sight, always in its place. Those
/// that have nothing to say are there, too, but cannot be chosen.
///
/// One of them takes the focus; left and right, up and down, Home and End choose another. Screen
/// readers meet a list of tabs.
///
/// Threads: GUI thread.
class PageBar final : public QWidget
{
    Q_OBJECT

public:
    explicit PageBar(QWidget *parent = nullptr);

    /// Returns its index.
    int addPage(const QString &text);
    [[nodiscard]] int count() const { return static_cast<int>(m_tabs.size()); }
    void setPageText(int index, const QString &text);
    [[nodiscard]] QString pageText(int index) const;
    void setPageEnabled(int index, bool isEnabled);
    [[nodiscard]] bool isPageEnabled(int index) const;
    [[nodiscard]] int currentIndex() const { return m_current; }
    /// Without effect on a page that cannot be chosen.
    void setCurrentIndex(int index);
    /// Where the tab lies; for tests.
    [[nodiscard]] QRect tabRect(int index) const;
    void focusCurrent();

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void currentChanged(int index);
    /// Chosen by the user.
    void pageChosen(int index);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Where the tabs lie in @p width.
    [[nodiscard]] std::vector<QRect> layOut(int width) const;
    void place();
    void choose(int index);
    /// The next page from the current one in direction @p step that can be chosen.
    void step(int step);
    void stepRow(int rows);

    std::vector<QAbstractButton *> m_tabs;
    int m_current = 0;
};

} // namespace Pushscope
